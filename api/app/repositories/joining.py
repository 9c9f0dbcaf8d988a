"""What making one account of two asks of the database, always within one household."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import and_, exists, func, select, update
from sqlalchemy.orm import Session, aliased

from app.models.banking import Account, Transaction
from app.repositories.banking import BOOKED, VANISHED
from app.repositories.repointing import repoint


class JoiningRepository:
    """Rows and references of two accounts."""

    def __init__(self, session: Session, *, household_id: UUID) -> None:
        self._session = session
        self._household_id = household_id

    def alike(self, *, family: str) -> Sequence[tuple[UUID, UUID, int, int]]:
        """Return accounts of that family beside a bank's, with how many rows both have.

        Counted by day and amount, over the days that both know: (the one, the bank's, how many
        of the one's rows the bank's has, how many it has at all).
        """
        one, other = aliased(Transaction), aliased(Transaction)
        account, bank = aliased(Account), aliased(Account)
        has_twin = exists().where(
            other.account_id == bank.id,
            other.status == BOOKED,
            other.booked_on == one.booked_on,
            other.amount_minor == one.amount_minor,
        )
        rows = self._session.execute(
            select(
                account.id,
                bank.id,
                func.count().filter(has_twin),
                func.count(),
            )
            .select_from(account)
            .join(
                bank,
                and_(
                    bank.household_id == account.household_id,
                    bank.connection_id.is_not(None),
                    bank.currency == account.currency,
                    ~bank.is_closed,
                ),
            )
            .join(
                one,
                and_(
                    one.account_id == account.id,
                    one.status == BOOKED,
                    one.booked_on >= bank.transactions_from,
                ),
            )
            .where(account.household_id == self._household_id, account.family == family)
            .group_by(account.id, bank.id)
        )
        return [(one_id, bank_id, alike, all_) for one_id, bank_id, alike, all_ in rows]

    def rows_of(self, account_id: UUID) -> Sequence[Transaction]:
        return self._session.scalars(
            select(Transaction)
            .where(
                Transaction.household_id == self._household_id,
                Transaction.account_id == account_id,
                Transaction.status != VANISHED,
            )
            .order_by(Transaction.booked_on, Transaction.first_seen_at, Transaction.id)
        ).all()

    def move(self, ids: Sequence[UUID], *, to: UUID) -> None:
        if ids:
            self._session.execute(
                update(Transaction)
                .where(Transaction.household_id == self._household_id, Transaction.id.in_(ids))
                .values(account_id=to)
            )

    def repoint_account(self, *, kept: UUID, gone: UUID) -> None:
        """Point everything but rows to the other account; rows go by `move`, and not all do."""
        repoint(
            self._session,
            Account.__table__,
            kept=kept,
            gone=gone,
            leave=(Transaction.__table__,),
        )
