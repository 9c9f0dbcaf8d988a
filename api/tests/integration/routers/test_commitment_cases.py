"""The acceptance cases of commitments, from the bank's rows to the figure, through HTTP."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.bank.protocol import BankTransaction
from tests.integration.homes import TO_NOW, YEAR, Connect, Home, monthly, months
from tests.integration.stories import V1, row


@pytest.fixture
def home(
    client: TestClient, headers: dict[str, str], connect: Connect, run_jobs: Callable[[], None]
) -> Home:
    return Home(client, headers, connect, run_jobs)


def paid(name: str, minor: int, *days: str, category: str = "CREDIT") -> list[BankTransaction]:
    return [replace(row(f"{name}-{day}", day, minor, name), category=category) for day in days]


def every(weeks: int, first: str, count: int) -> list[str]:
    start = date.fromisoformat(first)
    return [(start + timedelta(weeks=weeks * n)).isoformat() for n in range(count)]


class TestSeries:
    def test_shopping_is_no_commitment(self, home: Home) -> None:
        days = [date(2026, 1, 2) + timedelta(days=2 * n + n % 3) for n in range(140)]
        shopping = [
            row(f"shop-{n}", day.isoformat(), -(700 + 977 * n % 5_300), "TESCO STORES 2041")
            for n, day in enumerate(days)
            if day <= date(2026, 11, 18)
        ]
        home.has(*shopping)

        assert home.all() == []


class TestPaying:
    def test_three_days_early_counts_once(self, home: Home) -> None:
        bills = monthly("THAMES WATER", -4_420, 22, months=YEAR)
        early = replace(bills[0], **_as_of("early", date(2026, 11, 19)))
        home.has(*bills)
        one = home.say(home.only(), status="confirmed")
        before = home.get("/analytics/summary")["committed"]

        home.sync(early)

        stands = {each["date"]: each for each in home.occurrences(one)}
        assert stands["2026-11-22"]["status"] == "paid"
        assert stands["2026-11-22"]["timing"] == "early"
        assert home.get("/analytics/summary")["committed"] == before - 4_420
        assert home.only()["next_date"] == "2026-12-22"

    def test_pending_on_its_due_day_counts_once(self, home: Home) -> None:
        bills = monthly("THAMES WATER", -4_420, 19, months=YEAR)
        held = replace(bills[0], **_as_of("held", date(2026, 11, 19)), pending=True)
        home.has(*bills)
        one = home.say(home.only(), status="confirmed")

        home.held.pending = [held]
        home.sync()

        stands = {each["date"]: each["status"] for each in home.occurrences(one)}
        assert stands["2026-11-19"] == "pending"
        lines = home.get("/analytics/summary")["lines"]
        assert "2026-11-19" not in {line["date"] for line in lines if line["amount"] == -4_420}

    def test_a_late_wage_is_asked_about_and_not_counted_on(
        self, home: Home, other_day: Callable[[date], None]
    ) -> None:
        home.has(*monthly("ACME PAYROLL", 230_000, 20, months=YEAR, category="CREDIT"))
        one = home.say(home.only(), status="confirmed")

        other_day(date(2026, 11, 24))
        home.detect()
        (need,) = home.needs("late")

        stands = {each["date"]: each["status"] for each in home.occurrences(one)}
        assert need["commitment"]["id"] == one["id"]
        assert stands["2026-11-20"] == "late"
        assert home.get("/analytics/summary")["payday"]["late"] is not None

    def test_what_was_missed_is_asked_about_until_it_is_skipped(
        self, home: Home, other_day: Callable[[date], None]
    ) -> None:
        home.has(*monthly("THAMES WATER", -4_420, 23, months=YEAR))
        one = home.say(home.only(), status="confirmed")
        other_day(date(2026, 12, 4))
        home.detect()

        (need,) = home.needs("missed")
        skip = f"/analytics/commitments/{one['id']}/occurrences/{need['since']}/skip"
        home.post(skip)
        assert home.needs("missed") == []

        home.post(skip, method="DELETE")
        assert len(home.needs("missed")) == 1


class TestWholeSeries:
    def test_marking_one_payment_finds_the_rest(self, home: Home) -> None:
        home.has(*monthly("GIFFGAFF", -1_000, 9, months=months("2026-08", 3)))
        rows = home.get("/banking/transactions")["items"]

        made = home.post(f"/banking/transactions/{rows[0]['id']}/recurring")

        assert made["status"] == "confirmed"
        assert len(made["evidence"]) == 3
        assert made["next_date"] in {"2026-11-09", "2026-12-09"}
        home.detect()
        assert home.only()["id"] == made["id"]

    def test_marking_a_lone_payment_is_enough(self, home: Home) -> None:
        home.has(row("w", "2026-11-10", -1_500, "WINDOW CLEANER J SMITH"))
        (bank_row,) = home.get("/banking/transactions")["items"]

        made = home.post(
            f"/banking/transactions/{bank_row['id']}/recurring",
            {"cadence": {"kind": "weekly", "every": 4}, "next_date": "2026-12-08"},
        )

        assert made["evidence"] == [bank_row["id"]]
        assert made["cadence"] == {"kind": "weekly", "every": 4}
        assert made["next_date"] == "2026-12-08"
        home.detect()
        assert home.only()["cadence"] == made["cadence"]

    def test_two_that_are_one_are_merged_and_stay_so(self, home: Home) -> None:
        home.has(
            *monthly("BULB ENERGY", -6_000, 5, months=months("2025-11", 6)),
            *monthly("OCTOPUS ENERGY", -6_100, 5, months=months("2026-05", 7)),
        )
        rows = home.get("/banking/transactions?limit=100")["items"]
        last = next(each for each in rows if each["description"].startswith("BULB"))
        old = home.post(f"/banking/transactions/{last['id']}/recurring")
        new = next(one for one in home.all() if one["id"] != old["id"])

        merged = home.post(
            f"/analytics/commitments/{new['id']}/merge", {"commitment_id": old["id"]}
        )
        home.detect()

        assert len(merged["evidence"]) == 13
        found = home.only()
        assert found["id"] == new["id"]
        assert len(found["evidence"]) == 13
        assert found["next_date"] == "2026-12-05"

    def test_one_that_is_two_is_split_and_stays_so(self, home: Home) -> None:
        home.has(*monthly("SMITH J", -5_000, 5, months=months("2025-12", 12)))
        one = home.only()
        taken = one["evidence"][::2]

        other = home.post(f"/analytics/commitments/{one['id']}/split", {"transaction_ids": taken})
        home.detect()

        evidence = {each["id"]: set(each["evidence"]) for each in home.all()}
        assert evidence == {
            one["id"]: set(one["evidence"]) - set(taken),
            other["id"]: set(taken),
        }

    @pytest.mark.parametrize("taken", [[], ["00000000-0000-4000-8000-000000000000"]])
    def test_only_own_payments_can_be_split_off(self, home: Home, taken: list[str]) -> None:
        home.has(*monthly("SMITH J", -5_000, 5, months=TO_NOW))
        one = home.only()

        answer = home.client.post(
            f"{V1}/analytics/commitments/{one['id']}/split",
            json={"transaction_ids": taken},
            headers=home.headers,
        )

        assert answer.status_code == 422


class TestPayday:
    def test_is_proposed_with_its_evidence_and_confirmed_by_choosing_it(self, home: Home) -> None:
        days = [
            "2025-11-28", "2025-12-31", "2026-01-30", "2026-02-27", "2026-03-31", "2026-04-30",
            "2026-05-29", "2026-06-30", "2026-07-31", "2026-08-28", "2026-09-30", "2026-10-30",
        ]  # fmt: skip
        home.has(
            *paid("ACME PAYROLL", 230_000, *days),
            *paid("HMRC CHILD BENEFIT", 10_820, *every(4, "2025-11-04", 14)),
        )

        setting = home.get("/analytics/payday")
        (recommended,) = [one for one in setting["proposals"] if one["is_recommended"]]
        (need,) = home.needs("payday")
        chosen = home.post(
            "/analytics/payday", {"commitment_ids": [recommended["commitment_id"]]}, "PUT"
        )

        assert recommended["cadence"] == {"kind": "monthly_last_working_day"}
        assert len(recommended["evidence"]) == 12
        assert "last working day" in recommended["sentence"]
        assert need["commitment"]["id"] == recommended["commitment_id"]
        assert chosen["next"]["date"] == "2026-11-30"
        assert home.needs("payday") == []
        statuses = {one["id"]: one["status"] for one in home.all()}
        assert statuses[recommended["commitment_id"]] == "confirmed"
        assert sorted(statuses.values()) == ["confirmed", "suggested"]


def _as_of(key: str, day: date) -> dict[str, Any]:
    """Return what makes a bank row another one, of another day."""
    return {
        "transaction_id": f"t-{key}",
        "provider_transaction_id": f"p-{key}",
        "normalised_id": f"n-{key}",
        "booked_on": day,
    }
