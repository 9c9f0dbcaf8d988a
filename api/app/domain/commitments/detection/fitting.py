"""Which calendar a handful of days follows, and how well."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
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
_LAST_DAY_COST = -1
_PHASES = 2
# How many days a rarer cadence takes to be believed.
_WEEK, _MONTH, _YEAR = 7, 30, 365
_LEAST_DAYS = {
    **{_WEEK * weeks: 3 if weeks in _RARE else 4 for weeks in _WEEKS},
    **{_MONTH * step: 3 if step == 2 else 2 for step in _MONTH_STEPS},  # noqa: PLR2004
    _YEAR: 2,
}
_LEAST_WEEKDAYS = 3
_LAST_DAYS = 28
_MOST_WEEKDAYS = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A payment in its slot: the slot's nominal day number, the payment's index, the days off.

    Late is positive.
    """

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
    """Nominal day numbers of the slots between the first and the last hit left empty."""
    longest_gap: int
    """The most slots in a row that stayed empty."""
    score: int

    @property
    def exact(self) -> int:
        return sum(1 for hit in self.hits if hit.off == 0)


def fit(days: Sequence[int], calendars: Calendars, *, usual: Shift) -> Fit | None:
    """Return the rule that explains the days (ascending) best, or None if none does.

    ``usual`` is the shift taken where the days do not tell.
    """
    if len(set(days)) < 2:  # noqa: PLR2004 - one day has no cadence
        return None
    best: Fit | None = None
    best_rank: tuple[int, bool] | None = None
    for votes, rule in sorted(_rules(days, calendars), key=lambda voted: -voted[0]):
        most = _WORTH[0] * votes + _WORTH[1] * (len(days) - votes) + _rarity(rule.cadence)
        if best is not None and most < best.score:
            continue
        found = evaluate(rule, days, calendars, least=best.score if best else None)
        if found is None:
            continue
        rank = (found.score, rule.shift is usual)
        if best_rank is None or rank > best_rank:
            best, best_rank = found, rank
    return best


def evaluate(
    rule: Rule, days: Sequence[int], calendars: Calendars, *, least: int | None = None
) -> Fit | None:
    """Return how the rule explains the days, or None if it explains fewer than two.

    With ``least`` it gives up as soon as that score is out of reach.
    """
    most_strays = len(days)
    if least is not None:
        most_strays = (_WORTH[0] * len(days) - least) // (_WORTH[0] - _STRAY)
    slots = calendars.slots(rule)
    due, nominal = slots.due, slots.nominal
    reach = tolerance_days(length_of(rule.cadence))
    taken: dict[int, tuple[int, int]] = {}
    strays: list[int] = []
    slot = bisect_left(due, days[0])
    for item, day in enumerate(days):
        while due[slot] < day:
            slot += 1
        nearest, off = slot, day - due[slot]
        if slot and day - due[slot - 1] <= -off:
            nearest, off = slot - 1, day - due[slot - 1]
        held = taken.get(nearest)
        if not -reach <= off <= reach or (held is not None and abs(held[1]) <= abs(off)):
            strays.append(item)
        else:
            if held is not None:
                strays.append(held[0])
            taken[nearest] = (item, off)
        if len(strays) > most_strays:
            return None
    if len(taken) < 2:  # noqa: PLR2004
        return None
    misses = tuple([slot for slot in range(min(taken), max(taken)) if slot not in taken])
    score = (
        sum([_WORTH.get(abs(off), _WORTH_FAR) for _, off in taken.values()])
        + _STRAY * len(strays)
        + _miss_cost(misses)
        + _rarity(rule.cadence)
    )
    if least is not None and score < least:
        return None
    return Fit(
        rule,
        hits=tuple(Hit(nominal[slot], item, off) for slot, (item, off) in sorted(taken.items())),
        strays=tuple(sorted(strays)),
        misses=tuple(nominal[slot] for slot in misses),
        longest_gap=_longest_run(misses),
        score=score,
    )


def _longest_run(slots: Sequence[int]) -> int:
    longest = run = 0
    for n, slot in enumerate(slots):
        run = run + 1 if n > 0 and slots[n - 1] == slot - 1 else 1
        longest = max(longest, run)
    return longest


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
        case MonthlyDay(day, every):
            return _STEP_COST[every] + (_LAST_DAY_COST if day > _LAST_DAYS else 0)
        case MonthlyWeekday():
            return _WEEKDAY_COST
        case Yearly():
            return _YEAR_COST
        case _:
            return 0


type _Voted = tuple[int, Rule]
"""How many days a rule would hit on the day, at most, and the rule."""


def _rules(days: Sequence[int], calendars: Calendars) -> list[_Voted]:
    """Return the rules worth trying: those that the gaps allow and the days vote for."""
    lengths = _lengths(days)
    if not lengths:
        return []
    rules: list[_Voted] = []
    for shift in Shift:
        nominals = [
            date.fromordinal(nominal) for day in days for nominal in calendars.nominals(day, shift)
        ]
        if not nominals:
            continue
        if _MONTH in lengths:
            rules += _monthly_rules(days, nominals, calendars, shift)
        for step in _MONTH_STEPS[1:]:
            if _MONTH * step in lengths:
                rules += _stepped_rules(nominals, step, shift)
        for weeks in _WEEKS:
            if _WEEK * weeks in lengths:
                cadence = Weekly(weeks)
                votes = Counter(phase_of(cadence, on) for on in nominals)
                rules += [(n, Rule(cadence, phase, shift)) for phase, n in _top(votes)]
        if _YEAR in lengths:
            years = Counter(phase_of(Yearly(), _not_leap(on)) for on in nominals)
            rules += [(n, Rule(Yearly(), phase, shift)) for phase, n in _top(years)]
    return rules


def _lengths(days: Sequence[int]) -> set[int]:
    """Return the lengths of cadence that the days could follow: by their gaps and their number."""
    gaps = sorted(b - a for a, b in pairwise(days) if b > a)
    typical = {gaps[len(gaps) // 2], gaps[len(gaps) // 4], gaps[(len(gaps) - 1) // 2]}
    span = days[-1] - days[0]
    return {
        length
        for length, least in _LEAST_DAYS.items()
        if len(days) >= least
        and any(3 * length <= 4 * gap + 8 and 3 * gap <= 4 * length + 8 for gap in typical)
        # Where most days must be strays no steadiness of amounts makes up for it.
        and 2 * (span // length + 2) >= len(days)
    }


def _monthly_rules(
    days: Sequence[int], nominals: Sequence[date], calendars: Calendars, shift: Shift
) -> list[_Voted]:
    votes = Counter(on.day for on in nominals)
    # The last day of a short month stands for every later day too.
    for on in nominals:
        if on.day >= _LAST_DAYS and _next_day_month(on) != on.month:
            votes.update(range(on.day + 1, 32))
    rules = [(n, Rule(MonthlyDay(day), 0, shift)) for day, n in _top(votes)]
    if shift is Shift.NONE:
        middle = nominals[len(nominals) // 2].day
        rules.append((votes[middle], Rule(MonthlyDay(middle), 0, shift)))
        last = sum(calendars.is_last_working_day(day) for day in days)
        if last:
            rules.append((last, Rule(MonthlyLastWorkingDay(), 0, Shift.NONE)))
    if shift is not Shift.NEXT_WORKING_DAY and len(days) >= _LEAST_WEEKDAYS:
        weekdays = Counter[tuple[int, int]]()
        for on in nominals:
            nth = (on.day - 1) // 7 + 1
            weekdays[on.weekday(), min(nth, _MOST_WEEKDAYS)] += nth <= _MOST_WEEKDAYS
            if on.day > 31 - 7 and (date.fromordinal(on.toordinal() + 7)).month != on.month:
                weekdays[on.weekday(), -1] += 1
        rules += [
            (n, Rule(MonthlyWeekday(weekday, nth), 0, shift))
            for (weekday, nth), n in _top(weekdays)
        ]
    return rules


def _stepped_rules(nominals: Sequence[date], step: int, shift: Shift) -> list[_Voted]:
    votes = Counter((on.day, phase_of(MonthlyDay(1, step), on)) for on in nominals)
    return [(n, Rule(MonthlyDay(day, step), phase, shift)) for (day, phase), n in _top(votes)]


def _next_day_month(on: date) -> int:
    return date.fromordinal(on.toordinal() + 1).month


def _not_leap(on: date) -> date:
    return on.replace(day=28) if (on.month, on.day) == (2, 29) else on


def _top[Phase: (int, tuple[int, int])](votes: Counter[Phase]) -> list[tuple[Phase, int]]:
    """Return the phases with the most votes; of equals the smallest, whatever the order."""
    return sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:_PHASES]
