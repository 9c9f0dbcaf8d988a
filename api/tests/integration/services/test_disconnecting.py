"""Ending a consent, and a new one in its place: what is kept, and what goes on."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import text

from app.bank.errors import BankUnavailableError
from app.bank.fake import FakeBank, FakeConnection
from app.routers import banking
from app.services.feed.connecting import state_of
from app.services.wiring import Wiring
from tests.integration.stories import V1, account, balance, row, shared

type Connect = Callable[[FakeConnection, dict[str, str]], str]
type SignUp = Callable[[str], dict[str, str]]


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Send the person on from the callback at once: no worker runs beside a test."""
    monkeypatch.setattr(banking, "_BACK_FILL_WAIT_SECONDS", 0.0)


def a_current_account() -> FakeConnection:
    return shared(
        account(row("1", "2026-11-18", -1_250), row("2", "2026-11-17", -990), held=balance(100_00))
    )


def a_link(client: TestClient, headers: dict[str, str]) -> str:
    answer = client.get(
        f"{V1}/banking/connect", params={"provider_id": "fake-bank"}, headers=headers
    )
    assert answer.status_code == 200, answer.text
    link: str = answer.json()["auth_url"]
    return link


def come_back(client: TestClient, headers: dict[str, str], **parameters: str) -> Response:
    answer: Response = client.get(
        f"{V1}/banking/callback", params=parameters, headers=headers, follow_redirects=False
    )
    return answer


def told(answer: Response) -> dict[str, list[str]]:
    """Return what the page is told on the way back."""
    return parse_qs(urlsplit(answer.headers["location"]).query)


class TestDisconnect:
    def test_ends_the_consent_and_keeps_the_history(
        self, client: TestClient, connect: Connect, headers: dict[str, str], bank: FakeBank
    ) -> None:
        connection_id = connect(a_current_account(), headers)

        answer = client.delete(f"{V1}/banking/connections/{connection_id}", headers=headers)

        assert answer.status_code == 204
        assert bank.revoked == {"cred-1"}
        [connection] = client.get(f"{V1}/banking/connections", headers=headers).json()
        assert connection["status"] == "revoked"
        rows = client.get(f"{V1}/banking/transactions", headers=headers).json()["items"]
        assert [one["amount"] for one in rows] == [-1_250, -990]
        [kept] = client.get(f"{V1}/banking/accounts", headers=headers).json()
        assert kept["is_closed"] is True
        assert client.get(f"{V1}/analytics/summary", headers=headers).json()["cash"] == 0

    def test_forgets_the_tokens(
        self, client: TestClient, connect: Connect, headers: dict[str, str], wiring: Wiring
    ) -> None:
        connection_id = connect(a_current_account(), headers)

        client.delete(f"{V1}/banking/connections/{connection_id}", headers=headers)

        with wiring.engine.connect() as connection:
            [tokens] = connection.execute(
                text("SELECT access_token_encrypted, refresh_token_encrypted FROM connections")
            )
        assert tuple(tokens) == (None, None)

    def test_deletes_the_history_where_asked(
        self, client: TestClient, connect: Connect, headers: dict[str, str], bank: FakeBank
    ) -> None:
        connection_id = connect(a_current_account(), headers)

        answer = client.delete(
            f"{V1}/banking/connections/{connection_id}",
            params={"history": "delete"},
            headers=headers,
        )

        assert answer.status_code == 204
        assert bank.revoked == {"cred-1"}
        for path in ("connections", "accounts", "syncs"):
            assert client.get(f"{V1}/banking/{path}", headers=headers).json() == []
        assert client.get(f"{V1}/banking/transactions", headers=headers).json()["items"] == []

    def test_deletes_a_kept_history_later(
        self, client: TestClient, connect: Connect, headers: dict[str, str], bank: FakeBank
    ) -> None:
        path = f"{V1}/banking/connections/{connect(a_current_account(), headers)}"
        client.delete(path, headers=headers).raise_for_status()

        answer = client.delete(path, params={"history": "delete"}, headers=headers)

        assert answer.status_code == 204
        assert bank.calls["revoke"] == 1
        assert client.get(f"{V1}/banking/accounts", headers=headers).json() == []

    def test_leaves_all_as_it_is_while_the_bank_does_not_answer(
        self, client: TestClient, connect: Connect, headers: dict[str, str], bank: FakeBank
    ) -> None:
        connection_id = connect(a_current_account(), headers)
        bank.fail("revoke", BankUnavailableError("No answer."))

        answer = client.delete(f"{V1}/banking/connections/{connection_id}", headers=headers)

        assert answer.status_code == 503
        [connection] = client.get(f"{V1}/banking/connections", headers=headers).json()
        assert connection["status"] == "active"
        again = client.delete(f"{V1}/banking/connections/{connection_id}", headers=headers)
        assert again.status_code == 204

    def test_goes_on_where_the_consent_is_over_already(
        self, client: TestClient, connect: Connect, headers: dict[str, str], bank: FakeBank
    ) -> None:
        connection_id = connect(a_current_account(), headers)
        bank.revoked.add("cred-1")
        held = bank.connection_of("access-cred-1-1")
        held.access_token = ""

        answer = client.delete(f"{V1}/banking/connections/{connection_id}", headers=headers)

        assert answer.status_code == 204

    def test_refreshes_a_token_the_bank_does_not_take_any_more(
        self, client: TestClient, connect: Connect, headers: dict[str, str], bank: FakeBank
    ) -> None:
        connection_id = connect(a_current_account(), headers)
        bank.connection_of("access-cred-1-1").access_token = "superseded"

        client.delete(f"{V1}/banking/connections/{connection_id}", headers=headers)

        assert bank.revoked == {"cred-1"}
        assert bank.calls["refresh"] == 1


class TestANewConsent:
    def test_goes_on_where_an_ended_one_stopped(
        self, client: TestClient, connect: Connect, headers: dict[str, str]
    ) -> None:
        connection_id = connect(a_current_account(), headers)
        [before] = client.get(f"{V1}/banking/accounts", headers=headers).json()
        rows = client.get(f"{V1}/banking/transactions", headers=headers).json()["items"]
        client.delete(f"{V1}/banking/connections/{connection_id}", headers=headers)

        connect(
            shared(
                account(
                    row("new-1", "2026-11-18", -1_250),
                    row("new-2", "2026-11-17", -990),
                    held=balance(100_00),
                    identity="acc-under-a-new-id",
                ),
                credentials_id="cred-2",
            ),
            headers,
        )

        [after] = client.get(f"{V1}/banking/accounts", headers=headers).json()
        assert after["id"] == before["id"]
        assert after["is_closed"] is False
        assert after["in_cash_pool"] is True
        now = client.get(f"{V1}/banking/transactions", headers=headers).json()["items"]
        assert [one["id"] for one in now] == [one["id"] for one in rows]

    def test_renews_a_connection_and_keeps_its_accounts(
        self,
        client: TestClient,
        connect: Connect,
        headers: dict[str, str],
        bank: FakeBank,
        run_jobs: Callable[[], None],
    ) -> None:
        connection_id = connect(a_current_account(), headers)
        [before] = client.get(f"{V1}/banking/accounts", headers=headers).json()
        client.patch(
            f"{V1}/banking/accounts/{before['id']}", json={"name": "Bills"}, headers=headers
        ).raise_for_status()
        renewed = a_current_account()
        renewed.credentials_id = "cred-2"
        bank.grant(code="again", connection=renewed)
        link = client.post(
            f"{V1}/banking/connections/{connection_id}/renew", headers=headers
        ).json()["auth_url"]

        answer = come_back(client, headers, code="again", state=state_of(link))
        run_jobs()

        assert told(answer)["connected"] == [connection_id]
        [connection] = client.get(f"{V1}/banking/connections", headers=headers).json()
        assert connection["status"] == "active"
        [after] = client.get(f"{V1}/banking/accounts", headers=headers).json()
        assert (after["id"], after["name"]) == (before["id"], "Bills")
        assert len(client.get(f"{V1}/banking/transactions", headers=headers).json()["items"]) == 2
