"""Counting a schedule from an earlier anchor: the same days, begun sooner."""

from dataclasses import replace
from datetime import date, timedelta

from app.domain.calendar import day_of_month, months_between
from app.domain.commitments.schedule import MonthlyDay, Once, Schedule, Weekly, Yearly

_WEEK = 7
_MONTHS = 12
_LEAP_YEARS = 4
_FEBRUARY_29 = (2, 29)


def counted_from(schedule: Schedule, day: date) -> Schedule:
    """Return the schedule with its anchor moved back, in step, to that day or before it.

    Its days from the old anchor on stay the same; a one-off thing has no others.
    """
    anchor = schedule.anchor
    if anchor <= day or isinstance(schedule.cadence, Once):
        return schedule
    return replace(schedule, anchor=_moved_back(schedule, anchor, day))


def _moved_back(schedule: Schedule, anchor: date, day: date) -> date:
    match schedule.cadence:
        case Weekly(every):
            step = _WEEK * every
            return anchor - timedelta(days=step * -(-(anchor - day).days // step))
        case Yearly():
            # Only a leap year has the day that others shorten.
            step = _LEAP_YEARS if (anchor.month, anchor.day) == _FEBRUARY_29 else 1
            back = max(1, -(-(anchor.year - day.year) // step)) * step
            earlier = day_of_month(anchor.year - back, anchor.month, anchor.day)
            if earlier <= day:
                return earlier
            return day_of_month(earlier.year - step, anchor.month, anchor.day)
        case MonthlyDay(every=every):
            return _months_back(anchor, day, every)
        case _:
            return _months_back(anchor, day, 1)


def _months_back(anchor: date, day: date, every: int) -> date:
    """Return the first of a month in step: the nominal days are counted by months."""
    back = -(-months_between(day, anchor) // every) * every
    counted = anchor.year * _MONTHS + anchor.month - 1 - back
    return date(counted // _MONTHS, counted % _MONTHS + 1, 1)
