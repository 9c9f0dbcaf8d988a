"""A household that lives through a scenario: seen through HTTP alone, on any day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from fastapi.testclient import TestClient

from app.bank.fake import FakeAccount, FakeConnection
from app.bank.protocol import BankTransaction
from app.domain.ledger import AccountKind
from tests.integration.stories import V1, account, card_balance, shared

type Connect = Callable[[FakeConnection, dict[str, str]], str]


def monthly(day: int) -> dict[str, Any]:
    return {"kind": "monthly_day", "day": day}


def weekly(every: int = 1) -> dict[str, Any]:
    return {"kind": "weekly", "every": every}


def last_friday() -> dict[str, Any]:
    return {"kind": "monthly_weekday", "weekday": "friday", "nth": -1}


def dated(made: BankTransaction, on: str, key: str, *, minor: int | None = None) -> BankTransaction:
    """Return a row like another, of another day and under other ids."""
    return replace(
        made,
        transaction_id=f"t-{key}",
        provider_transaction_id=f"p-{key}",
        normalised_id=f"n-{key}",
        booked_on=date.fromisoformat(on),
        amount=made.amount if minor is None else replace(made.amount, minor=minor),
    )


class House:
    """A household with accounts kept by hand and, where a scenario wants them, banks."""

    def __init__(
        self,
        client: TestClient,
        headers: dict[str, str],
        *,
        connect: Connect,
        run_jobs: Callable[[], None],
        other_day: Callable[[date], None],
    ) -> None:
        self.client, self.headers = client, headers
        self.connect, self.run_jobs, self._other_day = connect, run_jobs, other_day

    def today(self, day: str) -> None:
        """Let it be that day: for the person, the worker and the bank."""
        self._other_day(date.fromisoformat(day))

    def call(self, method: str, path: str, body: Any = None) -> Any:
        answer = self.client.request(method, f"{V1}{path}", json=body, headers=self.headers)
        assert answer.status_code < 300, answer.text
        return answer.json() if answer.content else None

    def get(self, path: str) -> Any:
        return self.call("GET", path)

    def keeps(self, minor: int, **more: Any) -> str:
        """Keep an account by hand."""
        body = {"name": "Current", "kind": "current", "balance": minor} | more
        return str(self.call("POST", "/banking/accounts", body)["id"])

    def keeps_card(
        self, owed: int, *, statement: int, statement_on: str, due_on: str, name: str = "Visa"
    ) -> str:
        return self.keeps(
            -owed,
            name=name,
            kind="credit_card",
            last_statement_balance=statement,
            last_statement_on=statement_on,
            payment_due_on=due_on,
        )

    def expects(
        self, name: str, minor: int, on: str, cadence: dict[str, Any] | None = None, **more: Any
    ) -> str:
        """Enter a commitment, its direction told by the amount's sign."""
        body = {
            "name": name,
            "direction": "in" if minor > 0 else "out",
            "amount": abs(minor),
            "cadence": cadence or {"kind": "once"},
            "next_date": on,
        }
        return str(self.call("POST", "/analytics/commitments", body | more)["id"])

    def earns(self, minor: int, on: str, cadence: dict[str, Any] | None = None, **more: Any) -> str:
        return self.expects("Wage", minor, on, cadence or weekly(4), is_payday=True, **more)

    def plans(self, name: str, minor: int, on: str, **more: Any) -> str:
        body = {"name": name, "amount": minor, "date": on}
        return str(self.call("POST", "/analytics/planned-items", body | more)["id"])

    def keeps_back(self, buffer: int) -> None:
        self.call("PUT", "/analytics/payday", {"buffer": buffer})

    def shares(self, *held: FakeAccount, credentials: str = "cred-1") -> str:
        """Connect a bank that shows these accounts, and read it."""
        return self.connect(shared(*held, credentials_id=credentials), self.headers)

    def sync(self) -> None:
        self.call("POST", "/banking/sync/transactions")
        self.run_jobs()

    def rows(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.get("/banking/transactions?limit=500")["items"]
        return found

    def found(self) -> list[dict[str, Any]]:
        every: list[dict[str, Any]] = self.get("/analytics/commitments")
        return every

    def only(self) -> dict[str, Any]:
        [one] = self.found()
        return one

    def says(self, one: dict[str, Any] | str, **changes: Any) -> dict[str, Any]:
        identity = one if isinstance(one, str) else one["id"]
        changed: dict[str, Any] = self.call("PATCH", f"/analytics/commitments/{identity}", changes)
        return changed

    def detect(self) -> None:
        self.call("POST", "/analytics/commitments/detect")

    def needs(self, *kinds: str) -> list[dict[str, Any]]:
        return [need for need in self.get("/needs-you") if need["kind"] in kinds]

    def stands(self, one: dict[str, Any] | str) -> dict[str, dict[str, Any]]:
        """Return a commitment's occurrences by their nominal days."""
        identity = one if isinstance(one, str) else one["id"]
        found = self.get(f"/analytics/commitments/{identity}/occurrences")
        return {each["date"]: each for each in found}

    def repayments(self, card: str) -> list[tuple[str, int]]:
        found = self.get(f"/analytics/cards/{card}/repayment")["repayments"]
        return [(one["date"], one["amount"]) for one in found]

    def safe(self) -> int:
        return int(self.summary()["safe_to_spend"])

    def summary(self) -> dict[str, Any]:
        """Return the figure; whatever the story, it is the sum of its lines."""
        found: dict[str, Any] = self.get("/analytics/summary")
        safe = found["safe_to_spend"]
        assert sum(line["amount"] for line in found["lines"]) == safe
        assert sum(term["amount"] for term in found["equation"]) == safe
        for term in found["equation"]:
            assert sum(line["amount"] for line in term["lines"]) == term["amount"]
        assert found["committed"] == found["cash"] - found["buffer"] - safe
        assert found["low_point"]["balance"] - found["buffer"] == safe
        assert found["per_day"] == max(safe, 0) // found["window"]["days"]
        assert found["is_short"] is (safe < 0)
        for key in ("as_usual", "cautious"):
            if found[key] is not None:
                assert sum(line["amount"] for line in found[f"{key}_lines"]) == found[key] <= safe
        return found

    def forecast(self, days: int = 90, query: str = "") -> dict[str, Any]:
        found: dict[str, Any] = self.get(f"/analytics/forecast?days={days}{query}")
        assert len(found["days"]) == days
        return found

    def out_of_cash(self, days: int = 90) -> list[tuple[str, str, int]]:
        """Return what leaves the pool: the day, what it is, and how much."""
        return [
            (event["date"], event["label"], event["amount"])
            for event in self.forecast(days)["events"]
        ]


def a_card(
    *rows: BankTransaction,
    owed: int,
    statement: int | None,
    statement_on: str | None,
    due_on: str | None,
    name: str = "Amex",
    identity: str = "card-1",
    pending: tuple[BankTransaction, ...] = (),
) -> FakeAccount:
    """Return a connected card."""
    return account(
        *rows,
        held=card_balance(owed=owed, statement=statement, statement_on=statement_on, due_on=due_on),
        identity=identity,
        name=name,
        kind=AccountKind.CREDIT_CARD,
        number=f"card:{identity}",
        pending=pending,
    )
