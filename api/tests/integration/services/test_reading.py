"""A bank that fails, tokens that die, workers that are killed: what was known stays."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.bank.errors import (
    AccessDeniedError,
    BankUnavailableError,
    EndpointNotSupportedError,
    RateLimitedError,
    TokenRejectedError,
)
from app.bank.fake import FakeBank, FakeConnection
from app.bank.protocol import Tokens
from app.services.feed import feed, syncing
from app.services.wiring import Wiring
from tests.integration.stories import V1, account, row, shared

type Connect = Callable[[FakeConnection, dict[str, str]], str]
type Sync = Callable[..., dict[str, Any]]
type Rows = Callable[[], list[dict[str, Any]]]


def changes(run: dict[str, Any]) -> tuple[str, int, int, int]:
    return run["status"], run["added"], run["updated"], run["removed"]


class TestABankThatFails:
    def test_costs_only_the_account_it_fails_for(
        self,
        client: TestClient,
        connect: Connect,
        headers: dict[str, str],
        bank: FakeBank,
        sync: Sync,
        rows: Rows,
    ) -> None:
        one = account(row("1", "2026-11-18", -1))
        two = account(
            row("2", "2026-11-18", -2), identity="acc-2", name="Bills", number="uk:040004:87654321"
        )
        connect(shared(one, two), headers)
        one.transactions.append(row("3", "2026-11-19", -3))
        two.transactions.append(row("4", "2026-11-19", -4))
        bank.fail(
            "transactions",
            BankUnavailableError("The bank did not answer."),
            times=9,
            provider_account_id="acc-1",
        )

        run = sync()

        assert changes(run) == ("partial", 1, 0, 0)
        assert run["problems"] == [
            "Fake Bank: Current account: transactions could not be read. The bank did not answer."
        ]
        assert sorted(found["amount"] for found in rows()) == [-4, -2, -1]
        [connection] = client.get(f"{V1}/banking/connections", headers=headers).json()
        assert connection["status"] == "active"
        assert connection["last_error"] == run["parts"][0]["problems"][0]

    def test_leaves_all_that_was_known_when_it_is_away(
        self,
        connect: Connect,
        headers: dict[str, str],
        bank: FakeBank,
        sync: Sync,
        rows: Rows,
    ) -> None:
        connect(shared(account(row("1", "2026-11-18", -1))), headers)
        for call in ("consent", "accounts", "cards", "balance", "transactions", "pending"):
            bank.fail(call, BankUnavailableError("The bank did not answer."), times=9)

        run = sync()

        assert run["status"] == "failed"
        assert "Nothing could be read" in run["problems"][-1]
        assert len(rows()) == 1

    def test_ends_the_connection_only_when_the_consent_is_over(
        self,
        client: TestClient,
        connect: Connect,
        headers: dict[str, str],
        bank: FakeBank,
        sync: Sync,
    ) -> None:
        connection = shared(account(row("1", "2026-11-18", -1)))
        connect(connection, headers)
        bank.revoked.add("cred-1")
        connection.access_token = "superseded"

        run = sync()

        assert run["status"] == "failed"
        [known] = client.get(f"{V1}/banking/connections", headers=headers).json()
        assert known["status"] == "expired"
        again = client.post(f"{V1}/banking/sync/transactions", headers=headers)
        assert again.status_code == 409

    def test_is_not_asked_again_for_what_it_does_not_offer(
        self, connect: Connect, headers: dict[str, str], bank: FakeBank, sync: Sync
    ) -> None:
        held = account(row("1", "2026-11-18", -1))
        held.direct_debits = None
        bank.fail("pending", EndpointNotSupportedError("Not here."))
        connect(shared(held), headers)
        asked = bank.calls["pending"], bank.calls["direct_debits"]

        run = sync()

        assert run["status"] == "succeeded"
        assert (bank.calls["pending"], bank.calls["direct_debits"]) == asked == (1, 1)

    def test_may_refuse_what_there_is_none_of(
        self, connect: Connect, headers: dict[str, str], bank: FakeBank, sync: Sync
    ) -> None:
        connect(shared(account(row("1", "2026-11-18", -1))), headers)
        bank.fail("standing_orders", AccessDeniedError("Refused."))

        assert sync()["status"] == "succeeded"

    def test_has_its_quota_named(
        self, connect: Connect, headers: dict[str, str], bank: FakeBank, sync: Sync
    ) -> None:
        connect(shared(account(row("1", "2026-11-18", -1))), headers)
        bank.fail("transactions", RateLimitedError("Too many questions today."), times=9)

        run = sync()

        assert run["status"] == "partial"
        assert "Too many questions today." in run["problems"][0]


class TestTokens:
    def test_are_refreshed_once_when_refused(
        self, connect: Connect, headers: dict[str, str], bank: FakeBank, sync: Sync
    ) -> None:
        connect(shared(account(row("1", "2026-11-18", -1))), headers)
        bank.fail("balance", TokenRejectedError("Expired."))

        run = sync()

        assert run["status"] == "succeeded"
        assert bank.calls["refresh"] == 1

    def test_refused_twice_are_no_loop(
        self, connect: Connect, headers: dict[str, str], bank: FakeBank, sync: Sync
    ) -> None:
        connect(shared(account(row("1", "2026-11-18", -1))), headers)
        bank.fail("balance", TokenRejectedError("Expired."), times=99)

        run = sync()

        assert run["status"] == "partial"
        assert bank.calls["refresh"] == 1

    def test_are_refreshed_when_their_hour_is_over(
        self,
        connect: Connect,
        headers: dict[str, str],
        bank: FakeBank,
        sync: Sync,
        wiring: Wiring,
    ) -> None:
        connect(shared(account(row("1", "2026-11-18", -1))), headers)
        with wiring.engine.begin() as connection:
            connection.execute(
                text("UPDATE connections SET access_token_expires_at = now() + interval '1 minute'")
            )

        assert sync()["status"] == "succeeded"
        assert bank.calls["refresh"] == 1

    def test_are_stored_before_they_are_used(
        self,
        connect: Connect,
        headers: dict[str, str],
        bank: FakeBank,
        sync: Sync,
        wiring: Wiring,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        connect(shared(account(row("1", "2026-11-18", -1))), headers)
        stored_when_opened: list[str] = []
        open_bank = bank.open

        def watched(*, access_token: str, psu_ip: str | None) -> object:
            with wiring.engine.connect() as connection:
                [stored] = connection.execute(
                    text("SELECT access_token_encrypted FROM connections")
                ).scalars()
            stored_when_opened.append(wiring.bank.vault.decrypt(stored))
            assert stored_when_opened[-1] == access_token
            return open_bank(access_token=access_token, psu_ip=psu_ip)

        monkeypatch.setattr(bank, "open", watched)
        bank.fail("consent", TokenRejectedError("Expired."))

        assert sync()["status"] == "succeeded"
        assert stored_when_opened == ["access-cred-1-1", "access-cred-1-2"]

    def test_survive_a_bank_that_gives_no_new_refresh_token(
        self,
        connect: Connect,
        headers: dict[str, str],
        bank: FakeBank,
        sync: Sync,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        connect(shared(account(row("1", "2026-11-18", -1))), headers)
        refresh = bank.refresh

        def keeps(*, refresh_token: str) -> Tokens:
            return replace(refresh(refresh_token=refresh_token), refresh_token=None)

        monkeypatch.setattr(bank, "_rotates", False)
        monkeypatch.setattr(bank, "refresh", keeps)
        for _ in range(2):
            bank.fail("balance", TokenRejectedError("Expired."))
            assert sync()["status"] == "succeeded"

        assert bank.calls["refresh"] == 2


class TestRunningAPartAgain:
    def parts(self, wiring: Wiring) -> list[UUID]:
        with wiring.engine.connect() as connection:
            return list(connection.execute(text("SELECT id FROM sync_parts")).scalars())

    def test_has_the_effect_of_running_it_once(
        self, connect: Connect, headers: dict[str, str], bank: FakeBank, wiring: Wiring, rows: Rows
    ) -> None:
        connect(shared(account(row("1", "2026-11-18", -1))), headers)
        before, calls = rows(), bank.calls.total()
        [part] = self.parts(wiring)

        syncing.run_part(wiring.bank, part_id=part, clock=wiring.clock)

        assert bank.calls.total() == calls
        assert rows() == before

    def test_finishes_what_a_killed_worker_began(
        self,
        client: TestClient,
        connect: Connect,
        headers: dict[str, str],
        wiring: Wiring,
        rows: Rows,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        held = account(row("1", "2026-11-18", -1))
        two = account(
            row("5", "2026-11-18", -2), identity="acc-2", name="Bills", number="uk:040004:87654321"
        )
        connect(shared(held, two), headers)
        held.transactions.append(row("2", "2026-11-19", -20))
        two.transactions.append(row("6", "2026-11-19", -60))
        run_id = client.post(f"{V1}/banking/sync/transactions", headers=headers).json()["id"]
        with wiring.engine.connect() as connection:
            [part] = connection.execute(
                text("SELECT id FROM sync_parts WHERE status = 'queued'")
            ).scalars()

        def killed(*_arguments: object, **_named: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(feed, "save_balance", killed)
            with pytest.raises(KeyboardInterrupt):
                syncing.run_part(wiring.bank, part_id=part, clock=wiring.clock)
        half_way = client.get(f"{V1}/banking/syncs/{run_id}", headers=headers).json()
        syncing.run_part(wiring.bank, part_id=part, clock=wiring.clock)

        assert half_way["status"] == "running"
        done = client.get(f"{V1}/banking/syncs/{run_id}", headers=headers).json()
        assert done["status"] == "succeeded"
        assert sorted(one["amount"] for one in rows()) == [-60, -20, -2, -1]

    def test_of_a_bank_disconnected_meanwhile_does_nothing(
        self,
        client: TestClient,
        connect: Connect,
        headers: dict[str, str],
        run_jobs: Callable[[], None],
    ) -> None:
        connection_id = connect(shared(account(row("1", "2026-11-18", -1))), headers)
        client.post(f"{V1}/banking/sync/transactions", headers=headers).raise_for_status()
        client.delete(
            f"{V1}/banking/connections/{connection_id}",
            params={"history": "delete"},
            headers=headers,
        ).raise_for_status()

        run_jobs()

        assert client.get(f"{V1}/banking/accounts", headers=headers).json() == []
        assert client.get(f"{V1}/banking/syncs", headers=headers).json() == []
