"""The balances said of accounts kept by hand, and what has moved since, within one household."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import and_, delete, func, or_, select
from sqlalchemy.orm import Session

from app.models.banking import Account, Transaction
from app.models.imports import SaidBalance
from app.repositories.banking import BOOKED
from app.repositories.imports import BY_HAND


class SaidBalanceRepository:
    """What somebody vouched for, of the accounts of one household."""

    def __init__(self, session: Session, *, household_id: UUID) -> None:
        self._session = session
        self._household_id = household_id

    def history(self, account_id: UUID) -> Sequence[tuple[SaidBalance, int]]:
        """Return each balance said, oldest first, with the sum of all rows after it.

        Rows of its own day are in it already, unless they were entered by hand afterwards.
        """
        after = (
            select(func.coalesce(func.sum(Transaction.amount_minor), 0))
            .where(
                Transaction.account_id == SaidBalance.account_id,
                Transaction.status == BOOKED,
                or_(
                    Transaction.booked_on > SaidBalance.said_on,
                    and_(
                        Transaction.booked_on == SaidBalance.said_on,
                        Transaction.source == BY_HAND,
                        Transaction.first_seen_at > SaidBalance.said_at,
                    ),
                ),
            )
            .correlate(SaidBalance)
            .scalar_subquery()
        )
        rows = self._session.execute(
            select(SaidBalance, after)
            .join(Account, Account.id == SaidBalance.account_id)
            .where(Account.household_id == self._household_id, SaidBalance.account_id == account_id)
            .order_by(SaidBalance.said_on, SaidBalance.said_at, SaidBalance.id)
        )
        return [(said, int(moved)) for said, moved in rows]

    def sum_of_rows(self, account_id: UUID) -> int:
        """Return the sum of all the account's booked rows, in minor units."""
        total = self._session.scalar(
            select(func.coalesce(func.sum(Transaction.amount_minor), 0)).where(
                Transaction.household_id == self._household_id,
                Transaction.account_id == account_id,
                Transaction.status == BOOKED,
            )
        )
        return int(total or 0)

    def add(self, said: SaidBalance) -> None:
        self._session.add(said)
        self._session.flush()

    def remove(self, account_id: UUID, *, balance_id: UUID) -> bool:
        """Delete one; return whether there was such."""
        gone = self._session.execute(
            delete(SaidBalance)
            .where(SaidBalance.id == balance_id, SaidBalance.account_id == account_id)
            .returning(SaidBalance.id)
        )
        return gone.first() is not None

    def remove_of_import(self, import_id: UUID) -> None:
        self._session.execute(delete(SaidBalance).where(SaidBalance.import_id == import_id))

    def row(self, account_id: UUID, *, transaction_id: UUID) -> Transaction | None:
        """Return a row of the account that was entered by hand."""
        return self._session.scalar(
            select(Transaction)
            .where(
                Transaction.household_id == self._household_id,
                Transaction.account_id == account_id,
                Transaction.id == transaction_id,
                Transaction.source == BY_HAND,
            )
            .with_for_update()
        )

    def add_row(self, row: Transaction) -> None:
        self._session.add(row)
        self._session.flush()
        self._session.refresh(row)

    def remove_row(self, row: Transaction) -> None:
        self._session.delete(row)
        self._session.flush()
