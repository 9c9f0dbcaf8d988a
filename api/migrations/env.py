"""How Alembic reaches the database: the URL is the application's, or the caller's."""

from alembic import context
from sqlalchemy import create_engine, pool, text

from app.core.config import load_settings
from app.models import Base


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Leave the queue's own tables to the queue's own schema."""
    return not (kind == "table" and name is not None and name.startswith("procrastinate_"))


def run() -> None:
    """Migrate on the caller's connection if it brought one, else on the configured database."""
    url = context.config.get_main_option("sqlalchemy.url") or load_settings().database_url
    engine = create_engine(url, poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            include_name=_is_ours,
        )
        with context.begin_transaction():
            # Two starting processes migrate one after the other, and a migration that
            # cannot get its lock gives up instead of stopping everybody.
            connection.execute(text("SELECT pg_advisory_xact_lock(7246021)"))
            connection.execute(text("SET LOCAL lock_timeout = '10s'"))
            context.run_migrations()
    engine.dispose()


run()
