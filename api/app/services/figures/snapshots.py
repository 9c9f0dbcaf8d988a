"""What safe to spend was made of, kept at each sync, day and decision; and why it moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.calendar import london_day
from app.domain.changes import Change, changes
from app.domain.errors import FinanceError, InvalidInputError
from app.domain.money import Money
from app.domain.snapshot import (
    MovementKey,
    SeenRow,
    Snapshot,
    figure_at,
    from_plain,
    snapshot_of,
    to_plain,
)
from app.models.records import Snapshot as SnapshotRow
from app.repositories.records import SnapshotRepository, household_of
from app.repositories.transactions import FlowRow, TransactionRepository
from app.services.figures import expectations
from app.services.figures.expectations import Outlook
from app.services.household.people import ForHousehold, OfHousehold

_LATELY = timedelta(days=14)
_DECISION = "decision"


class NothingKeptError(FinanceError):
    """Nothing is known of the figure at that time."""

    code: ClassVar[str] = "no_snapshot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A moment the figure is known of."""

    at: datetime
    snapshot: Snapshot

    @property
    def figure(self) -> Money:
        return figure_at(self.snapshot).amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Why the figure moved from one moment to the other."""

    before: Moment
    after: Moment
    lines: Sequence[Change]


def keep(
    session: Session, *, of: OfHousehold, today: date, now: datetime, reason: str
) -> SnapshotRow | None:
    """Keep what the figure is made of now, unless it was kept just so before.

    A decision of the day does not stand for the day's own: that is kept once beside it.
    """
    # As it is now: who asks has the household as it was when the request began.
    household = household_of(session, of.household.id)
    if household is None:
        return None
    of = ForHousehold(household=household)
    repository = SnapshotRepository(session, household_id=household.id)
    outlook = expectations.outlook(session, signed_in=of, today=today)
    snapshot = _taken(session, of, outlook)
    plain = to_plain(snapshot)
    latest = repository.latest()
    is_kept = latest is not None and latest.inputs == plain
    if is_kept and (reason == _DECISION or (latest and latest.reason != _DECISION)):
        return None
    row = SnapshotRow(
        household_id=of.household.id,
        taken_at=now,
        day=today,
        reason=reason,
        figure_minor=figure_at(snapshot).amount.minor,
        inputs=plain,
    )
    repository.add(row)
    return row


def moves(
    session: Session,
    *,
    signed_in: OfHousehold,
    since: date | datetime | None,
    until: date | datetime | None,
    today: date,
    now: datetime,
) -> Moves:
    """Return why the figure moved: since yesterday until now, unless other times are named.

    A day means the last that was kept of it.

    :raises NothingKeptError: if nothing was kept by then.
    :raises InvalidInputError: if the later moment comes before the earlier.
    """
    repository = SnapshotRepository(session, household_id=signed_in.household.id)
    kept = _kept(repository, since if since is not None else today - timedelta(days=1))
    if kept is None:
        kept = repository.first()
    before = None if kept is None else Moment(at=kept.taken_at, snapshot=from_plain(kept.inputs))
    if _is_now(until, today):
        outlook = expectations.outlook(session, signed_in=signed_in, today=today)
        after = Moment(at=now, snapshot=_taken(session, signed_in, outlook))
    else:
        found = _kept(repository, until)
        if found is None:
            raise NothingKeptError("Nothing is known of the figure at that time.")
        after = Moment(at=found.taken_at, snapshot=from_plain(found.inputs))
    if before is None:
        before = after
    if after.snapshot.today < before.snapshot.today or after.at < before.at:
        raise InvalidInputError("The later moment comes first.", field="to")
    return Moves(
        before=before,
        after=after,
        lines=changes(
            before.snapshot,
            after.snapshot,
            rows=_rows_between(session, signed_in, before=before, after=after),
        ),
    )


def _is_now(until: date | datetime | None, today: date) -> bool:
    if until is None:
        return True
    return not isinstance(until, datetime) and until >= today


def _kept(repository: SnapshotRepository, when: date | datetime | None) -> SnapshotRow | None:
    if when is None:
        return repository.latest()
    if isinstance(when, datetime):
        return repository.last_by(when)
    return repository.last_by_day(when)


def _taken(session: Session, of: OfHousehold, outlook: Outlook) -> Snapshot:
    situation = outlook.situation
    paid: dict[UUID, MovementKey] = {
        one.payment_id: (
            one.source.value,
            str(one.expected.commitment_id),
            one.expected.nominal_on,
        )
        for one in outlook.expectations
        if one.payment_id is not None
    }
    flows = TransactionRepository(session, household_id=of.household.id).flows(
        [opening.account_id for opening in situation.openings], since=outlook.today - _LATELY
    )
    return snapshot_of(situation, rows=[_seen(row, paid.get(row.id)) for row in flows])


def _rows_between(
    session: Session, of: OfHousehold, *, before: Moment, after: Moment
) -> list[SeenRow]:
    """Return the rows that came or changed meanwhile; one that is gone comes with nothing."""
    known = {row.id: row for row in before.snapshot.rows}
    paid = {row.id: row.pays for row in after.snapshot.rows}
    accounts = {opening.account_id for opening in before.snapshot.openings}
    flows = TransactionRepository(session, household_id=of.household.id).flows(
        sorted(accounts, key=str), since=before.snapshot.today - _LATELY
    )
    # What came after the later moment is no part of the story.
    in_time = [row for row in flows if row.first_seen_at <= after.at]
    present = {row.id for row in in_time}
    new = [
        _seen(row, paid.get(row.id))
        for row in in_time
        if (row.first_seen_at > before.at and row.id not in known)
        or (row.id in known and row.amount_minor != known[row.id].minor)
    ]
    first_kept = before.snapshot.today - _LATELY
    gone = [
        SeenRow(
            id=row.id,
            account_id=row.account_id,
            on=london_day(after.at),
            minor=0,
            label=row.label,
            pays=None,
        )
        for row in before.snapshot.rows
        if row.id not in present and row.on >= first_kept and row.account_id in accounts
    ]
    return [*new, *gone]


def _seen(row: FlowRow, pays: MovementKey | None) -> SeenRow:
    return SeenRow(
        id=row.id,
        account_id=row.account_id,
        on=row.booked_on,
        minor=row.amount_minor,
        label=row.merchant or row.description,
        pays=pays,
    )
