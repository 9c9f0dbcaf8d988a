"""The forecast and what-if questions, through the HTTP contract."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from fastapi.testclient import TestClient

from app.bank.fake import FakeConnection
from tests.integration.home import Home
from tests.integration.stories import V1, account, balance, row, shared

type Connect = Callable[[FakeConnection, dict[str, str]], str]
TODAY = date(2026, 11, 19)
MONTHLY_WAGE = {"kind": "monthly_weekday", "weekday": "friday", "nth": -1}


@pytest.fixture
def home(client: TestClient, headers: dict[str, str]) -> Home:
    return Home(client, headers)


@pytest.fixture
def lived_in(home: Home, connect: Connect) -> Home:
    """Return a household of half a year: wage, rent, and about £70 of shopping a working day."""
    days = [TODAY - timedelta(days=n) for n in range(1, 200)]
    rows = [
        row(f"shop-{on}", str(on), -6_900 - 17 * (on.day % 13), "TESCO STORES 2041")
        for on in days
        if on.weekday() < 5
    ]
    rows += [row(f"rent-{on}", str(on), -700_00, "RENT") for on in days if on.day == 1]
    rows += [
        row(f"wage-{on}", str(on), 2_300_00, "WAGE")
        for on in days
        if on.weekday() == 4 and (on + timedelta(days=7)).month != on.month
    ]
    connect(shared(account(*rows, held=balance(1_000_00))), home.headers)
    home.expects("Wage", 2_300_00, "2026-11-27", MONTHLY_WAGE, is_payday=True)
    home.expects("Rent", -700_00, "2026-12-01", {"kind": "monthly_day", "day": 1})
    return home


class TestTheCertainPart:
    def test_is_the_expected_one_where_there_is_no_history(self, home: Home) -> None:
        home.has(1_000_00)
        home.expects("Rent", -700_00, "2026-12-01", {"kind": "monthly_day", "day": 1})

        found = home.forecast(30)

        assert [day["expected"] for day in found["days"]] == 12 * [1_000_00] + 18 * [300_00]
        assert all(day["committed"] == day["expected"] for day in found["days"])
        assert {day["p10"] for day in found["days"]} == {None}
        assert found["without_bands"] == ("No bank history yet: only what is certain is counted.")
        assert found["breach_probability"] is None
        assert found["days"][0]["date"] == "2026-11-19"

    def test_names_what_takes_it_below_zero_and_below_its_overdraft(self, home: Home) -> None:
        home.has(500_00, overdraft=300_00)
        home.expects("Rent", -700_00, "2026-12-01", {"kind": "monthly_day", "day": 1})

        found = home.forecast(60)

        assert (found["first_negative"]["date"], found["first_negative"]["cause"]) == (
            "2026-12-01", "Rent",
        )  # fmt: skip
        assert (found["first_breach"]["date"], found["first_breach"]["balance"]) == (
            "2027-01-01", -900_00,
        )  # fmt: skip

    def test_counts_outflows_of_a_day_before_its_inflows(self, home: Home) -> None:
        home.has(100_00)
        home.expects("Rent", -300_00, "2026-11-27")
        home.expects("Wage", 2_300_00, "2026-11-27")

        found = home.forecast(30)

        assert found["low_point"]["balance"] == -200_00
        assert found["days"][8]["expected"] == 2_100_00

    def test_of_an_account_counts_what_names_it(self, home: Home) -> None:
        home.has(1_000_00)
        bills = home.has(100_00, name="Bills")
        home.expects("Rent", -700_00, "2026-12-01", account_id=bills)

        found = home.forecast(30, f"&account_id={bills}")

        assert found["low_point"]["balance"] == -600_00
        assert [event["label"] for event in found["events"]] == ["Rent"]

    def test_of_the_only_account_is_the_pools(self, home: Home) -> None:
        only = home.has(1_000_00)
        home.expects("Rent", -700_00, "2026-12-01")

        assert home.forecast(30, f"&account_id={only}")["days"] == home.forecast(30)["days"]

    def test_counts_suggestions_only_where_asked(self, home: Home) -> None:
        home.has(1_000_00)
        home.expects("Gym", -30_00, "2026-12-01", status="suggested")

        assert home.forecast(30)["low_point"]["balance"] == 1_000_00
        asked = home.forecast(30, "&include_suggested=true")
        assert asked["low_point"]["balance"] == 970_00
        assert asked["committed_low_point"]["balance"] == 1_000_00
        assert [event["suggested"] for event in asked["events"]] == [True]

    def test_agrees_with_safe_to_spend_day_by_day(self, home: Home) -> None:
        home.has(1_000_00)
        home.expects("Rent", -700_00, "2026-11-25")
        home.expects("Wage", 2_300_00, "2026-11-27", MONTHLY_WAGE)

        summary, found = home.get("/analytics/summary"), home.forecast(8)

        assert found["committed_low_point"] == summary["low_point"]
        assert found["low_point"]["balance"] - summary["buffer"] == summary["safe_to_spend"]

    @pytest.mark.parametrize("days", [0, 366, "x"])
    def test_is_for_a_year_at_most(self, home: Home, days: object) -> None:
        answer = home.client.get(f"{V1}/analytics/forecast?days={days}", headers=home.headers)

        assert answer.status_code == 422


class TestAnOverdraft:
    def test_costs_what_its_rate_says_once_a_month(self, home: Home) -> None:
        home.has(-1_000_00, overdraft=2_000_00, overdraft_ear=40)

        found = home.forecast(60)

        [first, second] = found["events"]
        # 12 days of £1,000 at (1.4)^(1/365) - 1 a day, then 31 of £1,011.11.
        assert (first["date"], first["amount"]) == ("2026-11-30", -11_07)
        assert (second["date"], second["source"]) == ("2026-12-31", "overdraft")
        assert found["days"][-1]["committed"] == -1_000_00
        assert home.get("/analytics/summary")["safe_to_spend"] == -1_000_00


class TestEverydaySpending:
    def test_widens_into_bands_with_history(self, lived_in: Home) -> None:
        found = lived_in.forecast(90)

        assert found["without_bands"] is None
        for day in found["days"]:
            assert day["p10"] <= day["p50"] <= day["p90"]
            assert day["expected"] <= day["committed"]
        assert found["cautious_low_point"]["balance"] <= found["low_point"]["balance"]
        assert 0 <= found["breach_probability"] <= found["negative_probability"] <= 1

    def test_stands_beside_safe_to_spend(self, lived_in: Home) -> None:
        summary = lived_in.get("/analytics/summary")

        assert summary["safe_to_spend"] == 1_000_00
        assert summary["cautious"] <= summary["as_usual"] < summary["safe_to_spend"]
        for figure in ("as_usual", "cautious"):
            lines = summary[f"{figure}_lines"]
            assert sum(line["amount"] for line in lines) == summary[figure]
            assert lines[-1]["source"] == "everyday"
        # Six working days of about £70.
        assert summary["as_usual"] == pytest.approx(1_000_00 - 6 * 70_00, abs=100_00)

    @pytest.mark.parametrize("on", ["2026-11-19", "2026-12-01", "2027-10-31"])
    def test_is_a_line_of_a_day_that_is_opened(self, lived_in: Home, on: str) -> None:
        day = lived_in.get(f"/analytics/forecast/{on}")
        asked = (date.fromisoformat(on) - TODAY).days + 1

        assert sum(line["amount"] for line in day["lines"]) == day["expected"]
        assert day["expected"] == lived_in.forecast(asked)["days"][-1]["expected"]

    def test_is_not_known_of_a_day_that_is_past(self, lived_in: Home) -> None:
        answer = lived_in.client.get(
            f"{V1}/analytics/forecast/2026-11-18", headers=lived_in.headers
        )

        assert answer.status_code == 422


class TestWhatIf:
    def test_moves_the_figures_by_the_item_and_nothing_else(self, lived_in: Home) -> None:
        before = lived_in.forecast(90)
        answer = lived_in.asks({"amount": -50_00, "date": "2026-11-20"})

        assert answer["change"] == -50_00
        assert answer["before"]["low_point"] == before["low_point"]
        assert answer["after"]["low_point"]["balance"] == (before["low_point"]["balance"] - 50_00)
        assert answer["affordable"] is True
        assert answer["first_safe_date"] == "2026-11-20"

    def test_says_no_and_from_when_it_would_be_yes(self, home: Home) -> None:
        home.has(500_00)
        home.expects("Wage", 2_300_00, "2026-11-27", MONTHLY_WAGE)

        answer = home.asks({"amount": -900_00, "date": "2026-11-20"})

        assert answer["affordable"] is False
        assert answer["after"]["safe_to_spend"] == -400_00
        # Outflows of a day come first: on payday itself the wage is not in yet.
        assert answer["first_safe_date"] == "2026-11-28"

    def test_says_what_each_way_would_cost(self, home: Home) -> None:
        home.has(1_000_00)
        card = home.has(
            -100_00, kind="credit_card", name="Amex", last_statement_balance=100_00,
            last_statement_on="2026-11-05", payment_due_on="2026-11-25",
        )  # fmt: skip
        home.client.put(
            f"{V1}/analytics/cards/{card}/repayment",
            json={"plan": "minimum", "apr": 24.9},
            headers=home.headers,
        ).raise_for_status()

        answer = home.asks({"amount": -600_00, "date": "2026-11-20", "name": "Sofa"})
        cash, instalments, on_card = answer["ways"]

        assert (cash["way"], cash["cost"], cash["safe_to_spend"]) == ("cash", 0, 375_00)
        assert (instalments["cost"], len(instalments["schedule"])) == (0, 3)
        assert on_card["account_id"] == card
        assert on_card["cost"] > 100_00
        assert on_card["safe_to_spend"] > cash["safe_to_spend"]

    @pytest.mark.parametrize("instalments", [1, 4])
    def test_becomes_a_plan_with_one_request(self, home: Home, instalments: int) -> None:
        home.has(1_000_00)
        item = {"amount": -400_00, "date": "2026-11-25", "instalments": instalments}

        answer = home.asks(item)
        [request] = answer["make_it_so"]
        home.post(request["path"].removeprefix(V1), request["body"])

        assert home.get("/analytics/summary")["safe_to_spend"] == answer["after"]["safe_to_spend"]

    def test_lands_on_a_card_in_the_statement_it_falls_into(self, home: Home) -> None:
        home.has(1_000_00)
        card = home.has(
            -100_00, kind="credit_card", name="Amex", last_statement_balance=100_00,
            last_statement_on="2026-11-05", payment_due_on="2026-11-25",
        )  # fmt: skip

        answer = home.asks({"amount": -500_00, "date": "2026-11-20", "account_id": card})

        # The statement of 5 December takes it, due on Monday 28th: a bank holiday.
        assert answer["change"] == 0
        assert (answer["after"]["low_point"]["date"], answer["after"]["low_point"]["balance"]) == (
            "2026-12-29", 400_00,
        )  # fmt: skip

    def test_refuses_the_past_and_strangers_accounts(
        self, home: Home, sign_up: Callable[[str], dict[str, str]]
    ) -> None:
        mine = home.has(100_00)
        past = home.client.post(
            f"{V1}/analytics/what-if",
            json={"items": [{"amount": -1, "date": "2026-11-18"}]},
            headers=home.headers,
        )
        stranger = home.client.post(
            f"{V1}/analytics/what-if",
            json={"items": [{"amount": -1, "account_id": mine}]},
            headers=sign_up("sam@example.com"),
        )

        assert (past.status_code, stranger.status_code) == (422, 404)


class TestAShortfall:
    def test_of_the_bills_account_proposes_the_transfer(self, home: Home) -> None:
        main = home.has(1_500_00)
        bills = home.has(100_00, name="Bills")
        home.expects("Rent", -700_00, "2026-12-03", account_id=bills)

        summary = home.get("/analytics/summary")

        assert summary["is_short"] is False
        [warning] = summary["shortfalls"]
        assert (warning["account_id"], warning["needed"]) == (bills, 600_00)
        assert (warning["first"]["date"], warning["first"]["cause"]) == ("2026-12-03", "Rent")
        assert warning["transfers"] == [
            {
                "from_account_id": main,
                "from_name": "Current",
                "to_account_id": bills,
                "amount": 600_00,
                "by": "2026-12-02",
            }
        ]
        assert warning["missing"] == 0
