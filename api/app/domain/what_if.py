"""What would happen if: the same projection with more items in it, never a second formula."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from app.domain.calendar import Period
from app.domain.cards import repayments, statement_days
from app.domain.cash_pool import LowPoint, Movement, MovementSource, certain_movements
from app.domain.forecast import Everyday, forecast
from app.domain.money import Money, total
from app.domain.plans import payment_schedule
from app.domain.safe_to_spend import SafeToSpend
from app.domain.situation import (
    LONGEST,
    Card,
    Situation,
    card_repayments,
    figure_of,
    on_card,
    pool_movements,
    repayment_movements,
)

HORIZON = 90
"""How many days ahead a question is answered for, at least."""
_AFTER = 31
_FURTHEST = 365
_YEARS_OF_INTEREST = timedelta(days=10 * 365)

type _Days = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Something that might be bought, or come in: once, or in instalments from its day on."""

    amount: Money
    on: date
    label: str
    account_id: UUID | None = None
    instalments: int = 1
    interval_months: int = 1
    apr: Decimal | None = None

    def movements(self) -> list[Movement]:
        """Return what it moves, and when."""
        sign = -1 if self.amount.minor < 0 else 1
        schedule = payment_schedule(
            total=abs(self.amount),
            instalments=self.instalments,
            first_on=self.on,
            interval_months=self.interval_months,
            apr=self.apr,
        )
        return [
            Movement(
                on=instalment.on,
                amount=Money(sign * instalment.amount.minor, self.amount.currency),
                label=self.label,
                account_id=self.account_id,
                source=MovementSource.WHAT_IF,
                source_id=None,
            )
            for instalment in schedule
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The figures as they are, or as they would be."""

    figure: SafeToSpend
    low_point: LowPoint
    """The lowest expected balance of the days the answer is given for."""
    cautious_low_point: LowPoint | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What the items would change, and when they would be safe."""

    before: Outcome
    after: Outcome
    horizon: Period
    is_affordable: bool
    is_tight: bool
    """Affordable, but not where everyday spending comes out dear."""
    first_safe_on: date | None
    """The first day on which it would be affordable, the others moved along with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to pay for something."""

    way: str
    """``cash``, ``card`` or ``instalments``."""
    account_id: UUID | None
    asked: Asked
    cost: Money
    """What it costs beyond its price."""
    is_affordable: bool
    is_tight: bool
    after: Outcome
    first_safe_on: date | None


def outcome(situation: Situation, everyday: Everyday | None, *, days: int) -> Outcome:
    """Return the figures over so many days."""
    found = forecast(situation, days=days, everyday=everyday)
    return Outcome(
        figure=figure_of(situation),
        low_point=found.low_point,
        cautious_low_point=found.cautious_low_point,
    )


def what_if(
    situation: Situation, asked: Sequence[Asked], *, everyday: Everyday | None = None
) -> WhatIf:
    """Return what the items would change.

    They are affordable where safe to spend stays at zero or above and the lowest expected
    balance of the days ahead at the buffer or above; what is short already may not get shorter.
    """
    later = _Later(situation, asked, everyday)
    days = later.days_for(0)
    before = outcome(situation, everyday, days=days)
    after = outcome(
        situation.also(*(movement for one in asked for movement in one.movements())),
        everyday,
        days=days,
    )
    is_affordable = later.is_affordable(0)
    cautious = after.cautious_low_point
    return WhatIf(
        before=before,
        after=after,
        horizon=Period(situation.today, situation.today + timedelta(days=days)),
        is_affordable=is_affordable,
        is_tight=is_affordable and cautious is not None and cautious.balance < situation.buffer,
        first_safe_on=later.first_safe_on(),
    )


def ways(
    situation: Situation,
    asked: Asked,
    *,
    everyday: Everyday | None = None,
    instalments: int = 3,
    apr: Decimal | None = None,
) -> list[Way]:
    """Return what it would take to buy it with cash, with each card, and in instalments."""
    at_once = replace(asked, instalments=1, apr=None, account_id=None)
    spread = replace(at_once, instalments=instalments, apr=apr)
    found = [
        _way(situation, at_once, everyday, way="cash", cost=Money.zero(situation.currency)),
        _way(
            situation,
            spread,
            everyday,
            way="instalments",
            cost=-total((one.amount for one in spread.movements()), situation.currency)
            + asked.amount,
        ),
    ]
    for card in situation.cards:
        with_card = replace(at_once, account_id=card.account_id)
        found.append(
            _way(
                situation,
                with_card,
                everyday,
                way="card",
                cost=_interest(situation.also(*with_card.movements()), card)
                - _interest(situation, card),
            )
        )
    return found


def _way(
    situation: Situation, asked: Asked, everyday: Everyday | None, *, way: str, cost: Money
) -> Way:
    found = what_if(situation, [asked], everyday=everyday)
    return Way(
        way=way,
        account_id=asked.account_id,
        asked=asked,
        cost=cost,
        is_affordable=found.is_affordable,
        is_tight=found.is_tight,
        after=found.after,
        first_safe_on=found.first_safe_on,
    )


def _interest(situation: Situation, card: Card) -> Money:
    """Return the interest the card's plan pays from now on, ten years at most."""
    return total(
        (
            one.interest
            for one in repayments(
                card=card.state,
                plan=card.plan,
                commitments_on_card=[
                    movement
                    for movement in on_card(situation, card)
                    if movement.source is MovementSource.WHAT_IF
                ],
                period=Period(situation.today, situation.today + _YEARS_OF_INTEREST),
                working_days=situation.working_days,
                today=situation.today,
            )
        ),
        situation.currency,
    )


class _Later:
    """The same items on later days, each answered from the balances worked out once."""

    def __init__(
        self, situation: Situation, asked: Sequence[Asked], everyday: Everyday | None
    ) -> None:
        self._situation = situation
        self._asked = asked
        last = max(movement.on for one in asked for movement in one.movements())
        self._last = (last - situation.today).days
        self._ahead = max(self._last + _AFTER, HORIZON)
        self._period = Period(
            situation.today, situation.today + timedelta(days=self._ahead + _FURTHEST + 1)
        )
        self._opening = total(
            (opening.own for opening in situation.openings), situation.currency
        ).minor
        self._on_cards = everyday.on_cards() if everyday else None
        self._daily = everyday.daily(_FURTHEST) if everyday else []
        self._window = figure_of(situation).window.length
        self._statements = {
            card.account_id: statement_days(
                card=card.state,
                plan=card.plan,
                until=situation.today + LONGEST,
                today=situation.today,
            )
            for card in situation.cards
        }
        self._bills: dict[tuple[UUID, tuple[tuple[int, int], ...]], list[Movement]] = {}
        self._certain, self._expected = self._lows(situation)

    def days_for(self, shift: int) -> int:
        return min(self._ahead + shift, _FURTHEST)

    def first_safe_on(self) -> date | None:
        """Return the first day, from the one asked for, on which the items are affordable."""
        first = min(one.on for one in self._asked)
        # Beyond the year that is looked at nothing can be said.
        for shift in range(max(_FURTHEST - self._last, 1)):
            if self.is_affordable(shift):
                return first + timedelta(days=shift)
        return None

    def is_affordable(self, shift: int) -> bool:
        moved = [
            movement
            for one in self._asked
            for movement in replace(one, on=one.on + timedelta(days=shift)).movements()
        ]
        certain, expected = self._with(moved)
        days = self.days_for(shift)
        return self._keeps(certain[: self._window], self._certain[: self._window]) and (
            self._keeps(expected[:days], self._expected[:days])
        )

    def _keeps(self, after: _Days, before: _Days) -> bool:
        """Return whether the lowest stays at the buffer, or where it was if that is lower."""
        lowest = min(self._opening, after.min().item())
        return lowest >= min(self._situation.buffer.minor, self._opening, before.min().item())

    def _with(self, moved: Sequence[Movement]) -> tuple[_Days, _Days]:
        asked = [
            movement for movement in moved if movement.account_id not in self._situation.elsewhere
        ]
        for card in self._situation.cards:
            on_it = [movement for movement in moved if movement.account_id == card.account_id]
            asked += self._billed(card, on_it)
        out, into = self._flows(asked)
        more = np.cumsum(out + into) - into
        return self._certain + more, self._expected + more

    def _billed(self, card: Card, on_it: Sequence[Movement]) -> list[Movement]:
        """Return what the card takes more for it: the same wherever in a statement it falls."""
        days = self._statements[card.account_id]
        key = (
            card.account_id,
            tuple((bisect_left(days, one.on), one.amount.minor) for one in on_it),
        )
        if key not in self._bills:
            without = card_repayments(self._situation, card)
            with_it = card_repayments(self._situation, card, spending=on_it)
            less = {one.due_on: one.amount for one in without}
            nothing = Money.zero(self._situation.currency)
            self._bills[key] = [
                replace(movement, amount=movement.amount + less.pop(movement.on, nothing))
                for movement in repayment_movements(card, with_it)
            ]
        return self._bills[key]

    def _lows(self, situation: Situation) -> tuple[_Days, _Days]:
        """Return each day's lowest balance: by what is certain, and as expected."""
        out, into = self._flows(pool_movements(situation))
        certain = self._opening + np.cumsum(out + into) - into
        if self._on_cards is None:
            return certain, certain
        out, into = self._flows(pool_movements(situation, on_cards=self._on_cards))
        flows = np.zeros(self._period.length, dtype=np.int64)
        flows[: len(self._daily)] = self._daily
        out, into = out + np.minimum(flows, 0), into + np.maximum(flows, 0)
        return certain, self._opening + np.cumsum(out + into) - into

    def _flows(self, movements: Sequence[Movement]) -> tuple[_Days, _Days]:
        out = np.zeros(self._period.length, dtype=np.int64)
        into = np.zeros(self._period.length, dtype=np.int64)
        for movement in certain_movements(movements, window=self._period):
            day = (movement.on - self._situation.today).days
            (into if movement.amount.minor > 0 else out)[day] += movement.amount.minor
        return out, into
