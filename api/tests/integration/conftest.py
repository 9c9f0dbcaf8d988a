"""A real PostgreSQL, migrated by Alembic, with a database for each worker."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import override
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import bcrypt
import pytest
from alembic import command
from alembic.config import Config
from fastapi.testclient import TestClient
from pydantic import SecretStr
from sqlalchemy import create_engine, delete, make_url, table, text

from app.bank.fake import FakeBank, FakeConnection, FakeSession
from app.bank.protocol import Institution
from app.core.config import AppEnv, Settings
from app.core.job_queue import LOOKING_BACK
from app.jobs.worker import run_waiting
from app.main import create_app
from app.routers import banking
from app.services.feed.connecting import state_of
from app.services.wiring import Wiring, wire
from launcher.postgres import embedded_postgres

API = Path(__file__).parents[2]
TODAY = date(2026, 11, 19)
PASSWORD = "correct horse battery"


@pytest.fixture(scope="session")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve ``TEST_DATABASE_URL``, or the server that comes along, shared by the workers."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    with embedded_postgres(shared / "postgres") as url:
        yield url


def alembic_config(url: str) -> Config:
    """Return Alembic's configuration for that database."""
    config = Config(API / "alembic.ini")
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


@pytest.fixture(scope="session")
def make_database(server_url: str) -> Callable[[], str]:
    """Return a way to get an empty database."""

    def make() -> str:
        name = f"test_{uuid4().hex}"
        admin = create_engine(server_url, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}"'))
        admin.dispose()
        return make_url(server_url).set(database=name).render_as_string(hide_password=False)

    return make


@pytest.fixture(scope="session")
def database_url(make_database: Callable[[], str]) -> str:
    """Return a migrated database, one a worker."""
    url = make_database()
    command.upgrade(alembic_config(url), "head")
    return url


@pytest.fixture(autouse=True)
def quick_salts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make bcrypt as quick as it can be: its cost is a unit test's business."""
    salt = bcrypt.gensalt
    monkeypatch.setattr(bcrypt, "gensalt", lambda **_rounds: salt(rounds=4))


def settings_for(database_url: str, folder: Path) -> Settings:
    """Return development settings with the day fixed to domain.md's example."""
    return Settings(
        _env_file=None,
        app_env=AppEnv.DEVELOPMENT,
        database_url=database_url,
        secret_key=SecretStr("a key for tests that is long enough to sign with"),
        encryption_key=SecretStr("MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA="),
        today=TODAY,
        data_dir=folder,
        ui_dir=folder / "no-ui",
        truelayer_client_id="client",
    )


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Return settings for the worker's database."""
    return settings_for(database_url, tmp_path)


class BankOfThatDay(FakeBank):
    """A bank where tokens expire in real time, but the day is the one under test."""

    def __init__(self) -> None:
        super().__init__(now=lambda: datetime.now(UTC))  # noqa: TID251 - see above
        self.today = TODAY

    @override
    def open(self, *, access_token: str, psu_ip: str | None) -> FakeSession:
        self.psu_ips.append(psu_ip)
        return FakeSession(bank=self, access_token=access_token, today=self.today)


@pytest.fixture
def bank() -> FakeBank:
    """Return a bank in memory that honours the protocol's contract."""
    fake = BankOfThatDay()
    fake.banks = [
        Institution(
            provider_id="fake-bank",
            display_name="Fake Bank",
            logo_url=None,
            scopes=frozenset({"accounts", "balance", "transactions"}),
        )
    ]
    return fake


@pytest.fixture
def wiring(settings: Settings, bank: FakeBank) -> Iterator[Wiring]:
    """Return the application's parts on an empty database."""
    wired = wire(settings, provider=bank)
    _empty(wired)
    yield wired
    wired.engine.dispose()
    wired.reading_engine.dispose()


def _empty(wired: Wiring) -> None:
    # Most tables are empty: deleting is three times as quick as truncating them all.
    with wired.engine.begin() as connection:
        names = connection.execute(
            text(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' "
                "AND tablename <> 'alembic_version'"
            )
        ).scalars()
        # Without their triggers and in whatever order.
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text("; ".join(str(delete(table(name))) for name in names)))


@pytest.fixture
def other_day(wiring: Wiring, bank: FakeBank) -> Callable[[date], None]:
    """Return a way to let days pass: for the person, the worker and the bank."""

    def pass_to(day: date) -> None:
        object.__setattr__(wiring.clock, "fixed_on", day)
        if isinstance(bank, BankOfThatDay):
            bank.today = day

    return pass_to


@pytest.fixture
def client(wiring: Wiring) -> Iterator[TestClient]:
    """Return a browser that has not signed in."""
    with TestClient(create_app(wiring), base_url="http://localhost") as browser:
        yield browser


@pytest.fixture
def on(wiring: Wiring) -> Callable[[date], TestClient]:
    """Return a way to see the same data on another day."""

    def another_day(day: date) -> TestClient:
        clock = replace(wiring.clock, fixed_on=day)
        return TestClient(create_app(replace(wiring, clock=clock)), base_url="http://localhost")

    return another_day


@pytest.fixture
def sign_up(client: TestClient) -> Callable[[str], dict[str, str]]:
    """Return a way to make a person, giving the headers a program of theirs sends."""

    def make(email: str) -> dict[str, str]:
        client.post("/api/v1/auth/register", json={"email": email, "password": PASSWORD})
        answer = client.post("/api/v1/auth/login", json={"email": email, "password": PASSWORD})
        client.cookies.clear()
        return {"Authorization": f"Bearer {answer.json()['access_token']}"}

    return make


@pytest.fixture
def headers(sign_up: Callable[[str], dict[str, str]]) -> dict[str, str]:
    """Return a signed-in program's headers."""
    return sign_up("alex@example.com")


type Connect = Callable[[FakeConnection, dict[str, str]], str]


@pytest.fixture
def connect(
    client: TestClient,
    bank: FakeBank,
    run_jobs: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> Connect:
    """Return a way to connect the bank as a person does and have it read, giving its id."""
    # No worker runs beside a test: nothing would be waited for.
    monkeypatch.setattr(banking, "_BACK_FILL_WAIT_SECONDS", 0.0)

    def through_consent(connection: FakeConnection, headers: dict[str, str]) -> str:
        link = client.get(
            "/api/v1/banking/connect", params={"provider_id": "fake-bank"}, headers=headers
        ).json()["auth_url"]
        code = uuid4().hex
        bank.grant(code=code, connection=connection)
        answer = client.get(
            "/api/v1/banking/callback",
            params={"code": code, "state": state_of(link)},
            headers=headers,
            follow_redirects=False,
        )
        run_jobs()
        return parse_qs(urlsplit(answer.headers["location"]).query)["connected"][0]

    return through_consent


@pytest.fixture
def run_jobs(wiring: Wiring) -> Callable[[], None]:
    """Return a way to have a worker do what waits, but for looking back over a year of forecasts.

    That is half of a first sync's work and a few tests' business: `look_back` does it.
    """

    def work() -> None:
        run_waiting(wiring, queues=["default"])

    return work


@pytest.fixture
def look_back(wiring: Wiring) -> Callable[[], None]:
    """Return a way to have a worker check past forecasts."""

    def work() -> None:
        run_waiting(wiring, queues=[LOOKING_BACK])

    return work
