"""What a person says of whole series: these two are one, these rows are another, this recurs."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.calendar import Period
from app.domain.commitments.detection import detect as detector
from app.domain.commitments.detection.values import Direction, Row, Series, SeriesState
from app.domain.commitments.rebase import counted_from
from app.domain.commitments.schedule import MonthlyDay, Schedule, Shift, occurrences
from app.domain.errors import InvalidInputError
from app.models.planning import Commitment
from app.repositories.commitments import CommitmentRepository
from app.repositories.planning import PlanningRepository
from app.repositories.transactions import TransactionRepository
from app.services.accounts.transactions import TransactionUnknownError
from app.services.commitments import commitments, detecting, following
from app.services.commitments.detecting import Ground, told_rows
from app.services.commitments.gathering import fit_together
from app.services.commitments.patterns import cadence_as_kept, cadence_of
from app.services.commitments.remembering import CONFIRMED, MARKED, SUGGESTED
from app.services.household.people import SignedIn

_A_YEAR = timedelta(days=400)


def merge(
    session: Session,
    *,
    signed_in: SignedIn,
    commitment_id: UUID,
    other_id: UUID,
    today: date,
) -> Commitment:
    """Make two commitments one: its rows are those of both from now on, and the other is gone.

    :raises commitments.CommitmentUnknownError: if the household has no such commitment.
    :raises InvalidInputError: if they are the same, or go different ways.
    """
    kept = commitments.commitment(session, signed_in=signed_in, commitment_id=commitment_id)
    other = commitments.commitment(session, signed_in=signed_in, commitment_id=other_id)
    if kept is other:
        raise InvalidInputError("These are one commitment already.", field="commitment_id")
    if (kept.direction, kept.currency) != (other.direction, other.currency):
        raise InvalidInputError("An income and a bill cannot be one.", field="commitment_id")
    rows = _repository(session, signed_in)
    evidence = rows.evidence()
    mine, theirs = evidence.get(kept.id, {}), evidence.get(other.id, {})
    if not mine and not theirs:
        raise InvalidInputError("Neither has a payment yet.", field="commitment_id")
    rows.keep(kept.id, dict.fromkeys({*mine, *theirs}, True))
    kept.match_texts = sorted({*kept.match_texts, *other.match_texts, other.name})
    kept.is_payday = kept.is_payday or other.is_payday
    PlanningRepository(session, household_id=signed_in.household.id).delete(other)
    _refit(session, signed_in, kept, ids={*mine, *theirs}, today=today)
    return kept


def split(
    session: Session,
    *,
    signed_in: SignedIn,
    commitment_id: UUID,
    transaction_ids: Sequence[UUID],
    today: date,
) -> Commitment:
    """Take payments out of a commitment: they are another one, with the same word on it.

    :raises commitments.CommitmentUnknownError: if the household has no such commitment.
    :raises InvalidInputError: if they are not some, but not all, of its payments.
    """
    row = commitments.commitment(session, signed_in=signed_in, commitment_id=commitment_id)
    rows = _repository(session, signed_in)
    own = rows.evidence().get(row.id, {})
    taken = set(transaction_ids)
    if not taken or not taken < own.keys():
        raise InvalidInputError(
            "Choose some of its payments, and not all of them.", field="transaction_ids"
        )
    ground = _ground(session, signed_in, today)
    fitted = fit_together(told_rows(ground.rows, taken), ground.today, ground.days)
    last = told_rows(ground.rows, taken)[-1]
    found = fitted or _monthly_from(last, ground)
    new = following.commitment_of(
        found, household_id=signed_in.household.id, status=row.status, origin=MARKED
    )
    new.decided_on = today if row.status != SUGGESTED else None
    new.name = f"{row.name[:110]} (2)" if new.name == row.name else new.name
    PlanningRepository(session, household_id=signed_in.household.id).add(new)
    rows.drop(row.id, taken)
    rows.keep(new.id, dict.fromkeys(taken, True))
    left = own.keys() - taken
    rows.keep(row.id, dict.fromkeys(left, True))
    _refit(session, signed_in, row, ids=left, today=today, ground=ground)
    return new


def mark_recurring(
    session: Session,
    *,
    signed_in: SignedIn,
    transaction_id: UUID,
    given: Mapping[str, Any],
    today: date,
) -> Commitment:
    """Make a commitment of a payment, with the rest of its series found from it.

    Where no other payment goes with it, it comes as often as ``given`` says, else monthly.

    :raises TransactionUnknownError: if the household has no such transaction.
    :raises InvalidInputError: if its money is not the household's.
    """
    household = signed_in.household
    found = TransactionRepository(session, household_id=household.id).get(transaction_id)
    if found is None:
        raise TransactionUnknownError("There is no such transaction.")
    rows = _repository(session, signed_in)
    rows.take_turn()
    ground = _ground(session, signed_in, today)
    marked = ground.rows.get(found.id)
    if marked is None or not marked.amount or marked.amount.currency != household.currency:
        raise InvalidInputError("This payment cannot recur in the figures.", field="id")
    owner = rows.owner_of(found.id)
    if owner is not None:
        rows.keep(owner.id, {found.id: True})
        if owner.status != CONFIRMED:
            commitments.decide(owner, status=CONFIRMED, today=today)
            owner.origin = MARKED
        _say_how_often(owner, given)
        session.flush()
        return owner
    series = (
        detector.series_from(
            marked, ground.rows.values(), today=ground.today, working_days=ground.days
        )
        or _by_mandate(marked, ground)
        or _monthly_from(marked, ground)
    )
    row = following.commitment_of(
        series, household_id=household.id, status=CONFIRMED, origin=MARKED
    )
    row.decided_on = today
    _say_how_often(row, given)
    PlanningRepository(session, household_id=household.id).add(row)
    rows.keep(row.id, {m: m == found.id for m in series.members if isinstance(m, UUID)})
    session.flush()
    return row


def _say_how_often(row: Commitment, given: Mapping[str, Any]) -> None:
    """Take over what the person says of the rhythm; it stays so."""
    if given.get("cadence") is not None:
        cadence_of(given["cadence"])
        row.cadence = dict(given["cadence"])
        row.edited = sorted({*row.edited, "cadence"})
    if given.get("next_date") is not None:
        row.next_date, row.anchor_on = given["next_date"], None
        row.edited = sorted({*row.edited, "next_date"})
    if given.get("name"):
        row.name = given["name"]
        row.edited = sorted({*row.edited, "name"})


def _by_mandate(marked: Row, ground: Ground) -> Series | None:
    """Return the series of a mandate whose only payment this is."""
    found = ground.series()
    return next((one for one in found if marked.id in one.members), None)


def _monthly_from(marked: Row, ground: Ground) -> Series:
    """Return the likeliest of a payment that stands alone: the same, every month, from it on."""
    is_income = marked.amount.minor > 0
    shift = Shift.PREVIOUS_WORKING_DAY if is_income else Shift.NEXT_WORKING_DAY
    start = Schedule(MonthlyDay(marked.booked_on.day), marked.booked_on, shift)
    after = max(marked.booked_on, ground.today - timedelta(days=7)) + timedelta(days=1)
    coming = occurrences(
        counted_from(start, marked.booked_on),
        period=Period(after, after + _A_YEAR),
        working_days=ground.days,
    )
    # The marked payment's own day may have been moved into the days after it.
    first = next(one for one in coming if one.nominal_on > marked.booked_on)
    descriptor = detector.descriptor_of(marked)
    return Series(
        name=marked.merchant or descriptor.name,
        direction=Direction.IN if is_income else Direction.OUT,
        counterparty=descriptor.key,
        account_id=marked.account_id,
        schedule=Schedule(start.cadence, first.nominal_on, shift),
        next_on=first.due_on,
        amount=marked.amount,
        variable=False,
        lowest=marked.amount,
        highest=marked.amount,
        state=SeriesState.ACTIVE,
        confidence=0,
        members=(marked.id,),
        first_on=marked.booked_on,
        last_on=marked.booked_on,
        why=("you marked one payment as recurring",),
        group=f"marked|{marked.id}",
        match_texts=(descriptor.key,) if descriptor.key else (),
    )


def _refit(
    session: Session,
    signed_in: SignedIn,
    row: Commitment,
    *,
    ids: set[UUID],
    today: date,
    ground: Ground | None = None,
) -> None:
    """Let the rows a commitment now has say when it comes; where they say nothing, it stays."""
    ground = ground or _ground(session, signed_in, today)
    found = fit_together(told_rows(ground.rows, ids), ground.today, ground.days)
    if found is None:
        return
    following.follow(row, found, today=today)
    if not following.WHEN & set(row.edited):
        row.cadence = cadence_as_kept(found.cadence)
        row.next_date, row.shift = found.schedule.anchor, found.shift.value
    if "amount" not in row.edited:
        row.amount_minor = abs(found.amount.minor)
    session.flush()


def _ground(session: Session, signed_in: SignedIn, today: date) -> Ground:
    return detecting.ground_of(session, household=signed_in.household, today=today)


def _repository(session: Session, signed_in: SignedIn) -> CommitmentRepository:
    return CommitmentRepository(session, household_id=signed_in.household.id)
