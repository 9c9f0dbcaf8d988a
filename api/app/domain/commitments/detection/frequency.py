"""The Open Banking codes of how often a standing order goes."""

import re
from collections.abc import Mapping
from datetime import date

from app.domain.commitments.schedule import (
    Cadence,
    MonthlyDay,
    MonthlyWeekday,
    Weekly,
    Yearly,
)

_CODE = re.compile(r"^([A-Za-z]+)(?::([A-Za-z0-9]+))?(?::(-?\d+))?$")
_WEEK = 7
_MOST_WEEKS = 104
_YEAR_MONTHS = 12
_LAST_DAY = 31
_LAST_NTH = 5
_PLAIN: Mapping[str, Cadence] = {
    "weekly": Weekly(1),
    "fortnightly": Weekly(2),
    "fourweekly": Weekly(4),
    "annually": Yearly(),
    "yearly": Yearly(),
}
_PLAIN_MONTHS = {"monthly": 1, "bimonthly": 2, "quarterly": 3, "halfyearly": 6, "qtrday": 3}


def cadence_of(code: str | None, *, near: date | None) -> Cadence | None:
    """Return the cadence a frequency code means, or None if it means none of ours.

    ``near`` is a known payment date: it gives the day where the code has none.
    """
    found = _CODE.match((code or "").strip())
    if found is None:
        return None
    kind, first, second = found.group(1).casefold(), found.group(2), found.group(3)
    number = int(first) if first and first.isdecimal() else 1
    day = int(second) if second else 0
    match kind:
        case "intrvlwkday":
            return _weeks(number * _WEEK)
        case "intrvlday":
            return _weeks(number)
        case "wkinmnthday" if 1 <= number <= _LAST_NTH and 1 <= day <= _WEEK:
            return MonthlyWeekday(weekday=day - 1, nth=-1 if number == _LAST_NTH else number)
        case "intrvlmnthday":
            return _months(number, day, near)
        case _:
            return _PLAIN.get(kind) or _months(_PLAIN_MONTHS.get(kind, 0), 0, near)


def _weeks(days: int) -> Cadence | None:
    weeks, rest = divmod(days, _WEEK)
    return Weekly(weeks) if rest == 0 and 1 <= weeks <= _MOST_WEEKS else None


def _months(every: int, day: int, near: date | None) -> Cadence | None:
    if every == _YEAR_MONTHS:
        return Yearly()
    if not 1 <= every < _YEAR_MONTHS:
        return None
    if day < 0:
        return MonthlyDay(_LAST_DAY, every)
    if 1 <= day <= _LAST_DAY:
        return MonthlyDay(day, every)
    return MonthlyDay(near.day, every) if near else None
