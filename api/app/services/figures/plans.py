"""One-off costs and incomes, and purchases split into instalments."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.errors import FinanceError, InvalidInputError
from app.domain.money import Money
from app.domain.plans import (
    Instalment,
    monthly_rate,
    outstanding,
    payment_schedule,
    settlement,
)
from app.models.planning import PaymentPlan, PlannedItem
from app.repositories.planning import PlanningRepository
from app.repositories.transactions import TransactionRepository
from app.services.accounts import accounts
from app.services.accounts.rates import fraction_of, percent_of
from app.services.commitments.commitments import currency_of
from app.services.household.people import SignedIn

ACTIVE, SETTLED, CANCELLED = "active", "settled", "cancelled"

type PlannedItemRow = PlannedItem
type PaymentPlanRow = PaymentPlan


class PlannedItemUnknownError(FinanceError):
    """This household has no such planned item."""

    code: ClassVar[str] = "planned_item_not_found"


class PaymentPlanEndedError(FinanceError):
    """The payment plan was settled or cancelled before."""

    code: ClassVar[str] = "payment_plan_ended"


class PurchaseUnknownError(FinanceError):
    """This household has no such transaction to make a plan of."""

    code: ClassVar[str] = "purchase_not_found"


class PaymentPlanUnknownError(FinanceError):
    """This household has no such payment plan."""

    code: ClassVar[str] = "payment_plan_not_found"


def planned_items(session: Session, *, signed_in: SignedIn) -> Sequence[PlannedItem]:
    """Return the household's planned items by date."""
    return _planning(session, signed_in).planned_items()


def planned_item(session: Session, *, signed_in: SignedIn, item_id: UUID) -> PlannedItem:
    """Return one planned item.

    :raises PlannedItemUnknownError: if the household has no such item.
    """
    row = _planning(session, signed_in).planned_item(item_id)
    if row is None:
        raise PlannedItemUnknownError("There is no such planned item.")
    return row


def add_planned_item(
    session: Session, *, signed_in: SignedIn, given: Mapping[str, Any]
) -> PlannedItem:
    """Add a one-off cost or income."""
    accounts.check_account(
        session, household_id=signed_in.household.id, account_id=given.get("account_id")
    )
    row = PlannedItem(
        household_id=signed_in.household.id,
        name=given["name"],
        amount_minor=given["amount"],
        currency=currency_of(signed_in, given),
        planned_on=given["date"],
        account_id=given.get("account_id"),
    )
    _planning(session, signed_in).add(row)
    return row


def change_planned_item(
    session: Session, *, signed_in: SignedIn, item_id: UUID, changes: Mapping[str, Any]
) -> PlannedItem:
    """Change a planned item.

    :raises PlannedItemUnknownError: if the household has no such item.
    """
    row = planned_item(session, signed_in=signed_in, item_id=item_id)
    if "account_id" in changes:
        accounts.check_account(
            session, household_id=signed_in.household.id, account_id=changes["account_id"]
        )
    for name, column in (
        ("name", "name"),
        ("amount", "amount_minor"),
        ("date", "planned_on"),
        ("account_id", "account_id"),
    ):
        if name in changes:
            setattr(row, column, changes[name])
    session.flush()
    return row


def delete_planned_item(session: Session, *, signed_in: SignedIn, item_id: UUID) -> None:
    """Delete a planned item.

    :raises PlannedItemUnknownError: if the household has no such item.
    """
    row = planned_item(session, signed_in=signed_in, item_id=item_id)
    _planning(session, signed_in).delete(row)


def payment_plans(session: Session, *, signed_in: SignedIn) -> Sequence[PaymentPlan]:
    """Return the household's payment plans by first date."""
    return _planning(session, signed_in).payment_plans()


def payment_plan(session: Session, *, signed_in: SignedIn, plan_id: UUID) -> PaymentPlan:
    """Return one payment plan.

    :raises PaymentPlanUnknownError: if the household has no such plan.
    """
    row = _planning(session, signed_in).payment_plan(plan_id)
    if row is None:
        raise PaymentPlanUnknownError("There is no such payment plan.")
    return row


def still_to_pay(row: PaymentPlan) -> list[Instalment]:
    """Return the plan's instalments, those after its end left out and what settled it put in."""
    schedule = instalments_of(row)
    if row.ended_on is None:
        return schedule
    kept = [one for one in schedule if one.on < row.ended_on]
    if row.settlement_minor:
        kept.append(Instalment(on=row.ended_on, amount=Money(row.settlement_minor, row.currency)))
    return kept


def outstanding_of(row: PaymentPlan, *, done: int) -> Money:
    """Return what is left of the purchase once that many instalments are paid."""
    return outstanding(
        total=Money(row.total_minor, row.currency),
        instalments=row.instalments,
        rate=_rate_of(row),
        done=done,
    )


def end_payment_plan(
    session: Session,
    *,
    signed_in: SignedIn,
    plan_id: UUID,
    on: date,
    is_settled: bool,
    amount_minor: int | None = None,
) -> PaymentPlan:
    """End a plan on a day: settled for what is left (or for less), or cancelled for nothing.

    :raises PaymentPlanUnknownError: if the household has no such plan.
    :raises PaymentPlanEndedError: if it has ended already.
    """
    row = payment_plan(session, signed_in=signed_in, plan_id=plan_id)
    if row.status != ACTIVE:
        raise PaymentPlanEndedError("This plan has ended already.")
    row.status = SETTLED if is_settled else CANCELLED
    row.ended_on = on
    if is_settled:
        row.settlement_minor = (
            settles_for(row, on=on).minor if amount_minor is None else amount_minor
        )
    session.flush()
    return row


def resume_payment_plan(session: Session, *, signed_in: SignedIn, plan_id: UUID) -> PaymentPlan:
    """Take back the end of a plan.

    :raises PaymentPlanUnknownError: if the household has no such plan.
    """
    row = payment_plan(session, signed_in=signed_in, plan_id=plan_id)
    row.status, row.ended_on, row.settlement_minor = ACTIVE, None, None
    session.flush()
    return row


def settles_for(row: PaymentPlan, *, on: date) -> Money:
    """Return what settles the plan on a day."""
    return settlement(
        total=Money(row.total_minor, row.currency),
        schedule=instalments_of(row),
        rate=_rate_of(row),
        on=on,
    )


def instalments_of(row: PaymentPlan) -> list[Instalment]:
    """Return the plan's instalments as agreed, to the penny."""
    return payment_schedule(
        total=Money(row.total_minor, row.currency),
        instalments=row.instalments,
        first_on=row.first_date,
        interval_months=row.interval_months,
        apr=fraction_of(row.apr),
    )


def save_payment_plan(
    session: Session, *, signed_in: SignedIn, given: Mapping[str, Any], plan_id: UUID | None
) -> PaymentPlan:
    """Add a payment plan, or change the one of that id.

    :raises PaymentPlanUnknownError: if the household has no such plan.
    :raises PurchaseUnknownError: if the household has no such purchase.
    """
    if "account_id" in given:
        accounts.check_account(
            session, household_id=signed_in.household.id, account_id=given["account_id"]
        )
    if plan_id is None:
        given = _with_purchase(session, signed_in, given)
        row = PaymentPlan(
            household_id=signed_in.household.id,
            currency=currency_of(signed_in, given),
            purchase_transaction_id=given.get("purchase_transaction_id"),
            status=ACTIVE,
        )
    else:
        row = payment_plan(session, signed_in=signed_in, plan_id=plan_id)
    for name, column in (
        ("name", "name"),
        ("total", "total_minor"),
        ("instalments", "instalments"),
        ("first_date", "first_date"),
        ("interval_months", "interval_months"),
        ("account_id", "account_id"),
    ):
        if name in given:
            setattr(row, column, given[name])
    if "apr" in given:
        row.apr = percent_of(given["apr"])
    instalments_of(row)
    _planning(session, signed_in).add(row)
    return row


def delete_payment_plan(session: Session, *, signed_in: SignedIn, plan_id: UUID) -> None:
    """Delete a payment plan.

    :raises PaymentPlanUnknownError: if the household has no such plan.
    """
    row = payment_plan(session, signed_in=signed_in, plan_id=plan_id)
    _planning(session, signed_in).delete(row)


def _with_purchase(
    session: Session, signed_in: SignedIn, given: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what was given, the name and the total taken from the purchase where they lack."""
    found = dict(given)
    purchase_id = given.get("purchase_transaction_id")
    if purchase_id is not None:
        household_id = signed_in.household.id
        row = TransactionRepository(session, household_id=household_id).get(purchase_id)
        if row is None:
            raise PurchaseUnknownError("There is no such transaction.")
        if row.amount_minor >= 0:
            raise InvalidInputError(
                "Only money that went out can be split.", field="purchase_transaction_id"
            )
        found["name"] = given.get("name") or row.merchant or row.description
        found["total"] = given.get("total") or -row.amount_minor
    for name in ("name", "total"):
        if not found.get(name):
            raise InvalidInputError(f"Say the {name} of what is split.", field=name)
    return found


def _rate_of(row: PaymentPlan) -> Fraction:
    return monthly_rate(fraction_of(row.apr) or Decimal(0), months=row.interval_months)


def _planning(session: Session, signed_in: SignedIn) -> PlanningRepository:
    return PlanningRepository(session, household_id=signed_in.household.id)
