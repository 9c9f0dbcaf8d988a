"""What the everyday model says of the days ahead: an expected line, and paths around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from app.domain.errors import InvalidInputError

_NEAR = 3

type Paths = NDArray[np.float64]
"""One row for each way the days ahead may go, one column for each day."""


@dataclass(frozen=True, slots=True)
class Projection:
    """Everyday flow of the days ahead, minor units, out negative.

    Every path is as likely as any other, and hangs together over its days: together they
    hold the calibrated bands of each day as well as how one day leads to the next.
    """

    first_day: date
    cumulative: NDArray[np.float64]
    """The expected everyday flow from the first day up to and including each day."""
    paths: Paths
    """The same along each path."""

    @property
    def days(self) -> int:
        return len(self.cumulative)

    @property
    def expected(self) -> tuple[int, ...]:
        """Each day's expected everyday flow; running sums are right to the penny."""
        return _whole(np.diff(np.rint(self.cumulative), prepend=0))

    def quantile(self, probability: float) -> tuple[int, ...]:
        """Return that quantile of the flow up to each day (not of the day's own flow)."""
        return _whole(np.quantile(self.paths, probability, axis=0))

    def outlook(
        self, *, opening: int, certain: Sequence[int], inflows: Sequence[int] | None = None
    ) -> "Outlook":
        """Return the balances: the opening, what is certain of each day, everyday on top.

        ``inflows`` is the part of ``certain`` that comes in: with it a day's low counts its
        outflows first, without it a day is as low as it ends.
        """
        if len(certain) != self.days or (inflows is not None and len(inflows) != self.days):
            raise InvalidInputError(
                f"what is certain has to cover the {self.days} days projected", field="certain"
            )
        # Whole pennies are exact in these numbers up to nine thousand million million.
        exact = opening + np.cumsum(np.asarray(certain, dtype=np.float64))
        late = np.asarray(inflows or [0] * self.days, dtype=np.float64)
        return Outlook(
            first_day=self.first_day,
            expected=_whole(exact + np.rint(self.cumulative)),
            ends=exact + np.rint(self.paths),
            # What came in on a day was not there yet when the day's bills left.
            lows=np.minimum(exact + np.rint(self.paths) - late, exact + np.rint(self.paths)),
        )


@dataclass(frozen=True, slots=True)
class Lowest:
    """A lowest balance and the day it is reached."""

    on: date
    balance: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """Balances of the days ahead: the expected ones, and those along each path."""

    first_day: date
    expected: tuple[int, ...]
    """The expected balance as each day ends; certain items are exact in it."""
    ends: Paths
    """Balances as days end, a row for each path."""
    lows: Paths
    """Balances at the lowest of each day."""

    def quantile(self, probability: float) -> tuple[int, ...]:
        """Return that quantile of the balance as each day ends."""
        return _whole(np.quantile(self.ends, probability, axis=0))

    def low_of_quantile(self, probability: float, *, days: int | None = None) -> Lowest:
        """Return the lowest point of that quantile's line, for instance of the cautious one."""
        line = np.quantile(self.ends[:, :days], probability, axis=0)
        at = line.argmin().item()
        return Lowest(on=self.first_day + timedelta(days=at), balance=round(line[at].item()))

    def likely_low(self, *, days: int | None = None) -> Lowest:
        """Return the middle of the lowest balances of the paths, and the likeliest day of it.

        The day is the one around which, three days either side, most paths have their low: a
        line's own lowest day says less, for it is smooth where each future is not.
        """
        lows = self.lows[:, :days]
        reached = np.bincount(lows.argmin(axis=1), minlength=lows.shape[1])
        near = np.convolve(np.pad(reached, _NEAR), np.ones(2 * _NEAR + 1), "valid")
        # Of days equally near to most, the one most paths name itself.
        at = np.lexsort((-reached, -near))[0].item()
        return Lowest(
            on=self.first_day + timedelta(days=at),
            balance=round(np.median(lows.min(axis=1)).item()),
        )

    def low_amount(self, probability: float, *, days: int | None = None) -> int:
        """Return that quantile of the lowest balance the days hold."""
        return round(np.quantile(self.lows[:, :days].min(axis=1), probability).item())

    def probability_below(self, floor: int, *, days: int | None = None) -> float:
        """Return how likely the balance is under the floor at any time of the days."""
        return (self.lows[:, :days].min(axis=1) < floor).mean().item()


def _whole(values: NDArray[np.float64]) -> tuple[int, ...]:
    return tuple(np.rint(values).astype(np.int64).tolist())
