"""What spending comes to, through the API."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.bank.fake import FakeConnection
from app.bank.protocol import BankTransaction
from app.domain.ledger import AccountKind
from app.services.wiring import Wiring
from tests.integration.spending.test_sorting import moved, sums_differ, unsorted
from tests.integration.stories import V1, account, row, shared

type Connect = Callable[[FakeConnection, dict[str, str]], str]


@pytest.fixture
def household(connect: Connect, headers: dict[str, str]) -> None:
    """Give the household a current account, savings and a card, with two months of rows."""
    connect(
        shared(
            account(
                moved("w1", "2026-10-30", 2_300_00, "BRIGHT LTD SALARY", "CREDIT"),
                moved("r1", "2026-10-01", -900_00, "RIVERSIDE LETTINGS", "STANDING_ORDER"),
                row("t1", "2026-10-03", -45_20, "TESCO STORES 2041"),
                moved("s1", "2026-10-05", -200_00, "TO EVERYDAY SAVER", "TRANSFER"),
                moved("c1", "2026-10-25", -61_50, "ACME AMEX", "DIRECT_DEBIT"),
                row("t2", "2026-11-03", -55_00, "Tesco"),
                moved("a1", "2026-11-04", -30_00, "LNK CASH", "ATM"),
                moved("n1", "2026-11-06", -250_00, "PLUM SAVINGS", "TRANSFER"),
            ),
            account(
                moved("s2", "2026-10-05", 200_00, "FROM CURRENT", "TRANSFER"),
                identity="acc-2",
                name="Everyday Saver",
                kind=AccountKind.SAVINGS,
                number="uk:040004:87654321",
            ),
            account(
                row("k1", "2026-10-08", -61_50, "WAITROSE 123"),
                moved("c2", "2026-10-26", 61_50, "PAYMENT RECEIVED - THANK YOU", "CREDIT"),
                row("k2", "2026-10-12", -80_00, "UNIQLO LONDON"),
                moved("k3", "2026-11-02", 80_00, "UNIQLO LONDON REFUND", "CREDIT"),
                identity="card-1",
                name="Acme Amex",
                kind=AccountKind.CREDIT_CARD,
                number="card:1",
            ),
        ),
        headers,
    )


@pytest.mark.usefixtures("household")
class TestSpending:
    def read(self, client: TestClient, headers: dict[str, str], query: str) -> Any:
        answer = client.get(f"{V1}/analytics/spending{query}", headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def test_leaves_transfers_and_repayments_out(
        self, client: TestClient, headers: dict[str, str], wiring: Wiring
    ) -> None:
        october = self.read(client, headers, "?month=2026-10")

        assert unsorted(wiring) == 0
        assert sums_differ(wiring) == []
        assert {group["key"]: group["total"] for group in october["groups"]} == {
            "housing": 900_00,
            "groceries": 106_70,
            "shopping": 0,
        }
        assert (october["total"], october["cash"], october["credit"]) == (1006_70, 945_20, 61_50)

    def test_adds_up_the_same_whichever_way_it_is_cut(
        self, client: TestClient, headers: dict[str, str]
    ) -> None:
        for query in ("month=2026-10", "from=2026-10-02&to=2026-11-20", "from=2026-01-01"):
            totals = set()
            for by in ("category", "merchant", "month", "account"):
                body = self.read(client, headers, f"?{query}&group_by={by}")
                assert body["total"] == sum(group["total"] for group in body["groups"])
                assert body["total"] == body["cash"] + body["credit"]
                totals.add((body["total"], body["cash"], body["credit"]))
            assert len(totals) == 1, query

    def test_shows_what_it_left_out(self, client: TestClient, headers: dict[str, str]) -> None:
        groups = self.read(client, headers, "/left-out?month=2026-10")["groups"]

        assert [(one["kind"], one["category"], one["out"], one["into"]) for one in groups] == [
            ("transfer", "savings", 200_00, 200_00),
            ("card_repayment", "transfer", 61_50, 61_50),
        ]

    def test_is_not_raised_by_savings_that_are_not_connected(
        self, client: TestClient, headers: dict[str, str]
    ) -> None:
        november = self.read(client, headers, "?month=2026-11")

        assert {group["key"]: group["total"] for group in november["groups"]} == {
            "groceries": 55_00,
            "cash": 30_00,
        }

    def test_flows_come_out_even(self, client: TestClient, headers: dict[str, str]) -> None:
        body = self.read(client, headers, "/flows?month=2026-10")

        into = sum(one["amount"] for one in body["flows"] if one["target"] == "money")
        out = sum(one["amount"] for one in body["flows"] if one["source"] == "money")
        assert into == out
        assert (body["income"], body["spent"]) == (2_300_00, 1006_70)

    def test_trend_and_comparison_agree_with_it(
        self, client: TestClient, headers: dict[str, str]
    ) -> None:
        trend = self.read(client, headers, "/trend?months=3")
        compared = self.read(
            client,
            headers,
            "/compare?from=2026-11-01&to=2026-11-30&before_from=2026-10-01&before_to=2026-10-31",
        )

        assert [month["total"] for month in trend["months"]] == [0, 1006_70, 85_00]
        assert compared["change"] == 85_00 - 1006_70
        assert sum(group["change"] for group in compared["groups"]) == compared["change"]

    def test_pace_compares_with_the_same_days_of_the_months_before(
        self, client: TestClient, headers: dict[str, str]
    ) -> None:
        pace = self.read(client, headers, "/pace")
        so_far = self.read(client, headers, f"?from={pace['start']}&to={pace['end']}")
        groceries = self.read(client, headers, "/pace?category=groceries")

        assert pace["spent"] == so_far["total"]
        assert (pace["months"], pace["usual"], pace["standing"]) == (1, None, "unknown")
        assert groceries["spent"] == 55_00

    def test_a_comparison_can_be_of_one_category(
        self, client: TestClient, headers: dict[str, str]
    ) -> None:
        compared = self.read(
            client,
            headers,
            "/compare?from=2026-11-01&to=2026-11-30&before_from=2026-10-01&before_to=2026-10-31"
            "&category=groceries&group_by=merchant",
        )

        assert (compared["total"], compared["before"]) == (55_00, 106_70)

    def test_insights_answer(self, client: TestClient, headers: dict[str, str]) -> None:
        assert self.read(client, headers, "/insights")["insights"] == []


def pot_move(identity: str, on: str, minor: int, text: str) -> BankTransaction:
    return replace(
        moved(identity, on, minor, text, "TRANSFER"), meta={"provider_category": "uk_retail_pot"}
    )


@pytest.mark.parametrize("is_connected", [True, False])
def test_sixty_four_pot_moves_inflate_nothing(
    client: TestClient, headers: dict[str, str], connect: Connect, *, is_connected: bool
) -> None:
    rows, in_pot = [], []
    for n in range(32):
        on = f"2026-10-{1 + n % 28:02}"
        rows.append(pot_move(f"out{n}", on, -20_00, "🧾 Bills pot"))
        in_pot.append(pot_move(f"pin{n}", on, 20_00, "Current account"))
        rows.append(pot_move(f"back{n}", on, 9_99, "🧾 Bills pot"))
        in_pot.append(pot_move(f"pout{n}", on, -9_99, "Current account"))
        rows.append(row(f"bill{n}", on, -9_99, "Spotify"))
    accounts = [account(*rows)]
    if is_connected:
        accounts.append(
            account(*in_pot, identity="pot", name="🧾 Bills pot", kind=AccountKind.POT, number=None)
        )
    connect(shared(*accounts), headers)

    found = client.get(f"{V1}/analytics/spending?month=2026-10", headers=headers).json()

    assert found["total"] == 32 * 9_99
    assert {group["key"] for group in found["groups"]} == {"subscriptions"}


def starling_move(identity: str, on: str, minor: int, text: str) -> BankTransaction:
    return replace(
        moved(identity, on, minor, text, "TRANSFER"), meta={"provider_source": "INTERNAL_TRANSFER"}
    )


def plain_move(identity: str, on: str, minor: int, text: str) -> BankTransaction:
    return moved(identity, on, minor, text, "TRANSFER")


@pytest.mark.parametrize(
    ("move", "texts"),
    [
        (pot_move, ("🧾 Bills pot", "pot_0000AbCdEf12", "Holiday 🏝", "Rainy day", "Car")),
        (starling_move, ("Council tax", "To Holiday", "From Holiday", "🎄", "Wedding 💍")),
        (plain_move, ("pot_0000AbCdEf12", "To Holiday", "From House deposit", "Round up")),
    ],
)
def test_sixty_four_moves_of_pots_that_are_not_listed_inflate_nothing(
    client: TestClient,
    headers: dict[str, str],
    connect: Connect,
    move: Callable[[str, str, int, str], BankTransaction],
    texts: tuple[str, ...],
) -> None:
    """Round-ups, moves in and moves back beside purchases and friends of the same sizes."""
    rows = [
        moved("wage", "2026-10-01", 2_300_00, "BRIGHT LTD SALARY", "CREDIT"),
        moved("friend", "2026-10-03", 20_00, "P SHAH", "TRANSFER"),
        row("lunch", "2026-10-03", -37, "GREGGS"),
    ]
    for n in range(64):
        minor = (-37, -20_00, 20_00, -1_000_00)[n % 4]
        on = f"2026-10-{1 + n % 28:02}"
        rows.append(move(f"m{n}", on, minor, texts[n % len(texts)]))
    other = account(
        moved("own", "2026-10-05", 5_00, "SOMEBODY", "TRANSFER"),
        identity="acc-2", name="Second", number="uk:040004:87654321",
    )  # fmt: skip
    connect(shared(account(*rows), other), headers)

    flows = client.get(f"{V1}/analytics/spending/flows?month=2026-10", headers=headers).json()

    assert (flows["spent"], flows["income"]) == (37, 2_325_00)
