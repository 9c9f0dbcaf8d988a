"""Reading a bank again and again: what was known stays, and what is new is added once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
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
from app.bank.protocol import RowProblem, Tokens
from app.domain.ledger import AccountKind
from app.services import feed, syncing
from app.services.wiring import Wiring
from tests.integration.stories import V1, account, balance, card_balance, row, shared

type Connect = Callable[[FakeConnection, dict[str, str]], str]
type Sync = Callable[..., dict[str, Any]]
type Rows = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def sync(client: TestClient, headers: dict[str, str], run_jobs: Callable[[], None]) -> Sync:
    """Return a way to ask for news, have a worker fetch it, and read what it did."""

    def ask(what: str = "transactions", **body: str) -> dict[str, Any]:
        answer = client.post(f"{V1}/banking/sync/{what}", json=body, headers=headers)
        assert answer.status_code == 202, answer.text
        run_jobs()
        found: dict[str, Any] = client.get(
            f"{V1}/banking/syncs/{answer.json()['id']}", headers=headers
        ).json()
        return found

    return ask


@pytest.fixture
def rows(client: TestClient, headers: dict[str, str]) -> Rows:
    """Return a way to read every transaction."""

    def read() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = client.get(
            f"{V1}/banking/transactions", params={"limit": 500}, headers=headers
        ).json()["items"]
        return found

    return read


def changes(run: dict[str, Any]) -> tuple[str, int, int, int]:
    return run["status"], run["added"], run["updated"], run["removed"]


class TestTheBackFill:
    def test_stores_accounts_balances_and_rows(
        self,
        client: TestClient,
        connect: Connect,
        headers: dict[str, str],
        rows: Rows,
    ) -> None:
        connect(
            shared(
                account(
                    row("1", "2026-11-18", -1_250, "TESCO"),
                    row("2", "2024-12-01", 230_000, "WAGE"),
                    held=balance(1_200_00, available=1_700_00, overdraft=500_00),
                    pending=(row("3", "2026-11-19", -300, "COFFEE", pending=True),),
                ),
                account(
                    row("9", "2026-11-10", -4_000, "CINEMA"),
                    held=card_balance(
                        owed=600_00,
                        statement=420_55,
                        statement_on="2026-11-05",
                        due_on="2026-11-25",
                    ),
                    identity="card-1",
                    name="Amex",
                    kind=AccountKind.CREDIT_CARD,
                    number="card:5678",
                ),
            ),
            headers,
        )

        assert [(one["date"], one["amount"], one["status"]) for one in rows()] == [
            ("2026-11-19", -300, "pending"),
            ("2026-11-18", -1_250, "booked"),
            ("2026-11-10", -4_000, "booked"),
            ("2024-12-01", 230_000, "booked"),
        ]
        found = {
            one["name"]: one for one in client.get(f"{V1}/banking/accounts", headers=headers).json()
        }
        current, card = found["Current account"], found["Amex"]
        assert (current["balance"], current["own"], current["overdraft"]) == (
            1_200_00,
            1_200_00,
            500_00,
        )
        assert current["in_cash_pool"] is True
        assert (card["balance"], card["owed"], card["in_cash_pool"]) == (-600_00, 600_00, False)
        assert card["last_statement_balance"] == 420_55
        [run] = client.get(f"{V1}/banking/syncs", headers=headers).json()
        assert changes(run) == ("succeeded", 4, 0, 0)
        assert run["accounts"] == 2

    def test_shows_the_ids_the_bank_gives(
        self, connect: Connect, headers: dict[str, str], rows: Rows
    ) -> None:
        connect(shared(account(row("1", "2026-11-18", -1_250))), headers)

        [one] = rows()

        assert one["provider_ids"] == {
            "transaction_id": "t-1",
            "provider_transaction_id": "p-1",
            "normalised_provider_transaction_id": "n-1",
        }

    def test_takes_the_deepest_history_there_is(
        self, client: TestClient, connect: Connect, headers: dict[str, str], rows: Rows
    ) -> None:
        held = account(row("1", "2026-11-18", -1_250), row("2", "2025-06-01", -1))
        held.history_from = date(2024, 11, 1)

        connect(shared(held), headers)

        assert len(rows()) == 2
        [known] = client.get(f"{V1}/banking/accounts", headers=headers).json()
        assert known["transactions_from"] == "2024-11-19"

    def test_narrows_to_what_needs_no_fresh_sign_in(
        self, client: TestClient, connect: Connect, headers: dict[str, str], rows: Rows
    ) -> None:
        held = shared(account(row("1", "2026-11-18", -1_250), row("2", "2025-06-01", -1)))
        held.sca_over = True

        connect(held, headers)

        assert [one["amount"] for one in rows()] == [-1_250]
        [known] = client.get(f"{V1}/banking/accounts", headers=headers).json()
        assert known["transactions_from"] == "2026-08-23"


class TestASecondSync:
    def test_changes_nothing(
        self, connect: Connect, headers: dict[str, str], sync: Sync, rows: Rows
    ) -> None:
        connect(
            shared(
                account(
                    row("1", "2026-11-18", -1_250),
                    row("2", "2026-10-01", -990),
                    row("old", "2024-12-01", -5),
                    pending=(row("3", "2026-11-19", -300, pending=True),),
                )
            ),
            headers,
        )
        before = rows()

        second, third = sync(), sync()

        assert changes(second) == ("succeeded", 0, 0, 0)
        assert changes(third) == ("succeeded", 0, 0, 0)
        assert rows() == before

    def test_keeps_our_rows_where_the_bank_gives_every_row_a_new_id(
        self, connect: Connect, headers: dict[str, str], sync: Sync, rows: Rows
    ) -> None:
        held = account(row("1", "2026-11-18", -1_250), row("2", "2026-11-17", -990, "LIDL"))
        connect(shared(held), headers)
        before = [one["id"] for one in rows()]
        held.transactions = [
            row("8", "2026-11-18", -1_250),
            row("9", "2026-11-17", -990, "LIDL"),
        ]

        run = sync()

        assert (run["added"], run["removed"]) == (0, 0)
        assert [one["id"] for one in rows()] == before

    def test_says_nothing_where_only_the_changing_id_changed(
        self, connect: Connect, headers: dict[str, str], sync: Sync
    ) -> None:
        held = account(row("1", "2026-11-18", -1_250))
        connect(shared(held), headers)
        held.transactions = [replace(held.transactions[0], transaction_id="another")]

        assert changes(sync()) == ("succeeded", 0, 0, 0)

    def test_keeps_two_equal_payments_two(
        self, connect: Connect, headers: dict[str, str], sync: Sync, rows: Rows
    ) -> None:
        coffee = replace(
            row("1", "2026-11-18", -340, "COFFEE"), normalised_id=None, provider_transaction_id=None
        )
        held = account(coffee, coffee)
        connect(shared(held), headers)
        assert len(rows()) == 2

        assert changes(sync()) == ("succeeded", 0, 0, 0)

        held.transactions = [coffee, coffee, coffee]
        assert changes(sync()) == ("succeeded", 1, 0, 0)
        assert len(rows()) == 3

    def test_adds_updates_and_removes_as_the_bank_does(
        self, connect: Connect, headers: dict[str, str], sync: Sync, rows: Rows
    ) -> None:
        held = account(
            row("1", "2026-11-18", -1_250),
            row("2", "2026-11-17", -990, "LIDL"),
            row("3", "2026-11-16", -10, "A MISTAKE"),
        )
        connect(shared(held), headers)
        ours = {one["provider_ids"]["transaction_id"]: one["id"] for one in rows()}
        held.transactions = [
            row("4", "2026-11-19", -70, "PARKING"),
            row("1", "2026-11-18", -1_350),
            row("2", "2026-11-17", -990, "LIDL"),
        ]

        run = sync()

        assert changes(run) == ("succeeded", 1, 1, 1)
        now = {one["provider_ids"]["transaction_id"]: one for one in rows()}
        assert now["t-1"]["id"] == ours["t-1"]
        assert now["t-1"]["amount"] == -1_350
        assert set(now) == {"t-1", "t-2", "t-4"}

    def test_leaves_what_lies_before_its_window(
        self, connect: Connect, headers: dict[str, str], sync: Sync, rows: Rows
    ) -> None:
        held = account(row("1", "2026-11-18", -1_250), row("old", "2025-01-01", -5, "OLD"))
        connect(shared(held), headers)
        held.transactions = [row("1", "2026-11-18", -1_250)]

        run = sync()

        assert changes(run) == ("succeeded", 0, 0, 0)
        assert len(rows()) == 2

    def test_replaces_the_pending_rows_as_a_set(
        self, connect: Connect, headers: dict[str, str], sync: Sync, rows: Rows
    ) -> None:
        held = account(
            row("1", "2026-11-10", -1_250),
            pending=(
                row("a", "2026-11-19", -300, "COFFEE", pending=True),
                row("b", "2026-11-19", -500, "HOTEL HOLD", pending=True),
            ),
        )
        connect(shared(held), headers)
        held.pending = [row("c", "2026-11-19", -900, "TAXI", pending=True)]
        held.transactions = [row("x", "2026-11-19", -300, "COFFEE"), *held.transactions]

        run = sync()

        # The coffee was booked, the hold released, the taxi is new.
        assert changes(run) == ("succeeded", 1, 1, 1)
        assert sorted((one["description"], one["status"]) for one in rows()) == [
            ("COFFEE", "booked"),
            ("TAXI", "pending"),
            ("TESCO STORES 2041", "booked"),
        ]

    def test_removes_nothing_on_the_word_of_a_list_it_could_not_read(
        self, connect: Connect, headers: dict[str, str], sync: Sync, rows: Rows
    ) -> None:
        held = account(row("1", "2026-11-18", -1_250), row("2", "2026-11-17", -990, "LIDL"))
        connection = shared(held)
        connect(connection, headers)
        held.transactions = held.transactions[:1]
        connection.problems = [
            RowProblem(resource="transactions", provider_account_id="acc-1", fields=("amount",))
        ]

        run = sync()

        assert (run["status"], run["removed"]) == ("partial", 0)
        assert len(rows()) == 2


class TestAsking:
    def test_joins_a_run_under_way(
        self, client: TestClient, connect: Connect, headers: dict[str, str], bank: FakeBank
    ) -> None:
        connect(shared(account()), headers)

        first = client.post(f"{V1}/banking/sync/transactions", headers=headers).json()
        second = client.post(f"{V1}/banking/sync/transactions", headers=headers).json()
        accounts = client.post(f"{V1}/banking/sync/accounts", headers=headers).json()

        assert first["status"] == "queued"
        assert second["id"] == first["id"]
        assert accounts["id"] != first["id"]
        assert bank.calls["transactions"] == 1

    def test_waits_as_long_as_it_may(
        self, client: TestClient, connect: Connect, headers: dict[str, str]
    ) -> None:
        connect(shared(account()), headers)

        answer = client.post(f"{V1}/banking/sync/transactions", params={"wait": 1}, headers=headers)

        assert answer.status_code == 202
        too_long = client.post(
            f"{V1}/banking/sync/transactions", params={"wait": 61}, headers=headers
        )
        assert too_long.status_code == 422

    def test_is_answered_with_nothing_to_ask(
        self, client: TestClient, headers: dict[str, str]
    ) -> None:
        answer = client.post(f"{V1}/banking/sync/transactions", headers=headers)

        assert answer.status_code == 409
        assert answer.json()["code"] == "nothing_to_sync"

    def test_refuses_a_bank_that_was_disconnected(
        self, client: TestClient, connect: Connect, headers: dict[str, str]
    ) -> None:
        connection_id = connect(shared(account()), headers)
        client.delete(f"{V1}/banking/connections/{connection_id}", headers=headers)

        answer = client.post(
            f"{V1}/banking/sync/transactions",
            json={"connection_id": connection_id},
            headers=headers,
        )

        assert answer.status_code == 409
        assert answer.json()["code"] == "connection_ended"

    def test_for_accounts_reads_balances_and_no_rows(
        self,
        client: TestClient,
        connect: Connect,
        headers: dict[str, str],
        bank: FakeBank,
        sync: Sync,
    ) -> None:
        held = account(held=balance(100))
        connect(shared(held), headers)
        held.balance = balance(4_200)
        asked = bank.calls["transactions"]

        run = sync("accounts")

        assert (run["status"], run["accounts"]) == ("succeeded", 1)
        assert bank.calls["transactions"] == asked
        [known] = client.get(f"{V1}/banking/accounts", headers=headers).json()
        assert known["balance"] == 4_200

    def test_tells_the_bank_who_asks_only_when_a_person_does(
        self,
        connect: Connect,
        headers: dict[str, str],
        bank: FakeBank,
        wiring: Wiring,
        run_jobs: Callable[[], None],
        sync: Sync,
    ) -> None:
        connect(shared(account()), headers)
        sync()
        assert bank.psu_ips == ["testclient", "testclient"]

        with wiring.bank.unit_of_work() as session:
            asked = syncing.request_due_syncs(
                session,
                wiring.queue,
                every=timedelta(hours=6),
                now=wiring.clock.now() + timedelta(hours=7),
            )
        run_jobs()

        assert asked == 1
        assert bank.psu_ips[2:] == [None]

    def test_streams_the_progress_to_its_end(
        self, client: TestClient, connect: Connect, headers: dict[str, str], sync: Sync
    ) -> None:
        connect(shared(account()), headers)
        run = sync()

        answer = client.get(f"{V1}/banking/syncs/{run['id']}/events", headers=headers)

        assert answer.headers["content-type"].startswith("text/event-stream")
        assert "\nevent: progress\ndata: {" in answer.text
        assert '"status":"succeeded"' in answer.text


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
