"""When a card's statements come and what they billed, worked out from its rows."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from app.domain.calendar import WorkingDays, day_of_month
from app.domain.cards import USUAL_GAP, CardState, RepaymentPlan
from app.domain.money import Money, total

_REFUND = re.compile(r"refund|revers|return|cash ?back|credit adj|goodwill", re.IGNORECASE)
_PAYMENT = re.compile(
    r"\bpa(?:yment|ymt|id)\b|thank ?you|direct debit|\bdd\b|bank transfer|faster pay|\bfpi\b",
    re.IGNORECASE,
)
_PAYING = frozenset({"BILL_PAYMENT", "DIRECT_DEBIT", "STANDING_ORDER", "TRANSFER"})
_LEAST_PAYMENTS = 2
_LATEST_PAYMENTS = 12
_LAST_DAY = 31
# A statement leaves this long to be paid, and is never paid before it came.
_SOONEST, _LATEST = 7, 35
# A bank that tells of statements at all has told of one by then.
_SLOW_NEWS = timedelta(days=3)
_IN_TRANSIT = timedelta(days=5)
_ARRIVES_EARLY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CardRow:
    """A row of a card: a purchase is negative, a payment or a refund positive."""

    on: date
    amount: Money
    is_payment: bool
    """A refund is not one."""


@dataclass(frozen=True, slots=True)
class Cycle:
    """The days of the month a card's statement comes and is paid."""

    statement_day: int
    due_day: int


def is_payment(*, text: str, bank_category: str, merchant: str | None) -> bool:
    """Return whether money that came in to a card paid it, by what the bank says of the row.

    Told neither way it is no payment: too much is then kept for the card rather than too little.
    """
    if _REFUND.search(text):
        return False
    if _PAYMENT.search(text) or bank_category in _PAYING:
        return True
    return bank_category == "CREDIT" and merchant is None


def owed_at_end_of(day: date, *, owed: Money, rows: Sequence[CardRow]) -> Money:
    """Return what a card owed as a day ended, from what it owes now and its rows since."""
    return owed + total((row.amount for row in rows if row.on > day), owed.currency)


def paid_since(day: date, rows: Iterable[CardRow], *, currency: str) -> Money:
    """Return what was paid to the card after that day, refunds left out."""
    return total((row.amount for row in rows if row.is_payment and row.on > day), currency)


def infer_cycle(rows: Sequence[CardRow], *, owed: Money, working_days: WorkingDays) -> Cycle | None:
    """Return the days that the past repayments agree on, or None where they agree on none.

    A payment equal to what was owed some weeks before tells the statement's day as well.
    """
    payments = [row for row in rows if row.is_payment][-_LATEST_PAYMENTS:]
    if len(payments) < _LEAST_PAYMENTS:
        return None
    due_votes = Counter(
        day for payment in payments for day in _nominal_days(payment.on, working_days)
    )
    # Of equal votes the earliest day: the later ones are its weekends.
    due_day, agreeing = min(due_votes.items(), key=lambda vote: (-vote[1], vote[0]))
    if agreeing < _LEAST_PAYMENTS or 3 * agreeing < 2 * len(payments):
        return None
    statement_votes = Counter(
        day for payment in payments for day in _statement_days(payment, owed=owed, rows=rows)
    )
    usual = (payments[-1].on - USUAL_GAP).day
    statement_day = max(
        (day for day, votes in statement_votes.items() if votes >= _LEAST_PAYMENTS),
        # Nothing was bought between days that got as many votes: then the usual one is taken.
        key=lambda day: (statement_votes[day], -_days_round(day, usual), -day),
        default=usual,
    )
    return Cycle(statement_day=statement_day, due_day=due_day)


def up_to_date(
    state: CardState,
    plan: RepaymentPlan,
    *,
    rows: Sequence[CardRow],
    known_since: date | None,
    working_days: WorkingDays,
    today: date,
) -> tuple[CardState, RepaymentPlan]:
    """Return the card with its latest statement, and its days, as far as its rows tell them.

    What the bank or the person says goes before what the rows suggest. ``known_since`` is the
    first day whose rows are known: a statement from before it cannot be worked out.
    """
    if not rows:
        return state, plan
    if plan.due_day is None and state.payment_due_on is None:
        cycle = infer_cycle(rows, owed=state.owed, working_days=working_days)
        if cycle is not None:
            plan = replace(
                plan,
                due_day=cycle.due_day,
                statement_day=plan.statement_day or cycle.statement_day,
            )
    statement_on = _latest_statement(state, plan, today=today)
    if statement_on is None:
        return state, plan
    state = replace(
        state,
        payments_since_statement=paid_since(statement_on, rows, currency=state.owed.currency),
    )
    is_told = state.last_statement_on in {None, statement_on}
    if is_told and state.last_statement_balance is not None:
        return state, plan
    if known_since is None or known_since > statement_on:
        return state, plan
    nothing = Money.zero(state.owed.currency)
    return (
        replace(
            state,
            last_statement_on=statement_on,
            last_statement_balance=max(
                owed_at_end_of(statement_on, owed=state.owed, rows=rows), nothing
            ),
            payment_due=state.payment_due if is_told else None,
            payment_due_on=state.payment_due_on if is_told else None,
            is_reconstructed=True,
        ),
        plan
        if is_told or state.payment_due_on is None
        else replace(plan, due_day=plan.due_day or state.payment_due_on.day),
    )


def in_transit(
    leaving: Sequence[tuple[date, Money]], *, rows: Sequence[CardRow], today: date
) -> Money:
    """Return what has left cash for the card lately and is not on the card yet.

    ``leaving`` holds the payments cash made to this card, as positive amounts. Each is taken
    to be the card's row of the same amount within a few days, if there is one.
    """
    arrived = [row for row in rows if row.is_payment]
    under_way: list[Money] = []
    for on, amount in leaving:
        if today - on > _IN_TRANSIT:
            continue
        same = next(
            (
                row
                for row in arrived
                if row.amount == amount and on - _ARRIVES_EARLY <= row.on <= on + _IN_TRANSIT
            ),
            None,
        )
        if same is None:
            under_way.append(amount)
        else:
            arrived.remove(same)
    return total(under_way, leaving[0][1].currency if leaving else "GBP")


def _nominal_days(paid_on: date, working_days: WorkingDays) -> set[int]:
    """Return the days of the month that, moved to a working day, are the day of a payment."""
    return {
        day
        for day in range(1, _LAST_DAY + 1)
        for months in (0, -1)
        if working_days.on_or_after(_in_month(paid_on, months=months, day=day)) == paid_on
    }


def _days_round(day: int, other: int) -> int:
    """Return how far two days of the month are apart, round its end if that is nearer."""
    apart = abs(day - other)
    return min(apart, _LAST_DAY - apart)


def _in_month(start: date, *, months: int, day: int) -> date:
    month = start.replace(day=1) + relativedelta(months=months)
    return day_of_month(month.year, month.month, day)


def _statement_days(payment: CardRow, *, owed: Money, rows: Sequence[CardRow]) -> set[int]:
    """Return the days of the month on which the card owed just what the payment paid."""
    return {
        day.day
        for back in range(_SOONEST, _LATEST + 1)
        if owed_at_end_of(day := payment.on - timedelta(days=back), owed=owed, rows=rows)
        == payment.amount
    }


def _latest_statement(state: CardState, plan: RepaymentPlan, *, today: date) -> date | None:
    """Return the day of the last statement: the bank's, or a later one it has not told of."""
    told = state.last_statement_on
    if told is not None:
        due_on = state.payment_due_on
        is_still_to_pay = due_on is not None and due_on >= today
        latest = told
        months = 1
        while (following := _in_month(told, months=months, day=told.day)) + _SLOW_NEWS <= today:
            latest = following
            months += 1
        return told if is_still_to_pay else latest
    if plan.statement_day is None:
        is_to_come = state.payment_due_on is not None and state.payment_due_on >= today
        return state.payment_due_on - USUAL_GAP if state.payment_due_on and is_to_come else None
    this_month = day_of_month(today.year, today.month, plan.statement_day)
    return (
        this_month if this_month <= today else _in_month(today, months=-1, day=plan.statement_day)
    )
