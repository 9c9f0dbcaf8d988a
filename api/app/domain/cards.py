"""What a card takes from the cash pool, and when."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from dateutil.relativedelta import relativedelta

from app.domain.calendar import Period, WorkingDays, day_of_month, months_between
from app.domain.cash_pool import Movement
from app.domain.errors import InvalidInputError
from app.domain.money import Money, total
from app.domain.plans import instalment_amounts, monthly_rate, require_instalments

_LEAST_MINIMUM = 25
_MINIMUM_SHARE = Fraction(1, 100)
_GRACE = timedelta(days=7)
_LAST_DAY = 31
USUAL_GAP = timedelta(days=25)
"""What UK cards leave at least between a statement and its due day, if only one is known."""


@dataclass(frozen=True, slots=True)
class CardState:
    """What the bank says about a card today."""

    owed: Money
    """Everything owed, zero or more, pending rows included."""
    last_statement_balance: Money | None
    last_statement_on: date | None
    payment_due: Money | None
    """The bank's minimum for the last statement."""
    payment_due_on: date | None
    payments_since_statement: Money
    is_reconstructed: bool = False
    """The last statement was worked out from the card's rows, not told by the bank."""


@dataclass(frozen=True, slots=True)
class Full:
    """Every statement is paid in full."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A fixed amount a month."""

    amount: Money


@dataclass(frozen=True, slots=True)
class Minimum:
    """The least the bank asks for."""


@dataclass(frozen=True, slots=True)
class PayDown:
    """One day's balance in equal instalments, new spending in full."""

    instalments: int
    balance: Money | None = None
    """What was owed the day it was decided; None is what is owed today."""
    first_statement_on: date | None = None
    """The statement the first instalment paid, for a balance of an earlier day."""


type PlanKind = Full | Fixed | Minimum | PayDown


def pays_new_spending(kind: PlanKind) -> bool:
    """Return whether what is newly spent is paid in full with its statement."""
    return isinstance(kind, Full | PayDown)


@dataclass(frozen=True, slots=True)
class RepaymentPlan:
    """How a card gets paid; the days and the rate (0.249 is 24.9 %) where the bank is silent."""

    kind: PlanKind
    apr: Decimal | None = None
    statement_day: int | None = None
    due_day: int | None = None

    def __post_init__(self) -> None:
        for name, day in (("statement_day", self.statement_day), ("due_day", self.due_day)):
            if day is not None and not 1 <= day <= _LAST_DAY:
                raise InvalidInputError(f"{name} is a day of the month", field=name)
        if self.apr is not None and not (self.apr.is_finite() and self.apr >= 0):
            raise InvalidInputError("an interest rate is zero or more", field="apr")
        if isinstance(self.kind, PayDown):
            require_instalments(self.kind.instalments)
        if isinstance(self.kind, Fixed) and self.kind.amount.minor <= 0:
            raise InvalidInputError("a fixed repayment is more than nothing", field="amount")


@dataclass(frozen=True, slots=True)
class Repayment:
    """What leaves for a statement on its due date."""

    due_on: date
    amount: Money
    statement_on: date
    is_estimate: bool
    """The statement is still to come, or the bank has not told its balance."""
    carried: Money
    """What of the statement stays unpaid."""
    interest: Money
    """What the statement charged."""


def repayments(
    *,
    card: CardState,
    plan: RepaymentPlan,
    commitments_on_card: Sequence[Movement] = (),
    period: Period,
    working_days: WorkingDays,
    today: date,
) -> list[Repayment]:
    """Return the repayments that leave in the period, the last statement's first.

    A statement bills all that is owed by then; spending after it belongs to the next. None
    where neither the bank nor the plan says when the card is paid.
    """
    calendar = _CardCalendar.of(card=card, plan=plan, today=today)
    if calendar is None:
        return []
    statements = _statements(
        calendar,
        spending=commitments_on_card,
        is_last_known=card.last_statement_balance is not None,
        is_reconstructed=card.is_reconstructed,
        until=period.end,
        working_days=working_days,
        today=today,
        currency=card.owed.currency,
    )
    match plan.kind:
        case PayDown() as kind:
            planned = _paying_down(card, kind, _rate(plan), statements)
        case Full() | Fixed() | Minimum() as kind:  # pragma: no branch - mypy sees the rest
            planned = _paying_statements(card, kind, _rate(plan), statements)
    return [repayment for repayment in planned if repayment.amount and repayment.due_on in period]


def statement_days(*, card: CardState, plan: RepaymentPlan, until: date, today: date) -> list[date]:
    """Return the days of the last statement and of each one after it whose due day is in time."""
    calendar = _CardCalendar.of(card=card, plan=plan, today=today)
    if calendar is None:
        return []
    return [
        on for on, _ in itertools.takewhile(lambda days: days[1] < until, calendar.statements())
    ]


@dataclass(frozen=True, slots=True)
class _CardCalendar:
    """Each statement's day and its due day."""

    last_statement_on: date
    last_due_on: date
    statement_day: int
    due_day: int

    @classmethod
    def of(cls, *, card: CardState, plan: RepaymentPlan, today: date) -> "_CardCalendar | None":
        """Return the bank's dates, the plan's where it has none, or None if they are unknown."""
        due_day = card.payment_due_on.day if card.payment_due_on else plan.due_day
        if due_day is None:
            return None
        if card.last_statement_on is not None:
            statement_on = card.last_statement_on
        elif plan.statement_day is not None:
            statement_on = _latest(plan.statement_day, by=today)
        elif card.payment_due_on is not None:
            statement_on = card.payment_due_on - USUAL_GAP
        else:
            return None
        due_on = card.payment_due_on
        if due_on is None or due_on <= statement_on:
            # A due day that the statement has overtaken belonged to the one before.
            due_on = _first_after(statement_on, day=due_day)
        return cls(
            last_statement_on=statement_on,
            last_due_on=due_on,
            statement_day=statement_on.day,
            due_day=due_day,
        )

    def statements(self) -> Iterator[tuple[date, date]]:
        """Yield (statement, due) for the last statement and each one after it, without end."""
        gap = months_between(self.last_statement_on, self.last_due_on)
        yield self.last_statement_on, self.last_due_on
        month = 0
        while True:
            month += 1
            yield (
                _in_month(self.last_statement_on, months=month, day=self.statement_day),
                _in_month(self.last_statement_on, months=month + gap, day=self.due_day),
            )


@dataclass(frozen=True, slots=True)
class _Statement:
    """A statement to be paid: the last one, or one to come."""

    on: date
    pay_on: date | None
    """None where its due day is long past: what is left of it goes on to the next."""
    is_last: bool
    is_estimate: bool
    new_spending: Money


def _statements(
    calendar: _CardCalendar,
    *,
    spending: Sequence[Movement],
    is_last_known: bool,
    is_reconstructed: bool,
    until: date,
    working_days: WorkingDays,
    today: date,
    currency: str,
) -> Iterator[_Statement]:
    previous_on = date.min
    in_time = itertools.takewhile(lambda days: days[1] < until, calendar.statements())
    for number, (on, nominal_due_on) in enumerate(in_time):
        is_known = number == 0 and is_last_known
        due_on = working_days.on_or_after(nominal_due_on)
        is_owed_still = is_known and today - due_on <= _GRACE
        # What is overdue goes on the card today.
        yield _Statement(
            on=on,
            pay_on=max(due_on, today) if due_on >= today or is_owed_still else None,
            is_last=number == 0,
            is_estimate=not is_known or is_reconstructed,
            new_spending=total(
                (
                    -movement.amount
                    for movement in spending
                    if previous_on < max(movement.on, today) <= on
                ),
                currency,
            ),
        )
        previous_on = on


def _paying_statements(
    card: CardState, kind: Full | Fixed | Minimum, rate: Fraction, statements: Iterable[_Statement]
) -> Iterator[Repayment]:
    nothing = Money.zero(card.owed.currency)
    owed, carried = card.owed, nothing
    for statement in statements:
        interest = nothing if statement.is_last else carried.times(rate)
        owed += statement.new_spending + interest
        billed = max(owed, nothing)
        asked = _asked(kind, billed, interest)
        if statement.is_last and card.last_statement_balance is not None:
            paid = card.payments_since_statement
            billed = max(min(card.last_statement_balance - paid, owed), nothing)
            asked = _asked_last(kind, card, card.last_statement_balance) - paid
        amount = max(min(asked, billed), nothing)
        if statement.pay_on is None:
            # A full plan's past statement was paid, as far as anybody knows.
            carried = nothing if isinstance(kind, Full) else billed
            continue
        owed -= amount
        carried = billed - amount
        yield Repayment(
            due_on=statement.pay_on,
            amount=amount,
            statement_on=statement.on,
            is_estimate=statement.is_estimate,
            carried=carried,
            interest=interest,
        )


def _asked(kind: Full | Fixed | Minimum, billed: Money, interest: Money) -> Money:
    match kind:
        case Full():
            return billed
        case Fixed(amount):
            return amount
        case Minimum():  # pragma: no branch - mypy sees the rest
            least = Money.from_major(_LEAST_MINIMUM, billed.currency)
            return max(least, billed.times(_MINIMUM_SHARE) + interest)


def _asked_last(kind: Full | Fixed | Minimum, card: CardState, balance: Money) -> Money:
    """Return what the last statement asks for: the bank's own minimum where it gives one."""
    if isinstance(kind, Minimum) and card.payment_due is not None:
        return card.payment_due
    return _asked(kind, balance, Money.zero(balance.currency))


def _paying_down(
    card: CardState, kind: PayDown, rate: Fraction, statements: Iterable[_Statement]
) -> Iterator[Repayment]:
    """Yield the balance in equal instalments, and what is spent beside it in full."""
    nothing = Money.zero(card.owed.currency)
    due = list(itertools.dropwhile(lambda one: _is_settled(one, card, kind, rate), statements))
    done = _months_since(kind, due[0]) if due else 0
    left, shares = _still_to_pay_down(card, kind, rate, done)
    spending = card.owed - left
    for statement in due:
        spending += statement.new_spending
        interest = left.times(rate)
        share = shares.pop(0) if shares else nothing
        in_full = max(spending, nothing)
        if statement.is_last and card.last_statement_balance is not None:
            # Of what was spent beside the balance, only what the statement billed is due now.
            billed = card.last_statement_balance - card.payments_since_statement - left
            in_full = max(min(billed, in_full), nothing)
        left = left + interest - share if shares else nothing
        spending -= in_full
        yield Repayment(
            due_on=statement.pay_on or statement.on,
            amount=share + in_full,
            statement_on=statement.on,
            is_estimate=statement.is_estimate,
            carried=left,
            interest=interest,
        )


def _is_settled(statement: _Statement, card: CardState, kind: PayDown, rate: Fraction) -> bool:
    """Return whether the last statement takes no instalment any more."""
    if statement.pay_on is None or _months_since(kind, statement) < 0:
        return True
    # What was paid since the statement is this month's instalment, if it covers one.
    shares = instalment_amounts(
        total=kind.balance or card.owed, instalments=kind.instalments, rate=rate
    )
    return statement.is_last and card.payments_since_statement >= max(
        shares[0], Money(1, card.owed.currency)
    )


def _months_since(kind: PayDown, statement: _Statement) -> int:
    if kind.first_statement_on is None:
        return 0
    return months_between(kind.first_statement_on, statement.on)


def _still_to_pay_down(
    card: CardState, kind: PayDown, rate: Fraction, done: int
) -> tuple[Money, list[Money]]:
    """Return what is left of the balance after the instalments done, and those to come."""
    left = kind.balance or card.owed
    shares = instalment_amounts(total=left, instalments=kind.instalments, rate=rate)
    for share in shares[:done]:
        left = left + left.times(rate) - share
    to_come = shares[done:]
    if not to_come:
        return Money.zero(left.currency), []
    if left <= card.owed:
        return left, to_come
    # More was paid than planned: what is owed is spread over the months that are left.
    return card.owed, instalment_amounts(total=card.owed, instalments=len(to_come), rate=rate)


def _rate(plan: RepaymentPlan) -> Fraction:
    return monthly_rate(plan.apr) if plan.apr else Fraction(0)


def _latest(day: int, *, by: date) -> date:
    this_month = day_of_month(by.year, by.month, day)
    return this_month if this_month <= by else _in_month(by, months=-1, day=day)


def _first_after(start: date, *, day: int) -> date:
    this_month = day_of_month(start.year, start.month, day)
    return this_month if this_month > start else _in_month(start, months=1, day=day)


def _in_month(start: date, *, months: int, day: int) -> date:
    month = start.replace(day=1) + relativedelta(months=months)
    return day_of_month(month.year, month.month, day)
