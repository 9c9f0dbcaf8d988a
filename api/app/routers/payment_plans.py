"""Purchases split into instalments: made, changed, settled early, cancelled."""

import datetime as dt
from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter

from app.domain.errors import InvalidInputError
from app.routers.dependencies import SessionDep, SignedInDep, TodayDep
from app.routers.problems import problems
from app.routers.recording import KEEPS_FIGURE
from app.schemas import analytics as bodies
from app.schemas.analytics import PaymentPlanOut
from app.schemas.goals import CancellationIn, SettlementIn
from app.services.accounts import accounts
from app.services.figures import plans
from app.services.figures.plans import (
    PaymentPlanEndedError,
    PaymentPlanUnknownError,
    PurchaseUnknownError,
)
from app.services.household.people import NotSignedInError

router = APIRouter(
    prefix="/analytics/payment-plans", tags=["analytics"], dependencies=[KEEPS_FIGURE]
)
_BY_ACCOUNT = problems(NotSignedInError, accounts.AccountUnknownError, InvalidInputError)
_BY_PLAN = problems(
    NotSignedInError, PaymentPlanUnknownError, PaymentPlanEndedError, InvalidInputError
)


@router.get("", responses=problems(NotSignedInError))
def list_payment_plans(
    session: SessionDep, signed_in: SignedInDep, today: TodayDep
) -> list[PaymentPlanOut]:
    """Purchases split into instalments."""
    return [plan_out(row, today=today) for row in plans.payment_plans(session, signed_in=signed_in)]


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        NotSignedInError,
        accounts.AccountUnknownError,
        PurchaseUnknownError,
        InvalidInputError,
    ),
)
def add_payment_plan(
    body: bodies.PaymentPlanIn, session: SessionDep, signed_in: SignedInDep, today: TodayDep
) -> PaymentPlanOut:
    """Split a purchase into instalments."""
    row = plans.save_payment_plan(
        session, signed_in=signed_in, given=body.model_dump(), plan_id=None
    )
    return plan_out(row, today=today)


@router.patch(
    "/{plan_id}",
    responses=problems(
        NotSignedInError, PaymentPlanUnknownError, accounts.AccountUnknownError, InvalidInputError
    ),
)
def change_payment_plan(
    plan_id: UUID,
    body: bodies.PaymentPlanPatch,
    session: SessionDep,
    signed_in: SignedInDep,
    today: TodayDep,
) -> PaymentPlanOut:
    """Change a payment plan."""
    row = plans.save_payment_plan(
        session,
        signed_in=signed_in,
        given=bodies.changes_of(body, nullable={"account_id", "apr"}),
        plan_id=plan_id,
    )
    return plan_out(row, today=today)


@router.delete(
    "/{plan_id}",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems(NotSignedInError, PaymentPlanUnknownError),
)
def delete_payment_plan(plan_id: UUID, session: SessionDep, signed_in: SignedInDep) -> None:
    """Delete a payment plan."""
    plans.delete_payment_plan(session, signed_in=signed_in, plan_id=plan_id)


@router.post("/{plan_id}/settle", responses=_BY_PLAN)
def settle_payment_plan(
    plan_id: UUID,
    session: SessionDep,
    signed_in: SignedInDep,
    today: TodayDep,
    body: SettlementIn | None = None,
) -> PaymentPlanOut:
    """Pay what is left of a plan at once."""
    given = body or SettlementIn()
    row = plans.end_payment_plan(
        session,
        signed_in=signed_in,
        plan_id=plan_id,
        on=given.date or today,
        is_settled=True,
        amount_minor=given.amount,
    )
    return plan_out(row, today=today)


@router.post("/{plan_id}/cancel", responses=_BY_PLAN)
def cancel_payment_plan(
    plan_id: UUID,
    session: SessionDep,
    signed_in: SignedInDep,
    today: TodayDep,
    body: CancellationIn | None = None,
) -> PaymentPlanOut:
    """End a plan: nothing of it is paid any more."""
    given = body or CancellationIn()
    row = plans.end_payment_plan(
        session, signed_in=signed_in, plan_id=plan_id, on=given.date or today, is_settled=False
    )
    return plan_out(row, today=today)


@router.post("/{plan_id}/resume", responses=_BY_PLAN)
def resume_payment_plan(
    plan_id: UUID, session: SessionDep, signed_in: SignedInDep, today: TodayDep
) -> PaymentPlanOut:
    """Take back the end of a plan."""
    return plan_out(
        plans.resume_payment_plan(session, signed_in=signed_in, plan_id=plan_id), today=today
    )


def plan_out(row: plans.PaymentPlanRow, *, today: dt.date) -> bodies.PaymentPlanOut:
    """Return a plan's body."""
    return bodies.PaymentPlanOut(
        id=row.id,
        name=row.name,
        total=row.total_minor,
        currency=row.currency,
        instalments=row.instalments,
        first_date=row.first_date,
        interval_months=row.interval_months,
        apr=None if row.apr is None else float(row.apr),
        account_id=row.account_id,
        purchase_transaction_id=row.purchase_transaction_id,
        schedule=[
            bodies.InstalmentOut(date=one.on, amount=one.amount.minor)
            for one in plans.still_to_pay(row)
        ],
        status=row.status,
        ended_on=row.ended_on,
        settles_for=(
            plans.settles_for(row, on=today).minor if row.status == plans.ACTIVE else None
        ),
    )
