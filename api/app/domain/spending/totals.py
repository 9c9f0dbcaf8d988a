"""What spending adds up to: the same total whichever way it is cut.

A **line** is what one row, or one part of a split row, adds to spending. Everything that shows
spending sums lines, so that no two figures can disagree.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.domain.errors import InvalidInputError
from app.domain.money import Money, total
from app.domain.spending.entries import Kind

COUNTED = frozenset((Kind.SPENDING, Kind.REFUND))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one row adds to spending: positive spent, negative given back."""

    transaction_id: UUID
    account_id: UUID
    is_on_card: bool
    counted_on: date
    category: str
    merchant: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A row with what is decided about it."""

    transaction_id: UUID
    account_id: UUID
    is_on_card: bool
    counted_on: date
    kind: Kind
    category: str
    merchant: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a row that a person split, in the row's own sign."""

    category: str
    amount: Money


def check_split(parts: Sequence[Part], *, whole: Money) -> None:
    """Refuse parts that are not the whole, or that run against it.

    :raises InvalidInputError: if they do not add up to the row, or one of them is nothing.
    """
    if len(parts) < 2:  # noqa: PLR2004 - one part is no split
        raise InvalidInputError("Split it into two parts at least.", field="splits")
    if any(not part.amount or (part.amount.minor < 0) != (whole.minor < 0) for part in parts):
        raise InvalidInputError("Each part needs an amount of the row's own sign.", field="splits")
    if total((part.amount for part in parts), whole.currency) != whole:
        raise InvalidInputError("The parts do not add up to the row.", field="splits")


def lines_of(row: Decided, parts: Sequence[Part] = ()) -> list[Line]:
    """Return what a row adds to spending: nothing unless it was spent or given back."""
    if row.kind not in COUNTED:
        return []
    return [
        Line(
            transaction_id=row.transaction_id,
            account_id=row.account_id,
            is_on_card=row.is_on_card,
            counted_on=row.counted_on,
            category=part.category,
            merchant=row.merchant,
            amount=-part.amount,
        )
        for part in parts or (Part(row.category, row.amount),)
    ]


def cut[Key: Hashable](
    lines: Iterable[Line], by: Callable[[Line], Key], *, currency: str = "GBP"
) -> dict[Key, Money]:
    """Return the total of the lines under each key."""
    sums: defaultdict[Key, int] = defaultdict(int)
    for line in lines:
        sums[by(line)] += line.amount.minor
    return {key: Money(minor, currency) for key, minor in sums.items()}
