"""What became of one expected thing, by the person's word."""

import datetime as dt
from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter

from app.domain.errors import InvalidInputError
from app.routers.dependencies import SessionDep, SignedInDep, TodayDep
from app.routers.problems import problems
from app.routers.recording import KEEPS_FIGURE
from app.schemas import telling as bodies
from app.services.accounts.transactions import TransactionUnknownError
from app.services.figures import telling
from app.services.figures.telling import NothingExpectedError
from app.services.household.people import NotSignedInError

router = APIRouter(
    prefix="/analytics/expected/{expected_id}/{date}",
    tags=["commitments"],
    dependencies=[KEEPS_FIGURE],
)
_ERRORS = problems(
    NotSignedInError, NothingExpectedError, TransactionUnknownError, InvalidInputError
)


@router.get("/candidates", responses=problems(NotSignedInError, NothingExpectedError))
def list_candidates(
    expected_id: UUID, date: dt.date, session: SessionDep, signed_in: SignedInDep, today: TodayDep
) -> list[bodies.CandidateOut]:
    """Rows that may have paid what was expected on that nominal date, the likeliest first."""
    return [
        bodies.CandidateOut(
            id=row.id,
            date=row.booked_on,
            description=row.description,
            merchant=row.merchant,
            amount=row.amount_minor,
            currency=row.currency,
            account_id=row.account_id,
        )
        for row in telling.candidates(
            session, signed_in=signed_in, subject_id=expected_id, nominal_on=date, today=today
        )
    ]


@router.put("", status_code=HTTPStatus.NO_CONTENT, responses=_ERRORS)
def say_what_became_of_it(
    expected_id: UUID,
    date: dt.date,
    body: bodies.ToldIn,
    session: SessionDep,
    signed_in: SignedInDep,
    today: TodayDep,
) -> None:
    """Say that it was paid, by which row if one shows it, or that it was left out.

    ``expected_id`` is a commitment's, a planned item's, a payment plan's or a goal's; ``date``
    is nominal.
    """
    telling.tell(
        session,
        signed_in=signed_in,
        subject_id=expected_id,
        nominal_on=date,
        word=body.word,
        transaction_id=body.transaction_id,
        today=today,
    )


@router.delete(
    "",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems(NotSignedInError, NothingExpectedError),
)
def take_back_what_was_said(
    expected_id: UUID, date: dt.date, session: SessionDep, signed_in: SignedInDep
) -> None:
    """Take back what was said of it."""
    telling.take_back(session, signed_in=signed_in, subject_id=expected_id, nominal_on=date)
