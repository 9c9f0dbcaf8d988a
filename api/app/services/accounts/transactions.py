"""A household's transactions, page by page."""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.errors import FinanceError
from app.models.banking import Account, Transaction
from app.models.spending import TransactionSplit
from app.repositories.banking import VANISHED, AccountRepository
from app.repositories.listing import Listed, ListingRepository, TransactionFilter
from app.repositories.said import REFUSED, SaidRepository
from app.repositories.transactions import TransactionRepository
from app.services.feed.evidence import Evidence


class InvalidCursorError(FinanceError):
    """The cursor is none of ours."""

    code: ClassVar[str] = "invalid_cursor"


class TransactionUnknownError(FinanceError):
    """This household has no such transaction."""

    code: ClassVar[str] = "transaction_not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransactionView:
    """A row with its account, what belongs to it, and as the bank wrote it."""

    row: Transaction
    shown: Listed
    splits: Sequence[TransactionSplit]
    account: Account
    pair: Listed | None
    pair_state: str | None
    pair_evidence: Sequence[str]
    purchase: Listed | None
    evidence: Mapping[str, Any] | None
    evidence_read_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some rows as a list shows them, and the cursor of the next page."""

    items: Sequence[Mapping[str, Any]]
    next_cursor: str | None


def page(
    session: Session,
    *,
    household_id: UUID,
    wanted: TransactionFilter,
    cursor: str | None,
    limit: int,
) -> Page:
    """Return the newest rows after the cursor.

    :raises InvalidCursorError: if the cursor was made up.
    """
    rows = ListingRepository(session, household_id=household_id).page(
        wanted, after=_position(cursor) if cursor else None, limit=limit + 1
    )
    shown = rows[:limit]
    ids = [UUID(row.id) for row in shown if row.is_split]
    parts = SaidRepository(session, household_id=household_id).splits(ids) if ids else {}
    return Page(
        items=[values_of(row, parts[UUID(row.id)] if row.is_split else ()) for row in shown],
        next_cursor=_cursor(shown[-1]) if len(rows) > limit else None,
    )


def values_of(row: Listed, splits: Sequence[TransactionSplit] = ()) -> dict[str, Any]:
    """Return what a list shows of a row."""
    return {
        "id": row.id,
        "account_id": row.account_id,
        "account_name": row.account_name,
        "date": row.booked_on,
        "description": row.description,
        "merchant": row.merchant or (row.bank_merchant if row.kind is None else None),
        "merchant_id": row.merchant_id,
        "amount": row.amount_minor,
        "currency": row.currency,
        "status": row.status,
        "category": row.category,
        "category_source": row.category_source,
        "kind": row.kind or ("spending" if row.amount_minor < 0 else "income"),
        "kind_source": row.kind_source,
        "confidence": row.confidence,
        "counted_on": row.counted_on,
        "note": row.note,
        "paired_with_id": row.paired_with_id,
        "refund_of_id": row.refund_of_id,
        "splits": [
            {"category": part.category, "amount": part.amount_minor, "note": part.note}
            for part in splits
        ],
        "commitment_id": row.commitment_id,
        "provider_ids": {
            "transaction_id": row.transaction_id,
            "provider_transaction_id": row.provider_transaction_id,
            "normalised_provider_transaction_id": row.normalised_id,
        },
        "running_balance": row.running_balance_minor,
    }


def read(
    session: Session, evidence: Evidence, *, household_id: UUID, transaction_id: UUID
) -> TransactionView:
    """Return one row with all that is known of it.

    A row that settled as another is that other one: an old link leads to what it became.

    :raises TransactionUnknownError: if the household has no such row, or the bank no longer has.
    """
    return _view(
        session, evidence, known(session, household_id=household_id, transaction_id=transaction_id)
    )


def known(
    session: Session, *, household_id: UUID, transaction_id: UUID, for_update: bool = False
) -> Transaction:
    """Return the row, or the one it settled as.

    :raises TransactionUnknownError: if the household has no such row, or the bank no longer has.
    """
    rows = TransactionRepository(session, household_id=household_id)
    row = rows.get(transaction_id, for_update=for_update)
    if row is not None and row.settled_as_id is not None:
        row = rows.get(row.settled_as_id, for_update=for_update)
    if row is None or row.status == VANISHED:
        raise TransactionUnknownError("There is no such transaction.")
    return row


def _view(session: Session, evidence: Evidence, row: Transaction) -> TransactionView:
    account = AccountRepository(session, household_id=row.household_id).get(row.account_id)
    if account is None:
        raise TransactionUnknownError("There is no such transaction.")
    wanted = [row.id, *(one for one in (row.paired_with_id, row.refund_of_id) if one)]
    listed = ListingRepository(session, household_id=row.household_id).some(wanted)
    shown = {UUID(one.id): one for one in listed}
    said = SaidRepository(session, household_id=row.household_id)
    transfer = next(
        (
            one
            for one in said.transfers([row.id])
            if row.paired_with_id in {one.out_id, one.in_id} and one.state != REFUSED
        ),
        None,
    )
    written = evidence.read(session, household_id=row.household_id, transaction_id=row.id)
    return TransactionView(
        row=row,
        shown=shown[row.id],
        splits=said.splits([row.id]).get(row.id, ()),
        account=account,
        pair=shown.get(row.paired_with_id) if row.paired_with_id else None,
        pair_state=transfer.state if transfer else None,
        pair_evidence=transfer.evidence if transfer else (),
        purchase=shown.get(row.refund_of_id) if row.refund_of_id else None,
        evidence=written.row if written else None,
        evidence_read_at=written.fetched_at if written else None,
    )


def _cursor(row: Listed) -> str:
    position = json.dumps([row.booked_on.isoformat(), row.id])
    return base64.urlsafe_b64encode(position.encode()).decode()


def _position(cursor: str) -> tuple[date, UUID]:
    try:
        day, row_id = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        return date.fromisoformat(day), UUID(row_id)
    except (ValueError, TypeError, AttributeError, binascii.Error) as error:
        raise InvalidCursorError("Start again from the first page.", field="cursor") from error
