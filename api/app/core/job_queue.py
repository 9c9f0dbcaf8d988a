"""The queue, in the same PostgreSQL: jobs are named here and written in `jobs`."""

import asyncio
from contextlib import suppress
from typing import Any
from uuid import UUID

import procrastinate
import psycopg
import structlog
from procrastinate.manager import JobManager
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

SYNC_CONNECTION = "bank.sync_connection"
SORT_SPENDING = "spending.sort"
KEEP_FIGURES = "figures.keep"
CHECK_FORECASTS = "figures.check"
DETECT_COMMITMENTS = "commitments.detect"
# The first half of the locks that workers hold while they live; the second is the worker's id.
_LIFE = 7_246_023
_BEAT_SECONDS = 1.0
# A host that vanished closes no connection: the server finds out by asking, within seconds.
_KEEPALIVE: dict[str, Any] = {
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "options": ("-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3"),
}


# Looking back over a year of forecasts is long work, and nobody waits for it.
LOOKING_BACK = "looking back"
_AFTER_ALL_ELSE = -10

_STRAY_BEATS = 5
_log = structlog.get_logger(__name__)
_HAND_ON = """
    WITH lost AS (
      SELECT id, queueing_lock FROM procrastinate_jobs AS job
       WHERE status = 'doing'
         AND (id = ANY(%(ids)s::bigint[]) OR worker_id IS NULL OR NOT EXISTS (
               SELECT 1 FROM pg_locks
                WHERE locktype = 'advisory' AND granted AND objsubid = 2
                  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                  AND classid = %(life)s AND objid = (job.worker_id %% 2147483647)))
         FOR UPDATE SKIP LOCKED)
    SELECT id, CASE WHEN queueing_lock IS NULL
                    THEN procrastinate_retry_job_v2(id, now(), NULL, NULL, NULL)
                    ELSE procrastinate_finish_job_v1(id, 'failed', true) END
      FROM lost
"""


_IS_WAITING = text(
    "SELECT EXISTS (SELECT 1 FROM procrastinate_jobs WHERE lock = :lock AND status = 'todo')"
)


def queue_app(engine: Engine) -> procrastinate.App:
    """Return a queue that can enqueue on the caller's own transaction; it opens no pool."""
    return procrastinate.App(
        connector=procrastinate.SyncPsycopgConnector(conninfo=conninfo(engine))
    )


def conninfo(engine: Engine) -> str:
    """Return the engine's address as libpq writes it."""
    url = engine.url.set(drivername="postgresql")
    return url.render_as_string(hide_password=False)


class Queue:
    """Enqueues by name, inside the unit of work: no job without its row, no row without its job."""

    def __init__(self, app: procrastinate.App) -> None:
        self._app = app

    def sync_connection(self, session: Session, *, part_id: UUID, connection_id: UUID) -> None:
        """Ask a worker to run one part of a sync; parts of one connection run one at a time."""
        self._defer(
            session, SYNC_CONNECTION, lock=f"connection:{connection_id}", part_id=str(part_id)
        )

    def sort_spending(self, session: Session, *, run_id: UUID, household_id: UUID) -> None:
        """Ask a worker to sort rows again; a household's re-sortings run one at a time."""
        self._defer(session, SORT_SPENDING, lock=f"spending:{household_id}", run_id=str(run_id))

    def keep_figures(self, session: Session, *, household_id: UUID, reason: str) -> None:
        """Ask a worker to keep what a household's figures are made of, one at a time."""
        self._defer(
            session,
            KEEP_FIGURES,
            lock=f"figures:{household_id}",
            household_id=str(household_id),
            reason=reason,
        )

    def check_forecasts(self, session: Session, *, household_id: UUID) -> None:
        """Ask a worker to compare past forecasts with what came, unless it is asked already."""
        self._defer_once(
            session,
            CHECK_FORECASTS,
            lock=f"checks:{household_id}",
            queue=LOOKING_BACK,
            priority=_AFTER_ALL_ELSE,
            household_id=str(household_id),
        )

    def detect_commitments(self, session: Session, *, household_id: UUID) -> None:
        """Ask a worker to find a household's commitments anew, unless it is asked already."""
        self._defer_once(
            session,
            DETECT_COMMITMENTS,
            lock=f"commitments:{household_id}",
            household_id=str(household_id),
        )

    def _defer_once(self, session: Session, name: str, *, lock: str, **more: Any) -> None:
        # Not by the queue's own lock against waiting twice: its refusal would undo the caller's
        # transaction, and a job under it is not handed on when its worker dies.
        if not session.execute(_IS_WAITING, {"lock": lock}).scalar_one():
            self._defer(session, name, lock=lock, **more)

    def _defer(
        self,
        session: Session,
        name: str,
        *,
        lock: str,
        queue: str | None = None,
        priority: int | None = None,
        **arguments: Any,
    ) -> None:
        task = self._app.configure_task(
            name,
            lock=lock,
            queue=queue,
            priority=priority,
            connection=session.connection().connection.driver_connection,
            allow_unknown=True,
        )
        task.defer(**arguments)


class LifeLine:
    """A worker's sign of life: a lock on a database connection, gone the moment the worker is.

    A heartbeat says half a minute late that a worker was killed; the lock says so at once, for
    the kernel closes the connections of a dead process.
    """

    def __init__(self, engine: Engine) -> None:
        self._conninfo = conninfo(engine)
        self._connection: psycopg.AsyncConnection[Any] | None = None
        self._worker_id: int | None = None
        self._strays: dict[int, int] = {}
        self.doing: set[int] = set()
        """The jobs this worker is at."""

    async def open(self) -> None:
        """Connect; there is no worker to hold a lock for yet."""
        self._connection = await psycopg.AsyncConnection.connect(
            self._conninfo, autocommit=True, connect_timeout=5, **_KEEPALIVE
        )
        if self._worker_id is not None:
            await self._lock(self._connection, self._worker_id)

    async def hold(self, worker_id: int) -> None:
        """Take the lock of this worker."""
        self._worker_id = worker_id
        if self._connection is None:
            await self.open()
        else:
            await self._lock(self._connection, worker_id)

    async def beat(self) -> None:
        """Make sure the lock is still held; the server may have been started anew."""
        if self._connection is not None:
            try:
                await self._connection.execute("SELECT 1")
            except psycopg.OperationalError:
                await self.let_go()
            else:
                return
        await self.open()

    async def hand_on_orphans(self) -> int:
        """Put back the jobs whose worker is no more, by the word of its lock; return how many.

        A periodic job is not put back: its next turn is on its way already.
        """
        if self._connection is None:
            return 0
        found = await self._connection.execute(_HAND_ON, {"life": _LIFE, "ids": None})
        return len(await found.fetchall())

    async def hand_on_strays(self) -> None:
        """Put back our own jobs that we are not doing: their end could not be written down."""
        if self._connection is None:
            return
        found = await self._connection.execute(
            "SELECT id FROM procrastinate_jobs WHERE status = 'doing' AND worker_id = %s",
            (self._worker_id,),
        )
        strays = {row[0] for row in await found.fetchall()} - self.doing
        self._strays = {job_id: self._strays.get(job_id, 0) + 1 for job_id in strays}
        lost = [job_id for job_id, beats in self._strays.items() if beats > _STRAY_BEATS]
        if lost:
            await self._connection.execute(_HAND_ON, {"life": _LIFE, "ids": lost})

    async def let_go(self) -> None:
        """Close the connection, and with it the lock."""
        if self._connection is not None:
            await self._connection.close()
            self._connection = None

    @staticmethod
    async def _lock(connection: psycopg.AsyncConnection[Any], worker_id: int) -> None:
        await connection.execute(
            "SELECT pg_advisory_lock(%s, (%s::bigint %% 2147483647)::int)", (_LIFE, worker_id)
        )


class LivingJobManager(JobManager):
    """Registers a worker together with its sign of life, so that no job is ever without one."""

    def __init__(self, connector: Any, life_line: LifeLine) -> None:
        super().__init__(connector)
        self._life_line = life_line

    async def register_worker(self) -> int:
        worker_id = await super().register_worker()
        await self._life_line.hold(worker_id)
        return worker_id


async def keep_watch(life_line: LifeLine) -> None:
    """Keep our own sign of life, and hand on the jobs of workers that lost theirs; for ever."""
    while True:
        with suppress(psycopg.Error):
            await life_line.beat()
            if handed_on := await life_line.hand_on_orphans():
                _log.warning("jobs resumed", jobs=handed_on)
            await life_line.hand_on_strays()
        await asyncio.sleep(_BEAT_SECONDS)
