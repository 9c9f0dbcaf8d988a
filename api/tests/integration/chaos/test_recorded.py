"""Answers in the shapes real banks give them, replayed: read once, twice, and with every oddity."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx2
import pytest
from sqlalchemy import text

from app.bank import TrueLayerSettings, connect_provider
from app.core.clock import Clock
from app.core.config import Settings
from app.models.banking import Connection
from app.models.people import Household
from app.repositories.banking import ConnectionRepository
from app.repositories.people import PeopleRepository
from app.services.feed import syncing
from app.services.wiring import Wiring
from tests.unit.bank.payloads import payload_bytes

TODAY = date(2026, 7, 22)
CURRENT, SAVER, POT = (
    "f55ff16f66f43360266b95db6f8fec01",
    "2c3a4249d77070058649dbd822dcaf79",
    "f46dd28a5499d8efef0b8fb8ee1ec1c5",
)
EMPTY = b'{"results": [], "status": "Succeeded"}'
type Row = tuple[str, int, str]


class Recording:
    """A bank that answers what was recorded, and nothing where nothing was."""

    def __init__(self) -> None:
        self.answers = {"/data/v1/me": payload_bytes("me")}
        self.answers["/data/v1/accounts"] = payload_bytes("accounts")
        for account, balance in (
            (CURRENT, "account_balance"),
            (SAVER, "account_balance_overdrawn"),
            (POT, "account_balance_sparse"),
        ):
            self.answers[f"/data/v1/accounts/{account}/balance"] = payload_bytes(balance)

    def rows(self, account: str, content: bytes) -> None:
        self.answers[f"/data/v1/accounts/{account}/transactions"] = content

    def pending(self, account: str, content: bytes) -> None:
        self.answers[f"/data/v1/accounts/{account}/transactions/pending"] = content

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, content=self.answers.get(request.url.path, EMPTY))


@pytest.fixture
def recording() -> Recording:
    """Return a bank with three accounts, a pot among them, and no rows yet."""
    return Recording()


type Read = Callable[[], Any]


@pytest.fixture
def read(wiring: Wiring, settings: Settings, recording: Recording) -> Read:
    """Return a way to read the recorded bank; it gives what the part did."""
    clock = Clock(fixed_on=TODAY)
    provider = connect_provider(
        TrueLayerSettings(
            client_id="c",
            client_secret="s",
            auth_url="https://auth.invalid",
            api_url="https://api.invalid",
            providers="uk-ob-all",
            attempts=1,
        ),
        now=clock.now,
        transport=httpx2.MockTransport(recording),
    )
    access = replace(wiring.bank, provider=provider, settings=settings)
    with access.unit_of_work() as session:
        household = Household(name="Recorded")
        PeopleRepository(session).add(household)
        connection = Connection(
            household_id=household.id,
            provider_id="recorded",
            display_name="Recorded",
            status="active",
            access_token_encrypted=access.vault.encrypt("token"),
            access_token_expires_at=datetime.now(UTC) + timedelta(hours=1),  # noqa: TID251 - tokens
        )
        ConnectionRepository(session, household_id=household.id).add(connection)
        household_id, connection_id = household.id, connection.id

    def once() -> Any:
        with access.unit_of_work() as session:
            run, [part] = syncing.record_request(
                session,
                household_id=household_id,
                kind=syncing.TRANSACTIONS,
                connection_ids=[connection_id],
                now=clock.now(),
                is_attended=True,
            )
        syncing.run_part(access, part_id=part.id, clock=clock)
        with access.unit_of_work() as session:
            return syncing.read_run(session, household_id=household_id, run_id=run.id).parts[0].part

    return once


def stored(wiring: Wiring, *, status: str = "booked") -> list[Row]:
    with wiring.engine.connect() as connection:
        rows = connection.execute(
            text(
                "SELECT booked_on, amount_minor, description FROM transactions "
                "WHERE status = :status ORDER BY booked_on, amount_minor, description"
            ),
            {"status": status},
        )
        return [(day.isoformat(), amount, words) for day, amount, words in rows]


def said(part: Any) -> tuple[str, int, int, int, list[str]]:
    return part.status, part.added, part.updated, part.removed, part.problems


def answer(*rows: dict[str, Any]) -> bytes:
    return json.dumps({"results": rows, "status": "Succeeded"}).encode()


def a_row(**different: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "transaction_id": "0" * 32,
        "timestamp": "2026-07-18T00:00:00Z",
        "description": "SHOP",
        "amount": -20.5,
        "currency": "GBP",
        "transaction_type": "DEBIT",
        "transaction_category": "PURCHASE",
        "transaction_classification": [],
    }
    return {name: value for name, value in {**row, **different}.items() if value is not None}


class TestRecordedAnswers:
    def test_of_pots_and_sparse_balances_are_read_and_read_again_without_a_change(
        self, recording: Recording, read: Read, wiring: Wiring
    ) -> None:
        recording.rows(CURRENT, payload_bytes("account_transactions_monzo_like"))

        first, second = read(), read()

        assert said(first) == ("succeeded", 5, 0, 0, [])
        assert said(second) == ("succeeded", 0, 0, 0, [])
        # 23:31 in UTC is the next day in London.
        assert ("2026-07-16", 2_500, "Sam Friend") in stored(wiring)
        with wiring.engine.connect() as connection:
            kinds = connection.execute(text("SELECT kind FROM accounts ORDER BY kind")).scalars()
            assert list(kinds) == ["current", "pot", "savings"]

    def test_fetched_later_with_other_ids_and_a_settled_hold_make_each_payment_one(
        self, recording: Recording, read: Read, wiring: Wiring
    ) -> None:
        recording.rows(CURRENT, payload_bytes("account_transactions"))
        recording.pending(CURRENT, payload_bytes("account_transactions_pending"))
        read()
        recording.rows(CURRENT, payload_bytes("account_transactions_refetch"))
        recording.pending(CURRENT, EMPTY)

        part = read()

        assert (part.status, part.removed) == ("succeeded", 0)
        assert len(stored(wiring)) == 13
        assert stored(wiring, status="pending") == []
        fuel = [row for row in stored(wiring) if "FUEL" in row[2]]
        assert fuel == [("2026-07-21", -4_763, "FUEL STATION 88")]

    def test_without_any_stable_id_keep_two_equal_payments_two(
        self, recording: Recording, read: Read, wiring: Wiring
    ) -> None:
        content = payload_bytes("account_transactions_no_stable_ids")
        recording.rows(CURRENT, content)
        read()
        again = json.loads(content)
        for number, row in enumerate(again["results"]):
            row["transaction_id"] = f"{number:032x}"
        recording.rows(CURRENT, json.dumps(again).encode())

        assert said(read()) == ("succeeded", 0, 0, 0, [])
        assert len(stored(wiring)) == 3

    @pytest.mark.parametrize(
        ("timestamp", "day"),
        [
            ("2026-07-18T00:00:00", "2026-07-18"),
            ("2026-07-18T00:00:00Z", "2026-07-18"),
            ("2026-07-18T00:00:00+00:00", "2026-07-18"),
            ("2026-07-18T23:30:00.1234567Z", "2026-07-19"),
            ("2026-07-18T23:30:00+01:00", "2026-07-18"),
            ("2026-07-18T22:15:00.5", "2026-07-18"),
        ],
    )
    def test_with_odd_timestamps_fall_on_their_london_day(
        self, recording: Recording, read: Read, wiring: Wiring, timestamp: str, day: str
    ) -> None:
        recording.rows(CURRENT, answer(a_row(timestamp=timestamp)))

        assert read().status == "succeeded"
        assert stored(wiring) == [(day, -2_050, "SHOP")]

    @pytest.mark.parametrize(
        ("amount", "kind", "kept"),
        [
            (-20.5, "CREDIT", 2_050),
            (20.5, "DEBIT", -2_050),
            (-20.5, "SOMETHING_NEW", -2_050),
            (20.5, None, 2_050),
            (1464, "CREDIT", 146_400),
        ],
    )
    def test_whose_type_contradicts_the_sign_follow_the_type(
        self,
        recording: Recording,
        read: Read,
        wiring: Wiring,
        amount: float,
        kind: str | None,
        kept: int,
    ) -> None:
        recording.rows(CURRENT, answer(a_row(amount=amount, transaction_type=kind)))

        assert read().status == "succeeded"
        assert [row[1] for row in stored(wiring)] == [kept]

    def test_with_fields_absent_and_words_unknown_are_read_all_the_same(
        self, recording: Recording, read: Read, wiring: Wiring
    ) -> None:
        recording.rows(
            CURRENT,
            answer(
                a_row(transaction_category="BARTER", running_balance={}, meta=None),
                a_row(transaction_id="1" * 32, transaction_category=None, merchant_name="Shop"),
                a_row(transaction_id="2" * 32, transaction_classification=None, currency=None),
            ),
        )

        part = read()

        assert (part.status, part.added) == ("succeeded", 3)
        assert len(stored(wiring)) == 3

    def test_with_a_row_nobody_understands_lose_no_other_and_remove_none(
        self, recording: Recording, read: Read, wiring: Wiring
    ) -> None:
        recording.rows(CURRENT, answer(a_row(), a_row(transaction_id="1" * 32, amount=-3)))
        read()
        recording.rows(CURRENT, answer(a_row(), a_row(transaction_id="1" * 32, amount="much")))

        part = read()

        assert part.status == "partial"
        assert "1 transactions could not be understood" in part.problems[0]
        assert [row[1] for row in stored(wiring)] == [-2_050, -300]
