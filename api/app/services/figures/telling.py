"""The person's word on what became of one expected thing: which row paid it, or that it did."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.errors import FinanceError, InvalidInputError
from app.models.banking import Transaction
from app.repositories.planning import PlanningRepository
from app.repositories.transactions import TransactionRepository
from app.services.accounts.transactions import TransactionUnknownError
from app.services.figures import expectations
from app.services.figures.expectations import Outlook
from app.services.figures.expected import Expectation
from app.services.household.people import SignedIn

_NEAR = timedelta(days=31)
_SHOWN = 12


class NothingExpectedError(FinanceError):
    """Nothing of this household is expected under that id on that date."""

    code: ClassVar[str] = "expected_not_found"


def candidates(
    session: Session, *, signed_in: SignedIn, subject_id: UUID, nominal_on: date, today: date
) -> Sequence[Transaction]:
    """Return rows that may have paid it and pay nothing else, the likeliest first.

    :raises NothingExpectedError: if nothing is expected under that id on that date.
    """
    outlook = expectations.outlook(session, signed_in=signed_in, today=today)
    one = _expected(outlook, subject_id, nominal_on)
    taken = {other.payment_id for other in outlook.expectations if other is not one}
    rows = TransactionRepository(session, household_id=signed_in.household.id).since(
        one.expected.due_on - _NEAR
    )
    wanted = one.expected.amount.minor
    found = [
        row
        for row in rows
        if row.id not in taken
        and row.amount_minor * wanted > 0
        and row.currency == one.expected.amount.currency
        and row.booked_on <= one.expected.due_on + _NEAR
    ]
    found.sort(
        key=lambda row: (
            abs(row.amount_minor - wanted),
            abs((row.booked_on - one.expected.due_on).days),
            str(row.id),
        )
    )
    return found[:_SHOWN]


def tell(
    session: Session,
    *,
    signed_in: SignedIn,
    subject_id: UUID,
    nominal_on: date,
    word: str,
    transaction_id: UUID | None,
    today: date,
) -> None:
    """Keep what became of it; a row that is named pays this and nothing else from now on.

    :raises NothingExpectedError: if nothing is expected under that id on that date.
    :raises TransactionUnknownError: if the household has no such row.
    :raises InvalidInputError: if the row went the other way.
    """
    outlook = expectations.outlook(session, signed_in=signed_in, today=today)
    one = _expected(outlook, subject_id, nominal_on)
    if transaction_id is not None:
        household_id = signed_in.household.id
        row = TransactionRepository(session, household_id=household_id).get(transaction_id)
        if row is None:
            raise TransactionUnknownError("There is no such transaction.")
        amount = one.expected.amount
        if row.currency != amount.currency or row.amount_minor * amount.minor <= 0:
            raise InvalidInputError("That row went the other way.", field="transaction_id")
    PlanningRepository(session, household_id=signed_in.household.id).tell(
        subject_id=subject_id, nominal_on=nominal_on, word=word, transaction_id=transaction_id
    )


def take_back(session: Session, *, signed_in: SignedIn, subject_id: UUID, nominal_on: date) -> None:
    """Forget what the person said of it.

    :raises NothingExpectedError: if the household said nothing of it.
    """
    planning = PlanningRepository(session, household_id=signed_in.household.id)
    if all((one.subject_id, one.nominal_on) != (subject_id, nominal_on) for one in planning.told()):
        raise NothingExpectedError("Nothing was said of this.")
    planning.untell(subject_id=subject_id, nominal_on=nominal_on)


def _expected(outlook: Outlook, subject_id: UUID, nominal_on: date) -> Expectation:
    for one in outlook.expectations:
        if one.expected.key == (subject_id, nominal_on):
            return one
    raise NothingExpectedError("Nothing is expected there on that date.", field="date")
