"""The cash pool taken through its movements: what counts, the low point, each day's end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.domain.calendar import Period
from app.domain.money import Money


class MovementSource(StrEnum):
    """What a movement comes from."""

    COMMITMENT = "commitment"
    CARD = "card"
    PLANNED = "planned"
    PLAN = "plan"
    GOAL = "goal"
    WHAT_IF = "what_if"
    OVERDRAFT = "overdraft"
    EVERYDAY = "everyday"


@dataclass(frozen=True, slots=True)
class Opening:
    """The household's own money in one account of the cash pool, as the window opens."""

    account_id: UUID
    name: str
    own: Money
    overdraft: Money


@dataclass(frozen=True, slots=True)
class Movement:
    """Money certain to come in (positive) or go out (negative) on a day."""

    on: date
    amount: Money
    label: str
    account_id: UUID | None
    source: MovementSource
    source_id: str | None
    late: bool = False
    nominal_on: date | None = None
    is_suggested: bool = False
    """Nobody has confirmed it: it counts only where a person asks for it."""
    is_estimate: bool = False
    """Its amount varies, or its statement is still to come."""


@dataclass(frozen=True, slots=True)
class LowPoint:
    """The lowest balance, the earliest day it is reached, and the item that takes it there."""

    on: date
    balance: Money
    cause: str | None
    """None where the money at hand is itself the lowest."""
    account_id: UUID | None


@dataclass(frozen=True, slots=True)
class AccountLow:
    """One account's own low point in the window."""

    account_id: UUID
    own: Money
    low_point: LowPoint


@dataclass(frozen=True, slots=True)
class DayEnd:
    """What the pool holds as a day ends."""

    on: date
    balance: Money


def certain_movements(movements: Sequence[Movement], *, window: Period) -> list[Movement]:
    """Return the movements that count in the window, in the order they hit the balance."""
    counted: list[Movement] = []
    for movement in movements:
        is_overdue = movement.late or movement.on < window.start
        if is_overdue and movement.amount.minor > 0:
            continue
        # What should have left already leaves today.
        on = window.start if is_overdue else movement.on
        if movement.amount and on in window:
            counted.append(replace(movement, on=on))
    return sorted(counted, key=lambda movement: (movement.on, movement.amount.minor > 0))


@dataclass(frozen=True, slots=True)
class Walk:
    """A balance taken through its movements: its low point, and how many lead there."""

    low_point: LowPoint
    counted: int


def walk(opening: Money, movements: Sequence[Movement], *, today: date) -> Walk:
    """Return the low point of the balance; ``movements`` are in order, outflows first."""
    balance = lowest = opening
    counted = 0
    for position, movement in enumerate(movements, start=1):
        balance += movement.amount
        if balance < lowest:
            lowest, counted = balance, position
    if counted == 0:
        return Walk(LowPoint(on=today, balance=opening, cause=None, account_id=None), 0)

    day = movements[counted - 1].on
    # The item to name is the largest that leaves that day, not whichever came last.
    cause = min(
        (movement for movement in movements[:counted] if movement.on == day),
        key=lambda movement: movement.amount.minor,
    )
    return Walk(
        LowPoint(on=day, balance=lowest, cause=cause.label, account_id=cause.account_id), counted
    )


def first_below(
    floor: Money, opening: Money, movements: Sequence[Movement], *, today: date
) -> LowPoint | None:
    """Return the first moment the balance is under the floor, the largest items going first."""
    if opening < floor:
        return LowPoint(on=today, balance=opening, cause=None, account_id=None)
    balance = opening
    for movement in sorted(
        movements,
        key=lambda movement: (movement.on, movement.amount.minor > 0, movement.amount.minor),
    ):
        balance += movement.amount
        if balance < floor:
            return LowPoint(
                on=movement.on,
                balance=balance,
                cause=movement.label,
                account_id=movement.account_id,
            )
    return None


def movements_of_account(
    account_id: UUID, movements: Sequence[Movement], *, is_only: bool
) -> list[Movement]:
    """Return what moves one account: what names it, and all that names none if it is alone."""
    return [
        movement
        for movement in movements
        if movement.account_id == account_id or (is_only and movement.account_id is None)
    ]


def account_low(
    opening: Opening, movements: Sequence[Movement], *, today: date, is_only: bool = False
) -> AccountLow:
    """Return the low point of one account by its own movements."""
    own_movements = movements_of_account(opening.account_id, movements, is_only=is_only)
    low_point = walk(opening.own, own_movements, today=today).low_point
    return AccountLow(
        account_id=opening.account_id,
        own=opening.own,
        low_point=replace(low_point, account_id=opening.account_id),
    )


def day_ends(
    opening: Money, movements: Sequence[Movement], *, window: Period
) -> tuple[DayEnd, ...]:
    """Return what the pool holds as each day of the window ends."""
    moved_on: dict[date, Money] = {}
    for movement in movements:
        so_far = moved_on.get(movement.on, Money.zero(opening.currency))
        moved_on[movement.on] = so_far + movement.amount

    balance = opening
    ends: list[DayEnd] = []
    for day in window.days():
        balance += moved_on.get(day, Money.zero(opening.currency))
        ends.append(DayEnd(on=day, balance=balance))
    return tuple(ends)
