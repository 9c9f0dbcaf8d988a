"""Which purchase a refund gives back."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

LOOK_BACK_DAYS = 120
_PART_DAYS = 45


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """A purchase or a refund, with who was paid; ``amount_minor`` is a size, positive."""

    id: UUID
    account_id: UUID
    merchant: str
    on: date
    amount_minor: int


def link_refunds(
    refunds: Sequence[Trade], *, purchases: Sequence[Trade], taken: Collection[UUID] = ()
) -> dict[UUID, UUID]:
    """Return the purchase of each refund that has just one it can be, each purchase once.

    The same merchant and amount, on the same account before another, the latest first. A part of
    a price is linked only where a single purchase of late could be meant. ``taken`` are purchases
    given back already.
    """
    by_merchant: defaultdict[str, list[Trade]] = defaultdict(list)
    for purchase in sorted(purchases, key=lambda one: (one.on, str(one.id))):
        by_merchant[purchase.merchant].append(purchase)
    used = set(taken)
    links: dict[UUID, UUID] = {}
    ordered = sorted(refunds, key=lambda one: (one.on, str(one.id)))
    for match in (_whole, _part):
        for refund in ordered:
            if refund.id in links:
                continue
            free = [one for one in by_merchant[refund.merchant] if one.id not in used]
            found = match(refund, free)
            if found is not None:
                links[refund.id] = found.id
                used.add(found.id)
    return links


def _whole(refund: Trade, purchases: Sequence[Trade]) -> Trade | None:
    fits = [
        one
        for one in purchases
        if one.amount_minor == refund.amount_minor
        and 0 <= (refund.on - one.on).days <= LOOK_BACK_DAYS
    ]
    return max(fits, key=lambda one: (one.account_id == refund.account_id, one.on), default=None)


def _part(refund: Trade, purchases: Sequence[Trade]) -> Trade | None:
    fits = [
        one
        for one in purchases
        if one.amount_minor > refund.amount_minor
        and one.account_id == refund.account_id
        and 0 <= (refund.on - one.on).days <= _PART_DAYS
    ]
    return fits[0] if len(fits) == 1 else None
