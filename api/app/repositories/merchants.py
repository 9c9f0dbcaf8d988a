"""Merchants and the spellings that lead to them, always within one household."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.models.banking import Transaction
from app.models.spending import (
    Merchant,
    MerchantKey,
    MonthlyMerchantSum,
    SpendingRule,
    TransactionDecision,
)


class MerchantRepository:
    """Who the household pays."""

    def __init__(self, session: Session, *, household_id: UUID) -> None:
        self._session = session
        self._household_id = household_id

    def ids(self, wanted: Mapping[str, str]) -> dict[str, UUID]:
        """Return the merchant each key leads to; a key seen first makes one of the name given."""
        if not wanted:
            return {}
        found = self._by_key(list(wanted))
        missing = {key: name for key, name in wanted.items() if key not in found}
        if missing:
            ids = {key: uuid4() for key in missing}
            self._session.execute(
                insert(Merchant),
                [
                    {"id": ids[key], "household_id": self._household_id, "name": name}
                    for key, name in missing.items()
                ],
            )
            self._session.execute(
                insert(MerchantKey),
                [
                    {"household_id": self._household_id, "key": key, "merchant_id": ids[key]}
                    for key in missing
                ],
            )
            found |= ids
        return found

    def _by_key(self, keys: list[str]) -> dict[str, UUID]:
        rows = self._session.execute(
            select(MerchantKey.key, MerchantKey.merchant_id).where(
                MerchantKey.household_id == self._household_id, MerchantKey.key.in_(keys)
            )
        )
        return {row.key: row.merchant_id for row in rows}

    def names(self, ids: Sequence[UUID]) -> dict[UUID, str]:
        rows = self._session.execute(
            select(Merchant.id, Merchant.name).where(
                Merchant.household_id == self._household_id, Merchant.id.in_(ids)
            )
        )
        return {row.id: row.name for row in rows}

    def get(self, merchant_id: UUID) -> Merchant | None:
        return self._session.scalar(
            select(Merchant).where(
                Merchant.id == merchant_id, Merchant.household_id == self._household_id
            )
        )

    def named(self, name: str) -> Merchant | None:
        """Return the merchant shown under that name, however it is cased."""
        return self._session.scalars(
            select(Merchant)
            .where(
                Merchant.household_id == self._household_id,
                func.lower(Merchant.name) == name.lower(),
            )
            .order_by(Merchant.is_renamed.desc(), Merchant.id)
            .limit(1)
        ).one_or_none()

    def add(self, row: Merchant) -> None:
        self._session.add(row)
        self._session.flush()

    def page(
        self, *, text: str | None, limit: int
    ) -> Sequence[tuple[Merchant, int, int, date | None]]:
        """Return merchants by what was spent there: that, how many rows, and the last month."""
        spent = (
            select(
                MonthlyMerchantSum.merchant_id,
                func.coalesce(
                    -func.sum(MonthlyMerchantSum.amount_minor).filter(
                        MonthlyMerchantSum.kind.in_(("spending", "refund"))
                    ),
                    0,
                ).label("spent"),
                func.sum(MonthlyMerchantSum.count).label("count"),
                func.max(MonthlyMerchantSum.month).label("last"),
            )
            .where(MonthlyMerchantSum.household_id == self._household_id)
            .group_by(MonthlyMerchantSum.merchant_id)
            .subquery()
        )
        query = (
            select(Merchant, spent.c.spent, spent.c.count, spent.c.last)
            .join(spent, spent.c.merchant_id == Merchant.id)
            .where(Merchant.household_id == self._household_id)
        )
        if text:
            query = query.where(Merchant.name.icontains(text, autoescape=True))
        rows = self._session.execute(
            query.order_by(spent.c.spent.desc(), Merchant.name, Merchant.id).limit(limit)
        )
        return [(row[0], int(row[1]), int(row[2]), row[3]) for row in rows]

    def merge(self, merchant: Merchant, *, into: Merchant) -> int:
        """Let every spelling of the one lead to the other, its rows too; return how many rows."""
        self._session.execute(
            update(MerchantKey)
            .where(
                MerchantKey.household_id == self._household_id,
                MerchantKey.merchant_id == merchant.id,
            )
            .values(merchant_id=into.id)
            .execution_options(synchronize_session=False)
        )
        for column in (
            SpendingRule.merchant_id,
            SpendingRule.to_merchant_id,
            TransactionDecision.merchant_id,
        ):
            self._session.execute(
                update(column.class_)
                .where(column == merchant.id)
                .values({column.key: into.id})
                .execution_options(synchronize_session=False)
            )
        moved = self._session.execute(
            update(Transaction)
            .where(
                Transaction.household_id == self._household_id,
                Transaction.merchant_id == merchant.id,
            )
            .values(merchant_id=into.id, sorted_at=None)
            .execution_options(synchronize_session=False)
        )
        return int(getattr(moved, "rowcount", 0))

    def delete(self, merchant: Merchant) -> None:
        self._session.delete(merchant)
        self._session.flush()

    def named_or_new(self, name: str) -> Merchant:
        """Return the merchant of that name, made if there is none."""
        found = self.named(name)
        if found is None:
            found = Merchant(household_id=self._household_id, name=name, is_renamed=True)
            self.add(found)
        return found

    def row_count(self, merchant_id: UUID) -> int:
        return (
            self._session.scalar(
                select(func.count()).where(
                    Transaction.household_id == self._household_id,
                    Transaction.merchant_id == merchant_id,
                )
            )
            or 0
        )
