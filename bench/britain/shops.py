"""Who gets paid: merchants of every category, in two lists written apart from the product's own."""

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Shop:
    """A merchant, as a person would call it and as its name reaches a statement."""

    name: str
    stem: str
    categories: tuple[str, ...]
    """What a person might call it; the first is the likeliest."""
    classification: tuple[str, ...]
    cheapest: float
    dearest: float
    how: str
    per_month: float

    @property
    def is_small(self) -> bool:
        """Whether it is no chain: its name is all there is."""
        return self.name == self.stem

    def price(self, dice: random.Random) -> int:
        """Return a price in pence, cheap ones more often."""
        pounds = self.cheapest + (self.dearest - self.cheapest) * dice.random() ** 2
        pence = round(pounds * 100)
        return pence // 500 * 500 + 500 if dice.random() < 0.12 else pence


@cache
def shops(which: str) -> dict[str, tuple[Shop, ...]]:
    """Return a list's merchants, by the heading they stand under."""
    found: dict[str, list[Shop]] = {}
    heading = ""
    for line in (_FOLDER / f"merchants_{which}.txt").read_text().splitlines():
        if line.startswith("# "):
            heading = line[2:]
            continue
        categories, classes, prices, how, often = (part.strip() for part in heading.split("|"))
        cheapest, dearest = prices.split("-")
        for told in filter(None, (part.strip() for part in line.split(";"))):
            name, _, stem = (part.strip() for part in told.partition("="))
            shop = Shop(
                name=name,
                stem=stem or name,
                categories=tuple(categories.split("/")),
                classification=tuple(classes.split(",")),
                cheapest=float(cheapest),
                dearest=float(dearest),
                how=how,
                per_month=float(often),
            )
            found.setdefault(heading, []).append(shop)
    return {key: tuple(group) for key, group in found.items()}
