"""Households made up for the tests: the same ones every time."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.everyday.history import Ahead, History
from app.domain.everyday.replay import AsOf

FIRST = date(2024, 1, 1)


@dataclass(frozen=True)
class Household:
    """A wage on the 28th, rent on the 1st, bills on the 15th, and what is spent every day."""

    everyday: list[int]
    modelled: list[int]
    opening: int = 150_000

    def history(self, days: int) -> History:
        return History(
            first_day=FIRST,
            everyday=self.everyday[:days],
            modelled=self.modelled[:days],
            balance=self.opening + sum(self.everyday[:days]) + sum(self.modelled[:days]),
            paydays=frozenset(
                FIRST + timedelta(days=n) for n in range(days) if self.modelled[n] > 0
            ),
        )

    def ahead(self, days: int, *, of: int) -> Ahead:
        return Ahead(modelled=self.modelled[days : days + of])

    def as_of(self, days: int, *, of: int = 90) -> AsOf:
        return AsOf(history=self.history(days), ahead=self.ahead(days, of=of))

    def balances(self) -> dict[date, int]:
        balance, found = self.opening, {}
        for n, (spent, known) in enumerate(zip(self.everyday, self.modelled, strict=True)):
            balance += spent + known
            found[FIRST + timedelta(days=n)] = balance
        return found


def household(seed: int, *, days: int, spare_a_month: int = 0) -> Household:
    """Return a household that spends, but for ``spare_a_month``, what it earns."""
    chance = random.Random(seed)  # noqa: S311 - a made-up household is no secret
    everyday, modelled = [], []
    for n in range(days):
        day = FIRST + timedelta(days=n)
        weekend = day.weekday() >= 5
        # A weekday costs 0.8 of the mean and a day of the weekend 1.5 times the mean.
        mean = (110_000 - spare_a_month) / 30.44 * (1.5 if weekend else 0.8)
        everyday.append(-round(chance.gammavariate(1.5, mean / 1.5)))
        modelled.append({28: 230_000, 1: -90_000, 15: -30_000}.get(day.day, 0))
    return Household(everyday, modelled)
