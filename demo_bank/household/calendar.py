"""The working days of England and Wales."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import holidays

_SATURDAY = 5


@cache
def _bank_holidays() -> holidays.HolidayBase:
    return holidays.country_holidays("GB", subdiv="ENG")


@cache
def is_working_day(day: date) -> bool:
    """Return whether banks move money on the day."""
    return day.weekday() < _SATURDAY and day not in _bank_holidays()


def next_working_day(day: date) -> date:
    """Return the day itself, or the first working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def previous_working_day(day: date) -> date:
    """Return the day itself, or the last working day before it."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def after_working_days(day: date, count: int) -> date:
    """Return the working day that many working days later."""
    for _ in range(count):
        day = next_working_day(day + timedelta(days=1))
    return day


def months(start: date, end: date) -> Iterator[date]:
    """Yield the first of every month that touches the days from start to end."""
    month = start.replace(day=1)
    while month <= end:
        yield month
        month = next_month(month)


def next_month(day: date) -> date:
    """Return the first of the following month."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def day_of_month(month: date, day: int) -> date:
    """Return that day of the month, or the month's last."""
    last = (next_month(month) - timedelta(days=1)).day
    return month.replace(day=min(day, last))
