"""Files a person brought, and what they share with the stored rows, within one household."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, tuple_, update
from sqlalchemy.orm import Session, undefer

from app.domain.money import Money
from app.domain.reconcile import FeedRow, StoredRow
from app.models.banking import Account, Transaction
from app.models.imports import FileImport
from app.repositories.banking import VANISHED

FEED, FILE, BY_HAND = "feed", "file", "by_hand"
PREVIEW, COMMITTED, UNDONE = "preview", "committed", "undone"


class ImportRepository:
    """A household's imports."""

    def __init__(self, session: Session, *, household_id: UUID) -> None:
        self._session = session
        self._household_id = household_id

    def get(self, import_id: UUID, *, for_update: bool = False) -> FileImport | None:
        """Return the import with its content."""
        query = (
            select(FileImport)
            .where(FileImport.id == import_id, FileImport.household_id == self._household_id)
            .options(undefer(FileImport.content_encrypted))
        )
        return self._session.scalar(query.with_for_update() if for_update else query)

    def taken_in(self, *, limit: int) -> Sequence[FileImport]:
        """Return the imports that were committed, newest first."""
        return self._session.scalars(
            select(FileImport)
            .where(FileImport.household_id == self._household_id, FileImport.state == COMMITTED)
            .order_by(FileImport.committed_at.desc(), FileImport.id)
            .limit(limit)
        ).all()

    def add(self, row: FileImport) -> None:
        self._session.add(row)
        self._session.flush()

    def remove(self, import_id: UUID) -> None:
        self._session.execute(
            delete(FileImport).where(
                FileImport.id == import_id, FileImport.household_id == self._household_id
            )
        )

    def forget_previews(self, *, before: datetime) -> None:
        """Delete the files that were looked at before that moment and never taken in."""
        self._session.execute(
            delete(FileImport).where(
                FileImport.household_id == self._household_id,
                FileImport.state == PREVIEW,
                FileImport.created_at < before,
            )
        )

    def links(self, account_id: UUID) -> list[Any]:
        """Return what a person let stand for stored rows in earlier files of this account."""
        rows = self._session.scalars(
            select(FileImport.links)
            .where(
                FileImport.household_id == self._household_id,
                FileImport.account_id == account_id,
                FileImport.state == COMMITTED,
            )
            .order_by(FileImport.committed_at)
        )
        return [link for links in rows for link in links]

    def stored_rows(self, account_id: UUID, *, since: date, until: date) -> list[StoredRow[None]]:
        """Return an account's rows of those days, both included, oldest first."""
        rows = self._session.execute(
            select(
                Transaction.id,
                Transaction.normalised_id,
                Transaction.provider_transaction_id,
                Transaction.booked_on,
                Transaction.amount_minor,
                Transaction.currency,
                Transaction.description,
            )
            .where(
                Transaction.household_id == self._household_id,
                Transaction.account_id == account_id,
                Transaction.status != VANISHED,
                Transaction.booked_on.between(since, until),
            )
            .order_by(Transaction.booked_on, Transaction.first_seen_at, Transaction.id)
            .execution_options(yield_per=2_000)
        )
        return [
            StoredRow(
                row_id,
                FeedRow(
                    normalised_id=normalised_id,
                    provider_id=provider_id,
                    booked_on=booked_on,
                    amount=Money(minor, currency),
                    description=description,
                    fingerprint="",
                    payload=None,
                ),
            )
            for row_id, normalised_id, provider_id, booked_on, minor, currency, description in rows
        ]

    def rows_named(self, ids: Collection[UUID]) -> Sequence[Transaction]:
        """Return the household's rows of these ids."""
        return self._session.scalars(
            select(Transaction).where(
                Transaction.household_id == self._household_id, Transaction.id.in_(ids)
            )
        ).all()

    def seen_before(
        self, contents: Sequence[tuple[date, int]], *, currency: str
    ) -> dict[UUID, int]:
        """Return how many of these days and amounts each account of that currency has."""
        rows = self._session.execute(
            select(
                Transaction.account_id,
                func.count(func.distinct(tuple_(Transaction.booked_on, Transaction.amount_minor))),
            )
            .where(
                Transaction.household_id == self._household_id,
                Transaction.status != VANISHED,
                Transaction.currency == currency,
                tuple_(Transaction.booked_on, Transaction.amount_minor).in_(contents),
            )
            .group_by(Transaction.account_id)
        )
        return {account_id: int(count) for account_id, count in rows}

    def take_back(self, import_id: UUID) -> tuple[int, int]:
        """Delete the rows a file brought that nobody touched; return how many went and stayed.

        A row stays if a feed has taken it over or a person has written on it.
        """
        ours = (Transaction.household_id == self._household_id, Transaction.import_id == import_id)
        removed = self._session.execute(
            delete(Transaction).where(*ours, Transaction.source == FILE, Transaction.note.is_(None))
        )
        kept = self._session.execute(
            update(Transaction).where(*ours).values(import_id=None).returning(Transaction.id)
        ).all()
        return int(getattr(removed, "rowcount", 0)), len(kept)

    def has_rows(self, account_id: UUID) -> bool:
        """Return whether an account has any row at all."""
        return bool(
            self._session.scalar(
                select(Transaction.id)
                .join(Account, Account.id == Transaction.account_id)
                .where(
                    Account.household_id == self._household_id, Transaction.account_id == account_id
                )
                .limit(1)
            )
        )
