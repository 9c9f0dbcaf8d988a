"""Past days cut into blocks, and chains of blocks drawn evenly without any chance."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from dateutil.relativedelta import relativedelta
from numpy.typing import NDArray

from app.domain.everyday.history import History

type Numbers = NDArray[np.float64]

WEEKS = 28
"""Days of a block that keeps the days of the week, and of a cycle of weekly paydays."""
PATHS = 256
"""Ways the days ahead may go; a power of two, so that any odd step visits every rank once."""
_LONGEST = 31
_LOOK_BACK = 430
_CYCLES = 14
_PAYDAYS_TELLING = 3
_GOLDEN = 0.6180339887498949


@dataclass(frozen=True, slots=True)
class Blocks:
    """Blocks of past days, oldest first.

    ``bridges`` says how each block strayed, day by day, from the straight line between its
    ends: what of a month comes early and what late. Zero before the first day and from the
    last one on.
    """

    bridges: Numbers
    edges: tuple[int, ...]
    """Where blocks of this kind begin ahead, counted in days; the last one ends the horizon."""


def cycle_blocks(flows: Numbers, history: History, *, days: int) -> Blocks:
    """Return blocks from one day like today to the next, by month or by four-weekly pay.

    Counted from today both ways, so that a day ahead is as far from payday, and in the same
    part of its month, as the day of the past it is drawn from.
    """
    back, edges = [0], [0]
    while len(back) <= _CYCLES and cycles_from(history, -len(back)) >= -len(flows):
        back.append(cycles_from(history, -len(back)))
    while edges[-1] < days:
        edges.append(cycles_from(history, len(edges)))
    starts = [len(flows) + offset for offset in back]
    blocks = [flows[start:end] for end, start in pairwise(starts)] or [flows[-_LONGEST:]]
    return Blocks(bridges=np.array([_bridge(block) for block in blocks]), edges=tuple(edges))


def week_blocks(flows: Numbers, *, days: int) -> Blocks:
    """Return blocks of four weeks, each a week after the one before, on today's weekday."""
    first = max(0, len(flows) - _LOOK_BACK - WEEKS)
    starts = range(len(flows) - WEEKS, first - 1, -7)
    return Blocks(
        bridges=np.array([_bridge(flows[start : start + WEEKS]) for start in reversed(starts)]),
        edges=tuple(range(0, days + WEEKS, WEEKS)),
    )


def cycle_sums(flows: Numbers, history: History) -> Numbers:
    """Return what whole months, or pay cycles of weeks, summed to, one for each week's end."""
    sums = np.concatenate(([0.0], np.cumsum(flows)))
    by_weeks = _is_paid_by_weeks(history.paydays)
    found = []
    for end in range(len(flows), max(WEEKS, len(flows) - _LOOK_BACK), -7):
        last = history.last_day - timedelta(days=len(flows) - end)
        length = WEEKS if by_weeks else (last - (last - relativedelta(months=1))).days
        if length <= end:
            found.append(sums[end] - sums[end - length])
    return np.array(found[::-1])


def chosen(blocks: int, columns: int, *, offset: int) -> NDArray[np.intp]:
    """Return which block each path takes in each stretch: every block equally often."""
    column = np.arange(columns)
    steps = 2 * ((column * _GOLDEN % 1) * PATHS // 2).astype(np.intp) + 1
    ranks = (np.arange(PATHS)[:, None] * steps + 17 * column + offset) % PATHS
    return ranks * blocks // PATHS


def bridged(blocks: Blocks, picks: NDArray[np.intp], *, days: int) -> Numbers:
    """Return the chained blocks' straying from the straight, a row for each path."""
    found = np.zeros((len(picks), days))
    for number, (start, end) in enumerate(pairwise(blocks.edges)):
        into = np.minimum(np.arange(1, end - start + 1), _LONGEST)
        into[-1] = _LONGEST
        stretch = blocks.bridges[picks[:, number]][:, into]
        found[:, start:end] = stretch[:, : days - start]
    return found


def interpolated(levels: Numbers, edges: tuple[int, ...], *, days: int) -> Numbers:
    """Return, for each path, the straight lines between its levels at the edges."""
    found = np.zeros((len(levels), days))
    for number, (start, end) in enumerate(pairwise(edges)):
        part = np.arange(1, min(end, days) - start + 1) / (end - start)
        step = (levels[:, number + 1] - levels[:, number])[:, None]
        found[:, start:end] = levels[:, number][:, None] + step * part
    return found


def cycles_from(history: History, cycles: int, *, after: int = 0) -> int:
    """Return how many days after today the cycles end that begin some days after it."""
    if _is_paid_by_weeks(history.paydays):
        return after + cycles * WEEKS
    start = history.last_day + timedelta(days=after)
    return after + (start + relativedelta(months=cycles) - start).days


def cycle_edges(history: History, *, first: int, before: int = 0) -> list[int]:
    """Return the days apart by whole cycles back to the first, the last one so long before today.

    Counted in days from the history's beginning, newest first.
    """
    edges = [history.length - before]
    while (edge := history.length + cycles_from(history, -len(edges), after=-before)) >= first:
        edges.append(edge)
    return edges


def _is_paid_by_weeks(paydays: frozenset[date]) -> bool:
    """Say whether wages come every one, two or four weeks, whatever the month."""
    recent = sorted(paydays)[-7:]
    gaps = [(after - before).days for before, after in pairwise(recent)]
    return len(gaps) >= _PAYDAYS_TELLING and max(gaps) <= WEEKS + 1


def _bridge(block: Numbers) -> Numbers:
    sums = np.concatenate(([0.0], np.cumsum(block)))
    days = np.minimum(np.arange(_LONGEST + 1), len(block))
    straying: Numbers = sums[days] - days / len(block) * sums[-1]
    return straying
