"""How much comes next: levels, steps, seasons."""

from collections.abc import Sequence
from dataclasses import dataclass
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
    agree on, or the same month of last year where that has foretold better. An amount that
    stood out in the same month a year ago comes again.
    """
    again = _stood_out(paid, on)
    if again is not None:
        return again
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


def _stood_out(paid: Sequence[Paid], on: int) -> int | None:
    """Return the amount of a year ago if it alone left a level that has not changed since."""
    n = _index_near(paid, on - _YEAR)
    if n is None or not 0 < n < len(paid) - 1:
        return None
    before, then, after = paid[n - 1].amount, paid[n].amount, paid[n + 1].amount
    level = densest(paid[-_LONG:])
    stands_out = not is_near(then, before) and not is_near(then, after)
    return then if stands_out and is_near(before, after) and is_near(after, level) else None


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
    """Return the days the level changed: an amount that was paid at least twice gave way."""
    found: list[Step] = []
    level = paid[0].amount
    for n, one in enumerate(paid[1:], start=1):
        if one.amount == level:
            continue
        follows = [later.amount for later in paid[n + 1 : n + 3]]
        holds = not follows or follows[0] == one.amount
        if holds and level not in follows:
            found.append(Step(one.day, level, one.amount))
            level = one.amount
        elif follows and follows[0] != level:
            level = follows[0] if len(follows) > 1 and follows[1] == follows[0] else level
    return found
