"""Each date and amount a household expects, from what it was told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from uuid import UUID

from app.domain.calendar import Period, WorkingDays
from app.domain.cash_pool import Movement, MovementSource
from app.domain.commitments.match import (
    Assignment,
    Expected,
    OccurrenceKey,
    OccurrenceState,
    Payment,
    Status,
    assign,
    standing,
)
from app.domain.commitments.schedule import cadence_length_days, occurrences
from app.domain.money import Money
from app.models.banking import Transaction
from app.models.planning import Commitment, Goal, PaymentPlan, PlannedItem
from app.repositories.banking import PENDING
from app.services.commitments import commitments
from app.services.commitments.following import amount_on
from app.services.figures import goal_plans, plans

_ONE_MONTH = 30
# How far back an occurrence can matter: its grace, and the payment that came early for it.
LOOK_BACK = timedelta(days=45)
LOOK_AHEAD = timedelta(days=400)


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
    is_suggested: bool = False
    is_told: bool = False
    """The person said that it was paid."""
    paid_on: date | None = None
    paid: Money | None = None

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
            is_suggested=self.is_suggested,
            is_estimate=self.expected.variable,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a household told, or confirmed, of what is to come."""

    commitments: Sequence[Commitment]
    items: Sequence[PlannedItem]
    plans: Sequence[PaymentPlan]
    goals: Sequence[Goal]


type Sourced = tuple[Expected, MovementSource]


def expected_of(told: Told, *, today: date, days: WorkingDays) -> list[Sourced]:
    """Return all that is expected, of late and for the year to come."""
    period = Period(today - LOOK_BACK, today + LOOK_AHEAD)
    return [
        *(
            (one, MovementSource.COMMITMENT)
            for row in told.commitments
            for one in occurrences_in(row, period=period, days=days)
        ),
        *(
            (_of_item(item), MovementSource.PLANNED)
            for item in told.items
            if item.planned_on in period
        ),
        *((one, MovementSource.PLAN) for plan in told.plans for one in _of_plan(plan, period)),
        *(
            (one, MovementSource.GOAL)
            for goal in told.goals
            for one in _of_goal(goal, period, today)
        ),
    ]


def occurrences_in(row: Commitment, *, period: Period, days: WorkingDays) -> Iterator[Expected]:
    """Yield what the commitment expects in the period."""
    schedule = commitments.schedule_of(row)
    sign = 1 if row.direction == "in" else -1
    for one in occurrences(schedule, period=period, working_days=days):
        yield Expected(
            commitment_id=row.id,
            nominal_on=one.nominal_on,
            due_on=one.due_on,
            amount=Money(sign * amount_on(row, one.nominal_on), row.currency),
            variable=row.variable,
            cadence_days=cadence_length_days(schedule.cadence),
            name=row.name,
            match_texts=tuple(row.match_texts),
            account_id=row.account_id,
        )


def standings(
    expected: Sequence[Sourced],
    *,
    payments: Sequence[Payment],
    skipped: AbstractSet[OccurrenceKey],
    today: date,
    is_suggested: bool = False,
    told_paid: AbstractSet[OccurrenceKey] = frozenset(),
    paid_by: Mapping[UUID, OccurrenceKey] = MappingProxyType({}),
) -> list[Expectation]:
    """Return where each expected thing stands, and which row paid it.

    ``told_paid`` is what the person said was paid, ``paid_by`` the rows they named for it.
    """
    present = {paid_by[payment.id] for payment in payments if payment.id in paid_by}
    settled = told_paid - present
    owed = [one for one, _ in expected if one.key not in skipped and one.key not in settled]
    paid: dict[OccurrenceKey, Assignment] = {
        assignment.expected.key: assignment
        for assignment in assign(expected=owed, payments=payments, decided=paid_by)
    }
    found: list[Expectation] = []
    for one, source in expected:
        assignment = paid.get(one.key)
        state = standing(
            expected=one, assignment=assignment, skipped=one.key in skipped, today=today
        )
        if one.key in settled:
            nothing = Money.zero(one.amount.currency)
            state = OccurrenceState(Status.PAID, nothing, one.due_on, is_late=False)
        found.append(
            Expectation(
                expected=one,
                source=source,
                status=state.status,
                owed=state.owed,
                owed_on=state.owed_on,
                is_late=state.is_late,
                payment_id=assignment.payment.id if assignment else None,
                is_suggested=is_suggested,
                is_told=one.key in told_paid,
                paid_on=assignment.payment.booked_on if assignment else None,
                paid=assignment.payment.amount if assignment else None,
            )
        )
    return found


def payments_of(rows: Iterable[Transaction]) -> list[Payment]:
    """Return bank rows as what may pay something."""
    return [
        Payment(
            id=row.id,
            account_id=row.account_id,
            booked_on=row.booked_on,
            amount=Money(row.amount_minor, row.currency),
            description=row.description,
            merchant=row.merchant,
            pending=row.status == PENDING,
        )
        for row in rows
        if row.amount_minor
    ]


def left_of_plans(told: Told, found: Sequence[Expectation], *, today: date) -> Mapping[UUID, Money]:
    """Return what is left of each running plan's purchase by its id, interest to come left out."""
    owed = {one.expected.key for one in found if one.owed}
    paid = {one.expected.key for one in found if one.status in {Status.PAID, Status.PENDING}}
    return {
        plan.id: plans.outstanding_of(
            plan,
            done=sum(
                (plan.id, one.on) in paid or (one.on < today and (plan.id, one.on) not in owed)
                for one in plans.instalments_of(plan)
            ),
        )
        for plan in told.plans
        if plan.status == plans.ACTIVE
    }


def _of_item(item: PlannedItem) -> Expected:
    return Expected(
        commitment_id=item.id,
        nominal_on=item.planned_on,
        due_on=item.planned_on,
        amount=Money(item.amount_minor, item.currency),
        variable=False,
        cadence_days=_ONE_MONTH,
        name=item.name,
        account_id=item.account_id,
    )


def _of_plan(plan: PaymentPlan, period: Period) -> Iterator[Expected]:
    for instalment in plans.still_to_pay(plan):
        if instalment.on in period:
            yield Expected(
                commitment_id=plan.id,
                nominal_on=instalment.on,
                due_on=instalment.on,
                amount=-instalment.amount,
                variable=False,
                cadence_days=_ONE_MONTH * plan.interval_months,
                name=plan.name,
                account_id=plan.account_id,
            )


def _of_goal(goal: Goal, period: Period, today: date) -> Iterator[Expected]:
    for contribution in goal_plans.contributions_of(goal, today=today):
        if contribution.on in period:
            yield Expected(
                commitment_id=goal.id,
                nominal_on=contribution.on,
                due_on=contribution.on,
                amount=-contribution.amount,
                variable=False,
                cadence_days=_ONE_MONTH,
                name=goal.name,
                account_id=goal.pay_from_account_id,
            )
