"""Which rows a rule is about, and the runs that sort them again; always within one household."""

from dataclasses import dataclass
from operator import eq, ge, le
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, insert, literal, or_, select, update
from sqlalchemy.orm import Session

from app.core.db import ask, tell
from app.models.banking import Transaction
from app.models.spending import SortingClaim, SortingRun, SpendingRule, TransactionDecision
from app.repositories.banking import VANISHED

_SAMPLE = 5
_RULE = "rule"


@dataclass(frozen=True, slots=True)
class Matching:
    """How many rows a rule is about, how many of them it would change, and the newest few."""

    matching: int
    changing: int
    sample: list[UUID]


class ResortingRepository:
    """Rows by rule."""

    def __init__(self, session: Session, *, household_id: UUID) -> None:
        self._session = session
        self._household_id = household_id

    def count(self, rule: SpendingRule) -> int:
        return self._session.scalar(select(func.count()).where(*self._about(rule))) or 0

    def matching(self, rule: SpendingRule) -> Matching:
        said = select(TransactionDecision.transaction_id).where(
            TransactionDecision.category.is_not(None)
        )
        changes = [
            column.is_distinct_from(wanted)
            for column, wanted in (
                (Transaction.category, rule.category),
                (Transaction.kind, rule.kind),
                (Transaction.merchant_id, rule.to_merchant_id),
            )
            if wanted is not None
        ]
        changing = or_(literal(value=False), *changes) & Transaction.id.not_in(said)
        return self._matching(rule, changing)

    def standing_by(self, rule: SpendingRule) -> Matching:
        """Return how many rows a rule is about, and of those the ones that are what it says."""
        by_rule = or_(
            (Transaction.category_source == _RULE) & (Transaction.category == rule.category),
            (Transaction.kind_source == _RULE) & (Transaction.kind == rule.kind),
            Transaction.merchant_id == rule.to_merchant_id,
        )
        return self._matching(rule, by_rule)

    def _matching(self, rule: SpendingRule, changing: ColumnElement[bool]) -> Matching:
        sample = (
            select(Transaction.id)
            .where(*self._about(rule))
            .order_by(Transaction.booked_on.desc(), Transaction.id.desc())
            .limit(_SAMPLE)
        )
        return Matching(
            matching=self.count(rule),
            changing=self._session.scalar(select(func.count()).where(*self._about(rule), changing))
            or 0,
            sample=list(self._session.scalars(sample)),
        )

    def mark_claimed(self, run_id: UUID) -> None:
        """Have the rows of a run looked at anew by this unit of work instead."""
        claimed = select(SortingClaim.transaction_id).where(SortingClaim.run_id == run_id)
        self._session.execute(
            update(Transaction)
            .where(Transaction.household_id == self._household_id, Transaction.id.in_(claimed))
            .values(sorted_at=None)
            .execution_options(synchronize_session=False)
        )
        self._session.execute(
            delete(SortingClaim)
            .where(SortingClaim.run_id == run_id)
            .execution_options(synchronize_session=False)
        )

    def claim(self, rule: SpendingRule, *, run_id: UUID) -> int:
        """Note the rows the rule is about for a run to come; return how many."""
        self._session.execute(
            insert(SortingClaim).from_select(
                ["run_id", "transaction_id", "booked_on"],
                select(literal(run_id), Transaction.id, Transaction.booked_on).where(
                    *self._about(rule)
                ),
            )
        )
        return self._claimed(run_id)

    def claim_all(self, *, run_id: UUID) -> int:
        """Note every row of the household; return how many."""
        self._session.execute(
            insert(SortingClaim).from_select(
                ["run_id", "transaction_id", "booked_on"],
                select(literal(run_id), Transaction.id, Transaction.booked_on).where(
                    Transaction.household_id == self._household_id
                ),
            )
        )
        return self._claimed(run_id)

    def _claimed(self, run_id: UUID) -> int:
        claims = select(func.count()).where(SortingClaim.run_id == run_id)
        return self._session.scalar(claims) or 0

    def take_claimed(self, run_id: UUID, *, limit: int) -> list[UUID]:
        """Return the next rows of a run, oldest first, and let go of their claims."""
        named = {"run_id": run_id, "limit": limit}
        some = """
            SELECT transaction_id FROM sorting_claims WHERE run_id = %(run_id)s
            ORDER BY booked_on, transaction_id LIMIT %(limit)s
        """
        ids = [row[0] for row in ask(self._session, some, named)]
        # By their ids: right after many claims were written, a join of the two is planned badly.
        gone = (
            "DELETE FROM sorting_claims WHERE run_id = %(run_id)s AND transaction_id = ANY(%(ids)s)"
        )
        tell(self._session, gone, {"run_id": run_id, "ids": ids})
        return ids

    def add_run(self, run: SortingRun) -> None:
        self._session.add(run)
        self._session.flush()

    def run(self, run_id: UUID) -> SortingRun | None:
        return self._session.scalar(
            select(SortingRun).where(
                SortingRun.id == run_id, SortingRun.household_id == self._household_id
            )
        )

    def _about(self, rule: SpendingRule) -> list[ColumnElement[bool]]:
        size = func.abs(Transaction.amount_minor)
        merchant = [
            Transaction.merchant_id == merchant_id
            for merchant_id in (rule.merchant_id, rule.to_merchant_id)
            if rule.merchant_id is not None and merchant_id is not None
        ]
        conditions = [
            compare(column, wanted)
            for wanted, compare, column in (
                (rule.account_id, eq, Transaction.account_id),
                (rule.amount_min, ge, size),
                (rule.amount_max, le, size),
                (rule.is_outflow, eq, Transaction.amount_minor < 0),
                (rule.applies_from, ge, Transaction.booked_on),
            )
            if wanted is not None
        ]
        if rule.text:
            conditions.append(Transaction.description.icontains(rule.text, autoescape=True))
        if merchant:
            conditions.append(or_(*merchant))
        return [
            Transaction.household_id == self._household_id,
            Transaction.status != VANISHED,
            *conditions,
        ]


def run_of_job(session: Session, run_id: UUID) -> SortingRun | None:
    """Return the run a worker was asked to do; the job names no household."""
    return session.get(SortingRun, run_id, with_for_update=True)
