"""What the model would have said on past days, without look-ahead, held against what came."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log
from statistics import NormalDist, fmean

from app.domain.everyday.history import Ahead, History, TooShort
from app.domain.everyday.model import learn
from app.domain.everyday.projection import Outlook

HORIZONS = (7, 30, 90)
_LOW_DAYS = 30
_BAND = (0.1, 0.9)
_NEAR = 3
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
class JudgedLow:
    """A low point as it was said and as it came; in minor units."""

    said: int
    actual: int
    days_off: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What was said on a day of the days up to a horizon, and what came; in minor units."""

    said_on: date
    horizon: int
    expected: int
    """The balance expected at the horizon's end."""
    low: int
    high: int
    """The 80 % band there."""
    actual: int
    days_held: int
    """On how many of the horizon's days the balance was in its band."""
    low_point: JudgedLow | None
    """Of the thirty days alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """How good what was said of one horizon was."""

    horizon: int
    times: int
    hit_rate: float
    """The share of days whose balance was in its 80 % band."""
    error: int
    """The mean distance, in minor units, of the balance expected at the horizon's end."""
    low_error: int | None
    """The mean distance of the low point said; None but for the thirty days."""
    low_near: float | None
    """How often the low point came within three days of the day said."""


def judge(
    said: AsOf,
    actual: Mapping[date, int],
    *,
    horizons: Sequence[int] = HORIZONS,
    stretch: float = 1.0,
) -> list[Judged]:
    """Return what that day's forecast came to, for each horizon that has passed.

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
    return [
        Judged(
            said_on=said_on,
            horizon=days,
            expected=outlook.expected[days - 1],
            low=lows[days - 1],
            high=highs[days - 1],
            actual=came[days - 1],
            days_held=sum(lows[n] <= came[n] <= highs[n] for n in range(days)),
            low_point=_judged_low(outlook, came[:days]) if days == _LOW_DAYS else None,
        )
        for days in passed
    ]


def replay(
    said: Iterable[AsOf], actual: Mapping[date, int], *, horizons: Sequence[int] = HORIZONS
) -> list[Judged]:
    """Return what each of the days' forecasts came to, such as every week of the past year."""
    return [one for as_of in said for one in judge(as_of, actual, horizons=horizons)]


def accuracy(judged: Sequence[Judged]) -> list[Accuracy]:
    """Return how good what was said was, by horizon; nothing for one never judged."""
    return [
        _accuracy(horizon, [one for one in judged if one.horizon == horizon])
        for horizon in sorted({one.horizon for one in judged})
    ]


def stretch_of(judged: Sequence[Judged]) -> float:
    """Return how much wider the bands should have been to hold on 80 days of 100.

    Give what ``replay`` found without any stretch; all horizons count alike. The months
    replayed tell as much as four months without a finding, so a few lucky or unlucky weeks
    change little. What held so often on so few months will hold a little less often on the
    next ones, so the aim is 82 days.
    """
    days = [one.said_on for one in judged if one.horizon == _LOW_DAYS]
    if not days:
        return 1.0
    months = (max(days) - min(days)).days / _LOW_DAYS + 1
    missing = fmean(log(_missing(one.hit_rate)) for one in accuracy(judged))
    found = exp(missing * months / (months + _MONTHS_WITHOUT_FINDING))
    return min(max(found, 1 / _MOST), _MOST)


def _missing(rate: float) -> float:
    """Return how much wider bands have to be that held on this share of days."""
    # A band never missed, or never met, says no more than one missed or met once in 50 days.
    reached = NormalDist().inv_cdf((1 + min(max(rate, 0.02), 0.98)) / 2)
    return NormalDist().inv_cdf((1 + _AIM) / 2) / reached


def _judged_low(outlook: Outlook, came: Sequence[int]) -> JudgedLow:
    likely, lowest = outlook.likely_low(days=len(came)), min(came)
    said_after = (likely.on - outlook.first_day).days
    return JudgedLow(
        said=likely.balance,
        actual=lowest,
        # A low that stays for days is met by any of them.
        days_off=min(abs(n - said_after) for n, balance in enumerate(came) if balance == lowest),
    )


def _accuracy(horizon: int, judged: Sequence[Judged]) -> Accuracy:
    lows = [one.low_point for one in judged if one.low_point]
    return Accuracy(
        horizon=horizon,
        times=len(judged),
        hit_rate=sum(one.days_held for one in judged) / (horizon * len(judged)),
        error=round(fmean(abs(one.expected - one.actual) for one in judged)),
        low_error=round(fmean(abs(low.said - low.actual) for low in lows)) if lows else None,
        low_near=fmean(low.days_off <= _NEAR for low in lows) if lows else None,
    )
