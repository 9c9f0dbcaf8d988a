"""The engine and the unit of work: one transaction, committed at the edge."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker

UnitOfWork = Callable[[], AbstractContextManager[Session]]
Alone = Callable[[str], AbstractContextManager[bool]]


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


def unit_of_work(engine: Engine) -> UnitOfWork:
    """Return a factory of transactions: committed when the block ends, undone if it raises."""
    make_session = sessionmaker(engine, expire_on_commit=False)

    @contextmanager
    def begin() -> Iterator[Session]:
        with make_session.begin() as session:
            yield session

    return begin


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
