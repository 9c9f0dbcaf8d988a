"""How right past forecasts were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from app.domain.cash_pool import DayEnd

HORIZONS = (7, 30, 90)
_CLOSE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a forecast said of a day so many days on, in minor units."""

    made_on: date
    horizon: int
    expected: int
    p10: int
    p90: int
    low: int
    low_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What then came, in minor units."""

    actual: int
    low: int
    low_on: date
    days_held: int
    """How many of the days up to then ended within their band."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A forecast and what came of it."""

    said: Said
    came: Came


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How right the forecasts of one horizon were."""

    days: int
    forecasts: int
    mean_error: int
    bias: int
    hit_rate: float
    days_held: float
    low_point_error: int
    low_point_within_3_days: float


def what_came(ends: Sequence[DayEnd], *, bands: Sequence[tuple[int, int]]) -> Came:
    """Return what came of a forecast; ``ends`` and ``bands`` cover its days, the last included."""
    lowest = min(ends, key=lambda end: (end.balance.minor, end.on))
    return Came(
        actual=ends[-1].balance.minor,
        low=lowest.balance.minor,
        low_on=lowest.on,
        days_held=sum(
            low <= end.balance.minor <= high for end, (low, high) in zip(ends, bands, strict=True)
        ),
    )


def standing_of(horizon: int, checked: Sequence[Checked]) -> Standing | None:
    """Return how right the forecasts of that horizon were; None where there are none."""
    ours = [one for one in checked if one.said.horizon == horizon]
    if not ours:
        return None
    count = len(ours)
    off = [one.said.expected - one.came.actual for one in ours]
    held = sum(one.said.p10 <= one.came.actual <= one.said.p90 for one in ours)
    close = sum(abs(one.said.low_on - one.came.low_on) <= timedelta(days=_CLOSE) for one in ours)
    return Standing(
        days=horizon,
        forecasts=count,
        mean_error=round(Fraction(sum(map(abs, off)), count)),
        bias=round(Fraction(sum(off), count)),
        hit_rate=held / count,
        days_held=sum(one.came.days_held for one in ours) / (count * (horizon + 1)),
        low_point_error=round(
            Fraction(sum(abs(one.said.low - one.came.low) for one in ours), count)
        ),
        low_point_within_3_days=close / count,
    )
