"""How much comes next: levels, steps, seasons."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_RECENT = 6
_TENTH = 10
_YEAR = 365
_SEASON_DAYS = 12
_FEW = 3


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment of a series: its day number and magnitude in minor units."""

    day: int
    amount: int


type _Rule = Callable[[Sequence[Paid], int], int]


@dataclass(frozen=True, slots=True)
class Step:
    """The level changed with the payment of that day."""

    day: int
    old: int
    new: int


def expected_amount(paid: Sequence[Paid], on: int, *, is_income: bool) -> int:
    """Return the magnitude to expect on a day, by the rule that was right most often so far.

    Each rule foretells each past payment from those before it; the one most often within a
    tenth wins, and of equals the simpler.
    """
    rules: tuple[_Rule, ...] = (
        (_settled_income if is_income else _settled_bill),
        _last,
        _middle,
        _as_a_year_ago,
    )
    best = max(
        range(len(rules)),
        key=lambda n: (_hits(rules[n], paid), -n),
    )
    return rules[best](paid, on)


def _hits(rule: _Rule, paid: Sequence[Paid]) -> int:
    """Return the rule's merit on the payments after the first, the recent counting double."""
    merit = 0
    for n in range(max(1, len(paid) - 2 * _RECENT), len(paid)):
        foretold, real = rule(paid[:n], paid[n].day), paid[n].amount
        if is_near(foretold, real):
            merit += 2 if n >= len(paid) - _RECENT else 1
    return merit


def is_near(one: int, other: int) -> bool:
    """Return whether two magnitudes differ by a tenth of the second at most."""
    return _TENTH * abs(one - other) <= other


def _last(paid: Sequence[Paid], _on: int) -> int:
    return paid[-1].amount


def _middle(paid: Sequence[Paid], _on: int) -> int:
    recent = sorted(one.amount for one in paid[-_RECENT:])
    return recent[len(recent) // 2]


def _settled_income(paid: Sequence[Paid], on: int) -> int:
    """Return the last amount, unless it alone left the level: then a bonus is not repeated."""
    return _settled(paid, on, forgive_once=True)


def _settled_bill(paid: Sequence[Paid], on: int) -> int:
    return _settled(paid, on, forgive_once=False)


def _settled(paid: Sequence[Paid], _on: int, *, forgive_once: bool) -> int:
    last = paid[-1].amount
    before = [one.amount for one in paid[-_RECENT - 1 : -1]]
    if not before or last in before:
        return _level(before, last) if before and last != before[-1] else last
    usual, times = Counter(before).most_common(1)[0]
    if forgive_once and not is_near(last, usual):
        return sorted(before)[len(before) // 2] if times < 2 else usual  # noqa: PLR2004
    return last


def _level(before: Sequence[int], last: int) -> int:
    """Return the commoner of the last amount and the one before it."""
    counts = Counter((*before, last))
    return last if counts[last] >= counts[before[-1]] else before[-1]


def _as_a_year_ago(paid: Sequence[Paid], on: int) -> int:
    """Return the last amount, moved as it moved a year ago; the last where that is not known."""
    then = [one for one in paid if abs(on - _YEAR - one.day) <= _SEASON_DAYS]
    if not then:
        return paid[-1].amount
    return then[0].amount


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
