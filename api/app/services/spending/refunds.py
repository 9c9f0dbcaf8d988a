"""Linking refunds to what they give back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from app.domain.spending import refunds
from app.domain.spending.entries import Entry, Kind, Source
from app.domain.spending.refunds import LOOK_BACK_DAYS, Trade
from app.repositories.said import SaidRepository
from app.repositories.sorting import Decided, SortingRepository, Stored

_LOOK_BACK = timedelta(days=LOOK_BACK_DAYS)


def link(
    rows: SortingRepository, said: SaidRepository, decided: Sequence[tuple[Entry, Decided]]
) -> list[tuple[Stored, Decided]]:
    """Return the refunds whose purchase is now known, or known anew, with what is decided of them.

    A linked refund counts in its purchase's category and month.
    """
    touched = [
        (entry, after)
        for entry, after in decided
        if after.kind in {Kind.REFUND, Kind.SPENDING} and after.merchant_id is not None
    ]
    if not touched:
        return []
    merchants = {after.merchant_id for _, after in touched if after.merchant_id}
    days = [entry.booked_on for entry, _ in touched]
    stored = rows.refunds_of(merchants, first=min(days), last=max(days) + _LOOK_BACK)
    told = said.decisions([row.entry.id for row in stored])
    open_refunds = [
        row for row in stored if row.entry.id not in told or not told[row.entry.id].is_refund_told
    ]
    if not stored:
        return []
    purchases = _purchases(rows, stored)
    taken = {
        decision.refund_of_id
        for decision in told.values()
        if decision.is_refund_told and decision.refund_of_id
    }
    links = refunds.link_refunds(
        [_trade(row) for row in open_refunds], purchases=list(purchases.values()), taken=taken
    )
    wanted = {row.entry.id: links.get(row.entry.id) for row in open_refunds} | {
        row_id: decision.refund_of_id
        for row_id, decision in told.items()
        if decision.is_refund_told
    }
    bought = {row.entry.id: row for row in rows.some([one for one in wanted.values() if one])}
    return [
        (row, after)
        for row in stored
        if (after := _linked(row, bought.get(wanted.get(row.entry.id) or row.entry.id)))
        != row.decided
    ]


def _purchases(rows: SortingRepository, stored: Sequence[Stored]) -> dict[UUID, Trade]:
    days = [row.entry.booked_on for row in stored]
    found = rows.purchases_of(
        {row.decided.merchant_id for row in stored if row.decided.merchant_id},
        first=min(days) - _LOOK_BACK,
        last=max(days),
        size_min=min(row.entry.amount.minor for row in stored),
    )
    return {
        row_id: Trade(
            id=row_id, account_id=account_id, merchant=str(merchant), on=day, amount_minor=size
        )
        for row_id, account_id, merchant, day, size in found
    }


def _trade(row: Stored) -> Trade:
    return Trade(
        id=row.entry.id,
        account_id=row.entry.account_id,
        merchant=str(row.decided.merchant_id),
        on=row.entry.booked_on,
        amount_minor=row.entry.amount.minor,
    )


def _linked(row: Stored, purchase: Stored | None) -> Decided:
    if purchase is None or purchase.entry.id == row.entry.id:
        return replace(row.decided, refund_of_id=None, counted_on=row.entry.booked_on)
    follows = row.decided.category_source not in {Source.PERSON, Source.RULE}
    return replace(
        row.decided,
        refund_of_id=purchase.entry.id,
        counted_on=purchase.entry.booked_on,
        category=purchase.decided.category if follows else row.decided.category,
        category_source=Source.PURCHASE if follows else row.decided.category_source,
    )
