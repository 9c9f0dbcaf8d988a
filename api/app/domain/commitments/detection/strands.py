"""Splits the rows of one counterparty into recurring strands.

Amounts are told apart before calendars are fitted: two prices at one merchant are two strands,
one price that rises is one. Everything here is the same whatever day it is.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

from app.domain.commitments.detection.fitting import Fit, evaluate, fit
from app.domain.commitments.detection.skipping import with_skipped_months
from app.domain.commitments.detection.slots import Calendars, Rule, length_of
from app.domain.commitments.detection.values import RowId
from app.domain.commitments.schedule import MonthlyDay, Shift

_LEAST_VALUE = 16
_MOST_STRANDS = 12
_SUFFIXES = (12, 6, 4, 3)
_CLUSTER_RATIO = (5, 4)
_CROWD = 24
_CROWD_GAP = 10
_LEAST_BAND = 3
_NEARLY_YEAR = 350
_TRACKS = 3
_TRACK_DAYS = 3
_JOIN_SLOTS = 3
_CROWDED = 2
_SAME, _NEAR, _FAR, _WILD = 4, 2, -3, -8


@dataclass(frozen=True, slots=True)
class Item:
    """A row as the splitting sees it: day number and magnitude in minor units."""

    day: int
    amount: int
    key: str
    id: RowId


@dataclass(frozen=True, slots=True)
class Strand:
    """Items that recur, oldest first, and the rule they follow.

    ``others`` is how many rows of the same counterparty lie between the first and the last
    without belonging: shopping.
    """

    items: tuple[Item, ...]
    fit: Fit
    others: int

    @property
    def rule(self) -> Rule:
        return self.fit.rule


def strands(
    items: Sequence[Item], calendars: Calendars, *, usual: Shift, is_council_tax: bool = False
) -> list[Strand]:
    """Return the strands among the items (ascending by day) of one family of names."""
    by_key: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_key[item.key].append(item)
    found: list[Strand] = []
    left: list[Item] = []
    for _, own in sorted(by_key.items()):
        taken, rest = _split(own, calendars, usual)
        found += taken
        left += rest
    if len(by_key) > 1:
        left.sort(key=_order)
        taken, left = _split(left, calendars, usual)
        found += taken
    found = _joined(found, calendars, usual)
    extended = _extended(found, left, items, calendars)
    return [
        replace(
            strand,
            fit=with_skipped_months(
                strand.fit,
                [item.day for item in strand.items],
                calendars,
                is_council_tax=is_council_tax,
            ),
        )
        for strand in extended
    ]


def _order(item: Item) -> tuple[int, int, str]:
    return item.day, item.amount, str(item.id)


def _split(
    items: Sequence[Item], calendars: Calendars, usual: Shift
) -> tuple[list[Strand], list[Item]]:
    """Return the strands of one name, best first, and the items left over."""
    left = list(items)
    found: list[Strand] = []
    tried: dict[tuple[RowId, ...], Strand | None] = {}
    while len(found) < _MOST_STRANDS:
        looked_at: dict[tuple[RowId, ...], None] = {}
        for group in _groups(left, calendars):
            ids = tuple(item.id for item in group)
            looked_at[ids] = None
            if ids not in tried:
                tried[ids] = _strand(group, calendars, usual)
        candidates = sorted(
            (
                (value, strand)
                for ids in looked_at
                if (strand := tried[ids]) is not None and (value := worth(strand)) >= _LEAST_VALUE
            ),
            key=lambda candidate: (-candidate[0], [_order(item) for item in candidate[1].items]),
        )
        taken: set[RowId] = set()
        for _, strand in candidates:
            own = {item.id for item in strand.items}
            if len(found) < _MOST_STRANDS and not own & taken:
                taken |= own
                found.append(strand)
        if not taken:
            break
        left = [item for item in left if item.id not in taken]
    return found, left


def worth(strand: Strand) -> int:
    """Return what a candidate is worth: its days' fit and how steady its amounts are."""
    amounts = [item.amount for item in strand.items]
    pairs = pairwise(amounts)
    return strand.fit.score + sum(_steadiness(a, b) for a, b in pairs)


def _steadiness(a: int, b: int) -> int:
    low, high = min(a, b), max(a, b)
    if low == high:
        return _SAME
    if 10 * (high - low) <= high:
        return _NEAR
    if 3 * (high - low) <= high:
        return 0
    return _FAR if high <= 3 * low else _WILD


def _strand(group: Sequence[Item], calendars: Calendars, usual: Shift) -> Strand | None:
    found = fit([item.day for item in group], calendars, usual=usual)
    if found is None:
        return None
    return Strand(tuple(group[hit.item] for hit in found.hits), found, len(found.strays))


def _groups(items: Sequence[Item], calendars: Calendars) -> Iterator[Sequence[Item]]:
    """Yield the ways to look at the items, each at least two."""
    if len(items) < 2:  # noqa: PLR2004
        return
    yield items
    is_crowd = len(items) >= _CROWD and items[-1].day - items[0].day < _CROWD_GAP * len(items)
    yield from _modes(items, is_crowd=is_crowd)
    if is_crowd:
        yield from (band for band in _clusters(items) if _LEAST_BAND <= len(band) < len(items))
        return
    for length in _SUFFIXES:
        if len(items) > length:
            yield items[-length:]
    for band in _clusters(items):
        if 1 < len(band) < len(items):
            yield band
            if len(band) > _SUFFIXES[1]:
                yield band[-_SUFFIXES[1] :]
    yield from _tracks(items, calendars)


def _modes(items: Sequence[Item], *, is_crowd: bool) -> Iterator[list[Item]]:
    """Yield the items of each exact amount that came more than once.

    Two equal prices in a crowd say nothing, unless they are a year apart.
    """
    by_amount: defaultdict[int, list[Item]] = defaultdict(list)
    for item in items:
        by_amount[item.amount].append(item)
    for _, same in sorted(by_amount.items()):
        is_telling = (
            not is_crowd or len(same) >= _LEAST_BAND or same[-1].day - same[0].day >= _NEARLY_YEAR
        )
        if 1 < len(same) < len(items) and is_telling:
            yield same


def _clusters(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Yield the items in bands of like amounts, cut where the next is a quarter dearer."""
    more, less = _CLUSTER_RATIO
    band: list[Item] = []
    for item in sorted(items, key=lambda item: (item.amount, item.day, str(item.id))):
        if band and item.amount * less > band[-1].amount * more:
            yield sorted(band, key=_order)
            band = []
        band.append(item)
    yield sorted(band, key=_order)


def _tracks(items: Sequence[Item], calendars: Calendars) -> Iterator[list[Item]]:
    """Yield the items around the days of the month that most of them keep to."""
    counts = [0] * 32
    for item in items:
        for nominal in calendars.nominals(item.day, Shift.NEXT_WORKING_DAY) or (item.day,):
            counts[_day_of_month(nominal)] += 1
    ranked = sorted(range(1, 32), key=lambda day: (-counts[day], day))[:_TRACKS]
    for day in ranked:
        rule = Rule(MonthlyDay(day), 0, Shift.NEXT_WORKING_DAY)
        found = evaluate(rule, [item.day for item in items], calendars)
        if found is not None:
            near = [items[hit.item] for hit in found.hits if abs(hit.off) <= _TRACK_DAYS]
            if 1 < len(near) < len(items):
                yield near


def _day_of_month(day: int) -> int:
    return date.fromordinal(day).day


def _joined(found: Sequence[Strand], calendars: Calendars, usual: Shift) -> list[Strand]:
    """Return the strands with those joined that are one: written in two ways, or at a new price."""
    waiting = sorted(found, key=lambda strand: _order(strand.items[0]))
    done: list[Strand] = []
    for strand in waiting:
        for n, earlier in enumerate(done):
            both = _both(earlier, strand, calendars, usual)
            if both is not None:
                done[n] = both
                break
        else:
            done.append(strand)
    return done


def _both(one: Strand, other: Strand, calendars: Calendars, usual: Shift) -> Strand | None:
    """Return the two as one if the later goes on where the other ended, or fills its gaps."""
    if not are_alike(one.items[-1].key, other.items[-1].key):
        return None
    gap = other.items[0].day - one.items[-1].day
    length = length_of(one.rule.cadence)
    goes_on = (
        0 < gap <= _JOIN_SLOTS * length
        and length == length_of(other.rule.cadence)
        and _is_like(one.items[-1].amount, other.items[0].amount, at_most=2)
    )
    fills = gap <= 0 and _is_like(_middle(one), _middle(other), at_most=Fraction(3, 2))
    if not goes_on and not fills:
        return None
    items = tuple(sorted((*one.items, *other.items), key=_order))
    both = fit([item.day for item in items], calendars, usual=usual)
    if both is None or both.strays:
        return None
    joined = Strand(items, both, max(one.others, other.others))
    if goes_on and length_of(both.rule.cadence) == length:
        return joined
    return joined if fills and worth(joined) >= worth(one) + worth(other) else None


def _middle(strand: Strand) -> int:
    amounts = sorted(item.amount for item in strand.items)
    return amounts[len(amounts) // 2]


def _is_like(one: int, other: int, *, at_most: Fraction | int) -> bool:
    """Return whether neither is more than that many times the other."""
    return one <= at_most * other and other <= at_most * one


def are_alike(one: str, other: str) -> bool:
    """Return whether all words of the shorter key stand in the longer."""
    a, b = set(one.split()), set(other.split())
    return a <= b or b <= a


def _extended(
    found: Sequence[Strand], left: Sequence[Item], items: Sequence[Item], calendars: Calendars
) -> list[Strand]:
    """Return the strands with lone payments of another price added where a slot was empty."""
    free = sorted(left, key=_order)
    done: list[Strand] = []
    for strand in sorted(found, key=lambda strand: (-worth(strand), _order(strand.items[0]))):
        others = _others(strand, items, found)
        extended = strand
        if others * _CROWDED <= len(strand.items) + len(strand.fit.misses):
            extended = _extend(strand, free, calendars)
        taken = {item.id for item in extended.items}
        free = [item for item in free if item.id not in taken]
        done.append(Strand(extended.items, extended.fit, _others(extended, items, found)))
    return done


def _others(strand: Strand, items: Sequence[Item], found: Sequence[Strand]) -> int:
    """Return how many items of the same name lie in the strand's time and in no strand."""
    mine = {item.id for item in strand.items}
    mine.update(item.id for other in found for item in other.items)
    names = {item.key for item in strand.items}
    first, last = strand.items[0].day, strand.items[-1].day
    return sum(
        1
        for item in items
        if first <= item.day <= last and item.key in names and item.id not in mine
    )


def _extend(strand: Strand, free: Sequence[Item], calendars: Calendars) -> Strand:
    length = length_of(strand.rule.cadence)
    start = strand.items[0].day - _JOIN_SLOTS * length
    end = strand.items[-1].day + _JOIN_SLOTS * length
    key = strand.items[-1].key
    likely = [
        item
        for item in free
        if start <= item.day <= end and are_alike(item.key, key) and _is_level(strand, item)
    ]
    if not likely:
        return strand
    for candidates in (likely, *([item] for item in likely)):
        items = sorted((*strand.items, *candidates), key=_order)
        found = evaluate(strand.rule, [item.day for item in items], calendars)
        if found is not None and not found.strays and found.score > strand.fit.score:
            strand = Strand(tuple(items), found, strand.others)
            if candidates is likely:
                break
    return strand


def _is_level(strand: Strand, item: Item) -> bool:
    nearest = min(strand.items, key=lambda own: (abs(own.day - item.day), own.day))
    return _is_like(item.amount, nearest.amount, at_most=2)
