"""Where the money went: what is decided about each row, and the sums kept of it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, SmallInteger, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, new_id


class Category(Base):
    """A category a person added; the others come with the project."""

    __tablename__ = "categories"
    __table_args__ = (Index("uq_categories_household_id_key", "household_id", "key", unique=True),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"))
    key: Mapped[str]
    name: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Merchant(Base):
    """Who was paid, or paid, under the name shown; several spellings can lead to one."""

    __tablename__ = "merchants"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    household_id: Mapped[UUID] = mapped_column(
        ForeignKey("households.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]
    is_renamed: Mapped[bool] = mapped_column(default=False, server_default=text("false"))


class MerchantKey(Base):
    """A spelling's key, and the merchant it leads to: how renaming and merging is remembered."""

    __tablename__ = "merchant_keys"

    household_id: Mapped[UUID] = mapped_column(
        ForeignKey("households.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(primary_key=True)
    merchant_id: Mapped[UUID] = mapped_column(
        ForeignKey("merchants.id", ondelete="CASCADE"), index=True
    )


class SpendingRule(Base):
    """What rows like these are: conditions that must all hold, and what then holds."""

    __tablename__ = "spending_rules"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    household_id: Mapped[UUID] = mapped_column(
        ForeignKey("households.id", ondelete="CASCADE"), index=True
    )
    origin: Mapped[str]
    """``made`` by the person, or ``learned`` from a correction."""
    merchant_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("merchants.id", ondelete="CASCADE"), index=True
    )
    text: Mapped[str | None]
    account_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    amount_min: Mapped[int | None]
    amount_max: Mapped[int | None]
    is_outflow: Mapped[bool | None]
    applies_from: Mapped[date | None]
    category: Mapped[str | None]
    kind: Mapped[str | None]
    to_merchant_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("merchants.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())


class TransactionDecision(Base):
    """A person's word on one row: it wins for ever."""

    __tablename__ = "transaction_decisions"

    transaction_id: Mapped[UUID] = mapped_column(
        ForeignKey("transactions.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str | None]
    category: Mapped[str | None]
    merchant_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("merchants.id", ondelete="SET NULL"), index=True
    )
    refund_of_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("transactions.id", ondelete="SET NULL"), index=True
    )
    is_refund_told: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    """Whether the person said which purchase it gives back, or that it is none."""
    decided_at: Mapped[datetime] = mapped_column(server_default=func.now())


class TransactionSplit(Base):
    """One part of a row that a person split, in the row's own sign."""

    __tablename__ = "transaction_splits"

    transaction_id: Mapped[UUID] = mapped_column(
        ForeignKey("transactions.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    category: Mapped[str]
    amount_minor: Mapped[int]
    note: Mapped[str | None]


class Transfer(Base):
    """Two rows that are one move: ``found``, ``told`` by the person, or ``refused`` by them."""

    __tablename__ = "transfers"

    out_id: Mapped[UUID] = mapped_column(
        ForeignKey("transactions.id", ondelete="CASCADE"), primary_key=True
    )
    in_id: Mapped[UUID] = mapped_column(
        ForeignKey("transactions.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    household_id: Mapped[UUID] = mapped_column(
        ForeignKey("households.id", ondelete="CASCADE"), index=True
    )
    state: Mapped[str]
    kind: Mapped[str]
    is_saving: Mapped[bool]
    confidence: Mapped[int] = mapped_column(SmallInteger)
    evidence: Mapped[list[str]]


class _Sum:
    """What every kept sum has: whose it is, of what, and how much in the rows' own sign."""

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.gen_random_uuid())
    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    kind: Mapped[str]
    category: Mapped[str]
    currency: Mapped[str]
    amount_minor: Mapped[int]
    out_minor: Mapped[int]
    """What of it went out, positive."""
    count: Mapped[int]


class MonthlySum(_Sum, Base):
    """What a month's rows of one account, kind and category add up to."""

    __tablename__ = "monthly_sums"
    __table_args__ = (Index(None, "household_id", "month"), Index(None, "account_id", "month"))

    month: Mapped[date]


class MonthlyMerchantSum(_Sum, Base):
    """The same, by merchant."""

    __tablename__ = "monthly_merchant_sums"
    __table_args__ = (
        Index(None, "household_id", "month"),
        Index(None, "account_id", "month"),
        Index(None, "merchant_id"),
    )

    month: Mapped[date]
    merchant_id: Mapped[UUID | None] = mapped_column(ForeignKey("merchants.id", ondelete="CASCADE"))


class DailySum(_Sum, Base):
    """The same by day, for stretches that are no calendar months."""

    __tablename__ = "daily_sums"
    __table_args__ = (Index(None, "household_id", "day"), Index(None, "account_id", "day"))

    day: Mapped[date]


class StaleMonth(Base):
    """A month some of whose rows left: noted by the database itself as it happens.

    Without foreign keys, for it is written while what it names is being deleted.
    """

    __tablename__ = "stale_months"

    household_id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)


class SortingRun(Base):
    """A re-sorting of many rows after a rule changed, shown as it goes."""

    __tablename__ = "sorting_runs"
    __table_args__ = (Index(None, "household_id", text("created_at DESC")),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"))
    reason: Mapped[str]
    status: Mapped[str]
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class SortingClaim(Base):
    """A row that a re-sorting has yet to look at."""

    __tablename__ = "sorting_claims"
    # Oldest first, so that a batch is of few months.
    __table_args__ = (Index(None, "run_id", "booked_on", "transaction_id"),)

    run_id: Mapped[UUID] = mapped_column(
        ForeignKey("sorting_runs.id", ondelete="CASCADE"), primary_key=True
    )
    transaction_id: Mapped[UUID] = mapped_column(
        ForeignKey("transactions.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    booked_on: Mapped[date | None]


class InsightDismissal(Base):
    """An insight a person does not want to hear of again."""

    __tablename__ = "insight_dismissals"

    household_id: Mapped[UUID] = mapped_column(
        ForeignKey("households.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(primary_key=True)
    dismissed_at: Mapped[datetime] = mapped_column(server_default=func.now())
