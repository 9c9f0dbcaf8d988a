"""Which calendar a handful of days follows, and how well."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from app.domain.commitments.detection.slots import Calendars, Rule, length_of, phase_of
from app.domain.commitments.match import tolerance_days
from app.domain.commitments.schedule import (
    Cadence,
    MonthlyDay,
    MonthlyLastWorkingDay,
    MonthlyWeekday,
    Shift,
    Weekly,
    Yearly,
)

# What a payment that many days off its slot is worth; further off, within the tolerance, little.
_WORTH = {0: 10, 1: 7, 2: 5, 3: 3}
_WORTH_FAR = -1
_STRAY = -8
_FIRST_MISS = -6
_NEXT_MISS = -2
_WEEKS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 13)
_MONTH_STEPS = (1, 2, 3, 6)
_RARE = {1: 0, 2: -1, 4: -2}
_RARE_WEEKS = -6
_STEP_COST = {1: 0, 2: -4, 3: -1, 6: -4}
_WEEKDAY_COST = -4
_YEAR_COST = -1
_PHASES = 2
_LAST_DAYS = 28
_MOST_WEEKDAYS = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A payment in its slot: indexes of both, and how many days off it was (late is positive)."""

    slot: int
    item: int
    off: int


@dataclass(frozen=True, slots=True)
class Fit:
    """How a rule explains days: hits, payments that fall in no slot, slots without payment."""

    rule: Rule
    hits: tuple[Hit, ...]
    strays: tuple[int, ...]
    misses: tuple[int, ...]
    """Indexes of slots between the first and the last hit that nothing was paid in."""
    score: int

    @property
    def exact(self) -> int:
        return sum(1 for hit in self.hits if hit.off == 0)


def fit(
    days: Sequence[int], calendars: Calendars, *, usual: Shift, only: Iterable[Cadence] = ()
) -> Fit | None:
    """Return the rule that explains the days (ascending) best, or None if none does.

    ``usual`` is the shift taken where the days do not tell.
    """
    if len(set(days)) < 2:  # noqa: PLR2004 - one day has no cadence
        return None
    wanted = tuple(only)
    best: Fit | None = None
    best_rank: tuple[int, int] | None = None
    for rule in _rules(days, calendars, wanted):
        found = evaluate(rule, days, calendars)
        if found is None:
            continue
        rank = (found.score, rule.shift is usual)
        if best_rank is None or rank > best_rank:
            best, best_rank = found, rank
    return best


def evaluate(rule: Rule, days: Sequence[int], calendars: Calendars) -> Fit | None:
    """Return how the rule explains the days, or None if it explains fewer than two."""
    due = calendars.slots(rule).due
    reach = tolerance_days(length_of(rule.cadence))
    taken: dict[int, tuple[int, int]] = {}
    strays: list[int] = []
    for item, day in enumerate(days):
        slot = _nearest(due, day)
        off = day - due[slot]
        if abs(off) > reach:
            strays.append(item)
            continue
        held = taken.get(slot)
        if held is None or abs(off) < abs(held[1]):
            if held is not None:
                strays.append(held[0])
            taken[slot] = (item, off)
        else:
            strays.append(item)
    if len(taken) < 2:  # noqa: PLR2004
        return None
    hits = tuple(Hit(slot, item, off) for slot, (item, off) in sorted(taken.items()))
    misses = tuple(slot for slot in range(hits[0].slot, hits[-1].slot) if slot not in taken)
    score = (
        sum(_WORTH.get(abs(hit.off), _WORTH_FAR) for hit in hits)
        + _STRAY * len(strays)
        + _miss_cost(misses)
        + _rarity(rule.cadence)
    )
    return Fit(rule, hits, tuple(sorted(strays)), misses, score)


def _miss_cost(misses: Sequence[int]) -> int:
    cost = 0
    for n, slot in enumerate(misses):
        runs_on = n > 0 and misses[n - 1] == slot - 1
        cost += _NEXT_MISS if runs_on else _FIRST_MISS
    return cost


def _rarity(cadence: Cadence) -> int:
    match cadence:
        case Weekly(every):
            return _RARE.get(every, _RARE_WEEKS)
        case MonthlyDay(every=every):
            return _STEP_COST[every]
        case MonthlyWeekday():
            return _WEEKDAY_COST
        case Yearly():
            return _YEAR_COST
        case _:
            return 0


def _nearest(due: Sequence[int], day: int) -> int:
    after = bisect_left(due, day)
    if after == 0:
        return 0
    if after == len(due) or day - due[after - 1] <= due[after] - day:
        return after - 1
    return after


def _rules(days: Sequence[int], calendars: Calendars, only: tuple[Cadence, ...]) -> list[Rule]:
    """Return the rules worth trying: those that the gaps allow and the days vote for."""
    gaps = sorted(b - a for a, b in pairwise(days) if b > a)
    typical = {gaps[len(gaps) // 2], gaps[len(gaps) // 4], gaps[(len(gaps) - 1) // 2]}
    rules: list[Rule] = []
    for shift in Shift:
        nominals = [
            date.fromordinal(nominal) for day in days for nominal in calendars.nominals(day, shift)
        ]
        if not nominals:
            continue
        if _admits(typical, 30):
            rules += _monthly_rules(days, nominals, calendars, shift)
        for step in _MONTH_STEPS[1:]:
            if _admits(typical, 30 * step):
                rules += _stepped_rules(nominals, step, shift)
        for weeks in _WEEKS:
            if _admits(typical, 7 * weeks):
                cadence = Weekly(weeks)
                votes = Counter(phase_of(cadence, on) for on in nominals)
                rules += [Rule(cadence, phase, shift) for phase in _top(votes)]
        if _admits(typical, 365):
            votes = Counter(phase_of(Yearly(), _not_leap(on)) for on in nominals)
            rules += [Rule(Yearly(), phase, shift) for phase in _top(votes)]
    if only:
        kinds = {type(cadence) for cadence in only}
        rules = [rule for rule in rules if type(rule.cadence) in kinds]
    return rules


def _admits(gaps: set[int], length: int) -> bool:
    return any(3 * length <= 4 * gap + 8 and 3 * gap <= 4 * length + 8 for gap in gaps)


def _monthly_rules(
    days: Sequence[int], nominals: Sequence[date], calendars: Calendars, shift: Shift
) -> list[Rule]:
    votes = Counter(on.day for on in nominals)
    # The last day of a short month stands for every later day too.
    for on in nominals:
        if on.day >= _LAST_DAYS and _next_day_month(on) != on.month:
            votes.update(range(on.day + 1, 32))
    rules = [Rule(MonthlyDay(day), 0, shift) for day in _top(votes)]
    if shift is Shift.NONE:
        middle = nominals[len(nominals) // 2].day
        rules.append(Rule(MonthlyDay(middle), 0, shift))
        if any(calendars.is_last_working_day(day) for day in days):
            rules.append(Rule(MonthlyLastWorkingDay(), 0, Shift.NONE))
    if shift is not Shift.NEXT_WORKING_DAY:
        weekdays = Counter[tuple[int, int]]()
        for on in nominals:
            nth = (on.day - 1) // 7 + 1
            weekdays[on.weekday(), min(nth, _MOST_WEEKDAYS)] += nth <= _MOST_WEEKDAYS
            if on.day > 31 - 7 and (date.fromordinal(on.toordinal() + 7)).month != on.month:
                weekdays[on.weekday(), -1] += 1
        rules += [Rule(MonthlyWeekday(weekday, nth), 0, shift) for weekday, nth in _top(weekdays)]
    return rules


def _stepped_rules(nominals: Sequence[date], step: int, shift: Shift) -> list[Rule]:
    votes = Counter((on.day, phase_of(MonthlyDay(1, step), on)) for on in nominals)
    return [Rule(MonthlyDay(day, step), phase, shift) for day, phase in _top(votes)]


def _next_day_month(on: date) -> int:
    return date.fromordinal(on.toordinal() + 1).month


def _not_leap(on: date) -> date:
    return on.replace(day=28) if (on.month, on.day) == (2, 29) else on


def _top[Phase](votes: Counter[Phase]) -> list[Phase]:
    """Return the phases with the most votes; of equals the smallest, whatever the order."""
    ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
    return [phase for phase, _ in ranked[:_PHASES]]
