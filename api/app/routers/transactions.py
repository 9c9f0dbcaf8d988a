"""What moved on the accounts, and what a person says it was."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Response

from app.domain.errors import InvalidInputError
from app.repositories.listing import Listed, TransactionFilter
from app.routers.answers import AnsweringDep, Asking
from app.routers.dependencies import SessionDep, SignedInDep, TodayDep, WiringDep
from app.routers.problems import problems
from app.routers.recording import KEEPS_FIGURE
from app.schemas import transactions as bodies
from app.services.accounts import transactions
from app.services.accounts.transactions import TransactionUnknownError
from app.services.household.people import NotSignedInError
from app.services.spending import correcting
from app.services.spending.correcting import CategoryUnknownError

router = APIRouter(prefix="/banking", tags=["banking"])
_WORD_ERRORS = problems(
    NotSignedInError, TransactionUnknownError, CategoryUnknownError, InvalidInputError
)


@router.get(
    "/transactions",
    response_model=bodies.TransactionPage,
    responses=problems(NotSignedInError, transactions.InvalidCursorError),
)
def list_transactions(
    answering: AnsweringDep,
    since: Annotated[date | None, Query(alias="from")] = None,
    until: Annotated[date | None, Query(alias="to", description="inclusive")] = None,
    counted_since: Annotated[
        date | None, Query(alias="counted_from", description="by the day a row counts on")
    ] = None,
    counted_until: Annotated[
        date | None, Query(alias="counted_to", description="inclusive")
    ] = None,
    account_id: UUID | None = None,
    category: Annotated[str | None, Query(max_length=120, pattern="^[^\\x00]*$")] = None,
    kind: bodies.Kind | None = None,
    merchant_id: UUID | None = None,
    is_spending: Annotated[
        bool | None, Query(description="what spending is made of: spent and given back")
    ] = None,
    status: Literal["pending", "booked"] | None = None,
    q: Annotated[str | None, Query(max_length=100, pattern="^[^\\x00]*$")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> Response:
    """The newest transactions first, page by page."""
    wanted = TransactionFilter(
        since=since,
        until=until,
        counted_since=counted_since,
        counted_until=counted_until,
        account_id=account_id,
        category=category,
        kind=kind,
        merchant_id=merchant_id,
        is_spending=is_spending,
        status=status,
        text=q,
    )

    def make(asking: Asking) -> Mapping[str, Any]:
        page = transactions.page(
            asking.session,
            household_id=asking.signed_in.household.id,
            wanted=wanted,
            cursor=cursor,
            limit=limit,
        )
        return {"items": page.items, "next_cursor": page.next_cursor}

    return answering.answer(make)


@router.get(
    "/transactions/{transaction_id}",
    responses=problems(NotSignedInError, transactions.TransactionUnknownError),
)
def read_transaction(
    transaction_id: UUID, session: SessionDep, signed_in: SignedInDep, wiring: WiringDep
) -> bodies.TransactionDetailOut:
    """One transaction: how it came, what it is taken for and why, and the bank's own row."""
    view = transactions.read(
        session,
        wiring.bank.evidence,
        household_id=signed_in.household.id,
        transaction_id=transaction_id,
    )
    row = view.row
    transfer = {
        "other": _other(view.pair),
        "state": view.pair_state or "found",
        "evidence": view.pair_evidence,
    }
    return bodies.TransactionDetailOut.model_validate(
        {
            **transactions.values_of(view.shown, view.splits),
            "institution": view.account.institution,
            "occurred_at": row.occurred_at,
            "bank_category": row.bank_category,
            "bank_merchant": row.merchant,
            "classification": row.classification,
            "was_pending": row.was_pending,
            "first_seen_at": row.first_seen_at,
            "source": row.source,
            "evidence": view.evidence,
            "evidence_read_at": view.evidence_read_at,
            "transfer": transfer if view.pair else None,
            "refund_of": _other(view.purchase),
        }
    )


@router.patch("/transactions/{transaction_id}", responses=_WORD_ERRORS, dependencies=[KEEPS_FIGURE])
def change_transaction(
    transaction_id: UUID,
    body: bodies.TransactionPatch,
    wiring: WiringDep,
    signed_in: SignedInDep,
    today: TodayDep,
) -> bodies.TransactionDetailOut:
    """Say what a transaction was: its category, kind, merchant, pair, purchase or parts."""
    with wiring.bank.unit_of_work() as session:
        correcting.change(
            session,
            signed_in=signed_in,
            transaction_id=transaction_id,
            changes=body.model_dump(exclude_unset=True),
            today=today,
        )
    # What was said is sorted as its unit of work ends.
    with wiring.bank.unit_of_work() as session:
        return read_transaction(transaction_id, session, signed_in, wiring)


@router.post("/transactions/bulk", responses=_WORD_ERRORS, dependencies=[KEEPS_FIGURE])
def change_transactions(
    body: bodies.BulkIn, session: SessionDep, signed_in: SignedInDep, today: TodayDep
) -> bodies.BulkOut:
    """Say the same of many transactions."""
    given = body.model_dump(exclude_unset=True)
    ids = given.pop("ids")
    updated = correcting.change_many(
        session,
        signed_in=signed_in,
        ids=ids,
        changes=given | {"apply_to": "this"},
        today=today,
    )
    return bodies.BulkOut(updated=updated)


def _other(one: Listed | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "id": one.id,
        "account_id": one.account_id,
        "account_name": one.account_name,
        "date": one.booked_on,
        "description": one.description,
        "amount": one.amount_minor,
    }
