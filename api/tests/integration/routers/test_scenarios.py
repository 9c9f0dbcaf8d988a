"""Scenarios of the forward figures that no other file tells, through the contract."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import update

from app.bank.fake import FakeConnection
from app.models.banking import Connection
from app.models.syncing import AccountState
from app.services.wiring import Wiring
from tests.integration.home import Home
from tests.integration.stories import V1, account, balance, row, shared

type Connect = Callable[[FakeConnection, dict[str, str]], str]
type On = Callable[[date], TestClient]
TODAY = date(2026, 11, 19)
MONTHLY_WAGE = {"kind": "monthly_weekday", "weekday": "friday", "nth": -1}


@pytest.fixture
def home(client: TestClient, headers: dict[str, str]) -> Home:
    return Home(client, headers)


def shopping(days: int = 200) -> list[object]:
    return [
        row(f"{n}", str(TODAY - timedelta(days=n)), -2_000 - 17 * (n % 13)) for n in range(1, days)
    ]


class TestAFeedThatWentSilent:
    def test_is_named_and_makes_the_cautious_figure_no_higher(
        self, home: Home, connect: Connect, wiring: Wiring
    ) -> None:
        connect(shared(account(*shopping(), held=balance(1_000_00))), home.headers)  # type: ignore[arg-type]
        home.expects("Wage", 2_300_00, "2026-11-27", MONTHLY_WAGE)
        fresh = home.get("/analytics/summary")

        five_days = timedelta(days=5, minutes=1)
        with wiring.bank.unit_of_work() as session:
            session.execute(
                update(Connection).values(
                    status="expired", last_synced_at=Connection.last_synced_at - five_days
                )
            )
            session.execute(update(AccountState).values(read_at=AccountState.read_at - five_days))
        stale = home.get("/analytics/summary")

        [feed] = stale["feeds"]
        assert feed["status"] == "expired"
        assert feed["age_hours"] > 5 * 24
        assert stale["safe_to_spend"] == fresh["safe_to_spend"]
        # Five days of about £21 were spent, and nobody has told.
        assert stale["cautious"] == pytest.approx(fresh["cautious"] - 5 * 21_00, abs=10_00)
        assert sum(line["amount"] for line in stale["cautious_lines"]) == stale["cautious"]
        assert home.forecast(30)["feeds"] == stale["feeds"]


class TestMoneyMovedAway:
    def test_to_savings_that_are_not_connected_lowers_cash_alone(
        self, home: Home, connect: Connect
    ) -> None:
        connect(
            shared(
                account(
                    row("1", "2026-11-18", -200_00, "TRANSFER TO SAVINGS ACCOUNT"),
                    held=balance(800_00),
                )
            ),
            home.headers,
        )

        assert home.get("/analytics/summary")["safe_to_spend"] == 800_00


class TestPayEveryFourWeeks:
    def test_ends_the_window_at_the_next_pay_whatever_the_month(self, home: Home, on: On) -> None:
        home.has(500_00)
        home.expects("Pay", 900_00, "2026-11-06", {"kind": "weekly", "every": 4})
        home.expects("Rent", -400_00, "2026-12-31")

        first = home.get("/analytics/summary")["window"]
        # Two pays in December: the 4th and, moved to no other day, the 1st of January.
        second = on(date(2026, 12, 5)).get(f"{V1}/analytics/summary", headers=home.headers).json()

        assert first == {"start": "2026-11-19", "end": "2026-12-04", "days": 15}
        assert second["window"]["end"] == "2027-01-01"


class TestACardThatIsNotConnected:
    def test_is_a_commitment_of_its_direct_debit_marked_an_estimate(self, home: Home) -> None:
        home.has(1_000_00)
        home.expects(
            "Barclaycard", -320_00, "2026-11-24", {"kind": "monthly_day", "day": 24}, variable=True
        )

        [line] = [one for one in home.get("/analytics/summary")["lines"] if one["amount"] < 0]

        assert (line["label"], line["amount"], line["estimate"]) == ("Barclaycard", -320_00, True)
        assert home.forecast(10)["events"][0]["estimate"] is True


class TestAnOverdrawnAccount:
    def test_shows_its_cushion_and_why_it_is_short(self, home: Home) -> None:
        home.has(-120_00, overdraft=500_00)

        summary = home.get("/analytics/summary")
        found = home.forecast(30)

        assert (summary["safe_to_spend"], summary["cushion"]) == (-120_00, 380_00)
        assert summary["first_short"]["date"] == "2026-11-19"
        assert found["first_negative"]["date"] == "2026-11-19"
        assert found["first_breach"] is None
        assert found["overdraft"] == 500_00
