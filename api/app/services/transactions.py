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
from app.repositories.banking import VANISHED, AccountRepository
from app.repositories.transactions import TransactionFilter, TransactionRepository
from app.services.evidence import Evidence


class InvalidCursorError(FinanceError):
    """The cursor is none of ours."""

    code: ClassVar[str] = "invalid_cursor"


class TransactionUnknownError(FinanceError):
    """This household has no such transaction."""

    code: ClassVar[str] = "transaction_not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransactionView:
    """A row with its account, and as the bank wrote it."""

    row: Transaction
    account: Account
    evidence: Mapping[str, Any] | None
    evidence_read_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some rows with their accounts' names, and the cursor of the next page."""

    rows: Sequence[tuple[Transaction, str]]
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
    rows = TransactionRepository(session, household_id=household_id).page(
        wanted, after=_position(cursor) if cursor else None, limit=limit + 1
    )
    shown = rows[:limit]
    has_more = len(rows) > limit
    return Page(rows=shown, next_cursor=_cursor(shown[-1][0]) if has_more else None)


def values_of(row: Transaction, *, account_name: str) -> dict[str, Any]:
    """Return what a list shows of a row."""
    return {
        "id": row.id,
        "account_id": row.account_id,
        "account_name": account_name,
        "date": row.booked_on,
        "description": row.description,
        "merchant": row.merchant,
        "amount": row.amount_minor,
        "currency": row.currency,
        "status": row.status,
        "category": None,
        "kind": "spending" if row.amount_minor < 0 else "income",
        "commitment_id": None,
        "provider_ids": {
            "transaction_id": row.transaction_id,
            "provider_transaction_id": row.provider_transaction_id,
            "normalised_provider_transaction_id": row.normalised_id,
        },
        "running_balance": row.running_balance_minor,
        "note": row.note,
    }


def read(
    session: Session, evidence: Evidence, *, household_id: UUID, transaction_id: UUID
) -> TransactionView:
    """Return one row with all that is known of it.

    A row that settled as another is that other one: an old link leads to what it became.

    :raises TransactionUnknownError: if the household has no such row, or the bank no longer has.
    """
    return _view(
        session, evidence, _known(session, household_id=household_id, transaction_id=transaction_id)
    )


def change(
    session: Session,
    evidence: Evidence,
    *,
    household_id: UUID,
    transaction_id: UUID,
    changes: Mapping[str, Any],
) -> TransactionView:
    """Take down what the person says of a row.

    :raises TransactionUnknownError: if the household has no such row.
    """
    row = _known(session, household_id=household_id, transaction_id=transaction_id, for_update=True)
    if "note" in changes:
        row.note = changes["note"] or None
    session.flush()
    return _view(session, evidence, row)


def _known(
    session: Session, *, household_id: UUID, transaction_id: UUID, for_update: bool = False
) -> Transaction:
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
    written = evidence.read(session, household_id=row.household_id, transaction_id=row.id)
    return TransactionView(
        row=row,
        account=account,
        evidence=written.row if written else None,
        evidence_read_at=written.fetched_at if written else None,
    )


def _cursor(row: Transaction) -> str:
    position = json.dumps([row.booked_on.isoformat(), str(row.id)])
    return base64.urlsafe_b64encode(position.encode()).decode()


def _position(cursor: str) -> tuple[date, UUID]:
    try:
        day, row_id = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        return date.fromisoformat(day), UUID(row_id)
    except (ValueError, TypeError, AttributeError, binascii.Error) as error:
        raise InvalidCursorError("Start again from the first page.", field="cursor") from error
