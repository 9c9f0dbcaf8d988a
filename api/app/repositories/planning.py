"""Commitments, planned items, payment plans and card repayments, within one household."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Select, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.models.banking import Account, Transaction
from app.models.planning import (
    CardRepayment,
    Commitment,
    Goal,
    OccurrenceDecision,
    PaymentPlan,
    PlannedItem,
    ToldOccurrence,
)

type Planned = Commitment | PlannedItem | PaymentPlan | Goal


class PlanningRepository:
    """What a household expects."""

    def __init__(self, session: Session, *, household_id: UUID) -> None:
        self._session = session
        self._household_id = household_id

    def commitments(self) -> Sequence[Commitment]:
        return self._session.scalars(
            self._ours(Commitment).order_by(Commitment.created_at, Commitment.id)
        ).all()

    def commitment(self, commitment_id: UUID) -> Commitment | None:
        return self._session.scalar(self._ours(Commitment).where(Commitment.id == commitment_id))

    def planned_items(self) -> Sequence[PlannedItem]:
        return self._session.scalars(
            self._ours(PlannedItem).order_by(PlannedItem.planned_on, PlannedItem.id)
        ).all()

    def planned_item(self, item_id: UUID) -> PlannedItem | None:
        return self._session.scalar(self._ours(PlannedItem).where(PlannedItem.id == item_id))

    def payment_plans(self) -> Sequence[PaymentPlan]:
        return self._session.scalars(
            self._ours(PaymentPlan).order_by(PaymentPlan.first_date, PaymentPlan.id)
        ).all()

    def payment_plan(self, plan_id: UUID) -> PaymentPlan | None:
        return self._session.scalar(self._ours(PaymentPlan).where(PaymentPlan.id == plan_id))

    def purchases_of_plans(self) -> dict[UUID, Transaction]:
        """Return the bank's row of each plan's purchase, where one was named."""
        rows = self._session.execute(
            select(PaymentPlan.id, Transaction)
            .join(Transaction, Transaction.id == PaymentPlan.purchase_transaction_id)
            .where(PaymentPlan.household_id == self._household_id)
        )
        return {row[0]: row[1] for row in rows}

    def goals(self) -> Sequence[Goal]:
        return self._session.scalars(self._ours(Goal).order_by(Goal.created_at, Goal.id)).all()

    def goal(self, goal_id: UUID) -> Goal | None:
        return self._session.scalar(self._ours(Goal).where(Goal.id == goal_id))

    def add(self, row: Planned) -> None:
        self._session.add(row)
        self._session.flush()

    def delete(self, row: Planned) -> None:
        self._session.execute(
            delete(ToldOccurrence).where(
                ToldOccurrence.household_id == self._household_id,
                ToldOccurrence.subject_id == row.id,
            )
        )
        self._session.delete(row)
        self._session.flush()

    def _ours[T: Planned](self, table: type[T]) -> Select[T]:
        return select(table).where(table.household_id == self._household_id)

    def decisions(self) -> dict[tuple[UUID, date], str]:
        """Return what was decided about single occurrences."""
        rows = self._session.execute(
            select(
                OccurrenceDecision.commitment_id,
                OccurrenceDecision.nominal_on,
                OccurrenceDecision.decision,
            )
            .join(Commitment, Commitment.id == OccurrenceDecision.commitment_id)
            .where(Commitment.household_id == self._household_id)
        )
        return {
            (commitment_id, nominal_on): decision for commitment_id, nominal_on, decision in rows
        }

    def decide(self, commitment: Commitment, *, nominal_on: date, decision: str) -> None:
        self._session.execute(
            insert(OccurrenceDecision)
            .values(commitment_id=commitment.id, nominal_on=nominal_on, decision=decision)
            .on_conflict_do_update(
                index_elements=["commitment_id", "nominal_on"], set_={"decision": decision}
            )
        )

    def undecide(self, commitment: Commitment, *, nominal_on: date) -> None:
        self._session.execute(
            delete(OccurrenceDecision).where(
                OccurrenceDecision.commitment_id == commitment.id,
                OccurrenceDecision.nominal_on == nominal_on,
            )
        )

    def told(self) -> Sequence[ToldOccurrence]:
        """Return what the person said became of expected things."""
        return self._session.scalars(
            select(ToldOccurrence)
            .where(ToldOccurrence.household_id == self._household_id)
            .order_by(ToldOccurrence.told_at, ToldOccurrence.subject_id)
        ).all()

    def tell(
        self, *, subject_id: UUID, nominal_on: date, word: str, transaction_id: UUID | None
    ) -> None:
        """Keep what the person said; a row pays one thing, so an earlier word on it goes."""
        if transaction_id is not None:
            self._session.execute(
                delete(ToldOccurrence).where(
                    ToldOccurrence.household_id == self._household_id,
                    ToldOccurrence.transaction_id == transaction_id,
                )
            )
        said = {"word": word, "transaction_id": transaction_id}
        self._session.execute(
            insert(ToldOccurrence)
            .values(
                household_id=self._household_id,
                subject_id=subject_id,
                nominal_on=nominal_on,
                **said,
            )
            .on_conflict_do_update(
                index_elements=["household_id", "subject_id", "nominal_on"], set_=said
            )
        )

    def untell(self, *, subject_id: UUID, nominal_on: date) -> None:
        """Forget what the person said of it."""
        self._session.execute(
            delete(ToldOccurrence).where(
                ToldOccurrence.household_id == self._household_id,
                ToldOccurrence.subject_id == subject_id,
                ToldOccurrence.nominal_on == nominal_on,
            )
        )

    def mark_paydays(self, commitment_ids: Sequence[UUID]) -> None:
        """Make exactly these incomes the paydays."""
        self._session.execute(
            update(Commitment)
            .where(Commitment.household_id == self._household_id)
            .values(is_payday=Commitment.id.in_(commitment_ids))
        )

    def card_repayments(self) -> dict[UUID, CardRepayment]:
        rows = self._session.scalars(
            select(CardRepayment)
            .join(Account, Account.id == CardRepayment.account_id)
            .where(Account.household_id == self._household_id)
        )
        return {row.account_id: row for row in rows}

    def save_card_repayment(self, row: CardRepayment) -> None:
        self._session.merge(row)
        self._session.flush()
