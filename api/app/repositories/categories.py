"""Categories a person added, and rules; always within one household."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.models.banking import Transaction
from app.models.spending import (
    Category,
    InsightDismissal,
    SpendingRule,
    TransactionDecision,
    TransactionSplit,
)


class CategoryRepository:
    """A household's own categories."""

    def __init__(self, session: Session, *, household_id: UUID) -> None:
        self._session = session
        self._household_id = household_id

    def all(self) -> Sequence[Category]:
        return self._session.scalars(
            select(Category)
            .where(Category.household_id == self._household_id)
            .order_by(Category.name, Category.id)
        ).all()

    def get(self, category_id: UUID) -> Category | None:
        return self._session.scalar(
            select(Category).where(
                Category.id == category_id, Category.household_id == self._household_id
            )
        )

    def add(self, row: Category) -> None:
        self._session.add(row)
        self._session.flush()

    def delete(self, row: Category, *, move_to: str | None) -> None:
        """Delete the category; what a person put there moves to the other, or is forgotten."""
        ours = select(Transaction.id).where(Transaction.household_id == self._household_id)
        for table in (TransactionDecision, TransactionSplit):
            self._session.execute(
                update(table)
                .where(table.category == row.key, table.transaction_id.in_(ours))
                .values(category=move_to or ("other" if table is TransactionSplit else None))
                .execution_options(synchronize_session=False)
            )
        rules = SpendingRule.household_id == self._household_id, SpendingRule.category == row.key
        if move_to is None:
            self._session.execute(
                delete(SpendingRule).where(*rules).execution_options(synchronize_session=False)
            )
        else:
            self._session.execute(
                update(SpendingRule)
                .where(*rules)
                .values(category=move_to)
                .execution_options(synchronize_session=False)
            )
        self._session.execute(
            update(Transaction)
            .where(
                Transaction.household_id == self._household_id,
                (Transaction.category == row.key) | Transaction.is_split,
            )
            .values(sorted_at=None)
            .execution_options(synchronize_session=False)
        )
        self._session.delete(row)
        self._session.flush()


class RuleRepository:
    """A household's rules."""

    def __init__(self, session: Session, *, household_id: UUID) -> None:
        self._session = session
        self._household_id = household_id

    def all(self) -> Sequence[SpendingRule]:
        """Return the rules, the latest first."""
        return self._session.scalars(
            select(SpendingRule)
            .where(SpendingRule.household_id == self._household_id)
            .order_by(SpendingRule.created_at.desc(), SpendingRule.id)
        ).all()

    def get(self, rule_id: UUID) -> SpendingRule | None:
        return self._session.scalar(
            select(SpendingRule).where(
                SpendingRule.id == rule_id, SpendingRule.household_id == self._household_id
            )
        )

    def learned(self, merchant_id: UUID) -> SpendingRule | None:
        """Return the rule that corrections of this merchant's rows taught, if any."""
        return self._session.scalar(
            select(SpendingRule).where(
                SpendingRule.household_id == self._household_id,
                SpendingRule.merchant_id == merchant_id,
                SpendingRule.origin == "learned",
            )
        )

    def add(self, row: SpendingRule) -> None:
        self._session.add(row)
        self._session.flush()

    def delete(self, row: SpendingRule) -> None:
        self._session.delete(row)
        self._session.flush()


class DismissalRepository:
    """What a person does not want to hear of again."""

    def __init__(self, session: Session, *, household_id: UUID) -> None:
        self._session = session
        self._household_id = household_id

    def keys(self) -> set[str]:
        return set(
            self._session.scalars(
                select(InsightDismissal.key).where(
                    InsightDismissal.household_id == self._household_id
                )
            )
        )

    def add(self, key: str) -> None:
        if self._session.get(InsightDismissal, (self._household_id, key)) is None:
            self._session.add(InsightDismissal(household_id=self._household_id, key=key))
            self._session.flush()

    def remove(self, key: str) -> None:
        row = self._session.get(InsightDismissal, (self._household_id, key))
        if row is not None:
            self._session.delete(row)
            self._session.flush()
