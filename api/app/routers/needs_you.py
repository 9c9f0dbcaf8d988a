"""What waits for the person, and their word on it."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter

from app.domain.errors import InvalidInputError
from app.routers.dependencies import ClockDep, SessionDep, SignedInDep, TodayDep
from app.routers.problems import problems
from app.routers.recording import KEEPS_FIGURE
from app.schemas import needs_you as bodies
from app.services.feed import mandates, settlements
from app.services.household.people import NotSignedInError
from app.services.needs import needs_you
from app.services.needs.need import Need

router = APIRouter(tags=["needs you"], dependencies=[KEEPS_FIGURE])


@router.get("/needs-you", responses=problems(NotSignedInError))
def list_needs(
    session: SessionDep, signed_in: SignedInDep, today: TodayDep, clock: ClockDep
) -> list[bodies.NeedOut]:
    """What only the person can settle, most urgent first."""
    return [
        _need_out(need)
        for need in needs_you.needs_you(session, signed_in=signed_in, today=today, now=clock.now())
    ]


def _need_out(need: Need) -> bodies.NeedOut:
    rows = [need.transaction] if need.transaction else []
    shown = [
        {
            "id": row.id,
            "date": row.booked_on,
            "description": row.description,
            "merchant": row.merchant,
            "amount": row.amount_minor,
            "currency": row.currency,
            "status": row.status,
        }
        for row in (*rows, *need.candidates)
    ]
    return bodies.NeedOut.model_validate(
        {
            "kind": need.kind,
            "subject_id": need.subject_id,
            "title": need.title,
            "detail": need.detail,
            "since": need.since,
            "account_id": need.account.id if need.account else None,
            "account_name": need.account.name if need.account else None,
            "connection_id": need.connection.id if need.connection else None,
            "commitment": _commitment(need),
            "transaction": shown[0] if rows else None,
            "candidates": shown[len(rows) :],
        }
    )


def _commitment(need: Need) -> dict[str, object] | None:
    row = need.commitment
    if row is None:
        return None
    return {
        "id": row.id,
        "name": row.name,
        "direction": row.direction,
        "amount": row.amount_minor,
        "currency": row.currency,
        "variable": row.variable,
        "cadence": row.cadence,
        "next_date": row.next_date,
        "status": row.status,
        "confidence": None if row.confidence is None else row.confidence / 100,
        "why": row.why,
    }


@router.post(
    "/banking/mandates/{mandate_id}/dismiss",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems(NotSignedInError, mandates.MandateUnknownError),
)
def dismiss_mandate(
    mandate_id: UUID, session: SessionDep, signed_in: SignedInDep, clock: ClockDep
) -> None:
    """Say that nothing is expected of a mandate the bank lists."""
    mandates.dismiss(session, signed_in=signed_in, mandate_id=mandate_id, now=clock.now())


@router.delete(
    "/banking/mandates/{mandate_id}/dismiss",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems(NotSignedInError, mandates.MandateUnknownError),
)
def undismiss_mandate(mandate_id: UUID, session: SessionDep, signed_in: SignedInDep) -> None:
    """Take that back."""
    mandates.dismiss(session, signed_in=signed_in, mandate_id=mandate_id, now=None)


@router.post(
    "/banking/questions/{question_id}/answer",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems(NotSignedInError, settlements.QuestionUnknownError, InvalidInputError),
)
def answer_question(
    question_id: UUID,
    body: bodies.AnswerIn,
    session: SessionDep,
    signed_in: SignedInDep,
    clock: ClockDep,
) -> None:
    """Say which booked row a payment is, or that it is another."""
    settlements.answer(
        session,
        household_id=signed_in.household.id,
        question_id=question_id,
        same_as=body.same_as,
        now=clock.now(),
    )


@router.delete(
    "/banking/questions/{question_id}/answer",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems(NotSignedInError, settlements.QuestionUnknownError),
)
def take_back_answer(question_id: UUID, session: SessionDep, signed_in: SignedInDep) -> None:
    """Undo an answer."""
    settlements.take_back(session, household_id=signed_in.household.id, question_id=question_id)
