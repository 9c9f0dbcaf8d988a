"""Reading a bank again and again: what was known stays, and what is new is added once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from fastapi.testclient import TestClient

from app.bank.fake import FakeBank, FakeConnection
from app.bank.protocol import RowProblem
from app.domain.ledger import AccountKind
from app.services.feed import syncing
from app.services.wiring import Wiring
from tests.integration.stories import V1, account, balance, card_balance, row, shared

type Connect = Callable[[FakeConnection, dict[str, str]], str]
type Sync = Callable[..., dict[str, Any]]
type Rows = Callable[[], list[dict[str, Any]]]


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
