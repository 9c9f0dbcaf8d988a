"""One transaction: what the bank said of it, and what the person says."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.services.wiring import Wiring
from tests.integration.conftest import Connect
from tests.integration.stories import V1, account, balance, pounds, row, shared

type Person = dict[str, str]

WRITTEN = {"transaction_id": "t-1", "description": "SHELL OTLEY", "amount": -61.0}


@pytest.fixture
def the_row(client: TestClient, headers: Person, connect: Connect) -> str:
    """Return the id of the only row of the only account."""
    made = replace(
        row("1", "2026-11-18", -6_100, "SHELL OTLEY"),
        running_balance=pounds(93_900),
        classification=("Bills", "Fuel"),
        raw=WRITTEN,
    )
    connect(shared(account(made, held=balance(93_900))), headers)
    [only] = client.get(f"{V1}/banking/transactions", headers=headers).json()["items"]
    return str(only["id"])


@pytest.fixture
def read(client: TestClient, headers: Person, the_row: str) -> Callable[[], dict[str, Any]]:
    """Return a way to read it."""

    def ask() -> dict[str, Any]:
        answer = client.get(f"{V1}/banking/transactions/{the_row}", headers=headers)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    return ask


def test_a_transaction_tells_all_the_bank_said(read: Callable[[], dict[str, Any]]) -> None:
    found = read()

    assert (found["date"], found["amount"], found["running_balance"]) == (
        "2026-11-18",
        -6_100,
        93_900,
    )
    assert (found["bank_category"], found["classification"]) == ("PURCHASE", ["Bills", "Fuel"])
    assert found["provider_ids"]["transaction_id"] == "t-1"
    assert (found["account_name"], found["institution"]) == ("Current account", "Fake Bank")
    assert (found["was_pending"], found["source"], found["note"]) == (False, "feed", None)
    assert found["first_seen_at"] is not None
    assert found["evidence"] == WRITTEN
    assert found["evidence_read_at"] is not None


def test_evidence_that_is_not_kept_is_not_made_up(
    read: Callable[[], dict[str, Any]], the_row: str, wiring: Wiring
) -> None:
    with wiring.engine.begin() as connection:
        connection.execute(text("DELETE FROM raw_rows WHERE transaction_id = :id"), {"id": the_row})

    found = read()

    assert (found["evidence"], found["evidence_read_at"]) == (None, None)


def test_a_note_is_kept_and_taken_away(
    client: TestClient, headers: Person, the_row: str, read: Callable[[], dict[str, Any]]
) -> None:
    path = f"{V1}/banking/transactions/{the_row}"

    said = client.patch(path, json={"note": " half is Kim's "}, headers=headers).json()
    kept = client.patch(path, json={}, headers=headers).json()

    assert said["note"] == kept["note"] == read()["note"] == "half is Kim's"
    [listed] = client.get(f"{V1}/banking/transactions", headers=headers).json()["items"]
    assert listed["note"] == "half is Kim's"
    assert client.patch(path, json={"note": ""}, headers=headers).json()["note"] is None
    refused = client.patch(path, json={"note": "a\0b"}, headers=headers)
    assert refused.status_code == 422


def test_a_row_that_settled_as_another_leads_to_it(
    client: TestClient,
    headers: Person,
    connect: Connect,
    run_jobs: Callable[[], None],
) -> None:
    held = account(held=balance(100_000), pending=(row("p", "2026-11-16", -2_000, "NANDOS LEEDS"),))
    connect(shared(held), headers)
    [waiting] = client.get(f"{V1}/banking/transactions", headers=headers).json()["items"]
    held.pending = []
    held.transactions = [
        row("a", "2026-11-18", -2_200, "NANDOS LEEDS"),
        row("b", "2026-11-18", -2_400, "NANDOS LEEDS"),
    ]
    client.post(f"{V1}/banking/sync/transactions", headers=headers)
    run_jobs()
    [need] = client.get(f"{V1}/needs-you", headers=headers).json()
    old = f"{V1}/banking/transactions/{waiting['id']}"
    assert client.get(old, headers=headers).status_code == 404
    became = need["candidates"][0]["id"]

    client.post(
        f"{V1}/banking/questions/{need['subject_id']}/answer",
        json={"same_as": became},
        headers=headers,
    ).raise_for_status()

    assert client.get(old, headers=headers).json()["id"] == became


def test_an_account_says_which_banks_share_it_and_what_they_cannot_give(
    client: TestClient, headers: Person, connect: Connect, wiring: Wiring
) -> None:
    first = connect(shared(account(held=balance(100))), headers)
    second = connect(
        shared(account(held=balance(100), identity="acc-2"), credentials_id="cred-2"), headers
    )
    with wiring.engine.begin() as connection:
        connection.execute(text("UPDATE accounts SET unsupported = '[\"standing orders\"]'"))

    [only] = client.get(f"{V1}/banking/accounts", headers=headers).json()

    assert only["shared_by"] == [first, second]
    assert only["unsupported"] == ["standing orders"]
    one = client.get(f"{V1}/banking/accounts/{only['id']}", headers=headers).json()
    assert one == only
