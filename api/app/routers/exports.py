"""Handing data over, written as it is read."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from app.repositories.listing import TransactionFilter
from app.routers.dependencies import ClockDep, SignedInDep, WiringDep
from app.routers.problems import problems
from app.schemas.transactions import Kind
from app.services.household import exporting
from app.services.household.people import NotSignedInError

router = APIRouter(tags=["export"])


def _file(content: Iterator[bytes], *, name: str, media_type: str) -> StreamingResponse:
    return StreamingResponse(
        content,
        media_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@router.get(
    "/auth/me/export",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "Everything kept of the household, without a secret",
            "content": {"application/json": {}, "application/zip": {}},
        },
        **problems(NotSignedInError),
    },
)
def export_everything(
    wiring: WiringDep,
    signed_in: SignedInDep,
    clock: ClockDep,
    format_: Annotated[Literal["json", "csv"], Query(alias="format")] = "json",
) -> StreamingResponse:
    """Everything kept of the household: one JSON document, or a ZIP archive of CSV files."""
    begin, household_id = wiring.bank.unit_of_work, signed_in.household.id
    name = f"finance-tracker-{clock.today()}"
    if format_ == "csv":
        return _file(
            exporting.everything_as_zip(begin, household_id=household_id),
            name=f"{name}.zip",
            media_type="application/zip",
        )
    return _file(
        exporting.everything_as_json(begin, household_id=household_id, now=clock.now()),
        name=f"{name}.json",
        media_type="application/json",
    )


@router.get(
    "/banking/transactions/export",
    response_class=StreamingResponse,
    responses={
        200: {"description": "The transactions as CSV", "content": {"text/csv": {}}},
        **problems(NotSignedInError),
    },
)
def export_transactions(
    wiring: WiringDep,
    signed_in: SignedInDep,
    clock: ClockDep,
    since: Annotated[date | None, Query(alias="from")] = None,
    until: Annotated[date | None, Query(alias="to", description="inclusive")] = None,
    account_id: UUID | None = None,
    category: Annotated[str | None, Query(max_length=120, pattern="^[^\\x00]*$")] = None,
    kind: Kind | None = None,
    counted_since: Annotated[date | None, Query(alias="counted_from")] = None,
    counted_until: Annotated[date | None, Query(alias="counted_to")] = None,
    merchant_id: UUID | None = None,
    is_spending: Annotated[bool | None, Query()] = None,
    status: Literal["pending", "booked"] | None = None,
    q: Annotated[str | None, Query(max_length=100, pattern="^[^\\x00]*$")] = None,
) -> StreamingResponse:
    """The transactions of the page's filters as CSV, newest first."""
    return _file(
        exporting.transactions_as_csv(
            wiring.bank.unit_of_work,
            household_id=signed_in.household.id,
            wanted=TransactionFilter(
                since=since,
                until=until,
                account_id=account_id,
                category=category,
                kind=kind,
                merchant_id=merchant_id,
                counted_since=counted_since,
                counted_until=counted_until,
                is_spending=is_spending,
                status=status,
                text=q,
            ),
        ),
        name=f"transactions-{clock.today()}.csv",
        media_type="text/csv; charset=utf-8",
    )
