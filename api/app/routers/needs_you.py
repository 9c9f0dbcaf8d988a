"""What waits for the person, and their word on it."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter

from app.domain.errors import InvalidInputError
from app.routers.dependencies import ClockDep, SessionDep, SignedInDep
from app.routers.problems import problems
from app.schemas import needs_you as bodies
from app.services import needs_you, settlements
from app.services.needs_you import Need
from app.services.people import NotSignedInError

router = APIRouter(tags=["needs you"])


@router.get("/needs-you", responses=problems(NotSignedInError))
def list_needs(
    session: SessionDep, signed_in: SignedInDep, clock: ClockDep
) -> list[bodies.NeedOut]:
    """What only the person can settle, most urgent first."""
    return [
        _need_out(need)
        for need in needs_you.needs_you(
            session, household_id=signed_in.household.id, now=clock.now()
        )
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
            "transaction": shown[0] if rows else None,
            "candidates": shown[len(rows) :],
        }
    )


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
