"""Figures through the HTTP contract, each number worked out by hand. Today is Thu 19 Nov 2026."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.bank.fake import FakeConnection
from app.domain.ledger import AccountKind
from tests.integration.stories import V1, account, balance, card_balance, row, shared

type Connect = Callable[[FakeConnection, dict[str, str]], str]
type On = Callable[[date], TestClient]

MONTHLY_WAGE = {"kind": "monthly_weekday", "weekday": "friday", "nth": -1}


class Household:
    """A household seen through HTTP."""

    def __init__(self, client: TestClient, headers: dict[str, str]) -> None:
        self.client = client
        self.headers = headers

    def add(self, path: str, **body: Any) -> dict[str, Any]:
        answer = self.client.post(f"{V1}{path}", json=body, headers=self.headers)
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def has(self, balance: int, **more: Any) -> dict[str, Any]:
        """Keep an account by hand."""
        return self.add("/banking/accounts", name="Current", balance=balance, **more)

    def expects(
        self, name: str, minor: int, on: str, cadence: dict[str, Any] | None = None, **more: Any
    ) -> dict[str, Any]:
        """Enter a commitment, its direction told by the amount's sign."""
        return self.add(
            "/analytics/commitments",
            name=name,
            direction="in" if minor > 0 else "out",
            amount=abs(minor),
            next_date=on,
            cadence=cadence or {"kind": "once"},
            **more,
        )

    def earns(self, minor: int = 230_000, on: str = "2026-11-27") -> dict[str, Any]:
        return self.expects("Wage", minor, on, MONTHLY_WAGE, is_payday=True)

    def read(self, path: str, client: TestClient | None = None) -> Any:
        answer = (client or self.client).get(f"{V1}{path}", headers=self.headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def summary(self, client: TestClient | None = None) -> dict[str, Any]:
        found: dict[str, Any] = self.read("/analytics/summary", client)
        # A figure is the sum of its lines, whatever the story.
        assert sum(line["amount"] for line in found["lines"]) == found["safe_to_spend"]
        assert sum(term["amount"] for term in found["equation"]) == found["safe_to_spend"]
        assert found["committed"] == found["cash"] - found["buffer"] - found["safe_to_spend"]
        return found

    def occurrences(self, commitment: dict[str, Any], client: TestClient | None = None) -> Any:
        return self.read(f"/analytics/commitments/{commitment['id']}/occurrences", client)


@pytest.fixture
def home(client: TestClient, headers: dict[str, str]) -> Household:
    return Household(client, headers)


class TestOwnMoney:
    @pytest.mark.parametrize(
        ("current", "available", "overdraft", "pending", "own", "cushion"),
        [
            (1_200_00, 1_700_00, 500_00, 0, 1_200_00, 500_00),
            (100_00, 570_00, 500_00, -30_00, 70_00, 500_00),
            (100_00, 70_00, 500_00, -30_00, 70_00, 500_00),
            (-120_00, 380_00, 500_00, 0, -120_00, 380_00),
            (250_10, None, 0, -12_35, 237_75, 0),
        ],
    )
    def test_is_what_domain_says_whatever_the_bank_calls_available(
        self,
        home: Household,
        connect: Connect,
        current: int,
        available: int | None,
        overdraft: int,
        pending: int,
        own: int,
        cushion: int,
    ) -> None:
        waiting = (row("p", "2026-11-19", pending, pending=True),) if pending else ()
        connect(
            shared(
                account(
                    held=balance(current, available=available, overdraft=overdraft),
                    pending=waiting,
                )
            ),
            home.headers,
        )

        [known] = home.read("/banking/accounts")
        summary = home.summary()

        assert (known["own"], known["cushion"], known["reconciles"]) == (own, cushion, True)
        assert (summary["cash"], summary["cushion"]) == (own, cushion)
        assert summary["safe_to_spend"] == own

    def test_that_does_not_reconcile_is_kept_and_shown_with_both_figures(
        self, home: Household, connect: Connect
    ) -> None:
        connect(shared(account(held=balance(100_00, available=80_00))), home.headers)

        [known] = home.read("/banking/accounts")

        assert (known["own"], known["booked_and_pending"]) == (80_00, 100_00)
        assert known["reconciles"] is False
        assert home.summary()["accounts"][0]["reconciles"] is False

    def test_is_short_where_it_is_under_zero_however_much_overdraft_is_left(
        self, home: Household
    ) -> None:
        home.has(-120_00, overdraft=500_00)
        home.earns()

        summary = home.summary()

        assert summary["safe_to_spend"] == -120_00
        assert summary["is_short"] is True
        assert summary["per_day"] == 0
        assert summary["cushion"] == 380_00
        assert summary["first_short"]["date"] == "2026-11-19"

    def test_counts_the_accounts_a_person_puts_in_the_pool_and_no_others(
        self, home: Household
    ) -> None:
        home.has(100_00)
        savings = home.has(900_00, kind="savings")
        assert home.summary()["cash"] == 100_00

        home.client.patch(
            f"{V1}/banking/accounts/{savings['id']}",
            json={"in_cash_pool": True},
            headers=home.headers,
        ).raise_for_status()

        assert home.summary()["cash"] == 1_000_00

    def test_of_another_currency_is_named_and_not_counted(self, home: Household) -> None:
        home.has(100_00)
        home.add(
            "/banking/accounts", name="Holiday", kind="current", currency="EUR", balance=500_00
        )

        summary = home.summary()

        assert summary["cash"] == 100_00
        assert "Holiday is in another currency and is not counted." in summary["notes"]

    def test_is_never_netted_against_what_a_card_owes(self, home: Household) -> None:
        home.has(100_00)
        home.add("/banking/accounts", name="Visa", kind="credit_card", balance=-400_00)

        summary = home.summary()

        assert (summary["safe_to_spend"], summary["cards_owed"]) == (100_00, 400_00)


class TestTheWindow:
    def test_is_30_days_and_says_so_without_a_payday(self, home: Household) -> None:
        home.has(1_000_00)
        home.expects("Rent", -400_00, "2026-12-18")
        home.expects("Later", -100_00, "2026-12-19")

        summary = home.summary()

        assert summary["window"] == {"start": "2026-11-19", "end": "2026-12-19", "days": 30}
        assert summary["payday"] is None
        assert summary["safe_to_spend"] == 600_00
        assert summary["per_day"] == 20_00
        assert "No payday is set, so this looks 30 days ahead." in summary["notes"]

    def test_leaves_payday_itself_out(self, home: Household) -> None:
        home.has(1_000_00)
        home.earns()
        home.expects("Gym", -30_00, "2026-11-26")
        home.expects("Rent", -700_00, "2026-11-27")

        summary = home.summary()

        assert summary["safe_to_spend"] == 970_00
        # 97000 / 8 = 12125
        assert summary["per_day"] == 121_25

    def test_ends_at_the_largest_income_unless_a_person_chose(self, home: Household) -> None:
        home.has(100_00)
        small = home.expects("Side job", 200_00, "2026-11-24", {"kind": "weekly"})
        home.expects("Wage", 2_300_00, "2026-11-27", MONTHLY_WAGE)
        assert home.summary()["window"]["end"] == "2026-11-27"

        answer = home.client.put(
            f"{V1}/analytics/payday", json={"commitment_ids": [small["id"]]}, headers=home.headers
        )

        assert answer.json()["is_default"] is False
        assert answer.json()["next"]["date"] == "2026-11-24"
        assert home.summary()["window"]["end"] == "2026-11-24"

    def test_is_today_only_where_payday_is_today_and_not_in_yet(
        self, home: Household, on: On
    ) -> None:
        home.has(100_00)
        home.earns()
        home.expects("Gym", -30_00, "2026-11-27")
        home.expects("Rent", -700_00, "2026-12-01")

        summary = home.summary(on(date(2026, 11, 27)))

        assert summary["window"] == {"start": "2026-11-27", "end": "2026-11-28", "days": 1}
        assert summary["payday"]["date"] == "2026-11-27"
        assert summary["safe_to_spend"] == 70_00
        # With the wage: 100 + 2300 - 30 - 700, to the next payday on Friday 25 December.
        assert summary["with_payday"] == 1_670_00

    def test_runs_to_the_following_payday_while_one_is_overdue(
        self, home: Household, on: On
    ) -> None:
        home.has(1_000_00)
        home.earns()
        home.expects("Rent", -700_00, "2026-12-01")

        summary = home.summary(on(date(2026, 11, 30)))

        assert summary["window"]["end"] == "2026-12-25"
        assert summary["safe_to_spend"] == 300_00
        assert summary["with_late_income"] == 2_600_00
        [late] = summary["late_paydays"]
        assert (late["date"], late["amount"], late["late"]) == ("2026-11-27", 2_300_00, True)

    def test_finds_the_trough_on_the_day_before_a_small_income(self, home: Household) -> None:
        home.has(800_00)
        home.earns(2_300_00)
        home.expects("Rent", -750_00, "2026-11-25")
        home.expects("Refund", 400_00, "2026-11-26")

        summary = home.summary()

        assert summary["safe_to_spend"] == 50_00
        assert summary["low_point"] == {
            "date": "2026-11-25",
            "balance": 50_00,
            "cause": "Rent",
            "account_id": None,
        }

    def test_takes_what_leaves_on_a_day_before_what_comes_in(self, home: Household) -> None:
        home.has(100_00)
        home.earns()
        home.expects("Rent", -80_00, "2026-11-24")
        home.expects("Refund", 80_00, "2026-11-24")

        assert home.summary()["safe_to_spend"] == 20_00

    def test_never_counts_an_income_that_is_overdue(self, home: Household) -> None:
        home.has(100_00)
        home.earns()
        home.expects("Refund", 80_00, "2026-11-17")
        home.expects("Rent", -60_00, "2026-11-24")

        assert home.summary()["safe_to_spend"] == 40_00

    def test_says_which_account_bounces_though_the_total_is_fine(self, home: Household) -> None:
        home.has(1_000_00)
        bills = home.add("/banking/accounts", name="Bills", balance=50_00)
        home.earns()
        home.expects("Energy", -120_00, "2026-11-23", account_id=bills["id"])

        summary = home.summary()

        assert summary["safe_to_spend"] == 930_00
        low = {one["name"]: one["low_point"] for one in summary["accounts"]}
        assert (low["Bills"]["balance"], low["Bills"]["date"]) == (-70_00, "2026-11-23")
        assert low["Bills"]["cause"] == "Energy"
        assert low["Current"]["balance"] == 1_000_00


class TestWhatIsOwed:
    """Netflix, £12.99 on the 20th of each month, against what the bank shows."""

    def netflix(self, home: Household, on: str = "2026-11-20") -> dict[str, Any]:
        day = int(on[-2:])
        return home.expects("Netflix", -12_99, on, {"kind": "monthly_day", "day": day})

    def test_is_counted_once_when_paid_three_days_early(
        self, home: Household, connect: Connect
    ) -> None:
        connect(
            shared(account(row("1", "2026-11-17", -12_99, "NETFLIX.COM"), held=balance(100_00))),
            home.headers,
        )
        home.earns()
        netflix = self.netflix(home)

        assert home.summary()["safe_to_spend"] == 100_00
        first = home.occurrences(netflix)[0]
        assert (first["date"], first["status"]) == ("2026-11-20", "paid")
        assert first["transaction_id"] is not None

    def test_is_counted_once_when_pending_on_its_day(
        self, home: Household, connect: Connect, on: On
    ) -> None:
        connect(
            shared(
                account(
                    held=balance(100_00),
                    pending=(row("1", "2026-11-19", -12_99, "NETFLIX.COM", pending=True),),
                )
            ),
            home.headers,
        )
        home.earns()
        netflix = self.netflix(home)

        assert home.summary()["safe_to_spend"] == 87_01
        assert home.summary(on(date(2026, 11, 20)))["safe_to_spend"] == 87_01
        assert home.occurrences(netflix)[0]["status"] == "pending"

    def test_stays_owed_for_the_rest_when_paid_in_part(
        self, home: Household, connect: Connect
    ) -> None:
        connect(
            shared(account(row("1", "2026-11-19", -200_00, "LANDLORD"), held=balance(1_000_00))),
            home.headers,
        )
        home.earns()
        rent = home.expects("Landlord", -700_00, "2026-11-19", {"kind": "monthly_day", "day": 19})

        summary = home.summary()

        assert summary["safe_to_spend"] == 500_00
        assert home.occurrences(rent)[0]["status"] == "part_paid"
        [owed] = summary["owed"]
        assert (owed["amount"], owed["status"]) == (-500_00, "part_paid")

    def test_stays_owed_today_for_its_grace_and_is_then_a_question(
        self, home: Household, on: On
    ) -> None:
        home.has(100_00)
        self.netflix(home, "2026-11-16")

        late = home.summary()
        last_of_grace = home.summary(on(date(2026, 11, 23)))
        missed = home.summary(on(date(2026, 11, 24)))

        assert late["safe_to_spend"] == last_of_grace["safe_to_spend"] == 87_01 - 12_99
        [owed, *_] = late["owed"]
        assert (owed["status"], owed["date"], owed["nominal_date"]) == (
            "late",
            "2026-11-19",
            "2026-11-16",
        )
        # Only December's is left.
        assert missed["safe_to_spend"] == 87_01
        [question] = missed["missed"]
        assert (question["label"], question["nominal_date"]) == ("Netflix", "2026-11-16")

    def test_of_a_weekly_thing_is_a_question_after_three_days(
        self, home: Household, on: On
    ) -> None:
        home.has(100_00)
        home.expects("Cleaner", -20_00, "2026-11-16", {"kind": "weekly"}, ends_on="2026-11-16")

        assert home.summary()["safe_to_spend"] == 80_00
        assert home.summary(on(date(2026, 11, 20)))["safe_to_spend"] == 100_00

    def test_ends_for_one_occurrence_when_skipped_and_comes_back(self, home: Household) -> None:
        home.has(100_00)
        netflix = self.netflix(home)
        path = f"{V1}/analytics/commitments/{netflix['id']}/occurrences/2026-11-20/skip"
        assert home.summary()["safe_to_spend"] == 87_01

        skipped = home.client.post(path, headers=home.headers)

        assert skipped.status_code == 204
        assert home.summary()["safe_to_spend"] == 100_00
        assert [one["status"] for one in home.occurrences(netflix)[:2]] == ["skipped", "expected"]
        home.client.delete(path, headers=home.headers).raise_for_status()
        assert home.summary()["safe_to_spend"] == 87_01

    def test_cannot_be_skipped_on_a_day_it_does_not_fall_on(self, home: Household) -> None:
        netflix = self.netflix(home)

        answer = home.client.post(
            f"{V1}/analytics/commitments/{netflix['id']}/occurrences/2026-11-21/skip",
            headers=home.headers,
        )

        assert answer.status_code == 404
        assert answer.json()["code"] == "occurrence_not_found"

    def test_counts_two_equal_bills_twice_and_one_payment_once(
        self, home: Household, connect: Connect
    ) -> None:
        connect(
            shared(account(row("1", "2026-11-18", -20_00, "CHARITY"), held=balance(100_00))),
            home.headers,
        )
        home.earns()
        home.expects("Charity", -20_00, "2026-11-19")
        home.expects("Charity", -20_00, "2026-11-20")

        assert home.summary()["safe_to_spend"] == 80_00

    @pytest.mark.parametrize("status", ["suggested", "rejected", "paused", "ended"])
    def test_counts_only_what_is_confirmed(self, home: Household, status: str) -> None:
        home.has(100_00)
        netflix = self.netflix(home)

        home.client.patch(
            f"{V1}/analytics/commitments/{netflix['id']}",
            json={"status": status},
            headers=home.headers,
        ).raise_for_status()

        assert home.summary()["safe_to_spend"] == 100_00

    def test_goes_with_the_commitment(self, home: Household) -> None:
        home.has(100_00)
        netflix = self.netflix(home)

        home.client.delete(
            f"{V1}/analytics/commitments/{netflix['id']}", headers=home.headers
        ).raise_for_status()

        assert home.summary()["safe_to_spend"] == 100_00


class TestCards:
    def test_take_their_last_statement_on_its_day_and_the_rest_on_the_next(
        self, home: Household, connect: Connect
    ) -> None:
        connect(
            shared(
                account(held=balance(2_000_00)),
                account(
                    held=card_balance(
                        owed=1_100_00,
                        statement=500_00,
                        statement_on="2026-11-01",
                        due_on="2026-11-25",
                    ),
                    identity="card-1",
                    name="Amex",
                    kind=AccountKind.CREDIT_CARD,
                    number="card:1",
                ),
            ),
            home.headers,
        )
        home.expects("Wage", 2_300_00, "2026-11-23", {"kind": "weekly", "every": 4}, is_payday=True)
        [card] = home.summary()["cards"]

        repayments = home.read(f"/analytics/cards/{card['account_id']}/repayment")["repayments"]

        # Payday in 4 days comes before the repayment in 6: nothing is owed before it.
        assert home.summary()["safe_to_spend"] == 2_000_00
        assert home.summary()["cards_owed"] == 1_100_00
        assert [(one["date"], one["amount"], one["statement_date"]) for one in repayments[:2]] == [
            ("2026-11-25", 500_00, "2026-11-01"),
            # Christmas is a Friday and Boxing Day moves to the Monday.
            ("2026-12-29", 600_00, "2026-12-01"),
        ]

    def test_take_less_for_what_was_paid_since_the_statement(
        self, home: Household, connect: Connect
    ) -> None:
        connect(
            shared(
                account(held=balance(2_000_00)),
                account(
                    row("1", "2026-11-10", 200_00, "PAYMENT RECEIVED"),
                    held=card_balance(
                        owed=900_00,
                        statement=500_00,
                        statement_on="2026-11-01",
                        due_on="2026-11-25",
                    ),
                    identity="card-1",
                    name="Amex",
                    kind=AccountKind.CREDIT_CARD,
                    number="card:1",
                ),
            ),
            home.headers,
        )
        home.earns()

        assert home.summary()["safe_to_spend"] == 1_700_00

    @pytest.mark.parametrize(
        ("plan", "leaves"),
        [
            ({"plan": "full"}, 500_00),
            ({"plan": "fixed", "amount": 150_00}, 150_00),
            ({"plan": "fixed", "amount": 900_00}, 500_00),
            # No minimum given: the larger of £25 and 1 % of £500.
            ({"plan": "minimum"}, 25_00),
            # £1,100 in 4.
            ({"plan": "pay_down", "instalments": 4}, 275_00),
        ],
    )
    def test_take_what_their_plan_says(
        self, home: Household, plan: dict[str, Any], leaves: int
    ) -> None:
        home.has(2_000_00)
        home.earns()
        card = home.add(
            "/banking/accounts",
            name="Visa",
            kind="credit_card",
            balance=-1_100_00,
            last_statement_balance=500_00,
            last_statement_on="2026-11-01",
            payment_due_on="2026-11-25",
        )

        home.client.put(
            f"{V1}/analytics/cards/{card['id']}/repayment", json=plan, headers=home.headers
        ).raise_for_status()

        assert home.summary()["safe_to_spend"] == 2_000_00 - leaves

    def test_leave_cash_alone_on_the_day_something_is_bought_with_them(
        self, home: Household
    ) -> None:
        home.has(2_000_00)
        home.earns()
        card = home.add(
            "/banking/accounts",
            name="Visa",
            kind="credit_card",
            balance=0,
            last_statement_balance=0,
            last_statement_on="2026-11-01",
            payment_due_on="2026-11-25",
        )
        home.expects("Netflix", -12_99, "2026-11-22", account_id=card["id"])

        summary = home.summary()
        repayments = home.read(f"/analytics/cards/{card['id']}/repayment")["repayments"]

        assert summary["safe_to_spend"] == 2_000_00
        assert [one["amount"] for one in summary["owed"]] == []
        # It lands in the repayment of the statement of 1 December.
        assert [(one["date"], one["amount"]) for one in repayments] == [("2026-12-29", 12_99)]

    def test_say_what_is_missing_where_nobody_knows_their_days(self, home: Household) -> None:
        home.has(2_000_00)
        card = home.add("/banking/accounts", name="Visa", kind="credit_card", balance=-300_00)

        [shown] = home.summary()["cards"]

        assert shown["missing"] == "Say on which day its statement comes and on which it is paid."
        home.client.put(
            f"{V1}/analytics/cards/{card['id']}/repayment",
            json={"plan": "full", "statement_day": 1, "due_day": 25},
            headers=home.headers,
        ).raise_for_status()
        [shown] = home.summary()["cards"]
        assert shown["missing"] is None
        assert shown["next_repayment"]["date"] == "2026-11-25"


class TestDates:
    def due(self, home: Household, first: str, cadence: dict[str, Any], **more: Any) -> list[str]:
        commitment = home.expects("Thing", -10_00, first, cadence, **more)
        return [one["due_date"] for one in home.occurrences(commitment)]

    def test_clamp_to_the_end_of_the_month_and_count_from_the_anchor(self, home: Household) -> None:
        due = self.due(home, "2027-01-31", {"kind": "monthly_day", "day": 31})

        assert due[:4] == ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]

    @pytest.mark.parametrize(
        ("first", "cadence", "shift", "due"),
        [
            ("2026-12-25", {"kind": "monthly_day", "day": 25}, "next_working_day", "2026-12-29"),
            (
                "2026-12-25",
                {"kind": "monthly_day", "day": 25},
                "previous_working_day",
                "2026-12-24",
            ),
            ("2027-05-28", {"kind": "monthly_last_working_day"}, "none", "2027-05-28"),
            ("2027-03-26", {"kind": "once"}, "next_working_day", "2027-03-30"),
        ],
    )
    def test_shift_as_domain_says(
        self, home: Household, first: str, cadence: dict[str, Any], shift: str, due: str
    ) -> None:
        made = home.expects("Thing", -10_00, first, cadence, shift=shift)

        assert made["next_due_date"] == due
        assert home.occurrences(made)[0]["due_date"] == due

    def test_shift_without_moving_the_anchor(self, home: Household) -> None:
        due = self.due(
            home, "2026-11-06", {"kind": "weekly", "every": 4}, shift="previous_working_day"
        )

        assert due[:4] == ["2026-11-06", "2026-12-04", "2026-12-31", "2027-01-29"]

    def test_of_council_tax_leave_february_and_march_out(self, home: Household) -> None:
        due = self.due(home, "2026-12-01", {"kind": "monthly_day", "day": 1, "skip_months": [2, 3]})

        assert due[:4] == ["2026-12-01", "2027-01-01", "2027-04-01", "2027-05-01"]

    def test_of_council_tax_cost_nothing_in_february(self, home: Household, on: On) -> None:
        home.has(1_000_00)
        home.expects(
            "Council tax",
            -164_00,
            "2026-04-20",
            {"kind": "monthly_day", "day": 20, "skip_months": [2, 3]},
        )

        assert home.summary()["safe_to_spend"] == 836_00
        assert home.summary(on(date(2027, 2, 15)))["safe_to_spend"] == 1_000_00

    def test_of_a_direct_debit_on_good_friday_come_after_easter(
        self, home: Household, on: On
    ) -> None:
        home.has(1_000_00)
        home.expects("Wage", 2_300_00, "2027-03-31", {"kind": "monthly_last_working_day"})
        home.expects(
            "Energy",
            -90_00,
            "2027-01-26",
            {"kind": "monthly_day", "day": 26},
            shift="next_working_day",
        )

        [owed] = home.summary(on(date(2027, 3, 24)))["owed"]

        assert (owed["date"], owed["nominal_date"]) == ("2027-03-30", "2027-03-26")

    def test_end_where_the_commitment_ends(self, home: Household) -> None:
        due = self.due(home, "2026-12-01", {"kind": "weekly"}, ends_on="2026-12-15")

        assert due == ["2026-12-01", "2026-12-08", "2026-12-15"]


class TestPlans:
    def test_split_100_pounds_in_3_to_the_penny(self, home: Household) -> None:
        home.has(100_00)
        plan = home.add(
            "/analytics/payment-plans",
            name="Sofa",
            total=100_00,
            instalments=3,
            first_date="2026-11-21",
        )

        assert plan["schedule"] == [
            {"date": "2026-11-21", "amount": 33_34},
            {"date": "2026-12-21", "amount": 33_33},
            {"date": "2027-01-21", "amount": 33_33},
        ]
        # 30 days without a payday: the first one only.
        assert home.summary()["safe_to_spend"] == 66_66

    def test_take_their_interest_as_a_rate_or_a_percentage(self, home: Household) -> None:
        bodies = [
            {"name": "Sofa", "total": 1_200_00, "instalments": 12, "first_date": "2026-12-01"}
            | {"apr": apr}
            for apr in (24.9, 0.249)
        ]

        one, other = (home.add("/analytics/payment-plans", **body) for body in bodies)

        # r = 1.249^(1/12) - 1 = 0.018702..; P·r / (1 - 1.249^-1) = 112.57
        assert one["schedule"] == other["schedule"]
        assert one["schedule"][0]["amount"] == 112_57

    def test_plan_nothing_of_nothing(self, home: Household) -> None:
        answer = home.client.post(
            f"{V1}/analytics/planned-items",
            json={"name": "MOT", "amount": 0, "date": "2026-11-24"},
            headers=home.headers,
        )

        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == "amount"

    def test_count_planned_items_on_their_day(self, home: Household) -> None:
        home.has(100_00)
        home.earns()
        mot = home.add("/analytics/planned-items", name="MOT", amount=-54_85, date="2026-11-24")
        assert home.summary()["safe_to_spend"] == 45_15

        home.client.patch(
            f"{V1}/analytics/planned-items/{mot['id']}",
            json={"date": "2026-12-24"},
            headers=home.headers,
        ).raise_for_status()

        assert home.summary()["safe_to_spend"] == 100_00


class TestTheBuffer:
    def test_is_never_spent_and_never_raises_the_figure(self, home: Household) -> None:
        home.has(100_00)
        home.earns()

        home.client.put(
            f"{V1}/analytics/payday", json={"buffer": 150_00}, headers=home.headers
        ).raise_for_status()

        summary = home.summary()
        assert summary["safe_to_spend"] == -50_00
        assert summary["is_short"] is True

    def test_does_not_choose_a_payday(self, home: Household) -> None:
        home.earns()

        home.client.put(
            f"{V1}/analytics/payday", json={"buffer": 150_00}, headers=home.headers
        ).raise_for_status()

        assert home.read("/analytics/payday")["next"]["date"] == "2026-11-27"
