"""How the bands of past days held, told without look-ahead, and how wide they should have been.

How right forecasts as a whole were is ``domain.accuracy``'s.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log
from statistics import NormalDist, fmean

from app.domain.everyday.history import Ahead, History, TooShort
from app.domain.everyday.model import learn

HORIZONS = (7, 30, 90)
_MONTH = 30
_BAND = (0.1, 0.9)
_AIM = 0.82
_MONTHS_WITHOUT_FINDING = 4
_MOST = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """What was known as a day ended: the history up to it, and what was certain to come.

    Both as they were then: commitments found or confirmed later are no part of either.
    """

    history: History
    ahead: Ahead


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """On how many of a horizon's days the balance was in the 80 % band said on a day."""

    said_on: date
    horizon: int
    days: int


def held(
    said: AsOf,
    actual: Mapping[date, int],
    *,
    horizons: Sequence[int] = HORIZONS,
    stretch: float = 1.0,
) -> list[Held]:
    """Return how that day's bands held, for each horizon that has passed.

    ``actual`` holds balances as days ended. What the history is too short for is not judged.
    ``stretch`` is the one the model was given on that day.
    """
    model = learn(said.history, stretch=stretch)
    if isinstance(model, TooShort) or said.history.balance is None:
        return []
    said_on = said.history.last_day
    passed = [days for days in horizons if said_on + timedelta(days=days) in actual]
    if not passed:
        return []
    outlook = model.project(said.ahead).outlook(
        opening=said.history.balance, certain=said.ahead.modelled
    )
    lows, highs = (outlook.quantile(probability) for probability in _BAND)
    came = [actual[said_on + timedelta(days=1 + n)] for n in range(max(passed))]
    inside = [low <= one <= high for low, one, high in zip(lows, came, highs, strict=False)]
    return [Held(said_on=said_on, horizon=days, days=sum(inside[:days])) for days in passed]


def replay(
    said: Iterable[AsOf], actual: Mapping[date, int], *, horizons: Sequence[int] = HORIZONS
) -> list[Held]:
    """Return how the bands of each of the days held, such as of every week of the past year."""
    return [one for as_of in said for one in held(as_of, actual, horizons=horizons)]


def hit_rates(found: Sequence[Held]) -> dict[int, float]:
    """Return on what share of days bands held, by horizon; nothing for one never judged."""
    by_horizon: dict[int, list[int]] = defaultdict(list)
    for one in found:
        by_horizon[one.horizon].append(one.days)
    return {horizon: fmean(days) / horizon for horizon, days in sorted(by_horizon.items())}


def stretch_of(found: Sequence[Held]) -> float:
    """Return how much wider the bands should have been to hold on 80 days of 100.

    Give what ``replay`` found without any stretch; all horizons count alike. The months
    replayed tell as much as four months without a finding, so a few lucky or unlucky weeks
    change little. What held so often on so few months will hold a little less often on the
    next ones, so the aim is 82 days.
    """
    days = [one.said_on for one in found if one.horizon == _MONTH]
    if not days:
        return 1.0
    months = (max(days) - min(days)).days / _MONTH + 1
    missing = fmean(log(_missing(rate)) for rate in hit_rates(found).values())
    stretch = exp(missing * months / (months + _MONTHS_WITHOUT_FINDING))
    return min(max(stretch, 1 / _MOST), _MOST)


def _missing(rate: float) -> float:
    """Return how much wider bands have to be that held on this share of days."""
    # A band never missed, or never met, says no more than one missed or met once in 50 days.
    reached = NormalDist().inv_cdf((1 + min(max(rate, 0.02), 0.98)) / 2)
    return NormalDist().inv_cdf((1 + _AIM) / 2) / reached
