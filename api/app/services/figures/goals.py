"""Money put aside toward a target, and how much can be moved to it today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.errors import FinanceError, InvalidInputError
from app.domain.forecast import Everyday
from app.domain.goals import months_left, needed_per_month, safe_to_add
from app.domain.money import Money
from app.domain.what_if import HORIZON, outcome
from app.models.planning import Goal
from app.repositories.banking import AccountRepository
from app.repositories.planning import PlanningRepository
from app.services.accounts import accounts
from app.services.commitments.commitments import currency_of
from app.services.figures import everyday, expectations
from app.services.household.people import SignedIn

_COLUMNS = {
    "name": "name",
    "target": "target_minor",
    "date": "target_on",
    "saved": "saved_minor",
    "account_id": "account_id",
    "monthly": "monthly_minor",
    "first_date": "first_on",
    "pay_from_account_id": "pay_from_account_id",
}


class GoalUnknownError(FinanceError):
    """This household has no such goal."""

    code: ClassVar[str] = "goal_not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalView:
    """A goal and what it takes."""

    row: Goal
    saved: int
    """What is put aside: as said, or what the account it is kept in holds."""
    missing: int
    months_left: int
    needed_per_month: int
    safe_to_add: int
    on_track: bool


def goals(session: Session, *, signed_in: SignedIn, today: date, now: datetime) -> list[GoalView]:
    """Return the household's goals, in the order they were made."""
    rows = _planning(session, signed_in).goals()
    if not rows:
        return []
    movable = _safe_to_add(session, signed_in=signed_in, today=today, now=now)
    held = _held_in_accounts(session, signed_in)
    return [_view(row, movable=movable, held=held, today=today) for row in rows]


def goal(
    session: Session, *, signed_in: SignedIn, goal_id: UUID, today: date, now: datetime
) -> GoalView:
    """Return one goal.

    :raises GoalUnknownError: if the household has no such goal.
    """
    row = _known(session, signed_in, goal_id)
    return _view(
        row,
        movable=_safe_to_add(session, signed_in=signed_in, today=today, now=now),
        held=_held_in_accounts(session, signed_in),
        today=today,
    )


def save_goal(
    session: Session, *, signed_in: SignedIn, given: Mapping[str, Any], goal_id: UUID | None
) -> Goal:
    """Add a goal, or change the one of that id.

    :raises GoalUnknownError: if the household has no such goal.
    :raises InvalidInputError: if it puts money aside monthly, and from no day on.
    """
    for name in ("account_id", "pay_from_account_id"):
        accounts.check_account(
            session, household_id=signed_in.household.id, account_id=given.get(name)
        )
    row = (
        Goal(
            household_id=signed_in.household.id,
            currency=currency_of(signed_in, given),
        )
        if goal_id is None
        else _known(session, signed_in, goal_id)
    )
    for name, column in _COLUMNS.items():
        if name in given:
            setattr(row, column, given[name])
    if row.monthly_minor is not None and row.first_on is None:
        raise InvalidInputError("Say from which day on it is put aside.", field="first_date")
    _planning(session, signed_in).add(row)
    return row


def delete_goal(session: Session, *, signed_in: SignedIn, goal_id: UUID) -> None:
    """Delete a goal.

    :raises GoalUnknownError: if the household has no such goal.
    """
    _planning(session, signed_in).delete(_known(session, signed_in, goal_id))


def _safe_to_add(session: Session, *, signed_in: SignedIn, today: date, now: datetime) -> Money:
    outlook = expectations.outlook(session, signed_in=signed_in, today=today)
    spent = everyday.everyday_of(session, signed_in=signed_in, outlook=outlook, now=now)
    found = outcome(outlook.situation, spent if isinstance(spent, Everyday) else None, days=HORIZON)
    return safe_to_add(
        safe_to_spend=found.figure.amount,
        lowest=(found.cautious_low_point or found.low_point).balance,
        buffer=outlook.situation.buffer,
    )


def _held_in_accounts(session: Session, signed_in: SignedIn) -> dict[UUID, int]:
    rows = AccountRepository(session, household_id=signed_in.household.id).all()
    return {row.id: max(row.current_minor, 0) for row in rows}


def _view(row: Goal, *, movable: Money, held: Mapping[UUID, int], today: date) -> GoalView:
    saved = max(row.saved_minor, held.get(row.account_id, 0) if row.account_id else 0)
    missing = Money(max(row.target_minor - saved, 0), row.currency)
    needed = needed_per_month(missing=missing, today=today, by=row.target_on)
    return GoalView(
        row=row,
        saved=saved,
        missing=missing.minor,
        months_left=months_left(today=today, by=row.target_on),
        needed_per_month=needed.minor,
        safe_to_add=movable.minor,
        on_track=not missing or (row.monthly_minor or 0) >= needed.minor,
    )


def _known(session: Session, signed_in: SignedIn, goal_id: UUID) -> Goal:
    row = _planning(session, signed_in).goal(goal_id)
    if row is None:
        raise GoalUnknownError("There is no such goal.")
    return row


def _planning(session: Session, signed_in: SignedIn) -> PlanningRepository:
    return PlanningRepository(session, household_id=signed_in.household.id)
