"""All that is known of a household's money today: what every forward figure is made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from app.domain.calendar import Period, WorkingDays
from app.domain.cards import CardState, Repayment, RepaymentPlan, repayments
from app.domain.cash_pool import Movement, MovementSource, Opening
from app.domain.money import Money
from app.domain.safe_to_spend import PaydayDue, SafeToSpend, safe_to_spend

LONGEST = timedelta(days=400)
"""How far ahead anything is expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card as it stands today and how it gets paid."""

    account_id: UUID
    name: str
    state: CardState
    plan: RepaymentPlan
    pay_from: UUID | None
    """None where nobody said: it leaves the pool, and no account of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What a household has, expects and owes on a day."""

    today: date
    buffer: Money
    openings: tuple[Opening, ...]
    """The accounts of the cash pool."""
    movements: tuple[Movement, ...]
    """All that is expected on any account, card repayments left out."""
    cards: tuple[Card, ...]
    paydays: tuple[PaydayDue, ...]
    working_days: WorkingDays
    elsewhere: frozenset[UUID] = frozenset()
    """The accounts outside the pool, cards among them."""
    overdraft_rates: Mapping[UUID, Decimal] | None = None
    """What an account's overdraft costs a year (0.399 is 39.9 %), where a person said so."""

    @property
    def currency(self) -> str:
        return self.buffer.currency

    def also(self, *movements: Movement) -> "Situation":
        """Return the same with more expected of it: the way every question is asked."""
        return replace(self, movements=(*self.movements, *movements))

    def is_only_account(self, account_id: UUID) -> bool:
        """Return whether the account is all there is of the pool."""
        return [opening.account_id for opening in self.openings] == [account_id]


def on_card(situation: Situation, card: Card, *, include_suggested: bool = False) -> list[Movement]:
    """Return what is expected to be put on a card."""
    return [
        movement
        for movement in situation.movements
        if movement.account_id == card.account_id
        and (include_suggested or not movement.is_suggested)
    ]


def card_repayments(
    situation: Situation,
    card: Card,
    *,
    spending: Sequence[Movement] = (),
    include_suggested: bool = False,
) -> list[Repayment]:
    """Return what the card takes from cash, ``spending`` put on it beside what is expected."""
    return repayments(
        card=card.state,
        plan=card.plan,
        commitments_on_card=[
            *on_card(situation, card, include_suggested=include_suggested),
            *spending,
        ],
        period=Period(situation.today, situation.today + LONGEST),
        working_days=situation.working_days,
        today=situation.today,
    )


def repayment_movements(card: Card, due: Sequence[Repayment]) -> list[Movement]:
    """Return the repayments as movements of cash."""
    return [
        Movement(
            on=repayment.due_on,
            amount=-repayment.amount,
            label=card.name,
            account_id=card.pay_from,
            source=MovementSource.CARD,
            source_id=str(card.account_id),
            nominal_on=repayment.due_on,
            is_estimate=repayment.is_estimate,
        )
        for repayment in due
    ]


def pool_movements(
    situation: Situation,
    *,
    on_cards: Mapping[UUID, Sequence[Movement]] | None = None,
    include_suggested: bool = False,
) -> list[Movement]:
    """Return all that moves the cash pool, card repayments included.

    ``on_cards`` is everyday spending by card; without it only what is certain counts.
    """
    own = [
        movement
        for movement in situation.movements
        if movement.amount and (include_suggested or not movement.is_suggested)
    ]
    of_cards = [
        movement
        for card in situation.cards
        for movement in repayment_movements(
            card,
            card_repayments(
                situation,
                card,
                spending=(on_cards or {}).get(card.account_id, ()),
                include_suggested=include_suggested,
            ),
        )
    ]
    return [
        movement for movement in (*own, *of_cards) if movement.account_id not in situation.elsewhere
    ]


def figure_of(situation: Situation) -> SafeToSpend:
    """Return what is safe to spend, and everything that explains it."""
    return safe_to_spend(
        openings=situation.openings,
        movements=pool_movements(situation),
        paydays=situation.paydays,
        today=situation.today,
        buffer=situation.buffer,
    )
