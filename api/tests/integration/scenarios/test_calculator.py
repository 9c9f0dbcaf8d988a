"""Random households entered and read through HTTP, against the independent calculator.

A dozen in each run; more with ``CALCULATED_HOMES=200``.
"""

import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from hypothesis import HealthCheck, given, settings

from app.bank.fake import FakeAccount
from tests.calculator import calculator
from tests.calculator.calculator import booked, day_ends, first_under, of_place, trough
from tests.calculator.house import Card, Thing
from tests.calculator.house import House as Written
from tests.calculator.households import houses
from tests.integration.scenarios.house import House
from tests.integration.stories import account, balance, row
from tests.unit.services.test_against_calculator import cadence_body


class Entered:
    """A written household, entered by a person of its own."""

    def __init__(self, house: House, written: Written) -> None:
        self.house, self.written = house, written
        self.ids: dict[str, str] = {}
        house.today(written.today.isoformat())
        house.shares(*(self._bank(key) for key in self._places()), credentials=uuid4().hex)
        for shown in house.get("/banking/accounts"):
            self.ids[shown["name"]] = shown["id"]
        for place in written.places:
            changes = {"in_cash_pool": place.in_pool}
            ear = {} if place.ear is None else {"overdraft_ear": float(place.ear)}
            house.call("PATCH", f"/banking/accounts/{self.ids[place.key]}", changes | ear)
        for card in written.cards:
            self._card(card)
        for thing in written.things:
            self._thing(thing)
        self._others()
        if written.buffer:
            house.keeps_back(written.buffer)

    def _places(self) -> list[str]:
        return [place.key for place in self.written.places]

    def _at(self, key: str | None) -> str | None:
        return None if key is None else self.ids[key]

    def _bank(self, key: str) -> FakeAccount:
        [place] = [one for one in self.written.places if one.key == key]
        rows = [
            row(f"{key}{n}", str(one.on), one.amount, one.text, pending=one.pending)
            for n, one in enumerate(self.written.rows)
            if one.place == key
        ]
        return account(
            *(one for one in rows if not one.pending),
            held=balance(place.current, available=place.available, overdraft=place.overdraft),
            pending=tuple(one for one in rows if one.pending),
            identity=f"{key}-{uuid4()}",
            name=key,
            number=f"uk:{uuid4()}",
        )

    def _card(self, card: Card) -> None:
        told: dict[str, Any] = {}
        if card.statement_on is not None and card.due_on is not None:
            told = {
                "last_statement_balance": card.statement,
                "last_statement_on": card.statement_on.isoformat(),
                "payment_due_on": card.due_on.isoformat(),
                "payment_due": card.minimum,
            }
        self.ids[card.key] = self.house.keeps(-card.owed, name=card.key, kind="credit_card", **told)
        plan = {
            "plan": card.plan,
            "amount": card.amount,
            "instalments": card.instalments,
            "apr": None if card.apr is None else float(card.apr),
            "statement_day": card.statement_day,
            "due_day": card.due_day,
            "pay_from_account_id": self._at(card.pay_from),
        }
        self.house.call("PUT", f"/analytics/cards/{self.ids[card.key]}/repayment", plan)

    def _thing(self, thing: Thing) -> None:
        identity = self.ids[thing.key] = self.house.expects(
            thing.name, thing.amount, thing.anchor.isoformat(), cadence_body(thing.cadence),
            shift=thing.shift, account_id=self._at(thing.place), variable=thing.variable,
            ends_on=thing.ends_on and thing.ends_on.isoformat(), status=thing.status,
            is_payday=thing.is_payday,
        )  # fmt: skip
        for day in thing.skipped:
            self.house.call("POST", f"/analytics/commitments/{identity}/occurrences/{day}/skip")

    def _others(self) -> None:
        for item in self.written.items:
            self.ids[item.key] = self.house.plans(
                item.name, item.amount, item.on.isoformat(), account_id=self._at(item.place)
            )
        for plan in self.written.plans:
            body = {
                "name": plan.name,
                "total": plan.total,
                "instalments": plan.instalments,
                "first_date": plan.first_on.isoformat(),
                "interval_months": plan.every,
                "apr": None if plan.apr is None else float(plan.apr),
                "account_id": self._at(plan.place),
            }
            self.ids[plan.key] = self.house.call("POST", "/analytics/payment-plans", body)["id"]
        for goal in self.written.goals:
            assert goal.first_on is not None
            body = {
                "name": goal.name,
                "target": goal.target,
                "saved": goal.saved,
                "date": goal.by.isoformat(),
                "monthly": goal.monthly,
                "first_date": goal.first_on.isoformat(),
                "pay_from_account_id": self._at(goal.pay_from),
            }
            self.ids[goal.key] = self.house.call("POST", "/analytics/goals", body)["id"]


@settings(
    max_examples=int(os.environ.get("CALCULATED_HOMES", "12")),
    deadline=None,
    # Each example has a person of its own.
    suppress_health_check=list(HealthCheck),
)
@given(written=houses(is_by_hand=True))
def test_every_figure_is_the_calculators(
    house: House, sign_up: Callable[[str], dict[str, str]], written: Written
) -> None:
    house.headers = sign_up(f"{uuid4()}@example.com")
    entered = Entered(house, written)
    book = booked(written)
    safe = calculator.safe_to_spend(written, book)

    summary = house.summary()

    low = summary["low_point"]
    assert (summary["safe_to_spend"], summary["committed"]) == (safe.amount, safe.committed)
    assert (low["date"], low["balance"]) == (safe.low_on.isoformat(), safe.low)
    assert summary["window"]["end"] == safe.end.isoformat()
    assert summary["with_late_income"] == safe.with_late
    assert summary["with_payday"] == safe.with_payday
    assert summary["cushion"] == calculator.cushion(written, book)
    for one in summary["accounts"]:
        expected = trough(
            book.own[one["name"]], of_place(written, book, one["name"]),
            start=safe.start, end=safe.end,
        )  # fmt: skip
        assert one["own"] == book.own[one["name"]]
        assert (one["low_point"]["balance"], one["low_point"]["date"]) == (
            expected[0],
            expected[1].isoformat(),
        )
    _ahead(house, written)
    for card in written.cards:
        found = house.repayments(entered.ids[card.key])
        assert found == [(on.isoformat(), minor) for on, minor, _ in book.repayments[card.key]]
    for thing in written.things:
        if thing.status == "confirmed":
            stands = {
                day: one["status"] for day, one in house.stands(entered.ids[thing.key]).items()
            }
            assert stands == {
                on.isoformat(): status
                for (key, on), status in book.statuses.items()
                if key == thing.key
            }


def _ahead(house: House, written: Written) -> None:
    book, today = booked(written), written.today
    cash = sum(book.own[one.key] for one in written.places if one.in_pool)
    limit = sum(one.overdraft for one in written.places if one.in_pool)
    flows = calculator.with_interest(written, book, days=365)
    found = house.forecast(365)
    assert [day["committed"] for day in found["days"]] == day_ends(
        cash, book.flows, start=today, days=365
    )
    assert [day["expected"] for day in found["days"]] == day_ends(
        cash, flows, start=today, days=365
    )
    end = today + timedelta(days=365)
    for key, floor in (("first_negative", 0), ("first_breach", -limit)):
        first = first_under(floor, cash, flows, start=today, end=end)
        assert (found[key] and found[key]["date"]) == (first and first.isoformat())
