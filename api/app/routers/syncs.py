"""Asking banks for news, and watching it come."""

import time
from http import HTTPStatus
from typing import Annotated, cast
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.responses import StreamingResponse

from app.repositories.banking import PartWithAccounts, RunWithParts
from app.routers.dependencies import AddressDep, SessionDep, SignedInDep, WiringDep
from app.routers.problems import problems
from app.routers.sync_events import FINAL, Watchtower
from app.schemas import banking as bodies
from app.services.feed import connecting, syncing
from app.services.household.people import NotSignedInError, SignedIn
from app.services.wiring import Wiring

router = APIRouter(prefix="/banking", tags=["banking"])

_POLL_SECONDS = 0.1
_WAIT_MAX_SECONDS = 60


def _watchtower(request: Request) -> Watchtower:
    watchtower: Watchtower = request.app.state.watchtower
    return watchtower


WatchtowerDep = Annotated[Watchtower, Depends(_watchtower)]
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
    if found.status in FINAL:
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
        if found.status in FINAL or time.monotonic() >= deadline:
            return found
        time.sleep(_POLL_SECONDS)


def sync_out(found: RunWithParts) -> bodies.SyncOut:
    """Return the run as its parts add up."""
    parts = [each.part for each in found.parts]
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
            "calls": sum(part.calls for part in parts),
            "problems": [
                f"{each.display_name}: {problem}"
                for each in found.parts
                for problem in each.part.problems
            ],
            "parts": [_part_out(each) for each in found.parts],
            "created_at": found.run.created_at,
            "started_at": min(started) if started else None,
            "finished_at": max(finished) if finished and status in FINAL else None,
        }
    )


def _part_out(each: PartWithAccounts) -> bodies.SyncPartOut:
    part = each.part
    return bodies.SyncPartOut(
        connection_id=part.connection_id,
        display_name=each.display_name,
        status=cast("bodies.SyncStatus", part.status),
        steps_done=part.steps_done,
        steps_total=part.steps_total,
        doing=part.doing,
        calls=part.calls,
        added=part.added,
        updated=part.updated,
        removed=part.removed,
        problems=part.problems,
        next_try_at=part.next_try_at,
        accounts=[
            bodies.SyncAccountOut(
                account_id=row.account_id,
                name=row.name,
                status=cast("bodies.SyncStatus", row.status),
                steps_done=len(row.done),
                steps_total=row.steps_total,
                doing=row.doing,
                added=row.added,
                updated=row.updated,
                removed=row.removed,
                problems=row.problems,
            )
            for row in each.accounts
        ],
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
def stream_sync(
    sync_id: UUID,
    wiring: WiringDep,
    signed_in: SignedInDep,
    watchtower: WatchtowerDep,
    last_event_id: Annotated[str | None, Header(max_length=100)] = None,
) -> Response:
    """The sync's progress as server-sent events, until it is finished.

    Coming back, after a reload or to a restarted server, gives the state of that moment.
    """
    first = _read_run(wiring, signed_in=signed_in, run_id=sync_id)

    def look() -> bodies.SyncOut | None:
        try:
            return _read_run(wiring, signed_in=signed_in, run_id=sync_id)
        except syncing.SyncUnknownError:
            return None

    return StreamingResponse(
        watchtower.events(sync_id, first=first, last_event_id=last_event_id, look=look),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )
