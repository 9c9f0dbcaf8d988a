"""What a household expects: commitments, planned items, payment plans, card repayments."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, func
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, new_id

_APR = Numeric(7, 3)


class Commitment(Base):
    """A recurring or one-off income or bill."""

    __tablename__ = "commitments"
    __table_args__ = (CheckConstraint("amount_minor > 0", name="amount_positive"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    household_id: Mapped[UUID] = mapped_column(
        ForeignKey("households.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]
    direction: Mapped[str]
    amount_minor: Mapped[int]
    currency: Mapped[str]
    variable: Mapped[bool]
    cadence: Mapped[dict[str, Any]]
    next_date: Mapped[date]
    shift: Mapped[str]
    ends_on: Mapped[date | None]
    account_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("accounts.id", ondelete="SET NULL"), index=True
    )
    status: Mapped[str]
    is_payday: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class OccurrenceDecision(Base):
    """What the person decided about one occurrence."""

    __tablename__ = "occurrence_decisions"

    commitment_id: Mapped[UUID] = mapped_column(
        ForeignKey("commitments.id", ondelete="CASCADE"), primary_key=True
    )
    nominal_on: Mapped[date] = mapped_column(primary_key=True)
    decision: Mapped[str]
    decided_at: Mapped[datetime] = mapped_column(server_default=func.now())


class PlannedItem(Base):
    """A one-off cost (negative) or income (positive) on a date."""

    __tablename__ = "planned_items"
    __table_args__ = (CheckConstraint("amount_minor <> 0", name="amount_not_zero"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    household_id: Mapped[UUID] = mapped_column(
        ForeignKey("households.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]
    amount_minor: Mapped[int]
    currency: Mapped[str]
    planned_on: Mapped[date]
    account_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("accounts.id", ondelete="SET NULL"), index=True
    )


class PaymentPlan(Base):
    """A purchase split into instalments."""

    __tablename__ = "payment_plans"
    __table_args__ = (
        CheckConstraint("total_minor > 0", name="total_positive"),
        CheckConstraint("instalments > 0", name="instalments_positive"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    household_id: Mapped[UUID] = mapped_column(
        ForeignKey("households.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]
    total_minor: Mapped[int]
    currency: Mapped[str]
    instalments: Mapped[int]
    first_date: Mapped[date]
    interval_months: Mapped[int]
    apr: Mapped[Decimal | None] = mapped_column(_APR)
    account_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("accounts.id", ondelete="SET NULL"), index=True
    )
    purchase_transaction_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("transactions.id", ondelete="SET NULL"), index=True
    )
    status: Mapped[str] = mapped_column(default="active", server_default="active")
    ended_on: Mapped[date | None]
    settlement_minor: Mapped[int | None]


class CardRepayment(Base):
    """How one card gets paid."""

    __tablename__ = "card_repayments"

    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True
    )
    plan: Mapped[str]
    amount_minor: Mapped[int | None]
    instalments: Mapped[int | None]
    apr: Mapped[Decimal | None] = mapped_column(_APR)
    statement_day: Mapped[int | None]
    due_day: Mapped[int | None]
    pay_from_account_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("accounts.id", ondelete="SET NULL"), index=True
    )
    pay_down_minor: Mapped[int | None]
    pay_down_statement_on: Mapped[date | None]


class Goal(Base):
    """Money put aside toward a target by a date."""

    __tablename__ = "goals"
    __table_args__ = (
        CheckConstraint("target_minor > 0", name="target_positive"),
        CheckConstraint("saved_minor >= 0", name="saved_not_negative"),
        CheckConstraint("monthly_minor > 0", name="monthly_positive"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    household_id: Mapped[UUID] = mapped_column(
        ForeignKey("households.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]
    currency: Mapped[str]
    target_minor: Mapped[int]
    saved_minor: Mapped[int]
    target_on: Mapped[date]
    account_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("accounts.id", ondelete="SET NULL"), index=True
    )
    monthly_minor: Mapped[int | None]
    first_on: Mapped[date | None]
    pay_from_account_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("accounts.id", ondelete="SET NULL"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
