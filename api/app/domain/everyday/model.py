"""Learning a household's everyday flow from its own days."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from app.domain.everyday.history import Ahead, History, TooShort
from app.domain.everyday.projection import Projection

DAYS_NEEDED = 60
"""Under two months of history there is no everyday figure and there are no bands."""
_PATHS = 200
_BLOCK = 28


@dataclass(frozen=True, slots=True)
class EverydayModel:
    """What was learned; ``project`` says what it means for the days ahead."""

    history: History

    def project(self, ahead: Ahead) -> Projection:
        """Return the everyday flow of the days after the history's last one."""
        days = len(ahead.modelled)
        flows = np.asarray(self.history.everyday, dtype=np.float64)
        paths = _resampled(flows, days)
        return Projection(
            first_day=self.history.last_day + timedelta(days=1),
            cumulative=np.median(paths, axis=0),
            paths=paths,
        )


def learn(history: History) -> EverydayModel | TooShort:
    """Return the model of a household's history, or how far it falls short of one."""
    if history.length < DAYS_NEEDED:
        return TooShort(days=history.length, needed=DAYS_NEEDED)
    return EverydayModel(history)


def _resampled(flows: NDArray[np.float64], days: int) -> NDArray[np.float64]:
    """Return summed paths of blocks of past days, each starting on the right weekday."""
    count = len(flows)
    starts = np.arange(count % 7, count - _BLOCK + 1, 7)
    blocks = -(-days // _BLOCK)
    # Golden-ratio steps visit the blocks evenly, each path in an order of its own.
    turns = (np.arange(_PATHS)[:, None] * 0.618034 + np.arange(blocks) * 0.7548777) % 1
    chosen = starts[(turns * len(starts)).astype(np.intp)]
    index = (chosen[:, :, None] + np.arange(_BLOCK)).reshape(_PATHS, -1)[:, :days]
    return np.cumsum(flows[index], axis=1)
