"""Scenarios S17 to S22: instalments, 4-weekly pay, twins, freezes, unseen cards, overdrafts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.integration.homes import TO_NOW, Home, monthly, months
from tests.integration.scenarios.house import House, a_card, weekly
from tests.integration.scenarios.house import monthly as on_day
from tests.integration.stories import account, balance, row


@pytest.fixture
def home(house: House) -> Home:
    return Home(house.client, house.headers, house.connect, house.run_jobs)


class TestS17:
    @pytest.mark.parametrize(
        ("total", "instalments", "first", "due"),
        [
            (300_00, 3, "2026-12-10", [
                ("2026-12-10", 100_00), ("2027-01-10", 100_00), ("2027-02-10", 100_00)]),
            (100_00, 3, "2026-11-30", [
                ("2026-11-30", 33_34), ("2026-12-30", 33_33), ("2027-01-30", 33_33)]),
            (99_99, 4, "2026-12-31", [
                ("2026-12-31", 25_00), ("2027-01-31", 25_00), ("2027-02-28", 25_00),
                ("2027-03-31", 24_99)]),
        ],
    )  # fmt: skip
    def test_s17_a_flex_purchase_is_spent_once_and_paid_in_parts(
        self, house: House, total: int, instalments: int, first: str, due: list[tuple[str, int]]
    ) -> None:
        house.shares(
            account(row("0", "2026-11-11", -10_00), held=balance(1_000_00)),
            a_card(
                row("1", "2026-11-12", -total, "APPLE STORE"),
                owed=total, statement=None, statement_on=None, due_on=first, name="Flex",
            ),
        )  # fmt: skip
        [bought] = [one for one in house.rows() if one["description"] == "APPLE STORE"]

        plan = house.call(
            "POST",
            "/analytics/payment-plans",
            {
                "purchase_transaction_id": bought["id"],
                "instalments": instalments,
                "first_date": first,
            },
        )

        assert [(one["date"], one["amount"]) for one in plan["schedule"]] == due
        assert sum(one["amount"] for one in plan["schedule"]) == total
        # It leaves cash in parts, and never again with the card's bill.
        assert house.out_of_cash(180) == [(day, "APPLE STORE", -part) for day, part in due]
        spent = house.get("/analytics/spending?from=2026-11-01&to=2027-04-30&group_by=month")
        assert [(one["key"], one["total"]) for one in spent["groups"]] == [
            ("2026-11", total + 10_00)
        ]

    def test_s17_instalments_seen_in_cash_are_no_spending(self, house: House) -> None:
        days = ("2026-09-21", "2026-10-21", "2026-11-18")

        def moved(key: str, on: str, minor: int, words: str, category: str) -> object:
            return replace(row(key, on, minor, words), category=category)

        house.shares(
            account(
                *(moved(f"p{on}", on, -100_00, "Flex", "TRANSFER") for on in days),  # type: ignore[arg-type]
                held=balance(1_000_00),
            ),
            a_card(
                row("buy", "2026-09-10", -300_00, "CURRYS"),
                *(moved(f"f{on}", on, 100_00, "Flex payment", "CREDIT") for on in days),  # type: ignore[arg-type]
                owed=0, statement=None, statement_on=None, due_on=None, name="Flex",
            ),
        )  # fmt: skip

        spent = house.get("/analytics/spending?from=2026-09-01&to=2026-11-30&group_by=month")

        assert [(one["key"], one["total"]) for one in spent["groups"]] == [("2026-09", 300_00)]


class TestS18:
    @pytest.mark.parametrize(
        ("anchor", "today", "end"),
        [
            ("2026-11-06", "2026-11-19", "2026-12-04"),
            # Two in one month, the second on its last day: New Year's Day moves it.
            ("2026-11-06", "2026-12-05", "2026-12-31"),
            ("2026-11-06", "2027-01-01", "2027-01-29"),
            ("2026-10-02", "2026-10-03", "2026-10-30"),
            ("2028-02-01", "2028-02-02", "2028-02-29"),
        ],
    )
    def test_s18_four_weekly_pay_ends_the_window_at_the_next_pay(
        self, house: House, anchor: str, today: str, end: str
    ) -> None:
        house.today(today)
        house.keeps(500_00)
        house.earns(900_00, anchor, weekly(4), shift="previous_working_day")
        house.expects("Rent", -400_00, end)

        summary = house.summary()

        assert summary["window"]["end"] == end
        # What leaves on payday is the next window's.
        assert summary["safe_to_spend"] == 500_00

    def test_s18_found_in_the_bank_s_rows(self, home: Home, house: House) -> None:
        house.today("2026-10-03")
        start = date(2025, 10, 3)
        paid = [str(start + timedelta(weeks=4 * n)) for n in range(14)]
        home.has(
            *(
                replace(row(day, day, 180_000, "NHS TRUST SALARY"), category="CREDIT")
                for day in paid
            )
        )
        home.say(home.only(), status="confirmed")

        assert house.summary()["window"]["end"] == "2026-10-30"


class TestS19:
    @pytest.mark.parametrize(
        ("first", "second"),
        [((-2_99, 4), (-10_95, 17)), ((-6_99, 11), (-6_99, 25)), ((-99, 2), (-14_99, 3))],
    )
    def test_s19_two_subscriptions_at_one_merchant_are_two(
        self, home: Home, first: tuple[int, int], second: tuple[int, int]
    ) -> None:
        home.has(
            *(
                each
                for minor, day in (first, second)
                for each in monthly(
                    "APPLE.COM/BILL", minor, day, months=TO_NOW if day < 19 else
                    months("2025-11", 12), category="PURCHASE", working=False,
                )
            )
        )  # fmt: skip

        found = home.all()

        assert sorted(one["amount"] for one in found) == sorted((-first[0], -second[0]))
        for one in found:
            home.say(one, status="confirmed")
        due = {
            (each["amount"], each["date"][8:])
            for one in home.all()
            for each in home.occurrences(one)
            if each["status"] == "expected"
        }
        assert due == {(minor, f"{day:02}") for minor, day in (first, second)}


class TestS20:
    @pytest.mark.parametrize(
        ("name", "day", "frozen"),
        [
            ("PUREGYM LTD", 12, "2026-10"),
            ("PUREGYM LTD", 2, "2026-07"),
            ("NUFFIELD HEALTH", 17, "2026-09"),
        ],
    )
    def test_s20_a_month_left_out_is_skipped_and_the_series_goes_on(
        self, home: Home, house: House, name: str, day: int, frozen: str
    ) -> None:
        paid = [month for month in months("2025-11", 13) if month != frozen]
        home.has(*monthly(name, -2_499, day, months=paid))
        one = home.say(home.only(), status="confirmed")

        stands = house.stands(one)

        if (of_frozen := stands.get(f"{frozen}-{day:02}")) is not None:
            assert of_frozen["status"] == "skipped"
        assert stands[f"2026-11-{day:02}"]["status"] == "paid"
        assert stands[f"2026-12-{day:02}"]["status"] == "expected"
        assert one["series_state"] == "active"
        assert house.needs("missed", "late", "series_ended") == []
        assert house.summary()["missed"] == []

    def test_s20_a_month_skipped_by_hand_comes_back_the_month_after(self, house: House) -> None:
        house.keeps(100_00)
        gym = house.expects("Gym", -24_99, "2026-11-30", on_day(31))
        assert house.safe() == 75_01

        house.call("POST", f"/analytics/commitments/{gym}/occurrences/2026-11-30/skip")

        assert house.safe() == 100_00
        assert house.stands(gym)["2026-11-30"]["status"] == "skipped"
        assert house.out_of_cash(60) == [("2026-12-31", "Gym", -24_99)]


class TestS21:
    def test_s21_a_card_elsewhere_is_known_by_its_direct_debit(
        self, home: Home, house: House
    ) -> None:
        bills = [312_40, 287_15, 405_60, 298_99, 350_00, 331_20, 276_45, 390_10, 322_22, 301_75,
                 344_80, 318_30]  # fmt: skip
        rows = [
            each
            for month, bill in zip(months("2025-12", 12), bills, strict=True)
            for each in monthly("BARCLAYCARD", -bill, 12, months=[month])
        ]
        home.has(*rows)
        one = home.only()
        assert (one["status"], one["variable"], len(one["evidence"])) == ("suggested", True, 12)

        home.say(one, status="confirmed")

        ahead = house.forecast(60)["events"]
        assert [(each["date"], each["estimate"]) for each in ahead] == [
            ("2026-12-14", True),
            ("2027-01-12", True),
        ]
        assert 276_45 <= -ahead[0]["amount"] <= 405_60
        # It is a transfer: what was bought with it, its own bank knows.
        assert house.get("/analytics/spending?month=2026-10")["total"] == 0

    def test_s21_entered_by_hand_its_line_is_an_estimate(self, house: House) -> None:
        house.keeps(1_000_00)
        house.expects("Barclaycard", -320_00, "2026-11-24", on_day(24), variable=True)

        [line] = [one for one in house.summary()["lines"] if one["amount"] < 0]

        assert (line["label"], line["amount"], line["estimate"]) == ("Barclaycard", -320_00, True)
        assert house.forecast(10)["events"][0]["estimate"] is True


class TestS22:
    @pytest.mark.parametrize(
        ("own", "overdraft", "cushion"),
        [
            (-120_00, 500_00, 380_00),
            (-500_00, 500_00, 0),
            (-500_01, 500_00, 0),
            (-1, 0, 0),
            (0, 250_00, 250_00),
            (12_34, 250_00, 250_00),
        ],
    )
    @pytest.mark.parametrize("by_bank", [True, False])
    def test_s22_an_overdraft_is_no_money_and_stands_beside_it(
        self, house: House, own: int, overdraft: int, cushion: int, *, by_bank: bool
    ) -> None:
        if by_bank:
            held = balance(own, available=own + overdraft, overdraft=overdraft)
            house.shares(account(held=held))
        else:
            house.keeps(own, overdraft=overdraft)

        summary = house.summary()
        found = house.forecast(30)

        [shown] = house.get("/banking/accounts")
        assert (shown["own"], shown["cushion"]) == (own, cushion)
        assert (summary["safe_to_spend"], summary["cushion"]) == (own, cushion)
        assert (summary["is_short"], summary["per_day"]) == (own < 0, max(own, 0) // 30)
        if own < 0:
            assert summary["first_short"]["date"] == "2026-11-19"
            assert found["first_negative"]["date"] == "2026-11-19"
        else:
            assert summary["first_short"] is found["first_negative"] is None
        assert (found["first_breach"] is not None) == (own < -overdraft)
        assert found["overdraft"] == overdraft

    def test_s22_the_bill_that_overdraws_and_the_one_that_breaches_are_named(
        self, house: House
    ) -> None:
        house.keeps(100_00, overdraft=200_00)
        house.expects("Gas", -150_00, "2026-11-24")
        house.expects("Rent", -150_01, "2026-11-28", shift="next_working_day")

        found = house.forecast(30)
        summary = house.summary()

        named = {key: found[key] and (found[key]["date"], found[key]["cause"])
                 for key in ("first_negative", "first_breach")}  # fmt: skip
        assert named == {
            "first_negative": ("2026-11-24", "Gas"),
            "first_breach": ("2026-11-30", "Rent"),
        }
        assert summary["safe_to_spend"] == -200_01
        assert summary["first_short"]["cause"] == "Gas"
