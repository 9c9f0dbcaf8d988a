"""Goals, payment plans that end, and cards whose days nobody told, through the contract."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from fastapi.testclient import TestClient

from app.bank.fake import FakeConnection
from app.domain.ledger import AccountKind
from tests.integration.home import Home
from tests.integration.stories import V1, account, balance, card_balance, row, shared

type Connect = Callable[[FakeConnection, dict[str, str]], str]
type On = Callable[[date], TestClient]
MONTHLY_WAGE = {"kind": "monthly_weekday", "weekday": "friday", "nth": -1}


@pytest.fixture
def home(client: TestClient, headers: dict[str, str]) -> Home:
    return Home(client, headers)


def card_of(*rows: object, held: object, name: str = "Amex", **more: object) -> object:
    return account(
        *rows,  # type: ignore[arg-type]
        held=held,  # type: ignore[arg-type]
        identity="card-1",
        name=name,
        kind=AccountKind.CREDIT_CARD,
        number="card:1",
        **more,  # type: ignore[arg-type]
    )


class TestGoals:
    def test_say_what_a_month_takes_and_what_is_safe_to_add(self, home: Home) -> None:
        home.has(1_000_00)
        home.expects("Rent", -300_00, "2026-11-25")
        home.expects("Wage", 2_300_00, "2026-11-27", MONTHLY_WAGE)

        goal = home.post(
            "/analytics/goals",
            {"name": "Holiday", "target": 1_000_00, "saved": 400_00, "date": "2027-05-19"},
        )

        assert (goal["missing"], goal["months_left"]) == (600_00, 6)
        assert goal["needed_per_month"] == 100_00
        assert goal["safe_to_add"] == 700_00
        assert home.get("/analytics/goals") == [goal]

    def test_keep_the_low_point_of_90_days_above_the_buffer(self, home: Home) -> None:
        home.has(1_000_00)
        home.expects("Wage", 500_00, "2026-11-27", MONTHLY_WAGE)
        home.expects("Insurance", -1_300_00, "2027-01-04")

        goal = home.post(
            "/analytics/goals", {"name": "Holiday", "target": 1_000_00, "date": "2027-05-19"}
        )

        assert home.get("/analytics/summary")["safe_to_spend"] == 1_000_00
        assert goal["safe_to_add"] == 700_00

    def test_that_put_money_aside_count_in_every_figure(self, home: Home) -> None:
        home.has(1_000_00)
        goal = home.post(
            "/analytics/goals",
            {
                "name": "Holiday",
                "target": 250_00,
                "date": "2027-05-19",
                "monthly": 100_00,
                "first_date": "2026-12-01",
            },
        )

        assert goal["on_track"] is True
        assert home.get("/analytics/summary")["safe_to_spend"] == 900_00
        moved = [event for event in home.forecast(120)["events"] if event["source"] == "goal"]
        assert [(event["date"], event["amount"]) for event in moved] == [
            ("2026-12-01", -100_00),
            ("2027-01-01", -100_00),
            ("2027-02-01", -50_00),
        ]

    def test_change_and_go(self, home: Home) -> None:
        home.has(1_000_00)
        goal = home.post(
            "/analytics/goals", {"name": "Holiday", "target": 250_00, "date": "2027-05-19"}
        )
        path = f"{V1}/analytics/goals/{goal['id']}"

        changed = home.client.patch(path, json={"saved": 250_00}, headers=home.headers).json()
        refused = home.client.patch(path, json={"monthly": 1_00}, headers=home.headers)
        gone = home.client.delete(path, headers=home.headers)

        assert (changed["missing"], changed["needed_per_month"]) == (0, 0)
        assert refused.status_code == 422
        assert gone.status_code == 204
        assert home.get("/analytics/goals") == []

    def test_count_what_the_account_they_are_kept_in_holds(self, home: Home) -> None:
        home.has(1_000_00)
        pot = home.has(200_00, kind="pot", name="Holiday pot")

        goal = home.post(
            "/analytics/goals",
            {"name": "Holiday", "target": 250_00, "date": "2027-05-19", "account_id": pot},
        )

        assert (goal["saved"], goal["missing"]) == (200_00, 50_00)


class TestPaymentPlans:
    def plan(self, home: Home, **more: object) -> dict[str, object]:
        body = {"name": "Sofa", "total": 400_00, "instalments": 4, "first_date": "2026-11-20"}
        made: dict[str, object] = home.post("/analytics/payment-plans", body | more)
        return made

    def test_are_settled_early_for_what_is_left(self, home: Home) -> None:
        home.has(1_000_00)
        plan = self.plan(home)

        settled = home.post(
            f"/analytics/payment-plans/{plan['id']}/settle", {"date": "2026-12-01"}, status=200
        )

        assert settled["status"] == "settled"
        assert [(one["date"], one["amount"]) for one in settled["schedule"]] == [
            ("2026-11-20", 100_00),
            ("2026-12-01", 300_00),
        ]
        assert home.forecast(30)["days"][-1]["expected"] == 600_00
        again = home.client.post(
            f"{V1}/analytics/payment-plans/{plan['id']}/cancel", headers=home.headers
        )
        assert again.status_code == 409

    def test_are_cancelled_and_that_is_taken_back(self, home: Home) -> None:
        home.has(1_000_00)
        plan = self.plan(home)

        home.post(f"/analytics/payment-plans/{plan['id']}/cancel", {}, status=200)
        assert home.forecast(365)["days"][-1]["expected"] == 1_000_00
        resumed = home.post(f"/analytics/payment-plans/{plan['id']}/resume", {}, status=200)

        assert resumed["status"] == "active"
        assert home.forecast(365)["days"][-1]["expected"] == 600_00

    def test_are_made_from_a_purchase_and_leave_the_cards_bill(
        self, home: Home, connect: Connect
    ) -> None:
        connect(
            shared(
                account(held=balance(1_000_00)),
                card_of(
                    row("1", "2026-11-12", -300_00, "APPLE STORE"),
                    held=card_balance(
                        owed=300_00, statement=None, statement_on=None, due_on="2026-12-10"
                    ),
                    name="Flex",
                ),  # type: ignore[arg-type]
            ),
            home.headers,
        )
        [bought] = home.get("/banking/transactions")["items"]

        plan = home.post(
            "/analytics/payment-plans",
            {
                "purchase_transaction_id": bought["id"],
                "instalments": 3,
                "first_date": "2026-12-10",
            },
        )

        assert (plan["name"], plan["total"]) == ("APPLE STORE", 300_00)
        events = home.forecast(120)["events"]
        assert [(event["date"], event["amount"], event["source"]) for event in events] == [
            ("2026-12-10", -100_00, "payment_plan"),
            ("2027-01-10", -100_00, "payment_plan"),
            ("2027-02-10", -100_00, "payment_plan"),
        ]

    @pytest.mark.parametrize(
        ("body", "status"),
        [
            ({"instalments": 3, "first_date": "2026-12-10"}, 422),
            (
                {
                    "instalments": 3,
                    "first_date": "2026-12-10",
                    "purchase_transaction_id": "00000000-0000-4000-8000-000000000000",
                },
                404,
            ),
        ],
    )
    def test_need_to_know_what_is_split(
        self, home: Home, body: dict[str, object], status: int
    ) -> None:
        answer = home.client.post(f"{V1}/analytics/payment-plans", json=body, headers=home.headers)

        assert answer.status_code == status


class TestACard:
    def test_tells_its_days_by_how_it_was_paid(self, home: Home, connect: Connect) -> None:
        """Statements of the 3rd, paid in full on the 28th, and a bank that says nothing of it."""
        rows = [
            row("s1", "2026-08-20", -200_00, "TESCO"),
            row("p1", "2026-09-28", 200_00, "PAYMENT RECEIVED"),
            row("s2", "2026-09-20", -310_00, "TESCO"),
            row("p2", "2026-10-28", 310_00, "PAYMENT RECEIVED"),
            row("s3", "2026-10-20", -420_00, "TESCO"),
            row("s4", "2026-11-10", -55_00, "TESCO"),
        ]
        connect(
            shared(
                account(held=balance(1_000_00)),
                card_of(
                    *rows,
                    held=card_balance(owed=475_00, statement=None, statement_on=None, due_on=None),
                ),  # type: ignore[arg-type]
            ),
            home.headers,
        )

        [card] = home.get("/analytics/summary")["cards"]
        assert card["missing"] is None
        found = home.get(f"/analytics/cards/{card['account_id']}/repayment")
        assert [(one["date"], one["amount"]) for one in found["repayments"]] == [
            ("2026-11-30", 420_00),
            ("2026-12-29", 55_00),
        ]
        assert found["cycle"]["is_reconstructed"] is True
        assert found["cycle"]["due_day"] == 28

    def test_takes_no_refund_for_a_payment(self, home: Home, connect: Connect) -> None:
        connect(
            shared(
                account(held=balance(2_000_00)),
                card_of(
                    row("1", "2026-11-10", 200_00, "JOHN LEWIS REFUND"),
                    held=card_balance(
                        owed=900_00,
                        statement=500_00,
                        statement_on="2026-11-01",
                        due_on="2026-11-25",
                    ),
                ),  # type: ignore[arg-type]
            ),
            home.headers,
        )

        [card] = home.get("/analytics/summary")["cards"]

        assert card["next_repayment"]["amount"] == 500_00

    def test_is_not_paid_twice_while_its_payment_is_on_the_way(
        self, home: Home, connect: Connect
    ) -> None:
        connect(
            shared(
                account(
                    row("out", "2026-11-19", -500_00, "AMERICAN EXPRESS DD"),
                    held=balance(1_500_00),
                ),
                card_of(
                    held=card_balance(
                        owed=900_00,
                        statement=500_00,
                        statement_on="2026-11-01",
                        due_on="2026-11-19",
                    ),
                ),  # type: ignore[arg-type]
            ),
            home.headers,
        )

        summary = home.get("/analytics/summary")

        assert summary["safe_to_spend"] == 1_500_00
        assert summary["cards"][0]["next_repayment"]["amount"] == 400_00

    def test_that_is_paid_down_is_paid_off_one_day(self, home: Home, on: On) -> None:
        home.has(5_000_00)
        card = home.has(
            -900_00, kind="credit_card", name="Visa", last_statement_balance=900_00,
            last_statement_on="2026-11-05", payment_due_on="2026-11-25",
        )  # fmt: skip
        home.client.put(
            f"{V1}/analytics/cards/{card}/repayment",
            json={"plan": "pay_down", "instalments": 3},
            headers=home.headers,
        ).raise_for_status()

        # A month on two thirds are left, and £40 of new spending on the latest statement.
        home.client.patch(
            f"{V1}/banking/accounts/{card}",
            json={
                "balance": -640_00,
                "last_statement_balance": 640_00,
                "last_statement_on": "2026-12-05",
                "payment_due_on": "2026-12-29",
            },
            headers=home.headers,
        ).raise_for_status()
        answer = on(date(2026, 12, 20)).get(
            f"{V1}/analytics/cards/{card}/repayment", headers=home.headers
        )

        assert [one["amount"] for one in answer.json()["repayments"]] == [340_00, 300_00]

    def test_lands_everyday_spending_in_the_statement_it_falls_into(
        self, home: Home, connect: Connect
    ) -> None:
        today = date(2026, 11, 19)
        rows = [row(f"{n}", str(today - timedelta(days=n)), -10_00, "TESCO") for n in range(1, 120)]
        connect(
            shared(
                account(
                    row("w", "2026-08-01", 1, "OPENED"),
                    row("x", "2026-11-18", -1, "COFFEE"),
                    held=balance(5_000_00),
                ),
                card_of(
                    *rows,
                    held=card_balance(
                        owed=500_00,
                        statement=360_00,
                        statement_on="2026-11-05",
                        due_on="2026-11-30",
                    ),
                ),  # type: ignore[arg-type]
            ),
            home.headers,
        )

        found = home.forecast(90)

        by_day = {day["date"]: day for day in found["days"]}
        # £140 since the statement, and £10 on each of 17 days more.
        second = [event for event in found["events"] if event["source"] == "card_repayment"][1]
        assert (second["date"], second["estimate"]) == ("2026-12-30", True)
        assert second["amount"] == pytest.approx(-310_00, abs=20_00)
        assert by_day["2026-12-30"]["committed"] == 5_000_00 - 360_00 - 140_00
