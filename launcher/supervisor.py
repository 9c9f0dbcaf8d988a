"""What `make run` does once everything is installed."""

import os
import signal
import threading
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import FrameType

from alembic import command
from alembic.config import Config
from pydantic import ValidationError
from sqlalchemy.exc import OperationalError

from app.core.config import Settings, WeakSettingsError
from launcher.postgres import embedded_postgres
from launcher.processes import Family, StartError, free_port, is_free

ROOT = Path(__file__).parents[1]
_WATCH_SECONDS = 0.3
_DEMO_BANK_PORT = 8300


def main() -> int:
    """Run until Ctrl-C; return the exit status."""
    stop = threading.Event()

    def stop_now(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGINT, stop_now)
    signal.signal(signal.SIGTERM, stop_now)
    try:
        return _run(_settings(), stop)
    except StartError as error:
        _say(f"Not started. {error}")
        return 1


def _settings() -> Settings:
    try:
        return Settings().checked()
    except WeakSettingsError as error:
        raise StartError(str(error)) from error
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(str(part) for part in problem['loc']).upper()}: {problem['msg']}"
            for problem in error.errors(include_url=False)
        )
        raise StartError(f"A setting is wrong. {wrong}") from error


def _run(settings: Settings, stop: threading.Event) -> int:
    if not is_free(settings.port):
        raise StartError(
            f"Port {settings.port} is in use: stop the program that has it, "
            f"or choose another with PORT={settings.port + 1} make run."
        )
    data = settings.data_dir.resolve()
    with _database(settings, data) as url:
        _migrate(url)
        family = Family(
            folder=ROOT, environment=_environment(settings, url, data), log_folder=data / "log"
        )
        try:
            return _serve(family, settings, stop)
        finally:
            family.stop()
            _say("Stopped. Your data is kept.")


def _database(settings: Settings, data: Path) -> AbstractContextManager[str]:
    if settings.database_url:
        return nullcontext(settings.database_url)
    return embedded_postgres(data / "postgres")


def _migrate(url: str) -> None:
    config = Config(ROOT / "api" / "alembic.ini")
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    try:
        command.upgrade(config, "head")
    except OperationalError as error:
        raise StartError(
            "The database of DATABASE_URL does not answer: is PostgreSQL running there?"
        ) from error


def _environment(settings: Settings, url: str, data: Path) -> dict[str, str]:
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DATA_DIR": str(data),
        "PORT": str(settings.port),
        "PYTHONPATH": os.pathsep.join((str(ROOT / "api"), str(ROOT))),
        "UI_DIR": str(ROOT / "ui" / "dist"),
    }
    if settings.is_demo and not settings.truelayer_auth_url:
        port = _DEMO_BANK_PORT if is_free(_DEMO_BANK_PORT) else free_port(beside=(settings.port,))
        environment |= {
            "DEMO_BANK_HOST": "127.0.0.1",
            "DEMO_BANK_PORT": str(port),
            "DEMO_BANK_CLIENT_ID": "demo-finance-tracker",
            "DEMO_BANK_CLIENT_SECRET": "demo-secret",
            "DEMO_BANK_STATE": str(data / "demo-bank.json"),
            "TRUELAYER_AUTH_URL": f"http://localhost:{port}",
            "TRUELAYER_API_URL": f"http://localhost:{port}",
            "TRUELAYER_CLIENT_ID": "demo-finance-tracker",
            "TRUELAYER_CLIENT_SECRET": "demo-secret",
            "TRUELAYER_PROVIDERS": "uk-ob-all uk-oauth-all",
        }
        if settings.today is not None:
            environment["TODAY"] = settings.today.isoformat()
    return environment


def _serve(family: Family, settings: Settings, stop: threading.Event) -> int:
    demo_port = family.environment.get("DEMO_BANK_PORT")
    if demo_port:
        family.start("demo-bank", "demo_bank", "--host", "127.0.0.1", "--port", demo_port)
    family.start(
        "api", "uvicorn", "app.main:create_app", "--factory",
        "--host", "127.0.0.1", "--port", str(settings.port), "--log-level", "warning",
    )  # fmt: skip
    family.start("worker", "app.jobs")
    if demo_port:
        family.wait_until_ready("demo-bank", f"http://127.0.0.1:{demo_port}/health", stop)
    family.wait_until_ready("api", f"http://127.0.0.1:{settings.port}/api/v1/health", stop)
    if not stop.is_set():
        _say(f"Logs are in {family.log_folder}. Ctrl-C stops everything.")
        _say(f"Finance Tracker is at http://localhost:{settings.port}")
    while not stop.wait(_WATCH_SECONDS):
        ended = family.ended()
        if ended is not None:
            raise StartError(family.failure(ended))
    return 0


def _say(sentence: str) -> None:
    print(sentence, flush=True)
