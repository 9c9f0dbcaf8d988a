"""The engine and the unit of work: one transaction, committed at the edge."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session, sessionmaker

UnitOfWork = Callable[[], AbstractContextManager[Session]]


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


def is_reachable(engine: Engine) -> bool:
    """Return whether the database answers a trivial question."""
    with engine.connect() as connection:
        return bool(connection.execute(text("SELECT 1")).scalar_one() == 1)
