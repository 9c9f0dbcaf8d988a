"""Bodies of why the figure moved, and of how right past forecasts were."""

import datetime as dt
from typing import Literal
from uuid import UUID

from app.schemas.common import Answer, Moment


class KeptFigureOut(Answer):
    """The figure at a moment."""

    at: Moment
    date: dt.date
    safe_to_spend: int


class ChangeOut(Answer):
    """What one thing did to the figure."""

    kind: Literal["spent", "arrived", "moved", "repriced", "decided", "corrected"]
    label: str
    amount: int
    date: dt.date
    source: str
    source_id: UUID | None
    account_id: UUID | None


class ChangesOut(Answer):
    """Why the figure moved: the lines sum to the change."""

    currency: str
    before: KeptFigureOut
    after: KeptFigureOut
    change: int
    lines: list[ChangeOut]


class HorizonOut(Answer):
    """How right forecasts were so many days on."""

    days: int
    forecasts: int
    mean_error: int
    """By how much the expected balance was off, on average, whichever way."""
    bias: int
    """By how much it was too high (positive) or too low on average."""
    hit_rate: float
    """How often the day ended within the band that should hold four in five."""
    days_held: float
    """The share of all days up to then that ended within the band."""
    low_point_error: int
    low_point_within_3_days: float


class CheckOut(Answer):
    """One past forecast, and what came of it."""

    made_on: dt.date
    days: int
    date: dt.date
    replayed: bool
    expected: int
    p10: int
    p90: int
    actual: int | None
    held: bool | None


class AccuracyOut(Answer):
    """How often the app was right, replayed without look-ahead on the household's own past."""

    currency: str
    hit_rate: float | None
    sentence: str
    horizons: list[HorizonOut]
    checks: list[CheckOut]
