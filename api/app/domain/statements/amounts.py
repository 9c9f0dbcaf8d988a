"""Amounts as banks write them, and which way money went."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from app.domain.errors import InvalidInputError
from app.domain.money import Money


class DecimalMark(StrEnum):
    """What stands before the pence."""

    POINT = "point"
    COMMA = "comma"


class Sign(StrEnum):
    """What a minus in the file means."""

    MINUS_IS_OUT = "minus_is_out"
    """Money out is negative, as we write it."""
    MINUS_IS_IN = "minus_is_in"
    """Spending is positive, as card companies like to write it."""


# No account holds ten billion; a number that large is a reference in the wrong column.
LARGEST_MINOR = 10**12
_SHAPE = {
    DecimalMark.POINT: re.compile(r"^(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?$"),
    DecimalMark.COMMA: re.compile(r"^(?:\d{1,3}(?:\.\d{3})+|\d+)?(?:,\d*)?$"),
}
_SPACE = re.compile(r"[\s\u00a0\u202f\u2009]+")
_CURRENCY = re.compile(r"[£$€]|(?<![A-Z])(?:GBP|EUR|USD|CHF|PLN)(?![A-Z])")
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2014": "-"})
_WAY = re.compile(r"(CR|DR|C|D)$")


@lru_cache(maxsize=8_192)
def read_amount(text: str, *, mark: DecimalMark, currency: str) -> Money | None:
    """Return the amount a text names with the sign it carries, or None if it names none.

    A minus before or after, brackets and ``DR`` are negative; a plus and ``CR`` are positive.
    """
    plain = _CURRENCY.sub("", _SPACE.sub("", text.upper().translate(_MINUS)).strip("'\""))
    is_negative = plain.startswith("(") and plain.endswith(")")
    plain = plain.strip("()")
    if way := _WAY.search(plain):
        is_negative = is_negative or way[0].startswith("D")
        plain = plain[: way.start()]
    if plain.startswith("-") or plain.endswith("-"):
        is_negative = not is_negative if way is None else is_negative
    digits = plain.removeprefix("-").removeprefix("+").removesuffix("-").removesuffix("+")
    if not re.search(r"\d", digits) or not digits.isascii() or not _SHAPE[mark].match(digits):
        return None
    thousands, point = (",", ".") if mark is DecimalMark.POINT else (".", ",")
    number = Decimal(digits.replace(thousands, "").replace(point, "."))
    try:
        size = Money.from_major(number, currency)
    except InvalidInputError:
        return None
    if size.minor > LARGEST_MINOR:
        return None
    return -size if is_negative else size


def likely_mark(texts: Iterable[str]) -> DecimalMark:
    """Return the decimal mark that reads the most amounts of a column; a point when in doubt."""
    readable = Counter(
        mark
        for text in texts
        for mark in DecimalMark
        if read_amount(text, mark=mark, currency="GBP") is not None
    )
    return max(DecimalMark, key=lambda mark: readable[mark])


@dataclass(frozen=True, slots=True)
class BalanceChain:
    """What a running balance says of the amounts beside it."""

    sign: Sign | None
    """None where the balances do not tell."""
    is_newest_first: bool
    checked: int
    breaks: int
    """How many steps from one balance to the next are not the amount between them."""


def follow_balance(rows: Sequence[tuple[date, int, int]]) -> BalanceChain:
    """Return what the running balances prove; rows are (day, amount, balance) in file order.

    A balance is the one before it plus the amount, whichever way the file runs, so the sign
    that explains the more steps is the right one, unless both explain as many.
    """
    pairs = list(pairwise(rows))
    falls = sum(later[0] < earlier[0] for earlier, later in pairs)
    rises = sum(later[0] > earlier[0] for earlier, later in pairs)
    explained: dict[tuple[Sign, bool], int] = {}
    for newest_first in (False, True):
        # The days say which way the file runs, where they say anything.
        if (newest_first and rises > falls) or (not newest_first and falls > rises):
            continue
        steps = [
            (above[2] - below[2], above[1]) if newest_first else (below[2] - above[2], below[1])
            for above, below in pairs
        ]
        explained[Sign.MINUS_IS_OUT, newest_first] = sum(step == size for step, size in steps)
        explained[Sign.MINUS_IS_IN, newest_first] = sum(step == -size for step, size in steps)
    (sign, newest_first), best = max(explained.items(), key=lambda each: each[1])
    rival = max(count for (other, _), count in explained.items() if other is not sign)
    is_proven = best > rival and 2 * best >= len(pairs)
    return BalanceChain(
        sign=sign if is_proven else None,
        is_newest_first=newest_first,
        checked=len(pairs),
        breaks=len(pairs) - best,
    )
