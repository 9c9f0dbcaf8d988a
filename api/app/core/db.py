"""The engine and the unit of work: one transaction, committed at the edge."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from uuid import UUID

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, sessionmaker

UnitOfWork = Callable[[], AbstractContextManager[Session]]
Alone = Callable[[str], AbstractContextManager[bool]]
_WRITTEN = "tables written"


def connect(url: str) -> Engine:
    """Return an engine whose sessions give up waiting rather than hang a person's request."""
    return create_engine(
        url,
        pool_size=10,
        max_overflow=10,
        pool_pre_ping=True,
        # An error's text must not carry what a statement was given: descriptions, amounts, tokens.
        hide_parameters=True,
        connect_args={
            "connect_timeout": 5,
            "options": "-c lock_timeout=15000 -c timezone=UTC",
        },
    )


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
