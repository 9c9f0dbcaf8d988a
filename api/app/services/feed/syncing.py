"""Asking for news: who asked, which banks, and what came of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.core.clock import Clock
from app.core.job_queue import SYNC_CONNECTION, Queue
from app.domain.errors import FinanceError
from app.models.banking import Connection, SyncPart, SyncRun
from app.repositories.banking import (
    UNFINISHED,
    ConnectionRepository,
    RunWithParts,
    SyncRepository,
)
from app.repositories.syncing import (
    connection_of_part,
    connections_due,
    lost_parts,
    planned_syncs,
)
from app.services.feed import connecting, reading
from app.services.feed.account_steps import ACCOUNTS, BACK_FILL, TRANSACTIONS
from app.services.feed.connecting import BankAccess
from app.services.feed.part_log import QUEUED, PartLog, SupersededError

__all__ = ["ACCOUNTS", "BACK_FILL", "TRANSACTIONS"]

_ASKED = ("active", "error")
_LOST_AFTER = timedelta(minutes=5)
_log = structlog.get_logger(__name__)


class SyncUnknownError(FinanceError):
    """This household has no such sync."""

    code: ClassVar[str] = "sync_not_found"


class NothingToSyncError(FinanceError):
    """No connected bank to ask."""

    code: ClassVar[str] = "nothing_to_sync"


class ConnectionBusyError(FinanceError):
    """Another part reads this bank at this moment."""

    code: ClassVar[str] = "connection_busy"


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
        if psu_ip is not None:
            syncs.attend(under_way.id, psu_ip=psu_ip, now=now)
        return under_way
    run, parts = record_request(
        session,
        household_id=household_id,
        kind=kind,
        connection_ids=[row.id for row in wanted],
        now=now,
        is_attended=psu_ip is not None,
        psu_ip=psu_ip,
    )
    for part in parts:
        queue.sync_connection(session, part_id=part.id, connection_id=part.connection_id)
    return run


def record_request(
    session: Session,
    *,
    household_id: UUID,
    kind: str,
    connection_ids: Sequence[UUID],
    now: datetime,
    is_attended: bool,
    psu_ip: str | None = None,
) -> tuple[SyncRun, list[SyncPart]]:
    """Write down a run and its parts, none of them begun; ``is_attended`` if a person waits."""
    run = SyncRun(household_id=household_id, kind=kind, created_at=now)
    syncs = SyncRepository(session, household_id=household_id)
    syncs.add(run)
    parts = [
        SyncPart(
            run_id=run.id,
            connection_id=connection_id,
            status=QUEUED,
            problems=[],
            attempt=0,
            psu_ip=psu_ip,
            asked_at=now if is_attended else None,
        )
        for connection_id in connection_ids
    ]
    syncs.add(*parts)
    return run, parts


def _askable(
    session: Session, *, household_id: UUID, connection_id: UUID | None
) -> Sequence[Connection]:
    connections = ConnectionRepository(session, household_id=household_id)
    if connection_id is None:
        wanted = [row for row in connections.all() if row.status in _ASKED]
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
    """Ask for news of every connection whose time has come; return how many.

    Its time is what the last reading planned, or ``every`` after it where nothing was planned.
    """
    due = connections_due(session, now=now, synced_before=now - every)
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


def next_syncs(session: Session, *, connections: Sequence[Connection]) -> dict[UUID, datetime]:
    """Return when each connection that is still asked is asked next by itself."""
    return planned_syncs(
        session, connection_ids=[row.id for row in connections if row.status in _ASKED]
    )


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
    statuses = {each.part.status for each in found.parts}
    if statuses <= {"queued"} and statuses:
        return "queued"
    if statuses & set(UNFINISHED):
        return "running"
    if statuses <= {"succeeded"}:
        return "succeeded"
    return "failed" if statuses == {"failed"} else "partial"


def run_part(access: BankAccess, *, part_id: UUID, clock: Clock) -> None:
    """Run one part to its end; what cannot be read is reported, and what was known is kept.

    Running it twice, or again after it was killed half-way, has the effect of running it once;
    a run that was taken over meanwhile stops without a trace.

    :raises ConnectionBusyError: if the bank is being read by another part: try again soon.
    """
    with access.unit_of_work() as session:
        connection_id = connection_of_part(session, part_id)
    if connection_id is None:
        return
    with access.alone(f"connection:{connection_id}") as is_alone:
        if not is_alone:
            raise ConnectionBusyError("This bank is being read already.")
        _run_alone(access, part_id=part_id, clock=clock)


def _run_alone(access: BankAccess, *, part_id: UUID, clock: Clock) -> None:
    started = PartLog.begin(access.unit_of_work, part_id=part_id, now=clock.now())
    if started is None:
        return
    reading_it = reading.BankReading(access=access, part_id=part_id, started=started, clock=clock)
    try:
        reading_it.run()
    except SupersededError:
        _log.info("part taken over", part_id=str(part_id))
    except DBAPIError:
        # The database went away: whoever takes the job next goes on from here.
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told
        # A fault of ours must not leave a progress bar standing for ever.
        _log.exception("reading failed", part_id=str(part_id), error_code=type(error).__name__)
        reading_it.give_up()


def requeue_lost(session: Session, queue: Queue, *, now: datetime) -> int:
    """Put every unfinished part that no job will finish back into the queue; return how many.

    Not those of a moment ago: what the demo prepares is read without a job.
    """
    lost = lost_parts(session, task=SYNC_CONNECTION, asked_before=now - _LOST_AFTER)
    for part in lost:
        queue.sync_connection(session, part_id=part.id, connection_id=part.connection_id)
    return len(lost)
