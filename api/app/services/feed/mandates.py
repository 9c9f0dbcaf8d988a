"""Direct debits and standing orders as the banks list them, and what the person says of them."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.errors import FinanceError
from app.repositories.banking import AccountRepository
from app.services.household.people import SignedIn


class MandateUnknownError(FinanceError):
    """This household has no such direct debit or standing order."""

    code: ClassVar[str] = "mandate_not_found"


def dismiss(
    session: Session, *, signed_in: SignedIn, mandate_id: UUID, now: datetime | None
) -> None:
    """Note that nothing is expected of a mandate; without a moment that is taken back.

    :raises MandateUnknownError: if the household has no such mandate.
    """
    row = AccountRepository(session, household_id=signed_in.household.id).mandate(mandate_id)
    if row is None:
        raise MandateUnknownError("There is no such direct debit or standing order.")
    row.dismissed_at = now
    session.flush()
