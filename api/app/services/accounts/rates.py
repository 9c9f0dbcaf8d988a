"""Yearly rates as people write them, and as the domain counts them."""

from decimal import Decimal

_WHOLE_PERCENT = 100


def percent_of(rate: Decimal | None) -> Decimal | None:
    """Return the rate in percent; people and programs write 24.9 % as 24.9 or as 0.249."""
    return rate * _WHOLE_PERCENT if rate is not None and rate < 1 else rate


def fraction_of(percent: Decimal | None) -> Decimal | None:
    """Return the rate as the domain counts it: 0.249 for 24.9 %."""
    return None if percent is None else percent / _WHOLE_PERCENT
