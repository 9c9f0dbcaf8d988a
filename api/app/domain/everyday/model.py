"""Learning a household's everyday flow from its own days, and projecting it."""

from dataclasses import dataclass
from datetime import timedelta
from statistics import NormalDist, fmean

import numpy as np

from app.domain.everyday import habits as habit
from app.domain.everyday.habits import Habits
from app.domain.everyday.history import Ahead, History, TooShort
from app.domain.everyday.projection import Projection
from app.domain.everyday.resampling import (
    PATHS,
    WEEKS,
    Blocks,
    Numbers,
    bridged,
    chosen,
    cycle_blocks,
    cycles_from,
    interpolated,
    week_blocks,
)

DAYS_NEEDED = 60
"""Under two months of history there is no everyday figure and there are no bands."""
_WEIGHTS = (1.0, 1.0, 0.4)
"""How much each of the three views counts (measured: docs/adr/0010-everyday-spending.md)."""
_TAIL_FROM = 0.8
_TAIL = 0.2
_SLOPES = np.array([NormalDist().inv_cdf((n + 0.5) / PATHS) for n in range(PATHS)])
_MIXING = 101
"""Odd, so that slopes are dealt out to paths with no regard to the blocks they are made of."""
_THIN = 2.0
"""Of so many months of history bands are doubled: so few have seen little of what can happen."""
_WEEK = 7
_HALF_YEAR = 183


@dataclass(frozen=True, slots=True)
class EverydayModel:
    """What was learned; ``project`` says what it means for the days ahead."""

    history: History
    stretch: float = 1.0

    def project(self, ahead: Ahead) -> Projection:
        """Return the everyday flow of the days after the history's last one.

        Three views of the same days are averaged, quantile by quantile: everyday flows drawn
        by the place in the month, everyday flows drawn by the day of the week, both on top of
        what is certain; and all flows drawn by the place in the month, which knows how late and
        how different the certain really comes.
        """
        history, days = self.history, len(ahead.modelled)
        everyday = np.asarray(history.everyday, dtype=np.float64)
        by_cycle = cycle_blocks(everyday, history, days=days)
        by_week = week_blocks(everyday, days=days)
        certain = np.cumsum(np.asarray(ahead.modelled, dtype=np.float64))
        if history.balance is None:
            habits, rate, views = habit.of_spending(history), 0.0, [by_cycle, by_week]
            shift = np.zeros(days)
        else:
            total = everyday + np.asarray(history.modelled, dtype=np.float64)
            all_by_cycle = cycle_blocks(total, history, days=days)
            habits = habit.of_balance(history, place_in_month=_place(all_by_cycle))
            rate = _rate(history, ahead, by_cycle.edges)
            views = [by_cycle, by_week, all_by_cycle]
            shift = -certain
        straight = habits.straight(days)
        # What the certain brings in or takes in the long run, everyday life adapts to.
        shifts = [straight - rate * np.arange(1, days + 1)] * 2 + [straight + shift]
        drawn = [
            _drawn(view, habits, days=days, number=number) + shifts[number]
            for number, view in enumerate(views)
        ]
        thin = 1 + (_THIN * habit.MONTH / history.length) ** 3
        middle = sum(np.median(view, axis=0) for view in drawn[:2]) / 2
        return Projection(
            first_day=history.last_day + timedelta(days=1),
            cumulative=_evened(np.asarray(middle), everyday),
            paths=_joined(drawn, stretch=self.stretch * thin),
        )


def learn(history: History, *, stretch: float = 1.0) -> EverydayModel | TooShort:
    """Return the model of a household's history, or how far it falls short of one.

    ``stretch`` widens or narrows the bands to what the household's own replay showed they
    should have been (``replay.stretch_of``).
    """
    if history.length < DAYS_NEEDED:
        return TooShort(days=history.length, needed=DAYS_NEEDED)
    return EverydayModel(history, stretch)


def _place(blocks: Blocks) -> float:
    """Return how far a month's mean usually lies above its beginning, which is today."""
    usual = np.median(blocks.bridges, axis=0)
    return np.asarray(usual[1:-1]).mean().item()


def _rate(history: History, ahead: Ahead, edges: tuple[int, ...]) -> float:
    """Return what the certain adds a day in the long run, as far as it was lived with.

    Everyday life makes up for bills and wages it knows. What is certain ahead and has no
    past, such as a commitment only just entered, it has not made up for yet.
    """
    coming = np.asarray(ahead.modelled, dtype=np.float64)
    past = np.asarray(history.modelled[-_HALF_YEAR:], dtype=np.float64)
    moved, moving = np.abs(past).mean().item(), np.abs(coming).mean().item()
    known = min(moved / moving, 1.0) if moving else 0.0
    return known * _coming_rate(history, coming, edges) + (1 - known) * past.mean().item()


def _coming_rate(history: History, coming: Numbers, edges: tuple[int, ...]) -> float:
    cycles = sum(edge <= len(coming) - WEEKS for edge in edges[1:])
    if not cycles:
        return np.asarray(history.modelled, dtype=np.float64).mean().item()
    # Over whole months or pay cycles, begun on each day of four weeks: a bill moved just out
    # of a single stretch by a weekend would count for a trend.
    sums = np.concatenate(([0.0], np.cumsum(coming)))
    ends = [cycles_from(history, cycles, after=start) for start in range(WEEKS)]
    net = fmean(sums[end] - sums[start] for start, end in enumerate(ends))
    # Bills know no short months, everyday life no long ones: a month is a month.
    by_weeks = edges[cycles] == cycles * WEEKS
    return net / cycles / (WEEKS if by_weeks else habit.MONTH)


def _drawn(blocks: Blocks, habits: Habits, *, days: int, number: int) -> Numbers:
    """Return one view's paths: blocks chained, their steps wandering and drawn back."""
    stretches = len(blocks.edges) - 1
    steps = habits.steps[chosen(len(habits.steps), stretches, offset=61 * number)]
    levels = np.zeros((PATHS, stretches + 1))
    for stretch in range(stretches):
        levels[:, stretch + 1] = habits.memory * levels[:, stretch] + steps[:, stretch]
    # What rare months take off the mean they take once: it adds up to no trend.
    levels[:, 1:] += habits.steps.mean() - levels[:, 1:].mean(axis=0)
    picks = chosen(len(blocks.bridges), stretches, offset=61 * number)
    slopes = _SLOPES[(np.arange(PATHS) * _MIXING + 61 * number) % PATHS]
    astray = habits.doubt * slopes[:, None] * habits.trend(days)
    return (
        bridged(blocks, picks, days=days) + interpolated(levels, blocks.edges, days=days) + astray
    )


def _joined(drawn: list[Numbers], *, stretch: float) -> Numbers:
    """Return paths whose spread on each day is the views' average.

    The first two views' paths lend their order on each day, and so how days hang together.
    """
    weights = np.array(_WEIGHTS[: len(drawn)])
    spread: Numbers = np.tensordot(
        weights / weights.sum(), np.array([np.sort(view, axis=0) for view in drawn]), axes=1
    )
    rank = (np.arange(PATHS) + 0.5) / PATHS
    # So few blocks have seen no rare month: the outer tenths reach further than they did.
    reach = 1 + _TAIL * np.maximum(np.abs(2 * rank - 1) - _TAIL_FROM, 0) / (1 - _TAIL_FROM)
    middle = np.median(spread, axis=0)
    spread = middle + (spread - middle) * reach[:, None] * stretch
    lenders = np.concatenate((drawn[0][::2], drawn[1][1::2]))
    order = lenders.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    return np.take_along_axis(spread, order, axis=0)


def _evened(middle: Numbers, everyday: Numbers) -> Numbers:
    """Return the line with each week even but for what its weekdays are used to."""
    half = _WEEK // 2
    steps = np.diff(middle, prepend=0.0)
    even = np.convolve(np.pad(steps, half, mode="edge"), np.full(_WEEK, 1 / _WEEK), "valid")
    usual = habit.without_one_offs(everyday)
    newest_first = usual[::-1][: len(usual) // _WEEK * _WEEK].reshape(-1, _WEEK)
    by_weekday = newest_first.mean(axis=0)[::-1]
    weekdays = np.resize(by_weekday - by_weekday.mean(), len(middle))
    line: Numbers = np.cumsum(even + weekdays)
    return line
