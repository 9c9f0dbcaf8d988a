"""Lists of transactions as a person reads them; always within one household."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.db import ask
from app.repositories.banking import VANISHED


@dataclass(frozen=True, slots=True, kw_only=True)
class TransactionFilter:
    """What a list of transactions is narrowed to; ``until`` is the last day shown."""

    since: date | None = None
    until: date | None = None
    account_id: UUID | None = None
    status: str | None = None
    text: str | None = None
    category: str | None = None
    kind: str | None = None
    merchant_id: UUID | None = None
    counted_since: date | None = None
    """The first day a row counts on: a refund counts with its purchase."""
    counted_until: date | None = None
    is_spending: bool | None = None


class Listed(NamedTuple):
    """A row with the names a person reads beside it; ids as text, as they go out."""

    id: str
    account_id: str
    account_name: str
    booked_on: date
    description: str
    merchant: str | None
    """The name the person reads."""
    bank_merchant: str | None
    merchant_id: str | None
    amount_minor: int
    currency: str
    status: str
    category: str | None
    category_source: str | None
    kind: str | None
    kind_source: str | None
    confidence: int | None
    counted_on: date | None
    paired_with_id: str | None
    refund_of_id: str | None
    is_split: bool
    commitment_id: str | None
    """The commitment whose series it belongs to; one the person confirmed before others."""
    transaction_id: str
    provider_transaction_id: str | None
    normalised_id: str | None
    running_balance_minor: int | None
    note: str | None


_NEWEST_FIRST = "ORDER BY t.booked_on DESC, t.id DESC"
# The rows are found first and named then, so that naming is done for a page and no more.
_LISTED = """
    SELECT t.id::text, t.account_id::text, a.name, t.booked_on, t.description, m.name, t.merchant,
           t.merchant_id::text, t.amount_minor, t.currency, t.status, t.category,
           t.category_source, t.kind, t.kind_source, t.confidence, t.counted_on,
           t.paired_with_id::text, t.refund_of_id::text, t.is_split,
           (SELECT e.commitment_id::text FROM commitment_evidence e
            JOIN commitments c ON c.id = e.commitment_id
            WHERE e.transaction_id = t.id AND c.status <> 'rejected'
            ORDER BY c.status = 'confirmed' DESC, c.id LIMIT 1),
           t.transaction_id, t.provider_transaction_id, t.normalised_id, t.running_balance_minor,
           t.note
    FROM ({rows}) t
    JOIN accounts a ON a.id = t.account_id
    LEFT JOIN merchants m ON m.id = t.merchant_id
    {order}
"""
_OURS = f"t.household_id = %(household_id)s AND t.status <> '{VANISHED}'"
_CONDITIONS = {
    "since": "t.booked_on >= %(since)s",
    "until": "t.booked_on <= %(until)s",
    "account_id": "t.account_id = %(account_id)s",
    "status": "t.status = %(status)s",
    "kind": "t.kind = %(kind)s",
    "merchant_id": "t.merchant_id = %(merchant_id)s",
    "is_spending": "(t.kind IN ('spending', 'refund')) = %(is_spending)s",
}
# What can hold in two ways is asked in each by itself: either goes along an index of its own,
# newest first, where both at once would have every row looked at.
_WAYS = {
    # A row counts on its own day, but for a refund that is linked to its purchase.
    "counted": (
        "t.counted_on = t.booked_on{since_booked}{until_booked}",
        "t.counted_on <> t.booked_on AND t.refund_of_id IS NOT NULL{since}{until}",
    ),
    # A row is of its category, or of that of a part.
    "category": (
        "t.category = %(category)s",
        """t.is_split AND t.id IN (
            SELECT s.transaction_id FROM transaction_splits s WHERE s.category = %(category)s
        )""",
    ),
    "text": (
        """(
            t.description{c} ILIKE %(text)s OR t.merchant{c} ILIKE %(text)s
            OR t.note{c} ILIKE %(text)s
        )""",
        """t.merchant_id = ANY(ARRAY(
            SELECT id FROM merchants WHERE household_id = %(household_id)s AND name ILIKE %(text)s
        ))""",
    ),
}
_SINCE = " AND t.{day} >= %(counted_since)s"
_UNTIL = " AND t.{day} <= %(counted_until)s"
_AFTER = "(t.booked_on, t.id) < (%(after_day)s, %(after_id)s)"


class ListingRepository:
    """The rows of a household's accounts, newest first."""

    def __init__(self, session: Session, *, household_id: UUID) -> None:
        self._session = session
        self._household_id = household_id

    def page(
        self, wanted: TransactionFilter, *, after: tuple[date, UUID] | None, limit: int
    ) -> list[Listed]:
        """Return the newest rows after the cursor."""
        given: dict[str, Any] = {
            name: value
            for name in TransactionFilter.__dataclass_fields__
            if (value := getattr(wanted, name)) is not None
        }
        if not given.get("text"):
            given.pop("text", None)
        conditions = [_OURS, *(_CONDITIONS[name] for name in given if name in _CONDITIONS)]
        if after is not None:
            conditions.append(_AFTER)
            given |= {"after_day": after[0], "after_id": after[1]}
        ways = _ways(given)
        if "text" in given:
            given["text"] = f"%{_escaped(given['text'])}%"
        return self._listed(
            _found(conditions, ways),
            given | {"limit": limit},
            # What is rare in this household and common in others must not share a plan.
            is_planned_anew=len(conditions) > 1 or len(ways) > 1,
        )

    def some(self, ids: Sequence[UUID]) -> list[Listed]:
        """Return these rows."""
        if not ids:
            return []
        rows = f"SELECT t.* FROM transactions t WHERE {_OURS} AND t.id = ANY(%(ids)s)"  # noqa: S608
        return self._listed(rows, {"ids": list(ids)})

    def _listed(
        self, rows: str, given: dict[str, Any], *, is_planned_anew: bool = False
    ) -> list[Listed]:
        question = _LISTED.format(rows=rows, order=_NEWEST_FIRST)
        named = given | {"household_id": self._household_id}
        found = ask(self._session, question, named, is_planned_anew=is_planned_anew)
        return [Listed._make(row) for row in found]


def _ways(given: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Return every way in which a row can be what is wanted."""
    both: list[Sequence[str]] = []
    if given.keys() & {"counted_since", "counted_until"}:
        since = _SINCE if "counted_since" in given else ""
        until = _UNTIL if "counted_until" in given else ""
        both.append(
            [
                way.format(
                    since_booked=since.format(day="booked_on"),
                    until_booked=until.format(day="booked_on"),
                    since=since.format(day="counted_on"),
                    until=until.format(day="counted_on"),
                )
                for way in _WAYS["counted"]
            ]
        )
    if "category" in given:
        both.append(_WAYS["category"])
    if "text" in given:
        # Letters without accents fold by themselves, several times faster.
        collation = ' COLLATE "C"' if given["text"].isascii() else ""
        both.append([way.format(c=collation) for way in _WAYS["text"]])
    return list(product(*both))


def _found(conditions: Sequence[str], ways: Sequence[Sequence[str]]) -> str:
    """Return the question for the rows that meet the conditions in any way, up to ``limit``."""
    found = [
        f"FROM transactions t WHERE {' AND '.join((*conditions, *way))} {_NEWEST_FIRST} "
        "LIMIT %(limit)s"
        for way in ways
    ]
    if len(found) == 1:
        return f"SELECT t.* {found[0]}"
    some = " UNION ".join(f"(SELECT t.id {one})" for one in found)
    return f"""
        SELECT t.* FROM ({some}) k JOIN transactions t ON t.id = k.id
        {_NEWEST_FIRST} LIMIT %(limit)s
    """  # noqa: S608 - our own words only


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
