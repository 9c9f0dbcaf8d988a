"""The engine, the unit of work (one transaction, committed at the edge), and reading."""

import select
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any
from uuid import UUID

import orjson
import psycopg
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, sessionmaker

UnitOfWork = Callable[[], AbstractContextManager[Session]]
Alone = Callable[[str], AbstractContextManager[bool]]
_WRITTEN = "tables written"
_LEFT_AT = "left at"
# What was used a moment ago needs no question whether it is still there.
_TRUSTED_SECONDS = 20.0


class WritingWhileReadingError(Exception):
    """Something was to be written where things are only read: a bug of ours."""


def connect(url: str) -> Engine:
    """Return an engine whose sessions give up waiting rather than hang a person's request."""
    return _engine(url)


def connect_to_read(url: str) -> Engine:
    """Return an engine without transactions: each question is a journey of its own.

    A transaction costs two journeys more, and what only reads needs none.
    """
    return _engine(url, isolation_level="AUTOCOMMIT", pool_reset_on_return=None)


def _engine(url: str, **options: Any) -> Engine:
    engine = create_engine(
        url,
        pool_size=10,
        max_overflow=10,
        # An error's text must not carry what a statement was given: descriptions, amounts, tokens.
        hide_parameters=True,
        connect_args={
            "connect_timeout": 5,
            "options": "-c lock_timeout=15000 -c timezone=UTC",
        },
        json_deserializer=orjson.loads,
        **options,
    )

    def note_time(_connection: object, record: Any) -> None:
        record.info[_LEFT_AT] = time.monotonic()

    def check(connection: Any, record: Any, _proxy: object) -> None:
        idle = time.monotonic() - record.info.get(_LEFT_AT, 0.0)
        if idle > _TRUSTED_SECONDS or _has_news(connection):
            try:
                engine.dialect.do_ping(connection)
            except psycopg.Error as error:
                raise DisconnectionError from error

    event.listen(engine, "checkin", note_time)
    event.listen(engine, "checkout", check)
    return engine


def _has_news(connection: psycopg.Connection) -> bool:
    """Return whether the server wrote though nothing was asked: mostly that it went away."""
    if connection.closed:
        return True
    poll = select.poll()
    poll.register(connection.pgconn.socket, select.POLLIN)
    return bool(poll.poll(0))


def unit_of_work(
    engine: Engine, *, before_commit: Callable[[Session], None] | None = None
) -> UnitOfWork:
    """Return a factory of transactions: committed when the block ends, undone if it raises.

    ``before_commit`` is the last thing done in each: what has to be right in the same
    transaction as what was written. It may ask `tables_written`.
    """
    make_session = sessionmaker(engine, expire_on_commit=False)
    event.listen(make_session, "do_orm_execute", _note_statement)
    event.listen(make_session, "after_flush", _note_flush)

    @contextmanager
    def begin() -> Iterator[Session]:
        with make_session.begin() as session:
            yield session
            if before_commit is not None:
                session.flush()
                before_commit(session)

    return begin


def reading(engine: Engine) -> UnitOfWork:
    """Return a factory of sessions that only read, of an engine without transactions."""
    make_session = sessionmaker(engine, expire_on_commit=False)
    event.listen(make_session, "before_flush", _refuse_flush)

    @contextmanager
    def begin() -> Iterator[Session]:
        with make_session() as session:
            yield session

    return begin


def _refuse_flush(session: Session, _context: UOWTransaction, _rows: object) -> None:
    if session.new or session.dirty or session.deleted:
        raise WritingWhileReadingError


def ask(
    session: Session,
    question: str,
    named: Mapping[str, Any],
    *,
    is_planned_anew: bool = False,
) -> list[tuple[Any, ...]]:
    """Return the rows that answer a question put in PostgreSQL's own words, ``%(name)s`` given.

    For what is asked at every request: it goes straight to the driver, in the session's
    transaction, for a fifth of what a statement of SQLAlchemy costs before it is sent.
    ``is_planned_anew`` is for questions whose best plan depends on what is given.
    """
    return _run(session, question, named, is_planned_anew=is_planned_anew).fetchall()


def tell(session: Session, statement: str, named: Mapping[str, Any]) -> int:
    """Run a statement in PostgreSQL's own words; return how many rows it changed.

    `tables_written` does not hear of it: it is for writing what follows from what was written.
    """
    return _run(session, statement, named, is_planned_anew=True).rowcount


def _run(
    session: Session, statement: str, named: Mapping[str, Any], *, is_planned_anew: bool
) -> psycopg.Cursor[tuple[Any, ...]]:
    session.flush()
    driver = session.connection().connection.driver_connection
    assert isinstance(driver, psycopg.Connection)  # noqa: S101 - the only driver there is
    try:
        return driver.execute(statement.encode(), named, prepare=False if is_planned_anew else None)
    except psycopg.Error as error:
        # As the rest of the application knows the database's failures.
        raise DBAPIError.instance(
            statement, None, error, psycopg.Error, hide_parameters=True
        ) from error


def tables_written(session: Session) -> frozenset[tuple[str, UUID | None]]:
    """Return the tables written so far in this unit of work, each with whose row it was.

    A statement over many rows does not say whose: None.
    """
    return frozenset(session.info.get(_WRITTEN, ()))


def _note_statement(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        table = getattr(state.statement, "table", None)
        name = getattr(table, "name", "")
        state.session.info.setdefault(_WRITTEN, set()).add((name, None))


def _note_flush(session: Session, _context: UOWTransaction) -> None:
    written = session.info.setdefault(_WRITTEN, set())
    for row in (*session.new, *session.dirty, *session.deleted):
        written.add((row.__tablename__, getattr(row, "household_id", None)))


def alone(engine: Engine) -> Alone:
    """Return a way to do something nobody else does under that name at the same time.

    The lock hangs on a database connection of its own, so that it ends with the process however
    that ends; no transaction is open meanwhile.
    """

    @contextmanager
    def begin(name: str) -> Iterator[bool]:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            key = {"name": name}
            is_ours = bool(
                connection.execute(
                    text("SELECT pg_try_advisory_lock(hashtextextended(:name, 0))"), key
                ).scalar_one()
            )
            try:
                yield is_ours
            finally:
                if is_ours:
                    with suppress(DBAPIError):
                        # A connection that was lost has taken the lock with it.
                        connection.execute(
                            text("SELECT pg_advisory_unlock(hashtextextended(:name, 0))"), key
                        )

    return begin


def is_reachable(engine: Engine) -> bool:
    """Return whether the database answers a trivial question."""
    with engine.connect() as connection:
        return bool(connection.execute(text("SELECT 1")).scalar_one() == 1)
