"""Connecting banks: the link, the way back, renewing and ending."""

from http import HTTPStatus
from typing import Annotated, Literal
from urllib.parse import urlencode
from uuid import UUID

import structlog
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from app.bank.errors import BankError, BankUnavailableError
from app.routers import syncs
from app.routers.dependencies import (
    AddressDep,
    ClockDep,
    SessionDep,
    SignedInDep,
    WiringDep,
    who_is_asking,
)
from app.routers.problems import problems
from app.routers.recording import KEEPS_FIGURE
from app.schemas import banking as bodies
from app.services.feed import connecting, extending, syncing
from app.services.household.people import NotSignedInError, SignedIn
from app.services.wiring import Wiring

router = APIRouter(prefix="/banking", tags=["banking"])
_log = structlog.get_logger(__name__)

_UI_PAGE = "/connections"
# A back-fill that takes no longer is finished before the person lands: nothing jumps.
_BACK_FILL_WAIT_SECONDS = 2.0


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
    return _link(wiring, signed_in=signed_in, provider_id=provider_id, connection_id=None)


@router.get(
    "/callback",
    status_code=HTTPStatus.SEE_OTHER,
    response_class=RedirectResponse,
    responses=problems(NotSignedInError, connecting.InvalidStateError),
)
def return_from_bank(
    request: Request,
    wiring: WiringDep,
    address: AddressDep,
    state: Annotated[str, Query(max_length=500)] = "",
    code: Annotated[str, Query(max_length=4000)] = "",
    error: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """Where the bank sends the person back to: exchange, store encrypted, back-fill at once."""
    access, now = wiring.bank, wiring.clock.now()
    try:
        signed_in = who_is_asking(request, wiring)
        with access.unit_of_work() as session:
            attempt = connecting.take_attempt(
                session, access, signed_in=signed_in, state=state, now=now
            )
    except (NotSignedInError, connecting.InvalidStateError) as failure:
        # A person lands on a page that says so; a program gets the problem itself.
        if "text/html" not in request.headers.get("Accept", ""):
            raise
        return _to_ui(connect_error=failure.code)
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
    syncs.wait_for(wiring, signed_in=signed_in, run_id=run_id, seconds=_BACK_FILL_WAIT_SECONDS)
    return _to_ui(connected=str(connection_id), sync=str(run_id))


def _to_ui(**parameters: str) -> Response:
    return RedirectResponse(f"{_UI_PAGE}?{urlencode(parameters)}", status_code=HTTPStatus.SEE_OTHER)


@router.get("/connections", responses=problems(NotSignedInError))
def list_connections(
    session: SessionDep, signed_in: SignedInDep, clock: ClockDep
) -> list[bodies.ConnectionOut]:
    """The household's banks, and how each of them is."""
    now = clock.now()
    rows = connecting.connections(session, signed_in=signed_in)
    next_syncs = syncing.next_syncs(session, connections=rows)
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
            next_sync_at=next_syncs.get(row.id),
            last_error=row.last_error,
        )
        for row in rows
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
    return _link(wiring, signed_in=signed_in, provider_id=provider_id, connection_id=connection_id)


@router.post(
    "/connections/{connection_id}/extend",
    responses=problems(
        NotSignedInError,
        connecting.ConnectionUnknownError,
        connecting.ConnectionEndedError,
        BankUnavailableError,
    ),
)
def extend_connection(
    connection_id: UUID, _body: bodies.ExtendIn, wiring: WiringDep, signed_in: SignedInDep
) -> bodies.ExtendOut:
    """Extend the consent the person has just confirmed again, without a bank visit if possible."""
    extended = extending.extend(
        wiring.bank, signed_in=signed_in, connection_id=connection_id, now=wiring.clock.now()
    )
    return bodies.ExtendOut.model_validate(extended)


def _link(
    wiring: Wiring, *, signed_in: SignedIn, provider_id: str, connection_id: UUID | None
) -> bodies.AuthUrlOut:
    with wiring.bank.unit_of_work() as session:
        link = connecting.authorisation_link(
            session,
            wiring.bank,
            signed_in=signed_in,
            provider_id=provider_id,
            connection_id=connection_id,
            now=wiring.clock.now(),
        )
    return bodies.AuthUrlOut(auth_url=link)


@router.delete(
    "/connections/{connection_id}",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems(NotSignedInError, connecting.ConnectionUnknownError, BankUnavailableError),
    dependencies=[KEEPS_FIGURE],
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
