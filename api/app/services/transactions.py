"""A household's transactions, page by page."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.errors import FinanceError
from app.models.banking import Transaction
from app.repositories.transactions import TransactionFilter, TransactionRepository


class InvalidCursorError(FinanceError):
    """The cursor is none of ours."""

    code: ClassVar[str] = "invalid_cursor"


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


def _cursor(row: Transaction) -> str:
    position = json.dumps([row.booked_on.isoformat(), str(row.id)])
    return base64.urlsafe_b64encode(position.encode()).decode()


def _position(cursor: str) -> tuple[date, UUID]:
    try:
        day, row_id = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        return date.fromisoformat(day), UUID(row_id)
    except (ValueError, TypeError, AttributeError, binascii.Error) as error:
        raise InvalidCursorError("Start again from the first page.", field="cursor") from error
