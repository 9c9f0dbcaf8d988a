"""A card in another currency beside a household that counts in pounds."""

from fastapi.testclient import TestClient

V1 = "/api/v1"


class TestACardInAnotherCurrency:
    def test_is_shown_and_left_out_of_the_figure(
        self, client: TestClient, headers: dict[str, str]
    ) -> None:
        client.headers.update(headers)
        client.post(f"{V1}/banking/accounts", json={"name": "Current", "balance": 100_000})
        client.post(
            f"{V1}/banking/accounts",
            json={
                "name": "Dollar card",
                "kind": "credit_card",
                "currency": "USD",
                "balance": -30_000,
                "last_statement_balance": 30_000,
                "last_statement_on": "2026-11-05",
                "payment_due_on": "2026-11-25",
            },
        )

        summary = client.get(f"{V1}/analytics/summary")

        assert summary.status_code == 200
        assert summary.json()["safe_to_spend"] == 100_000
        assert summary.json()["cards_owed"] == 0
        assert (
            "Dollar card: its repayment is not counted. It is in another currency."
            in summary.json()["notes"]
        )


class TestACardOnlyTheBankDates:
    def test_is_counted_and_not_said_to_lack_its_days(
        self, client: TestClient, headers: dict[str, str]
    ) -> None:
        client.headers.update(headers)
        client.post(f"{V1}/banking/accounts", json={"name": "Current", "balance": 100_000})
        client.post(
            f"{V1}/banking/accounts",
            json={
                "name": "Card",
                "kind": "credit_card",
                "balance": -30_000,
                "last_statement_balance": 30_000,
                "payment_due_on": "2026-11-25",
            },
        )

        summary = client.get(f"{V1}/analytics/summary").json()

        assert summary["safe_to_spend"] == 70_000
        assert summary["cards"][0]["missing"] is None
