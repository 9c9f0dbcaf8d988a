"""Connecting banks, syncing them, and what they hold."""

import time
from collections.abc import Iterator
from datetime import date
from http import HTTPStatus
from typing import Annotated, Literal
from urllib.parse import urlencode
from uuid import UUID

import structlog
from fastapi import APIRouter, Query, Response
from fastapi.responses import RedirectResponse, StreamingResponse

from app.bank.errors import BankError, BankUnavailableError
from app.repositories.banking import RunWithParts
from app.repositories.transactions import TransactionFilter
from app.routers.dependencies import (
    AddressDep,
    ClockDep,
    SessionDep,
    SignedInDep,
    WiringDep,
)
from app.routers.problems import problems
from app.schemas import banking as bodies
from app.services import accounts, connecting, syncing, transactions
from app.services.people import NotSignedInError, SignedIn
from app.services.wiring import Wiring

router = APIRouter(prefix="/banking", tags=["banking"])
_log = structlog.get_logger(__name__)

_UI_PAGE = "/connections"
# A back-fill that takes no longer is finished before the person lands: nothing jumps.
_BACK_FILL_WAIT_SECONDS = 2.0
_POLL_SECONDS = 0.1
_WAIT_MAX_SECONDS = 60
_EVENTS_MAX_SECONDS = 15 * 60
_FINAL = frozenset({"succeeded", "partial", "failed"})

WaitQuery = Annotated[int, Query(ge=0, le=_WAIT_MAX_SECONDS, description="seconds to wait")]


@router.get("/providers", responses=problems(NotSignedInError, BankUnavailableError))
def list_providers(wiring: WiringDep, _signed_in: SignedInDep) -> list[bodies.ProviderOut]:
    """The banks on offer, by name."""
    return [
        bodies.ProviderOut.model_validate(institution)
        for institution in wiring.bank.provider.institutions()
    ]


@router.get(
    "/connect",
    responses=problems(NotSignedInError),
)
def connect_bank(
    provider_id: Annotated[str, Query(pattern="^[A-Za-z0-9-]{1,100}$")],
    wiring: WiringDep,
    signed_in: SignedInDep,
) -> bodies.AuthUrlOut:
    """A link to the bank, good for one journey of this person within a quarter of an hour."""
    institution = connecting.institution_named(wiring.bank, provider_id=provider_id)
    with wiring.bank.unit_of_work() as session:
        link = connecting.authorisation_link(
            session,
            wiring.bank,
            signed_in=signed_in,
            institution=institution,
            connection_id=None,
            now=wiring.clock.now(),
        )
    return bodies.AuthUrlOut(auth_url=link)


@router.get(
    "/callback",
    status_code=HTTPStatus.SEE_OTHER,
    response_class=RedirectResponse,
    responses=problems(NotSignedInError, connecting.InvalidStateError),
)
def return_from_bank(
    wiring: WiringDep,
    signed_in: SignedInDep,
    address: AddressDep,
    state: Annotated[str, Query(max_length=500)] = "",
    code: Annotated[str, Query(max_length=4000)] = "",
    error: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """Where the bank sends the person back to: exchange, store encrypted, back-fill at once."""
    access, now = wiring.bank, wiring.clock.now()
    with access.unit_of_work() as session:
        attempt = connecting.take_attempt(
            session, access, signed_in=signed_in, state=state, now=now
        )
    if error or not code:
        return _to_ui(connect_error="access_denied" if error == "access_denied" else "bank_refused")
    try:
        tokens = connecting.exchange(access, attempt=attempt, code=code)
    except BankError as failure:
        _log.info("code not exchanged", error_code=failure.code)
        return _to_ui(connect_error=failure.code)
    institution = connecting.institution_named(access, provider_id=attempt.provider_id)
    with access.unit_of_work() as session:
        connection = connecting.save_connection(
            session,
            access,
            signed_in=signed_in,
            attempt=attempt,
            institution=institution,
            tokens=tokens,
        )
        run = syncing.request_sync(
            session,
            wiring.queue,
            household_id=signed_in.household.id,
            kind=syncing.BACK_FILL,
            connection_id=connection.id,
            psu_ip=address,
            now=now,
        )
        connection_id, run_id = connection.id, run.id
    _wait_for(wiring, signed_in=signed_in, run_id=run_id, seconds=_BACK_FILL_WAIT_SECONDS)
    return _to_ui(connected=str(connection_id), sync=str(run_id))


def _to_ui(**parameters: str) -> Response:
    return RedirectResponse(f"{_UI_PAGE}?{urlencode(parameters)}", status_code=HTTPStatus.SEE_OTHER)


@router.get("/connections", responses=problems(NotSignedInError))
def list_connections(
    session: SessionDep, signed_in: SignedInDep, clock: ClockDep
) -> list[bodies.ConnectionOut]:
    """The household's banks, and how each of them is."""
    now = clock.now()
    return [
        bodies.ConnectionOut(
            id=row.id,
            provider_id=row.provider_id,
            display_name=row.display_name,
            logo_url=row.logo_url,
            status=connecting.status_of(row, now=now),
            consent_expires_at=row.consent_expires_at,
            consent_days_left=(
                None
                if row.consent_expires_at is None
                else max((row.consent_expires_at - now).days, 0)
            ),
            last_synced_at=row.last_synced_at,
            last_error=row.last_error,
        )
        for row in connecting.connections(session, signed_in=signed_in)
    ]


@router.post(
    "/connections/{connection_id}/renew",
    responses=problems(NotSignedInError, connecting.ConnectionUnknownError),
)
def renew_connection(
    connection_id: UUID, wiring: WiringDep, signed_in: SignedInDep
) -> bodies.AuthUrlOut:
    """A link to the bank that renews this connection and keeps its accounts."""
    with wiring.bank.unit_of_work() as session:
        row = connecting.connection_to_renew(
            session, signed_in=signed_in, connection_id=connection_id
        )
        provider_id = row.provider_id
    institution = connecting.institution_named(wiring.bank, provider_id=provider_id)
    with wiring.bank.unit_of_work() as session:
        link = connecting.authorisation_link(
            session,
            wiring.bank,
            signed_in=signed_in,
            institution=institution,
            connection_id=connection_id,
            now=wiring.clock.now(),
        )
    return bodies.AuthUrlOut(auth_url=link)


@router.delete(
    "/connections/{connection_id}",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems(NotSignedInError, connecting.ConnectionUnknownError, BankUnavailableError),
)
def disconnect_bank(
    connection_id: UUID,
    wiring: WiringDep,
    signed_in: SignedInDep,
    history: Literal["keep", "delete"] = "keep",
) -> None:
    """End the consent at the bank; keep its history here, or delete it."""
    connecting.disconnect(
        wiring.bank,
        signed_in=signed_in,
        connection_id=connection_id,
        history=history,
        now=wiring.clock.now(),
    )


@router.post(
    "/sync/accounts",
    status_code=HTTPStatus.ACCEPTED,
    responses=problems(
        NotSignedInError, connecting.ConnectionUnknownError, syncing.NothingToSyncError
    ),
)
def sync_accounts(
    response: Response,
    wiring: WiringDep,
    signed_in: SignedInDep,
    address: AddressDep,
    body: bodies.SyncIn | None = None,
    wait: WaitQuery = 0,
) -> bodies.SyncOut:
    """Ask the banks for accounts and balances; 200 with the finished run if waiting sufficed."""
    return _sync(syncing.ACCOUNTS, response, wiring, signed_in, address, body, wait)


@router.post(
    "/sync/transactions",
    status_code=HTTPStatus.ACCEPTED,
    responses=problems(
        NotSignedInError, connecting.ConnectionUnknownError, syncing.NothingToSyncError
    ),
)
def sync_transactions(
    response: Response,
    wiring: WiringDep,
    signed_in: SignedInDep,
    address: AddressDep,
    body: bodies.SyncIn | None = None,
    wait: WaitQuery = 0,
) -> bodies.SyncOut:
    """Ask the banks for everything new; 200 with the finished run if waiting sufficed."""
    return _sync(syncing.TRANSACTIONS, response, wiring, signed_in, address, body, wait)


def _sync(
    kind: str,
    response: Response,
    wiring: Wiring,
    signed_in: SignedIn,
    address: str,
    body: bodies.SyncIn | None,
    wait: int,
) -> bodies.SyncOut:
    with wiring.bank.unit_of_work() as session:
        run_id = syncing.request_sync(
            session,
            wiring.queue,
            household_id=signed_in.household.id,
            kind=kind,
            connection_id=body.connection_id if body else None,
            psu_ip=address,
            now=wiring.clock.now(),
        ).id
    found = _wait_for(wiring, signed_in=signed_in, run_id=run_id, seconds=wait)
    if found.status in _FINAL:
        response.status_code = HTTPStatus.OK
    return found


def _read_run(wiring: Wiring, *, signed_in: SignedIn, run_id: UUID) -> bodies.SyncOut:
    with wiring.bank.unit_of_work() as session:
        return sync_out(
            syncing.read_run(session, household_id=signed_in.household.id, run_id=run_id)
        )


def _wait_for(
    wiring: Wiring, *, signed_in: SignedIn, run_id: UUID, seconds: float
) -> bodies.SyncOut:
    """Return the run, finished if it finishes in that time; no transaction stays open meanwhile."""
    deadline = time.monotonic() + seconds
    while True:
        found = _read_run(wiring, signed_in=signed_in, run_id=run_id)
        if found.status in _FINAL or time.monotonic() >= deadline:
            return found
        time.sleep(_POLL_SECONDS)


def sync_out(found: RunWithParts) -> bodies.SyncOut:
    """Return the run as its parts add up."""
    parts = [part for part, _ in found.parts]
    status = syncing.status_of(found)
    started = [part.started_at for part in parts if part.started_at]
    finished = [part.finished_at for part in parts if part.finished_at]
    return bodies.SyncOut.model_validate(
        {
            "id": found.run.id,
            "kind": found.run.kind,
            "status": status,
            "accounts": sum(part.accounts for part in parts),
            "added": sum(part.added for part in parts),
            "updated": sum(part.updated for part in parts),
            "removed": sum(part.removed for part in parts),
            "problems": [
                f"{name}: {problem}" for part, name in found.parts for problem in part.problems
            ],
            "parts": [
                {
                    "connection_id": part.connection_id,
                    "display_name": name,
                    "status": part.status,
                    "steps_done": part.steps_done,
                    "steps_total": part.steps_total,
                    "doing": part.doing,
                    "problems": part.problems,
                }
                for part, name in found.parts
            ],
            "created_at": found.run.created_at,
            "started_at": min(started) if started else None,
            "finished_at": max(finished) if finished and status in _FINAL else None,
        }
    )


@router.get("/syncs", responses=problems(NotSignedInError))
def list_syncs(
    session: SessionDep,
    signed_in: SignedInDep,
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> list[bodies.SyncOut]:
    """The latest syncs, newest first."""
    runs = syncing.latest_runs(session, household_id=signed_in.household.id, limit=limit)
    return [sync_out(run) for run in runs]


@router.get("/syncs/{sync_id}", responses=problems(NotSignedInError, syncing.SyncUnknownError))
def read_sync(sync_id: UUID, wiring: WiringDep, signed_in: SignedInDep) -> bodies.SyncOut:
    """A sync: what it did and what it could not."""
    return _read_run(wiring, signed_in=signed_in, run_id=sync_id)


@router.get(
    "/syncs/{sync_id}/events",
    response_class=StreamingResponse,
    responses={
        **problems(NotSignedInError, syncing.SyncUnknownError),
        200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}},
    },
)
def stream_sync(sync_id: UUID, wiring: WiringDep, signed_in: SignedInDep) -> Response:
    """The sync's progress as server-sent events, until it is finished."""
    first = _read_run(wiring, signed_in=signed_in, run_id=sync_id)
    return StreamingResponse(
        _events(wiring, signed_in=signed_in, run_id=sync_id, shown=first),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


def _events(
    wiring: Wiring, *, signed_in: SignedIn, run_id: UUID, shown: bodies.SyncOut
) -> Iterator[str]:
    deadline = time.monotonic() + _EVENTS_MAX_SECONDS
    yield _event(shown)
    while shown.status not in _FINAL and time.monotonic() < deadline:
        time.sleep(_POLL_SECONDS * 3)
        now = _read_run(wiring, signed_in=signed_in, run_id=run_id)
        yield _event(now) if now != shown else ": still at it\n\n"
        shown = now


def _event(found: bodies.SyncOut) -> str:
    return f"event: progress\ndata: {found.model_dump_json()}\n\n"


@router.get("/accounts", responses=problems(NotSignedInError))
def list_accounts(session: SessionDep, signed_in: SignedInDep) -> list[bodies.AccountOut]:
    """The household's accounts, with what of each is really owned or owed."""
    return [
        bodies.AccountOut.model_validate(view)
        for view in accounts.accounts(session, household_id=signed_in.household.id)
    ]


@router.post("/accounts", status_code=HTTPStatus.CREATED, responses=problems(NotSignedInError))
def add_account(
    body: bodies.AccountIn, session: SessionDep, signed_in: SignedInDep, clock: ClockDep
) -> bodies.AccountOut:
    """Add an account kept by hand."""
    return bodies.AccountOut.model_validate(
        accounts.add_by_hand(
            session,
            household_id=signed_in.household.id,
            given=body.model_dump(exclude_unset=False),
            now=clock.now(),
        )
    )


@router.get(
    "/accounts/{account_id}", responses=problems(NotSignedInError, accounts.AccountUnknownError)
)
def read_account(
    account_id: UUID, session: SessionDep, signed_in: SignedInDep
) -> bodies.AccountOut:
    """One account."""
    return bodies.AccountOut.model_validate(
        accounts.account(session, household_id=signed_in.household.id, account_id=account_id)
    )


@router.patch(
    "/accounts/{account_id}",
    responses=problems(
        NotSignedInError, accounts.AccountUnknownError, accounts.AccountNotByHandError
    ),
)
def change_account(
    account_id: UUID,
    body: bodies.AccountPatch,
    session: SessionDep,
    signed_in: SignedInDep,
    clock: ClockDep,
) -> bodies.AccountOut:
    """Change an account's name or place, and by hand its figures."""
    return bodies.AccountOut.model_validate(
        accounts.change(
            session,
            household_id=signed_in.household.id,
            account_id=account_id,
            changes=body.model_dump(exclude_unset=True),
            now=clock.now(),
        )
    )


@router.delete(
    "/accounts/{account_id}",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems(
        NotSignedInError, accounts.AccountUnknownError, accounts.AccountNotByHandError
    ),
)
def delete_account(account_id: UUID, session: SessionDep, signed_in: SignedInDep) -> None:
    """Delete an account kept by hand, or what is left of a disconnected one."""
    accounts.delete_by_hand(session, household_id=signed_in.household.id, account_id=account_id)


@router.get("/transactions", responses=problems(NotSignedInError, transactions.InvalidCursorError))
def list_transactions(
    session: SessionDep,
    signed_in: SignedInDep,
    since: Annotated[date | None, Query(alias="from")] = None,
    until: Annotated[date | None, Query(alias="to", description="inclusive")] = None,
    account_id: UUID | None = None,
    status: Literal["pending", "booked"] | None = None,
    q: Annotated[str | None, Query(max_length=100, pattern="^[^\\x00]*$")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> bodies.TransactionPage:
    """The newest transactions first, page by page."""
    page = transactions.page(
        session,
        household_id=signed_in.household.id,
        wanted=TransactionFilter(
            since=since, until=until, account_id=account_id, status=status, text=q
        ),
        cursor=cursor,
        limit=limit,
    )
    return bodies.TransactionPage.model_validate(
        {
            "items": [
                {
                    "id": row.id,
                    "account_id": row.account_id,
                    "account_name": name,
                    "date": row.booked_on,
                    "description": row.description,
                    "merchant": row.merchant,
                    "amount": row.amount_minor,
                    "currency": row.currency,
                    "status": row.status,
                    "category": None,
                    "kind": "spending" if row.amount_minor < 0 else "income",
                    "commitment_id": None,
                    "provider_ids": {
                        "transaction_id": row.transaction_id,
                        "provider_transaction_id": row.provider_transaction_id,
                        "normalised_provider_transaction_id": row.normalised_id,
                    },
                    "running_balance": row.running_balance_minor,
                }
                for row, name in page.rows
            ],
            "next_cursor": page.next_cursor,
        }
    )
