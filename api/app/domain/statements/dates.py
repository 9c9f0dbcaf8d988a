"""Dates as banks write them, and whether the day or the month stands first."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from functools import lru_cache

from app.domain.calendar import london_day


class DateOrder(StrEnum):
    """Which part of a date made of numbers comes first."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    YEAR_FIRST = "year_first"


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june",
            "jul july", "aug august", "sep sept september", "oct october", "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_NUMBERS = re.compile(r"^(\d{1,4})[-/. '](\d{1,2})[-/. '](\d{1,4})$")
_NAMED = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?[-/. ]*([a-z]{3,9})[-/., ]*(\d{4}|\d{2})$")
_MONTH_NAMED_FIRST = re.compile(r"^([a-z]{3,9})[-/. ]*(\d{1,2})[-/., ]+(\d{4}|\d{2})$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[., ]+", re.IGNORECASE)
# A time of day after the date says nothing about the day, unless it comes with its offset.
_TIME = re.compile(r"[ T,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?: ?[ap]m)?$", re.IGNORECASE)
_MOMENT = re.compile(r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})$")
_STAMP = re.compile(
    r"^(\d{8})(\d{2})(\d{2})(\d{2})?(?:\.\d+)? ?(?:\[([+-]?\d{1,2})(?:\.\d+)?(?::.*)?\])?$"
)
_YEAR_DIGITS = 4
_LAST_YEAR_OF_THIS_CENTURY = 70
_EARLIEST, _LATEST = date(1970, 1, 1), date(2100, 1, 1)


@lru_cache(maxsize=8_192)
def read_date(text: str, order: DateOrder) -> date | None:
    """Return the day a text names, or None if it names none that could be meant."""
    found = _read(" ".join(text.replace("\xa0", " ").split()).strip("'\""), order)
    return found if found is not None and _EARLIEST <= found < _LATEST else None


def _read(text: str, order: DateOrder) -> date | None:
    if _MOMENT.match(text):
        return _of_moment(text)
    if stamp := _STAMP.match(text):
        return _of_stamp(stamp)
    plain = _WEEKDAY.sub("", _TIME.sub("", text)).casefold()
    if parts := _NUMBERS.match(plain):
        return _of_numbers(parts[1], parts[2], parts[3], order)
    return _of_words(plain)


def _of_words(plain: str) -> date | None:
    """Return the day of a date that leaves no doubt: its month named, or without separators."""
    if parts := _COMPACT.match(plain):
        year, month, day = (int(part) for part in parts.groups())
        return _day(year, month, day)
    if parts := _NAMED.match(plain):
        return _day(_year(parts[3]), _MONTHS.get(parts[2], 0), int(parts[1]))
    if parts := _MONTH_NAMED_FIRST.match(plain):
        return _day(_year(parts[3]), _MONTHS.get(parts[1], 0), int(parts[2]))
    return None


def _of_moment(text: str) -> date | None:
    try:
        return london_day(datetime.fromisoformat(text))
    except ValueError:
        return None


def _of_stamp(stamp: re.Match[str]) -> date | None:
    """Return the London day of a moment as OFX writes it: ``20261119083000[-5:EST]``."""
    text, hours, minutes, seconds, offset = stamp.groups()
    try:
        # Read as a moment: an offset other than London's may move the day.
        return london_day(
            datetime(
                int(text[:4]), int(text[4:6]), int(text[6:]), int(hours), int(minutes),
                int(seconds or 0), tzinfo=timezone(timedelta(hours=int(offset or 0))),
            )
        )  # fmt: skip
    except ValueError:
        return None


def _of_numbers(first: str, second: str, third: str, order: DateOrder) -> date | None:
    # Four digits are a year wherever they stand; the order only decides what is unclear.
    if len(first) == _YEAR_DIGITS:
        return _day(int(first), int(second), int(third)) if len(third) < _YEAR_DIGITS else None
    if order is DateOrder.DAY_FIRST:
        return _day(_year(third), int(second), int(first))
    if order is DateOrder.MONTH_FIRST:
        return _day(_year(third), int(first), int(second))
    return None if len(third) == _YEAR_DIGITS else _day(_year(first), int(second), int(third))


def _year(text: str) -> int:
    if len(text) == _YEAR_DIGITS:
        return int(text)
    year = int(text)
    return year + (2000 if year < _LAST_YEAR_OF_THIS_CENTURY else 1900)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def possible_orders(texts: Iterable[str], *, today: date) -> list[DateOrder]:
    """Return the orders a whole column of dates can be read in, the likelier first.

    Those that read the most dates, none of them after today if that can be had; of these,
    those whose days go up or down the column without turning back, if any do. More than one
    means that nobody but the person can tell; a British one comes first.
    """
    orders = list(DateOrder)
    wrong: Counter[DateOrder] = Counter(dict.fromkeys(orders, 0))
    turns: dict[DateOrder, list[int]] = {order: [0, 0] for order in orders}
    last: dict[DateOrder, date | None] = dict.fromkeys(orders)
    said = dict.fromkeys(orders, 0)
    for text in texts:
        for order in orders:
            day = read_date(text, order)
            said[order] = hash((said[order], day))
            if day is None or day > today:
                wrong[order] += 1
                continue
            before = last[order]
            if before is not None and day != before:
                turns[order][day > before] += 1
            last[order] = day
    fewest = min(wrong.values())
    readable = [order for order in orders if wrong[order] == fewest]
    straight = [order for order in readable if not min(turns[order])]
    # Orders that agree on every day are one.
    return list({said[order]: order for order in reversed(straight or readable)}.values())[::-1]
