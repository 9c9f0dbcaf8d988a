"""Money put aside toward a target by a date."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from app.domain.calendar import months_between
from app.domain.money import Money


@dataclass(frozen=True, slots=True)
class Contribution:
    """Money put aside on a day."""

    on: date
    amount: Money


def months_left(*, today: date, by: date) -> int:
    """Return the whole months from today to the date, one at least."""
    whole = months_between(today, by) - (by.day < today.day)
    return max(whole, 1)


def needed_per_month(*, missing: Money, today: date, by: date) -> Money:
    """Return what a month takes to have it all by the date, to the next whole penny."""
    nothing = Money.zero(missing.currency)
    if missing <= nothing:
        return nothing
    return Money(-(-missing.minor // months_left(today=today, by=by)), missing.currency)


def contributions(
    *, missing: Money, monthly: Money, first_on: date, by: date, today: date
) -> Iterator[Contribution]:
    """Yield what is put aside month by month until the date, or until nothing is missing.

    ``missing`` is what is missing today: what was put aside before was the month's in full.
    """
    left = missing
    month = 0
    while (on := first_on + relativedelta(months=month)) <= by and left.minor > 0:
        month += 1
        if on < today:
            yield Contribution(on=on, amount=monthly)
            continue
        amount = min(monthly, left)
        yield Contribution(on=on, amount=amount)
        left -= amount


def safe_to_add(*, safe_to_spend: Money, lowest: Money, buffer: Money) -> Money:
    """Return the most that can be moved today.

    ``lowest`` is the low point of the next 90 days, the cautious one where there are bands:
    what is moved today lowers it, and safe to spend, by as much.
    """
    return max(min(safe_to_spend, lowest - buffer), Money.zero(buffer.currency))
