"""The demo bank's own idea of the time: real, pinned to a day, or moved by a test."""

import time as _time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


@dataclass(slots=True)
class Clock:
    """Tells the moment; `pinned` fixes the day, `frozen` the moment itself."""

    pinned: date | None = None
    frozen: datetime | None = None
    ahead: timedelta = field(default_factory=timedelta)

    def now(self) -> datetime:
        """Return the moment in UTC."""
        if self.frozen is not None:
            return self.frozen
        moment = datetime.fromtimestamp(_time.time(), UTC)
        if self.pinned is not None:
            moment = datetime.combine(self.pinned, moment.timetz())
            if moment.astimezone(LONDON).date() != self.pinned:
                moment -= timedelta(hours=1)
        return moment + self.ahead

    def today(self) -> date:
        """Return the day in London."""
        return self.now().astimezone(LONDON).date()

    def set_day(self, day: date) -> None:
        """Stay on the day while its hours go by."""
        self.pinned, self.frozen, self.ahead = day, None, timedelta()

    def freeze(self, moment: datetime) -> None:
        """Stand still at the moment."""
        self.frozen = moment.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        """Go forward; a standing clock stands still again afterwards."""
        if self.frozen is not None:
            self.frozen += by
        else:
            self.ahead += by


def day_of(text: str) -> date:
    """Return the day a query parameter names: a date, or a moment in London's calendar.

    :raises ValueError: if it is neither.
    """
    if "T" not in text and " " not in text:
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    if moment.time() == time() or moment.tzinfo is None:
        return moment.date()
    return moment.astimezone(LONDON).date()


def wire_moment(moment: datetime) -> str:
    """Return the moment the way the service writes it: UTC, Z, no trailing zeros."""
    text = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    fraction = f"{moment.microsecond:06d}".rstrip("0")
    return f"{text}.{fraction}Z" if fraction else f"{text}Z"


def wire_day(day: date) -> str:
    """Return the day as the midnight many banks send."""
    return f"{day.isoformat()}T00:00:00Z"
