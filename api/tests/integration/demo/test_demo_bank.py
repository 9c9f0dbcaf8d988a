"""The whole way over real HTTP: link, consent page, tokens, sync and end, at the demo bank."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
import uvicorn
from fastapi.testclient import TestClient
from pydantic import SecretStr
from sqlalchemy import text

from app.bank.demo_consent import consented_code
from app.core.config import AppEnv, Settings
from app.main import create_app
from app.services import demo
from app.services.wiring import Wiring, wire
from demo_bank.app import create_app as create_demo_bank
from launcher.processes import free_port

V1 = "/api/v1"
HARBOUR, BILLS, AMEX = "ob-demo-highstreet", "ob-demo-bills", "ob-demo-amex"
ALL_BANKS = {HARBOUR, BILLS, AMEX, "ob-demo-app"}


@pytest.fixture
def demo_bank(settings: Settings) -> Iterator[str]:
    """Serve a demo bank on this machine, on the day of the tests, and stop it afterwards."""
    port = free_port()
    application = create_demo_bank(today=settings.today, control_enabled=True)
    server = uvicorn.Server(
        uvicorn.Config(application, host="127.0.0.1", port=port, log_level="error")
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def wiring(
    settings: Settings,
    demo_bank: str,
    wiring: Wiring,  # noqa: ARG001 - it empties the database
) -> Iterator[Wiring]:
    """Return the application's parts with the real TrueLayer client."""
    wired = wire(
        settings.model_copy(
            update={
                "app_env": AppEnv.DEMO,
                "truelayer_client_id": "demo-finance-tracker",
                "truelayer_client_secret": SecretStr("demo-secret"),
                "truelayer_auth_url": demo_bank,
                "truelayer_api_url": demo_bank,
                "truelayer_providers": "uk-ob-all uk-oauth-all",
            }
        )
    )
    yield wired
    wired.close()


@pytest.fixture
def browser(wiring: Wiring, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """Return a person's browser, signed in, with a bearer token for what it changes."""
    monkeypatch.setattr("app.routers.banking._BACK_FILL_WAIT_SECONDS", 0)
    with TestClient(
        create_app(wiring), base_url="http://localhost", follow_redirects=False
    ) as client:
        person = {"email": "alex@example.com", "password": "correct horse battery"}
        client.post(f"{V1}/auth/register", json=person)
        token = client.post(f"{V1}/auth/login", json=person).json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        yield client


@pytest.fixture
def connect(
    browser: TestClient, wiring: Wiring, run_jobs: Callable[[], None]
) -> Callable[[str], str]:
    """Return a way to connect a bank by its consent page; it gives the connection's id."""

    def connected(provider_id: str) -> str:
        link = browser.get(f"{V1}/banking/connect?provider_id={provider_id}").json()["auth_url"]
        code = consented_code(link, redirect_uri=wiring.settings.redirect_uri)
        state = parse_qs(urlsplit(link).query)["state"][0]
        back = browser.get(f"{V1}/banking/callback", params={"code": code, "state": state})
        assert back.status_code == 303
        run_jobs()
        return parse_qs(urlsplit(back.headers["location"]).query)["connected"][0]

    return connected


def _sync(browser: TestClient, run_jobs: Callable[[], None]) -> dict[str, Any]:
    run = browser.post(f"{V1}/banking/sync/transactions").json()
    run_jobs()
    found: dict[str, Any] = browser.get(f"{V1}/banking/syncs/{run['id']}").json()
    return found


def _all_rows(browser: TestClient) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    cursor: str | None = None
    while True:
        page = browser.get(
            f"{V1}/banking/transactions",
            params={"limit": 500, **({"cursor": cursor} if cursor else {})},
        ).json()
        rows += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return rows


def _truth(demo_bank: str, account: str) -> dict[str, Any]:
    found: dict[str, Any] = httpx2.get(f"{demo_bank}/_control/rows/{account}").json()
    return found


def _since(rows: list[dict[str, Any]], day: str) -> Counter[tuple[str, int]]:
    return Counter((row["date"], row["amount"]) for row in rows if row["date"] >= day)


class TestConnecting:
    def test_brings_over_every_row_and_the_balance_of_every_account(
        self, browser: TestClient, connect: Callable[[str], str], demo_bank: str
    ) -> None:
        connect(HARBOUR)

        accounts = browser.get(f"{V1}/banking/accounts").json()
        current = next(each for each in accounts if each["kind"] == "current")
        ours = [row for row in _all_rows(browser) if row["account_id"] == current["id"]]
        truth = _truth(demo_bank, "harbour-current")
        booked = [{"date": row["day"], "amount": row["amount"]} for row in truth["booked"]]
        since = current["transactions_from"]
        assert since <= "2024-11-19"
        assert current["balance"] == truth["balance"]
        assert _since([row for row in ours if row["status"] == "booked"], since) == _since(
            booked, since
        )
        assert sum(row["status"] == "pending" for row in ours) == len(truth["pending"])

    def test_reads_cards_as_debt_whatever_sign_their_rows_come_with(
        self, browser: TestClient, connect: Callable[[str], str], demo_bank: str
    ) -> None:
        connect(AMEX)

        [card] = browser.get(f"{V1}/banking/accounts").json()
        rows = [row for row in _all_rows(browser) if row["status"] == "booked"]
        truth = _truth(demo_bank, "meridian-card")
        assert card["owed"] == -truth["balance"]
        assert card["in_cash_pool"] is False
        assert _since(rows, card["transactions_from"]) == _since(
            [{"date": row["day"], "amount": row["amount"]} for row in truth["booked"]],
            card["transactions_from"],
        )

    def test_stores_no_token_in_clear(self, wiring: Wiring, connect: Callable[[str], str]) -> None:
        connect(HARBOUR)

        with wiring.engine.connect() as connection:
            row = connection.execute(text("SELECT * FROM connections")).mappings().one()
        access = wiring.bank.vault.decrypt(row["access_token_encrypted"])
        refresh = wiring.bank.vault.decrypt(row["refresh_token_encrypted"])
        stored = str(dict(row))
        assert access not in stored
        assert refresh not in stored


class TestSyncing:
    @pytest.mark.parametrize("bank", [HARBOUR, BILLS])
    def test_changes_nothing_the_second_time(
        self,
        bank: str,
        browser: TestClient,
        connect: Callable[[str], str],
        run_jobs: Callable[[], None],
    ) -> None:
        connect(bank)
        before = {row["id"]: row["amount"] for row in _all_rows(browser)}

        run = _sync(browser, run_jobs)

        assert (run["status"], run["problems"]) == ("succeeded", [])
        assert (run["added"], run["updated"], run["removed"]) == (0, 0, 0)
        assert {row["id"]: row["amount"] for row in _all_rows(browser)} == before

    def test_keeps_what_it_had_when_an_account_cannot_be_read(
        self,
        browser: TestClient,
        connect: Callable[[str], str],
        run_jobs: Callable[[], None],
        demo_bank: str,
    ) -> None:
        connect(HARBOUR)
        before = len(_all_rows(browser))
        httpx2.post(
            f"{demo_bank}/_control/faults",
            json={"match": "GET */transactions", "error": "validation_error", "status": 400},
        )

        run = _sync(browser, run_jobs)

        assert run["status"] == "partial"
        assert run["problems"]
        assert len(_all_rows(browser)) == before

    def test_shows_a_settled_row_once_with_its_final_amount(
        self,
        browser: TestClient,
        connect: Callable[[str], str],
        run_jobs: Callable[[], None],
        demo_bank: str,
    ) -> None:
        httpx2.put(
            f"{demo_bank}/_control/pending/harbour-current",
            json=[
                {
                    "key": "fuel-hold",
                    "account": "harbour-current",
                    "day": "2026-11-19",
                    "amount": -10_000,
                    "description": "SHELL FUEL HOLD",
                }
            ],
        )
        connect(HARBOUR)
        httpx2.post(
            f"{demo_bank}/_control/settle",
            json={
                "key": "fuel-hold",
                "account": "harbour-current",
                "booked_key": "fuel-settled",
                "amount": -6_100,
            },
        )

        _sync(browser, run_jobs)

        fuel = [row for row in _all_rows(browser) if "SHELL FUEL" in row["description"].upper()]
        assert [(row["amount"], row["status"]) for row in fuel] == [(-6_100, "booked")]


class TestDisconnecting:
    def test_revokes_at_the_bank(
        self, browser: TestClient, connect: Callable[[str], str], wiring: Wiring, demo_bank: str
    ) -> None:
        connection_id = connect(HARBOUR)
        with wiring.engine.connect() as connection:
            encrypted = connection.execute(
                text("SELECT access_token_encrypted FROM connections")
            ).scalar_one()
        token = wiring.bank.vault.decrypt(encrypted)

        ended = browser.delete(f"{V1}/banking/connections/{connection_id}?history=delete")

        refused = httpx2.get(
            f"{demo_bank}/data/v1/accounts", headers={"Authorization": f"Bearer {token}"}
        )
        assert ended.status_code == 204
        assert refused.status_code == 401
        assert browser.get(f"{V1}/banking/accounts").json() == []


class TestLeaving:
    def test_tells_the_bank_before_everything_goes(
        self, browser: TestClient, connect: Callable[[str], str], wiring: Wiring, demo_bank: str
    ) -> None:
        connect(HARBOUR)
        with wiring.engine.connect() as connection:
            encrypted = connection.execute(
                text("SELECT access_token_encrypted FROM connections")
            ).scalar_one()
        token = wiring.bank.vault.decrypt(encrypted)

        left = browser.delete(f"{V1}/auth/me")

        refused = httpx2.get(
            f"{demo_bank}/data/v1/accounts", headers={"Authorization": f"Bearer {token}"}
        )
        with wiring.engine.connect() as connection:
            rows = connection.execute(text("SELECT count(*) FROM transactions")).scalar_one()
        assert left.status_code == 204
        assert refused.status_code == 401
        assert rows == 0


class TestLookingAround:
    def test_opens_a_household_whose_figure_adds_up_and_where_nothing_was_missed(
        self, browser: TestClient, wiring: Wiring
    ) -> None:
        del browser.headers["Authorization"]

        entered = browser.post(f"{V1}/auth/demo")
        summary = browser.get(f"{V1}/analytics/summary").json()

        connected = {
            each["provider_id"] for each in browser.get(f"{V1}/banking/connections").json()
        }
        assert entered.status_code == 200
        assert connected == ALL_BANKS
        assert summary["payday"]["date"] == "2026-11-30"
        assert sum(term["amount"] for term in summary["equation"]) == summary["safe_to_spend"]
        assert summary["missed"] == []
        # A partner's share comes from an account nobody connected: household money, no income.
        shares = browser.get(f"{V1}/banking/transactions?q=s%20morgan%20bills&limit=50").json()
        assert {one["kind"] for one in shares["items"]} == {"transfer"}
        demo.prepare(wiring)
        again = browser.get(f"{V1}/analytics/summary").json()
        assert again["safe_to_spend"] == summary["safe_to_spend"]


class TestAccuracyOfTheDemo:
    def test_is_replayed_as_soon_as_the_household_is_there(
        self,
        wiring: Wiring,
        browser: TestClient,
        run_jobs: Callable[[], None],
        look_back: Callable[[], None],
    ) -> None:
        demo.prepare(wiring)
        run_jobs()
        look_back()
        assert browser.post(f"{V1}/auth/demo").status_code == 200
        browser.headers.pop("Authorization")

        found = browser.get(f"{V1}/analytics/accuracy").json()
        listed = browser.get(f"{V1}/analytics/commitments").json()

        assert [one["days"] for one in found["horizons"]] == [7, 30, 90]
        assert found["hit_rate"] is not None
        assert all(one["forecasts"] >= 30 for one in found["horizons"][:2])
        assert found["sentence"].startswith("Over the past year ")
        # What was entered from an anchor long ago says when it comes next, not when it began.
        assert min(one["next_date"] for one in listed) >= "2026-11-11"


class TestFindingCommitments:
    """What is suggested, against what the household truly has."""

    # Moves within the pool change no figure, and what pays a connected card is the card's.
    COUNTED_ELSEWHERE = frozenset(
        {
            "My share of the bills",
            "Weekly spending money",
            "Meridian card, paid in full",
            "Flex instalment",
        }
    )

    # A Monday may be the 12th, 13th or 14th moved, where two years is all there is to see.
    AMBIGUOUS_DAYS = 2

    @pytest.fixture
    def suggested(self, browser: TestClient, connect: Callable[[str], str]) -> list[dict[str, Any]]:
        for bank in sorted(ALL_BANKS):
            connect(bank)
        found: list[dict[str, Any]] = browser.get(f"{V1}/analytics/commitments").json()
        return found

    def test_is_right_about_nearly_everything(
        self, suggested: list[dict[str, Any]], demo_bank: str
    ) -> None:
        truth = [
            each
            for each in httpx2.get(f"{demo_bank}/_control/household").json()["commitments"]
            if each["name"] not in self.COUNTED_ELSEWHERE
        ]

        of = {each["name"]: self._found_for(each, suggested) for each in truth}
        missing = [name for name, found in of.items() if found is None]
        wrong = [
            (each["name"], found["amount"], found["next_due_date"])
            for each in truth
            if (found := of[each["name"]]) is not None
            and (
                _days_between(found["next_due_date"], each["next_due_on"]) > self.AMBIGUOUS_DAYS
                or (each["is_fixed"] and found["amount"] != abs(each["amount"]))
            )
        ]
        ids = {found["id"] for found in of.values() if found is not None}
        invented = [one["name"] for one in suggested if one["id"] not in ids]

        assert missing == []
        assert wrong == []
        assert invented == []

    @staticmethod
    def _found_for(each: dict[str, Any], suggested: list[dict[str, Any]]) -> dict[str, Any] | None:
        wanted = each["description"].casefold()
        for one in suggested:
            texts = {payment["description"].casefold() for payment in one["history"]}
            if any(text.startswith(wanted) for text in texts or {one["name"].casefold()}):
                return one
        return None


def _days_between(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
