"""Which booked row a payment that is no longer pending became.

A bank may book it under another id, a day or more later, for another amount: a tip is added, a
hold of £100 at a pump becomes £61, a foreign price is converted anew. It is one payment still.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from app.domain.commitments.counterparty import Likeness, likeness
from app.domain.money import Money

_DAYS_BEFORE = 2
_DAYS_AFTER = 10
_DAYS_A_BANK_LISTS_BOTH = 3
# A tip, or another rate of exchange.
_MOST_MORE_PERCENT = 30
_LEAST_PERCENT = 70
# Pumps and hotels hold a round sum and take what was really bought.
_WHOLE = 100
_TOKEN_HOLD = 100
_MOST_AFTER_TOKEN_HOLD = 20_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row of either kind: its day, signed amount and words, and its ids at the bank."""

    id: UUID
    on: date
    amount: Money
    texts: tuple[str, ...]
    first_seen_at: datetime
    bank_ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Settlement:
    """What is certain and what only a person can tell; ids of (once pending, booked)."""

    same: tuple[tuple[UUID, UUID], ...]
    ask: Mapping[UUID, tuple[UUID, ...]]
    """For a row once pending, the booked rows it may have become, likeliest first."""


class _Fit(NamedTuple):
    """How well two rows fit; the larger the better."""

    is_same_id: bool
    is_same_amount: bool
    words: Likeness
    nearness: int


def settle(*, held: Sequence[Row], booked: Sequence[Row]) -> Settlement:
    """Return what each held row became.

    ``held`` are rows that were pending and are no longer, ``booked`` rows never seen pending; one
    that was there before the held row was cannot be what it became. A pair is certain when each
    is the other's one best fit, or when the rivals cannot be told from it by day, amount and
    words; else it is asked.
    """
    fits = {
        (old.id, new.id): fit
        for old in held
        for new in booked
        if (fit := _fit(old, new)) is not None
    }
    contents = {row.id: (row.on, row.amount, row.texts) for row in (*held, *booked)}
    same: list[tuple[UUID, UUID]] = []
    while pair := _certain(fits, contents):
        same.append(pair)
        fits = {
            (old, new): fit for (old, new), fit in fits.items() if old != pair[0] and new != pair[1]
        }
    ask: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for old, new in sorted(fits, key=fits.__getitem__, reverse=True):
        ask[old].append(new)
    return Settlement(same=tuple(same), ask={old: tuple(news) for old, news in ask.items()})


def may_be_doubles(
    *, pending: Sequence[Row], booked: Sequence[Row]
) -> dict[UUID, tuple[UUID, ...]]:
    """Return which rows that are pending still may be ones booked meanwhile, nearest first.

    The exact amount and the same words within a few days, but no id to tell: two coffees look
    like that too, so it is for the person to say.
    """
    found: dict[UUID, tuple[UUID, ...]] = {}
    for old in pending:
        fits = {new.id: fit for new in booked if (fit := _fit(old, new)) is not None}
        alike = [
            new
            for new, fit in fits.items()
            if fit.is_same_amount
            and fit.words is Likeness.WHOLE
            and -fit.nearness <= _DAYS_A_BANK_LISTS_BOTH
        ]
        if alike:
            found[old.id] = tuple(sorted(alike, key=fits.__getitem__, reverse=True))
    return found


def _certain(
    fits: Mapping[tuple[UUID, UUID], _Fit], contents: Mapping[UUID, object]
) -> tuple[UUID, UUID] | None:
    """Return a pair neither side of which has an equally good partner that is not its twin."""
    for (old, new), fit in sorted(fits.items(), key=lambda item: item[1], reverse=True):
        rivals = [
            (other_old, other_new)
            for (other_old, other_new), other in fits.items()
            if (other_old == old) != (other_new == new) and not _is_clearly_worse(other, than=fit)
        ]
        if all(
            contents[other_old] == contents[old] and contents[other_new] == contents[new]
            for other_old, other_new in rivals
        ):
            return old, new
    return None


def _is_clearly_worse(fit: _Fit, *, than: _Fit) -> bool:
    """Return whether nobody would hesitate: an id or the exact amount speaks for one only."""
    return (fit.is_same_id, fit.is_same_amount) < (than.is_same_id, than.is_same_amount) or (
        than.is_same_amount and fit < than
    )


def _fit(old: Row, new: Row) -> _Fit | None:
    """Return how well the booked row continues the held one, ``None`` if it cannot."""
    if old.amount.currency != new.amount.currency or old.amount.minor * new.amount.minor <= 0:
        return None
    if new.first_seen_at <= old.first_seen_at:
        return None
    days = (new.on - old.on).days
    is_same_id = bool(old.bank_ids & new.bank_ids)
    is_same_amount = old.amount == new.amount
    words = _words(old, new)
    if not is_same_id and (
        not -_DAYS_BEFORE <= days <= _DAYS_AFTER
        or words is Likeness.NONE
        or not _may_become(abs(old.amount.minor), abs(new.amount.minor))
    ):
        return None
    return _Fit(
        is_same_id=is_same_id, is_same_amount=is_same_amount, words=words, nearness=-abs(days)
    )


def _words(old: Row, new: Row) -> Likeness:
    if {text.casefold() for text in old.texts} & {text.casefold() for text in new.texts}:
        return Likeness.WHOLE
    return max(
        likeness(names=old.texts, texts=new.texts), likeness(names=new.texts, texts=old.texts)
    )


def _may_become(held: int, taken: int) -> bool:
    if _LEAST_PERCENT * held <= 100 * taken <= (100 + _MOST_MORE_PERCENT) * held:
        return True
    is_whole = held % _WHOLE == 0
    if held <= _TOKEN_HOLD:
        return is_whole and taken <= _MOST_AFTER_TOKEN_HOLD
    return is_whole and taken < held
