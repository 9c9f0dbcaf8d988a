"""Everything a household has, expects and owes today: the situation all figures are made from."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.calendar import Period, WorkingDays
from app.domain.cards import PayDown
from app.domain.cash_pool import Movement, MovementSource, Opening
from app.domain.commitments.match import OccurrenceKey
from app.domain.commitments.schedule import Schedule, occurrences
from app.domain.money import Money
from app.domain.safe_to_spend import PaydayDue
from app.domain.situation import Card, Situation, pool_movements
from app.domain.situation import card_repayments as repayments_of
from app.models.banking import Account, Connection
from app.models.planning import Commitment
from app.services.accounts import accounts
from app.services.accounts.rates import fraction_of
from app.services.commitments import commitments
from app.services.figures import card_commitments, card_repayments, expected, known
from app.services.figures.card_outlooks import (
    CardFacts,
    CardOutlook,
    PurchaseLeft,
    card_of,
    foreign,
    what_is_missing,
)
from app.services.figures.expected import LOOK_AHEAD, Expectation
from app.services.figures.known import Known
from app.services.household.people import OfHousehold, SignedIn

__all__ = [
    "CardOutlook",
    "Expectation",
    "Outlook",
    "all_occurrences",
    "occurrences_of",
    "outlook",
    "payday_ids",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What a household has, expects and owes today."""

    today: date
    currency: str
    accounts: Sequence[Account]
    connections: Sequence[Connection]
    read_at: Mapping[UUID, datetime]
    """When each connection's account that was read longest ago was read."""
    pending_minor: Mapping[UUID, int]
    commitments: Sequence[Commitment]
    """The confirmed ones."""
    suggested_commitments: Sequence[Commitment]
    expectations: Sequence[Expectation]
    suggested: Sequence[Expectation]
    """What suggested commitments would add; in no figure unless asked for."""
    cards: Sequence[CardOutlook]
    counted_by_card: Mapping[str, str]
    """The names of commitments that are a card's direct debit, with the card's."""
    payday_ids: frozenset[UUID]
    payday_rule: Schedule | None
    paid_by: Mapping[UUID, OccurrenceKey]
    """By row, what the person said it paid."""
    working_days: WorkingDays
    situation: Situation

    @property
    def pool(self) -> list[Account]:
        """Return the accounts that pay for daily life."""
        return [account for account in self.accounts if account.in_cash_pool]

    def movements(self) -> list[Movement]:
        """Return all that moves the cash pool, card repayments included."""
        return pool_movements(self.situation)

    def paydays(self) -> list[PaydayDue]:
        """Return the paydays not received yet, late ones included, by date."""
        return list(self.situation.paydays)


def outlook(session: Session, *, signed_in: OfHousehold, today: date) -> Outlook:
    """Return what the household has, expects and owes, each expected thing counted once."""
    return outlook_of(known.read(session, of=signed_in, today=today))


def outlook_of(facts: Known) -> Outlook:
    """Return the same from what was read: nothing else goes into a figure."""
    household, today, days = facts.household, facts.today, facts.working_days
    told = facts.told.commitments
    found, would_be = _expectations(facts)
    of_cards = _card_facts(facts, found)
    cards = _cards(facts, of_cards)
    by_card = _counted_by_card(facts, found, cards)
    if by_card:
        # What they pay is the card's to count: as if they had never been told.
        facts = _without(facts, by_card.keys())
        found, would_be = _expectations(facts)
        of_cards = _card_facts(facts, found)
        cards = _cards(facts, of_cards)
    confirmed = list(facts.told.commitments)
    paydays = payday_ids(confirmed)
    rule = commitments.schedule_from(household.payday_rule) if household.payday_rule else None
    situation = Situation(
        today=today,
        buffer=Money(household.buffer_minor, household.currency),
        openings=tuple(
            _opening(row, pending_minor=facts.pending_minor.get(row.id, 0))
            for row in facts.accounts
            if row.in_cash_pool and row.currency == household.currency
        ),
        movements=tuple(one.movement for one in (*found, *would_be) if one.owed),
        cards=tuple(_paid_as_told(card, by_card, told) for card in cards),
        paydays=tuple(
            _paydays_by_rule(rule, today=today, days=days, currency=household.currency)
            if rule
            else _paydays(found, paydays)
        ),
        working_days=days,
        elsewhere=frozenset(row.id for row in facts.accounts if not row.in_cash_pool),
        overdraft_rates={
            row.id: rate
            for row in facts.accounts
            if (rate := fraction_of(row.overdraft_ear)) is not None
        },
    )
    of_domain = {card.account_id: card for card in situation.cards}
    return Outlook(
        today=today,
        currency=household.currency,
        accounts=facts.accounts,
        connections=[row for row, _ in facts.connections],
        read_at={
            row.id: moment
            for row, read_at in facts.connections
            if (moment := read_at or row.last_synced_at) is not None
        },
        pending_minor=facts.pending_minor,
        commitments=confirmed,
        suggested_commitments=list(facts.suggested.commitments),
        expectations=found,
        suggested=would_be,
        cards=[
            _card_outlook(row, situation, of_domain.get(row.id), of_cards) for row in facts.cards
        ],
        counted_by_card={row.name: by_card[row.id].name for row in told if row.id in by_card},
        payday_ids=paydays,
        payday_rule=rule,
        paid_by=facts.paid_by,
        working_days=days,
        situation=situation,
    )


def payday_ids(confirmed: Iterable[Commitment]) -> frozenset[UUID]:
    """Return the incomes that end a window: the ones chosen, else the largest recurring one."""
    incomes = [row for row in confirmed if row.direction == "in"]
    chosen = [row for row in incomes if row.is_payday]
    if not chosen:
        recurring = [row for row in incomes if commitments.is_recurring(row)]
        chosen = sorted(recurring, key=lambda row: (-row.amount_minor, row.created_at))[:1]
    return frozenset(row.id for row in chosen)


def card_of_account(outlook: Outlook, account_id: UUID) -> CardOutlook:
    """Return one card as it stands.

    :raises accounts.AccountUnknownError: if its bank was disconnected.
    """
    card = next((card for card in outlook.cards if card.account.id == account_id), None)
    if card is None:
        raise accounts.AccountUnknownError("This card's bank was disconnected.")
    return card


def decide_pay_down(
    session: Session, *, signed_in: SignedIn, account_id: UUID, today: date
) -> None:
    """Fix what a card's plan to pay down starts from: what is owed today."""
    found = outlook(session, signed_in=signed_in, today=today)
    card = card_of_account(found, account_id)
    if card.card is not None and isinstance(card.card.plan.kind, PayDown):
        card_repayments.begin_pay_down(
            session,
            signed_in=signed_in,
            account_id=account_id,
            owed_minor=card.card.state.owed.minor,
            first_statement_on=card.repayments[0].statement_on if card.repayments else None,
        )


def occurrences_of(
    session: Session, *, signed_in: SignedIn, commitment_id: UUID, today: date
) -> list[Expectation]:
    """Return a commitment's occurrences of late and of the coming year.

    :raises commitments.CommitmentUnknownError: if the household has no such commitment.
    """
    commitments.commitment(session, signed_in=signed_in, commitment_id=commitment_id)
    found = outlook(session, signed_in=signed_in, today=today)
    every = (*found.expectations, *found.suggested)
    return [one for one in every if one.expected.commitment_id == commitment_id]


def all_occurrences(session: Session, *, signed_in: SignedIn, today: date) -> list[Expectation]:
    """Return the occurrences of every commitment, suggested ones too, by their due dates."""
    found = outlook(session, signed_in=signed_in, today=today)
    every = (*found.expectations, *found.suggested)
    of_commitments = (one for one in every if one.source is MovementSource.COMMITMENT)
    return sorted(of_commitments, key=lambda one: one.expected.due_on)


def _expectations(facts: Known) -> tuple[list[Expectation], list[Expectation]]:
    """Return where all expected things stand; what is suggested takes no payment of the rest."""
    today, days = facts.today, facts.working_days
    payments = expected.payments_of(facts.recent)
    found = expected.standings(
        expected.expected_of(facts.told, today=today, days=days),
        payments=payments,
        skipped=facts.skipped,
        told_paid=facts.paid,
        paid_by=facts.paid_by,
        today=today,
    )
    claimed = {one.payment_id for one in found}
    would_be = expected.standings(
        expected.expected_of(facts.suggested, today=today, days=days),
        payments=[
            payment
            for payment in payments
            if payment.id not in claimed and payment.id not in facts.paid_by
        ],
        skipped=frozenset(),
        today=today,
        is_suggested=True,
    )
    return found, would_be


def _card_facts(facts: Known, found: Sequence[Expectation]) -> CardFacts:
    card_ids = {row.id for row in facts.cards}
    claimed = {one.payment_id for one in found}
    return CardFacts(
        pending_minor=facts.pending_minor,
        settings=facts.card_settings,
        rows=facts.card_rows,
        cash_rows=[
            row for row in facts.recent if row.account_id not in card_ids and row.id not in claimed
        ],
        in_plans=_in_plans(facts, found),
    )


def _cards(facts: Known, of_cards: CardFacts) -> list[Card]:
    return [
        card_of(row, of_cards, today=facts.today, days=facts.working_days)
        for row in facts.cards
        if row.currency == facts.household.currency
    ]


def _counted_by_card(
    facts: Known, found: Sequence[Expectation], cards: Sequence[Card]
) -> Mapping[UUID, Card]:
    """Return the commitments that are the repayment of a card that is counted, with the card."""
    by_id = {card.account_id: card for card in cards}
    return {
        row_id: by_id[card_id]
        for row_id, card_id in card_commitments.of_cards(facts, found).items()
        if card_commitments.is_counted(by_id[card_id], facts)
    }


def _without(facts: Known, gone: Collection[UUID]) -> Known:
    left = [row for row in facts.told.commitments if row.id not in gone]
    return replace(facts, told=replace(facts.told, commitments=left))


def _paid_as_told(card: Card, by_card: Mapping[UUID, Card], told: Sequence[Commitment]) -> Card:
    """Return the card, paid from where its direct debit's commitment says, if nobody else does."""
    mine = {row_id for row_id, one in by_card.items() if one.account_id == card.account_id}
    payer = next((row.account_id for row in told if row.id in mine and row.account_id), None)
    return card if card.pay_from else replace(card, pay_from=payer)


def _in_plans(facts: Known, found: Sequence[Expectation]) -> list[PurchaseLeft]:
    """Return what is left of the purchases that payment plans pay."""
    left = expected.left_of_plans(facts.told, found, today=facts.today)
    return [
        PurchaseLeft(account_id=row.account_id, bought_on=row.booked_on, left=left[plan_id])
        for plan_id, row in facts.purchases.items()
        if plan_id in left
    ]


def _card_outlook(
    row: Account, situation: Situation, card: Card | None, facts: CardFacts
) -> CardOutlook:
    is_assumed = row.id not in facts.settings
    if card is None:
        return foreign(row, is_assumed=is_assumed)
    due = repayments_of(situation, card)
    return CardOutlook(
        account=row,
        owed=Money(-row.current_minor, row.currency),
        card=card,
        repayments=due,
        is_assumed=is_assumed,
        missing=what_is_missing(card, due),
    )


def _opening(row: Account, *, pending_minor: int) -> Opening:
    return Opening(
        account_id=row.id,
        name=row.name,
        own=accounts.own_of(row, pending_minor=pending_minor).own,
        overdraft=Money(row.overdraft_minor, row.currency),
    )


def _paydays(found: Sequence[Expectation], chosen: frozenset[UUID]) -> list[PaydayDue]:
    due = [
        PaydayDue(
            on=one.expected.due_on,
            amount=one.owed,
            name=one.expected.name,
            commitment_id=one.expected.commitment_id,
            late=one.is_late,
        )
        for one in found
        if one.expected.commitment_id in chosen and one.owed
    ]
    return sorted(due, key=lambda payday: payday.on)


def _paydays_by_rule(
    rule: Schedule, *, today: date, days: WorkingDays, currency: str
) -> list[PaydayDue]:
    """Return the days a rule names after today: whether today's wage is in, it cannot know."""
    ahead = Period(today + timedelta(days=1), today + LOOK_AHEAD)
    return [
        PaydayDue(
            on=one.due_on,
            amount=Money.zero(currency),
            name="Payday",
            commitment_id=None,
            late=False,
        )
        for one in occurrences(rule, period=ahead, working_days=days)
    ]
