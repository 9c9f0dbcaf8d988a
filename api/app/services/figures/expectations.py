"""Everything a household has, expects and owes today: the situation all figures are made from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.calendar import Period, WorkingDays
from app.domain.cards import PayDown
from app.domain.cash_pool import Movement, MovementSource, Opening
from app.domain.commitments.schedule import Schedule, occurrences
from app.domain.ledger import AccountKind
from app.domain.money import Money
from app.domain.safe_to_spend import PaydayDue
from app.domain.situation import Card, Situation, pool_movements
from app.domain.situation import card_repayments as repayments_of
from app.models.banking import Account, Connection, Transaction
from app.models.planning import Commitment
from app.repositories.banking import AccountRepository, ConnectionRepository
from app.repositories.planning import PlanningRepository
from app.repositories.transactions import TransactionRepository
from app.services.accounts import accounts
from app.services.accounts.rates import fraction_of
from app.services.commitments import commitments
from app.services.figures import card_repayments, expected
from app.services.figures.card_outlooks import (
    CARD_HISTORY,
    CardFacts,
    CardOutlook,
    PurchaseLeft,
    card_of,
    foreign,
    what_is_missing,
)
from app.services.figures.expected import LOOK_AHEAD, LOOK_BACK, Expectation, Told
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
    payday_ids: frozenset[UUID]
    payday_rule: Schedule | None
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
    household = signed_in.household
    repository = AccountRepository(session, household_id=household.id)
    transactions = TransactionRepository(session, household_id=household.id)
    planned = PlanningRepository(session, household_id=household.id)
    rows = [row for row in repository.all() if not row.is_closed]
    connections = ConnectionRepository(session, household_id=household.id).with_reads()
    days = commitments.days_of(signed_in, around=today)
    told, suggested = _told(planned)
    recent = transactions.since(today - LOOK_BACK)
    found, would_be = _expectations(
        told, suggested, recent=recent, decisions=planned.decisions(), today=today, days=days
    )
    confirmed = list(told.commitments)
    pending = repository.pending_sums()
    card_rows = [row for row in rows if AccountKind(row.kind) in accounts.CARD_KINDS]
    card_ids = {row.id for row in card_rows}
    claimed = {one.payment_id for one in found}
    facts = CardFacts(
        pending_minor=pending,
        settings=planned.card_repayments(),
        rows=transactions.of_accounts(list(card_ids), since=today - CARD_HISTORY),
        cash_rows=[
            row for row in recent if row.account_id not in card_ids and row.id not in claimed
        ],
        in_plans=_in_plans(planned, told, found, today=today),
    )
    counted = [row for row in card_rows if row.currency == household.currency]
    paydays = payday_ids(confirmed)
    rule = commitments.schedule_from(household.payday_rule) if household.payday_rule else None
    situation = Situation(
        today=today,
        buffer=Money(household.buffer_minor, household.currency),
        openings=tuple(
            _opening(row, pending_minor=pending.get(row.id, 0))
            for row in rows
            if row.in_cash_pool and row.currency == household.currency
        ),
        movements=tuple(one.movement for one in (*found, *would_be) if one.owed),
        cards=tuple(card_of(row, facts, today=today, days=days) for row in counted),
        paydays=tuple(
            _paydays_by_rule(rule, today=today, days=days, currency=household.currency)
            if rule
            else _paydays(found, paydays)
        ),
        working_days=days,
        elsewhere=frozenset(row.id for row in rows if not row.in_cash_pool),
        overdraft_rates={
            row.id: rate for row in rows if (rate := fraction_of(row.overdraft_ear)) is not None
        },
    )
    of_domain = {card.account_id: card for card in situation.cards}
    return Outlook(
        today=today,
        currency=household.currency,
        accounts=rows,
        connections=[row for row, _ in connections],
        read_at={
            row.id: moment
            for row, read_at in connections
            if (moment := read_at or row.last_synced_at) is not None
        },
        pending_minor=pending,
        commitments=confirmed,
        suggested_commitments=list(suggested.commitments),
        expectations=found,
        suggested=would_be,
        cards=[_card_outlook(row, situation, of_domain.get(row.id), facts) for row in card_rows],
        payday_ids=paydays,
        payday_rule=rule,
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


def _told(planned: PlanningRepository) -> tuple[Told, Told]:
    """Return what counts, and what is only suggested."""
    rows = planned.commitments()
    return (
        Told(
            commitments=[row for row in rows if row.status == commitments.CONFIRMED],
            items=planned.planned_items(),
            plans=planned.payment_plans(),
            goals=planned.goals(),
        ),
        Told(
            commitments=[row for row in rows if row.status == commitments.SUGGESTED],
            items=(),
            plans=(),
            goals=(),
        ),
    )


def _expectations(
    told: Told,
    suggested: Told,
    *,
    recent: Sequence[Transaction],
    decisions: Mapping[tuple[UUID, date], str],
    today: date,
    days: WorkingDays,
) -> tuple[list[Expectation], list[Expectation]]:
    """Return where all expected things stand; what is suggested takes no payment of the rest."""
    payments = expected.payments_of(recent)
    found = expected.standings(
        expected.expected_of(told, today=today, days=days),
        payments=payments,
        skipped={key for key, decided in decisions.items() if decided == commitments.SKIPPED}
        | commitments.left_out(told.commitments),
        today=today,
    )
    claimed = {one.payment_id for one in found}
    would_be = expected.standings(
        expected.expected_of(suggested, today=today, days=days),
        payments=[payment for payment in payments if payment.id not in claimed],
        skipped=set(),
        today=today,
        is_suggested=True,
    )
    return found, would_be


def _in_plans(
    planned: PlanningRepository, told: Told, found: Sequence[Expectation], *, today: date
) -> list[PurchaseLeft]:
    """Return what is left of the purchases that payment plans pay."""
    left = expected.left_of_plans(told, found, today=today)
    if not any(plan.purchase_transaction_id for plan in told.plans):
        return []
    return [
        PurchaseLeft(account_id=row.account_id, bought_on=row.booked_on, left=left[plan_id])
        for plan_id, row in planned.purchases_of_plans().items()
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
