"""Safe to spend: the trough of the cash pool before payday, and everything that explains it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from app.domain.calendar import ONE_DAY, Period
from app.domain.cash_pool import (
    AccountLow,
    DayEnd,
    LowPoint,
    Movement,
    MovementSource,
    Opening,
    account_low,
    certain_movements,
    day_ends,
    first_below,
    walk,
)
from app.domain.money import Money, total

__all__ = [
    "AccountLow",
    "DayEnd",
    "EquationTerm",
    "Line",
    "LowPoint",
    "Movement",
    "MovementSource",
    "Opening",
    "PaydayDue",
    "SafeToSpend",
    "TermKey",
    "safe_to_spend",
]


class TermKey(StrEnum):
    """The terms whose amounts, outgoing ones negative, sum to safe to spend."""

    CASH = "cash"
    INCOME = "income"
    COMMITMENTS = "commitments"
    CARDS = "cards"
    PLANNED = "planned"
    PLANS = "plans"
    GOALS = "goals"
    BUFFER = "buffer"


@dataclass(frozen=True, slots=True)
class PaydayDue:
    """A payday that has not been received yet."""

    on: date
    amount: Money
    name: str
    commitment_id: UUID | None
    """None where a person gave the day by rule, and no income with it."""
    late: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line a figure is the sum of."""

    label: str
    amount: Money
    on: date
    source: str
    """A ``MovementSource``, or ``cash`` or ``buffer``."""
    source_id: str | None
    account_id: UUID | None


@dataclass(frozen=True, slots=True)
class EquationTerm:
    """Some lines of the figure, summed."""

    key: TermKey
    amount: Money
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SafeToSpend:
    """What can be spent before payday, and the parts it was made of."""

    amount: Money
    per_day: Money
    committed: Money
    cash: Money
    buffer: Money
    window: Period
    payday: PaydayDue | None
    """The payday that ends the window; the one due today where that is not in yet."""
    late_paydays: tuple[PaydayDue, ...]
    is_short: bool
    low_point: LowPoint
    first_short: LowPoint | None
    """The first day the pool is under the buffer, and the item that takes it there."""
    with_late_income: Money | None
    """The figure had the late paydays come in."""
    with_payday_income: Money | None
    """The figure had today's payday come in, which runs to the payday after it."""
    accounts: tuple[AccountLow, ...]
    day_ends: tuple[DayEnd, ...]
    lines: tuple[Line, ...]
    """Sum to the amount."""
    after_trough: tuple[Line, ...]
    """What moves in the window after its low point, and so is no part of the figure."""
    equation: tuple[EquationTerm, ...]
    """Sum to the amount too."""


def safe_to_spend(
    *,
    openings: Sequence[Opening],
    movements: Sequence[Movement],
    paydays: Sequence[PaydayDue],
    today: date,
    buffer: Money,
    default_days: int = 30,
) -> SafeToSpend:
    """Return the lowest the pool gets before payday, opening included, less the buffer.

    ``paydays`` are the ones not received, late ones included. Outflows of a day come before
    its inflows; overdue incomes are not counted; without a payday the window is
    ``default_days`` long.
    """
    cash = total((opening.own for opening in openings), buffer.currency)
    late_paydays = tuple(payday for payday in paydays if payday.late or payday.on < today)
    upcoming = sorted(
        (payday for payday in paydays if not payday.late and payday.on >= today),
        key=lambda payday: payday.on,
    )
    payday = upcoming[0] if upcoming else None
    window = _window(payday, today=today, default_days=default_days)
    certain = certain_movements(movements, window=window)
    way = walk(cash, certain, today=today)
    amount = way.low_point.balance - buffer
    lines = (
        *(cash_line(opening, today) for opening in openings),
        *(line_of(movement) for movement in certain[: way.counted]),
        _buffer_line(buffer, today),
    )
    return SafeToSpend(
        amount=amount,
        per_day=Money(max(amount.minor, 0) // window.length, amount.currency),
        committed=cash - buffer - amount,
        cash=cash,
        buffer=buffer,
        window=window,
        payday=payday,
        late_paydays=late_paydays,
        is_short=amount.minor < 0,
        low_point=way.low_point,
        first_short=first_below(buffer, cash, certain, today=today),
        with_late_income=(
            amount + total((late.amount for late in late_paydays), amount.currency)
            if late_paydays
            else None
        ),
        with_payday_income=_with_payday_income(
            cash=cash,
            movements=movements,
            upcoming=upcoming,
            today=today,
            buffer=buffer,
            default_days=default_days,
        ),
        accounts=tuple(
            account_low(opening, certain, today=today, is_only=len(openings) == 1)
            for opening in openings
        ),
        day_ends=day_ends(cash, certain, window=window),
        lines=lines,
        after_trough=tuple(line_of(movement) for movement in certain[way.counted :]),
        equation=_equation(lines, buffer.currency),
    )


def _window(payday: PaydayDue | None, *, today: date, default_days: int) -> Period:
    if payday is None:
        return Period(today, today + timedelta(days=default_days))
    # A payday that is today and not in yet leaves today to live through.
    return Period(today, max(payday.on, today + ONE_DAY))


def _with_payday_income(
    *,
    cash: Money,
    movements: Sequence[Movement],
    upcoming: Sequence[PaydayDue],
    today: date,
    buffer: Money,
    default_days: int,
) -> Money | None:
    """Return the figure as it will be once what is due today is in: with the next window."""
    due_today = [payday for payday in upcoming if payday.on == today]
    if not due_today:
        return None
    following = next((payday for payday in upcoming if payday.on > today), None)
    received = {str(payday.commitment_id) for payday in due_today}
    others = [
        movement
        for movement in movements
        if not (
            movement.on == today and movement.amount.minor > 0 and movement.source_id in received
        )
    ]
    certain = certain_movements(
        others, window=_window(following, today=today, default_days=default_days)
    )
    wages = total((payday.amount for payday in due_today), buffer.currency)
    return walk(cash + wages, certain, today=today).low_point.balance - buffer


def cash_line(opening: Opening, today: date) -> Line:
    """Return an account of the pool as a line of a figure."""
    return Line(
        label=opening.name,
        amount=opening.own,
        on=today,
        source=TermKey.CASH,
        source_id=str(opening.account_id),
        account_id=opening.account_id,
    )


def _buffer_line(buffer: Money, today: date) -> Line:
    return Line(
        label="Buffer",
        amount=-buffer,
        on=today,
        source=TermKey.BUFFER,
        source_id=None,
        account_id=None,
    )


def line_of(movement: Movement) -> Line:
    """Return a movement as a line of a figure."""
    return Line(
        label=movement.label,
        amount=movement.amount,
        on=movement.on,
        source=movement.source,
        source_id=movement.source_id,
        account_id=movement.account_id,
    )


_TERM_OF_SOURCE: dict[str, TermKey] = {
    TermKey.CASH: TermKey.CASH,
    TermKey.BUFFER: TermKey.BUFFER,
    MovementSource.COMMITMENT: TermKey.COMMITMENTS,
    MovementSource.CARD: TermKey.CARDS,
    MovementSource.PLANNED: TermKey.PLANNED,
    MovementSource.PLAN: TermKey.PLANS,
    MovementSource.GOAL: TermKey.GOALS,
    MovementSource.WHAT_IF: TermKey.PLANNED,
    MovementSource.OVERDRAFT: TermKey.COMMITMENTS,
    MovementSource.EVERYDAY: TermKey.COMMITMENTS,
}


def _equation(lines: Sequence[Line], currency: str) -> tuple[EquationTerm, ...]:
    by_term: dict[TermKey, list[Line]] = {key: [] for key in TermKey}
    for line in lines:
        term = _TERM_OF_SOURCE[line.source]
        comes_in = line.amount.minor > 0 and term not in {TermKey.CASH, TermKey.BUFFER}
        by_term[TermKey.INCOME if comes_in else term].append(line)
    return tuple(
        EquationTerm(
            key=key,
            amount=total((line.amount for line in term_lines), currency),
            lines=tuple(term_lines),
        )
        for key, term_lines in by_term.items()
    )
