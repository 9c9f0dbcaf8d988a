"""The feed says itself whether it is complete."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.bank.fake import FakeAccount
from app.bank.protocol import BankTransaction
from app.services.wiring import Wiring
from tests.integration.conftest import Connect
from tests.integration.stories import V1, account, balance, pounds, row, shared

type Person = dict[str, str]
type Read = Callable[[], dict[str, Any]]


def leaving(made: BankTransaction, balance_minor: int) -> BankTransaction:
    """Return the row with the balance it left."""
    return replace(made, running_balance=pounds(balance_minor))


CHAIN = (
    leaving(row("3", "2026-11-18", -3_000), 94_000),
    leaving(row("2", "2026-11-17", -2_000), 97_000),
    leaving(row("1", "2026-11-16", -1_000), 99_000),
)


@pytest.fixture
def sync(client: TestClient, headers: Person, run_jobs: Callable[[], None]) -> Callable[[], None]:
    """Return a way to sync."""

    def ask() -> None:
        client.post(f"{V1}/banking/sync/transactions", headers=headers).raise_for_status()
        run_jobs()

    return ask


@pytest.fixture
def quality(client: TestClient, headers: Person) -> Read:
    """Return a way to read the only account's quality."""

    def read() -> dict[str, Any]:
        (only,) = client.get(f"{V1}/banking/accounts", headers=headers).json()
        found: dict[str, Any] = only["quality"]
        return found

    return read


def test_running_balances_prove_a_feed_at_first_sight(
    connect: Connect, headers: Person, quality: Read, client: TestClient
) -> None:
    connect(shared(account(*CHAIN, held=balance(94_000))), headers)

    found = quality()

    assert (found["standing"], found["gaps"], found["difference"]) == ("proved", [], 0)
    assert found["sentence"].startswith("Complete since ")
    summary = client.get(f"{V1}/analytics/summary", headers=headers).json()
    assert summary["feeds"][0]["quality"] == found["sentence"]
    assert client.get(f"{V1}/needs-you", headers=headers).json() == []


def test_a_missing_row_is_named_until_it_is_accepted(
    connect: Connect,
    headers: Person,
    quality: Read,
    client: TestClient,
    sync: Callable[[], None],
) -> None:
    connect(shared(account(CHAIN[0], CHAIN[2], held=balance(94_000))), headers)

    found = quality()
    assert (found["standing"], found["gaps"]) == ("gaps", [{"on": "2026-11-18", "amount": -2_000}])
    (need,) = client.get(f"{V1}/needs-you", headers=headers).json()
    assert (need["kind"], need["account_id"]) == ("rows_differ", need["subject_id"])

    client.post(
        f"{V1}/banking/accounts/{need['subject_id']}/accept-balance", headers=headers
    ).raise_for_status()
    assert client.get(f"{V1}/needs-you", headers=headers).json() == []
    sync()
    assert quality()["standing"] in {"proved", "agrees"}


def test_a_row_that_arrives_late_closes_the_gap(
    connect: Connect, headers: Person, quality: Read, sync: Callable[[], None]
) -> None:
    held = account(CHAIN[0], CHAIN[2], held=balance(94_000))
    connect(shared(held), headers)
    assert quality()["standing"] == "gaps"

    held.transactions = list(CHAIN)
    sync()

    assert quality()["standing"] == "proved"


def test_a_row_listed_twice_is_seen(connect: Connect, headers: Person, quality: Read) -> None:
    twin = replace(CHAIN[1], normalised_id="n-9", provider_transaction_id="p-9")
    connect(shared(account(CHAIN[0], CHAIN[1], twin, CHAIN[2], held=balance(94_000))), headers)

    found = quality()

    assert found["standing"] == "doubles"
    assert len(found["doubles"]) == 1


@pytest.mark.parametrize("counts_pending", [False, True])
def test_without_running_balances_opening_and_rows_must_make_the_balance(
    connect: Connect,
    headers: Person,
    quality: Read,
    sync: Callable[[], None],
    counts_pending: bool,
) -> None:
    waiting = row("a", "2026-11-19", -500, "PRET", pending=True)
    held = account(
        row("1", "2026-11-10", -1_000),
        held=balance(50_000 - (500 if counts_pending else 0)),
        pending=(waiting,),
    )
    connect(shared(held), headers)
    assert quality()["standing"] == "unproved"

    _spend(held, row("2", "2026-11-19", -2_000), now=50_000 - 2_000 - 500 * counts_pending)
    sync()
    assert quality()["standing"] == "agrees"

    # The pending row is booked, another is pending: only one reading of the balance fits.
    held.pending = [row("b", "2026-11-19", -300, "TAXI", pending=True)]
    _spend(held, row("a", "2026-11-19", -500, "PRET"), now=50_000 - 2_500 - 300 * counts_pending)
    sync()
    assert quality()["standing"] == "agrees"

    held.balance = balance(40_000)
    sync()
    found = quality()
    assert found["standing"] == "settling"
    assert found["difference"] == 40_000 - (50_000 - 2_500 - 300 * counts_pending)


def test_a_difference_that_stays_is_said(
    connect: Connect, headers: Person, quality: Read, sync: Callable[[], None], wiring: Wiring
) -> None:
    held = account(row("1", "2026-11-10", -1_000), held=balance(50_000))
    connect(shared(held), headers)
    held.balance = balance(48_000)
    sync()
    assert quality()["standing"] == "settling"
    with wiring.engine.begin() as connection:
        connection.execute(
            text("UPDATE accounts SET differs_since = differs_since - interval '3 days'")
        )

    sync()

    found = quality()
    assert found["standing"] == "differs"
    assert "£20.00 more than the balance" in found["sentence"]


def test_figures_that_contradict_each_other_are_asked_about_once(
    connect: Connect, headers: Person, client: TestClient, sync: Callable[[], None]
) -> None:
    held = account(held=replace(balance(-20_000), needs_review=True))
    connect(shared(held), headers)
    (need,) = client.get(f"{V1}/needs-you", headers=headers).json()
    assert need["kind"] == "check_account"

    client.patch(
        f"{V1}/banking/accounts/{need['account_id']}", json={"needs_review": False}, headers=headers
    ).raise_for_status()
    sync()

    assert client.get(f"{V1}/needs-you", headers=headers).json() == []


def _spend(held: FakeAccount, spent: BankTransaction, *, now: int) -> None:
    held.transactions = [spent, *held.transactions]
    held.balance = balance(now)
