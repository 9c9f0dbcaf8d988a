"""How each card gets paid."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain import cards
from app.domain.errors import InvalidInputError
from app.domain.money import Money
from app.models.planning import CardRepayment
from app.repositories.banking import AccountRepository
from app.repositories.planning import PlanningRepository
from app.services.accounts import accounts
from app.services.accounts.rates import fraction_of, percent_of
from app.services.household.people import SignedIn


def card_repayment(
    session: Session, *, signed_in: SignedIn, account_id: UUID
) -> CardRepayment | None:
    """Return how the card gets paid, or ``None`` if nobody has said.

    :raises accounts.AccountUnknownError: if the household has no such card.
    """
    _check_card(session, signed_in, account_id)
    return _planning(session, signed_in).card_repayments().get(account_id)


def save_card_repayment(
    session: Session, *, signed_in: SignedIn, account_id: UUID, given: Mapping[str, Any]
) -> CardRepayment:
    """Store how the card gets paid.

    :raises InvalidInputError: if the plan lacks its amount or number of instalments.
    """
    _check_card(session, signed_in, account_id)
    accounts.check_account(
        session, household_id=signed_in.household.id, account_id=given.get("pay_from_account_id")
    )
    row = CardRepayment(
        account_id=account_id,
        plan=given["plan"],
        amount_minor=given.get("amount"),
        instalments=given.get("instalments"),
        apr=percent_of(given.get("apr")),
        statement_day=given.get("statement_day"),
        due_day=given.get("due_day"),
        pay_from_account_id=given.get("pay_from_account_id"),
        # What was being paid down before is no part of a new decision.
        pay_down_minor=None,
        pay_down_statement_on=None,
    )
    repayment_plan_of(row, currency=signed_in.household.currency)
    _planning(session, signed_in).save_card_repayment(row)
    return row


def begin_pay_down(
    session: Session,
    *,
    signed_in: SignedIn,
    account_id: UUID,
    owed_minor: int,
    first_statement_on: date | None,
) -> None:
    """Remember what is paid down and from which statement on, so that it ends one day."""
    row = _planning(session, signed_in).card_repayments()[account_id]
    row.pay_down_minor, row.pay_down_statement_on = owed_minor, first_statement_on
    session.flush()


def repayment_plan_of(row: CardRepayment | None, *, currency: str) -> cards.RepaymentPlan:
    """Return the plan as the domain knows it; a card nobody spoke of is paid in full.

    :raises InvalidInputError: if the plan lacks its amount or number of instalments.
    """
    if row is None:
        return cards.RepaymentPlan(kind=cards.Full())
    return cards.RepaymentPlan(
        kind=_plan_kind(row, currency=currency),
        apr=fraction_of(row.apr),
        statement_day=row.statement_day,
        due_day=row.due_day,
    )


def _plan_kind(row: CardRepayment, *, currency: str) -> cards.PlanKind:
    match row.plan:
        case "fixed":
            if row.amount_minor is None:
                raise InvalidInputError("Say how much is paid each month.", field="amount")
            return cards.Fixed(Money(row.amount_minor, currency))
        case "minimum":
            return cards.Minimum()
        case "pay_down":
            if row.instalments is None:
                raise InvalidInputError(
                    "Say over how many months it is paid down.", field="instalments"
                )
            return cards.PayDown(
                row.instalments,
                balance=None if row.pay_down_minor is None else Money(row.pay_down_minor, currency),
                first_statement_on=row.pay_down_statement_on,
            )
        case _:
            return cards.Full()


def _check_card(session: Session, signed_in: SignedIn, account_id: UUID) -> None:
    row = AccountRepository(session, household_id=signed_in.household.id).get(account_id)
    if row is None:
        raise accounts.AccountUnknownError("There is no such account.")
    if row.kind not in accounts.CARD_KINDS:
        raise InvalidInputError("This account is not a card.", field="account_id")


def _planning(session: Session, signed_in: SignedIn) -> PlanningRepository:
    return PlanningRepository(session, household_id=signed_in.household.id)
