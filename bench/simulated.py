"""How often bands hold for households whose next months are known: `python -m bench.simulated`.

Invented British households of a seeded generator, each living by a rule the model is not told:
days that know nothing of each other, a weekly shop, money put aside, a splurge after payday,
spending that follows the balance, rare large things. What is certain is given as it is, so
that all that is judged are the bands around everyday spending.
"""

import argparse
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from app.domain.everyday.history import Ahead, History
from app.domain.everyday.model import EverydayModel, learn
from app.domain.everyday.replay import AsOf, replay, stretch_of

FIRST = date(2023, 1, 2)
HISTORIES = (75, 120, 200, 400, 750)
AHEAD_DAYS = 180
HORIZONS = (7, 30, 90, 180)
SEED = 2
"""Constants were chosen on seeds 1 and 11."""
_CERTAIN_DAYS = 366
_MONTH = 30.44
_WEEKEND = 5

type Spend = Callable[[random.Random, date, float, "_State"], float]


@dataclass
class _State:
    """What a day's spending may depend on."""

    since_payday: int = 15
    level: float = 0.0
    """How far the balance is above where it began, in pounds."""
    mood: float = 1.0


@dataclass(frozen=True, slots=True)
class Household:
    """Its days past and to come; amounts in minor units."""

    regime: str
    known: int
    """How many of its days are the past."""
    everyday: list[int]
    modelled: list[int]
    opening: int

    def as_of(self, days: int, *, of: int = 366) -> AsOf:
        """Return what was known after so many days, what is certain of the days ahead with it."""
        return AsOf(
            history=History(
                first_day=FIRST,
                everyday=self.everyday[:days],
                modelled=self.modelled[:days],
                balance=self.opening + sum(self.everyday[:days]) + sum(self.modelled[:days]),
                paydays=frozenset(
                    FIRST + timedelta(days=n) for n in range(days) if self.modelled[n] > 0
                ),
            ),
            ahead=Ahead(modelled=self.modelled[days : days + of]),
        )

    def balances(self) -> Mapping[date, int]:
        """Return the balance as each of its days ended."""
        found, balance = {}, self.opening
        for n, (spent, known) in enumerate(zip(self.everyday, self.modelled, strict=False)):
            balance += spent + known
            found[FIRST + timedelta(days=n)] = balance
        return found


def _independent(dice: random.Random, day: date, mean: float, _: _State) -> float:
    return dice.gammavariate(1.5, mean * (1.5 if day.weekday() >= _WEEKEND else 0.8) / 1.5)


def _weekly_shop(dice: random.Random, day: date, mean: float, _: _State) -> float:
    shop = 7 * mean * 0.6
    often = dice.random() < 0.4
    small = dice.gammavariate(1.5, mean) * 0.67 if often else 0.0
    return small + (max(dice.gauss(shop, shop / 5), 0) if day.weekday() == _WEEKEND else 0)


def _splurge(dice: random.Random, day: date, mean: float, state: _State) -> float:
    share = 2.6 if state.since_payday < 6 else 0.6
    return _independent(dice, day, mean * share, state)


def _by_balance(dice: random.Random, day: date, mean: float, state: _State) -> float:
    return _independent(dice, day, max(mean + state.level / 90, mean / 5), state)


def _by_mood(dice: random.Random, day: date, mean: float, state: _State) -> float:
    if day.day == 1:
        state.mood = 1 + 0.3 * (state.mood - 1) + dice.gauss(0, 0.15)
    return _independent(dice, day, mean * max(state.mood, 0.1), state)


def _lumpy(dice: random.Random, day: date, mean: float, state: _State) -> float:
    large = mean * dice.uniform(4, 14) if dice.random() < 1 / 25 else 0
    return _independent(dice, day, mean * 0.64, state) + large


REGIMES: Mapping[str, tuple[Spend, float]] = {
    "independent days": (_independent, 0.0),
    "weekly shop": (_weekly_shop, 0.0),
    "saver": (_independent, 0.12),
    "payday splurge": (_splurge, 0.0),
    "follows the balance": (_by_balance, 0.0),
    "months apart": (_by_mood, 0.0),
    "lumpy": (_lumpy, 0.0),
}
"""How each kind spends, and what share of its everyday money it puts aside."""


def households(seed: int, *, each: int) -> Iterator[Household]:
    """Yield as many households of each kind and length of history."""
    for regime, (spend, aside) in REGIMES.items():
        for known in HISTORIES:
            for n in range(each):
                yield _household(
                    random.Random(f"{seed} {regime} {known} {n}"), regime, spend, aside, known
                )


def _household(
    dice: random.Random, regime: str, spend: Spend, aside: float, known: int
) -> Household:
    wage, payday = dice.uniform(1400, 3600), dice.choice((15, 20, 25, 28))
    bills = {dice.randint(1, 28): -wage * dice.uniform(0.02, 0.4) for _ in range(5)}
    largest = -0.65 * wage / sum(bills.values())
    bills = {day: bill * min(largest, 1) for day, bill in bills.items()}
    spare = wage + sum(bills.values())
    mean = spare * (1 - aside) / _MONTH
    state = _State()
    everyday, modelled = [], []
    known += dice.randrange(30)
    for n in range(known + _CERTAIN_DAYS):
        day = FIRST + timedelta(days=n)
        flow = bills.get(day.day, 0) + (wage if day.day == payday else 0)
        modelled.append(round(100 * flow))
        if n >= known + AHEAD_DAYS:
            continue
        state.since_payday = 0 if day.day == payday else state.since_payday + 1
        spent = spend(dice, day, mean, state)
        state.level += spare / _MONTH - spent
        everyday.append(-round(100 * spent))
    return Household(regime, known, everyday, modelled, round(100 * dice.uniform(300, 3000)))


def stretch(home: Household) -> float:
    """Return what its own past year, replayed every four weeks, says of its bands."""
    actual = dict(list(home.balances().items())[: home.known])
    days = range(home.known - 7, max(60, home.known - 365), -28)
    return stretch_of(replay([home.as_of(day) for day in days], actual))


def held(home: Household, *, stretched: float) -> dict[int, tuple[float, float]]:
    """Return the share of days inside the 80 % and the 90 % band, by horizon."""
    said = home.as_of(home.known)
    model = learn(said.history, stretch=stretched)
    if not isinstance(model, EverydayModel):
        raise SystemExit(f"{home.known} days are too short")
    outlook = model.project(said.ahead).outlook(
        opening=said.history.balance or 0, certain=said.ahead.modelled
    )
    came = np.array(list(home.balances().values())[home.known :])
    inside = []
    for low, high in ((0.1, 0.9), (0.05, 0.95)):
        lows, highs = (np.array(outlook.quantile(q)[:AHEAD_DAYS]) for q in (low, high))
        inside.append((lows <= came) & (came <= highs))
    return {days: (inside[0][:days].mean(), inside[1][:days].mean()) for days in HORIZONS}


def main() -> None:
    """Print how often the bands held, by kind of household and by length of history."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--each", type=int, default=4)
    parser.add_argument("--replay", action="store_true", help="widen by each one's own past")
    asked = parser.parse_args()
    found = defaultdict(list)
    for home in households(asked.seed, each=asked.each):
        one = held(home, stretched=stretch(home) if asked.replay else 1.0)
        length = max(known for known in HISTORIES if known <= home.known)
        for name in ("all", home.regime, f"{length} days of history"):
            found[name].append(one)
    for name, each in found.items():
        told = "  ".join(
            f"{days} d {np.mean([one[days][0] for one in each]):.2f} /"
            f" {np.mean([one[days][1] for one in each]):.2f}"
            for days in HORIZONS
        )
        print(f"{name:24} {told}  ({len(each)})")


if __name__ == "__main__":
    main()
