"""The household's own settings."""

import pytest
from fastapi.testclient import TestClient

V1 = "/api/v1"


class TestNation:
    @pytest.mark.parametrize(
        ("nation", "due"),
        [("england_and_wales", "2026-11-30"), ("scotland", "2026-12-01")],
    )
    def test_moves_payments_by_its_own_bank_holidays(
        self, client: TestClient, headers: dict[str, str], nation: str, due: str
    ) -> None:
        client.headers.update(headers)

        # 30 November is St Andrew's Day: a bank holiday in Scotland only.
        changed = client.patch(f"{V1}/auth/household", json={"nation": nation})
        bill = client.post(
            f"{V1}/analytics/commitments",
            json={
                "name": "Broadband",
                "direction": "out",
                "amount": 3_000,
                "cadence": {"kind": "monthly_day", "day": 30},
                "next_date": "2026-11-30",
                "shift": "next_working_day",
            },
        )

        assert changed.json()["nation"] == nation
        assert bill.json()["next_due_date"] == due

    def test_is_one_of_three(self, client: TestClient, headers: dict[str, str]) -> None:
        refused = client.patch(f"{V1}/auth/household", json={"nation": "france"}, headers=headers)

        assert refused.status_code == 422
        assert refused.json()["errors"][0]["field"] == "nation"
