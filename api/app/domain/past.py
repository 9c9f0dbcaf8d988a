"""The past as the everyday model is given it: which rows something modelled accounts for."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from dateutil.relativedelta import relativedelta

from app.domain.calendar import ONE_DAY, months_between
from app.domain.commitments.schedule import MonthlyDay, Once, Schedule, Weekly, Yearly
from app.domain.everyday.history import History

_DAYS_APART = 4
_WEEK = 7
_YEAR = 12
_TELLING_SHARE = Fraction(1, 5)


@dataclass(frozen=True, slots=True)
class PastRow:
    """A row of the past, as far as flows need it."""

    id: UUID
    account_id: UUID
    on: date
    minor: int


def reaching_back(schedule: Schedule, *, start: date) -> Schedule:
    """Return the same schedule counted from an anchor before ``start``.

    What a household expects from a date on it has usually paid before: the past is read with
    the same cadence.
    """
    if schedule.anchor <= start:
        return schedule
    match schedule.cadence:
        case Once():
            return schedule
        case Weekly(every):
            step = timedelta(days=_WEEK * every)
            steps = -((start - schedule.anchor) // step)
            return replace(schedule, anchor=schedule.anchor - steps * step)
        case MonthlyDay(every=every):
            return _months_back(schedule, every=every, start=start)
        case Yearly():
            return _months_back(schedule, every=_YEAR, start=start)
        case _:
            return _months_back(schedule, every=1, start=start)


def _months_back(schedule: Schedule, *, every: int, start: date) -> Schedule:
    steps = months_between(start, schedule.anchor) // every + 1
    return replace(schedule, anchor=schedule.anchor - relativedelta(months=steps * every))


def pairs(rows: Sequence[PastRow]) -> list[tuple[PastRow, PastRow]]:
    """Return what left one account and came in to another, one-to-one, the nearest days first."""
    coming: dict[int, list[PastRow]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.on, str(row.id))):
        if row.minor > 0:
            coming[row.minor].append(row)
    found: list[tuple[PastRow, PastRow]] = []
    near = [
        (abs((into.on - out.on).days), out.on, str(out.id), str(into.id), out, into)
        for out in rows
        if out.minor < 0
        for into in _within(coming.get(-out.minor, []), out.on)
        if into.account_id != out.account_id
    ]
    taken: set[UUID] = set()
    for *_, out, into in sorted(near, key=lambda pair: pair[:4]):
        if out.id not in taken and into.id not in taken:
            taken |= {out.id, into.id}
            found.append((out, into))
    return found


def _within(rows: Sequence[PastRow], day: date) -> Sequence[PastRow]:
    """Return the rows at most so many days from the day; ``rows`` are by date."""
    reach = timedelta(days=_DAYS_APART)
    days = [row.on for row in rows]
    return rows[bisect_left(days, day - reach) : bisect_left(days, day + reach + ONE_DAY)]


def first_telling_day(rows: Iterable[PastRow]) -> date | None:
    """Return the day from which every account that matters has rows.

    An account that moves little tells little: its late beginning shortens nobody's history.
    """
    begun: dict[UUID, date] = {}
    moved: dict[UUID, int] = defaultdict(int)
    for row in rows:
        begun[row.account_id] = min(begun.get(row.account_id, row.on), row.on)
        moved[row.account_id] += abs(row.minor)
    whole = sum(moved.values())
    return max(
        (day for account_id, day in begun.items() if moved[account_id] >= _TELLING_SHARE * whole),
        default=None,
    )


def history(
    rows: Sequence[PastRow],
    *,
    modelled: Collection[UUID],
    first_day: date,
    last_day: date,
    balance: int | None,
    paydays: frozenset[date],
) -> History:
    """Return the days' flows, split by what accounts for them.

    ``balance`` is what there was as ``last_day`` ended, in minor units; None for a card.
    """
    length = max((last_day - first_day).days + 1, 0)
    everyday, known = [0] * length, [0] * length
    for row in rows:
        day = (row.on - first_day).days
        if 0 <= day < length:
            (known if row.id in modelled else everyday)[day] += row.minor
    return History(
        first_day=first_day, everyday=everyday, modelled=known, balance=balance, paydays=paydays
    )


def daily_spending(
    rows: Iterable[PastRow], *, modelled: Collection[UUID], first_day: date, last_day: date
) -> Mapping[UUID, Fraction]:
    """Return what each account spends on a day beside all that is modelled, out negative."""
    sums: dict[UUID, int] = defaultdict(int)
    for row in rows:
        if row.id not in modelled and first_day <= row.on <= last_day:
            sums[row.account_id] += row.minor
    days = max((last_day - first_day).days + 1, 1)
    return {account_id: Fraction(minor, days) for account_id, minor in sums.items()}
