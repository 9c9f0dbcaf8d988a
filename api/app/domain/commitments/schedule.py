"""When a commitment falls due: its cadence, its anchor and its shift."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.calendar import ONE_DAY, Period, WorkingDays, day_of_month, months_between
from app.domain.errors import InvalidInputError

_WEEK = 7
_MONTHS = 12
_LAST_DAY = 31
_LAST_WEEKDAY = 6
_NTHS = frozenset({1, 2, 3, 4, -1})
_MOST_WEEKS = 104


class Shift(StrEnum):
    """Where a date that is no working day moves to."""

    NONE = "none"
    NEXT_WORKING_DAY = "next_working_day"
    PREVIOUS_WORKING_DAY = "previous_working_day"


@dataclass(frozen=True, slots=True)
class Once:
    """On the anchor only."""


@dataclass(frozen=True, slots=True)
class Weekly:
    """Every so many weeks."""

    every: int = 1

    def __post_init__(self) -> None:
        _require("every", is_valid=1 <= self.every <= _MOST_WEEKS, rule=f"1 to {_MOST_WEEKS} weeks")


@dataclass(frozen=True, slots=True)
class MonthlyDay:
    """On a day of every so many months, clamped to the month's end, without skipped months."""

    day: int
    every: int = 1
    skip_months: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        _require("day", is_valid=1 <= self.day <= _LAST_DAY, rule=f"1 to {_LAST_DAY}")
        _require("every", is_valid=1 <= self.every <= _MONTHS, rule=f"1 to {_MONTHS} months")
        _require(
            "skip_months",
            is_valid=self.skip_months < frozenset(range(1, _MONTHS + 1)),
            rule="months from 1 to 12, and not all of them",
        )


@dataclass(frozen=True, slots=True)
class MonthlyLastWorkingDay:
    """On the last working day of each month."""


@dataclass(frozen=True, slots=True)
class MonthlyWeekday:
    """On the nth given weekday of each month (Monday is 0), or the last (nth is -1)."""

    weekday: int
    nth: int

    def __post_init__(self) -> None:
        _require("weekday", is_valid=0 <= self.weekday <= _LAST_WEEKDAY, rule="a day of the week")
        _require("nth", is_valid=self.nth in _NTHS, rule="1 to 4, or -1 for the last")


@dataclass(frozen=True, slots=True)
class Yearly:
    """On the anchor's day each year; 29 February is 28 February in other years."""


type Cadence = Once | Weekly | MonthlyDay | MonthlyLastWorkingDay | MonthlyWeekday | Yearly


@dataclass(frozen=True, slots=True)
class Schedule:
    """A cadence counted from its anchor, up to and including ``ends_on``."""

    cadence: Cadence
    anchor: date
    shift: Shift
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date of a schedule: by its cadence, and after its shift."""

    nominal_on: date
    due_on: date


def occurrences(
    schedule: Schedule, *, period: Period, working_days: WorkingDays
) -> list[Occurrence]:
    """Return the occurrences that fall due in the period, oldest first."""
    nominal_dates = _nominal_dates(
        schedule,
        within=_nominal_period(schedule.shift, period, working_days),
        working_days=working_days,
    )
    shifted = (
        Occurrence(nominal_on=day, due_on=_shifted(day, schedule.shift, working_days))
        for day in nominal_dates
        if schedule.ends_on is None or day <= schedule.ends_on
    )
    return [occurrence for occurrence in shifted if occurrence.due_on in period]


def cadence_length_days(cadence: Cadence) -> int:
    """Return the usual days between two occurrences; 30 for something that comes once."""
    match cadence:
        case Weekly(every):
            return _WEEK * every
        case MonthlyDay(every=every):
            return 30 * every
        case MonthlyLastWorkingDay() | MonthlyWeekday() | Once():
            return 30
        case Yearly():  # pragma: no branch - mypy sees the rest
            return 365


def _require(name: str, *, is_valid: bool, rule: str) -> None:
    if not is_valid:
        raise InvalidInputError(f"{name} of a cadence is {rule}", field=f"cadence.{name}")


def _nominal_period(shift: Shift, period: Period, working_days: WorkingDays) -> Period:
    """Return the nominal days that can fall due in the period, however long the holidays."""
    match shift:
        case Shift.NONE:
            return period
        case Shift.NEXT_WORKING_DAY:
            before = working_days.on_or_before(period.start - ONE_DAY)
            return Period(before + ONE_DAY, period.end)
        case Shift.PREVIOUS_WORKING_DAY:  # pragma: no branch - mypy sees the rest
            return Period(period.start, working_days.on_or_after(period.end))


def _shifted(day: date, shift: Shift, working_days: WorkingDays) -> date:
    match shift:
        case Shift.NONE:
            return day
        case Shift.NEXT_WORKING_DAY:
            return working_days.on_or_after(day)
        case Shift.PREVIOUS_WORKING_DAY:  # pragma: no branch - mypy sees the rest
            return working_days.on_or_before(day)


def _nominal_dates(
    schedule: Schedule, *, within: Period, working_days: WorkingDays
) -> Iterator[date]:
    anchor = schedule.anchor
    match schedule.cadence:
        case Once():
            candidates = iter((anchor,))
        case Weekly(every):
            candidates = _weekly(anchor, weeks=every, within=within)
        case MonthlyDay(day, every, skip_months):
            candidates = (
                day_of_month(month.year, month.month, day)
                for month in _months(anchor, every=every, within=within)
                if month.month not in skip_months
            )
        case MonthlyLastWorkingDay():
            # The anchor names the month: one on the weekend or holiday that closes
            # a month still means that month's last working day, just before it.
            anchor = anchor.replace(day=1)
            candidates = (
                working_days.last_of_month(month.year, month.month)
                for month in _months(anchor, every=1, within=within)
            )
        case MonthlyWeekday(weekday, nth):
            candidates = (
                _nth_weekday(month, weekday, nth)
                for month in _months(anchor, every=1, within=within)
            )
        case Yearly():  # pragma: no branch - mypy sees the rest
            candidates = (
                day_of_month(month.year, month.month, anchor.day)
                for month in _months(anchor, every=_MONTHS, within=within)
            )
    return (day for day in candidates if day >= anchor and day in within)


def _weekly(anchor: date, *, weeks: int, within: Period) -> Iterator[date]:
    step = weeks * _WEEK
    first = max(0, -((anchor - within.start).days // step))
    last = (within.end - anchor).days // step
    return (anchor + timedelta(days=n * step) for n in range(first, last + 1))


def _months(anchor: date, *, every: int, within: Period) -> Iterator[date]:
    """Yield the first of each month that counts from the anchor's and touches the period."""
    start = anchor.replace(day=1)
    first = max(0, months_between(start, within.start) // every)
    last = months_between(start, within.end) // every
    counted = anchor.year * _MONTHS + anchor.month - 1
    return (_first_of(counted + n * every) for n in range(first, last + 1))


def _first_of(counted_month: int) -> date:
    year, month = divmod(counted_month, _MONTHS)
    return date(year, month + 1, 1)


def _nth_weekday(month: date, weekday: int, nth: int) -> date:
    if nth > 0:
        return month + timedelta(days=(weekday - month.weekday()) % _WEEK + (nth - 1) * _WEEK)
    last = day_of_month(month.year, month.month, _LAST_DAY)
    return last - timedelta(days=(last.weekday() - weekday) % _WEEK)
