"""Asking for news: who asked, which banks, and what came of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.clock import Clock
from app.core.job_queue import Queue
from app.domain.errors import FinanceError
from app.models.banking import Connection, SyncPart, SyncRun
from app.repositories.banking import (
    UNFINISHED,
    ConnectionRepository,
    RunWithParts,
    SyncRepository,
    connections_to_sync,
    part_of_job,
)
from app.services import connecting, reading
from app.services.connecting import BankAccess
from app.services.reading import ACCOUNTS, BACK_FILL, TRANSACTIONS

__all__ = ["ACCOUNTS", "BACK_FILL", "TRANSACTIONS"]


class SyncUnknownError(FinanceError):
    """This household has no such sync."""

    code: ClassVar[str] = "sync_not_found"


class NothingToSyncError(FinanceError):
    """No connected bank to ask."""

    code: ClassVar[str] = "nothing_to_sync"


def request_sync(
    session: Session,
    queue: Queue,
    *,
    household_id: UUID,
    kind: str,
    connection_id: UUID | None,
    psu_ip: str | None,
    now: datetime,
) -> SyncRun:
    """Ask for news of one connection, or of all that can be asked; join a run under way.

    ``psu_ip`` is the address of the person asking, ``None`` when nobody is.

    :raises connecting.ConnectionUnknownError: if the household has no such connection.
    :raises NothingToSyncError: if no bank can be asked.
    """
    wanted = _askable(session, household_id=household_id, connection_id=connection_id)
    syncs = SyncRepository(session, household_id=household_id)
    under_way = syncs.unfinished(kind=kind, connection_ids=[row.id for row in wanted])
    if under_way is not None:
        return under_way
    run, parts = record_request(
        session,
        household_id=household_id,
        kind=kind,
        connection_ids=[row.id for row in wanted],
        now=now,
    )
    for part in parts:
        queue.sync_connection(
            session, part_id=part.id, connection_id=part.connection_id, psu_ip=psu_ip
        )
    return run


def record_request(
    session: Session,
    *,
    household_id: UUID,
    kind: str,
    connection_ids: Sequence[UUID],
    now: datetime,
) -> tuple[SyncRun, list[SyncPart]]:
    """Write down a run and its parts, none of them begun."""
    run = SyncRun(household_id=household_id, kind=kind, created_at=now)
    syncs = SyncRepository(session, household_id=household_id)
    syncs.add(run)
    parts = [
        SyncPart(run_id=run.id, connection_id=connection_id, status="queued", problems=[])
        for connection_id in connection_ids
    ]
    syncs.add(*parts)
    return run, parts


def _askable(
    session: Session, *, household_id: UUID, connection_id: UUID | None
) -> Sequence[Connection]:
    connections = ConnectionRepository(session, household_id=household_id)
    if connection_id is None:
        wanted = [row for row in connections.all() if row.status in ("active", "error")]
        if not wanted:
            raise NothingToSyncError("No bank is connected. Connect one first.")
        return wanted
    found = connections.get(connection_id)
    if found is None:
        raise connecting.ConnectionUnknownError("There is no such connection.")
    if found.status == "revoked":
        raise connecting.ConnectionEndedError("This bank was disconnected. Connect it again.")
    return [found]


def request_due_syncs(session: Session, queue: Queue, *, every: timedelta, now: datetime) -> int:
    """Ask for news of every connection that has had none for that long; return how many."""
    due = connections_to_sync(session, synced_before=now - every)
    for connection in due:
        request_sync(
            session,
            queue,
            household_id=connection.household_id,
            kind=TRANSACTIONS,
            connection_id=connection.id,
            psu_ip=None,
            now=now,
        )
    return len(due)


def read_run(session: Session, *, household_id: UUID, run_id: UUID) -> RunWithParts:
    """Return a run with its parts.

    :raises SyncUnknownError: if the household has no such run.
    """
    found = SyncRepository(session, household_id=household_id).run(run_id)
    if found is None:
        raise SyncUnknownError("There is no such sync.")
    return found


def latest_runs(session: Session, *, household_id: UUID, limit: int) -> list[RunWithParts]:
    """Return the household's latest runs, newest first."""
    return SyncRepository(session, household_id=household_id).latest(limit=limit)


def status_of(found: RunWithParts) -> str:
    """Return the run's status as the sum of its parts'."""
    statuses = {part.status for part, _ in found.parts}
    if statuses <= {"queued"} and statuses:
        return "queued"
    if statuses & set(UNFINISHED):
        return "running"
    if statuses <= {"succeeded"}:
        return "succeeded"
    return "failed" if statuses == {"failed"} else "partial"


def run_part(access: BankAccess, *, part_id: UUID, psu_ip: str | None, clock: Clock) -> None:
    """Run one part to its end; what cannot be read is reported, and what was known is kept.

    Running it twice, or again after it was killed half-way, has the effect of running it once.
    """
    with access.unit_of_work() as session:
        found = part_of_job(session, part_id)
        if found is None or found[0].status not in UNFINISHED:
            return
        part, run = found
        connection_id, household_id, kind = part.connection_id, run.household_id, run.kind
        part.status, part.started_at, part.doing = "running", clock.now(), "Signing in to the bank"
    reading.BankReading(
        access=access,
        part_id=part_id,
        connection_id=connection_id,
        household_id=household_id,
        kind=kind,
        psu_ip=psu_ip,
        clock=clock,
    ).run()
