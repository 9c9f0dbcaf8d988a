"""What a household expects, and the figure made of it."""

import datetime as dt
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
from app.services import (
    accounts,
    card_repayments,
    commitments,
    expectations,
    overview,
    paydays,
    plans,
)
from app.services.commitments import CommitmentUnknownError, NoSuchOccurrenceError
from app.services.people import NotSignedInError
from app.services.plans import (
    PlannedItemUnknownError,
)

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


@router.get("/commitments", responses=problems(NotSignedInError))
def list_commitments(
    session: SessionDep, signed_in: SignedInDep, today: TodayDep
) -> list[bodies.CommitmentOut]:
    """The household's recurring and one-off incomes and bills."""
    return [
        _commitment_out(view)
        for view in commitments.commitments(session, signed_in=signed_in, today=today)
    ]


@router.post("/commitments", status_code=HTTPStatus.CREATED, responses=_BY_ACCOUNT)
def add_commitment(
    body: bodies.CommitmentIn, session: SessionDep, signed_in: SignedInDep, today: TodayDep
) -> bodies.CommitmentOut:
    """Add a commitment by hand; it is confirmed unless it says otherwise."""
    row = commitments.add_commitment(session, signed_in=signed_in, given=body.model_dump())
    return _commitment_out(commitments.view_of(row, signed_in=signed_in, today=today))


@router.patch("/commitments/{commitment_id}", responses=_BY_COMMITMENT)
def change_commitment(
    commitment_id: UUID,
    body: bodies.CommitmentPatch,
    session: SessionDep,
    signed_in: SignedInDep,
    today: TodayDep,
) -> bodies.CommitmentOut:
    """Change a commitment, or confirm, reject, pause or end it."""
    row = commitments.change_commitment(
        session,
        signed_in=signed_in,
        commitment_id=commitment_id,
        changes=bodies.changes_of(body, nullable={"account_id", "ends_on"}),
    )
    return _commitment_out(commitments.view_of(row, signed_in=signed_in, today=today))


@router.delete(
    "/commitments/{commitment_id}",
    status_code=HTTPStatus.NO_CONTENT,
    responses=_BY_COMMITMENT,
)
def delete_commitment(commitment_id: UUID, session: SessionDep, signed_in: SignedInDep) -> None:
    """Delete a commitment."""
    commitments.delete_commitment(session, signed_in=signed_in, commitment_id=commitment_id)


@router.get("/commitments/{commitment_id}/occurrences", responses=_BY_COMMITMENT)
def list_occurrences(
    commitment_id: UUID, session: SessionDep, signed_in: SignedInDep, today: TodayDep
) -> list[bodies.OccurrenceOut]:
    """A commitment's occurrences of late and of the coming year, each where it stands."""
    found = expectations.occurrences_of(
        session, signed_in=signed_in, commitment_id=commitment_id, today=today
    )
    return [
        bodies.OccurrenceOut(
            date=one.expected.nominal_on,
            due_date=one.expected.due_on,
            amount=one.expected.amount.minor,
            status=one.status.value,
            transaction_id=one.payment_id,
        )
        for one in found
    ]


@router.post(
    "/commitments/{commitment_id}/occurrences/{date}/skip",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems(NotSignedInError, CommitmentUnknownError, NoSuchOccurrenceError),
)
def skip_occurrence(
    commitment_id: UUID,
    date: dt.date,
    session: SessionDep,
    signed_in: SignedInDep,
    today: TodayDep,
) -> None:
    """Skip the occurrence of that nominal date; later ones stay."""
    commitments.skip_occurrence(
        session,
        signed_in=signed_in,
        commitment_id=commitment_id,
        nominal_on=date,
        is_skipped=True,
        today=today,
    )


@router.delete(
    "/commitments/{commitment_id}/occurrences/{date}/skip",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems(NotSignedInError, CommitmentUnknownError, NoSuchOccurrenceError),
)
def unskip_occurrence(
    commitment_id: UUID,
    date: dt.date,
    session: SessionDep,
    signed_in: SignedInDep,
    today: TodayDep,
) -> None:
    """Take back a skip."""
    commitments.skip_occurrence(
        session,
        signed_in=signed_in,
        commitment_id=commitment_id,
        nominal_on=date,
        is_skipped=False,
        today=today,
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
    )


@router.put("/payday", responses=_BY_COMMITMENT)
def choose_payday(
    body: bodies.PaydayIn, session: SessionDep, signed_in: SignedInDep, today: TodayDep
) -> bodies.PaydayOut:
    """Choose the incomes that end the window, and the buffer."""
    paydays.choose(
        session,
        signed_in=signed_in,
        commitment_ids=body.commitment_ids,
        rule=body.rule.model_dump(mode="json") if body.rule else None,
        buffer_minor=body.buffer,
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


def _commitment_out(view: commitments.CommitmentView) -> bodies.CommitmentOut:
    row = view.row
    return bodies.CommitmentOut.model_validate(
        {
            "id": row.id,
            "name": row.name,
            "direction": row.direction,
            "amount": row.amount_minor,
            "currency": row.currency,
            "variable": row.variable,
            "cadence": row.cadence,
            "next_date": row.next_date,
            "next_due_date": view.next_due_date,
            "shift": row.shift,
            "ends_on": row.ends_on,
            "account_id": row.account_id,
            "status": row.status,
            "confidence": None,
            "evidence": [],
            "price_steps": [],
            "is_payday": row.is_payday,
            "yearly_amount": view.yearly_amount,
        }
    )


def _item_out(row: plans.PlannedItemRow) -> bodies.PlannedItemOut:
    return bodies.PlannedItemOut(
        id=row.id,
        name=row.name,
        amount=row.amount_minor,
        currency=row.currency,
        date=row.planned_on,
        account_id=row.account_id,
    )
