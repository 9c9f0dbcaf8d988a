"""Recurring and one-off incomes and bills, entered by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.bank_holidays import Nation, working_days
from app.domain.calendar import Period, WorkingDays
from app.domain.commitments import schedule as calendar
from app.domain.errors import FinanceError, InvalidInputError
from app.models.planning import Commitment
from app.repositories.planning import PlanningRepository
from app.services import accounts
from app.services.people import OfHousehold, SignedIn

CONFIRMED, SUGGESTED, SKIPPED = "confirmed", "suggested", "skipped"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_A_CYCLE_AHEAD = timedelta(days=400)


class CommitmentUnknownError(FinanceError):
    """This household has no such commitment."""

    code: ClassVar[str] = "commitment_not_found"


class NoSuchOccurrenceError(FinanceError):
    """The commitment does not fall on that date."""

    code: ClassVar[str] = "occurrence_not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentView:
    """A commitment and when it is next due."""

    row: Commitment
    next_due_date: date | None
    yearly_amount: int


def days_of(signed_in: OfHousehold, *, around: date) -> WorkingDays:
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


def schedule_from(rule: Mapping[str, Any]) -> calendar.Schedule:
    """Return the schedule of a rule kept as JSON: a cadence, its anchor and its shift."""
    return calendar.Schedule(
        cadence=cadence_of(rule["cadence"]),
        anchor=date.fromisoformat(rule["next_date"]),
        shift=calendar.Shift(rule["shift"]),
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
        currency=currency_of(signed_in, given),
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


def currency_of(signed_in: SignedIn, given: Mapping[str, Any]) -> str:
    """Return the currency of what was entered: the household's, whose figures are one sum.

    :raises InvalidInputError: if another was named.
    """
    currency = given.get("currency") or signed_in.household.currency
    if currency != signed_in.household.currency:
        raise InvalidInputError(
            f"This household counts in {signed_in.household.currency}.", field="currency"
        )
    return str(currency)


def _planning(session: Session, signed_in: SignedIn) -> PlanningRepository:
    return PlanningRepository(session, household_id=signed_in.household.id)
