"""Which rows a rule is about, and the runs that sort them again; always within one household."""

from dataclasses import dataclass
from operator import eq, ge, le
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, any_, delete, func, insert, literal, or_, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from app.models.banking import Transaction
from app.models.spending import SortingClaim, SortingRun, SpendingRule, TransactionDecision
from app.repositories.banking import VANISHED

_SAMPLE = 5


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
        changing = select(func.count()).where(
            *self._about(rule), or_(literal(value=False), *changes), Transaction.id.not_in(said)
        )
        sample = (
            select(Transaction.id)
            .where(*self._about(rule))
            .order_by(Transaction.booked_on.desc(), Transaction.id.desc())
            .limit(_SAMPLE)
        )
        return Matching(
            matching=self.count(rule),
            changing=self._session.scalar(changing) or 0,
            sample=list(self._session.scalars(sample)),
        )

    def mark(self, rule: SpendingRule) -> None:
        """Have all rows the rule is about looked at anew by this unit of work."""
        self._session.execute(
            update(Transaction)
            .where(*self._about(rule))
            .values(sorted_at=None)
            .execution_options(synchronize_session=False)
        )

    def claim(self, rule: SpendingRule, *, run_id: UUID) -> None:
        """Note the rows the rule is about for a run to come."""
        self._session.execute(
            insert(SortingClaim).from_select(
                ["run_id", "transaction_id"],
                select(literal(run_id), Transaction.id).where(*self._about(rule)),
            )
        )

    def claim_all(self, *, run_id: UUID) -> int:
        """Note every row of the household; return how many."""
        done = self._session.execute(
            insert(SortingClaim).from_select(
                ["run_id", "transaction_id"],
                select(literal(run_id), Transaction.id).where(
                    Transaction.household_id == self._household_id
                ),
            )
        )
        return int(getattr(done, "rowcount", 0))

    def take_claimed(self, run_id: UUID, *, limit: int) -> list[UUID]:
        """Return the next rows of a run, oldest first, and let go of their claims."""
        some = (
            select(SortingClaim.transaction_id)
            .join(Transaction, Transaction.id == SortingClaim.transaction_id)
            .where(SortingClaim.run_id == run_id, Transaction.household_id == self._household_id)
            .order_by(Transaction.booked_on, Transaction.id)
            .limit(limit)
        )
        ids = list(self._session.scalars(some))
        self._session.execute(
            delete(SortingClaim)
            .where(
                SortingClaim.run_id == run_id,
                SortingClaim.transaction_id == any_(literal(ids, ARRAY(Uuid))),
            )
            .execution_options(synchronize_session=False)
        )
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
