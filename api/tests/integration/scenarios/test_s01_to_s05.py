"""Scenarios S1 to S5: cards mid-statement, troughs, bills paid early or pending, late wages."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.integration.scenarios.house import House, a_card, dated, last_friday, monthly, weekly
from tests.integration.stories import account, balance, row

S1 = pytest.mark.parametrize(
    ("today", "owed", "statement", "dates", "payday", "due"),
    [
        pytest.param(
            "2026-11-19", 1_100_00, 500_00, ("2026-11-01", "2026-11-25"), "2026-11-23",
            [("2026-11-25", 500_00), ("2026-12-29", 600_00)],
            id="as the issue has it, Christmas moving the next",
        ),
        pytest.param(
            "2026-11-19", 987_65, 432_10, ("2026-11-02", "2026-11-25"), "2026-11-25",
            [("2026-11-25", 432_10), ("2026-12-29", 555_55)],
            id="due on payday itself",
        ),
        pytest.param(
            "2026-11-19", 700_01, 700_00, ("2026-11-03", "2026-11-28"), "2026-11-27",
            [("2026-11-30", 700_00), ("2026-12-29", 1)],
            id="due on a Saturday, then on a bank holiday",
        ),
        pytest.param(
            "2027-01-25", 2_345_67, 1_234_56, ("2026-12-31", "2027-01-31"), "2027-01-29",
            [("2027-02-01", 1_234_56), ("2027-03-01", 1_111_11)],
            id="statements and due days at the end of the month",
        ),
        pytest.param(
            "2028-02-24", 820_00, 0, ("2028-02-05", "2028-02-29"), "2028-02-28",
            [("2028-03-29", 820_00)],
            id="nothing billed before a leap day",
        ),
        pytest.param(
            "2026-11-25", 900_00, 300_00, ("2026-10-25", "2026-11-25"), "2026-11-25",
            [("2026-11-25", 300_00), ("2026-12-29", 600_00)],
            id="the next statement, the due day and payday all today",
        ),
    ],
)  # fmt: skip


@S1
class TestS01:
    def test_s01_a_card_mid_statement_waits_for_its_due_days(
        self, house: House, today: str, owed: int, statement: int, dates: tuple[str, str],
        payday: str, due: list[tuple[str, int]],
    ) -> None:  # fmt: skip
        house.today(today)
        house.keeps(2_000_00)
        card = house.keeps_card(owed, statement=statement, statement_on=dates[0], due_on=dates[1])
        house.earns(2_300_00, payday)

        summary = house.summary()

        assert house.repayments(card)[: len(due)] == due
        leaves_today = sum(amount for day, amount in due if day == today == payday)
        assert summary["safe_to_spend"] == 2_000_00 - leaves_today
        assert summary["cards_owed"] == owed
        events = [one for one in house.out_of_cash(60) if one[1] == "Visa"]
        assert events == [(day, "Visa", -amount) for day, amount in due]

    def test_s01_and_is_kept_back_once_payday_comes_after_them(
        self, house: House, today: str, owed: int, statement: int, dates: tuple[str, str],
        payday: str, due: list[tuple[str, int]],
    ) -> None:  # fmt: skip
        del payday
        house.today(today)
        house.keeps(5_000_00)
        house.keeps_card(owed, statement=statement, statement_on=dates[0], due_on=dates[1])
        house.earns(2_300_00, f"{due[-1][0][:4]}-12-31", {"kind": "yearly"})

        assert house.safe() == 5_000_00 - owed


class TestS01More:
    def test_s01_rows_still_pending_are_billed_with_the_next_statement(self, house: House) -> None:
        house.shares(
            account(held=balance(2_000_00)),
            a_card(
                owed=1_100_00, statement=500_00, statement_on="2026-11-01", due_on="2026-11-25",
                pending=(row("p", "2026-11-18", -35_49, "ZARA", pending=True),),
            ),
        )  # fmt: skip
        house.earns(2_300_00, "2026-11-23")
        [card] = house.summary()["cards"]

        assert house.repayments(card["account_id"])[:2] == [
            ("2026-11-25", 500_00),
            ("2026-12-29", 635_49),
        ]
        assert house.safe() == 2_000_00

    def test_s01_two_cards_are_each_paid_on_their_own_days(self, house: House) -> None:
        house.keeps(1_500_00)
        house.keeps_card(
            400_00, statement=150_05, statement_on="2026-10-30", due_on="2026-11-24", name="A"
        )
        house.keeps_card(
            910_10, statement=910_10, statement_on="2026-11-02", due_on="2026-11-27", name="B"
        )
        house.earns(2_300_00, "2026-11-27", last_friday())

        assert house.safe() == 1_500_00 - 150_05
        assert house.out_of_cash(60)[:2] == [
            ("2026-11-24", "A", -150_05),
            # Outflows of a day come before its inflows.
            ("2026-11-27", "B", -910_10),
        ]

    @pytest.mark.parametrize("paid", [1, 180_00, 500_00, 620_00])
    def test_s01_what_was_paid_since_the_statement_is_owed_no_more(
        self, house: House, paid: int
    ) -> None:
        house.shares(
            account(held=balance(2_000_00)),
            a_card(
                row("1", "2026-11-10", paid, "PAYMENT RECEIVED"),
                owed=1_100_00 - paid, statement=500_00,
                statement_on="2026-11-01", due_on="2026-11-25",
            ),
        )  # fmt: skip
        [card] = house.summary()["cards"]
        due = [("2026-11-25", max(500_00 - paid, 0)), ("2026-12-29", min(600_00, 1_100_00 - paid))]

        assert house.repayments(card["account_id"])[:2] == [one for one in due if one[1]]


class TestS02:
    @pytest.mark.parametrize(
        ("today", "rent_on", "shift", "leaves_on", "payday"),
        [
            ("2026-11-19", "2026-11-26", "none", "2026-11-26", "2026-11-27"),
            ("2026-11-19", "2026-11-28", "previous_working_day", "2026-11-27", "2026-11-30"),
            ("2026-12-18", "2026-12-25", "previous_working_day", "2026-12-24", "2026-12-29"),
            ("2027-03-20", "2027-03-27", "previous_working_day", "2027-03-25", "2027-03-30"),
            ("2028-02-20", "2028-02-29", "none", "2028-02-29", "2028-03-01"),
        ],
    )
    def test_s02_rent_just_before_payday_is_the_trough(
        self, house: House, today: str, rent_on: str, shift: str, leaves_on: str, payday: str
    ) -> None:
        house.today(today)
        house.keeps(1_003_17)
        house.expects("Rent", -871_20, rent_on, shift=shift)
        # It comes on the day the rent leaves, and cannot pay for it.
        house.expects("Refund", 340_00, leaves_on)
        house.earns(2_300_00, payday)

        summary = house.summary()

        assert summary["safe_to_spend"] == 131_97
        assert (summary["low_point"]["date"], summary["low_point"]["cause"]) == (leaves_on, "Rent")
        assert [line["label"] for line in summary["after_trough"]] == ["Refund"]
        ends = {day["date"]: day["committed"] for day in house.forecast(20)["days"]}
        assert ends[leaves_on] == 471_97

    def test_s02_a_trough_below_the_buffer_is_short_and_says_why(self, house: House) -> None:
        house.keeps(600_00)
        house.keeps_back(75_50)
        house.expects("Gym", -30_00, "2026-11-25")
        house.expects("Rent", -520_00, "2026-11-25")
        house.expects("Refund", 500_00, "2026-11-26")
        house.earns(2_300_00, "2026-11-27")

        summary = house.summary()

        assert (summary["safe_to_spend"], summary["is_short"]) == (-25_50, True)
        assert summary["first_short"]["date"] == "2026-11-25"
        assert summary["low_point"]["cause"] == "Rent"


def bill_and_payment(
    house: House, *, cadence: dict[str, Any], due: str, paid: str, minor: int, **more: Any
) -> str:
    """Let a bill be due and a payment of it be in the bank's rows."""
    house.shares(
        account(row("1", paid, minor, "THAMES WATER UTILITIES"), held=balance(1_000_00)),
    )
    return house.expects("Thames Water", -44_20, due, cadence, **more)


class TestS03:
    @pytest.mark.parametrize(
        ("today", "cadence", "due", "paid", "minor"),
        [
            ("2026-11-19", monthly(22), "2026-11-22", "2026-11-19", -44_20),
            ("2026-11-27", monthly(31), "2026-11-30", "2026-11-27", -44_20),
            ("2026-11-19", monthly(29), "2026-11-29", "2026-11-19", -44_20),
            ("2026-11-19", weekly(), "2026-11-21", "2026-11-19", -44_20),
            ("2026-11-19", weekly(2), "2026-11-23", "2026-11-19", -44_20),
            ("2026-11-19", {"kind": "yearly"}, "2026-11-28", "2026-11-18", -44_20),
            # A fifth off is still the same bill.
            ("2026-11-19", monthly(22), "2026-11-22", "2026-11-19", -53_04),
            ("2028-02-26", monthly(31), "2028-02-29", "2028-02-26", -44_20),
        ],
    )
    def test_s03_a_bill_paid_early_counts_once(
        self, house: House, today: str, cadence: dict[str, Any], due: str, paid: str, minor: int
    ) -> None:
        house.today(today)
        bill = bill_and_payment(house, cadence=cadence, due=due, paid=paid, minor=minor)
        house.earns(2_300_00, _day_after(due))

        first = house.stands(bill)[due]

        assert house.safe() == 1_000_00
        assert (first["status"], first["timing"], first["owed"]) == ("paid", "early", 0)
        days = [event for event in house.out_of_cash(20) if event[1] == "Thames Water"]
        assert due not in {day for day, _, _ in days}

    @pytest.mark.parametrize(
        ("cadence", "due", "paid"),
        [(monthly(30), "2026-11-30", "2026-11-19"), (weekly(), "2026-11-22", "2026-11-19")],
    )
    def test_s03_but_not_one_paid_earlier_than_its_cadence_allows(
        self, house: House, cadence: dict[str, Any], due: str, paid: str
    ) -> None:
        bill = bill_and_payment(house, cadence=cadence, due=due, paid=paid, minor=-44_20)
        house.earns(2_300_00, _day_after(due))

        assert house.safe() == 1_000_00 - 44_20
        assert house.stands(bill)[due]["status"] == "expected"


class TestS04:
    @pytest.mark.parametrize(
        ("today", "nominal", "shift", "minor"),
        [
            ("2026-11-19", "2026-11-19", "none", -44_20),
            ("2026-11-23", "2026-11-21", "next_working_day", -44_20),
            ("2026-12-29", "2026-12-25", "next_working_day", -44_20),
            ("2026-11-19", "2026-11-19", "none", -40_00),
            ("2026-11-30", "2026-11-30", "none", -46_19),
        ],
    )
    def test_s04_a_bill_pending_on_its_day_counts_once(
        self, house: House, today: str, nominal: str, shift: str, minor: int
    ) -> None:
        house.today(today)
        waiting = row("w", today, minor, "THAMES WATER", pending=True)
        held = account(held=balance(900_00), pending=(waiting,))
        house.shares(held)
        bill = house.expects(
            "Thames Water", -44_20, nominal, monthly(int(nominal[-2:])), shift=shift
        )
        house.earns(2_300_00, _day_after(today, days=9))

        assert house.stands(bill)[nominal]["status"] == "pending"
        assert house.safe() == 900_00 + minor

        # It books the day after: the same money, gone once.
        tomorrow = _day_after(today)
        house.today(tomorrow)
        held.pending, held.balance = [], balance(900_00 + minor)
        held.transactions = [replace(dated(waiting, tomorrow, "booked"), pending=False)]
        house.sync()

        assert house.stands(bill)[nominal]["status"] == "paid"
        assert house.safe() == 900_00 + minor
        assert len(house.rows()) == 1


class TestS05:
    @pytest.mark.parametrize(
        ("due", "cadence", "late_on", "missed_on", "following"),
        [
            ("2026-11-27", last_friday(), "2026-11-28", "2026-12-05", "2026-12-25"),
            ("2026-11-20", weekly(), "2026-11-21", "2026-11-24", "2026-11-27"),
            ("2026-12-04", weekly(4), "2026-12-05", "2026-12-12", "2027-01-01"),
            ("2026-11-30", monthly(31), "2026-12-01", "2026-12-08", "2026-12-31"),
        ],
    )
    def test_s05_a_wage_that_is_not_in_is_given_with_and_without(
        self, house: House, due: str, cadence: dict[str, Any], late_on: str, missed_on: str,
        following: str,
    ) -> None:  # fmt: skip
        house.keeps(412_37)
        house.expects("Rent", -300_00, _day_after(due))
        wage = house.earns(1_850_25, due, cadence)

        house.today(due)
        on_the_day = house.summary()
        assert on_the_day["window"] == {"start": due, "end": late_on, "days": 1}
        assert on_the_day["safe_to_spend"] == 412_37
        assert on_the_day["with_payday"] == 412_37 + 1_850_25 - 300_00
        assert on_the_day["payday"]["late"] is False

        house.today(late_on)
        late = house.summary()
        assert late["window"]["end"] == following
        assert late["safe_to_spend"] == 112_37
        assert late["with_late_income"] == 112_37 + 1_850_25
        assert [one["date"] for one in late["late_paydays"]] == [due]
        [alarm] = house.needs("late")
        assert alarm["commitment"]["id"] == wage

        house.today(missed_on)
        gone = house.summary()
        assert gone["with_late_income"] is None
        assert wage in {one["source_id"] for one in gone["missed"]}
        assert [need["commitment"]["id"] for need in house.needs("missed")][:1] == [wage]

    def test_s05_it_comes_three_days_late_and_is_counted_once(self, house: House) -> None:
        held = account(held=balance(412_37))
        house.shares(held)
        house.earns(1_850_25, "2026-11-27", last_friday())
        house.today("2026-11-30")
        held.transactions = [row("w", "2026-11-30", 1_850_25, "WAGE ACME LTD")]
        held.balance = balance(412_37 + 1_850_25)
        house.sync()

        summary = house.summary()

        assert (summary["safe_to_spend"], summary["late_paydays"]) == (412_37 + 1_850_25, [])
        assert summary["window"]["end"] == "2026-12-25"
        assert house.needs("late", "missed") == []


def _day_after(day: str, *, days: int = 1) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
