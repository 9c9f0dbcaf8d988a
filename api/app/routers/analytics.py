"""What a household expects, and the figure made of it."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter

from app.domain.errors import InvalidInputError
from app.routers.dependencies import ClockDep, SessionDep, SignedInDep, TodayDep
from app.routers.problems import problems
from app.routers.recording import KEEPS_FIGURE
from app.routers.summaries import card_cycle_out, payday_out, repayment_due_out, summary_out
from app.schemas import analytics as bodies
from app.schemas.summary import SummaryOut
from app.services.accounts import accounts
from app.services.commitments.commitments import CommitmentUnknownError
from app.services.figures import card_repayments, expectations, overview, paydays, plans
from app.services.figures.plans import (
    PlannedItemUnknownError,
)
from app.services.household.people import NotSignedInError

router = APIRouter(prefix="/analytics", tags=["analytics"], dependencies=[KEEPS_FIGURE])
_BY_ACCOUNT = problems(NotSignedInError, accounts.AccountUnknownError, InvalidInputError)
_BY_COMMITMENT = problems(NotSignedInError, CommitmentUnknownError, InvalidInputError)


@router.get("/summary", responses=problems(NotSignedInError))
def read_summary(
    session: SessionDep, signed_in: SignedInDep, today: TodayDep, clock: ClockDep
) -> SummaryOut:
    """What is safe to spend until payday, and everything it is made of."""
    return summary_out(
        overview.overview(session, signed_in=signed_in, today=today, now=clock.now())
    )


@router.get("/payday", responses=problems(NotSignedInError))
def read_payday(session: SessionDep, signed_in: SignedInDep, today: TodayDep) -> bodies.PaydayOut:
    """Which incomes end the window, and what is never to be spent."""
    found = paydays.setting(session, signed_in=signed_in, today=today)
    return bodies.PaydayOut(
        commitment_ids=list(found.commitment_ids),
        is_default=found.is_default,
        rule=bodies.PaydayRule.model_validate(found.rule) if found.rule else None,
        buffer=signed_in.household.buffer_minor,
        currency=signed_in.household.currency,
        next=payday_out(found.next) if found.next else None,
        candidates=[
            bodies.PaydayCandidateOut(
                commitment_id=view.row.id,
                name=view.row.name,
                amount=view.row.amount_minor,
                next_date=view.next_due_date,
            )
            for view in found.candidates
        ],
        proposals=[_proposal_out(proposal) for proposal in found.proposals],
    )


def _proposal_out(proposal: paydays.PaydayProposal) -> bodies.PaydayProposalOut:
    row = proposal.view.row
    return bodies.PaydayProposalOut.model_validate(
        {
            "commitment_id": row.id,
            "name": row.name,
            "status": row.status,
            "amount": row.amount_minor,
            "variable": row.variable,
            "cadence": row.cadence,
            "shift": row.shift,
            "next_date": proposal.view.next_due_date,
            "confidence": None if row.confidence is None else row.confidence / 100,
            "evidence": [payment.transaction_id for payment in proposal.view.payments],
            "sentence": proposal.sentence,
            "is_universal_credit": proposal.is_universal_credit,
            "is_recommended": proposal.is_recommended,
        }
    )


@router.put("/payday", responses=_BY_COMMITMENT)
def choose_payday(
    body: bodies.PaydayIn,
    session: SessionDep,
    signed_in: SignedInDep,
    today: TodayDep,
) -> bodies.PaydayOut:
    """Choose the incomes that end the window, and the buffer."""
    paydays.choose(
        session,
        signed_in=signed_in,
        commitment_ids=body.commitment_ids,
        rule=body.rule.model_dump(mode="json") if body.rule else None,
        buffer_minor=body.buffer,
        today=today,
    )
    return read_payday(session, signed_in, today)


@router.get("/planned-items", responses=problems(NotSignedInError))
def list_planned_items(session: SessionDep, signed_in: SignedInDep) -> list[bodies.PlannedItemOut]:
    """One-off costs and incomes, by date."""
    return [_item_out(row) for row in plans.planned_items(session, signed_in=signed_in)]


@router.post("/planned-items", status_code=HTTPStatus.CREATED, responses=_BY_ACCOUNT)
def add_planned_item(
    body: bodies.PlannedItemIn, session: SessionDep, signed_in: SignedInDep
) -> bodies.PlannedItemOut:
    """Add a one-off cost (negative) or income (positive)."""
    return _item_out(plans.add_planned_item(session, signed_in=signed_in, given=body.model_dump()))


@router.patch(
    "/planned-items/{item_id}",
    responses=problems(NotSignedInError, PlannedItemUnknownError, accounts.AccountUnknownError),
)
def change_planned_item(
    item_id: UUID, body: bodies.PlannedItemPatch, session: SessionDep, signed_in: SignedInDep
) -> bodies.PlannedItemOut:
    """Change a planned item."""
    return _item_out(
        plans.change_planned_item(
            session,
            signed_in=signed_in,
            item_id=item_id,
            changes=bodies.changes_of(body, nullable={"account_id"}),
        )
    )


@router.delete(
    "/planned-items/{item_id}",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems(NotSignedInError, PlannedItemUnknownError),
)
def delete_planned_item(item_id: UUID, session: SessionDep, signed_in: SignedInDep) -> None:
    """Delete a planned item."""
    plans.delete_planned_item(session, signed_in=signed_in, item_id=item_id)


@router.get("/cards/{account_id}/repayment", responses=_BY_ACCOUNT)
def read_card_repayment(
    account_id: UUID, session: SessionDep, signed_in: SignedInDep, today: TodayDep
) -> bodies.RepaymentOut:
    """How a card gets paid, and what leaves next."""
    row = card_repayments.card_repayment(session, signed_in=signed_in, account_id=account_id)
    outlook = expectations.outlook(session, signed_in=signed_in, today=today)
    card = expectations.card_of_account(outlook, account_id)
    return bodies.RepaymentOut.model_validate(
        {
            "account_id": account_id,
            "currency": card.account.currency,
            "plan": row.plan if row else "full",
            "is_assumed": row is None,
            "amount": row.amount_minor if row else None,
            "instalments": row.instalments if row else None,
            "apr": row.apr if row else None,
            "statement_day": row.statement_day if row else None,
            "due_day": row.due_day if row else None,
            "pay_from_account_id": row.pay_from_account_id if row else None,
            "repayments": [repayment_due_out(repayment) for repayment in card.repayments],
            "missing": card.missing,
            "cycle": card_cycle_out(card),
        }
    )


@router.put("/cards/{account_id}/repayment", responses=_BY_ACCOUNT)
def choose_card_repayment(
    account_id: UUID,
    body: bodies.RepaymentIn,
    session: SessionDep,
    signed_in: SignedInDep,
    today: TodayDep,
) -> bodies.RepaymentOut:
    """Say how a card gets paid."""
    card_repayments.save_card_repayment(
        session, signed_in=signed_in, account_id=account_id, given=body.model_dump()
    )
    expectations.decide_pay_down(session, signed_in=signed_in, account_id=account_id, today=today)
    return read_card_repayment(account_id, session, signed_in, today)


def _item_out(row: plans.PlannedItemRow) -> bodies.PlannedItemOut:
    return bodies.PlannedItemOut(
        id=row.id,
        name=row.name,
        amount=row.amount_minor,
        currency=row.currency,
        date=row.planned_on,
        account_id=row.account_id,
    )
