"""Why the figure moved, and how right past forecasts were, through the contract."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from app.bank.fake import FakeConnection
from app.domain.snapshot import figure_at, from_plain
from app.models.records import Snapshot
from app.services.wiring import Wiring
from tests.integration.home import Home
from tests.integration.stories import V1, account, balance, row, shared

type Connect = Callable[[FakeConnection, dict[str, str]], str]
type On = Callable[[date], TestClient]
TODAY = date(2026, 11, 19)
# What a line of the summary can be of, and what only a change can: each leads somewhere.
SOURCES = {
    "account", "buffer", "card_repayment", "commitment", "goal", "overdraft", "payment_plan",
    "payday", "planned_item", "transaction",
}  # fmt: skip
MONTHLY_WAGE = {"kind": "monthly_weekday", "weekday": "friday", "nth": -1}


@pytest.fixture
def home(client: TestClient, headers: dict[str, str]) -> Home:
    return Home(client, headers)


def changes(home: Home, client: TestClient | None = None, query: str = "") -> Any:
    answer = (client or home.client).get(f"{V1}/analytics/changes{query}", headers=home.headers)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert sum(line["amount"] for line in found["lines"]) == found["change"]
    assert found["after"]["safe_to_spend"] - found["before"]["safe_to_spend"] == found["change"]
    assert {line["source"] for line in found["lines"]} <= SOURCES
    return found


def told(found: Any) -> list[tuple[str, str, int]]:
    return [(line["kind"], line["label"], line["amount"]) for line in found["lines"]]


def moment() -> str:
    return datetime.now(UTC).isoformat().replace("+00:00", "Z")  # noqa: TID251 - the API's own clock


class TestChanges:
    def test_tell_what_was_decided(self, home: Home) -> None:
        home.has(1_000_00)
        rent = home.expects("Rent", -300_00, "2026-11-25")
        home.expects("Wage", 2_300_00, "2026-11-27", MONTHLY_WAGE)
        before = moment()
        home.expects("Gym", -40_00, "2026-11-24")
        home.client.patch(
            f"{V1}/analytics/commitments/{rent}", json={"amount": 320_00}, headers=home.headers
        ).raise_for_status()
        home.client.put(
            f"{V1}/analytics/payday", json={"buffer": 50_00}, headers=home.headers
        ).raise_for_status()

        home.client.post(
            f"{V1}/analytics/planned-items",
            json={"name": "MOT", "amount": -60_00, "date": "2026-11-24"},
            headers=home.headers,
        ).raise_for_status()

        found = changes(home, query=f"?from={before}")

        assert found["change"] == -170_00
        assert sorted(told(found)) == [
            ("decided", "Buffer", -50_00),
            ("decided", "Gym", -40_00),
            ("decided", "MOT", -60_00),
            ("repriced", "Rent", -20_00),
        ]

    def test_tell_what_was_spent_and_what_a_bill_came_to(
        self, home: Home, connect: Connect, run_jobs: Callable[[], None]
    ) -> None:
        held = account(held=balance(1_000_00))
        connection_id = connect(shared(held), home.headers)
        home.expects("Rent", -300_00, "2026-11-25")
        home.expects("Wage", 2_300_00, "2026-11-27", MONTHLY_WAGE)
        before = moment()
        held.transactions += [
            row("1", "2026-11-19", -25_00, "TESCO STORES 2041"),
            row("2", "2026-11-19", -310_00, "RENT"),
        ]
        held.balance = balance(665_00)
        home.post("/banking/sync/transactions", {"connection_id": connection_id}, status=202)
        run_jobs()

        found = changes(home, query=f"?from={before}")

        assert found["change"] == -35_00
        assert sorted(told(found)) == [
            ("repriced", "RENT", -10_00),
            ("spent", "TESCO STORES 2041", -25_00),
        ]

    def test_tell_a_balance_no_row_explains(self, home: Home) -> None:
        account_id = home.has(1_000_00)
        before = moment()
        home.client.patch(
            f"{V1}/banking/accounts/{account_id}", json={"balance": 900_00}, headers=home.headers
        ).raise_for_status()

        assert told(changes(home, query=f"?from={before}")) == [("corrected", "Current", -100_00)]

    def test_tell_that_the_window_moved_on_with_payday(self, home: Home, on: On) -> None:
        home.has(1_000_00)
        home.expects("Rent", -700_00, "2026-12-01", {"kind": "monthly_day", "day": 1})
        home.expects("Wage", 2_300_00, "2026-11-27", MONTHLY_WAGE)

        found = changes(home, on(date(2026, 11, 28)), "?from=2026-11-19")

        assert found["before"]["safe_to_spend"] == 1_000_00
        assert found["after"]["safe_to_spend"] == 300_00
        assert told(found) == [("moved", "Until Wage", -700_00)]

    def test_are_none_between_a_moment_and_itself(self, home: Home) -> None:
        home.has(1_000_00)

        assert changes(home)["lines"] == []

    def test_of_a_time_nothing_is_known_of_are_refused(self, home: Home) -> None:
        answer = home.client.get(
            f"{V1}/analytics/changes?from=2026-01-01&to=2026-01-02", headers=home.headers
        )

        assert (answer.status_code, answer.json()["code"]) == (404, "no_snapshot")

    def test_rest_on_inputs_that_give_the_figure_again(self, home: Home, wiring: Wiring) -> None:
        home.has(1_000_00)
        home.expects("Rent", -300_00, "2026-11-25")
        home.expects("Wage", 2_300_00, "2026-11-27", MONTHLY_WAGE)
        home.post(
            "/analytics/planned-items", {"name": "MOT", "amount": -54_85, "date": "2026-11-24"}
        )

        with wiring.bank.unit_of_work() as session:
            kept = session.scalars(select(Snapshot).order_by(Snapshot.taken_at)).all()
            figures = [(one.figure_minor, figure_at(from_plain(one.inputs))) for one in kept]

        assert [figure for figure, _ in figures] == [1_000_00, 700_00, 700_00, 645_15]
        assert all(again.amount.minor == figure for figure, again in figures)


class TestAccuracy:
    def test_is_replayed_after_the_first_sync(
        self, home: Home, connect: Connect, look_back: Callable[[], None]
    ) -> None:
        rows = [
            row(f"{n}", str(TODAY - timedelta(days=n)), -2_000 - 170 * (n % 13))
            for n in range(1, 300)
        ]
        connect(shared(account(*rows, held=balance(1_000_00))), home.headers)
        look_back()

        found = home.get("/analytics/accuracy")

        assert [one["days"] for one in found["horizons"]] == [7, 30, 90]
        assert 0 <= found["hit_rate"] <= 1
        assert found["sentence"].startswith("Over the past year ")
        first = found["checks"][0]
        assert first["replayed"] is True
        assert first["actual"] is not None
        for one in found["horizons"]:
            held = [check for check in found["checks"] if check["days"] == one["days"]]
            assert one["forecasts"] == len(held)
            assert one["hit_rate"] == pytest.approx(
                sum(check["held"] for check in held) / len(held)
            )

    def test_says_what_the_app_would_have_said_of_a_steady_year(
        self, home: Home, connect: Connect, look_back: Callable[[], None]
    ) -> None:
        """Wage, rent and spending that come out even: no replay may run away from what came."""
        months = [date(2025 + n // 12, n % 12 + 1, 1) for n in range(2, 23)]
        rows = [
            *(
                row(f"w{day}", str(day + timedelta(days=1)), 1_860_00, "ACME WAGES")
                for day in months
            ),
            *(
                row(f"r{day}", str(day + timedelta(days=4)), -930_00, "HILL LETTINGS")
                for day in months
            ),
            *(
                row(f"s{n}", str(TODAY - timedelta(days=n)), -2_400 - 97 * (n * 7 % 13), "SHOP")
                for n in range(1, 620)
            ),
        ]
        connect(shared(account(*rows, held=balance(1_000_00))), home.headers)
        monthly = {"kind": "monthly_day", "day": 2}
        home.expects("Acme wages", 1_860_00, "2026-12-02", monthly)
        home.expects("Hill Lettings", -930_00, "2026-12-05", monthly | {"day": 5})
        look_back()

        found = home.get("/analytics/accuracy")

        *_, quarter = found["horizons"]
        assert (quarter["days"], quarter["forecasts"] > 30) == (90, True)
        assert abs(quarter["bias"]) < 200_00
        assert quarter["mean_error"] < 300_00
        assert found["hit_rate"] > 0.6

    def test_looks_at_nothing_that_came_later(
        self,
        home: Home,
        connect: Connect,
        look_back: Callable[[], None],
        sign_up: Callable[[str], dict[str, str]],
    ) -> None:
        """What was said on a day is the same whatever came after it."""
        rows = [
            row(f"{n}", str(TODAY - timedelta(days=n)), -2_000 - 170 * (n % 13))
            for n in range(1, 300)
        ]
        other = [
            one if one.booked_on < date(2026, 9, 1) else row(f"x{n}", str(one.booked_on), -90_00)
            for n, one in enumerate(rows)
        ]
        spent_more = sum(one.amount.minor for one in rows) - sum(one.amount.minor for one in other)
        connect(shared(account(*rows, held=balance(1_000_00))), home.headers)
        stranger = Home(home.client, sign_up("sam@example.com"))
        connect(
            shared(
                account(*other, held=balance(1_000_00 - spent_more), number="uk:040004:9"),
                credentials_id="cred-2",
            ),
            stranger.headers,
        )
        look_back()

        def said(of: Home) -> list[tuple[object, ...]]:
            return [
                (one["made_on"], one["days"], one["expected"], one["p10"], one["p90"])
                for one in of.get("/analytics/accuracy")["checks"]
                if one["made_on"] < "2026-09-01"
            ]

        assert said(home)
        assert said(home) == said(stranger)

    def test_takes_no_rhythm_or_price_from_today(
        self,
        home: Home,
        connect: Connect,
        look_back: Callable[[], None],
        sign_up: Callable[[str], dict[str, str]],
    ) -> None:
        """A bill that moved from the 5th to the 9th, and cost more, in September."""
        shops = [
            row(f"{n}", str(TODAY - timedelta(days=n)), -2_000 - 170 * (n % 13))
            for n in range(1, 330)
        ]
        days = [date(2026, month, 5) for month in range(1, 12)]
        stayed = [row(f"b{on}", str(on), -60_00, "THAMES WATER") for on in days]
        moved = [
            one
            if one.booked_on < date(2026, 9, 1)
            else row(f"m{one.booked_on}", str(one.booked_on + timedelta(days=4)), -66_00,
                     "THAMES WATER")
            for one in stayed
        ]  # fmt: skip
        stranger = Home(home.client, sign_up("sam@example.com"))
        for who, bills, day, key in ((home, stayed, 5, "1"), (stranger, moved, 9, "2")):
            spent_more = sum(one.amount.minor for one in bills) + 11 * 60_00
            held = account(
                *shops, *bills, held=balance(1_000_00 + spent_more), number=f"uk:040004:{key}"
            )
            connect(shared(held, credentials_id=f"cred-{key}"), who.headers)
            who.expects(
                "Thames Water", bills[-1].amount.minor, f"2026-12-{day:02}",
                {"kind": "monthly_day", "day": day},
            )  # fmt: skip
            who.post("/analytics/commitments/detect", {}, status=200)
            who.post("/banking/sync/transactions", {}, status=202)
        look_back()

        def said(of: Home) -> list[tuple[object, ...]]:
            return [
                (one["made_on"], one["days"], one["expected"], one["p10"], one["p90"])
                for one in of.get("/analytics/accuracy")["checks"]
                if one["made_on"] < "2026-09-01"
            ]

        assert said(home)
        assert said(home) == said(stranger)

    def test_says_that_there_is_too_little_history(self, home: Home) -> None:
        home.has(1_000_00)

        found = home.get("/analytics/accuracy")

        assert found["hit_rate"] is None
        assert found["checks"] == []
        assert found["sentence"].startswith("There is too little history")
