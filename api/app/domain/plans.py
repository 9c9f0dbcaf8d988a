"""A purchase paid in instalments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from dateutil.relativedelta import relativedelta

from app.domain.errors import InvalidInputError
from app.domain.money import Money

_MOST_INSTALMENTS = 360
_MOST_MONTHS = 12
_PRECISE = Context(prec=50, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True)
class Instalment:
    """One payment of a plan."""

    on: date
    amount: Money


def monthly_rate(apr: Decimal, *, months: int = 1) -> Fraction:
    """Return the rate for that many months of a yearly rate given as a fraction (0.199)."""
    yearly = _PRECISE.add(Decimal(1), apr)
    exponent = _PRECISE.divide(Decimal(months), Decimal(12))
    return Fraction(_PRECISE.subtract(_PRECISE.power(yearly, exponent), Decimal(1)))


def payment_schedule(
    *,
    total: Money,
    instalments: int,
    first_on: date,
    interval_months: int = 1,
    apr: Decimal | None = None,
) -> list[Instalment]:
    """Return the instalments, which sum to the total to the penny where there is no interest.

    ``apr`` is a fraction: 0.199 for 19.9 %. With it every payment is the same and the last one
    takes the rounding.

    :raises InvalidInputError: if the number of instalments, the interval or the rate is absurd.
    """
    require_instalments(instalments)
    if not 1 <= interval_months <= _MOST_MONTHS:
        raise InvalidInputError(
            f"instalments are 1 to {_MOST_MONTHS} months apart", field="interval_months"
        )
    if first_on.year + instalments * interval_months // _MOST_MONTHS >= MAXYEAR:
        raise InvalidInputError("a plan ends within the calendar", field="first_date")
    if apr is not None and not (apr.is_finite() and apr >= 0):
        raise InvalidInputError("an interest rate is zero or more", field="apr")

    rate = monthly_rate(apr, months=interval_months) if apr else Fraction(0)
    amounts = instalment_amounts(total=total, instalments=instalments, rate=rate)
    return [
        Instalment(on=first_on + relativedelta(months=n * interval_months), amount=amount)
        for n, amount in enumerate(amounts)
    ]


def instalment_amounts(*, total: Money, instalments: int, rate: Fraction) -> list[Money]:
    """Return the payments that pay off the total at a rate per interval, the same each time."""
    return _level(total, instalments, rate) if rate else total.split(instalments)


def outstanding(*, total: Money, instalments: int, rate: Fraction, done: int) -> Money:
    """Return what is left of the purchase itself once that many instalments are paid."""
    left = Fraction(total.minor)
    for amount in instalment_amounts(total=total, instalments=instalments, rate=rate)[:done]:
        left = Fraction(_decimal(left * (1 + rate))) - amount.minor
    return (
        Money(max(round(left), 0), total.currency)
        if done < instalments
        else Money.zero(total.currency)
    )


def settlement(
    *,
    total: Money,
    schedule: Sequence[Instalment],
    rate: Fraction,
    on: date,
) -> Money:
    """Return what settles a plan on a day, the instalments due before it being paid.

    Interest runs by the day since the last instalment; without interest it is what is left.
    """
    done = sum(instalment.on < on for instalment in schedule)
    left = outstanding(total=total, instalments=len(schedule), rate=rate, done=done)
    if not (rate and 0 < done < len(schedule)):
        return left
    since, until = schedule[done - 1].on, schedule[done].on
    return left.times(1 + rate * Fraction((on - since).days, (until - since).days))


def require_instalments(instalments: int) -> None:
    """Refuse a number of instalments no lender would agree to."""
    if not 1 <= instalments <= _MOST_INSTALMENTS:
        raise InvalidInputError(
            f"a plan has 1 to {_MOST_INSTALMENTS} instalments", field="instalments"
        )


def _level(total: Money, instalments: int, rate: Fraction) -> list[Money]:
    """Return ``P·r / (1 - (1+r)^-n)`` each time, and what is then left as the last."""
    growth = Fraction(_PRECISE.power(_decimal(1 + rate), instalments))
    level = total.times(rate * growth / (growth - 1))
    owed = Fraction(total.minor)
    for _ in range(instalments - 1):
        owed = Fraction(_decimal(owed * (1 + rate) - level.minor))
    last = Money(round(owed * (1 + rate)), total.currency)
    return [level] * (instalments - 1) + [last]


def _decimal(exact: Fraction) -> Decimal:
    """Return the fraction to fifty digits, so that long plans do not grow endless fractions."""
    return _PRECISE.divide(Decimal(exact.numerator), Decimal(exact.denominator))
