"""Each card as it stands: its latest statement, what is on the way to it, how it gets paid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from app.domain import cards
from app.domain.calendar import WorkingDays
from app.domain.card_cycle import CardRow, in_transit, up_to_date
from app.domain.commitments.counterparty import Likeness, likeness
from app.domain.money import Money
from app.domain.situation import Card
from app.models.banking import Account, Transaction
from app.models.planning import CardRepayment
from app.services.figures import card_repayments
from app.services.figures.card_rows import pays_card

CARD_HISTORY = timedelta(days=400)
_DAYS_APART = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseLeft:
    """What is left of a purchase on a card that a payment plan pays instead."""

    account_id: UUID
    bought_on: date
    left: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFacts:
    """What is known of the household's cards."""

    pending_minor: Mapping[UUID, int]
    settings: Mapping[UUID, CardRepayment]
    rows: Sequence[Transaction]
    """The cards' rows, oldest first."""
    cash_rows: Sequence[Transaction]
    """Cash's rows of late that pay nothing else, oldest first."""
    in_plans: Sequence[PurchaseLeft]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardOutlook:
    """A card, what it takes from the cash pool, and what is not known about it."""

    account: Account
    owed: Money
    card: Card | None
    """None where it stands outside the figure."""
    repayments: Sequence[cards.Repayment]
    is_assumed: bool
    missing: str | None

    @property
    def pay_from_account_id(self) -> UUID | None:
        return self.card.pay_from if self.card else None


def foreign(row: Account, *, is_assumed: bool) -> CardOutlook:
    """Return a card in another currency: shown, and outside the figure, for two never add."""
    return CardOutlook(
        account=row,
        owed=Money(-row.current_minor, row.currency),
        card=None,
        repayments=(),
        is_assumed=is_assumed,
        missing="It is in another currency.",
    )


def card_of(row: Account, facts: CardFacts, *, today: date, days: WorkingDays) -> Card:
    """Return the card as the domain knows it."""
    nothing = Money.zero(row.currency)
    setting = facts.settings.get(row.id)
    mine = [one for one in facts.rows if one.account_id == row.id]
    rows = [
        CardRow(
            on=one.booked_on,
            amount=Money(one.amount_minor, row.currency),
            is_payment=pays_card(one),
        )
        for one in mine
    ]
    owed = max(
        Money(-row.current_minor - facts.pending_minor.get(row.id, 0), row.currency), nothing
    )
    state, plan = up_to_date(
        cards.CardState(
            owed=owed,
            last_statement_balance=_money(row.last_statement_balance_minor, row.currency),
            last_statement_on=row.last_statement_on,
            payment_due=_money(row.payment_due_minor, row.currency),
            payment_due_on=row.payment_due_on,
            payments_since_statement=nothing,
        ),
        card_repayments.repayment_plan_of(setting, currency=row.currency),
        rows=rows,
        known_since=mine[0].booked_on if mine else None,
        working_days=days,
        today=today,
    )
    leaving = _leaving_for(row, state, facts.cash_rows)
    state = _less(state, under_way=in_transit(leaving, rows=rows, today=today))
    return Card(
        account_id=row.id,
        name=row.name,
        state=_without_plans(
            state, [one for one in facts.in_plans if one.account_id == row.id], today=today
        ),
        plan=plan,
        pay_from=(
            setting.pay_from_account_id
            if setting and setting.pay_from_account_id
            else _usual_payer(rows, facts.cash_rows)
        ),
    )


def what_is_missing(card: Card, repayments: Sequence[cards.Repayment]) -> str | None:
    """Return in words what has to be told before the card can be counted."""
    if repayments or not card.state.owed:
        return None
    return "Say on which day its statement comes and on which it is paid."


def _leaving_for(
    row: Account, state: cards.CardState, cash_rows: Sequence[Transaction]
) -> list[tuple[date, Money]]:
    """Return what left cash for this card since its statement, by its name or its amount."""
    since = state.last_statement_on
    asked = {amount for amount in (state.last_statement_balance, state.payment_due) if amount}
    return [
        (one.booked_on, Money(-one.amount_minor, one.currency))
        for one in cash_rows
        if one.amount_minor < 0
        and one.currency == row.currency
        and (since is None or one.booked_on > since)
        and (
            Money(-one.amount_minor, one.currency) in asked
            or likeness(names=(row.name,), texts=(one.description, one.merchant or ""))
            is Likeness.WHOLE
        )
    ]


def _less(state: cards.CardState, *, under_way: Money) -> cards.CardState:
    """Return the card as it will stand once what is on the way has arrived."""
    if not under_way:
        return state
    return replace(
        state,
        owed=max(state.owed - under_way, Money.zero(state.owed.currency)),
        payments_since_statement=state.payments_since_statement + under_way,
    )


def _without_plans(
    state: cards.CardState, in_plans: Sequence[PurchaseLeft], *, today: date
) -> cards.CardState:
    """Return the card without the purchases that plans pay: they are not billed twice."""
    nothing = Money.zero(state.owed.currency)
    owed, statement = state.owed, state.last_statement_balance
    billed_by = state.last_statement_on or today
    for purchase in in_plans:
        owed = max(owed - purchase.left, nothing)
        if statement is not None and purchase.bought_on <= billed_by:
            statement = max(statement - purchase.left, nothing)
    return replace(state, owed=owed, last_statement_balance=statement)


def _usual_payer(rows: Sequence[CardRow], cash_rows: Sequence[Transaction]) -> UUID | None:
    """Return the account the latest payment came from, where cash's rows show it."""
    for payment in reversed(rows):
        if not payment.is_payment:
            continue
        for one in cash_rows:
            days_apart = (payment.on - one.booked_on).days
            if one.amount_minor == -payment.amount.minor and -1 <= days_apart <= _DAYS_APART:
                return one.account_id
    return None


def _money(minor: int | None, currency: str) -> Money | None:
    return None if minor is None else Money(minor, currency)
