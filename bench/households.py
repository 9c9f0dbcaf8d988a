"""Invented British households with known commitments, judged by the shared scorer's rules.

The shared data sets hold hardly anything but monthly payments; here are the other rhythms, price
rises, freezes and cancellations, among much shopping. All of it comes from a seeded generator.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from app.core.bank_holidays import Nation, working_days
from app.domain.calendar import Period
from app.domain.commitments.schedule import (
    Cadence,
    MonthlyDay,
    MonthlyLastWorkingDay,
    MonthlyWeekday,
    Schedule,
    Shift,
    Weekly,
    Yearly,
    occurrences,
)
from bench.shared import Case

_NONE, _NEXT, _BEFORE = Shift.NONE, Shift.NEXT_WORKING_DAY, Shift.PREVIOUS_WORKING_DAY
_AFTER_DAYS = 120
_STREETS = ("LEEDS", "BRISTOL", "YORK", "HULL", "DERBY")


@dataclass
class _Household:
    dice: random.Random
    start: date
    end: date
    rows: list[dict[str, Any]] = field(default_factory=list)

    def add(self, on: date, amount: float, text: str, *, key: str, series: str = "") -> None:
        self.rows.append(
            {
                "date": on,
                "amt": round(amount, 2),
                "text": text,
                "gkey": key,
                "series": series,
                "neutral": False,
            }
        )

    def order(
        self,
        key: str,
        texts: tuple[str, ...],
        cadence: Cadence,
        shift: Shift,
        amounts: "_Amounts",
        *,
        stops: bool = False,
        freezes: bool = False,
        jitter: int = 0,
    ) -> None:
        """Pay a commitment through the years: maybe begun late, cancelled or frozen a while."""
        days = occurrences(
            Schedule(cadence, self._anchor(cadence), shift),
            period=Period(self.start, self.end),
            working_days=working_days(Nation.ENGLAND_AND_WALES, around=self.start),
        )
        if not days:
            return
        first = self.dice.randrange(max(1, len(days) // 2)) if self.dice.random() < 0.4 else 0
        last = self.dice.randrange(first, len(days)) + 1 if stops else len(days)
        pause = self.dice.randrange(first, last) if freezes else -1
        for n, day in enumerate(days):
            if first <= n < last and n != pause:
                on = day.due_on + timedelta(days=self.dice.randint(0, jitter))
                text = self.dice.choice(texts).replace("#", str(self.dice.randrange(10**6, 10**8)))
                self.add(on, amounts.on(on), text, key=key, series=key)

    def _anchor(self, cadence: Cadence) -> date:
        start = self.start - timedelta(days=self.dice.randrange(365))
        return (
            date(start.year - 1, start.month, min(start.day, 28))
            if isinstance(cadence, Yearly)
            else start
        )

    def shop(self, name: str, texts: tuple[str, ...], rate: float, low: float, high: float) -> None:
        """Buy at a shop on about ``rate`` of the days."""
        prices = [round(self.dice.uniform(low, high), 1) - 0.05 for _ in range(6)]
        for day in Period(self.start, self.end).days():
            if self.dice.random() < rate:
                is_usual = self.dice.random() < 0.3
                price = self.dice.choice(prices) if is_usual else self.dice.uniform(low, high)
                text = self.dice.choice(texts).replace("#", str(self.dice.randrange(1000, 9999)))
                self.add(day, -price, text, key=name)


@dataclass
class _Amounts:
    """Magnitudes over time: a level that rises each April, wavers, or follows the season."""

    dice: random.Random
    level: float
    rise: float = 0
    waver: float = 0
    season: float = 0

    def on(self, day: date) -> float:
        years = day.year - 2020 + (day.month >= 4)
        amount = self.level * (1 + self.rise) ** years
        amount *= 1 + self.season * (
            1 if day.month in (12, 1, 2, 3) else -0.3 if day.month in (6, 7, 8) else 0
        )
        return amount * (1 + self.dice.uniform(-self.waver, self.waver))


def _wage(house: _Household) -> None:
    dice = house.dice
    cadence, shift = dice.choice(
        (
            (MonthlyLastWorkingDay(), _NONE),
            (MonthlyDay(dice.choice((15, 20, 25, 28))), _BEFORE),
            (Weekly(4), _BEFORE),
            (Weekly(2), _BEFORE),
            (Weekly(1), _BEFORE),
            (MonthlyWeekday(4, -1), _NONE),
        )
    )
    waver = dice.choice((0, 0.004, 0.08))
    house.order(
        "wage", ("ACME LOGISTICS SALARY REF #", "ACME LOGISTICS BACS #"), cadence, shift,
        _Amounts(dice, dice.uniform(500, 2600), rise=0.03, waver=waver),
    )  # fmt: skip
    if dice.random() < 0.3:
        house.order(
            "credit", ("DWP UC #",), MonthlyDay(dice.randint(1, 28)), _BEFORE,
            _Amounts(dice, dice.uniform(300, 900), waver=dice.choice((0, 0.15))),
        )  # fmt: skip
    if dice.random() < 0.4:
        house.order(
            "benefit", ("HMRC CHILD BENEFIT CHB#",), Weekly(4), _BEFORE, _Amounts(dice, 102.4)
        )


def _bills(house: _Household) -> None:
    dice = house.dice

    def maybe(share: float, *given: Any, **more: Any) -> None:
        if dice.random() < share:
            house.order(*given, **more)

    def money(low: float, high: float, **more: float) -> _Amounts:
        return _Amounts(dice, -dice.uniform(low, high), **more)

    def day() -> MonthlyDay:
        return MonthlyDay(dice.randint(1, 31))

    maybe(0.9, "rent", ("STANDING ORDER J PATEL RENT FLAT 2",), day(), _NEXT, money(500, 1400))
    maybe(
        0.9,
        "tax",
        ("LEEDS CITY COUNCIL C TAX #",),
        MonthlyDay(dice.choice((1, 5, 15)), 1, frozenset({2, 3})),
        _NEXT,
        money(110, 220, rise=0.05),
    )
    maybe(
        0.9,
        "energy",
        ("OCTOPUS ENERGY A-#", "OCTOPUS ENERGY LTD A-#"),
        day(),
        _NEXT,
        dice.choice((money(60, 160), money(60, 160, waver=0.2, season=0.5))),
    )
    maybe(
        0.7,
        "water",
        ("YORKSHIRE WATER #",),
        dice.choice((MonthlyDay(12, 3), MonthlyDay(3, 6), day())),
        _NEXT,
        money(30, 130, waver=dice.choice((0, 0.05))),
    )
    maybe(0.6, "home insurance", ("AVIVA GI #",), Yearly(), _NEXT, money(120, 300, rise=0.08))
    maybe(
        0.5,
        "car tax",
        ("DVLA-AB12CDE",),
        dice.choice((Yearly(), MonthlyDay(1, 6), MonthlyDay(1))),
        _NEXT,
        money(14, 190),
    )
    maybe(
        0.8,
        "broadband",
        ("BT GROUP PLC GP#-01", "BT GROUP PLC"),
        day(),
        _NEXT,
        money(25, 45, rise=0.07),
    )
    maybe(
        0.8,
        "mobile",
        ("EE LIMITED Q#", "EE LIMITED"),
        day(),
        _NEXT,
        money(8, 40, waver=dice.choice((0, 0.3))),
    )
    maybe(
        0.7,
        "netflix",
        ("NETFLIX.COM", "NETFLIX.COM LOS GATOS", "NETFLIX.COM 866-579-7172"),
        day(),
        _NONE,
        money(6, 16, rise=0.1),
        jitter=dice.choice((0, 1)),
    )
    maybe(
        0.6,
        "spotify",
        ("SPOTIFY P#ABC STOCKHOLM", "PAYPAL *SPOTIFY"),
        day(),
        _NONE,
        money(9, 12, rise=0.05),
        stops=dice.random() < 0.4,
    )
    for n in range(dice.randint(0, 2)):
        maybe(1, f"apple {n}", ("APPLE.COM/BILL",), day(), _NONE, money(1, 15))
    maybe(
        0.6,
        "gym",
        ("PUREGYM LTD #",),
        day(),
        _NEXT,
        money(18, 30, rise=0.05),
        freezes=dice.random() < 0.5,
        stops=dice.random() < 0.4,
    )
    maybe(
        0.4,
        "childcare",
        ("LITTLE ACORNS NURSERY",),
        Weekly(1),
        _NONE,
        money(90, 240, waver=dice.choice((0, 0.1))),
    )
    maybe(0.3, "cleaner", ("M KOWALSKA CLEANING",), Weekly(2), _NONE, money(30, 60))
    maybe(0.4, "charity", ("OXFAM GB #",), day(), _NEXT, money(3, 20), stops=dice.random() < 0.3)
    maybe(
        0.5, "loan", ("ZOPA BANK LTD #",), day(), _NEXT, money(80, 300), stops=dice.random() < 0.3
    )
    maybe(0.4, "licence", ("TV LICENCE QBP",), MonthlyDay(1, 3), _NEXT, money(42, 43, rise=0.03))
    maybe(
        0.4,
        "prime",
        ("AMAZON PRIME*#", "Amazon Prime*#"),
        dice.choice((Yearly(), day())),
        _NONE,
        money(8, 95),
    )


def _shopping(house: _Household) -> None:
    dice = house.dice
    towns = tuple(f"TESCO STORES # {town}" for town in _STREETS)
    house.shop("tesco", towns, dice.uniform(0.1, 0.5), 3, 90)
    house.shop("sainsburys", ("SAINSBURYS S/MKTS",), dice.uniform(0, 0.15), 5, 70)
    house.shop("coffee", ("PRET A MANGER LONDON",), dice.uniform(0, 0.5), 2.5, 4)
    house.shop("fares", ("TFL TRAVEL CH TFL.GOV.UK/CP",), dice.uniform(0, 0.6), 1.7, 8.5)
    house.shop("amazon", ("AMZN MKTP UK*#X", "AMAZON.CO.UK*#A"), dice.uniform(0, 0.3), 4, 60)
    house.shop("fuel", ("SHELL HESSLE RD",), dice.uniform(0, 0.08), 30, 60)
    house.shop("takeaway", ("DELIVEROO", "JUST EAT CO UK"), dice.uniform(0, 0.12), 12, 35)
    house.shop("pub", ("THE RED LION", "BREWDOG"), dice.uniform(0, 0.1), 4, 60)
    house.shop("friend", ("A BROWN SENT FROM APP",), dice.uniform(0, 0.03), 5, 50)
    house.shop("cash", ("LINK ATM HIGH ST",), dice.uniform(0, 0.08), 10, 100)


def households(count: int, seed: int = 1) -> Iterator[Case]:
    """Yield as many invented households, each at one cut-off."""
    for n in range(count):
        dice = random.Random(seed * 1000 + n)
        cutoff = date(2026, 1, 1) + timedelta(days=dice.randrange(300))
        history = dice.choice((95, 190, 400, 800, 1500))
        house = _Household(
            dice, cutoff - timedelta(days=history), cutoff + timedelta(days=_AFTER_DAYS)
        )
        _wage(house)
        _bills(house)
        _shopping(house)
        rows = sorted(house.rows, key=lambda row: row["date"])
        for at, row in enumerate(rows):
            row["id"] = f"r{at}"
        yield Case(
            name=f"household-{seed}-{n}",
            cutoff=cutoff,
            account="current",
            transactions=[
                {
                    "id": row["id"],
                    "date": row["date"].isoformat(),
                    "amount": row["amt"],
                    "text": row["text"],
                }
                for row in rows
                if row["date"] <= cutoff
            ],
            later=rows,
        )
