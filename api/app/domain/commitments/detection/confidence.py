"""How sure detection is that a series is real and goes on as told, in percent."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.commitments.detection.descriptor import Means


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a judgement rests on; shares are in percent."""

    hits: int
    misses: int
    exact_share: int
    mean_off_tenths: int
    same_share: int
    near_share: int
    others: int
    missed_now: int
    late_days: int
    length: int
    is_income: bool
    means: Means
    is_variable: bool

    @property
    def regular_share(self) -> int:
        return 100 * self.hits // (self.hits + self.misses)

    @property
    def crowd(self) -> int:
        """Other rows of the counterparty for each hundred slots."""
        return 100 * self.others // (self.hits + self.misses)


def confidence(evidence: Evidence) -> int:
    """Return the percent of series like this that went on when this was measured."""
    score = points(evidence)
    return next(percent for least, percent in _LADDER if score >= least)


def points(e: Evidence) -> int:
    """Return the evidence added up; the ladder turns it into percent."""
    return (
        min(e.hits, 8) * 6
        + (e.regular_share - 80) // 2
        + (e.exact_share - 50) // 5
        + (e.same_share - 40) // 4
        + (e.near_share - 50) // 4
        - min(e.crowd, 300) // 6
        - e.missed_now * 30
        - (20 if e.means in _CASH else 0)
        + (10 if e.means in _ORDERED else 0)
    )


_CASH = frozenset((Means.CASH_OUT, Means.CASH_IN))
_ORDERED = frozenset((Means.DIRECT_DEBIT, Means.STANDING_ORDER))
_LADDER: Sequence[tuple[int, int]] = (
    (70, 97),
    (60, 94),
    (50, 90),
    (40, 82),
    (30, 72),
    (20, 60),
    (10, 45),
    (0, 30),
    (-20, 15),
    (-10_000, 3),
)
