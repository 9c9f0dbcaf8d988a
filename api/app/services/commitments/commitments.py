"""Recurring and one-off incomes and bills: what they are, and what the person says of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.bank_holidays import Nation, working_days
from app.domain.calendar import Period, WorkingDays
from app.domain.commitments import schedule as calendar
from app.domain.commitments.match import grace_days
from app.domain.errors import FinanceError, InvalidInputError
from app.models.planning import Commitment
from app.repositories.commitments import CommitmentRepository, EvidenceRow
from app.repositories.planning import PlanningRepository
from app.services.accounts import accounts
from app.services.commitments.following import WHEN, amount_on
from app.services.commitments.patterns import cadence_of, schedule_from
from app.services.commitments.remembering import BY_HAND, CONFIRMED, REJECTED, SUGGESTED, refuse
from app.services.household.people import OfHousehold, SignedIn

__all__ = ["CONFIRMED", "SUGGESTED", "schedule_from"]

SKIPPED = "skipped"
# Deleted by the person, and kept only so that it is not found again.
FORGOTTEN = "forgotten"
_EDITABLE = frozenset(
    {"name", "direction", "amount", "variable", "cadence", "next_date", "shift", "ends_on",
     "account_id"}
)  # fmt: skip
_A_CYCLE_AHEAD = timedelta(days=400)


class CommitmentUnknownError(FinanceError):
    """This household has no such commitment."""

    code: ClassVar[str] = "commitment_not_found"


class NoSuchOccurrenceError(FinanceError):
    """The commitment does not fall on that date."""

    code: ClassVar[str] = "occurrence_not_found"


class NoSuchStepError(FinanceError):
    """The commitment's price did not change on that day."""

    code: ClassVar[str] = "price_step_not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentView:
    """A commitment, when it is next due, what it comes to in a year, and what it rests on."""

    row: Commitment
    next_on: date
    """Nominal: the first not paid yet, late ones within their grace included."""
    next_due_date: date | None
    yearly_amount: int
    payments: Sequence[EvidenceRow] = ()


def days_of(signed_in: OfHousehold, *, around: date) -> WorkingDays:
    """Return the household's working days."""
    return working_days(Nation(signed_in.household.nation), around=around)


def schedule_of(row: Commitment) -> calendar.Schedule:
    """Return when the commitment falls due."""
    return calendar.Schedule(
        cadence=cadence_of(row.cadence),
        anchor=row.anchor_on or row.next_date,
        shift=calendar.Shift(row.shift),
        ends_on=row.ends_on,
    )


def is_recurring(row: Commitment) -> bool:
    """Return whether the commitment comes more than once."""
    return bool(row.cadence["kind"] != "once")


def commitments(session: Session, *, signed_in: SignedIn, today: date) -> list[CommitmentView]:
    """Return the household's commitments, in the order they were made."""
    payments = CommitmentRepository(session, household_id=signed_in.household.id).payments()
    return [
        view_of(row, signed_in=signed_in, today=today, payments=payments.get(row.id, ()))
        for row in _planning(session, signed_in).commitments()
        if row.origin != FORGOTTEN
    ]


def seen(
    session: Session, *, signed_in: SignedIn, commitment_id: UUID, today: date
) -> CommitmentView:
    """Return one commitment with its payments.

    :raises CommitmentUnknownError: if the household has no such commitment.
    """
    row = commitment(session, signed_in=signed_in, commitment_id=commitment_id)
    return with_payments(session, row, signed_in=signed_in, today=today)


def with_payments(
    session: Session, row: Commitment, *, signed_in: SignedIn, today: date
) -> CommitmentView:
    """Return the commitment with its payments."""
    repository = CommitmentRepository(session, household_id=signed_in.household.id)
    payments = repository.payments(row.id).get(row.id, ())
    return view_of(row, signed_in=signed_in, today=today, payments=payments)


def view_of(
    row: Commitment,
    *,
    signed_in: SignedIn,
    today: date,
    payments: Sequence[EvidenceRow] = (),
) -> CommitmentView:
    """Return the commitment with its next due date and what it comes to in a year."""
    days = days_of(signed_in, around=today)
    schedule = schedule_of(row)
    year = Period(today, today + _A_CYCLE_AHEAD)
    due = calendar.occurrences(schedule, period=year, working_days=days)
    within_year = [one for one in due if one.due_on < today + timedelta(days=365)]
    return CommitmentView(
        row=row,
        next_on=_next_on(row, schedule, due, today=today),
        next_due_date=due[0].due_on if due else None,
        yearly_amount=sum(amount_on(row, one.nominal_on) for one in within_year),
        payments=payments,
    )


def _next_on(
    row: Commitment,
    schedule: calendar.Schedule,
    due: Sequence[calendar.Occurrence],
    *,
    today: date,
) -> date:
    """Return the next nominal date; of what was found, the first that is not paid yet."""
    grace = timedelta(days=grace_days(calendar.cadence_length_days(schedule.cadence)))
    # What was entered by hand is not moved on by its payments: its day is the next to come.
    is_past = row.origin == BY_HAND or row.next_date < today - grace
    return due[0].nominal_on if is_past and due else row.next_date


def commitment(session: Session, *, signed_in: SignedIn, commitment_id: UUID) -> Commitment:
    """Return one commitment.

    :raises CommitmentUnknownError: if the household has no such commitment.
    """
    row = _planning(session, signed_in).commitment(commitment_id)
    if row is None or row.origin == FORGOTTEN:
        raise CommitmentUnknownError("There is no such commitment.")
    return row


def add_commitment(
    session: Session, *, signed_in: SignedIn, given: Mapping[str, Any], today: date | None = None
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
        decided_on=today,
    )
    _planning(session, signed_in).add(row)
    return row


def change_commitment(
    session: Session,
    *,
    signed_in: SignedIn,
    commitment_id: UUID,
    changes: Mapping[str, Any],
    today: date,
) -> Commitment:
    """Change a commitment; what is set by hand stays so, whatever is found later.

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
        "name", "direction", "variable", "next_date", "shift", "ends_on", "account_id",
        "is_payday",
    ):  # fmt: skip
        if name in changes:
            setattr(row, name, changes[name])
    if WHEN & changes.keys():
        row.anchor_on = None
    row.edited = sorted({*row.edited, *(changes.keys() & _EDITABLE)})
    if "status" in changes:
        decide(row, status=changes["status"], today=today)
    session.flush()
    return row


def decide(row: Commitment, *, status: str, today: date) -> None:
    """Make the person's word on a commitment its status; ``suggested`` takes the word back."""
    if status == row.status:
        return
    if status == REJECTED:
        refuse(row)
    elif row.status == REJECTED and status == SUGGESTED:
        row.rejected = row.rejected[:-1]
    if status == CONFIRMED:
        row.price_steps = [{**step, "is_told": True} for step in row.price_steps]
    row.status = status
    row.decided_on = None if status == SUGGESTED else today


def acknowledge_step(
    session: Session, *, signed_in: SignedIn, commitment_id: UUID, on: date, is_told: bool
) -> None:
    """Take note of a changed price, or take that back.

    :raises NoSuchStepError: if the price did not change on that day.
    """
    row = commitment(session, signed_in=signed_in, commitment_id=commitment_id)
    if all(step["on"] != on.isoformat() for step in row.price_steps):
        raise NoSuchStepError("The price did not change on that day.", field="date")
    row.price_steps = [
        {**step, "is_told": is_told} if step["on"] == on.isoformat() else step
        for step in row.price_steps
    ]
    session.flush()


def keep_going(
    session: Session, *, signed_in: SignedIn, commitment_id: UUID, after: date | None
) -> None:
    """Note that a commitment goes on although its series looks ended; ``None`` takes it back."""
    row = commitment(session, signed_in=signed_in, commitment_id=commitment_id)
    row.goes_on_after = after
    session.flush()


def delete_commitment(
    session: Session, *, signed_in: SignedIn, commitment_id: UUID, today: date
) -> None:
    """Delete a commitment; of one that was found, so much is kept that it is not found again.

    :raises CommitmentUnknownError: if the household has no such commitment.
    """
    row = commitment(session, signed_in=signed_in, commitment_id=commitment_id)
    if row.signature is None:
        _planning(session, signed_in).delete(row)
        return
    decide(row, status=REJECTED, today=today)
    row.origin, row.is_payday, row.was_offered_again = FORGOTTEN, False, True
    session.flush()


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


def left_out(rows: Iterable[Commitment]) -> set[tuple[UUID, date]]:
    """Return the occurrences known to have been left out: later payments came without them."""
    return {(row.id, date.fromisoformat(day)) for row in rows for day in row.left_out}


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
