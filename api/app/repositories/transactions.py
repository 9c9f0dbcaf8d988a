"""Transactions, always within one household."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, func, insert, select, update
from sqlalchemy.orm import Session

from app.core.db import ask
from app.models.banking import Transaction
from app.repositories.banking import VANISHED


@dataclass(frozen=True, slots=True)
class FlowRow:
    """A row as far as its flow needs it: read by the ten thousand."""

    id: UUID
    account_id: UUID
    booked_on: date
    amount_minor: int
    description: str
    merchant: str | None
    bank_category: str
    first_seen_at: datetime
    kind: str | None
    paired_with_id: UUID | None


class TransactionRepository:
    """The rows of a household's accounts."""

    def __init__(self, session: Session, *, household_id: UUID) -> None:
        self._session = session
        self._household_id = household_id

    def get(self, transaction_id: UUID, *, for_update: bool = False) -> Transaction | None:
        query = select(Transaction).where(
            Transaction.id == transaction_id, Transaction.household_id == self._household_id
        )
        return self._session.scalar(query.with_for_update() if for_update else query)

    def add(self, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            self._session.execute(insert(Transaction), list(rows))

    def update(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Rewrite rows by their ``id``."""
        if rows:
            self._session.execute(update(Transaction), list(rows))

    def since(self, day: date) -> Sequence[Transaction]:
        """Return every account's rows from that day on, pending ones included."""
        return self._session.scalars(
            select(Transaction)
            .where(
                Transaction.household_id == self._household_id,
                Transaction.status != VANISHED,
                Transaction.booked_on >= day,
            )
            .order_by(Transaction.booked_on, Transaction.id)
        ).all()

    def of_accounts(self, account_ids: Sequence[UUID], *, since: date) -> Sequence[Transaction]:
        """Return the rows of these accounts from that day on, pending ones included."""
        if not account_ids:
            return []
        return self._session.scalars(
            select(Transaction)
            .where(
                Transaction.household_id == self._household_id,
                Transaction.account_id.in_(account_ids),
                Transaction.status != VANISHED,
                Transaction.booked_on >= since,
            )
            .order_by(Transaction.booked_on, Transaction.id)
        ).all()

    def flows(self, account_ids: Sequence[UUID], *, since: date) -> list[FlowRow]:
        """Return the rows of these accounts from that day on, oldest first."""
        if not account_ids:
            return []
        rows: Sequence[Any] = self._session.execute(
            select(
                Transaction.id,
                Transaction.account_id,
                Transaction.booked_on,
                Transaction.amount_minor,
                Transaction.description,
                Transaction.merchant,
                Transaction.bank_category,
                Transaction.first_seen_at,
                Transaction.kind,
                Transaction.paired_with_id,
            )
            .where(
                Transaction.household_id == self._household_id,
                Transaction.account_id.in_(account_ids),
                Transaction.status != VANISHED,
                Transaction.booked_on >= since,
            )
            .order_by(Transaction.booked_on, Transaction.id)
        ).all()
        return [FlowRow(*row) for row in rows]

    def fingerprint(self, *, since: date) -> tuple[object, ...]:
        """Return what changes whenever the rows from that day on, or what they are taken for, do.

        All that was committed is told by the household's revision. Only what this transaction
        changed and did not settle yet is told by the rows themselves.
        """
        revision, is_changing = ask(
            self._session,
            """
                SELECT h.spending_revision,
                       EXISTS (SELECT FROM transactions t
                               WHERE t.household_id = h.id AND t.sorted_at IS NULL)
                       OR EXISTS (SELECT FROM stale_months m WHERE m.household_id = h.id)
                FROM households h WHERE h.id = %(household_id)s
            """,
            {"household_id": self._household_id},
        )[0]
        return (revision, *(self._sums_since(since) if is_changing else ()))

    def _sums_since(self, since: date) -> tuple[object, ...]:
        row = self._session.execute(
            select(
                func.count(),
                func.max(Transaction.first_seen_at),
                func.sum(Transaction.amount_minor),
                func.sum(
                    func.hashtext(
                        func.concat_ws(
                            "|", Transaction.id, Transaction.booked_on, Transaction.amount_minor
                        )
                    ).cast(BigInteger)
                ),
            ).where(
                Transaction.household_id == self._household_id,
                Transaction.status != VANISHED,
                Transaction.booked_on >= since,
            )
        ).one()
        return tuple(row)
