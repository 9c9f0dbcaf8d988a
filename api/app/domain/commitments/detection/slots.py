"""The days a cadence falls on, as day numbers, worked out once for a whole detection."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from app.domain.calendar import ONE_DAY, Period, WorkingDays
from app.domain.commitments.schedule import (
    Cadence,
    MonthlyDay,
    Schedule,
    Shift,
    Weekly,
    Yearly,
    cadence_length_days,
    occurrences,
)

_WEEK = 7
_MONTHS = 12
_EPOCH = date(1900, 1, 1)
_RUN_UP = timedelta(days=430)
_LOOK_AHEAD = timedelta(days=800)


@dataclass(frozen=True, slots=True)
class Rule:
    """A cadence with its phase and its shift: all that says when it falls due.

    ``phase`` is the day number modulo the weeks' length, or the month modulo the step of
    months; 0 where the cadence has none.
    """

    cadence: Cadence
    phase: int
    shift: Shift


@dataclass(frozen=True, slots=True)
class Slots:
    """Nominal and due day numbers of a rule, oldest first."""

    nominal: tuple[int, ...]
    due: tuple[int, ...]


@dataclass(slots=True)
class Calendars:
    """Slots of every rule asked for, between a run-up before ``first`` and beyond ``today``."""

    first: date
    today: date
    working_days: WorkingDays
    _slots: dict[Rule, Slots] = field(default_factory=dict)
    _nominals: dict[tuple[int, Shift], tuple[int, ...]] = field(default_factory=dict)

    def slots(self, rule: Rule) -> Slots:
        """Return the days the rule falls on."""
        found = self._slots.get(rule)
        if found is None:
            period = Period(self.first - _RUN_UP, self.today + _LOOK_AHEAD)
            days = occurrences(
                Schedule(rule.cadence, anchor_of(rule), rule.shift),
                period=period,
                working_days=self.working_days,
            )
            found = Slots(
                tuple(day.nominal_on.toordinal() for day in days),
                tuple(day.due_on.toordinal() for day in days),
            )
            self._slots[rule] = found
        return found

    def nominals(self, day: int, shift: Shift) -> tuple[int, ...]:
        """Return the nominal days that fall due on the day: the shift undone."""
        key = (day, shift)
        found = self._nominals.get(key)
        if found is None:
            found = tuple(self._undone(date.fromordinal(day), shift))
            self._nominals[key] = found
        return found

    def is_last_working_day(self, day: int) -> bool:
        on = date.fromordinal(day)
        return self.working_days.last_of_month(on.year, on.month) == on

    def _undone(self, on: date, shift: Shift) -> list[int]:
        if shift is Shift.NONE:
            return [on.toordinal()]
        if not self.working_days.is_working(on):
            return []
        step = ONE_DAY if shift is Shift.PREVIOUS_WORKING_DAY else -ONE_DAY
        days = [on]
        while not self.working_days.is_working(days[-1] + step):
            days.append(days[-1] + step)
        return [day.toordinal() for day in days]


def phase_of(cadence: Weekly | MonthlyDay | Yearly, nominal: date) -> int:
    """Return the phase that makes the cadence fall on the nominal day."""
    match cadence:
        case Weekly(every):
            return nominal.toordinal() % (_WEEK * every)
        case MonthlyDay(every=every):
            return (nominal.year * _MONTHS + nominal.month - 1) % every
        case Yearly():  # pragma: no branch - mypy sees the rest
            return nominal.month * 100 + nominal.day


def length_of(cadence: Cadence) -> int:
    """Return the usual days between two occurrences."""
    return cadence_length_days(cadence)


def anchor_of(rule: Rule) -> date:
    """Return a day long ago from which the cadence counts to the phase."""
    match rule.cadence:
        case Weekly(every):
            length = _WEEK * every
            start = _EPOCH.toordinal()
            return date.fromordinal(start + (rule.phase - start) % length)
        case MonthlyDay(every=every):
            month = next(
                m for m in range(_MONTHS) if (_EPOCH.year * _MONTHS + m) % every == rule.phase
            )
            return date(_EPOCH.year, month + 1, 1)
        case Yearly():
            return date(_EPOCH.year, rule.phase // 100, rule.phase % 100)
        case _:
            return _EPOCH
