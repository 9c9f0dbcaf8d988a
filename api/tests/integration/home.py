"""A household as a program of its people sees it."""

from typing import Any

from fastapi.testclient import TestClient

from tests.integration.stories import V1


class Home:
    """A household seen through HTTP."""

    def __init__(self, client: TestClient, headers: dict[str, str]) -> None:
        self.client = client
        self.headers = headers

    def post(self, path: str, body: dict[str, Any], *, status: int = 201) -> Any:
        answer = self.client.post(f"{V1}{path}", json=body, headers=self.headers)
        assert answer.status_code == status, answer.text
        return answer.json()

    def get(self, path: str) -> Any:
        answer = self.client.get(f"{V1}{path}", headers=self.headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def has(self, minor: int, **more: Any) -> str:
        body = {"name": "Current", "kind": "current", "balance": minor} | more
        return str(self.post("/banking/accounts", body)["id"])

    def expects(
        self, name: str, minor: int, on: str, cadence: dict[str, Any] | None = None, **more: Any
    ) -> str:
        body = {
            "name": name,
            "direction": "in" if minor > 0 else "out",
            "amount": abs(minor),
            "cadence": cadence or {"kind": "once"},
            "next_date": on,
        }
        return str(self.post("/analytics/commitments", body | more)["id"])

    def forecast(self, days: int = 90, query: str = "") -> Any:
        found = self.get(f"/analytics/forecast?days={days}{query}")
        assert len(found["days"]) == days
        return found

    def asks(self, *items: dict[str, Any]) -> Any:
        return self.post("/analytics/what-if", {"items": list(items)}, status=200)
