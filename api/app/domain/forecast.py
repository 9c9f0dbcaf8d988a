"""The forecast: the cash pool or one account day by day, with bands where there is history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

import numpy as np

from app.domain.calendar import Period
from app.domain.cards import pays_new_spending
from app.domain.cash_pool import (
    LowPoint,
    Movement,
    MovementSource,
    certain_movements,
    day_ends,
    first_below,
    movements_of_account,
    walk,
)
from app.domain.everyday.projection import Outlook, Projection
from app.domain.money import Money, total
from app.domain.overdraft import charges
from app.domain.safe_to_spend import Line, cash_line, line_of
from app.domain.situation import Card, Situation, card_repayments, pool_movements

EVERYDAY = "Everyday spending"
_LOW, _MIDDLE, _HIGH = 10, 50, 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Everyday:
    """What is spent every day beside all that is modelled, from today on."""

    cash: Projection
    cards: Mapping[UUID, Projection] = field(default_factory=dict)
    spent_today: int = 0
    """What of today's is in the balance already, in minor units, out negative."""
    unseen: int = 0
    """What stale feeds are taken not to have told yet, in minor units, out negative."""

    @property
    def offset(self) -> int:
        """Return what to add to every sum from today on for what is known of today itself."""
        first = self.cash.expected[0]
        if first >= 0 or self.spent_today >= 0:
            return self.unseen
        return self.unseen - max(first, self.spent_today)

    def daily(self, days: int) -> list[int]:
        """Return each day's expected flow; the first holds what stale feeds have not told."""
        expected = list(self.cash.expected[:days])
        expected[0] += self.offset
        return expected

    def on_cards(self) -> dict[UUID, list[Movement]]:
        """Return what is expected to be put on each card, day by day."""
        return spending_on(self.cards)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBalance:
    """What there is as a day ends."""

    on: date
    committed: Money
    """By what is certain alone."""
    expected: Money
    p10: Money | None
    p50: Money | None
    p90: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The days ahead of the pool or of one account."""

    period: Period
    opening: Money
    overdraft: Money
    days: tuple[DayBalance, ...]
    events: tuple[Movement, ...]
    """What moves it, each on its day; everyday spending left out."""
    everyday: tuple[Money, ...]
    """What everyday spending takes each day; nothing where it is not known."""
    low_point: LowPoint
    committed_low_point: LowPoint
    cautious_low_point: LowPoint | None
    first_negative: LowPoint | None
    first_breach: LowPoint | None
    negative_probability: float | None
    breach_probability: float | None


def spending_on(cards: Mapping[UUID, Projection]) -> dict[UUID, list[Movement]]:
    """Return what is expected to be put on each card, day by day."""
    return {
        account_id: [
            _everyday(projection.first_day + timedelta(days=n), Money(minor), account_id)
            for n, minor in enumerate(projection.expected)
            if minor
        ]
        for account_id, projection in cards.items()
    }


def forecast(
    situation: Situation,
    *,
    days: int,
    everyday: Everyday | None = None,
    account_id: UUID | None = None,
    include_suggested: bool = False,
) -> Forecast:
    """Return what there is as each day ends, and every low point of it.

    ``everyday`` is the pool's, or the account's where one is asked for.
    """
    period = Period(situation.today, situation.today + timedelta(days=days))
    opening, overdraft = _opening(situation, account_id)
    committed = _moving(situation, pool_movements(situation), account_id, period)
    expected = _moving(
        situation,
        pool_movements(
            situation,
            on_cards=everyday.on_cards() if everyday else None,
            include_suggested=include_suggested,
        ),
        account_id,
        period,
    )
    flows = everyday.daily(days) if everyday else [0] * days
    daily = [
        _everyday(day, Money(flow, situation.currency), account_id)
        for day, flow in zip(period.days(), flows, strict=True)
    ]
    interest = _overdraft_interest(situation, expected, daily, account_id=account_id, period=period)
    events = certain_movements([*expected, *interest], window=period)
    moves = certain_movements([*events, *daily], window=period)
    today = situation.today
    nothing = Money.zero(situation.currency)
    ends = day_ends(opening, moves, window=period)
    bands = (
        _bands(situation, everyday, opening=opening, events=events, days=days) if everyday else None
    )
    lines = [_line(bands, percent, situation.currency) for percent in (_LOW, _MIDDLE, _HIGH)]
    return Forecast(
        period=period,
        opening=opening,
        overdraft=overdraft,
        days=tuple(
            DayBalance(
                on=end.on,
                committed=sure.balance,
                expected=end.balance,
                p10=lines[0][n] if bands else None,
                p50=lines[1][n] if bands else None,
                p90=lines[2][n] if bands else None,
            )
            for n, (end, sure) in enumerate(
                zip(ends, day_ends(opening, committed, window=period), strict=True)
            )
        ),
        events=tuple(events),
        everyday=tuple(movement.amount for movement in daily),
        low_point=walk(opening, moves, today=today).low_point,
        committed_low_point=walk(opening, committed, today=today).low_point,
        cautious_low_point=_cautious_low(lines[0], moves, opening, today) if bands else None,
        first_negative=first_below(nothing, opening, moves, today=today),
        first_breach=first_below(-overdraft, opening, moves, today=today),
        negative_probability=bands.probability_below(0) if bands else None,
        breach_probability=bands.probability_below(-overdraft.minor) if bands else None,
    )


def day_lines(
    situation: Situation, found: Forecast, *, on: date, account_id: UUID | None = None
) -> tuple[Line, ...]:
    """Return the lines a day's expected balance is the sum of."""
    spent = total(
        (
            amount
            for day, amount in zip(found.period.days(), found.everyday, strict=True)
            if day <= on
        ),
        situation.currency,
    )
    opened = [
        cash_line(opening, situation.today)
        for opening in situation.openings
        if account_id in {None, opening.account_id}
    ]
    return (
        *opened,
        *(line_of(movement) for movement in found.events if movement.on <= on),
        *([line_of(_everyday(on, spent, account_id))] if spent else []),
    )


def _opening(situation: Situation, account_id: UUID | None) -> tuple[Money, Money]:
    chosen = [opening for opening in situation.openings if account_id in {None, opening.account_id}]
    return (
        total((opening.own for opening in chosen), situation.currency),
        total((opening.overdraft for opening in chosen), situation.currency),
    )


def _moving(
    situation: Situation, movements: Sequence[Movement], account_id: UUID | None, period: Period
) -> list[Movement]:
    mine = (
        movements
        if account_id is None
        else movements_of_account(
            account_id, movements, is_only=situation.is_only_account(account_id)
        )
    )
    return certain_movements(mine, window=period)


def _everyday(on: date, amount: Money, account_id: UUID | None) -> Movement:
    return Movement(
        on=on,
        amount=amount,
        label=EVERYDAY,
        account_id=account_id,
        source=MovementSource.EVERYDAY,
        source_id=None,
        is_estimate=True,
    )


def _overdraft_interest(
    situation: Situation,
    moves: Sequence[Movement],
    everyday: Sequence[Movement],
    *,
    account_id: UUID | None,
    period: Period,
) -> list[Movement]:
    """Return what the overdrafts of the accounts looked at cost, where a person said how much."""
    found: list[Movement] = []
    for opening in situation.openings:
        ear = (situation.overdraft_rates or {}).get(opening.account_id)
        if ear is None or account_id not in {None, opening.account_id}:
            continue
        is_only = situation.is_only_account(opening.account_id)
        own = movements_of_account(opening.account_id, moves, is_only=is_only)
        # Everyday spending of a pool of several accounts belongs to none of them.
        daily = everyday if is_only or account_id is not None else ()
        ends = day_ends(opening.own, [*own, *daily], window=period)
        found += [
            Movement(
                on=charge.on,
                amount=-charge.amount,
                label=f"Overdraft interest, {opening.name}",
                account_id=opening.account_id,
                source=MovementSource.OVERDRAFT,
                source_id=str(opening.account_id),
                is_estimate=True,
            )
            for charge in charges(ends, ear=ear)
        ]
    return found


def _bands(
    situation: Situation,
    everyday: Everyday,
    *,
    opening: Money,
    events: Sequence[Movement],
    days: int,
) -> Outlook:
    """Return the balances along each way the days may go."""
    ahead = everyday.cash.days
    certain, inflows = [0] * ahead, [0] * ahead
    for movement in events:
        day = (movement.on - situation.today).days
        certain[day] += movement.amount.minor
        inflows[day] += max(movement.amount.minor, 0)
    found = everyday.cash.outlook(
        opening=opening.minor + everyday.offset, certain=certain, inflows=inflows
    )
    swing = sum(
        (
            card_swing(situation, card, everyday, shape=found.ends.shape)
            for card in situation.cards
            if card.account_id in everyday.cards
            and any(movement.source_id == str(card.account_id) for movement in events)
        ),
        start=np.zeros(found.ends.shape),
    )
    return Outlook(
        first_day=found.first_day,
        expected=found.expected[:days],
        ends=(found.ends + swing)[:, :days],
        lows=(found.lows + swing)[:, :days],
    )


def card_swing(
    situation: Situation, card: Card, everyday: Everyday, *, shape: tuple[int, ...]
) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """Return how far the repayments of each way the card may be used are from the expected.

    Only plans that pay new spending in full pass its swings on to cash.
    """
    swing = np.zeros((shape[0], shape[1]))
    if not pays_new_spending(card.plan.kind):
        return swing
    spent = everyday.cards[card.account_id]
    off = spent.paths - spent.cumulative
    before = np.zeros(shape[0])
    spending = everyday.on_cards()[card.account_id]
    for repayment in card_repayments(situation, card, spending=spending):
        until = (repayment.statement_on - spent.first_day).days
        paid = (repayment.due_on - situation.today).days
        if until < 0 or paid >= shape[1]:
            continue
        by_then = off[:, min(until, spent.days - 1)]
        swing[:, paid:] += (by_then - before)[:, None]
        before = by_then
    return swing


def _line(bands: Outlook | None, percent: int, currency: str) -> list[Money]:
    if bands is None:
        return []
    return [Money(minor, currency) for minor in bands.quantile(percent / 100)]


def _cautious_low(
    line: Sequence[Money], moves: Sequence[Movement], opening: Money, today: date
) -> LowPoint:
    """Return the lowest of the cautious line, the day's income not in yet when its bills leave."""
    came_in: dict[date, Money] = {}
    for movement in moves:
        if movement.amount.minor > 0:
            so_far = came_in.get(movement.on, Money.zero(opening.currency))
            came_in[movement.on] = so_far + movement.amount
    lowest = LowPoint(on=today, balance=opening, cause=None, account_id=None)
    for n, end in enumerate(line):
        on = today + timedelta(days=n)
        balance = min(end, end - came_in.get(on, Money.zero(opening.currency)))
        if balance < lowest.balance:
            cause = min(
                (movement for movement in moves if movement.on == on),
                key=lambda movement: movement.amount.minor,
                default=None,
            )
            lowest = LowPoint(
                on=on,
                balance=balance,
                cause=cause.label if cause else EVERYDAY,
                account_id=cause.account_id if cause else None,
            )
    return lowest
