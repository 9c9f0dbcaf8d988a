"""Spending adds up to the same penny whichever way it is cut, in any household at all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.bank.fake import FakeAccount, FakeConnection
from app.bank.protocol import BankTransaction
from app.domain.ledger import AccountKind
from app.domain.money import Money
from app.services.wiring import Wiring
from tests.integration.spending.test_correcting import Story
from tests.integration.spending.test_sorting import sums_differ, unsorted
from tests.integration.stories import account, row, shared

type Connect = Callable[[FakeConnection, dict[str, str]], str]

FIRST, TODAY = date(2026, 6, 1), date(2026, 11, 19)
SHOPS = ("TESCO STORES 2041", "UNIQLO LONDON", "SHELL 12", "BLUE DOOR", "Spotify", "LB CAMDEN")
PEOPLE = ("P SHAH RENT", "K JONES", "ACME LTD SALARY", "VANGUARD", "TO EVERYDAY SAVER")
CATEGORIES = ("PURCHASE", "TRANSFER", "DIRECT_DEBIT", "BILL_PAYMENT", "CREDIT", "UNKNOWN")
MONTHS = ("2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11")


class _Rows:
    """A maker of rows that may be anything."""

    def __init__(self, dice: Random) -> None:
        self.dice, self.made = dice, 0

    def day(self) -> str:
        return str(FIRST + timedelta(days=self.dice.randrange((TODAY - FIRST).days + 1)))

    def one(self, minor: int, description: str, category: str, on: str) -> BankTransaction:
        self.made += 1
        return replace(row(f"r{self.made}", on, minor, description), category=category)

    def any(self, many: int, *, currency: str = "GBP") -> list[BankTransaction]:
        rows = []
        for _ in range(many):
            size = self.dice.choice((10_00, 20_00, 50_00, self.dice.randrange(1, 90_000)))
            sign = -1 if self.dice.random() < 0.75 else 1
            described = self.dice.choice((*SHOPS, *PEOPLE))
            made = self.one(sign * size, described, self.dice.choice(CATEGORIES), self.day())
            rows.append(replace(made, amount=Money(sign * size, currency)))
        return rows

    def moves(self, many: int) -> tuple[list[BankTransaction], list[BankTransaction]]:
        out, into = [], []
        for _ in range(many):
            on = date.fromisoformat(self.day())
            size, late = self.dice.choice((10_00, 50_00, 123_45)), self.dice.randrange(5)
            there = min(on + timedelta(days=late), TODAY)
            out.append(self.one(-size, "TO EVERYDAY SAVER", "TRANSFER", str(on)))
            into.append(self.one(size, "FROM CURRENT", "TRANSFER", str(there)))
        return out, into


def household(dice: Random) -> list[FakeAccount]:
    rows = _Rows(dice)
    left, came = rows.moves(8)
    repaid = [rows.one(-77_00, "ACME AMEX", "DIRECT_DEBIT", f"{month}-10") for month in MONTHS]
    thanks = [rows.one(77_00, "PAYMENT RECEIVED", "CREDIT", f"{month}-11") for month in MONTHS]
    wages = [rows.one(2_000_00, "BRIGHT LTD SALARY", "CREDIT", f"{m}-01") for m in MONTHS]
    pending = tuple(replace(one, pending=True) for one in rows.any(3))
    return [
        account(*rows.any(60), *left, *repaid, *wages, pending=pending),
        account(
            *rows.any(10), *came, identity="acc-2", name="Everyday Saver",
            kind=AccountKind.SAVINGS, number="uk:040004:87654321",
        ),
        account(
            *rows.any(40), *thanks, identity="card-1", name="Acme Amex",
            kind=AccountKind.CREDIT_CARD, number="card:1",
        ),
        account(*rows.any(6), identity="pot", name="Bills", kind=AccountKind.POT, number=None),
        account(
            *rows.any(8, currency="EUR"), identity="eur", name="Euros", number="iban:EUR",
            currency="EUR",
        ),
    ]  # fmt: skip


def say_something(story: Story, dice: Random) -> None:
    """Say what a person might of rows of all kinds."""
    rows = sorted(story.rows().values(), key=lambda one: str(one["id"]))
    spent = [one for one in rows if one["kind"] == "spending" and one["currency"] == "GBP"]
    for one in dice.sample(spent, 4):
        part = -dice.randrange(0, -one["amount"])
        parts = [{"category": "travel", "amount": part},
                 {"category": "gifts_charity", "amount": one["amount"] - part}]  # fmt: skip
        story.say(one["id"], splits=[given for given in parts if given["amount"]])
    bought = max(spent, key=lambda one: -one["amount"])
    body = {"name": "Big", "total": -bought["amount"], "instalments": 3,
            "first_date": "2026-09-10", "purchase_transaction_id": bought["id"]}  # fmt: skip
    story.ask("POST", "/analytics/payment-plans", body, status=201)
    came = [one for one in rows if one["kind"] in {"refund", "income"} and one["currency"] == "GBP"]
    for back, purchase in zip(dice.sample(came, 3), dice.sample(spent, 3), strict=True):
        story.say(back["id"], refund_of_id=purchase["id"])
    for one in dice.sample(rows, 3):
        story.say(one["id"], kind="transfer")
    wage = {"name": "Wage", "direction": "in", "amount": 2_000_00, "next_date": "2026-12-01",
            "cadence": {"kind": "monthly_day", "day": 1}}  # fmt: skip
    story.ask("POST", "/analytics/commitments", wage, status=201)
    rule = {"text": "tesco", "category": "shopping"}
    story.ask("POST", "/analytics/rules", rule, status=201)


def of_rows(wiring: Wiring, period: dict[str, Any]) -> int:
    """Return what the rows themselves say was spent."""
    with wiring.engine.connect() as connection:
        return -int(
            connection.execute(
                text("""
                    SELECT coalesce(sum(amount_minor), 0) FROM transactions
                    WHERE kind IN ('spending', 'refund') AND currency = 'GBP'
                      AND counted_on BETWEEN :start AND :end
                """),
                {"start": period["start"], "end": period["end"]},
            ).scalar_one()
        )


@pytest.mark.parametrize("seed", range(4))
def test_all_cuts_agree_to_the_penny(
    client: TestClient, headers: dict[str, str], connect: Connect, wiring: Wiring, seed: int
) -> None:
    dice = Random(seed)  # noqa: S311 - the same household each time
    connect(shared(*household(dice)), headers)
    story = Story(client, headers)
    say_something(story, dice)

    assert unsorted(wiring) == 0
    assert sums_differ(wiring) == []
    periods = [f"month={month}" for month in MONTHS]
    periods += ["payday_month=2026-10-15", "from=2026-06-13&to=2026-10-09", "from=2026-01-01"]
    for period in periods:
        cuts = {
            by: story.ask("GET", f"/analytics/spending?{period}&group_by={by}")
            for by in ("category", "merchant", "month", "account")
        }
        wanted = of_rows(wiring, cuts["month"])
        for by, found in cuts.items():
            said = (found["total"], found["cash"] + found["credit"])
            summed = tuple(
                sum(group[part] for group in found["groups"])
                for part in ("total", "cash", "credit")
            )
            assert said == (wanted, wanted), (period, by)
            assert summed == (wanted, found["cash"], found["credit"]), (period, by)
    trend = story.ask("GET", "/analytics/spending/trend?months=6")["months"]
    by_month = story.ask("GET", "/analytics/spending?from=2026-06-01&group_by=month")["groups"]
    totals = {group["key"]: group["total"] for group in by_month}
    assert {one["month"]: one["total"] for one in trend if one["total"]} == {
        key: total for key, total in totals.items() if total
    }
