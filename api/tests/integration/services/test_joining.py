"""An account from files and the bank's own, connected later, become one."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.services.wiring import Wiring
from tests.integration.conftest import Connect
from tests.integration.stories import V1, account, balance, row, shared

type Person = dict[str, str]

DAYS = range(9, 19)
# No account number in it: nothing but the payments tells which account this is.
FILE = "Date,Description,Amount\n03/03/2025,QUAY CINEMA,-14.50\n" + "".join(
    f"{day:02}/11/2026,SHOP {day},-{day}.00\n" for day in DAYS
)


@pytest.fixture
def both(
    client: TestClient, headers: Person, connect: Connect, wiring: Wiring
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the account a file made and the one its bank reports since."""
    client.headers.update(headers)
    preview = client.post(
        f"{V1}/banking/import", files={"file": ("export.csv", FILE.encode())}
    ).json()
    taken = client.post(f"{V1}/banking/import/{preview['id']}/commit", json={"name": "From a file"})
    taken.raise_for_status()
    with wiring.engine.begin() as connection:
        connection.execute(text("UPDATE transactions SET note = 'mine' WHERE amount_minor = -1500"))
    connect(
        shared(
            account(
                *(row(str(day), f"2026-11-{day:02}", -100 * day, f"SHOP {day}") for day in DAYS),
                held=balance(50_000),
                number="uk:040004-87654321",
            )
        ),
        headers,
    )
    accounts = client.get(f"{V1}/banking/accounts").json()
    by_hand = next(one for one in accounts if one["connection_id"] is None)
    return by_hand, next(one for one in accounts if one is not by_hand)


def test_is_asked_and_joined_with_each_payment_once(
    client: TestClient, both: tuple[dict[str, Any], dict[str, Any]], wiring: Wiring
) -> None:
    by_hand, at_bank = both
    (need,) = [one for one in client.get(f"{V1}/needs-you").json() if one["kind"] == "same_account"]
    assert (need["subject_id"], need["account_id"]) == (by_hand["id"], at_bank["id"])

    answer = client.post(
        f"{V1}/banking/accounts/{at_bank['id']}/join", json={"account_id": by_hand["id"]}
    )

    assert answer.json() == {"moved": 1, "already_there": 10}
    (only,) = client.get(f"{V1}/banking/accounts").json()
    assert (only["id"], only["balance"]) == (at_bank["id"], 50_000)
    items = client.get(f"{V1}/banking/transactions", params={"limit": 50}).json()["items"]
    assert sorted(one["amount"] for one in items) == sorted([-1_450, *(-100 * day for day in DAYS)])
    with wiring.engine.begin() as connection:
        noted = connection.execute(text("SELECT amount_minor FROM transactions WHERE note='mine'"))
        assert noted.scalars().all() == [-1_500]
    assert client.get(f"{V1}/needs-you").json() == []


@pytest.mark.parametrize("which", ["the bank's into the file's", "itself"])
def test_only_what_is_kept_by_hand_can_go(
    client: TestClient, both: tuple[dict[str, Any], dict[str, Any]], which: str
) -> None:
    by_hand, at_bank = both
    gone = at_bank if which.startswith("the bank's") else by_hand

    answer = client.post(
        f"{V1}/banking/accounts/{by_hand['id']}/join", json={"account_id": gone["id"]}
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "accounts_not_joinable")
    assert len(client.get(f"{V1}/banking/accounts").json()) == 2
