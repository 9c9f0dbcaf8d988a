"""The person's word on what became of an expected thing goes before anything worked out."""

from typing import Any

import pytest
from sqlalchemy import select

from app.models.records import Snapshot
from app.services.wiring import Wiring
from tests.integration.scenarios.house import House, last_friday, monthly
from tests.integration.stories import V1, account, balance, row


def say(house: House, identity: str, day: str, **body: Any) -> None:
    house.call("PUT", f"/analytics/expected/{identity}/{day}", {"word": "paid"} | body)


class TestThisRowPaidIt:
    def test_whatever_it_is_called_and_however_much_it_was(self, house: House) -> None:
        house.shares(
            account(
                row("1", "2026-11-18", -61_20, "SQ *JS WINDOWS"),
                row("2", "2026-11-17", -9_00, "GREGGS"),
                row("3", "2026-11-16", 40_00, "JS WINDOWS REFUND"),
                held=balance(1_000_00),
            )
        )
        house.earns(2_300_00, "2026-11-27", last_friday())
        bill = house.expects("Window cleaner", -55_00, "2026-11-20", monthly(20))
        assert house.safe() == 945_00

        offered = house.get(f"/analytics/expected/{bill}/2026-11-20/candidates")
        assert [one["amount"] for one in offered] == [-61_20, -9_00]
        say(house, bill, "2026-11-20", transaction_id=offered[0]["id"])

        one = house.stands(bill)["2026-11-20"]
        assert (one["status"], one["transaction_id"], one["is_told"]) == (
            "paid", offered[0]["id"], True,
        )  # fmt: skip
        assert (one["paid_amount"], one["timing"]) == (-61_20, "early")
        assert house.safe() == 1_000_00
        assert house.stands(bill)["2026-12-20"]["status"] == "expected"

        house.call("DELETE", f"/analytics/expected/{bill}/2026-11-20")
        assert house.safe() == 945_00
        assert house.stands(bill)["2026-11-20"]["is_told"] is False

    def test_even_where_the_rules_gave_it_to_another(self, house: House) -> None:
        house.shares(
            account(row("1", "2026-11-18", -20_00, "CHARITY SHOP"), held=balance(1_000_00))
        )
        [paid] = house.rows()
        first = house.expects("Charity", -20_00, "2026-11-18")
        second = house.expects("Sponsor", -20_00, "2026-11-21")
        assert house.stands(first)["2026-11-18"]["status"] == "paid"

        say(house, second, "2026-11-21", transaction_id=paid["id"])

        assert house.stands(first)["2026-11-18"]["status"] == "late"
        assert house.stands(second)["2026-11-21"]["transaction_id"] == paid["id"]
        # A row pays one thing: said of another, it is that one's.
        say(house, first, "2026-11-18", transaction_id=paid["id"])
        assert house.stands(second)["2026-11-21"]["status"] == "expected"

    def test_of_a_part_leaves_the_rest_owed(self, house: House) -> None:
        house.shares(account(row("1", "2026-11-19", -200_00, "XYZ"), held=balance(1_000_00)))
        [paid] = house.rows()
        house.earns(2_300_00, "2026-11-27", last_friday())
        rent = house.expects("Landlord", -700_00, "2026-11-19", monthly(19))

        say(house, rent, "2026-11-19", transaction_id=paid["id"])

        assert house.stands(rent)["2026-11-19"]["status"] == "part_paid"
        assert house.safe() == 500_00

    @pytest.mark.parametrize(
        ("day", "which", "status"),
        [("2026-11-20", "in", 422), ("2026-11-21", "out", 404), ("2026-11-20", "none", 404)],
    )
    def test_is_refused_of_what_cannot_be(
        self, house: House, day: str, which: str, status: int
    ) -> None:
        house.shares(
            account(
                row("1", "2026-11-18", 5_00, "IN"),
                row("2", "2026-11-18", -5_00, "OUT"),
                held=balance(0),
            )
        )
        ids = {one["description"].lower(): one["id"] for one in house.rows()}
        ids["none"] = "00000000-0000-4000-8000-000000000000"
        bill = house.expects("Gas", -55_00, "2026-11-20", monthly(20))

        answer = house.client.put(
            f"{V1}/analytics/expected/{bill}/{day}",
            json={"word": "paid", "transaction_id": ids[which]},
            headers=house.headers,
        )

        assert answer.status_code == status


class TestDidThisHappen:
    def test_an_instalment_of_a_plan_can_be_answered(self, house: House) -> None:
        house.keeps(1_000_00)
        plan = house.call(
            "POST",
            "/analytics/payment-plans",
            {"name": "Sofa", "total": 300_00, "instalments": 3, "first_date": "2026-11-05"},
        )
        [missed] = house.summary()["missed"]
        assert (missed["source"], missed["nominal_date"]) == ("payment_plan", "2026-11-05")

        say(house, plan["id"], "2026-11-05")
        assert house.summary()["missed"] == []

        house.call("DELETE", f"/analytics/expected/{plan['id']}/2026-11-05")
        assert len(house.summary()["missed"]) == 1

    @pytest.mark.parametrize("word", ["paid", "left_out"])
    def test_a_planned_item_too_while_it_is_late(self, house: House, word: str) -> None:
        house.keeps(1_000_00)
        item = house.plans("MOT", -54_85, "2026-11-17")
        assert house.safe() == 945_15

        say(house, item, "2026-11-17", word=word)

        assert house.safe() == 1_000_00
        assert house.summary()["missed"] == []

    def test_it_goes_with_what_it_was_said_of(self, house: House) -> None:
        house.keeps(1_000_00)
        item = house.plans("MOT", -54_85, "2026-11-17")
        say(house, item, "2026-11-17")
        house.call("DELETE", f"/analytics/planned-items/{item}")

        answer = house.client.delete(
            f"{V1}/analytics/expected/{item}/2026-11-17", headers=house.headers
        )

        assert answer.status_code == 404


class TestTheNextDate:
    @pytest.mark.parametrize(
        ("anchor", "cadence", "following"),
        [
            ("2025-01-22", monthly(22), "2026-11-22"),
            ("2024-01-31", monthly(31), "2026-11-30"),
            ("2021-01-05", {"kind": "weekly", "every": 4}, "2026-12-01"),
            ("2024-02-29", {"kind": "yearly"}, "2027-02-28"),
            ("2026-11-19", monthly(19), "2026-11-19"),
            ("2027-03-01", monthly(1), "2027-03-01"),
            ("2026-01-10", {"kind": "once"}, "2026-01-10"),
        ],
    )
    def test_is_the_next_to_come_however_long_ago_it_began(
        self, house: House, anchor: str, cadence: dict[str, Any], following: str
    ) -> None:
        made = house.expects("Thing", -10_00, anchor, cadence)

        assert house.get(f"/analytics/commitments/{made}")["next_date"] == following


class TestWhatIsKept:
    def test_the_household_s_nation_keeps_the_figure_too(
        self, house: House, wiring: Wiring
    ) -> None:
        house.shares(account(row("1", "2026-11-18", -5_00), held=balance(1_000_00)))
        house.expects("Gas", -50_00, "2026-11-30", monthly(30), shift="next_working_day")
        house.earns(2_300_00, "2026-12-01")
        assert house.safe() == 950_00

        # Saint Andrew's Day: the bill leaves on payday, and is the next window's.
        house.call("PATCH", "/auth/household", {"nation": "scotland"})

        told = house.get("/analytics/changes")
        assert told["after"]["safe_to_spend"] == house.safe() == 1_000_00
        assert sum(one["amount"] for one in told["lines"]) == told["change"]
        with wiring.bank.unit_of_work() as session:
            kept = session.scalars(select(Snapshot).order_by(Snapshot.taken_at.desc())).first()
            assert kept is not None
            assert (kept.reason, kept.figure_minor) == ("decision", 1_000_00)
