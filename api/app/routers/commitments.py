"""Commitments: found, entered, decided on, and where each of their occurrences stands."""

import datetime as dt
from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter

from app.domain.errors import InvalidInputError
from app.routers.dependencies import SessionDep, SignedInDep, TodayDep
from app.routers.problems import problems
from app.routers.recording import KEEPS_FIGURE
from app.schemas import commitments as bodies
from app.schemas.analytics import changes_of
from app.services.accounts import accounts
from app.services.accounts.transactions import TransactionUnknownError
from app.services.commitments import commitments, detecting, series_edits
from app.services.commitments.commitments import (
    CommitmentUnknownError,
    CommitmentView,
    NoSuchOccurrenceError,
    NoSuchStepError,
)
from app.services.figures import expectations
from app.services.figures.expectations import Expectation
from app.services.household.people import NotSignedInError

router = APIRouter(tags=["commitments"], dependencies=[KEEPS_FIGURE])
_COMMITMENTS = "/analytics/commitments"
_ONE = f"{_COMMITMENTS}/{{commitment_id}}"
_BY_COMMITMENT = problems(NotSignedInError, CommitmentUnknownError, InvalidInputError)


@router.get(_COMMITMENTS, responses=problems(NotSignedInError))
def list_commitments(
    session: SessionDep, signed_in: SignedInDep, today: TodayDep
) -> list[bodies.CommitmentOut]:
    """The household's recurring and one-off incomes and bills, suggested ones included."""
    return [
        commitment_out(view)
        for view in commitments.commitments(session, signed_in=signed_in, today=today)
    ]


@router.post(
    _COMMITMENTS,
    status_code=HTTPStatus.CREATED,
    responses=problems(NotSignedInError, accounts.AccountUnknownError, InvalidInputError),
)
def add_commitment(
    body: bodies.CommitmentIn, session: SessionDep, signed_in: SignedInDep, today: TodayDep
) -> bodies.CommitmentOut:
    """Add a commitment by hand; it is confirmed unless it says otherwise."""
    row = commitments.add_commitment(
        session, signed_in=signed_in, given=body.model_dump(), today=today
    )
    return commitment_out(commitments.view_of(row, signed_in=signed_in, today=today))


@router.post(f"{_COMMITMENTS}/detect", responses=problems(NotSignedInError))
def detect_commitments(
    session: SessionDep, signed_in: SignedInDep, today: TodayDep
) -> bodies.DetectionOut:
    """Look for commitments now; it happens by itself after each sync that brought news."""
    return bodies.DetectionOut.model_validate(
        detecting.detect(session, household=signed_in.household, today=today)
    )


@router.get(_ONE, responses=_BY_COMMITMENT)
def read_commitment(
    commitment_id: UUID, session: SessionDep, signed_in: SignedInDep, today: TodayDep
) -> bodies.CommitmentOut:
    """One commitment with all its payments."""
    return commitment_out(
        commitments.seen(session, signed_in=signed_in, commitment_id=commitment_id, today=today)
    )


@router.patch(_ONE, responses=_BY_COMMITMENT)
def change_commitment(
    commitment_id: UUID,
    body: bodies.CommitmentPatch,
    session: SessionDep,
    signed_in: SignedInDep,
    today: TodayDep,
) -> bodies.CommitmentOut:
    """Change a commitment, or confirm, reject, pause or end it; ``suggested`` takes that back."""
    row = commitments.change_commitment(
        session,
        signed_in=signed_in,
        commitment_id=commitment_id,
        changes=changes_of(body, nullable={"account_id", "ends_on"}),
        today=today,
    )
    return commitment_out(commitments.with_payments(session, row, signed_in=signed_in, today=today))


@router.delete(_ONE, status_code=HTTPStatus.NO_CONTENT, responses=_BY_COMMITMENT)
def delete_commitment(
    commitment_id: UUID, session: SessionDep, signed_in: SignedInDep, today: TodayDep
) -> None:
    """Delete a commitment; it is not found again."""
    commitments.delete_commitment(
        session, signed_in=signed_in, commitment_id=commitment_id, today=today
    )


@router.post(f"{_ONE}/merge", responses=_BY_COMMITMENT)
def merge_commitments(
    commitment_id: UUID,
    body: bodies.MergeIn,
    session: SessionDep,
    signed_in: SignedInDep,
    today: TodayDep,
) -> bodies.CommitmentOut:
    """Make another commitment's payments this one's, and let the other go."""
    row = series_edits.merge(
        session,
        signed_in=signed_in,
        commitment_id=commitment_id,
        other_id=body.commitment_id,
        today=today,
    )
    return commitment_out(commitments.with_payments(session, row, signed_in=signed_in, today=today))


@router.post(f"{_ONE}/split", status_code=HTTPStatus.CREATED, responses=_BY_COMMITMENT)
def split_commitment(
    commitment_id: UUID,
    body: bodies.SplitIn,
    session: SessionDep,
    signed_in: SignedInDep,
    today: TodayDep,
) -> bodies.CommitmentOut:
    """Make some of a commitment's payments another commitment, which is the answer."""
    row = series_edits.split(
        session,
        signed_in=signed_in,
        commitment_id=commitment_id,
        transaction_ids=body.transaction_ids,
        today=today,
    )
    return commitment_out(commitments.with_payments(session, row, signed_in=signed_in, today=today))


@router.post(
    "/banking/transactions/{transaction_id}/recurring",
    status_code=HTTPStatus.CREATED,
    responses=problems(NotSignedInError, TransactionUnknownError, InvalidInputError),
)
def mark_recurring(
    transaction_id: UUID,
    session: SessionDep,
    signed_in: SignedInDep,
    today: TodayDep,
    body: bodies.RecurringIn | None = None,
) -> bodies.CommitmentOut:
    """Make a commitment of a payment; the rest of its series is found from it."""
    row = series_edits.mark_recurring(
        session,
        signed_in=signed_in,
        transaction_id=transaction_id,
        given=body.model_dump(exclude_unset=True) if body else {},
        today=today,
    )
    return commitment_out(commitments.with_payments(session, row, signed_in=signed_in, today=today))


@router.post(
    f"{_ONE}/price-steps/{{date}}/acknowledge",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems(NotSignedInError, CommitmentUnknownError, NoSuchStepError),
)
def acknowledge_step(
    commitment_id: UUID, date: dt.date, session: SessionDep, signed_in: SignedInDep
) -> None:
    """Take note of a changed price, so that it is asked about no more."""
    commitments.acknowledge_step(
        session, signed_in=signed_in, commitment_id=commitment_id, on=date, is_told=True
    )


@router.delete(
    f"{_ONE}/price-steps/{{date}}/acknowledge",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems(NotSignedInError, CommitmentUnknownError, NoSuchStepError),
)
def unacknowledge_step(
    commitment_id: UUID, date: dt.date, session: SessionDep, signed_in: SignedInDep
) -> None:
    """Take that back."""
    commitments.acknowledge_step(
        session, signed_in=signed_in, commitment_id=commitment_id, on=date, is_told=False
    )


@router.post(f"{_ONE}/keep", status_code=HTTPStatus.NO_CONTENT, responses=_BY_COMMITMENT)
def keep_commitment(
    commitment_id: UUID, session: SessionDep, signed_in: SignedInDep, today: TodayDep
) -> None:
    """Say that a commitment goes on although its payments seem to have ended."""
    commitments.keep_going(session, signed_in=signed_in, commitment_id=commitment_id, after=today)


@router.delete(f"{_ONE}/keep", status_code=HTTPStatus.NO_CONTENT, responses=_BY_COMMITMENT)
def unkeep_commitment(commitment_id: UUID, session: SessionDep, signed_in: SignedInDep) -> None:
    """Take that back."""
    commitments.keep_going(session, signed_in=signed_in, commitment_id=commitment_id, after=None)


@router.get(f"{_ONE}/occurrences", responses=_BY_COMMITMENT)
def list_occurrences(
    commitment_id: UUID, session: SessionDep, signed_in: SignedInDep, today: TodayDep
) -> list[bodies.OccurrenceOut]:
    """A commitment's occurrences of late and of the coming year, each where it stands."""
    return [
        _occurrence_out(one)
        for one in expectations.occurrences_of(
            session, signed_in=signed_in, commitment_id=commitment_id, today=today
        )
    ]


@router.get("/analytics/occurrences", responses=problems(NotSignedInError))
def list_all_occurrences(
    session: SessionDep, signed_in: SignedInDep, today: TodayDep
) -> list[bodies.CalendarOccurrenceOut]:
    """Every commitment's occurrences of late and of the coming year, suggested ones included."""
    return [
        bodies.CalendarOccurrenceOut(
            commitment_id=one.expected.commitment_id, **_occurrence_out(one).model_dump()
        )
        for one in expectations.all_occurrences(session, signed_in=signed_in, today=today)
    ]


@router.post(
    f"{_ONE}/occurrences/{{date}}/skip",
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
    f"{_ONE}/occurrences/{{date}}/skip",
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


def commitment_out(view: CommitmentView) -> bodies.CommitmentOut:
    """Return the commitment as it is sent."""
    row = view.row
    steps = {step["on"]: step for step in row.price_steps}
    has_range = row.lowest_minor is not None and row.highest_minor is not None
    return bodies.CommitmentOut.model_validate(
        {
            "id": row.id,
            "name": row.name,
            "direction": row.direction,
            "amount": row.amount_minor,
            "currency": row.currency,
            "variable": row.variable,
            "cadence": row.cadence,
            "next_date": view.next_on,
            "next_due_date": view.next_due_date,
            "shift": row.shift,
            "ends_on": row.ends_on,
            "account_id": row.account_id,
            "status": row.status,
            "origin": row.origin,
            "confidence": None if row.confidence is None else row.confidence / 100,
            "evidence": [payment.transaction_id for payment in view.payments],
            "why": row.why,
            "price_steps": [
                {
                    "date": step["on"],
                    "old": step["old"],
                    "new": step["new"],
                    "yearly_change": step["yearly"],
                    "is_acknowledged": step["is_told"],
                }
                for step in row.price_steps
            ],
            "history": [
                {
                    "transaction_id": payment.transaction_id,
                    "date": payment.booked_on,
                    "amount": payment.amount_minor,
                    "description": payment.description,
                    "status": payment.status,
                    "change": _change(steps.get(payment.booked_on.isoformat())),
                }
                for payment in view.payments
            ],
            "range": (
                {"lowest": row.lowest_minor, "highest": row.highest_minor} if has_range else None
            ),
            "series_state": row.series_state,
            "is_offered_again": row.was_offered_again and row.status == commitments.SUGGESTED,
            "edited": row.edited,
            "is_payday": row.is_payday,
            "yearly_amount": view.yearly_amount,
            "yearly_cost": view.yearly_amount,
        }
    )


def _change(step: dict[str, int] | None) -> int | None:
    return None if step is None else step["new"] - step["old"]


def _occurrence_out(one: Expectation) -> bodies.OccurrenceOut:
    days_off = None if one.paid_on is None else (one.paid_on - one.expected.due_on).days
    timing = None
    if days_off is not None:
        timing = "on_time" if days_off == 0 else "early" if days_off < 0 else "late"
    return bodies.OccurrenceOut.model_validate(
        {
            "date": one.expected.nominal_on,
            "due_date": one.expected.due_on,
            "amount": one.expected.amount.minor,
            "status": one.status.value,
            "owed": one.owed.minor,
            "transaction_id": one.payment_id,
            "paid_date": one.paid_on,
            "paid_amount": None if one.paid is None else one.paid.minor,
            "timing": timing,
            "days_off": days_off,
            "is_told": one.is_told,
        }
    )
