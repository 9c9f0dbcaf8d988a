"""The balance of an account kept by hand: what was said last, and what has moved since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.money import Money


@dataclass(frozen=True, slots=True)
class SaidBalance:
    """A balance somebody vouched for at the end of a day."""

    on: date
    balance: Money
    moved_since: Money
    """The sum of the rows after it, up to the next one said."""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A balance that was said, beside what the rows would have made of the one before."""

    said: SaidBalance
    difference: Money | None
    """What no row explains; None for the first, which there is nothing to compare with."""


def adjustments(said: Sequence[SaidBalance]) -> list[Adjustment]:
    """Return each balance said, oldest first, with what of its change no row explains."""
    history: list[Adjustment] = []
    for one in said:
        before = history[-1].said if history else None
        explained = None if before is None else before.balance + before.moved_since
        history.append(Adjustment(one, None if explained is None else one.balance - explained))
    return history


def balance_now(said: Sequence[SaidBalance], *, rows_alone: Money) -> Money:
    """Return the balance: the one said last and the rows since, or the rows alone."""
    return said[-1].balance + said[-1].moved_since if said else rows_alone
