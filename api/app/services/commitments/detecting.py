"""Finding commitments: what the banks say is read, looked through, and compared with memory."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.bank_holidays import Nation, working_days
from app.domain.calendar import WorkingDays
from app.domain.commitments.detection import detect as detector
from app.domain.commitments.detection.detect import is_worth_asking
from app.domain.commitments.detection.values import (
    Direction,
    Known,
    Mandate,
    MandateKind,
    Row,
    Series,
)
from app.domain.commitments.own_moves import own_moves
from app.domain.commitments.schedule import cadence_length_days
from app.domain.ledger import AccountKind
from app.domain.money import Money
from app.models.banking import Account
from app.models.banking import Mandate as ListedMandate
from app.models.people import Household
from app.repositories.banking import PENDING, AccountRepository
from app.repositories.commitments import CommitmentRepository, DetectionRow
from app.repositories.people import PeopleRepository
from app.services.accounts import accounts
from app.services.commitments.remembering import Memory, Outcome

# Looked at last: whether these are moves between own accounts says whether the series is one.
_OF_LATE = 3
_REFUND = "refund"
_SET_ASIDE = frozenset({AccountKind.SAVINGS, AccountKind.POT})
# Money that goes there is counted when it leaves again: by the card, for the bill.
_COMES_BACK = accounts.CARD_KINDS | {AccountKind.POT}
# Percent, for what a weekly shop may look like too.
_SURE = 80
_FORTNIGHT = 14


# What was fitted of the households looked at last: only counterparties with news are fitted
# again. A process that knows nothing yet comes to the same result, more slowly.
_HELD = 16
_lately: dict[UUID, Known] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """All that detection reads of a household, as it stands on a day."""

    household: Household
    today: date
    days: WorkingDays
    accounts: Mapping[UUID, Account]
    rows: Mapping[UUID, Row]
    mandates: Sequence[Mandate]
    moves: Mapping[UUID, UUID]
    """The other half of each move between own accounts."""

    def series(self) -> list[Series]:
        """Return what recurs among all rows, the surest first."""
        detection = detector.detect(
            self.rows.values(),
            today=self.today,
            working_days=self.days,
            mandates=self.mandates,
            known=_lately.get(self.household.id),
        )
        _lately.pop(self.household.id, None)
        _lately[self.household.id] = detection.known
        while len(_lately) > _HELD:
            _lately.pop(next(iter(_lately)), None)
        found = detection.series
        return [one for one in found if not _is_mandate_of(one, found)]

    def is_of_interest(self, series: Series) -> bool:
        """Return whether a commitment could be made of it: one that moves the household's money."""
        account = self.accounts.get(_uuid(series.account_id))
        if account is None or account.is_closed:
            return False
        if series.amount.currency != self.household.currency:
            return False
        is_set_aside = account.kind in _SET_ASIDE and not account.in_cash_pool
        if is_set_aside or account.kind == AccountKind.INSTALMENT_CREDIT:
            return False
        if series.direction is Direction.IN and account.kind in accounts.CARD_KINDS:
            return False
        if _looks_like_shopping(series) and not is_worth_asking(series, least=_SURE):
            return False
        return not self._is_counted_elsewhere(series)

    def _is_counted_elsewhere(self, series: Series) -> bool:
        """Return whether it moves money within the pool, or pays a card that is counted itself.

        What goes to savings as it is left over, now more and now less, is no commitment either.
        """
        late = [_uuid(member) for member in series.members[-_OF_LATE:]]
        others = [self.rows[self.moves[row_id]] for row_id in late if row_id in self.moves]
        within = [
            other
            for other in others
            if self.accounts[_uuid(other.account_id)].in_cash_pool
            or self.accounts[_uuid(other.account_id)].kind in _COMES_BACK
        ]
        is_left_over = series.variable and series.mandate_id is None
        return 2 * len(others if is_left_over else within) > len(late)


def detect(session: Session, *, household: Household, today: date) -> Outcome:
    """Find the household's commitments anew, and bring what is remembered up to it.

    What a person decided stays; done twice it changes nothing more.
    """
    CommitmentRepository(session, household_id=household.id).take_turn()
    ground = ground_of(session, household=household, today=today)
    memory = Memory(session, household=household, today=today, days=ground.days)
    return memory.take_in(ground.series(), rows=ground.rows, is_of_interest=ground.is_of_interest)


def detect_for(session: Session, *, household_id: UUID, today: date) -> Outcome:
    """Do the same for a household by its id, for a job; nothing if it has left meanwhile."""
    household = PeopleRepository(session).find_household(household_id)
    if household is None:
        return Outcome()
    return detect(session, household=household, today=today)


def ground_of(session: Session, *, household: Household, today: date) -> Ground:
    """Return what detection reads."""
    owned = AccountRepository(session, household_id=household.id)
    by_id = {account.id: account for account in owned.all()}
    stored = CommitmentRepository(session, household_id=household.id).rows()
    moves = _moves(stored)
    rows = [replace(_row(row), is_own_transfer=row.id in moves) for row in stored]
    return Ground(
        household=household,
        today=today,
        days=working_days(Nation(household.nation), around=today),
        accounts=by_id,
        rows={_uuid(row.id): row for row in rows},
        mandates=[_mandate(row, by_id) for row in owned.mandates() if not row.dismissed_at],
        moves=moves,
    )


def _moves(stored: Sequence[DetectionRow]) -> dict[UUID, UUID]:
    """Return the moves between own accounts: as spending paired them, else by amount and day."""
    known = {row.id for row in stored}
    paired = {row.id: row.paired_with_id for row in stored if row.paired_with_id in known}
    unsorted = own_moves(_row(row) for row in stored if row.kind is None)
    return {_uuid(one): _uuid(other) for one, other in (*unsorted.items(), *paired.items())}


def _is_mandate_of(one: Series, found: Sequence[Series]) -> bool:
    """Return whether this is only the bank's mandate of a series whose texts do not say so."""
    return not one.members and any(
        other.members
        and other.mandate_id is None
        and other.account_id == one.account_id
        and other.amount == one.amount
        and abs((other.next_on - one.next_on).days) <= _OF_LATE
        and cadence_length_days(other.cadence) == cadence_length_days(one.cadence)
        for other in found
    )


def _looks_like_shopping(series: Series) -> bool:
    return (
        series.direction is Direction.OUT
        and series.variable
        and series.mandate_id is None
        and cadence_length_days(series.cadence) <= _FORTNIGHT
    )


def _row(row: DetectionRow) -> Row:
    return Row(
        id=row.id,
        account_id=row.account_id,
        booked_on=row.booked_on,
        amount=Money(row.amount_minor, row.currency),
        text=row.description,
        merchant=row.merchant,
        category=row.bank_category,
        is_pending=row.status == PENDING,
        is_refund=row.kind == _REFUND,
    )


def _mandate(row: ListedMandate, owned: Mapping[UUID, Account]) -> Mandate:
    currency = owned[row.account_id].currency
    return Mandate(
        id=row.id,
        account_id=row.account_id,
        kind=MandateKind(row.kind),
        name=row.name,
        reference=row.reference,
        is_active=False if row.gone_on else row.is_active,
        frequency=row.frequency,
        amount=None if row.amount_minor is None else Money(abs(row.amount_minor), currency),
        next_on=row.next_on,
        previous_on=row.previous_on,
        final_on=row.final_on,
        first_seen_on=row.first_seen_on,
    )


def _uuid(value: object) -> UUID:
    """Return an id of the application's, which the domain calls anything that can be a key."""
    assert isinstance(value, UUID)  # noqa: S101 - all ids given to detection are
    return value


def told_rows(rows: Mapping[UUID, Row], ids: Collection[UUID]) -> list[Row]:
    """Return these rows, oldest first."""
    return sorted(
        (rows[row_id] for row_id in ids if row_id in rows),
        key=lambda row: (row.booked_on, str(row.id)),
    )
