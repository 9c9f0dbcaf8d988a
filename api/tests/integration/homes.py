"""A household with a bank in memory, seen through HTTP alone."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from fastapi.testclient import TestClient

from app.bank.fake import FakeAccount, FakeConnection
from app.bank.protocol import BankTransaction
from tests.integration.stories import V1, account, balance, row, shared

type Connect = Callable[[FakeConnection, dict[str, str]], str]


def monthly(
    name: str,
    minor: int,
    day: int,
    *,
    months: Iterable[str],
    category: str = "DIRECT_DEBIT",
    working: bool = True,
) -> list[BankTransaction]:
    """Return a payment a month, moved from a weekend to the Monday after."""
    rows = []
    for month in months:
        on = date.fromisoformat(f"{month}-{day:02}")
        while working and on.weekday() > 4:
            on += timedelta(days=1)
        made = row(f"{name}-{day}-{month}", on.isoformat(), minor, name)
        rows.append(replace(made, category=category))
    return rows


def months(first: str, count: int) -> list[str]:
    year, month = map(int, first.split("-"))
    return [f"{year + (month - 1 + n) // 12}-{(month - 1 + n) % 12 + 1:02}" for n in range(count)]


# Twelve payments up to the 19th of November 2026: of days later in the month, and of earlier ones.
YEAR = months("2025-11", 12)
TO_NOW = months("2025-12", 12)


class Home:
    """A household with a bank, seen through HTTP."""

    def __init__(
        self,
        client: TestClient,
        headers: dict[str, str],
        connect: Connect,
        run_jobs: Callable[[], None],
    ) -> None:
        self.client = client
        self.headers = headers
        self.run_jobs = run_jobs
        self._connect = connect
        self.held: FakeAccount = account(held=balance(500_000))

    def has(self, *rows: BankTransaction, **more: Any) -> None:
        """Connect a bank that shows these rows."""
        self.held.transactions = list(rows)
        for name, value in more.items():
            setattr(self.held, name, value)
        self._connect(shared(self.held), self.headers)

    def sync(self, *more: BankTransaction) -> None:
        """Let the bank show more rows, and read them."""
        self.held.transactions += more
        self.post("/banking/sync/transactions")
        self.run_jobs()

    def get(self, path: str) -> Any:
        answer = self.client.get(f"{V1}{path}", headers=self.headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, body: dict[str, Any] | None = None, method: str = "POST") -> Any:
        answer = self.client.request(method, f"{V1}{path}", json=body, headers=self.headers)
        assert answer.status_code < 300, answer.text
        return answer.json() if answer.content else None

    def all(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.get("/analytics/commitments")
        return found

    def only(self, status: str | None = None) -> dict[str, Any]:
        found = [one for one in self.all() if status is None or one["status"] == status]
        assert len(found) == 1, found
        return found[0]

    def say(self, one: dict[str, Any], **changes: Any) -> dict[str, Any]:
        changed: dict[str, Any] = self.post(f"/analytics/commitments/{one['id']}", changes, "PATCH")
        return changed

    def needs(self, *kinds: str) -> list[dict[str, Any]]:
        return [need for need in self.get("/needs-you") if need["kind"] in kinds]

    def detect(self) -> dict[str, Any]:
        found: dict[str, Any] = self.post("/analytics/commitments/detect")
        return found

    def occurrences(self, one: dict[str, Any]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.get(f"/analytics/commitments/{one['id']}/occurrences")
        return found
