"""Migrations lead to what the models say, and back."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, inspect

from app.core.config import Settings


def _config(url: str) -> Config:
    config = Config(Path(__file__).parents[3] / "alembic.ini")
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def _tables(url: str) -> set[str]:
    engine = create_engine(url)
    try:
        return set(inspect(engine).get_table_names())
    finally:
        engine.dispose()


class TestMigrations:
    def test_go_up_all_the_way_down_and_up_again(self, make_database: Callable[[], str]) -> None:
        url = make_database()
        config = _config(url)

        command.upgrade(config, "head")
        after_first = _tables(url)
        command.downgrade(config, "base")
        at_base = _tables(url)
        command.upgrade(config, "head")

        assert {"households", "transactions", "procrastinate_jobs"} <= after_first
        assert at_base == {"alembic_version"}
        assert _tables(url) == after_first

    def test_leave_nothing_the_models_say_unsaid(self, settings: Settings) -> None:
        command.check(_config(settings.database_url))
