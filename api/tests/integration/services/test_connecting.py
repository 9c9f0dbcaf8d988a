"""Connecting a bank: the link, the way back, the tokens, renewing and ending."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from cryptography.fernet import Fernet
from fastapi.testclient import TestClient
from httpx2 import Response
from pydantic import SecretStr
from sqlalchemy import text

from app.bank.errors import BankUnavailableError, ClientMisconfiguredError
from app.bank.fake import FakeBank, FakeConnection
from app.core.crypto import Vault
from app.routers import banking
from app.services.feed import connecting
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


class TestTheLink:
    def test_leads_to_the_bank_with_a_challenge_and_a_state(
        self, client: TestClient, headers: dict[str, str]
    ) -> None:
        query = parse_qs(urlsplit(a_link(client, headers)).query)

        assert query["provider_id"] == ["fake-bank"]
        assert query["redirect_uri"] == ["http://localhost:8000/api/v1/banking/callback"]
        assert query["code_challenge_method"] == ["S256"]
        assert len(query["state"][0]) >= 64

    def test_is_given_for_a_bank_the_list_does_not_name(
        self, client: TestClient, headers: dict[str, str]
    ) -> None:
        answer = client.get(
            f"{V1}/banking/connect", params={"provider_id": "new-bank"}, headers=headers
        )

        assert answer.status_code == 200
        assert parse_qs(urlsplit(answer.json()["auth_url"]).query)["provider_id"] == ["new-bank"]

    def test_is_given_while_the_list_of_banks_is_away(
        self, client: TestClient, headers: dict[str, str], bank: FakeBank
    ) -> None:
        bank.fail("institutions", BankUnavailableError("No answer."))

        assert "fake-bank" in a_link(client, headers)

    def test_asks_for_the_bank_s_id(self, client: TestClient, headers: dict[str, str]) -> None:
        answer = client.get(f"{V1}/banking/connect", headers=headers)

        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == "provider_id"


class TestTheListOfBanks:
    def test_names_them(self, client: TestClient, headers: dict[str, str]) -> None:
        answer = client.get(f"{V1}/banking/providers", headers=headers)

        assert answer.json() == [
            {"provider_id": "fake-bank", "display_name": "Fake Bank", "logo_url": None}
        ]

    def test_is_not_to_be_had_while_the_provider_is_away(
        self, client: TestClient, headers: dict[str, str], bank: FakeBank
    ) -> None:
        bank.fail("institutions", BankUnavailableError("No answer."))

        answer = client.get(f"{V1}/banking/providers", headers=headers)

        assert answer.status_code == 503
        assert answer.json()["code"] == "bank_unavailable"


class TestTheWayBack:
    def test_connects_the_bank_and_sends_the_person_on(
        self, client: TestClient, headers: dict[str, str], bank: FakeBank
    ) -> None:
        bank.grant(code="code", connection=a_current_account())

        answer = come_back(client, headers, code="code", state=state_of(a_link(client, headers)))

        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/connections?")
        [connection] = client.get(f"{V1}/banking/connections", headers=headers).json()
        assert told(answer)["connected"] == [connection["id"]]
        assert connection["provider_id"] == "fake-bank"
        assert connection["status"] == "active"
        [sync] = told(answer)["sync"]
        assert client.get(f"{V1}/banking/syncs/{sync}", headers=headers).json()["kind"] == (
            "back_fill"
        )

    def test_works_once(self, client: TestClient, headers: dict[str, str], bank: FakeBank) -> None:
        bank.grant(code="code", connection=a_current_account())
        bank.grant(code="another", connection=a_current_account())
        state = state_of(a_link(client, headers))
        come_back(client, headers, code="code", state=state)

        answer = come_back(client, headers, code="another", state=state)

        assert answer.status_code == 400
        assert answer.json()["code"] == "invalid_state"
        assert bank.calls["exchange"] == 1

    @pytest.mark.parametrize(
        "tamper",
        [
            lambda _state: "",
            lambda state: state[:-1] + ("0" if state[-1] != "0" else "1"),
            lambda state: "0" * 32 + state[32:],
            lambda state: state.partition(".")[0],
            lambda state: "é." + state,
        ],
    )
    def test_refuses_a_state_that_is_not_ours(
        self,
        client: TestClient,
        headers: dict[str, str],
        bank: FakeBank,
        tamper: Callable[[str], str],
    ) -> None:
        bank.grant(code="code", connection=a_current_account())
        state = state_of(a_link(client, headers))

        answer = come_back(client, headers, code="code", state=tamper(state))

        assert answer.status_code == 400
        assert answer.json()["code"] == "invalid_state"
        assert bank.calls["exchange"] == 0

    def test_refuses_a_state_of_another_person(
        self, client: TestClient, sign_up: SignUp, bank: FakeBank
    ) -> None:
        alex, sam = sign_up("alex@example.com"), sign_up("sam@example.com")
        bank.grant(code="code", connection=a_current_account())
        state = state_of(a_link(client, alex))

        answer = come_back(client, sam, code="code", state=state)

        assert answer.status_code == 400
        assert client.get(f"{V1}/banking/connections", headers=sam).json() == []
        # It was not spent either: the person it belongs to can still use it.
        assert come_back(client, alex, code="code", state=state).status_code == 303

    def test_refuses_a_state_that_is_old(
        self, client: TestClient, headers: dict[str, str], bank: FakeBank, wiring: Wiring
    ) -> None:
        bank.grant(code="code", connection=a_current_account())
        state = state_of(a_link(client, headers))
        with wiring.engine.begin() as connection:
            connection.execute(
                text(
                    "UPDATE connection_attempts SET expires_at = expires_at - interval '15 minutes'"
                )
            )

        answer = come_back(client, headers, code="code", state=state)

        assert answer.status_code == 400
        assert answer.json()["code"] == "invalid_state"

    def test_needs_a_session(self, client: TestClient, headers: dict[str, str]) -> None:
        answer = come_back(client, {}, code="code", state=state_of(a_link(client, headers)))

        assert answer.status_code == 401

    @pytest.mark.parametrize(
        ("error", "reason"),
        [
            ("access_denied", "access_denied"),
            ("unauthorized_client", "bank_refused"),
            ("x&connected=1", "bank_refused"),
        ],
    )
    def test_tells_why_the_bank_said_no(
        self,
        client: TestClient,
        headers: dict[str, str],
        bank: FakeBank,
        error: str,
        reason: str,
    ) -> None:
        answer = come_back(client, headers, error=error, state=state_of(a_link(client, headers)))

        assert answer.status_code == 303
        assert told(answer) == {"connect_error": [reason]}
        assert bank.calls["exchange"] == 0
        assert client.get(f"{V1}/banking/connections", headers=headers).json() == []

    def test_tells_when_the_code_is_not_taken(
        self, client: TestClient, headers: dict[str, str]
    ) -> None:
        answer = come_back(client, headers, code="never", state=state_of(a_link(client, headers)))

        assert answer.status_code == 303
        assert told(answer) == {"connect_error": ["consent_ended"]}

    def test_never_tries_a_code_twice(
        self, client: TestClient, headers: dict[str, str], bank: FakeBank
    ) -> None:
        bank.grant(code="code", connection=a_current_account())
        bank.fail("exchange", ClientMisconfiguredError("The secret is wrong."))

        answer = come_back(client, headers, code="code", state=state_of(a_link(client, headers)))

        assert told(answer) == {"connect_error": ["client_misconfigured"]}
        assert bank.calls["exchange"] == 1


class TestTokens:
    def test_are_nowhere_in_the_database_in_clear(
        self, connect: Connect, headers: dict[str, str], wiring: Wiring
    ) -> None:
        held = a_current_account()
        connect(held, headers)

        with wiring.engine.connect() as connection:
            tables = connection.execute(
                text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            ).scalars()
            everything = "\n".join(
                stored
                for table in tables
                for stored in connection.execute(
                    text(f'SELECT t::text FROM "{table}" AS t')  # noqa: S608 - names of tables
                ).scalars()
            )

        assert held.access_token.startswith("access-")
        assert held.credentials_id in everything
        assert "access-" not in everything
        assert "refresh-" not in everything

    def test_outlive_a_change_of_key(
        self,
        connect: Connect,
        headers: dict[str, str],
        wiring: Wiring,
        client: TestClient,
        bank: FakeBank,
    ) -> None:
        connection_id = connect(a_current_account(), headers)
        new_key = Fernet.generate_key().decode()
        rotated = wiring.settings.model_copy(
            update={
                "encryption_key": SecretStr(
                    f"{new_key},{wiring.settings.encryption_key.get_secret_value()}"
                )
            }
        )
        access = replace(wiring.bank, settings=rotated, vault=Vault(rotated.encryption_keys()))
        me = client.get(f"{V1}/auth/me", headers=headers).json()
        now = wiring.clock.now()

        old = connecting.fresh_access_token(
            access,
            connection_id=UUID(connection_id),
            household_id=UUID(me["household"]["id"]),
            now=now,
        )
        new = connecting.fresh_access_token(
            access,
            connection_id=UUID(connection_id),
            household_id=UUID(me["household"]["id"]),
            now=now,
            rejected=old,
        )

        assert (old, new) == ("access-cred-1-1", "access-cred-1-2")
        assert bank.calls["refresh"] == 1
        with wiring.engine.connect() as connection:
            [stored] = connection.execute(
                text("SELECT access_token_encrypted FROM connections")
            ).scalars()
        assert Vault([new_key]).decrypt(stored) == new


class TestReturningByHand:
    def test_leads_a_person_with_a_spent_link_to_a_page_that_says_so(
        self, client: TestClient, headers: dict[str, str]
    ) -> None:
        back = client.get(
            "/api/v1/banking/callback?code=c&state=made-up",
            headers={**headers, "Accept": "text/html,*/*"},
            follow_redirects=False,
        )

        assert back.status_code == 303
        assert back.headers["location"] == "/connections?connect_error=invalid_state"

    def test_leads_a_person_whose_session_ended_to_a_page_that_asks_to_sign_in(
        self, client: TestClient
    ) -> None:
        back = client.get(
            "/api/v1/banking/callback?code=c&state=made-up",
            headers={"Accept": "text/html,*/*"},
            follow_redirects=False,
        )

        assert back.status_code == 303
        assert back.headers["location"] == "/connections?connect_error=not_signed_in"
