"""Asking banks for news, and watching it come."""

import time
from collections.abc import Iterator
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse

from app.repositories.banking import RunWithParts
from app.routers.dependencies import AddressDep, SessionDep, SignedInDep, WiringDep
from app.routers.problems import problems
from app.schemas import banking as bodies
from app.services import connecting, syncing
from app.services.people import NotSignedInError, SignedIn
from app.services.wiring import Wiring

router = APIRouter(prefix="/banking", tags=["banking"])

_POLL_SECONDS = 0.1
_WAIT_MAX_SECONDS = 60
_EVENTS_MAX_SECONDS = 15 * 60
_FINAL = frozenset({"succeeded", "partial", "failed"})

WaitQuery = Annotated[int, Query(ge=0, le=_WAIT_MAX_SECONDS, description="seconds to wait")]


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
    found = wait_for(wiring, signed_in=signed_in, run_id=run_id, seconds=wait)
    if found.status in _FINAL:
        response.status_code = HTTPStatus.OK
    return found


def _read_run(wiring: Wiring, *, signed_in: SignedIn, run_id: UUID) -> bodies.SyncOut:
    with wiring.bank.unit_of_work() as session:
        return sync_out(
            syncing.read_run(session, household_id=signed_in.household.id, run_id=run_id)
        )


def wait_for(
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
