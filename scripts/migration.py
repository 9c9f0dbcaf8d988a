"""Write a migration from what the models say that a migrated database does not."""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config

from launcher.postgres import embedded_postgres

ROOT = Path(__file__).parents[1]


def main(message: str, revision: str) -> None:
    """Write ``<revision>_<message>.py``; read it before committing it."""
    with tempfile.TemporaryDirectory() as folder, embedded_postgres(Path(folder) / "pg") as url:
        config = Config(ROOT / "api" / "alembic.ini")
        config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
        command.upgrade(config, "head")
        command.revision(config, message=message, rev_id=revision, autogenerate=True)


if __name__ == "__main__":
    main(*sys.argv[1:3])
