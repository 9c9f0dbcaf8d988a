"""The worker: runs what was enqueued, and asks by itself when it is time."""

from datetime import timedelta
from uuid import UUID

import procrastinate
import structlog

from app.core.job_queue import SYNC_CONNECTION, conninfo
from app.services import demo, syncing
from app.services.wiring import Wiring

_LOOK_FOR_DUE = "*/5 * * * *"
_RESCUE = "* * * * *"
_CONCURRENCY = 4
_log = structlog.get_logger(__name__)


def worker_app(wiring: Wiring) -> procrastinate.App:
    """Return the queue with its jobs; jobs take ids, and running one twice does no harm."""
    app = procrastinate.App(
        connector=procrastinate.PsycopgConnector(conninfo=conninfo(wiring.engine))
    )

    @app.task(name=SYNC_CONNECTION, pass_context=False)
    def sync_connection(part_id: str, psu_ip: str | None) -> None:
        syncing.run_part(wiring.bank, part_id=UUID(part_id), psu_ip=psu_ip, clock=wiring.clock)

    @app.periodic(cron=_LOOK_FOR_DUE)
    @app.task(name="bank.sync_due", queueing_lock="bank.sync_due", pass_context=False)
    def sync_due(timestamp: int) -> None:
        with wiring.bank.unit_of_work() as session:
            asked = syncing.request_due_syncs(
                session,
                wiring.queue,
                every=timedelta(hours=wiring.settings.sync_every_hours),
                now=wiring.clock.now(),
            )
        if asked:
            _log.info("asked for news", connections=asked, at=timestamp)

    @app.periodic(cron=_RESCUE)
    @app.task(name="jobs.rescue", queueing_lock="jobs.rescue", pass_context=False)
    async def rescue(timestamp: int) -> None:
        """Hand the jobs of a worker that died to one that lives."""
        for job in await app.job_manager.get_stalled_jobs():
            _log.warning("job resumed", job_id=job.id, at=timestamp)
            await app.job_manager.retry_job(job)

    return app


def run(wiring: Wiring) -> None:
    """Work until told to stop."""
    if wiring.settings.is_demo:
        demo.prepare_in_background(wiring)
    try:
        worker_app(wiring).run_worker(concurrency=_CONCURRENCY, delete_jobs="successful")
    finally:
        wiring.close()


def run_waiting(wiring: Wiring) -> None:
    """Do what waits in the queue now, and return."""
    worker_app(wiring).run_worker(
        concurrency=1, delete_jobs="successful", wait=False, install_signal_handlers=False
    )
