"""Scenarios S6 to S9: what banks do to their rows, and a price that steps."""

from collections.abc import Callable
from datetime import date

import pytest

from app.bank.fake import FakeAccount
from tests.integration.homes import YEAR, Home, monthly, months
from tests.integration.scenarios.house import House, a_card
from tests.integration.stories import V1, account, balance, row


class TestS06:
    @pytest.mark.parametrize(
        ("held_on", "held", "booked_on", "came_to", "shop"),
        [
            ("2026-11-18", -20_00, "2026-11-19", -24_00, "NANDOS LEEDS"),
            ("2026-11-17", -100_00, "2026-11-19", -61_00, "SHELL OTLEY"),
            ("2026-11-18", -99_00, "2026-11-19", -48_37, "TESCO PAY AT PUMP"),
            ("2026-11-14", -20_00, "2026-11-19", -23_99, "WAGAMAMA YORK"),
        ],
    )
    @pytest.mark.parametrize("keeps_its_id", [True, False])
    def test_s06_a_pending_payment_settles_at_another_amount(
        self, house: House, held_on: str, held: int, booked_on: str, came_to: int, shop: str,
        *, keeps_its_id: bool,
    ) -> None:  # fmt: skip
        there = account(
            held=balance(500_00), pending=(row("a", held_on, held, shop, pending=True),)
        )
        house.shares(there)
        house.earns(2_300_00, "2026-11-27")
        [waiting] = house.rows()
        house.call("PATCH", f"/banking/transactions/{waiting['id']}", {"note": "with Kim"})
        assert house.safe() == 500_00 + held

        there.pending = []
        there.transactions = [row("a" if keeps_its_id else "b", booked_on, came_to, shop)]
        there.balance = balance(500_00 + came_to)
        house.sync()

        [settled] = house.rows()
        assert (settled["id"], settled["note"]) == (waiting["id"], "with Kim")
        assert (settled["amount"], settled["status"]) == (came_to, "booked")
        assert house.safe() == 500_00 + came_to
        assert house.get("/analytics/spending?month=2026-11")["total"] == -came_to

    def test_s06_a_hold_on_a_card_is_billed_at_what_it_came_to(self, house: House) -> None:
        there = a_card(
            owed=300_00, statement=300_00, statement_on="2026-11-10", due_on="2026-12-04",
            pending=(row("a", "2026-11-18", -100_00, "SHELL OTLEY", pending=True),),
        )  # fmt: skip
        house.shares(account(held=balance(1_000_00)), there)
        [card] = house.summary()["cards"]
        held = [("2026-12-04", 300_00), ("2027-01-04", 100_00)]
        assert house.repayments(card["account_id"])[:2] == held

        there.pending = []
        there.transactions = [row("b", "2026-11-19", -61_00, "SHELL OTLEY")]
        there.balance = a_card(
            owed=361_00, statement=300_00, statement_on="2026-11-10", due_on="2026-12-04"
        ).balance
        house.sync()

        assert house.repayments(card["account_id"])[:2] == [held[0], ("2027-01-04", 61_00)]


class TestS07:
    @pytest.mark.parametrize("count", [2, 3])
    @pytest.mark.parametrize("minor", [-3_40, -1])
    def test_s07_equal_coffees_of_a_day_stay_as_many(
        self, house: House, count: int, minor: int
    ) -> None:
        names = "abc"[:count]
        there = account(
            held=balance(100_00),
            pending=tuple(
                row(one, "2026-11-18", minor, "PRET LEEDS", pending=True) for one in names
            ),
        )
        house.shares(there)
        assert house.safe() == 100_00 + count * minor

        there.pending = []
        there.transactions = [
            row(f"booked-{one}", "2026-11-19", minor, "PRET LEEDS") for one in names
        ]
        there.balance = balance(100_00 + count * minor)
        house.sync()
        house.sync()

        assert [one["amount"] for one in house.rows()] == [minor] * count
        assert house.get("/analytics/spending?month=2026-11")["total"] == -count * minor
        assert house.safe() == 100_00 + count * minor
        assert house.needs("possible_double", "settled_as") == []

    def test_s07_one_booked_and_one_still_pending_are_two(self, house: House) -> None:
        waiting = tuple(row(one, "2026-11-18", -3_40, "PRET LEEDS", pending=True) for one in "ab")
        there = account(held=balance(100_00), pending=waiting)
        house.shares(there)

        there.pending = [waiting[1]]
        there.transactions = [row("a", "2026-11-18", -3_40, "PRET LEEDS")]
        there.balance = balance(96_60)
        house.sync()

        assert sorted(one["status"] for one in house.rows()) == ["booked", "pending"]
        assert house.safe() == 93_20


class TestS08:
    def rows_of(self, prefix: str) -> FakeAccount:
        made = [
            row(f"{prefix}1", "2026-10-05", -12_99, "NETFLIX.COM"),
            row(f"{prefix}2", "2026-11-05", -12_99, "NETFLIX.COM"),
            row(f"{prefix}3", "2026-11-17", -3_40, "PRET LEEDS"),
            row(f"{prefix}4", "2026-11-17", -3_40, "PRET LEEDS"),
            row(f"{prefix}5", "2026-11-18", 250_00, "J SMITH RENT SHARE"),
        ]
        return account(*made, held=balance(640_00), identity=f"acc-{prefix}")

    @pytest.mark.parametrize("is_disconnected_first", [True, False])
    def test_s08_ids_issued_anew_double_nothing_and_lose_no_edit(
        self, house: House, *, is_disconnected_first: bool
    ) -> None:
        first = house.shares(self.rows_of("old"))
        netflix = house.expects("Netflix", -12_99, "2026-11-05", {"kind": "monthly_day", "day": 5})
        before = {one["id"]: one for one in house.rows()}
        for identity in before:
            house.call("PATCH", f"/banking/transactions/{identity}", {"note": f"mine {identity}"})
        [shop, *_] = [one for one in before.values() if one["description"] == "PRET LEEDS"]
        house.call("PATCH", f"/banking/transactions/{shop['id']}", {"category": "gifts_charity"})
        safe, stands = house.safe(), house.stands(netflix)
        if is_disconnected_first:
            house.call("DELETE", f"/banking/connections/{first}?history=keep")

        house.shares(self.rows_of("new"), credentials="cred-2")
        house.sync()

        after = {one["id"]: one for one in house.rows()}
        assert after.keys() == before.keys()
        assert {one["note"] for one in after.values()} == {f"mine {one}" for one in before}
        assert after[shop["id"]]["category"] == "gifts_charity"
        assert len(house.get("/banking/accounts")) == 1
        assert house.safe() == safe
        assert house.stands(netflix) == stands


@pytest.fixture
def home(house: House) -> Home:
    return Home(house.client, house.headers, house.connect, house.run_jobs)


class TestS09:
    @pytest.mark.parametrize(
        ("old", "new", "day", "more_a_year"),
        [
            (-9_99, -10_99, 22, "£12.00 more"),
            (-9_99, -9_49, 28, "£6.00 less"),
            (-4_99, -7_99, 20, "£36.00 more"),
            (-25_00, -26_50, 31, "£18.00 more"),
        ],
    )
    def test_s09_a_price_steps_within_its_series(
        self,
        home: Home,
        other_day: Callable[[date], None],
        old: int,
        new: int,
        day: int,
        more_a_year: str,
    ) -> None:
        told = 28 if day == 31 else day
        home.has(*monthly("NETFLIX.COM", old, told, months=YEAR, category="PURCHASE"))
        one = home.only()
        home.say(one, status="confirmed")

        other_day(date(2027, 1, 6))
        home.sync(
            *monthly("NETFLIX.COM", new, told, months=months("2026-11", 2), category="PURCHASE")
        )

        found = home.only()
        (step,) = found["price_steps"]
        (need,) = home.needs("price_rise")
        assert (found["id"], found["amount"]) == (one["id"], -new)
        assert (step["old"], step["new"], step["yearly_change"]) == (-old, -new, 12 * (old - new))
        assert not step["is_acknowledged"]
        assert f"{more_a_year} a year" in need["detail"]
        assert found["history"][-2]["change"] == old - new
        ahead = [each for each in home.occurrences(found) if each["status"] == "expected"]
        assert {each["amount"] for each in ahead} == {new}
        moved = home.get("/analytics/forecast?days=365")["events"]
        assert {event["amount"] for event in moved if event["source_id"] == one["id"]} == {new}

        path = f"/analytics/commitments/{one['id']}/price-steps/{step['date']}/acknowledge"
        home.post(path)
        home.detect()
        assert home.needs("price_rise") == []
        home.client.delete(f"{V1}{path}", headers=home.headers).raise_for_status()
        assert len(home.needs("price_rise")) == 1
