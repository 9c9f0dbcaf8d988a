"""A connected card's direct debit that is a commitment too is its repayment, counted once."""

from dataclasses import replace

import pytest

from app.bank.fake import FakeAccount
from tests.integration.scenarios.house import House, a_card, last_friday, monthly
from tests.integration.stories import account, balance, row


def amex(paid: int = 380_00, **more: object) -> FakeAccount:
    return a_card(
        row("shop", "2026-10-03", -paid, "JOHN LEWIS"),
        replace(row("in", "2026-10-27", paid, "PAYMENT RECEIVED"), category="CREDIT"),
        owed=1_100_00,
        statement=500_00,
        statement_on="2026-11-01",
        due_on="2026-11-25",
        **more,  # type: ignore[arg-type]
    )


def paid_from(paid: int = 380_00, words: str = "AMERICAN EXPRESS 3742") -> FakeAccount:
    left = replace(row("out", "2026-10-26", -paid, words), category="DIRECT_DEBIT")
    return account(left, held=balance(2_000_00))


class TestACardsOwnDirectDebit:
    @pytest.mark.parametrize("name", ["American Express", "AMERICAN EXPRESS DIRECT DEBIT"])
    def test_is_known_by_what_it_paid(self, house: House, name: str) -> None:
        house.shares(paid_from(), amex())
        house.earns(2_300_00, "2026-11-27", last_friday())
        house.expects(name, -450_00, "2026-10-25", monthly(25), variable=True)

        summary = house.summary()

        assert summary["safe_to_spend"] == 2_000_00 - 500_00
        assert [one["label"] for one in summary["owed"]] == ["Amex"]
        assert (
            f"{name} is the direct debit of Amex, and is counted as its repayment."
            in (summary["notes"])
        )
        assert [event for event in house.out_of_cash(60) if event[1] == name] == []
        assert house.needs("late", "missed") == []

    @pytest.mark.parametrize("name", ["Amex", "Amex card", "AMEX DD"])
    def test_is_known_by_its_name(self, house: House, name: str) -> None:
        main = house.keeps(2_000_00)
        house.keeps_card(
            1_100_00, statement=500_00, statement_on="2026-11-01", due_on="2026-11-25", name="Amex"
        )
        house.earns(2_300_00, "2026-11-27", last_friday())
        house.expects(name, -480_00, "2026-11-24", monthly(24), account_id=main)

        assert house.safe() == 2_000_00 - 500_00
        [paid] = [one for one in house.summary()["lines"] if one["amount"] < 0]
        # Nobody said what pays the card; its direct debit does.
        assert paid["account_id"] == main

    @pytest.mark.parametrize("name", ["Amex Platinum fee", "Barclays mortgage", "Netflix"])
    def test_is_not_what_only_sounds_like_it(self, house: House, name: str) -> None:
        house.keeps(2_000_00)
        house.keeps_card(
            1_100_00, statement=500_00, statement_on="2026-11-01", due_on="2026-11-25", name="Amex"
        )
        house.earns(2_300_00, "2026-11-27", last_friday())
        house.expects(name, -480_00, "2026-11-24", monthly(24))

        assert house.safe() == 2_000_00 - 500_00 - 480_00

    def test_counts_itself_while_nobody_knows_the_cards_days(self, house: House) -> None:
        house.keeps(2_000_00)
        card = house.keeps(-1_100_00, name="Amex", kind="credit_card")
        house.earns(2_300_00, "2026-11-27", last_friday())
        house.expects("Amex", -480_00, "2026-11-24", monthly(24))
        assert house.safe() == 2_000_00 - 480_00

        plan = {"plan": "full", "statement_day": 1, "due_day": 25}
        house.call("PUT", f"/analytics/cards/{card}/repayment", plan)

        assert house.safe() == 2_000_00 - 1_100_00


class TestTheForecastOfAnAccountOutsideThePool:
    def test_of_a_card_is_what_it_will_owe(self, house: House) -> None:
        house.keeps(5_000_00)
        card = house.keeps_card(
            1_100_00, statement=500_00, statement_on="2026-11-01", due_on="2026-11-25"
        )
        house.expects("Netflix", -12_99, "2026-11-22", monthly(22), account_id=card)

        found = house.forecast(60, f"&account_id={card}")

        owed = {day["date"]: day["expected"] for day in found["days"]}
        assert found["opening"] == -1_100_00
        assert owed["2026-11-22"] == -1_112_99
        assert owed["2026-11-25"] == -612_99
        # Statement of 1 December: £600 and one Netflix; another one since.
        assert owed["2026-12-29"] == -12_99
        assert [(one["date"], one["amount"], one["label"]) for one in found["events"]] == [
            ("2026-11-22", -12_99, "Netflix"),
            ("2026-11-25", 500_00, "Repayment"),
            ("2026-12-22", -12_99, "Netflix"),
            ("2026-12-29", 612_99, "Repayment"),
        ]
        assert (found["first_negative"], found["first_breach"]) == (None, None)
        opened = house.get(f"/analytics/forecast/2026-12-29?account_id={card}")
        assert sum(line["amount"] for line in opened["lines"]) == opened["expected"] == -12_99

    def test_of_a_carried_balance_shows_its_interest(self, house: House) -> None:
        house.keeps(5_000_00)
        card = house.keeps_card(
            1_000_00, statement=1_000_00, statement_on="2026-11-01", due_on="2026-11-25"
        )
        plan = {"plan": "fixed", "amount": 200_00, "apr": 24.9}
        house.call("PUT", f"/analytics/cards/{card}/repayment", plan)

        found = house.forecast(60, f"&account_id={card}")

        owed = {day["date"]: day["expected"] for day in found["days"]}
        # 80000 x (1.249^(1/12) - 1) = 1496.2
        assert owed["2026-12-01"] == -(800_00 + 14_96)

    def test_of_savings_counts_what_goes_there_and_what_it_pays(self, house: House) -> None:
        house.keeps(5_000_00)
        saver = house.keeps(900_00, name="Saver", kind="savings")
        card = house.keeps_card(
            300_00, statement=300_00, statement_on="2026-11-01", due_on="2026-11-25"
        )
        plan = {"plan": "full", "pay_from_account_id": saver}
        house.call("PUT", f"/analytics/cards/{card}/repayment", plan)
        house.expects("Interest", 12_50, "2026-12-01", account_id=saver)

        found = house.forecast(30, f"&account_id={saver}")

        assert found["days"][-1]["expected"] == 612_50
        assert found["low_point"]["balance"] == 600_00
        assert found["without_bands"] is not None
