"""How many questions each page asks the database: as many for much as for little."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event

from app.bank.fake import FakeConnection
from app.domain.ledger import AccountKind
from app.services.wiring import Wiring
from tests.integration.stories import V1, account, balance, card_balance, row, shared

type Connect = Callable[[FakeConnection, dict[str, str]], str]
PAGES = [
    "/analytics/summary",
    "/analytics/forecast?days=365",
    "/analytics/goals",
    "/analytics/commitments",
    "/analytics/payday",
    "/analytics/planned-items",
    "/analytics/payment-plans",
    "/banking/accounts",
    "/banking/connections",
    "/banking/syncs",
    "/banking/transactions?limit=500",
]
# Who is asking is one of them, and two are asked only after something changed.
MOST = 16


@contextmanager
def counted(wiring: Wiring) -> Iterator[list[str]]:
    """Collect the statements that run meanwhile."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(wiring.engine, "before_cursor_execute", note)
    yield statements
    event.remove(wiring.engine, "before_cursor_execute", note)


class TestQueryCounts:
    def grow(
        self, client: TestClient, connect: Connect, headers: dict[str, str], *, size: int
    ) -> None:
        """Give the household ``size`` banks, each with accounts, cards, rows and bills."""
        for number in range(size):
            connect(
                shared(
                    account(
                        *(row(f"{number}-{n}", "2026-11-18", -100 - n) for n in range(5 * size)),
                        held=balance(100_00),
                        identity=f"acc-{number}",
                        number=f"uk:040004:{number:08}",
                    ),
                    account(
                        held=card_balance(
                            owed=600_00,
                            statement=420_55,
                            statement_on="2026-11-05",
                            due_on="2026-11-25",
                        ),
                        identity=f"card-{number}",
                        kind=AccountKind.CREDIT_CARD,
                        number=f"card:{number}",
                    ),
                    credentials_id=f"cred-{size}-{number}",
                ),
                headers,
            )
            self.add(client, headers, "commitments", bill(f"Bill {number}"))
            self.add(
                client,
                headers,
                "planned-items",
                {"name": "MOT", "amount": -100, "date": "2026-11-24"},
            )
            self.add(
                client,
                headers,
                "payment-plans",
                {"name": "Sofa", "total": 100, "instalments": 3, "first_date": "2026-12-01"},
            )

    def add(
        self, client: TestClient, headers: dict[str, str], what: str, body: dict[str, Any]
    ) -> None:
        client.post(f"{V1}/analytics/{what}", json=body, headers=headers).raise_for_status()

    def test_do_not_grow_with_the_household(
        self, client: TestClient, connect: Connect, headers: dict[str, str], wiring: Wiring
    ) -> None:
        counts: list[dict[str, int]] = []
        for size in (1, 3):
            self.grow(client, connect, headers, size=size)
            count: dict[str, int] = {}
            for page in PAGES:
                with counted(wiring) as statements:
                    client.get(f"{V1}{page}", headers=headers).raise_for_status()
                count[page] = len(statements)
            counts.append(count)

        small, large = counts
        assert large == small
        assert {page: n for page, n in large.items() if n > MOST} == {}


def bill(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "direction": "out",
        "amount": 1_299,
        "cadence": {"kind": "monthly_day", "day": 20},
        "next_date": "2026-11-20",
    }


class TestThePageOfTransactions:
    def test_goes_through_every_row_once_newest_first(
        self, client: TestClient, connect: Connect, headers: dict[str, str]
    ) -> None:
        connect(
            shared(account(*(row(str(n), f"2026-11-{1 + n % 5:02}", -1 - n) for n in range(23)))),
            headers,
        )

        seen: list[dict[str, Any]] = []
        cursor: str | None = None
        for _ in range(3):
            parameters = {"limit": "10"} | ({"cursor": cursor} if cursor else {})
            page = client.get(
                f"{V1}/banking/transactions", params=parameters, headers=headers
            ).json()
            seen += page["items"]
            cursor = page["next_cursor"]

        assert cursor is None
        assert len({one["id"] for one in seen}) == len(seen) == 23
        days = [one["date"] for one in seen]
        assert days == sorted(days, reverse=True)

    @pytest.mark.parametrize(
        ("asked", "amounts"),
        [
            ("from=2026-11-17", [-300, -200]),
            ("to=2026-11-17", [-200, -100]),
            ("from=2026-11-17&to=2026-11-17", [-200]),
            ("status=pending", [-300]),
            ("q=lidl", [-200]),
            ("q=100%25", []),
            ("q=_", []),
            ("account_id=00000000-0000-4000-8000-000000000000", []),
        ],
    )
    def test_is_narrowed_as_asked(
        self,
        client: TestClient,
        connect: Connect,
        headers: dict[str, str],
        asked: str,
        amounts: list[int],
    ) -> None:
        connect(
            shared(
                account(
                    row("1", "2026-11-16", -100),
                    row("2", "2026-11-17", -200, "LIDL GB"),
                    pending=(row("3", "2026-11-19", -300, "COFFEE", pending=True),),
                )
            ),
            headers,
        )

        found = client.get(f"{V1}/banking/transactions?{asked}", headers=headers).json()["items"]

        assert [one["amount"] for one in found] == amounts

    @pytest.mark.parametrize("cursor", ["x", "e30=", "WyIyMDI2Il0=", "é", "WzEsMl0="])
    def test_refuses_a_cursor_that_is_not_ours(
        self, client: TestClient, headers: dict[str, str], cursor: str
    ) -> None:
        answer = client.get(
            f"{V1}/banking/transactions", params={"cursor": cursor}, headers=headers
        )

        assert answer.status_code == 422
        assert answer.json()["code"] == "invalid_cursor"
