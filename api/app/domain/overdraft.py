"""What an overdraft costs: interest by the day, charged as each month ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from app.domain.calendar import ONE_DAY
from app.domain.cash_pool import DayEnd
from app.domain.money import Money

_DAYS_OF_A_YEAR = 365
_PRECISE = Context(prec=50, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True)
class Charge:
    """Overdraft interest, charged on a day."""

    on: date
    amount: Money


def daily_rate(ear: Decimal) -> Fraction:
    """Return the rate of a day for an effective yearly one given as a fraction (0.399)."""
    exponent = _PRECISE.divide(Decimal(1), Decimal(_DAYS_OF_A_YEAR))
    yearly = _PRECISE.add(Decimal(1), ear)
    return Fraction(_PRECISE.subtract(_PRECISE.power(yearly, exponent), Decimal(1)))


def charges(ends: Sequence[DayEnd], *, ear: Decimal) -> list[Charge]:
    """Return the interest on what is below zero as each day ends, a charge as each month does.

    What was charged is itself overdrawn from then on.
    """
    rate = daily_rate(ear)
    found: list[Charge] = []
    charged = overdrawn = 0
    for end in ends:
        overdrawn += max(-(end.balance.minor - charged), 0)
        if (end.on + ONE_DAY).day != 1:
            continue
        amount = round(overdrawn * rate)
        overdrawn = 0
        if amount:
            charged += amount
            found.append(Charge(on=end.on, amount=Money(amount, end.balance.currency)))
    return found
