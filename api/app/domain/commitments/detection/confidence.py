"""How sure detection is that a series is real and goes on, in percent.

The evidence is added up in points, hundredths of the logarithm of the odds, and the points are
read as percent. The weights were fitted by logistic regression, with a penalty that keeps them
small, to what became of every series found at the cut-offs of the shared data sets and in
invented households (``bench/calibrate.py``); ``bench/detect.md`` shows how often a called
percentage was right on folds, and on households, that the fit had not seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.domain.commitments.detection.descriptor import Means

_FOUR_WEEKS, _LONG = 28, 45
# Of a hundred series with a payment missing, how many were measured to go on: few, and
# hardly more of those with a long run behind them.
_LONG_RUN, _MISSING_LONG, _MISSING = 8, 38, 12


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a judgement rests on; shares are in percent.

    ``hits`` are the payments, ``misses`` the empty slots between them, ``missed_now`` those since
    the last one and ``late_days`` how late the next is. ``exact_share`` is how many came on the
    day, ``same_share`` and ``near_share`` how many cost the same as the one before, to the penny
    and within a tenth. ``others`` are the counterparty's payments that do not belong.
    """

    hits: int
    misses: int
    exact_share: int
    same_share: int
    near_share: int
    others: int
    missed_now: int
    late_days: int
    length: int
    is_income: bool
    means: Means

    @property
    def regular_share(self) -> int:
        return 100 * self.hits // (self.hits + self.misses)

    @property
    def crowd(self) -> int:
        """Other rows of the counterparty for each hundred slots."""
        return 100 * self.others // (self.hits + self.misses)

    @property
    def is_cash(self) -> bool:
        return self.means in (Means.CASH_IN, Means.CASH_OUT)


def features(e: Evidence) -> tuple[int, ...]:
    """Return the evidence as numbers, in the order of the weights."""
    is_weeks = e.length < _FOUR_WEEKS
    is_ordered = e.means in (Means.DIRECT_DEBIT, Means.STANDING_ORDER)
    return (
        min(e.hits, 4) - 2,
        min(max(e.hits, 4), 12) - 4,
        e.regular_share - 90,
        e.exact_share - 80,
        e.near_share - 80,
        e.same_share - 50,
        min(e.crowd, 100),
        max(0, min(e.crowd, 500) - 100),
        min(e.missed_now, 2),
        min(e.late_days, 6),
        is_weeks,
        e.length > _LONG,
        is_ordered,
        e.is_cash,
        e.is_income,
        is_weeks * (e.same_share - 50),
        is_ordered * max(0, 80 - e.near_share),
    )


def points(evidence: Evidence) -> int:
    """Return the logarithm of the odds in hundredths, as the weights add it up."""
    weighed = zip(_WEIGHTS, features(evidence), strict=True)
    return _START + sum(weight * feature for weight, feature in weighed) // 100


def confidence(evidence: Evidence) -> int:
    """Return how many in a hundred series with such evidence are real and go on.

    However good its past, a series that a payment is missing from seldom goes on.
    """
    percent = _read_off(points(evidence))
    if not evidence.missed_now:
        return percent
    return min(percent, _MISSING_LONG if evidence.hits >= _LONG_RUN else _MISSING)


def _read_off(score: int) -> int:
    if score <= _LADDER[0][0]:
        return _LADDER[0][1]
    for (low, from_percent), (high, to_percent) in pairwise(_LADDER):
        if score < high:
            return from_percent + (to_percent - from_percent) * (score - low) // (high - low)
    return _LADDER[-1][1]


# Ten-thousandths of the logarithm of the odds for each feature.
_START = 73
_WEIGHTS: Sequence[int] = (
    2689, 1883, 117, 491, 297, 93, -259, -55, -12663, -2942, -2830, -2080, -210, -5020, 3446, 114,
    296,
)  # fmt: skip
# Points and the percent they stand for: the logistic curve.
_LADDER: Sequence[tuple[int, int]] = (
    (-390, 2), (-294, 5), (-220, 10), (-139, 20), (-85, 30), (-41, 40), (0, 50), (41, 60),
    (85, 70), (110, 75), (139, 80), (173, 85), (220, 90), (244, 92), (275, 94), (318, 96),
    (389, 98), (460, 99),
)  # fmt: skip
