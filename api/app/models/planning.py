"""What a household expects: commitments, planned items, payment plans, card repayments."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, SmallInteger, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, new_id

_APR = Numeric(7, 3)
_NONE = text("'[]'::jsonb")


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
    origin: Mapped[str] = mapped_column(default="by_hand", server_default="by_hand")
    """``by_hand``, ``detected``, or ``marked`` on one of its payments."""
    anchor_on: Mapped[date | None]
    """Where its occurrences begin, if that is before ``next_date``: with its first payment."""
    decided_on: Mapped[date | None]
    """The day the person last confirmed, rejected, paused or ended it."""
    edited: Mapped[list[str]] = mapped_column(default=list, server_default=_NONE)
    """What the person set by hand: detection leaves it as it is."""
    confidence: Mapped[int | None] = mapped_column(SmallInteger)
    """In percent, as far as detection knows it."""
    why: Mapped[list[str]] = mapped_column(default=list, server_default=_NONE)
    match_texts: Mapped[list[str]] = mapped_column(default=list, server_default=_NONE)
    """What its payments' texts say, beside its name."""
    lowest_minor: Mapped[int | None]
    highest_minor: Mapped[int | None]
    price_steps: Mapped[list[Any]] = mapped_column(default=list, server_default=_NONE)
    """When the amount changed, oldest first, and whether the person was told."""
    seasonal: Mapped[list[Any]] = mapped_column(default=list, server_default=_NONE)
    """Calendar months with an amount of their own."""
    left_out: Mapped[list[str]] = mapped_column(default=list, server_default=_NONE)
    """Nominal days between two payments that nothing was paid on."""
    series_state: Mapped[str | None]
    """How its payments stand, whatever was decided: ``active``, ``paused`` or ``ended``."""
    signature: Mapped[dict[str, Any] | None]
    """What the pattern was when last found; see ``detection.memory``."""
    rejected: Mapped[list[Any]] = mapped_column(default=list, server_default=_NONE)
    """The patterns the person said no to."""
    was_offered_again: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    goes_on_after: Mapped[date | None]
    """The last payment of a series that looks ended, when the person said that it goes on."""
    mandate_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("mandates.id", ondelete="SET NULL"), index=True
    )


class CommitmentEvidence(Base):
    """A bank row that belongs to a commitment's series."""

    __tablename__ = "commitment_evidence"
    __table_args__ = (Index(None, "transaction_id"),)

    commitment_id: Mapped[UUID] = mapped_column(
        ForeignKey("commitments.id", ondelete="CASCADE"), primary_key=True
    )
    transaction_id: Mapped[UUID] = mapped_column(
        ForeignKey("transactions.id", ondelete="CASCADE"), primary_key=True
    )
    is_told: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    """The person said so, by marking it, merging or splitting."""


class FittedGroup(Base):
    """What was found in the rows of one counterparty, until those rows change."""

    __tablename__ = "fitted_groups"

    household_id: Mapped[UUID] = mapped_column(
        ForeignKey("households.id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(primary_key=True)
    mark: Mapped[str]
    """A digest of the rows and of the rules they were looked at by."""
    strands: Mapped[list[Any]]


class OccurrenceDecision(Base):
    """What the person decided about one occurrence."""

    __tablename__ = "occurrence_decisions"

    commitment_id: Mapped[UUID] = mapped_column(
        ForeignKey("commitments.id", ondelete="CASCADE"), primary_key=True
    )
    nominal_on: Mapped[date] = mapped_column(primary_key=True)
    decision: Mapped[str]
    decided_at: Mapped[datetime] = mapped_column(server_default=func.now())


class ToldOccurrence(Base):
    """What the person said became of one expected thing, whatever it is of."""

    __tablename__ = "told_occurrences"

    household_id: Mapped[UUID] = mapped_column(
        ForeignKey("households.id", ondelete="CASCADE"), primary_key=True
    )
    subject_id: Mapped[UUID] = mapped_column(primary_key=True)
    """A commitment, a planned item, a payment plan or a goal."""
    nominal_on: Mapped[date] = mapped_column(primary_key=True)
    word: Mapped[str]
    """``paid`` or ``left_out``."""
    transaction_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("transactions.id", ondelete="CASCADE"), unique=True
    )
    """The row that paid it, where one is known."""
    told_at: Mapped[datetime] = mapped_column(server_default=func.now())


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
