"""The queue, in the same PostgreSQL: jobs are named here and written in `jobs`."""

from typing import Any
from uuid import UUID

import procrastinate
from sqlalchemy import Engine
from sqlalchemy.orm import Session

SYNC_CONNECTION = "bank.sync_connection"


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

    def sync_connection(
        self, session: Session, *, part_id: UUID, connection_id: UUID, psu_ip: str | None
    ) -> None:
        """Ask a worker to run one part of a sync; parts of one connection run one at a time."""
        self._defer(
            session,
            SYNC_CONNECTION,
            lock=f"connection:{connection_id}",
            part_id=str(part_id),
            psu_ip=psu_ip,
        )

    def _defer(self, session: Session, name: str, *, lock: str, **arguments: Any) -> None:
        driver = session.connection().connection.driver_connection
        self._app.configure_task(name, lock=lock, connection=driver, allow_unknown=True).defer(
            **arguments
        )
