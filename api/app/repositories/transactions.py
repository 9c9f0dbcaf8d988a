"""Transactions, always within one household."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import eq, ge, le
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    and_,
    exists,
    func,
    insert,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.orm import Session

from app.models.banking import Account, Transaction
from app.models.planning import Commitment, CommitmentEvidence
from app.models.spending import Merchant, TransactionSplit
from app.repositories.banking import VANISHED

# The commitment whose series a row belongs to; one the person confirmed before others.
_COMMITMENT = (
    select(CommitmentEvidence.commitment_id)
    .join(Commitment, Commitment.id == CommitmentEvidence.commitment_id)
    .where(CommitmentEvidence.transaction_id == Transaction.id, Commitment.status != "rejected")
    .order_by((Commitment.status == "confirmed").desc(), Commitment.id)
    .limit(1)
    .correlate(Transaction)
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TransactionFilter:
    """What a page of transactions is narrowed to; ``until`` is the last day shown."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A row with the names a person reads beside it."""

    row: Transaction
    account_name: str
    merchant: str | None
    commitment_id: UUID | None


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
        """Return what changes whenever the rows from that day on do."""
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

    def page(
        self, wanted: TransactionFilter, *, after: tuple[date, UUID] | None, limit: int
    ) -> list[Shown]:
        """Return the newest rows after the cursor, each with its account's and merchant's name."""
        query = self._shown().where(*_conditions(wanted))
        if after is not None:
            query = query.where(tuple_(Transaction.booked_on, Transaction.id) < after)
        return self._as_shown(
            query.order_by(Transaction.booked_on.desc(), Transaction.id.desc()).limit(limit)
        )

    def shown(self, transaction_id: UUID) -> Shown | None:
        found = self._as_shown(self._shown().where(Transaction.id == transaction_id))
        return found[0] if found else None

    def _shown(self) -> Select[Transaction, str, str, UUID | None]:
        return (
            select(Transaction, Account.name, Merchant.name, _COMMITMENT)
            .join(Account, Account.id == Transaction.account_id)
            .outerjoin(Merchant, Merchant.id == Transaction.merchant_id)
            .where(Transaction.household_id == self._household_id, Transaction.status != VANISHED)
        )

    def _as_shown(self, query: Select[Transaction, str, str, UUID | None]) -> list[Shown]:
        rows = self._session.execute(query).all()
        return [
            Shown(row=row, account_name=account, merchant=name, commitment_id=commitment_id)
            for row, account, name, commitment_id in rows
        ]


def _conditions(wanted: TransactionFilter) -> Iterator[ColumnElement[bool]]:
    for value, compare, column in (
        (wanted.since, ge, Transaction.booked_on),
        (wanted.until, le, Transaction.booked_on),
        (wanted.counted_since, ge, Transaction.counted_on),
        (wanted.counted_until, le, Transaction.counted_on),
        (wanted.account_id, eq, Transaction.account_id),
        (wanted.status, eq, Transaction.status),
        (wanted.kind, eq, Transaction.kind),
        (wanted.merchant_id, eq, Transaction.merchant_id),
    ):
        if value is not None:
            yield compare(column, value)
    if wanted.is_spending is not None:
        yield Transaction.kind.in_(("spending", "refund")) == wanted.is_spending
    if wanted.category is not None:
        yield or_(
            Transaction.category == wanted.category,
            and_(
                Transaction.is_split,
                exists().where(
                    TransactionSplit.transaction_id == Transaction.id,
                    TransactionSplit.category == wanted.category,
                ),
            ),
        )
    if wanted.text:
        yield or_(
            Transaction.description.icontains(wanted.text, autoescape=True),
            Transaction.merchant.icontains(wanted.text, autoescape=True),
            Merchant.name.icontains(wanted.text, autoescape=True),
            Transaction.note.icontains(wanted.text, autoescape=True),
        )
