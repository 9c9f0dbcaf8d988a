"""Commitments found in what a bank says, decided on, and followed, through the HTTP contract."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from fastapi.testclient import TestClient

from app.bank.protocol import Mandate as BankMandate
from app.bank.protocol import StandingOrder
from app.domain.money import Money
from tests.integration.homes import TO_NOW, YEAR, Connect, Home, monthly, months
from tests.integration.stories import V1, row


@pytest.fixture
def home(
    client: TestClient, headers: dict[str, str], connect: Connect, run_jobs: Callable[[], None]
) -> Home:
    return Home(client, headers, connect, run_jobs)


class TestFinding:
    def test_happens_by_itself_after_a_sync(self, home: Home) -> None:
        home.has(*monthly("NETFLIX.COM", -999, 22, months=YEAR, category="PURCHASE"))

        found = home.only()

        assert found["status"] == "suggested"
        assert found["direction"] == "out"
        assert found["amount"] == 999
        assert found["cadence"]["kind"] == "monthly_day"
        assert found["next_date"] == "2026-11-22"
        assert found["confidence"] >= 0.9
        assert len(found["evidence"]) == 12
        assert found["why"]
        assert found["yearly_cost"] == 12 * 999

    def test_twice_changes_nothing(self, home: Home) -> None:
        home.has(*monthly("NETFLIX.COM", -999, 22, months=YEAR))
        before = home.all()

        again = home.detect()

        assert home.all() == before
        assert again == {**again, "suggested": 0, "changed": 0, "withdrawn": 0}


class TestDeciding:
    def test_taking_a_rejection_back_is_a_suggestion_again(self, home: Home) -> None:
        home.has(*monthly("GIFFGAFF", -1_000, 9, months=TO_NOW))
        one = home.only()

        home.say(one, status="rejected")
        home.say(one, status="suggested")
        home.detect()

        assert home.only() == one

    def test_a_confirmed_one_is_expected_and_its_payments_pay_it(self, home: Home) -> None:
        home.has(*monthly("GIFFGAFF", -1_000, 9, months=TO_NOW))
        one = home.only()

        home.say(one, status="confirmed")

        stands = {each["date"]: each for each in home.occurrences(one)}
        assert stands["2026-11-09"]["status"] == "paid"
        assert stands["2026-11-09"]["transaction_id"] == one["evidence"][-1]
        assert stands["2026-11-09"]["timing"] == "on_time"
        assert stands["2026-12-09"]["status"] == "expected"
        assert home.needs("late", "missed") == []

    def test_the_calendar_shows_every_occurrence_once_and_nothing_paused(self, home: Home) -> None:
        home.has(
            *monthly("GYM GROUP", -2499, 22, months=YEAR),
            *monthly("RENTAL LTD", -90_000, 26, months=YEAR),
        )
        gym, rent = sorted(home.all(), key=lambda one: one["amount"])
        home.say(rent, status="confirmed")

        calendar = home.get("/analytics/occurrences")

        for one in (gym, rent):
            alone = [{**each, "commitment_id": one["id"]} for each in home.occurrences(one)]
            assert [each for each in calendar if each["commitment_id"] == one["id"]] == alone
        assert calendar == sorted(calendar, key=lambda each: each["due_date"])
        home.say(rent, status="paused")
        still = {each["commitment_id"] for each in home.get("/analytics/occurrences")}
        assert still == {gym["id"]}

    def test_what_was_edited_stays_whatever_is_found(
        self, home: Home, other_day: Callable[[date], None]
    ) -> None:
        home.has(*monthly("GIFFGAFF", -1_000, 9, months=TO_NOW))
        one = home.only()

        home.say(one, status="confirmed", name="My phone", amount=1_250)
        other_day(date(2026, 12, 12))
        home.sync(*monthly("GIFFGAFF", -1_000, 9, months=["2026-12"]))

        found = home.only()
        assert (found["name"], found["amount"]) == ("My phone", 1_250)
        assert len(found["evidence"]) == 13

    def test_a_deleted_one_is_not_found_again(self, home: Home) -> None:
        home.has(*monthly("GIFFGAFF", -1_000, 9, months=TO_NOW))
        one = home.only()

        home.post(f"/analytics/commitments/{one['id']}", method="DELETE")
        home.detect()

        assert home.all() == []
        answer = home.client.get(f"{V1}/analytics/commitments/{one['id']}", headers=home.headers)
        assert answer.status_code == 404

    def test_one_entered_by_hand_is_recognised_and_not_suggested_again(self, home: Home) -> None:
        entered = home.post(
            "/analytics/commitments",
            {
                "name": "Giffgaff",
                "direction": "out",
                "amount": 1_000,
                "cadence": {"kind": "monthly_day", "day": 9},
                "next_date": "2026-12-09",
            },
        )

        home.has(*monthly("GIFFGAFF LTD 0077", -1_000, 9, months=TO_NOW))

        found = home.only()
        assert found["id"] == entered["id"]
        assert found["next_date"] == "2026-12-09"
        assert len(found["evidence"]) == 12


class TestPrices:
    def test_what_varies_is_estimated_anew_without_a_word(
        self, home: Home, other_day: Callable[[date], None]
    ) -> None:
        bills = [9_812, 11_050, 8_790, 12_433, 10_210, 9_466, 10_980, 12_020, 8_999, 10_400]
        rows = [
            one
            for month, bill in zip(months("2026-01", 10), bills, strict=True)
            for one in monthly("OCTOPUS ENERGY", -bill, 20, months=[month])
        ]
        home.has(*rows)
        one = home.only()
        home.say(one, status="confirmed")

        other_day(date(2026, 11, 25))
        home.sync(*monthly("OCTOPUS ENERGY", -13_100, 20, months=["2026-11"]))

        found = home.only()
        assert one["variable"]
        assert found["range"]["highest"] == 13_100
        assert home.needs("price_rise") == []
        stands = {each["date"]: each["status"] for each in home.occurrences(found)}
        assert stands["2026-11-20"] == "paid"


class TestEnding:
    def test_is_proposed_and_never_done_silently(
        self, home: Home, other_day: Callable[[date], None]
    ) -> None:
        home.has(*monthly("PUREGYM LTD", -2_500, 3, months=months("2025-11", 13)))
        one = home.only()
        home.say(one, status="confirmed")

        other_day(date(2027, 4, 20))
        home.detect()
        (need,) = home.needs("series_ended")
        still = home.only()
        home.say(still, status="ended")

        assert still["status"] == "confirmed"
        assert need["commitment"]["id"] == one["id"]
        assert home.needs("series_ended", "missed") == []
        home.detect()
        assert home.only()["status"] == "ended"

    def test_can_be_denied(self, home: Home, other_day: Callable[[date], None]) -> None:
        home.has(*monthly("PUREGYM LTD", -2_500, 3, months=months("2025-11", 13)))
        one = home.only()
        home.say(one, status="confirmed")
        other_day(date(2027, 4, 20))
        home.detect()

        home.post(f"/analytics/commitments/{one['id']}/keep")
        assert home.needs("series_ended") == []

        home.post(f"/analytics/commitments/{one['id']}/keep", method="DELETE")
        assert len(home.needs("series_ended")) == 1

    def test_is_known_before_the_first_miss_when_the_bank_ends_the_mandate(
        self, home: Home
    ) -> None:
        gym = BankMandate(
            mandate_id="dd-1", name="PUREGYM LTD", reference="PG1", is_active=True,
            last_amount=Money(2_500), last_paid_on=date(2026, 11, 3),
        )  # fmt: skip
        home.has(
            *monthly("PUREGYM LTD", -2_500, 3, months=months("2025-12", 12)), direct_debits=[gym]
        )
        one = home.only()
        home.say(one, status="confirmed")
        assert one["confidence"] >= 0.95
        assert home.needs("series_ended") == []

        home.held.direct_debits = []
        home.sync()

        assert len(home.needs("series_ended")) == 1
        assert home.only()["status"] == "confirmed"

    def test_a_suggestion_whose_series_ends_is_withdrawn(
        self, home: Home, other_day: Callable[[date], None]
    ) -> None:
        home.has(*monthly("PUREGYM LTD", -2_500, 3, months=months("2025-11", 13)))
        home.only()

        other_day(date(2027, 6, 20))
        home.detect()

        assert home.all() == []


class TestMandates:
    def test_a_new_standing_order_is_a_commitment_before_its_first_payment(
        self, home: Home
    ) -> None:
        order = StandingOrder(
            order_id="so-1", payee="Rivers Lettings", reference="FLAT", is_active=True,
            frequency="IntrvlMnthDay:01:01", next_on=date(2026, 12, 1),
            next_amount=Money(95_000), first_on=None, first_amount=None, final_on=None,
            final_amount=None,
        )  # fmt: skip
        home.has(row("1", "2026-11-18", -500), standing_orders=[order])

        found = home.only()

        assert found["amount"] == 95_000
        assert found["next_date"] == "2026-12-01"
        assert found["evidence"] == []

    def test_an_annual_direct_debit_is_found_from_one_payment(self, home: Home) -> None:
        insurance = BankMandate(
            mandate_id="dd-9", name="AVIVA MOTOR", reference="M1", is_active=True,
            last_amount=Money(41_260), last_paid_on=date(2026, 1, 14),
        )  # fmt: skip
        paid = replace(row("a", "2026-01-14", -41_260, "AVIVA MOTOR"), category="DIRECT_DEBIT")
        home.has(paid, direct_debits=[insurance])

        found = home.only()

        assert found["cadence"]["kind"] == "yearly"
        assert found["next_date"] == "2027-01-14"

    def test_a_new_direct_debit_without_an_amount_is_asked_about(self, home: Home) -> None:
        def debit(number: int) -> BankMandate:
            return BankMandate(
                mandate_id=f"dd-{number}", name=f"COUNCIL {number}", reference=None,
                is_active=True, last_amount=None, last_paid_on=None,
            )  # fmt: skip

        home.has(row("1", "2026-11-18", -500), direct_debits=[debit(1)])
        assert home.needs("new_mandate") == []

        home.held.direct_debits = [debit(1), debit(2)]
        home.sync()
        (need,) = home.needs("new_mandate")
        home.post(f"/banking/mandates/{need['subject_id']}/dismiss")

        assert "COUNCIL 2" in need["title"]
        assert home.needs("new_mandate") == []
        home.post(f"/banking/mandates/{need['subject_id']}/dismiss", method="DELETE")
        assert len(home.needs("new_mandate")) == 1
