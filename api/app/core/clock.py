"""The clock, asked at the edge and passed in."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is; ``fixed_on`` pins the day in demo, development and tests."""

    fixed_on: date | None = None

    def now(self) -> datetime:
        """Return this moment in UTC; security and freshness always use the real one."""
        return datetime.now(UTC)  # noqa: TID251 - the one place that asks

    def today(self) -> date:
        """Return the day in London that every figure is computed for."""
        return self.fixed_on or self.now().astimezone(_LONDON).date()
