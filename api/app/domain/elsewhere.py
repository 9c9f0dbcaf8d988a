"""The forecast of an account outside the pool: savings, or a card and what it will owe."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import numpy as np

from app.domain.calendar import Period
from app.domain.cards import Repayment
from app.domain.cash_pool import (
    LowPoint,
    Movement,
    MovementSource,
    Opening,
    certain_movements,
    day_ends,
    first_below,
    walk,
)
from app.domain.everyday.projection import Outlook
from app.domain.forecast import DayBalance, Everyday, Forecast, card_swing, spending_on
from app.domain.money import Money
from app.domain.situation import (
    Card,
    Situation,
    card_repayments,
    on_card,
    repayment_movements,
)

_INTEREST = "Interest"
_LOW, _MIDDLE, _HIGH = 10, 50, 90


def forecast_elsewhere(
    situation: Situation,
    account: Opening,
    *,
    days: int,
    everyday: Everyday | None = None,
    include_suggested: bool = False,
) -> Forecast:
    """Return the days ahead of an account that the pool does not hold.

    A card opens with what it owes, negative: spending and interest lower it, repayments raise
    it. Its everyday spending is the one learned of the card; savings have none.
    """
    card = next((one for one in situation.cards if one.account_id == account.account_id), None)
    period = Period(situation.today, situation.today + timedelta(days=days))
    spent = spending_on(everyday.cards).get(account.account_id, []) if everyday and card else []
    daily = certain_movements(spent, window=period)
    committed = _moves(situation, account.account_id, card, (), period, is_asked=False)
    events = _moves(situation, account.account_id, card, spent, period, is_asked=include_suggested)
    moves = certain_movements([*events, *daily], window=period)
    ends = day_ends(account.own, moves, window=period)
    bands = _bands(situation, card, everyday, expected=[end.balance.minor for end in ends])
    p10, p50, p90 = (
        [Money(minor, situation.currency) for minor in bands.quantile(percent / 100)]
        if bands
        else []
        for percent in (_LOW, _MIDDLE, _HIGH)
    )
    by_day = {movement.on: movement.amount for movement in daily}
    nothing = Money.zero(situation.currency)
    # A card is below zero all along: that is what it is for.
    below = None if card else first_below(nothing, account.own, moves, today=situation.today)
    cautious = min(zip(p10, period.days(), strict=True)) if bands else None
    return Forecast(
        period=period,
        opening=account.own,
        overdraft=account.overdraft,
        days=tuple(
            DayBalance(
                on=end.on,
                committed=sure.balance,
                expected=end.balance,
                p10=p10[n] if bands else None,
                p50=p50[n] if bands else None,
                p90=p90[n] if bands else None,
            )
            for n, (end, sure) in enumerate(
                zip(ends, day_ends(account.own, committed, window=period), strict=True)
            )
        ),
        events=tuple(events),
        everyday=tuple(by_day.get(day, nothing) for day in period.days()),
        low_point=walk(account.own, moves, today=situation.today).low_point,
        committed_low_point=walk(account.own, committed, today=situation.today).low_point,
        cautious_low_point=(
            LowPoint(on=cautious[1], balance=cautious[0], cause=None, account_id=None)
            if cautious
            else None
        ),
        first_negative=below,
        first_breach=below,
        negative_probability=None,
        breach_probability=None,
    )


def _moves(
    situation: Situation,
    account_id: UUID,
    card: Card | None,
    spending: Sequence[Movement],
    period: Period,
    *,
    is_asked: bool,
) -> list[Movement]:
    """Return what is certain to move the account, and what cards take from it or give it."""
    if card is None:
        own = [
            movement
            for movement in situation.movements
            if movement.account_id == account_id and (is_asked or not movement.is_suggested)
        ]
        taken = [
            movement
            for one in situation.cards
            if one.pay_from == account_id
            for movement in repayment_movements(one, card_repayments(situation, one))
        ]
        return certain_movements([*own, *taken], window=period)
    due = card_repayments(situation, card, spending=spending, include_suggested=is_asked)
    own = on_card(situation, card, include_suggested=is_asked)
    return certain_movements([*own, *_of_statements(card, due)], window=period)


def _of_statements(card: Card, due: Sequence[Repayment]) -> list[Movement]:
    """Return what statements charge and what is paid for them, as the card sees it."""
    return [
        Movement(
            on=on,
            amount=amount,
            label=label,
            account_id=card.account_id,
            source=MovementSource.CARD,
            source_id=str(card.account_id),
            is_estimate=one.is_estimate,
        )
        for one in due
        for on, amount, label in (
            (one.statement_on, -one.interest, f"{_INTEREST}, {card.name}"),
            (one.due_on, one.amount, "Repayment"),
        )
        if amount
    ]


def _bands(
    situation: Situation,
    card: Card | None,
    everyday: Everyday | None,
    *,
    expected: Sequence[int],
) -> Outlook | None:
    if card is None or everyday is None or card.account_id not in everyday.cards:
        return None
    spent = everyday.cards[card.account_id]
    off = (spent.paths - spent.cumulative)[:, : len(expected)]
    # What is spent more is owed more until the statement it falls into is paid.
    repaid = card_swing(situation, card, everyday, shape=spent.paths.shape)[:, : len(expected)]
    ends = np.asarray(expected, dtype=np.float64) + off - repaid
    return Outlook(first_day=situation.today, expected=tuple(expected), ends=ends, lows=ends)
