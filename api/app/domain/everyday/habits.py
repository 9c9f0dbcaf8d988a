"""What a household's balance does over months: how it wanders, what pulls it back, its season.

The constants were measured on 234 cut-offs of 151 real accounts and chosen as the best over
accounts and horizons together (docs/adr/0010-everyday-spending.md says how, and what else was
tried). None of them has a currency or a size of its own.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from app.domain.everyday.history import History
from app.domain.everyday.resampling import WEEKS, Numbers, cycle_edges, cycle_sums

MONTH = 30.44
_YEAR = 365
_LEVELS = (91, 182)
"""The usual level of a balance is the mean over both of these numbers of days."""
_USUAL_PULL = 0.5
"""How much of its distance from the usual level a balance makes good in the long run, mostly."""
_PULL_MONTHS = 16.0
"""Months of one's own that tell as much of it as what is true of most."""
_PULL_LEFT = 0.5
"""How much of it is still to come after a month."""
_PULL_SEEN = 2
"""Months after which it is looked for in the past."""
_PULL_STRAY = 0.7
"""The variance of a balance's distance from its usual level, as a share of a month's step's."""
_PHASES = (0, 7, 14, 21)
_MEMORY, _MEMORY_OF_PULL = 0.95, 0.25
"""How much of a month's step away is still there a month later; less where balances come back."""
_DOUBT = 4.0
"""A steady trend counts for half where its square is so many times the square of its error."""
_PARTS = 3
"""A trend is as steady as the weakest of so many parts of the past."""
_OPENING_DAYS = 60
_SEASON = 0.35
"""How much of what the same days did a year ago comes again."""
_SEASON_NEEDS = _YEAR + 30
_SEASON_SPAN = 31
_SPREAD = 0.7
"""How much wider a month spreads than a single day, as a share of what chance would make it."""
_FAR = 4.0
"""Months further from the middle one than so many times the usual are rare ones."""
_SPREAD_WEIGHT = 8.0
"""Months of history that tell as much of the spread as its single days do."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What was learned of the months of a household; amounts in minor units."""

    pull: float
    """What the balance makes good in the long run of its distance from its usual level."""
    drift: float
    """What a day adds in the long run, as far as the past proves it."""
    doubt: float
    """What of the past's trend was not believed, a day: it may still be right."""
    lasting: float
    """What is left of a trend after a month."""
    steps: Numbers
    """How four weeks ended apart from the usual, one entry for each block of the past."""
    season: Numbers
    """What the days ahead added a year ago beyond a straight line; empty under a year."""
    memory: float
    """What is left after a month of a step away from the usual."""

    def straight(self, days: int) -> Numbers:
        """Return what the balance is expected to change by, the shape of the month left out."""
        months = np.arange(1, days + 1) / MONTH
        found = self.pull * (1 - _PULL_LEFT**months)
        fading = self.trend(days)
        season = np.zeros(days)
        ready = min(days, len(self.season))
        season[:ready] = self.season[:ready]
        season[ready:] = season[ready - 1] if ready else 0.0
        line: Numbers = found + self.drift * fading + _SEASON * season
        return line

    def trend(self, days: int) -> Numbers:
        """Return what a trend of one a day adds up to: it lasts for about as long as it has."""
        months = np.arange(1, days + 1) / MONTH
        line: Numbers = np.cumsum(self.lasting**months)
        return line


def without_one_offs(flows: Numbers) -> Numbers:
    """Return the flows with what happened only once or twice a year cut to the next in size."""
    rank = 1 + 2 * len(flows) // _YEAR
    size = np.sort(np.abs(flows))[-min(rank, len(flows))]
    found: Numbers = np.clip(flows, -size, size)
    return found


def of_balance(history: History, *, place_in_month: float) -> Habits:
    """Return the habits of a balance people live from.

    Real balances come back towards their usual level whatever bills and incomes say would
    happen, since everyday life adapts, some more than others; a past trend tells next to
    nothing of the next months unless it was steady, so that is what it has to prove.
    ``place_in_month`` says how far a month's mean usually lies above a day like today.
    """
    everyday = np.asarray(history.everyday, dtype=np.float64)
    modelled = np.asarray(history.modelled, dtype=np.float64)
    usual, total = without_one_offs(everyday) + modelled, everyday + modelled
    drift, doubt = _proven_drift(history, usual, noise=everyday)
    # Counted back from today, along the trend, so that a level of months ago says today's.
    moved_since = np.concatenate((np.cumsum(total[::-1])[::-1][1:], [0.0]))
    apart = drift * np.arange(len(total) - 1, -1, -1) - moved_since
    level = np.mean([apart[-days:].mean() for days in _LEVELS])
    share = _comes_back(history, total)
    return Habits(
        pull=share * (level.item() - place_in_month),
        drift=drift,
        doubt=doubt,
        lasting=np.exp(-MONTH / len(total)).item(),
        steps=_steps(history, total, noise=everyday),
        season=_season(usual),
        memory=_MEMORY - _MEMORY_OF_PULL * share,
    )


def of_spending(history: History) -> Habits:
    """Return the habits of an account nobody lives from, a card: it goes on as it went."""
    everyday = np.asarray(history.everyday, dtype=np.float64)
    usual = without_one_offs(everyday)
    return Habits(
        pull=0.0,
        drift=usual[-max(_LEVELS) :].mean().item(),
        doubt=0.0,
        lasting=1.0,
        steps=_steps(history, everyday, noise=everyday),
        season=_season(usual),
        memory=1.0,
    )


def _opening(length: int) -> int:
    """Return how many of the first days are an account being filled, not a habit."""
    return _OPENING_DAYS if length > 2 * _OPENING_DAYS else 0


def _proven_drift(history: History, usual: Numbers, *, noise: Numbers) -> tuple[float, float]:
    """Return what a day adds in the mean, as far as all of the past shows it.

    An account that is being filled slows down, a habit does not: the weakest part of the past
    is what is believed, shrunk by how far chance alone could explain the whole. With it how
    much was taken off the mean.
    """
    opening = _opening(len(usual))
    # Whole months or pay cycles, for a wage more or a bill less would count for a trend.
    edges = cycle_edges(history, first=opening)
    mean = usual[edges[-1] :].mean().item()
    part = (len(edges) - 1) // _PARTS
    if not part:
        return 0.0, abs(mean)
    parts = pairwise(edges[: part * _PARTS + 1 : part])
    rates = [usual[start:end].mean().item() for end, start in parts]
    # None where the past, or a part of it, went the other way.
    least, most = min(mean, *rates), max(mean, *rates)
    steady = max(least, 0.0) + min(most, 0.0)
    error = cycle_sums(noise[opening:], history).var().item() / WEEKS / (len(usual) - opening)
    # With no doubt at all, the steady rate itself is what there is.
    believed = steady * (mean**2 / (mean**2 + _DOUBT * error) if error else 1.0)
    return believed, abs(mean - believed)


def _comes_back(history: History, total: Numbers) -> float:
    """Return what share of its distance from the usual level this balance makes good.

    Seen on days a month apart, like today in their place in the month, and on those of three
    other weeks: how far the balance was from its mean of three and of six months, and what it
    did in the next two. Believed as far as there are months to tell, for what is true of most
    counts as so many months of a usual distance.
    """
    opening = _opening(len(total))
    balance = np.concatenate(([0.0], np.cumsum(total)))
    apart, made_good = 0.0, 0.0
    for phase in _PHASES:
        seen = balance[cycle_edges(history, first=opening, before=phase)[::-1]]
        for n in range(2, len(seen) - _PULL_SEEN):
            usual = (seen[n - 2 : n + 1].mean() + seen[max(0, n - 5) : n + 1].mean()) / 2
            distance = usual - seen[n]
            apart += distance**2 / len(_PHASES)
            made_good += distance * (seen[n + _PULL_SEEN] - seen[n]) / len(_PHASES)
    step = cycle_sums(total[opening:], history).var().item()
    if not step:
        return _USUAL_PULL
    weight = _PULL_MONTHS * _PULL_STRAY * step
    in_the_long_run = made_good / (1 - _PULL_LEFT**_PULL_SEEN)
    return min(max((in_the_long_run + _USUAL_PULL * weight) / (apart + weight), 0.0), 1.0)


def _steps(history: History, flows: Numbers, *, noise: Numbers) -> Numbers:
    """Return how far months ended apart from their mean, as wide as is likely.

    Few months tell little of how wide they spread; the many single days tell more.
    """
    sums = cycle_sums(flows, history)
    middle = np.median(sums)
    far = _FAR * np.median(np.abs(sums - middle))
    # What happened once moves the middle of all months by no more than a month far off does.
    apart = sums - np.clip(sums, middle - far, middle + far).mean()
    own, by_days = apart.std(), _SPREAD * np.sqrt(WEEKS) * noise.std()
    if not own or not by_days:
        return apart
    months = len(flows) / WEEKS
    weight = months / (months + _SPREAD_WEIGHT)
    wide: Numbers = apart * np.exp((1 - weight) * np.log(by_days / own))
    return wide


def _season(flows: Numbers) -> Numbers:
    """Return what the days ahead added a year ago beyond the usual, by months at a time."""
    if len(flows) < _SEASON_NEEDS:
        return np.zeros(0)
    half = _SEASON_SPAN // 2
    year = flows[-_YEAR - half :] - flows[-_YEAR:].mean()
    # A month at a time, so that no single wage or bill makes a season.
    smooth = np.convolve(year, np.full(_SEASON_SPAN, 1 / _SEASON_SPAN), "valid")
    strayed: Numbers = np.cumsum(np.pad(smooth, (0, half)))
    return strayed
