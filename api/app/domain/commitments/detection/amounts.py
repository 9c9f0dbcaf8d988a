"""How much comes next: levels, steps, seasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

_RECENT = 6
_LONG = 12
_WEIGHT = 6
_TENTH = 10
_YEAR = 365
_SEASON_DAYS = 12
_FEW = 3


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment of a series: its day number and magnitude in minor units."""

    day: int
    amount: int


@dataclass(frozen=True, slots=True)
class Step:
    """The level changed with the payment of that day."""

    day: int
    old: int
    new: int


def expected_amount(paid: Sequence[Paid], on: int, *, is_income: bool) -> int:
    """Return the magnitude to expect on a day.

    A fixed bill: the last amount, since prices step. An income: the last if it came twice,
    else the level most agree on, since a bonus is not repeated. A varying bill: the level most
    agree on, or the same month of last year where that has foretold better. Amounts that
    calendar months have of their own are ``seasonal``'s.
    """
    if is_variable(paid):
        return _of_varying(paid, on)
    last = paid[-1].amount
    if is_income and (len(paid) == 1 or not is_near(last, paid[-2].amount)):
        return densest(paid[-_LONG:])
    return last


def densest(paid: Sequence[Paid]) -> int:
    """Return the amount that most of the others are within a tenth of, the later counting more."""
    best, most = paid[-1].amount, -1
    for one in paid:
        weight = sum(
            _WEIGHT + n for n, other in enumerate(paid) if is_near(one.amount, other.amount)
        )
        if weight >= most:
            best, most = one.amount, weight
    return best


def is_near(one: int, other: int) -> bool:
    """Return whether two magnitudes differ by a tenth of the second at most."""
    return _TENTH * abs(one - other) <= other


def _of_varying(paid: Sequence[Paid], on: int) -> int:
    level = densest(paid[-_LONG:])
    seasonal = _as_a_year_ago(paid, on)
    if seasonal is None:
        return level
    told_by_level = told_by_season = 0
    for n in range(max(1, len(paid) - _LONG), len(paid)):
        season = _as_a_year_ago(paid[:n], paid[n].day)
        if season is not None:
            told_by_season += is_near(season, paid[n].amount)
            told_by_level += is_near(densest(paid[max(0, n - _LONG) : n]), paid[n].amount)
    return seasonal if told_by_season > told_by_level else level


def _as_a_year_ago(paid: Sequence[Paid], on: int) -> int | None:
    """Return what was paid a year before the day, moved as the level has moved since."""
    n = _index_near(paid, on - _YEAR)
    if n is None or n == 0:
        return None
    return paid[n].amount * paid[-1].amount // paid[n - 1].amount


def seasonal(paid: Sequence[Paid], *, today: int) -> dict[int, int]:
    """Return the amounts that calendar months have of their own: what stood out a year ago.

    It alone left a level that has not changed since: a bonus each December, a double premium.
    """
    level = densest(paid[-_LONG:])
    found: dict[int, int] = {}
    for before, then, after in zip(paid, paid[1:], paid[2:], strict=False):
        stands_out = not is_near(then.amount, before.amount) and not is_near(then.amount, level)
        is_level = is_near(before.amount, level) and is_near(after.amount, level)
        if stands_out and is_level and then.day > today - _YEAR - _SEASON_DAYS:
            found[date.fromordinal(then.day).month] = then.amount
    return found


def _index_near(paid: Sequence[Paid], day: int) -> int | None:
    near = [n for n, one in enumerate(paid) if abs(one.day - day) <= _SEASON_DAYS]
    return min(near, key=lambda n: (abs(paid[n].day - day), n)) if near else None


def is_variable(paid: Sequence[Paid]) -> bool:
    """Return whether the recent amounts keep changing, and do not merely step."""
    recent = [one.amount for one in paid[-_RECENT:]]
    if len(recent) < _FEW:
        return len(set(recent)) > 1 and not is_near(recent[0], recent[-1])
    changes = sum(1 for a, b in pairwise(recent) if not _is_penny(a, b))
    return 2 * changes > len(recent) - 1


def _is_penny(a: int, b: int) -> bool:
    return 50 * abs(a - b) <= max(a, b)


def steps(paid: Sequence[Paid]) -> list[Step]:
    """Return the days the level changed: an amount paid twice gave way to another.

    The new one has to be paid twice as well, unless it is the latest payment.
    """
    found: list[Step] = []
    level, times = paid[0].amount, 1
    for n, one in enumerate(paid[1:], start=1):
        follows = [later.amount for later in paid[n + 1 : n + 2]]
        if one.amount == level:
            times += 1
        elif follows in ([], [one.amount]):
            if times > 1:
                found.append(Step(one.day, level, one.amount))
            level, times = one.amount, 1
    return found
