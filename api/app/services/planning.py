"""What a household expects, entered by hand: commitments, planned items, plans, repayments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.bank_holidays import Nation, working_days
from app.domain import cards, plans
from app.domain.calendar import Period, WorkingDays
from app.domain.commitments import schedule as calendar
from app.domain.errors import FinanceError, InvalidInputError
from app.domain.money import Money
from app.models.planning import CardRepayment, Commitment, PaymentPlan, PlannedItem
from app.repositories.banking import AccountRepository
from app.repositories.planning import PlanningRepository
from app.services import accounts
from app.services.people import SignedIn

CONFIRMED, SKIPPED = "confirmed", "skipped"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_A_CYCLE_AHEAD = timedelta(days=400)
_WHOLE_PERCENT = 100

type PlannedItemRow = PlannedItem
type PaymentPlanRow = PaymentPlan


class CommitmentUnknownError(FinanceError):
    """This household has no such commitment."""

    code: ClassVar[str] = "commitment_not_found"


class PlannedItemUnknownError(FinanceError):
    """This household has no such planned item."""

    code: ClassVar[str] = "planned_item_not_found"


class PaymentPlanUnknownError(FinanceError):
    """This household has no such payment plan."""

    code: ClassVar[str] = "payment_plan_not_found"


class NoSuchOccurrenceError(FinanceError):
    """The commitment does not fall on that date."""

    code: ClassVar[str] = "occurrence_not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentView:
    """A commitment and when it is next due."""

    row: Commitment
    next_due_date: date | None
    yearly_amount: int


def days_of(signed_in: SignedIn, *, around: date) -> WorkingDays:
    """Return the household's working days."""
    return working_days(Nation(signed_in.household.nation), around=around)


def cadence_of(given: Mapping[str, Any]) -> calendar.Cadence:
    """Return the cadence as the domain knows it.

    :raises InvalidInputError: if its numbers are out of range.
    """
    match given["kind"]:
        case "weekly":
            return calendar.Weekly(every=given.get("every", 1))
        case "monthly_day":
            return calendar.MonthlyDay(
                day=given["day"],
                every=given.get("every", 1),
                skip_months=frozenset(given.get("skip_months") or ()),
            )
        case "monthly_last_working_day":
            return calendar.MonthlyLastWorkingDay()
        case "monthly_weekday":
            return calendar.MonthlyWeekday(
                weekday=_WEEKDAYS.index(given["weekday"]), nth=given["nth"]
            )
        case "yearly":
            return calendar.Yearly()
        case _:
            return calendar.Once()


def schedule_of(row: Commitment) -> calendar.Schedule:
    """Return when the commitment falls due."""
    return calendar.Schedule(
        cadence=cadence_of(row.cadence),
        anchor=row.next_date,
        shift=calendar.Shift(row.shift),
        ends_on=row.ends_on,
    )


def is_recurring(row: Commitment) -> bool:
    """Return whether the commitment comes more than once."""
    return bool(row.cadence["kind"] != "once")


def commitments(session: Session, *, signed_in: SignedIn, today: date) -> list[CommitmentView]:
    """Return the household's commitments, in the order they were made."""
    rows = _planning(session, signed_in).commitments()
    return [view_of(row, signed_in=signed_in, today=today) for row in rows]


def view_of(row: Commitment, *, signed_in: SignedIn, today: date) -> CommitmentView:
    """Return the commitment with its next due date and what it comes to in a year."""
    year = Period(today, today + _A_CYCLE_AHEAD)
    due = calendar.occurrences(
        schedule_of(row), period=year, working_days=days_of(signed_in, around=today)
    )
    within_year = [one for one in due if one.due_on < today + timedelta(days=365)]
    return CommitmentView(
        row=row,
        next_due_date=due[0].due_on if due else None,
        yearly_amount=row.amount_minor * len(within_year),
    )


def commitment(session: Session, *, signed_in: SignedIn, commitment_id: UUID) -> Commitment:
    """Return one commitment.

    :raises CommitmentUnknownError: if the household has no such commitment.
    """
    row = _planning(session, signed_in).commitment(commitment_id)
    if row is None:
        raise CommitmentUnknownError("There is no such commitment.")
    return row


def add_commitment(
    session: Session, *, signed_in: SignedIn, given: Mapping[str, Any]
) -> Commitment:
    """Add a commitment; entered by hand it is confirmed unless it says otherwise."""
    accounts.check_account(
        session, household_id=signed_in.household.id, account_id=given.get("account_id")
    )
    cadence_of(given["cadence"])
    row = Commitment(
        household_id=signed_in.household.id,
        name=given["name"],
        direction=given["direction"],
        amount_minor=given["amount"],
        currency=_currency(signed_in, given),
        variable=given["variable"],
        cadence=dict(given["cadence"]),
        next_date=given["next_date"],
        shift=given["shift"],
        ends_on=given.get("ends_on"),
        account_id=given.get("account_id"),
        status=given["status"],
        is_payday=given.get("is_payday", False),
    )
    _planning(session, signed_in).add(row)
    return row


def change_commitment(
    session: Session, *, signed_in: SignedIn, commitment_id: UUID, changes: Mapping[str, Any]
) -> Commitment:
    """Change a commitment.

    :raises CommitmentUnknownError: if the household has no such commitment.
    """
    row = commitment(session, signed_in=signed_in, commitment_id=commitment_id)
    if "account_id" in changes:
        accounts.check_account(
            session, household_id=signed_in.household.id, account_id=changes["account_id"]
        )
    if "cadence" in changes:
        cadence_of(changes["cadence"])
        row.cadence = dict(changes["cadence"])
    if "amount" in changes:
        row.amount_minor = changes["amount"]
    for name in (
        "name", "direction", "variable", "next_date", "shift", "ends_on", "account_id", "status",
        "is_payday",
    ):  # fmt: skip
        if name in changes:
            setattr(row, name, changes[name])
    session.flush()
    return row


def delete_commitment(session: Session, *, signed_in: SignedIn, commitment_id: UUID) -> None:
    """Delete a commitment.

    :raises CommitmentUnknownError: if the household has no such commitment.
    """
    row = commitment(session, signed_in=signed_in, commitment_id=commitment_id)
    _planning(session, signed_in).delete(row)


def skip_occurrence(
    session: Session,
    *,
    signed_in: SignedIn,
    commitment_id: UUID,
    nominal_on: date,
    is_skipped: bool,
    today: date,
) -> None:
    """Skip one occurrence, or take that back; it ends that occurrence only.

    :raises NoSuchOccurrenceError: if the commitment does not fall on that nominal date.
    """
    row = commitment(session, signed_in=signed_in, commitment_id=commitment_id)
    around = Period(nominal_on - timedelta(days=14), nominal_on + timedelta(days=15))
    near = calendar.occurrences(
        schedule_of(row), period=around, working_days=days_of(signed_in, around=today)
    )
    if all(one.nominal_on != nominal_on for one in near):
        raise NoSuchOccurrenceError("The commitment does not fall on that date.", field="date")
    planning = _planning(session, signed_in)
    if is_skipped:
        planning.decide(row, nominal_on=nominal_on, decision=SKIPPED)
    else:
        planning.undecide(row, nominal_on=nominal_on)


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
        currency=_currency(signed_in, given),
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


def instalments_of(row: PaymentPlan) -> list[plans.Instalment]:
    """Return the plan's instalments, to the penny."""
    return plans.payment_schedule(
        total=Money(row.total_minor, row.currency),
        instalments=row.instalments,
        first_on=row.first_date,
        interval_months=row.interval_months,
        apr=_fraction(row.apr),
    )


def save_payment_plan(
    session: Session, *, signed_in: SignedIn, given: Mapping[str, Any], plan_id: UUID | None
) -> PaymentPlan:
    """Add a payment plan, or change the one of that id.

    :raises PaymentPlanUnknownError: if the household has no such plan.
    """
    if "account_id" in given:
        accounts.check_account(
            session, household_id=signed_in.household.id, account_id=given["account_id"]
        )
    if plan_id is None:
        row = PaymentPlan(household_id=signed_in.household.id, currency=_currency(signed_in, given))
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
        row.apr = _percent(given["apr"])
    instalments_of(row)
    _planning(session, signed_in).add(row)
    return row


def delete_payment_plan(session: Session, *, signed_in: SignedIn, plan_id: UUID) -> None:
    """Delete a payment plan.

    :raises PaymentPlanUnknownError: if the household has no such plan.
    """
    row = payment_plan(session, signed_in=signed_in, plan_id=plan_id)
    _planning(session, signed_in).delete(row)


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
        apr=_percent(given.get("apr")),
        statement_day=given.get("statement_day"),
        due_day=given.get("due_day"),
        pay_from_account_id=given.get("pay_from_account_id"),
    )
    repayment_plan_of(row, currency=signed_in.household.currency)
    _planning(session, signed_in).save_card_repayment(row)
    return row


def repayment_plan_of(row: CardRepayment | None, *, currency: str) -> cards.RepaymentPlan:
    """Return the plan as the domain knows it; a card nobody spoke of is paid in full.

    :raises InvalidInputError: if the plan lacks its amount or number of instalments.
    """
    if row is None:
        return cards.RepaymentPlan(kind=cards.Full())
    return cards.RepaymentPlan(
        kind=_plan_kind(row, currency=currency),
        apr=_fraction(row.apr),
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
            return cards.PayDown(row.instalments)
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


def _currency(signed_in: SignedIn, given: Mapping[str, Any]) -> str:
    currency = given.get("currency") or signed_in.household.currency
    if currency != signed_in.household.currency:
        raise InvalidInputError(
            f"This household counts in {signed_in.household.currency}.", field="currency"
        )
    return str(currency)


def _percent(rate: Decimal | None) -> Decimal | None:
    """Return the rate in percent; people and programs write 24.9 % as 24.9 or as 0.249."""
    return rate * _WHOLE_PERCENT if rate is not None and rate < 1 else rate


def _fraction(percent: Decimal | None) -> Decimal | None:
    return None if percent is None else percent / _WHOLE_PERCENT
