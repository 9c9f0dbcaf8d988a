"""An account about to run dry, and the transfer that keeps it from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.domain.calendar import ONE_DAY, Period, WorkingDays
from app.domain.cash_pool import (
    LowPoint,
    Movement,
    Opening,
    certain_movements,
    first_below,
    movements_of_account,
    walk,
)
from app.domain.money import Money


@dataclass(frozen=True, slots=True)
class Transfer:
    """Money to move between two of the household's accounts."""

    from_account_id: UUID
    amount: Money
    by: date
    """The last working day on which it still comes in time."""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """An account that goes below zero though nothing else may."""

    account_id: UUID
    first: LowPoint
    """The first day it is below zero, and the item that takes it there."""
    low_point: LowPoint
    needed: Money
    transfers: tuple[Transfer, ...]
    missing: Money
    """What no other account can spare."""


def shortfalls(
    *,
    openings: Sequence[Opening],
    movements: Sequence[Movement],
    window: Period,
    working_days: WorkingDays,
    also_from: Sequence[Opening] = (),
) -> list[Shortfall]:
    """Return the accounts that go below zero in the window, each with what would prevent it.

    Money comes from the accounts of the pool that can spare most all through the window, then
    from ``also_from``, savings outside it. A payment leaves early in the day, so a transfer is
    made on a working day before.
    """
    certain = certain_movements(movements, window=window)
    nothing = Money.zero(openings[0].own.currency) if openings else Money(0)
    lows = {
        opening.account_id: walk(
            opening.own, _own(opening, certain, openings), today=window.start
        ).low_point
        for opening in openings
    }
    spare = {account_id: low.balance for account_id, low in lows.items() if low.balance > nothing}
    order = [
        *sorted(spare, key=lambda account_id: -spare[account_id].minor),
        *(opening.account_id for opening in also_from if opening.own > nothing),
    ]
    spare |= {opening.account_id: opening.own for opening in also_from}
    found: list[Shortfall] = []
    for opening in openings:
        first = first_below(
            nothing, opening.own, _own(opening, certain, openings), today=window.start
        )
        if first is None:
            continue
        low = lows[opening.account_id]
        by = max(working_days.on_or_before(first.on - ONE_DAY), window.start)
        left = -low.balance
        transfers: list[Transfer] = []
        for account_id in order:
            amount = min(left, spare[account_id])
            if amount > nothing:
                transfers.append(Transfer(account_id, amount, by))
                spare[account_id] -= amount
                left -= amount
        found.append(
            Shortfall(
                account_id=opening.account_id,
                first=first,
                low_point=low,
                needed=-low.balance,
                transfers=tuple(transfers),
                missing=left,
            )
        )
    return found


def _own(
    opening: Opening, certain: Sequence[Movement], openings: Sequence[Opening]
) -> list[Movement]:
    return movements_of_account(opening.account_id, certain, is_only=len(openings) == 1)
