"""The worker: runs what was enqueued, and asks by itself when it is time."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

import procrastinate
import structlog
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy, RetryDecision
from procrastinate.worker import Worker

from app.core.job_queue import (
    CHECK_FORECASTS,
    DETECT_COMMITMENTS,
    KEEP_FIGURES,
    LOOKING_BACK,
    SORT_SPENDING,
    SYNC_CONNECTION,
    LifeLine,
    LivingJobManager,
    conninfo,
    keep_watch,
)
from app.services import demo
from app.services.commitments import detecting
from app.services.feed import reminders, rows, syncing
from app.services.figures import keeping
from app.services.spending import arranging
from app.services.wiring import Wiring

_EVERY_MINUTE = "* * * * *"
_EVERY_HOUR = "7 * * * *"
_CONCURRENCY = 4
# A job put back is not announced by the database: it is found by looking.
_LOOK_SECONDS = 1.0
_BUSY_SECONDS = 2
_TRIES = 8
_log = structlog.get_logger(__name__)


class _Again(BaseRetryStrategy):
    """Soon where the bank is being read already; less and less often where the database is away."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, syncing.ConnectionBusyError):
            return RetryDecision(retry_in={"seconds": _BUSY_SECONDS})
        if job.attempts >= _TRIES:
            return None
        return RetryDecision(retry_in={"seconds": 2 ** (job.attempts + 1)})


def worker_app(wiring: Wiring, life_line: LifeLine | None = None) -> procrastinate.App:
    """Return the queue with its jobs; jobs take ids, and running one twice does no harm."""
    app = procrastinate.App(
        connector=procrastinate.PsycopgConnector(conninfo=conninfo(wiring.engine))
    )
    if life_line is not None:
        app.job_manager = LivingJobManager(app.connector, life_line)

    @app.task(name=SYNC_CONNECTION, retry=_Again(), pass_context=False)
    def sync_connection(part_id: str, psu_ip: str | None = None) -> None:
        del psu_ip  # of a job enqueued before the part itself kept it
        syncing.run_part(wiring.bank, part_id=UUID(part_id), clock=wiring.clock)
        keeping.ask_after_sync(wiring.bank, wiring.queue, part_id=UUID(part_id))

    @app.task(name=DETECT_COMMITMENTS, retry=_Again(), pass_context=False)
    def detect_commitments(household_id: str) -> None:
        with wiring.bank.unit_of_work() as session:
            detecting.detect_for(
                session, household_id=UUID(household_id), today=wiring.clock.today()
            )

    @app.periodic(cron=_EVERY_MINUTE)
    @app.task(name="bank.sync_due", queueing_lock="bank.sync_due", pass_context=False)
    def sync_due(timestamp: int) -> None:
        with wiring.bank.unit_of_work() as session:
            now = wiring.clock.now()
            found = syncing.requeue_lost(session, wiring.queue, now=now)
            asked = syncing.request_due_syncs(
                session,
                wiring.queue,
                every=timedelta(hours=wiring.settings.sync_every_hours),
                now=now,
            )
        if asked or found:
            _log.info("asked for news", connections=asked, found=found, at=timestamp)

    @app.periodic(cron=_EVERY_HOUR)
    @app.task(
        name="consent.remind", queueing_lock="consent.remind", lock="consent.remind",
        pass_context=False,
    )  # fmt: skip
    def remind(timestamp: int) -> None:
        sent = reminders.send_due(
            wiring.bank.unit_of_work, settings=wiring.settings, now=wiring.clock.now()
        )
        if sent:
            _log.info("reminded of consents", reminders=sent, at=timestamp)

    @app.periodic(cron=_EVERY_HOUR)
    @app.task(name="feed.tend", queueing_lock="feed.tend", lock="feed.tend", pass_context=False)
    def tend_feed(timestamp: int) -> None:
        """Read kept evidence by today's rules, and let go of what was kept long enough."""
        reread = rows.tend(wiring.bank.evidence, wiring.bank.unit_of_work, now=wiring.clock.now())
        if reread:
            _log.info("evidence read again", rows=reread, at=timestamp)

    _sort_spending(app, wiring)
    _add_figures(app, wiring)
    return app


def _add_figures(app: procrastinate.App, wiring: Wiring) -> None:
    """Add the jobs that keep what figures are made of, after each sync and as days pass."""

    @app.task(name=KEEP_FIGURES, retry=_Again(), pass_context=False)
    def keep_figures(household_id: str, reason: str) -> None:
        keeping.keep_figures(
            wiring.bank,
            wiring.queue,
            household_id=UUID(household_id),
            reason=reason,
            clock=wiring.clock,
        )

    @app.task(name=CHECK_FORECASTS, queue=LOOKING_BACK, retry=_Again(), pass_context=False)
    def check_forecasts(household_id: str) -> None:
        keeping.check_forecasts(wiring.bank, household_id=UUID(household_id), clock=wiring.clock)

    @app.periodic(cron=_EVERY_HOUR)
    @app.task(name="figures.day", queueing_lock="figures.day", pass_context=False)
    def keep_the_day(timestamp: int) -> None:
        asked = keeping.ask_for_the_day(wiring.bank, wiring.queue, clock=wiring.clock)
        if asked:
            _log.info("asked for the day's figures", households=asked, at=timestamp)


async def work(wiring: Wiring, **options: Any) -> None:
    """Work until told to stop, with a sign of life that ends with the process."""
    life_line = LifeLine(wiring.engine)

    async def watched(run: Callable[[], Awaitable[Any]], context: JobContext, _: Worker) -> Any:
        job_id = context.job.id or 0
        life_line.doing.add(job_id)
        try:
            return await run()
        finally:
            life_line.doing.discard(job_id)

    app = worker_app(wiring, life_line)
    async with app.open_async():
        await life_line.open()
        # What an earlier worker was at when it was killed is gone on with at once.
        await life_line.hand_on_orphans()
        watch = asyncio.create_task(keep_watch(life_line))
        try:
            await app.run_worker_async(
                delete_jobs="successful",
                fetch_job_polling_interval=_LOOK_SECONDS,
                worker_middleware=[watched],
                **options,
            )
        finally:
            watch.cancel()
            with suppress(asyncio.CancelledError):
                await watch
            await life_line.let_go()


def _sort_spending(app: procrastinate.App, wiring: Wiring) -> None:
    """Add the jobs that sort rows: those a rule asks for, and those nobody sorted."""

    @app.task(name=SORT_SPENDING, pass_context=False)
    def sort_spending(run_id: str) -> None:
        arranging.run_sorting(wiring.bank.unit_of_work, run_id=UUID(run_id), now=wiring.clock.now())
        keeping.ask_after_sorting(wiring.bank, wiring.queue, run_id=UUID(run_id))

    @app.periodic(cron=_EVERY_MINUTE)
    @app.task(
        name="spending.sort_left_over", queueing_lock="spending.sort_left_over", pass_context=False
    )
    def sort_left_over(timestamp: int) -> None:
        arranging.sort_left_over(wiring.bank.unit_of_work, wiring.queue, now=wiring.clock.now())
        _log.debug("looked for rows to sort", at=timestamp)


def run(wiring: Wiring) -> None:
    """Work until told to stop."""
    if wiring.settings.is_demo:
        demo.prepare_in_background(wiring)
    try:
        asyncio.run(work(wiring, concurrency=_CONCURRENCY))
    finally:
        wiring.close()


def run_waiting(wiring: Wiring, *, queues: Sequence[str] | None = None) -> None:
    """Do what waits in the queue now, or in these queues alone, and return."""
    asyncio.run(
        work(wiring, concurrency=1, wait=False, install_signal_handlers=False, queues=queues)
    )
