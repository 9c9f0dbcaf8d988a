"""The same account through two consents is one account, read once."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.bank.errors import ConsentEndedError
from app.bank.fake import FakeAccount, FakeBank
from app.domain.ledger import AccountKind
from app.services.wiring import Wiring
from tests.integration.conftest import Connect
from tests.integration.stories import V1, account, balance, row, shared

type Person = dict[str, str]

ROWS = (row("1", "2026-11-16", -1_000), row("2", "2026-11-17", -2_000))


def joint(identity: str, *, number: str | None = "uk:040004:12345678") -> FakeAccount:
    """Return the joint account as one of the two consents shares it."""
    return account(*ROWS, held=balance(50_000), identity=identity, number=number, name="Joint")


@pytest.fixture
def accounts(client: TestClient, headers: Person) -> Callable[[], list[dict[str, Any]]]:
    def read() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = client.get(f"{V1}/banking/accounts", headers=headers).json()
        return found

    return read


@pytest.fixture
def count(client: TestClient, headers: Person) -> Callable[[], int]:
    """Return a way to count the rows shown."""
    return lambda: len(client.get(f"{V1}/banking/transactions", headers=headers).json()["items"])


type Accounts = Callable[[], list[dict[str, Any]]]


def test_is_one_account_with_each_row_once(
    connect: Connect, headers: Person, accounts: Accounts, count: Callable[[], int]
) -> None:
    first = connect(shared(joint("a-1")), headers)
    connect(shared(joint("b-7"), credentials_id="cred-2"), headers)

    (only,) = accounts()

    assert only["connection_id"] == first
    assert len(only["shared_by"]) == 2
    assert (only["own"], count()) == (50_000, 2)


def test_goes_on_through_the_other_when_one_consent_ends(
    client: TestClient,
    bank: FakeBank,
    connect: Connect,
    headers: Person,
    accounts: Accounts,
    count: Callable[[], int],
    run_jobs: Callable[[], None],
) -> None:
    connect(shared(joint("a-1")), headers)
    other = joint("b-7")
    second = connect(shared(other, credentials_id="cred-2"), headers)
    bank.fail("consent", ConsentEndedError("over"))
    client.post(f"{V1}/banking/sync/transactions", headers=headers)
    run_jobs()
    other.transactions = [row("3", "2026-11-19", -700), *other.transactions]
    other.balance = balance(49_300)

    client.post(f"{V1}/banking/sync/transactions", headers=headers)
    run_jobs()

    (only,) = accounts()
    assert (only["connection_id"], only["own"], count()) == (second, 49_300, 3)


@pytest.mark.parametrize("history", ["keep", "delete"])
def test_stays_open_when_one_of_two_banks_is_disconnected(
    client: TestClient,
    connect: Connect,
    headers: Person,
    accounts: Accounts,
    count: Callable[[], int],
    history: str,
) -> None:
    first = connect(shared(joint("a-1")), headers)
    second = connect(shared(joint("b-7"), credentials_id="cred-2"), headers)

    client.delete(
        f"{V1}/banking/connections/{first}", params={"history": history}, headers=headers
    ).raise_for_status()

    (only,) = accounts()
    assert (only["connection_id"], only["is_closed"], count()) == (second, False, 2)


def test_a_pot_without_a_number_is_known_by_the_banks_id(
    connect: Connect, headers: Person, accounts: Accounts
) -> None:
    def pot(identity: str) -> FakeAccount:
        return account(identity=identity, number=None, name="Holiday", kind=AccountKind.POT)

    connect(shared(pot("pot-1")), headers)
    connect(shared(pot("pot-1"), pot("pot-2"), credentials_id="cred-2"), headers)

    assert len(accounts()) == 2


def test_another_households_account_is_another(
    client: TestClient, connect: Connect, headers: Person, sign_up: Callable[[str], Person]
) -> None:
    stranger = sign_up("sam@example.com")
    connect(shared(joint("a-1")), headers)
    connect(shared(joint("a-1"), credentials_id="cred-2"), stranger)

    for person in (headers, stranger):
        (only,) = client.get(f"{V1}/banking/accounts", headers=person).json()
        assert len(only["shared_by"]) == 1


def test_ids_issued_anew_by_a_new_consent_double_nothing_and_lose_no_note(
    client: TestClient,
    connect: Connect,
    headers: Person,
    accounts: Accounts,
    count: Callable[[], int],
    wiring: Wiring,
) -> None:
    first = connect(shared(joint("a-1")), headers)
    with wiring.engine.begin() as connection:
        connection.execute(text("UPDATE transactions SET note = 'mine'"))
    client.delete(f"{V1}/banking/connections/{first}", headers=headers).raise_for_status()
    anew = joint("b-7")
    anew.transactions = [
        row(f"new-{one.transaction_id}", str(one.booked_on), one.amount.minor) for one in ROWS
    ]

    connect(shared(anew, credentials_id="cred-2"), headers)

    assert (len(accounts()), count()) == (1, 2)
    with wiring.engine.begin() as connection:
        notes = connection.execute(text("SELECT DISTINCT note FROM transactions")).scalars().all()
    assert notes == ["mine"]
