"""Instalments among the rows being sorted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.spending.categories import Category
from app.domain.spending.entries import Kind, Source
from app.domain.spending.plan_payments import Outflow, PlanInstalment, payments_of_plans
from app.repositories.planning import PlanningRepository
from app.repositories.sorting import Decided, SortingRepository, Stored
from app.services.figures import plans

_AROUND = timedelta(days=10)
_CONFIDENCE = 85


def mark(
    session: Session, *, household_id: UUID, decided: Sequence[tuple[Stored, Decided]]
) -> list[tuple[Stored, Decided]]:
    """Return the decisions, payments of a plan whose purchase counts by itself left out."""
    instalments = _instalments(session, household_id=household_id)
    if not instalments or not decided:
        return list(decided)
    paid = _paid(session, instalments, decided, household_id=household_id)
    return [
        (
            row,
            replace(
                after,
                kind=Kind.CARD_REPAYMENT,
                kind_source=Source.PLAN,
                category=Category.TRANSFER,
                category_source=Source.PLAN,
                confidence=_CONFIDENCE,
                is_split=False,
            )
            if row.entry.id in paid
            else after,
        )
        for row, after in decided
    ]


def _instalments(session: Session, *, household_id: UUID) -> list[PlanInstalment]:
    return [
        PlanInstalment(
            plan_id=plan.id,
            on=one.on,
            amount_minor=one.amount.minor,
            account_id=plan.account_id,
            purchase_id=plan.purchase_transaction_id,
        )
        for plan in PlanningRepository(session, household_id=household_id).payment_plans()
        if plan.purchase_transaction_id is not None
        for one in plans.still_to_pay(plan)
    ]


def _paid(
    session: Session,
    instalments: Sequence[PlanInstalment],
    decided: Sequence[tuple[Stored, Decided]],
    *,
    household_id: UUID,
) -> set[UUID]:
    here = {row.entry.id for row, _ in decided}
    marked = SortingRepository(session, household_id=household_id).marked_as(
        Source.PLAN,
        first=min(one.on for one in instalments) - _AROUND,
        last=max(one.on for one in instalments) + _AROUND,
    )
    before = [row for row in marked if row.entry.id not in here]
    candidates = [
        row
        for row, after in decided
        if after.kind == Kind.SPENDING and after.kind_source != Source.PERSON
    ]
    return (
        payments_of_plans(
            [
                Outflow(
                    id=row.entry.id,
                    account_id=row.entry.account_id,
                    on=row.entry.booked_on,
                    amount_minor=-row.entry.amount.minor,
                )
                for row in (*before, *candidates)
            ],
            instalments=instalments,
            before={row.entry.id for row in before},
        )
        & here
    )
