"""A payday known by its days alone."""

from fastapi.testclient import TestClient

V1 = "/api/v1"
LAST_FRIDAY = {
    "cadence": {"kind": "monthly_weekday", "weekday": "friday", "nth": -1},
    "next_date": "2026-11-27",
}


class TestPaydayByRule:
    def test_ends_the_window_without_an_income(
        self, client: TestClient, headers: dict[str, str]
    ) -> None:
        client.headers.update(headers)
        client.post(f"{V1}/banking/accounts", json={"name": "Current", "balance": 141_237})

        chosen = client.put(f"{V1}/analytics/payday", json={"rule": LAST_FRIDAY})
        summary = client.get(f"{V1}/analytics/summary").json()

        assert chosen.json()["rule"] == {**LAST_FRIDAY, "shift": "previous_working_day"}
        assert summary["window"] == {"start": "2026-11-19", "end": "2026-11-27", "days": 8}
        assert summary["payday"]["commitment_id"] is None
        assert summary["safe_to_spend"] == 141_237

    def test_gives_way_to_incomes_chosen_later(
        self, client: TestClient, headers: dict[str, str]
    ) -> None:
        client.headers.update(headers)
        client.put(f"{V1}/analytics/payday", json={"rule": LAST_FRIDAY})

        client.put(f"{V1}/analytics/payday", json={"commitment_ids": []})

        assert client.get(f"{V1}/analytics/payday").json()["rule"] is None
        assert client.get(f"{V1}/analytics/summary").json()["window"]["days"] == 30
