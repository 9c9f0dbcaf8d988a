"""A served bank whose every answer can go wrong, and a household connected to it."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
import uvicorn
from alembic import command
from fastapi.testclient import TestClient
from pydantic import SecretStr
from sqlalchemy import text

from app.bank.demo_consent import consented_code
from app.core.config import AppEnv, Settings
from app.jobs.worker import run_waiting
from app.main import create_app
from app.services.feed import syncing
from app.services.wiring import Wiring, wire
from demo_bank.app import create_app as create_demo_bank
from launcher.processes import free_port
from tests.integration.conftest import alembic_config, settings_for

V1 = "/api/v1"
BANK, ACCOUNT = "ob-demo-bills", "northway-joint"


@contextmanager
def served_bank(settings: Settings) -> Iterator[str]:
    """Serve a demo bank on the day of the tests, and stop it afterwards."""
    port = free_port()
    application = create_demo_bank(today=settings.today, control_enabled=True)
    server = uvicorn.Server(
        uvicorn.Config(
            application, host="127.0.0.1", port=port, log_level="error", timeout_graceful_shutdown=1
        )
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def wired_to(settings: Settings, bank_url: str) -> Iterator[Wiring]:
    """Wire the application with the real client."""
    wired = wire(
        settings.model_copy(
            update={
                "app_env": AppEnv.DEVELOPMENT,
                "truelayer_client_id": "demo-finance-tracker",
                "truelayer_client_secret": SecretStr("demo-secret"),
                "truelayer_auth_url": bank_url,
                "truelayer_api_url": bank_url,
                "truelayer_providers": "uk-ob-all uk-oauth-all",
            }
        )
    )
    try:
        yield wired
    finally:
        wired.close()


@pytest.fixture
def bank_url(settings: Settings) -> Iterator[str]:
    """Return a bank's address."""
    with served_bank(settings) as url:
        yield url


@pytest.fixture
def wiring(
    settings: Settings,
    bank_url: str,
    wiring: Wiring,  # noqa: ARG001 - it empties the database
) -> Iterator[Wiring]:
    """Return the application's parts with the real client."""
    with wired_to(settings, bank_url) as wired:
        yield wired


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """A person connected to one bank, and what the bank says is true."""

    browser: TestClient
    wiring: Wiring
    bank_url: str
    connection_id: str
    account: str = ACCOUNT

    def control(self, method: str, path: str, body: Any = None) -> Any:
        """Ask the bank's back door."""
        answer = httpx2.request(method, f"{self.bank_url}/_control/{path}", json=body, timeout=20.0)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    def ask(self) -> str:
        """Ask for news; return the run's id."""
        answer = self.browser.post(
            f"{V1}/banking/sync/transactions", json={"connection_id": self.connection_id}
        )
        assert answer.status_code == 202, answer.text
        return str(answer.json()["id"])

    def sync(self) -> dict[str, Any]:
        """Ask for news, have it fetched here and now, and return what was done."""
        run_id = self.ask()
        with self.wiring.engine.connect() as connection:
            [part_id] = connection.execute(
                text("SELECT id FROM sync_parts WHERE run_id = :run_id"), {"run_id": run_id}
            ).scalars()
        syncing.run_part(self.wiring.bank, part_id=part_id, clock=self.wiring.clock)
        return self.run(run_id)

    def run(self, run_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.browser.get(f"{V1}/banking/syncs/{run_id}").json()
        return found

    def connection(self) -> dict[str, Any]:
        [found] = self.browser.get(f"{V1}/banking/connections").json()
        return dict(found)

    def stored(self, status: str = "booked") -> Counter[tuple[str, int]]:
        """Return the rows kept, as days and amounts, each as often as it is kept."""
        with self.wiring.engine.connect() as connection:
            rows = connection.execute(
                text("SELECT booked_on, amount_minor FROM transactions WHERE status = :status"),
                {"status": status},
            )
            return Counter((day.isoformat(), amount) for day, amount in rows)

    def true(self, status: str = "booked") -> Counter[tuple[str, int]]:
        """Return the bank's rows in the same shape, from where its history was read."""
        with self.wiring.engine.connect() as connection:
            since = connection.execute(
                text("SELECT min(transactions_from) FROM accounts")
            ).scalar_one()
        rows = self.control("GET", f"rows/{self.account}")[status]
        return Counter(
            (row["day"], row["amount"]) for row in rows if row["day"] >= since.isoformat()
        )


@contextmanager
def connected_household(wiring: Wiring, bank_url: str) -> Iterator[Household]:
    """Let a person connect the bank, and have it read."""
    with TestClient(
        create_app(wiring), base_url="http://localhost", follow_redirects=False
    ) as browser:
        person = {"email": "alex@example.com", "password": "correct horse battery"}
        browser.post(f"{V1}/auth/register", json=person)
        token = browser.post(f"{V1}/auth/login", json=person).json()["access_token"]
        browser.headers["Authorization"] = f"Bearer {token}"
        link = browser.get(f"{V1}/banking/connect?provider_id={BANK}").json()["auth_url"]
        code = consented_code(link, redirect_uri=wiring.settings.redirect_uri)
        back = browser.get(
            f"{V1}/banking/callback",
            params={"code": code, "state": parse_qs(urlsplit(link).query)["state"][0]},
        )
        run_waiting(wiring, queues=["default"])
        yield Household(
            browser=browser,
            wiring=wiring,
            bank_url=bank_url,
            connection_id=parse_qs(urlsplit(back.headers["location"]).query)["connected"][0],
        )


@pytest.fixture
def household(
    wiring: Wiring, bank_url: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Household]:
    """Return a person who connected the bank and had it read."""
    monkeypatch.setattr("app.routers.banking._BACK_FILL_WAIT_SECONDS", 0)
    with connected_household(wiring, bank_url) as found:
        yield found


@pytest.fixture(scope="module")
def tried_household(
    make_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Household]:
    """Return a household that many tests try, one after the other, in a database of its own."""
    url = make_database()
    command.upgrade(alembic_config(url), "head")
    settings = settings_for(url, tmp_path_factory.mktemp("tried"))
    with (
        pytest.MonkeyPatch.context() as patch,
        served_bank(settings) as bank_url,
        wired_to(settings, bank_url) as wiring,
    ):
        patch.setattr("app.routers.banking._BACK_FILL_WAIT_SECONDS", 0)
        with connected_household(wiring, bank_url) as found:
            yield found
