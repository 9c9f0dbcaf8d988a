"""What an arrangement is: money that comes or goes on days that can be told ahead."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from demo_bank.household.accounts import Account, Kind
from demo_bank.household.calendar import (
    day_of_month,
    months,
    next_month,
    next_working_day,
    previous_working_day,
)


class Cadence(StrEnum):
    """How often something falls due."""

    WEEKLY = "weekly"
    FOUR_WEEKLY = "four_weekly"
    MONTHLY = "monthly"
    LAST_WORKING_DAY = "last_working_day"
    YEARLY = "yearly"


class Shift(StrEnum):
    """Where a due date goes when it is not a working day."""

    NONE = "none"
    NEXT_WORKING_DAY = "next_working_day"
    PREVIOUS_WORKING_DAY = "previous_working_day"


@dataclass(frozen=True, slots=True)
class Bill:
    """Money that comes or goes by arrangement; prices hold from their date on."""

    name: str
    account: Account
    description: str
    prices: tuple[tuple[date, int], ...]
    kind: Kind
    cadence: Cadence = Cadence.MONTHLY
    day: int = 1
    month: int = 1
    anchor: date | None = None
    skipped_months: frozenset[int] = frozenset()
    shift: Shift = Shift.NEXT_WORKING_DAY
    merchant: str | None = None
    classification: tuple[str, ...] = ()
    reference: str = ""
    into: Account | None = None
    into_description: str = ""
    from_pot: Account | None = None

    def amount_on(self, day: date) -> int:
        """Return the signed price in force on the day."""
        return next(
            (amount for since, amount in reversed(self.prices) if since <= day), self.prices[0][1]
        )

    def occurrences(self, start: date, end: date) -> Iterator[tuple[date, date]]:
        """Yield (nominal, due) for each nominal date from start to end."""
        for nominal in self._nominal(start, end):
            if start <= nominal <= end:
                yield nominal, self._shifted(nominal)

    def next_due(self, after: date) -> date:
        """Return the first due date after the day."""
        window = self.occurrences(after - timedelta(days=10), after + timedelta(days=400))
        return next(due for _, due in window if due > after)

    def _nominal(self, start: date, end: date) -> Iterator[date]:
        match self.cadence:
            case Cadence.WEEKLY | Cadence.FOUR_WEEKLY:
                step = timedelta(weeks=1 if self.cadence is Cadence.WEEKLY else 4)
                anchor = self.anchor or start
                day = anchor + step * max(0, (start - anchor) // step)
                while day <= end:
                    yield day
                    day += step
            case Cadence.MONTHLY:
                for month in months(start, end):
                    if month.month not in self.skipped_months:
                        yield day_of_month(month, self.day)
            case Cadence.LAST_WORKING_DAY:
                for month in months(start, end):
                    yield previous_working_day(next_month(month) - timedelta(days=1))
            case Cadence.YEARLY:
                for year in range(start.year, end.year + 1):
                    yield day_of_month(date(year, self.month, 1), self.day)

    def _shifted(self, nominal: date) -> date:
        match self.shift:
            case Shift.NONE:
                return nominal
            case Shift.NEXT_WORKING_DAY:
                return next_working_day(nominal)
            case Shift.PREVIOUS_WORKING_DAY:
                return previous_working_day(nominal)
