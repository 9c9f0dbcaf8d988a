"""What stands behind the rows of a feed, always within one household."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.models.banking import Account, Connection, Transaction
from app.models.feed import AccountLink, FeedQuestion, RawRow
from app.repositories.banking import BOOKED, PENDING, VANISHED
from app.repositories.repointing import repoint

# A question belongs to the row it was asked of.
_QUESTIONS = FeedQuestion.__table__
# While one of these, a connection goes on bringing news of its accounts.
LIVE = ("active", "error")


class FeedRowRepository:
    """The rows of one account as its feed sees them, the vanished ones included."""

    def __init__(self, session: Session, *, account: Account) -> None:
        self._session = session
        self._account = account

    def window(self, *, after: date | None, until: date | None) -> Sequence[Transaction]:
        """Return booked and vanished rows after the one day and up to the other, oldest first."""
        query = select(Transaction).where(
            Transaction.account_id == self._account.id,
            Transaction.status.in_((BOOKED, VANISHED)),
            Transaction.settled_as_id.is_(None),
        )
        if after is not None:
            query = query.where(Transaction.booked_on > after)
        if until is not None:
            query = query.where(Transaction.booked_on <= until)
        return self._session.scalars(
            query.order_by(Transaction.booked_on, Transaction.first_seen_at, Transaction.id)
        ).all()

    def brought(self, *, since: date, until: date) -> Sequence[Transaction]:
        """Return the booked rows of those days, both included, that a file or a person brought."""
        return self._session.scalars(
            select(Transaction)
            .where(
                Transaction.account_id == self._account.id,
                Transaction.status == BOOKED,
                Transaction.source != "feed",
                Transaction.booked_on.between(since, until),
            )
            .order_by(Transaction.booked_on, Transaction.first_seen_at, Transaction.id)
        ).all()

    def pending(self) -> Sequence[Transaction]:
        return self._session.scalars(
            select(Transaction)
            .where(Transaction.account_id == self._account.id, Transaction.status == PENDING)
            .order_by(Transaction.booked_on, Transaction.id)
            .execution_options(populate_existing=True)
        ).all()

    def once_pending(self, *, vanished_since: datetime) -> Sequence[Transaction]:
        """Return the rows that were pending, and neither are it now nor were booked since."""
        return self._session.scalars(
            select(Transaction)
            .where(
                Transaction.account_id == self._account.id,
                Transaction.status == VANISHED,
                Transaction.was_pending,
                Transaction.vanished_at >= vanished_since,
            )
            .order_by(Transaction.booked_on, Transaction.id)
            .execution_options(populate_existing=True)
        ).all()

    def booked_since(self, *, seen: datetime, first_on: date) -> Sequence[Transaction]:
        """Return the booked rows first seen after that moment and never seen pending."""
        return self._session.scalars(
            select(Transaction)
            .where(
                Transaction.account_id == self._account.id,
                Transaction.status == BOOKED,
                ~Transaction.was_pending,
                Transaction.first_seen_at > seen,
                Transaction.booked_on >= first_on,
            )
            .order_by(Transaction.booked_on, Transaction.id)
            .execution_options(populate_existing=True)
        ).all()

    def has_booked(self, *, bank_ids: Sequence[str], first_on: date) -> set[str]:
        """Return which of the bank's ids belong to booked rows from that day on."""
        if not bank_ids:
            return set()
        rows = self._session.execute(
            select(Transaction.normalised_id, Transaction.provider_transaction_id).where(
                Transaction.account_id == self._account.id,
                Transaction.status == BOOKED,
                Transaction.booked_on >= first_on,
            )
        )
        return set(bank_ids) & {identity for row in rows for identity in row if identity}

    def vanish(self, ids: Sequence[UUID], *, now: datetime, were_pending: bool) -> None:
        """Take rows out of every figure, and keep them for their return."""
        if not ids:
            return
        values: dict[str, Any] = {"status": VANISHED, "vanished_at": now}
        if were_pending:
            values["was_pending"] = True
        self._session.execute(
            update(Transaction)
            .where(Transaction.account_id == self._account.id, Transaction.id.in_(ids))
            .values(values)
        )

    def repoint(self, *, kept: UUID, gone: UUID) -> None:
        """Point everything that names the one row to the other."""
        repoint(self._session, Transaction.__table__, kept=kept, gone=gone, leave=(_QUESTIONS,))

    def merge(self, *, kept: UUID, gone: UUID) -> None:
        """Let the one row be the other: point everything to the kept one, and delete the one."""
        self.repoint(kept=kept, gone=gone)
        self._session.execute(
            delete(Transaction).where(
                Transaction.account_id == self._account.id, Transaction.id == gone
            )
        )

    def sums(self, *, since: date) -> tuple[int, int]:
        """Return what the booked and the pending rows from that day on come to, in minor units."""
        rows = self._session.execute(
            select(Transaction.status, func.sum(Transaction.amount_minor))
            .where(
                Transaction.account_id == self._account.id,
                Transaction.status.in_((BOOKED, PENDING)),
                (Transaction.booked_on >= since) | (Transaction.status == PENDING),
            )
            .group_by(Transaction.status)
        )
        sums = {status: int(total) for status, total in rows}
        return sums.get(BOOKED, 0), sums.get(PENDING, 0)

    def booked_between(self, first: date, end: date) -> int:
        """Return what the booked rows from the one day to the day before the other come to."""
        total = self._session.scalar(
            select(func.sum(Transaction.amount_minor)).where(
                Transaction.account_id == self._account.id,
                Transaction.status == BOOKED,
                Transaction.booked_on >= first,
                Transaction.booked_on < end,
            )
        )
        return int(total or 0)

    def running_balances(
        self, *, since: date, before: date | None
    ) -> Sequence[tuple[UUID, date, int, int | None, str]]:
        """Return id, day, amount, running balance and words of the booked rows of those days."""
        query = (
            select(
                Transaction.id,
                Transaction.booked_on,
                Transaction.amount_minor,
                Transaction.running_balance_minor,
                Transaction.description,
            )
            .where(
                Transaction.account_id == self._account.id,
                Transaction.status == BOOKED,
                Transaction.booked_on >= since,
            )
            .order_by(Transaction.booked_on, Transaction.first_seen_at, Transaction.id)
        )
        if before is not None:
            query = query.where(Transaction.booked_on < before)
        return [
            (row_id, day, amount, balance, words)
            for row_id, day, amount, balance, words in self._session.execute(query)
        ]

    def forget_vanished(self, *, before: datetime) -> None:
        """Delete what vanished before that moment and never came back."""
        self._session.execute(
            delete(Transaction).where(
                Transaction.account_id == self._account.id,
                Transaction.status == VANISHED,
                Transaction.vanished_at < before,
            )
        )


class EvidenceRepository:
    """Rows as the bank wrote them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Store evidence; newer evidence of a row replaces older."""
        if not rows:
            return
        query = insert(RawRow)
        self._session.execute(
            query.on_conflict_do_update(
                index_elements=[RawRow.transaction_id],
                set_={
                    name: query.excluded[name]
                    for name in ("payload_encrypted", "rules_version", "fetched_at")
                },
            ),
            list(rows),
        )

    def drop(self, transaction_id: UUID) -> None:
        self._session.execute(delete(RawRow).where(RawRow.transaction_id == transaction_id))

    def of(self, transaction_id: UUID, *, household_id: UUID) -> RawRow | None:
        return self._session.scalar(
            select(RawRow)
            .join(Transaction, Transaction.id == RawRow.transaction_id)
            .where(
                RawRow.transaction_id == transaction_id, Transaction.household_id == household_id
            )
        )

    def read_by_older_rules(
        self, version: int, *, limit: int
    ) -> Sequence[tuple[RawRow, Transaction, Account]]:
        """Return some evidence that was read by rules older than these, of any household."""
        rows = self._session.execute(
            select(RawRow, Transaction, Account)
            .join(Transaction, Transaction.id == RawRow.transaction_id)
            .join(Account, Account.id == Transaction.account_id)
            .where(RawRow.rules_version < version)
            .order_by(RawRow.transaction_id)
            .limit(limit)
            .with_for_update(of=RawRow, skip_locked=True)
        )
        return [(raw, transaction, account) for raw, transaction, account in rows]

    def forget(self, *, fetched_before: datetime) -> None:
        self._session.execute(delete(RawRow).where(RawRow.fetched_at < fetched_before))


class LinkRepository:
    """Which connections share which accounts."""

    def __init__(self, session: Session, *, household_id: UUID) -> None:
        self._session = session
        self._household_id = household_id

    def keep(self, *, connection_id: UUID, provider_account_id: str, account_id: UUID) -> None:
        query = insert(AccountLink).values(
            connection_id=connection_id,
            provider_account_id=provider_account_id,
            account_id=account_id,
        )
        self._session.execute(
            query.on_conflict_do_update(
                index_elements=[AccountLink.connection_id, AccountLink.provider_account_id],
                set_={"account_id": account_id},
            )
        )

    def account_of(self, *, connection_id: UUID, provider_account_id: str) -> UUID | None:
        return self._session.scalar(
            select(AccountLink.account_id).where(
                AccountLink.connection_id == connection_id,
                AccountLink.provider_account_id == provider_account_id,
            )
        )

    def all(self) -> Sequence[AccountLink]:
        return self._session.scalars(
            select(AccountLink)
            .join(Connection, Connection.id == AccountLink.connection_id)
            .where(Connection.household_id == self._household_id, Connection.status.in_(LIVE))
            .order_by(Connection.created_at, Connection.id)
        ).all()

    def sharers(self) -> dict[UUID, list[UUID]]:
        """Return the live connections that share each account, oldest first."""
        found: dict[UUID, list[UUID]] = {}
        for link in self.all():
            found.setdefault(link.account_id, []).append(link.connection_id)
        return found

    def others(self, account: Account) -> Sequence[tuple[AccountLink, Connection]]:
        """Return the other live connections that share the account, oldest first."""
        rows = self._session.execute(
            select(AccountLink, Connection)
            .join(Connection, Connection.id == AccountLink.connection_id)
            .where(
                AccountLink.account_id == account.id,
                AccountLink.connection_id != account.connection_id,
                Connection.household_id == self._household_id,
                Connection.status.in_(LIVE),
            )
            .order_by(Connection.created_at, Connection.id)
        )
        return [(link, connection) for link, connection in rows]


class QuestionRepository:
    """What only the person can tell about rows."""

    def __init__(self, session: Session, *, household_id: UUID) -> None:
        self._session = session
        self._household_id = household_id

    def get(self, question_id: UUID) -> tuple[FeedQuestion, Transaction, Account] | None:
        """Return a question, held for a change, with the row asked about and its account."""
        found = self._session.execute(
            self._with_rows().where(FeedQuestion.id == question_id).with_for_update(of=FeedQuestion)
        ).one_or_none()
        return None if found is None else (found[0], found[1], found[2])

    def open(self) -> Sequence[tuple[FeedQuestion, Transaction, Account]]:
        """Return what is not answered yet, oldest first."""
        rows = self._session.execute(
            self._with_rows()
            .where(FeedQuestion.answered_at.is_(None))
            .order_by(FeedQuestion.asked_at, FeedQuestion.id)
        )
        return [(question, row, account) for question, row, account in rows]

    def _with_rows(self) -> Select[FeedQuestion, Transaction, Account]:
        return (
            select(FeedQuestion, Transaction, Account)
            .join(Transaction, Transaction.id == FeedQuestion.transaction_id)
            .join(Account, Account.id == Transaction.account_id)
            .where(FeedQuestion.household_id == self._household_id)
        )

    def of_account(self, account_id: UUID, *, kind: str) -> Sequence[FeedQuestion]:
        return self._session.scalars(
            select(FeedQuestion)
            .join(Transaction, Transaction.id == FeedQuestion.transaction_id)
            .where(
                FeedQuestion.household_id == self._household_id,
                Transaction.account_id == account_id,
                FeedQuestion.kind == kind,
            )
        ).all()

    def add(self, question: FeedQuestion) -> None:
        self._session.add(question)
        self._session.flush()

    def delete(self, question: FeedQuestion) -> None:
        self._session.delete(question)
        self._session.flush()
