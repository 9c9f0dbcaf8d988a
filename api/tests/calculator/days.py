"""Days and rates, the slow way: one day is looked at after the other."""

# One rule after the other, as on paper: nothing here is to be clever.
# ruff: noqa: C901, PLR0911

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal

DAY = timedelta(days=1)
PRECISE = Context(prec=80, rounding=ROUND_HALF_EVEN)


def works(day: date, holidays: frozenset[date]) -> bool:
    return day.weekday() not in {5, 6} and day not in holidays


def moved(day: date, shift: str, holidays: frozenset[date]) -> date:
    step = {"none": None, "next_working_day": DAY, "previous_working_day": -DAY}[shift]
    while step is not None and not works(day, holidays):
        day += step
    return day


def clamped(year: int, month: int, day: int) -> date:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, min(day, monthrange(year, month)[1]))


def falls_on(
    cadence: tuple[object, ...], anchor: date, holidays: frozenset[date]
) -> Callable[[date], bool]:
    """Return whether a cadence, counted from its anchor, nominally falls on a day."""
    kind, *more = cadence

    def months_on(day: date) -> int:
        return (day.year - anchor.year) * 12 + day.month - anchor.month

    def is_one(day: date) -> bool:
        if kind == "once":
            return day == anchor
        if kind == "monthly_last_working_day":
            tomorrow = day + DAY
            while tomorrow.month == day.month:
                if works(tomorrow, holidays):
                    return False
                tomorrow += DAY
            return works(day, holidays) and months_on(day) >= 0
        if day < anchor:
            return False
        if kind == "weekly":
            return (day - anchor).days % (7 * int(str(more[0]))) == 0
        if kind == "monthly_day":
            of_month, every, skipped = more
            assert isinstance(of_month, int)
            assert isinstance(every, int)
            assert isinstance(skipped, tuple)
            return (
                months_on(day) % every == 0
                and day.month not in skipped
                and day == clamped(day.year, day.month, of_month)
            )
        if kind == "monthly_weekday":
            weekday, nth = more
            if day.weekday() != weekday:
                return False
            if nth == -1:
                return (day + 7 * DAY).month != day.month
            return (day.day - 1) // 7 + 1 == nth
        assert kind == "yearly"
        return day == clamped(day.year, anchor.month, anchor.day)

    return is_one


def length(cadence: tuple[object, ...]) -> int:
    """Return the usual days between two."""
    kind, *more = cadence
    if kind == "weekly":
        return 7 * int(str(more[0]))
    if kind == "monthly_day":
        return 30 * int(str(more[1]))
    return 365 if kind == "yearly" else 30


def even(amount: Decimal) -> int:
    """Round half-even to the penny."""
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_EVEN, context=PRECISE))


def rate(apr: Decimal, *, months: int = 1) -> Decimal:
    """Return (1 + APR)^(months/12) - 1."""
    exponent = PRECISE.divide(Decimal(months), Decimal(12))
    return PRECISE.subtract(PRECISE.power(1 + apr, exponent), Decimal(1))


def times(amount: int, factor: Decimal) -> int:
    return even(PRECISE.multiply(Decimal(amount), factor))


def level(total: int, count: int, monthly: Decimal) -> list[int]:
    """Return equal payments with interest, the last taking the rounding."""
    growth = PRECISE.power(1 + monthly, count)
    part = even(
        PRECISE.divide(
            PRECISE.multiply(Decimal(total), PRECISE.multiply(monthly, growth)),
            PRECISE.subtract(growth, Decimal(1)),
        )
    )
    left = Decimal(total)
    for _ in range(count - 1):
        left = PRECISE.subtract(PRECISE.multiply(left, 1 + monthly), Decimal(part))
    return [part] * (count - 1) + [even(PRECISE.multiply(left, 1 + monthly))]


def split(total: int, count: int) -> list[int]:
    """Return equal parts, the earlier ones with the spare pennies."""
    each, spare = divmod(total, count)
    return [each + (n < spare) for n in range(count)]
