"""Who is who among the United Kingdom's merchants, shipped with the project.

`known` recognises a merchant in a descriptor; what it knows is written in this package's
modules, one name a line with the words that give it away.
"""

import itertools
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from app.domain.descriptor import Descriptor, tokens_of
from app.domain.spending.knowledge import food, home, leisure, money, shops, travel, wellbeing


class Trade(StrEnum):
    """What a merchant deals in, as far as spending cares."""

    GROCERIES = "groceries"
    EATING_OUT = "eating_out"
    UTILITIES = "utilities"
    HOUSING = "housing"
    INSURANCE = "insurance"
    CHILDCARE = "childcare"
    SHOPPING = "shopping"
    TRANSPORT = "transport"
    TRAVEL = "travel"
    SUBSCRIPTIONS = "subscriptions"
    ENTERTAINMENT = "entertainment"
    HEALTH = "health"
    GIFTS_CHARITY = "gifts_charity"
    FEES_INTEREST = "fees_interest"
    DEBT = "debt"
    CASH = "cash"
    OTHER = "other"
    SAVINGS = "savings"
    CARD_ISSUER = "card_issuer"
    MONEY_APP = "transfer"


_LISTS: Mapping[Trade, str] = {
    Trade.GROCERIES: food.GROCERIES,
    Trade.EATING_OUT: food.EATING_OUT,
    Trade.UTILITIES: home.UTILITIES,
    Trade.HOUSING: home.HOUSING,
    Trade.INSURANCE: home.INSURANCE,
    Trade.CHILDCARE: home.CHILDCARE,
    Trade.SHOPPING: shops.SHOPPING,
    Trade.TRANSPORT: travel.TRANSPORT,
    Trade.TRAVEL: travel.TRAVEL,
    Trade.SUBSCRIPTIONS: leisure.SUBSCRIPTIONS,
    Trade.ENTERTAINMENT: leisure.ENTERTAINMENT,
    Trade.HEALTH: wellbeing.HEALTH,
    Trade.GIFTS_CHARITY: wellbeing.GIFTS_CHARITY,
    Trade.FEES_INTEREST: money.FEES_INTEREST,
    Trade.DEBT: money.DEBT,
    Trade.CASH: money.CASH,
    Trade.OTHER: money.OTHER,
    Trade.SAVINGS: money.SAVINGS,
    Trade.CARD_ISSUER: money.CARD_ISSUERS,
    Trade.MONEY_APP: money.MONEY_APPS,
}

# Names that are ordinary words too: they name their merchant only when nothing else is said.
_ORDINARY = frozenset(
    tokens_of(
        "next gap game box office moto jet chip plum ring hive mango coral total three yo leon "
        "cook very studio loaf bills creams rush better scope crisis shelter mind dreams habitat "
        "liberty blacks quiz oasis whistles hobbs moss lush rituals boots calm match medium "
        "notion slack zoom origin steam vue dice fever gravity swingers everyman curzon showcase "
        "southern northern southeastern chiltern lumo lime bolt forest dott tier gulf shell "
        "osprey cinch delta norwegian haven hilton budget enterprise avis alamo "
        "bell diamond elephant admiral churchill saga zurich sanctuary orbit anchor riverside "
        "guinness peabody hunters leaders platform paragon sky bulb nest marcus fidelity "
        "raisin kraken abound updraft drafty bamboo amigo provident ocean aqua marbles fluid flex "
        "argos manual regis spire fetch crocus dune premier heron zapp graze suma centra "
        "pho paul eat alchemist giraffe hastings clarion scouts bubble barracudas tiger emma "
        "simba exodus booking metro wise nero tortilla harvester revolution apple "
        "google savers which prime disney now zilch deko link cos cote spar ms hm lv aa uw ao hp "
        "scs box mind lq cis slc caf"
    )
)
_SHORTEST_INSIDE = 6
_SHORTEST_CUT = 8


@dataclass(frozen=True, slots=True)
class Known:
    """A merchant the project knows."""

    name: str
    trade: Trade
    is_broad: bool
    """Whether it sells much of everything, so that its name alone says little."""


@lru_cache(maxsize=50_000)
def known(descriptor: Descriptor) -> Known | None:
    """Return the merchant a descriptor names, if it is one of the known: the longest name wins."""
    best: tuple[int, int] | None = None
    found: Known | None = None
    aliases = _aliases()
    for start, first in enumerate(descriptor.tokens):
        for alias, merchant in aliases.get(first, ()):
            rank = (-len(alias), start)
            if (
                descriptor.tokens[start : start + len(alias)] == alias
                and _is_told(alias, start, descriptor)
                and (best is None or rank < best)
            ):
                best, found = rank, merchant
    if found is not None:
        return found
    joined = "".join(descriptor.words)
    return _squashed().get(joined) or _completed(joined)


def _completed(joined: str) -> Known | None:
    """Return the only merchant whose name begins so, where a bank may have cut the rest off.

    What ends with a whole word was not cut there: "Thompson" is not Thompson & Morgan.
    """
    if len(joined) < _SHORTEST_CUT or joined in _whole_starts():
        return None
    names = _names_in_order()
    first = bisect_left(names, joined)
    could_be = {
        _squashed()[name]
        for name in itertools.takewhile(lambda name: name.startswith(joined), names[first:])
    }
    return could_be.pop() if len(could_be) == 1 else None


def _is_told(alias: tuple[str, ...], start: int, descriptor: Descriptor) -> bool:
    """Return whether the words say this merchant, rather than something else by the way."""
    if len(alias) > 1:
        return start <= 1 or len("".join(alias)) > _SHORTEST_INSIDE
    if descriptor.words == alias:
        return True
    word = alias[0]
    if word in _ORDINARY:
        # "BOOTS 1456 BROADMEAD" is a branch, "BOOTS AND BEYOND" somebody else.
        after = descriptor.tokens[start + 1 : start + 2]
        return start == 0 and (len(descriptor.words) == 1 or any(map(str.isdecimal, after)))
    return start == 0 or len(word) >= _SHORTEST_INSIDE


@cache
def _aliases() -> dict[str, tuple[tuple[tuple[str, ...], Known], ...]]:
    by_first: defaultdict[str, list[tuple[tuple[str, ...], Known]]] = defaultdict(list)
    for alias, merchant in _entries():
        by_first[alias[0]].append((alias, merchant))
    return {first: tuple(entries) for first, entries in by_first.items()}


@cache
def _squashed() -> dict[str, Known]:
    """Return the names of several words as one, the way some tills write them."""
    return {"".join(alias): merchant for alias, merchant in _entries() if len(alias) > 1}


@cache
def _whole_starts() -> frozenset[str]:
    return frozenset(
        "".join(alias[:length]) for alias, _ in _entries() for length in range(1, len(alias))
    )


@cache
def _names_in_order() -> list[str]:
    return sorted(_squashed())


def _entries() -> Iterator[tuple[tuple[str, ...], Known]]:
    for trade, lines in _LISTS.items():
        for line in lines.strip().splitlines():
            name, _, aliases = line.partition(":")
            merchant = Known(
                name=name.removeprefix("~").strip(), trade=trade, is_broad=name.startswith("~")
            )
            for alias in aliases.split(","):
                yield tokens_of(alias), merchant
