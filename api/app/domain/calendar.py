"""Days: half-open periods, working days and the London calendar."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.domain.errors import InvalidInputError

LONDON = ZoneInfo("Europe/London")
ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``start`` up to, but without, ``end``."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise InvalidInputError(
                f"a period cannot end on {self.end} before it starts on {self.start}",
                field="period",
            )

    @property
    def length(self) -> int:
        """The number of days."""
        return (self.end - self.start).days

    def days(self) -> Iterator[date]:
        return (self.start + timedelta(days=n) for n in range(self.length))

    def __len__(self) -> int:
        return self.length

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Monday to Friday without the bank holidays of one nation."""

    holidays: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        return day.weekday() < _SATURDAY and day not in self.holidays

    def on_or_after(self, day: date) -> date:
        """Return the day itself or the next working day."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def on_or_before(self, day: date) -> date:
        """Return the day itself or the working day before it."""
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def last_of_month(self, year: int, month: int) -> date:
        """Return the month's last working day."""
        return self.on_or_before(day_of_month(year, month, 31))


def day_of_month(year: int, month: int, day: int) -> date:
    """Return that day of the month, or the month's last day if it is shorter."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def months_between(start: date, end: date) -> int:
    """Return how many calendar months ``end``'s month lies after ``start``'s."""
    return (end.year - start.year) * 12 + end.month - start.month


def london_day(moment: datetime) -> date:
    """Return the London day of a moment; one without an offset is taken as UTC."""
    # Exactly midnight is a bare date dressed up as a moment; shifting it to
    # London would move summer payments to the wrong day.
    if moment.time() == time():
        return moment.date()
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(LONDON).date()
