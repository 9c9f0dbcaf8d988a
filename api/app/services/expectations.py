"""Everything a household expects to come in or go out, and what of it is still owed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain import cards
from app.domain.calendar import Period, WorkingDays
from app.domain.commitments.match import Assignment, Expected, Payment, Status, assign, standing
from app.domain.commitments.schedule import Schedule, cadence_length_days, occurrences
from app.domain.money import Money
from app.domain.safe_to_spend import Movement, MovementSource, PaydayDue
from app.models.banking import Account, Transaction
from app.models.planning import CardRepayment, Commitment
from app.repositories.banking import PENDING, AccountRepository
from app.repositories.planning import PlanningRepository
from app.repositories.transactions import TransactionRepository
from app.services import accounts, card_repayments, commitments, plans
from app.services.people import SignedIn

_ONE_MONTH = 30
# How far back an occurrence can matter: its grace, and the payment that came early for it.
_LOOK_BACK = timedelta(days=45)
_LOOK_AHEAD = timedelta(days=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """One expected thing, where it stands today, and the bank row that paid it."""

    expected: Expected
    source: MovementSource
    status: Status
    owed: Money
    owed_on: date
    is_late: bool
    payment_id: UUID | None

    @property
    def movement(self) -> Movement:
        """Return what of it is still to move."""
        return Movement(
            on=self.owed_on,
            amount=self.owed,
            label=self.expected.name,
            account_id=self.expected.account_id,
            source=self.source,
            source_id=str(self.expected.commitment_id),
            late=self.is_late,
            nominal_on=self.expected.nominal_on,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CardOutlook:
    """A card, what it takes from the cash pool, and what is not known about it."""

    account: Account
    owed: Money
    repayments: Sequence[cards.Repayment]
    pay_from_account_id: UUID | None
    is_assumed: bool
    missing: str | None

    def movements(self) -> list[Movement]:
        """Return the repayments as movements of cash."""
        return [
            Movement(
                on=repayment.due_on,
                amount=-repayment.amount,
                label=self.account.name,
                account_id=self.pay_from_account_id,
                source=MovementSource.CARD,
                source_id=str(self.account.id),
                nominal_on=repayment.due_on,
            )
            for repayment in self.repayments
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What a household has, expects and owes today."""

    today: date
    currency: str
    accounts: Sequence[Account]
    pending_minor: Mapping[UUID, int]
    commitments: Sequence[Commitment]
    expectations: Sequence[Expectation]
    cards: Sequence[CardOutlook]
    payday_ids: frozenset[UUID]
    payday_rule: Schedule | None
    working_days: WorkingDays

    @property
    def pool(self) -> list[Account]:
        """Return the accounts that pay for daily life."""
        return [account for account in self.accounts if account.in_cash_pool]

    def movements(self) -> list[Movement]:
        """Return all that moves the cash pool, card repayments included."""
        elsewhere = {account.id for account in self.accounts if not account.in_cash_pool}
        own = [one.movement for one in self.expectations if one.owed]
        of_cards = [movement for card in self.cards for movement in card.movements()]
        return [movement for movement in [*own, *of_cards] if movement.account_id not in elsewhere]

    def paydays(self) -> list[PaydayDue]:
        """Return the paydays not received yet, late ones included, by date."""
        if self.payday_rule is not None:
            return self._paydays_by_rule(self.payday_rule)
        due = [
            PaydayDue(
                on=one.expected.due_on,
                amount=one.owed,
                name=one.expected.name,
                commitment_id=one.expected.commitment_id,
                late=one.is_late,
            )
            for one in self.expectations
            if one.expected.commitment_id in self.payday_ids and one.owed
        ]
        return sorted(due, key=lambda payday: payday.on)

    def _paydays_by_rule(self, rule: Schedule) -> list[PaydayDue]:
        """Return the days a rule names after today: whether today's wage is in, it cannot know."""
        ahead = Period(self.today + timedelta(days=1), self.today + _LOOK_AHEAD)
        return [
            PaydayDue(
                on=one.due_on,
                amount=Money.zero(self.currency),
                name="Payday",
                commitment_id=None,
                late=False,
            )
            for one in occurrences(rule, period=ahead, working_days=self.working_days)
        ]


def outlook(session: Session, *, signed_in: SignedIn, today: date) -> Outlook:
    """Return what the household has, expects and owes, each expected thing counted once."""
    household_id = signed_in.household.id
    repository = AccountRepository(session, household_id=household_id)
    rows = [row for row in repository.all() if not row.is_closed]
    planned = PlanningRepository(session, household_id=household_id)
    confirmed = [row for row in planned.commitments() if row.status == commitments.CONFIRMED]
    days = commitments.days_of(signed_in, around=today)
    expected = list(_expected(planned, confirmed, today=today, days=days))
    expectations = _standings(
        expected,
        payments=_payments(session, household_id=household_id, since=today - _LOOK_BACK),
        skipped={
            key for key, decided in planned.decisions().items() if decided == commitments.SKIPPED
        },
        today=today,
    )
    pending = repository.pending_sums()
    paid = repository.paid_since_statements()
    repayments = planned.card_repayments()
    return Outlook(
        today=today,
        currency=signed_in.household.currency,
        accounts=rows,
        pending_minor=pending,
        commitments=confirmed,
        expectations=expectations,
        cards=[
            _card_outlook(
                row,
                pending_minor=pending.get(row.id, 0),
                paid_minor=paid.get(row.id, 0),
                setting=repayments.get(row.id),
                is_foreign=row.currency != signed_in.household.currency,
                spending=[
                    one.movement
                    for one in expectations
                    if one.owed and one.expected.account_id == row.id
                ],
                today=today,
                days=days,
            )
            for row in rows
            if row.kind in accounts.CARD_KINDS
        ],
        payday_ids=payday_ids(confirmed),
        payday_rule=(
            commitments.schedule_from(signed_in.household.payday_rule)
            if signed_in.household.payday_rule
            else None
        ),
        working_days=days,
    )


def payday_ids(confirmed: Iterable[Commitment]) -> frozenset[UUID]:
    """Return the incomes that end a window: the ones chosen, else the largest recurring one."""
    incomes = [row for row in confirmed if row.direction == "in"]
    chosen = [row for row in incomes if row.is_payday]
    if not chosen:
        recurring = [row for row in incomes if commitments.is_recurring(row)]
        chosen = sorted(recurring, key=lambda row: (-row.amount_minor, row.created_at))[:1]
    return frozenset(row.id for row in chosen)


def occurrences_of(
    session: Session, *, signed_in: SignedIn, commitment_id: UUID, today: date
) -> list[Expectation]:
    """Return a commitment's occurrences of late and of the coming year.

    :raises commitments.CommitmentUnknownError: if the household has no such commitment.
    """
    commitments.commitment(session, signed_in=signed_in, commitment_id=commitment_id)
    found = outlook(session, signed_in=signed_in, today=today)
    return [one for one in found.expectations if one.expected.commitment_id == commitment_id]


def _expected(
    planned: PlanningRepository,
    confirmed: Sequence[Commitment],
    *,
    today: date,
    days: WorkingDays,
) -> Iterable[tuple[Expected, MovementSource]]:
    period = Period(today - _LOOK_BACK, today + _LOOK_AHEAD)
    for row in confirmed:
        schedule = commitments.schedule_of(row)
        sign = 1 if row.direction == "in" else -1
        for one in occurrences(schedule, period=period, working_days=days):
            yield (
                Expected(
                    commitment_id=row.id,
                    nominal_on=one.nominal_on,
                    due_on=one.due_on,
                    amount=Money(sign * row.amount_minor, row.currency),
                    variable=row.variable,
                    cadence_days=cadence_length_days(schedule.cadence),
                    name=row.name,
                    account_id=row.account_id,
                ),
                MovementSource.COMMITMENT,
            )
    for item in planned.planned_items():
        if item.planned_on in period:
            yield (
                Expected(
                    commitment_id=item.id,
                    nominal_on=item.planned_on,
                    due_on=item.planned_on,
                    amount=Money(item.amount_minor, item.currency),
                    variable=False,
                    cadence_days=_ONE_MONTH,
                    name=item.name,
                    account_id=item.account_id,
                ),
                MovementSource.PLANNED,
            )
    for plan in planned.payment_plans():
        for instalment in plans.instalments_of(plan):
            if instalment.on in period:
                yield (
                    Expected(
                        commitment_id=plan.id,
                        nominal_on=instalment.on,
                        due_on=instalment.on,
                        amount=-instalment.amount,
                        variable=False,
                        cadence_days=_ONE_MONTH * plan.interval_months,
                        name=plan.name,
                        account_id=plan.account_id,
                    ),
                    MovementSource.PLAN,
                )


def _standings(
    expected: Sequence[tuple[Expected, MovementSource]],
    *,
    payments: Sequence[Payment],
    skipped: set[tuple[UUID, date]],
    today: date,
) -> list[Expectation]:
    owed = [one for one, _ in expected if one.key not in skipped]
    paid: dict[tuple[UUID, date], Assignment] = {
        assignment.expected.key: assignment
        for assignment in assign(expected=owed, payments=payments)
    }
    expectations: list[Expectation] = []
    for one, source in expected:
        assignment = paid.get(one.key)
        state = standing(
            expected=one, assignment=assignment, skipped=one.key in skipped, today=today
        )
        expectations.append(
            Expectation(
                expected=one,
                source=source,
                status=state.status,
                owed=state.owed,
                owed_on=state.owed_on,
                is_late=state.is_late,
                payment_id=assignment.payment.id if assignment else None,
            )
        )
    return expectations


def _payments(session: Session, *, household_id: UUID, since: date) -> list[Payment]:
    rows = TransactionRepository(session, household_id=household_id).since(since)
    return [_payment(row) for row in rows if row.amount_minor]


def _payment(row: Transaction) -> Payment:
    return Payment(
        id=row.id,
        account_id=row.account_id,
        booked_on=row.booked_on,
        amount=Money(row.amount_minor, row.currency),
        description=row.description,
        merchant=row.merchant,
        pending=row.status == PENDING,
    )


def _card_outlook(
    row: Account,
    *,
    pending_minor: int,
    paid_minor: int,
    setting: CardRepayment | None,
    is_foreign: bool,
    spending: Sequence[Movement],
    today: date,
    days: WorkingDays,
) -> CardOutlook:
    if is_foreign:
        # Two currencies never add: such a card is shown, and stands outside the figure.
        return CardOutlook(
            account=row,
            owed=Money(-row.current_minor, row.currency),
            repayments=(),
            pay_from_account_id=None,
            is_assumed=setting is None,
            missing="It is in another currency.",
        )
    nothing = Money.zero(row.currency)
    owed = max(Money(-row.current_minor - pending_minor, row.currency), nothing)
    plan = card_repayments.repayment_plan_of(setting, currency=row.currency)
    state = cards.CardState(
        owed=owed,
        last_statement_balance=_money(row.last_statement_balance_minor, row.currency),
        last_statement_on=row.last_statement_on,
        payment_due=_money(row.payment_due_minor, row.currency),
        payment_due_on=row.payment_due_on,
        payments_since_statement=Money(paid_minor, row.currency),
    )
    due = cards.repayments(
        card=state,
        plan=plan,
        commitments_on_card=spending,
        period=Period(today, today + _LOOK_AHEAD),
        working_days=days,
        today=today,
    )
    return CardOutlook(
        account=row,
        owed=Money(-row.current_minor, row.currency),
        repayments=due,
        pay_from_account_id=setting.pay_from_account_id if setting else None,
        is_assumed=setting is None,
        missing=(
            None
            if due or not owed
            else "Say on which day its statement comes and on which it is paid."
        ),
    )


def _money(minor: int | None, currency: str) -> Money | None:
    return None if minor is None else Money(minor, currency)
