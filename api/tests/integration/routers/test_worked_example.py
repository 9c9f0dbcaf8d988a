"""The worked example of domain.md §5, entered and read through the HTTP contract."""

import pytest
from fastapi.testclient import TestClient

V1 = "/api/v1"


@pytest.fixture
def household(client: TestClient, headers: dict[str, str]) -> dict[str, str]:
    """Today Thu 19 Nov 2026: what the household has, and all it expects before its wage."""
    client.headers.update(headers)
    current = client.post(
        f"{V1}/banking/accounts",
        json={"name": "Current", "kind": "current", "currency": "GBP", "balance": 141_237},
    )
    assert current.status_code == 201
    card = client.post(
        f"{V1}/banking/accounts",
        json={
            "name": "Amex",
            "kind": "charge_card",
            "balance": -60_000,
            "last_statement_balance": 42_055,
            "last_statement_on": "2026-11-05",
            "payment_due_on": "2026-11-25",
        },
    )
    assert card.status_code == 201
    client.put(
        f"{V1}/analytics/cards/{card.json()['id']}/repayment", json={"plan": "full"}
    ).raise_for_status()
    wage = client.post(
        f"{V1}/analytics/commitments",
        json={
            "name": "Wage",
            "direction": "in",
            "amount": 230_000,
            "cadence": {"kind": "monthly_weekday", "weekday": "friday", "nth": -1},
            "next_date": "2026-11-27",
        },
    )
    assert wage.status_code == 201
    for name, direction, amount, day in (
        ("Council tax", "out", 16_400, "2026-11-20"),
        ("Netflix", "out", 1_299, "2026-11-22"),
        ("Flex instalment", "out", 4_167, "2026-11-21"),
        ("Tax rebate", "in", 8_000, "2026-11-26"),
    ):
        client.post(
            f"{V1}/analytics/commitments",
            json={
                "name": name,
                "direction": direction,
                "amount": amount,
                "cadence": {"kind": "once"},
                "next_date": day,
            },
        ).raise_for_status()
    client.post(
        f"{V1}/analytics/planned-items",
        json={"name": "Car MOT", "amount": -5_485, "date": "2026-11-24"},
    ).raise_for_status()
    client.put(
        f"{V1}/analytics/payday",
        json={"commitment_ids": [wage.json()["id"]], "buffer": 10_000},
    ).raise_for_status()
    return headers


class TestTheWorkedExample:
    @pytest.mark.usefixtures("household")
    def test_is_safe_to_spend_618_pounds_31(self, client: TestClient) -> None:
        summary = client.get(f"{V1}/analytics/summary").json()

        assert summary["safe_to_spend"] == 61_831
        assert summary["per_day"] == 7_728
        assert summary["committed"] == 69_406
        assert summary["cash"] == 141_237
        assert summary["buffer"] == 10_000
        assert summary["window"] == {"start": "2026-11-19", "end": "2026-11-27", "days": 8}
        assert summary["payday"]["date"] == "2026-11-27"
        assert summary["payday"]["late"] is False
        assert summary["low_point"]["date"] == "2026-11-25"
        assert summary["low_point"]["balance"] == 71_831
        assert summary["low_point"]["cause"] == "Amex"

    @pytest.mark.usefixtures("household")
    def test_opens_into_lines_that_sum_to_it(self, client: TestClient) -> None:
        summary = client.get(f"{V1}/analytics/summary").json()

        assert sum(line["amount"] for line in summary["lines"]) == 61_831
        assert sum(term["amount"] for term in summary["equation"]) == 61_831
        for term in summary["equation"]:
            assert sum(line["amount"] for line in term["lines"]) == term["amount"]
        assert [line["label"] for line in summary["after_trough"]] == ["Tax rebate"]

    @pytest.mark.usefixtures("household")
    def test_keeps_the_debt_of_the_card_beside_the_figure(self, client: TestClient) -> None:
        summary = client.get(f"{V1}/analytics/summary").json()

        assert summary["cards_owed"] == 60_000
        assert summary["cards"][0]["next_repayment"]["amount"] == 42_055
