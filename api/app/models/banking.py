"""Connections, accounts and their rows, and what each sync did."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, SmallInteger, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, new_id


class ConnectionAttempt(Base):
    """A journey to a bank under way: the other half of the link's signed ``state``."""

    __tablename__ = "connection_attempts"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    provider_id: Mapped[str]
    connection_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("connections.id", ondelete="CASCADE"), index=True
    )
    code_verifier_encrypted: Mapped[str]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class Connection(Base):
    """One consent with one bank."""

    __tablename__ = "connections"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    household_id: Mapped[UUID] = mapped_column(
        ForeignKey("households.id", ondelete="CASCADE"), index=True
    )
    provider_id: Mapped[str]
    display_name: Mapped[str]
    logo_url: Mapped[str | None]
    credentials_id: Mapped[str | None]
    access_token_encrypted: Mapped[str | None]
    refresh_token_encrypted: Mapped[str | None]
    access_token_expires_at: Mapped[datetime | None]
    status: Mapped[str]
    consent_expires_at: Mapped[datetime | None]
    last_synced_at: Mapped[datetime | None]
    last_error: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    revoked_at: Mapped[datetime | None]


class Account(Base):
    """An account at a bank, or one kept by hand; balances as last reported."""

    __tablename__ = "accounts"
    __table_args__ = (
        Index(
            "uq_accounts_connection_id_provider_account_id",
            "connection_id",
            "provider_account_id",
            unique=True,
            postgresql_where=text("connection_id IS NOT NULL"),
        ),
        CheckConstraint("overdraft_minor >= 0", name="overdraft_not_negative"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    household_id: Mapped[UUID] = mapped_column(
        ForeignKey("households.id", ondelete="CASCADE"), index=True
    )
    connection_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("connections.id", ondelete="SET NULL"), index=True
    )
    provider_account_id: Mapped[str | None]
    family: Mapped[str]
    identity: Mapped[str | None]
    institution: Mapped[str | None]
    kind: Mapped[str]
    name: Mapped[str]
    is_renamed: Mapped[bool] = mapped_column(default=False)
    identifier: Mapped[str | None]
    currency: Mapped[str]
    in_cash_pool: Mapped[bool]
    is_closed: Mapped[bool] = mapped_column(default=False)
    needs_review: Mapped[bool] = mapped_column(default=False)
    is_reviewed: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    """The person compared figures that contradict each other, and found ours right."""
    current_minor: Mapped[int] = mapped_column(default=0)
    available_minor: Mapped[int | None]
    overdraft_minor: Mapped[int] = mapped_column(default=0)
    overdraft_ear: Mapped[Decimal | None] = mapped_column(Numeric(7, 3))
    credit_limit_minor: Mapped[int | None]
    last_statement_balance_minor: Mapped[int | None]
    last_statement_on: Mapped[date | None]
    payment_due_minor: Mapped[int | None]
    payment_due_on: Mapped[date | None]
    balance_updated_at: Mapped[datetime | None]
    transactions_from: Mapped[date | None]
    unsupported: Mapped[list[str]] = mapped_column(default=list)
    # What the rows must add up from: the balance before ``opening_from``, should the bank's
    # balance be of booked rows only, and should it move with pending ones.
    opening_minor: Mapped[int | None]
    opening_with_pending_minor: Mapped[int | None]
    opening_from: Mapped[date | None]
    balance_counts_pending: Mapped[bool | None]
    differs_since: Mapped[datetime | None]
    quality: Mapped[dict[str, Any] | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Transaction(Base):
    """A row of an account, in our sign: ``pending`` or ``booked``.

    One the bank shows no longer is ``vanished``: in no figure, but kept for a while with a
    person's edits, for it may come back booked, or under another id.
    """

    __tablename__ = "transactions"
    __table_args__ = (
        Index(None, "account_id", "status", "booked_on"),
        # The page of the newest rows is read along this index, never by offset.
        Index(None, "household_id", text("booked_on DESC"), text("id DESC")),
        Index(
            "ix_transactions_vanished",
            "account_id",
            postgresql_where=text("status = 'vanished'"),
        ),
        Index(None, "settled_as_id", postgresql_where=text("settled_as_id IS NOT NULL")),
        Index(None, "import_id", postgresql_where=text("import_id IS NOT NULL")),
        # Spending: what it counts and when, what is still to be sorted, and what could be a pair.
        Index(None, "account_id", "counted_on"),
        Index(None, "merchant_id", text("booked_on DESC"), text("id DESC")),
        Index(None, "household_id", "category", text("booked_on DESC"), text("id DESC")),
        Index(
            "ix_transactions_household_id_kind",
            "household_id",
            "kind",
            text("booked_on DESC"),
            text("id DESC"),
            postgresql_where=text("kind <> 'spending'"),
        ),
        Index("ix_transactions_amount", "household_id", text("abs(amount_minor)"), "booked_on"),
        Index(
            "ix_transactions_unsorted", "household_id", postgresql_where=text("sorted_at IS NULL")
        ),
        Index(None, "paired_with_id", postgresql_where=text("paired_with_id IS NOT NULL")),
        Index(None, "refund_of_id", postgresql_where=text("refund_of_id IS NOT NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    status: Mapped[str]
    normalised_id: Mapped[str | None]
    provider_transaction_id: Mapped[str | None]
    transaction_id: Mapped[str]
    booked_on: Mapped[date]
    occurred_at: Mapped[datetime | None]
    amount_minor: Mapped[int]
    currency: Mapped[str]
    description: Mapped[str]
    merchant: Mapped[str | None]
    bank_category: Mapped[str]
    classification: Mapped[list[str]]
    running_balance_minor: Mapped[int | None]
    meta: Mapped[dict[str, Any]]
    fingerprint: Mapped[str]
    note: Mapped[str | None]
    vanished_at: Mapped[datetime | None]
    was_pending: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    """It was seen pending before it was booked."""
    settled_as_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("transactions.id", ondelete="SET NULL")
    )
    """The booked row that a person said this vanished one became."""
    source: Mapped[str] = mapped_column(default="feed", server_default="feed")
    """Who brought it: ``feed``, ``file`` or ``by_hand``. A feed that knows it takes it over."""
    import_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("file_imports.id", ondelete="SET NULL")
    )
    """The file it first came from."""
    kind: Mapped[str | None]
    kind_source: Mapped[str | None]
    category: Mapped[str | None]
    category_source: Mapped[str | None]
    confidence: Mapped[int | None] = mapped_column(SmallInteger)
    """How sure the kind and the category are, in per cent."""
    merchant_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("merchants.id", ondelete="SET NULL")
    )
    counted_on: Mapped[date | None]
    """The day it counts on: its own, or its purchase's for a refund that is linked to one."""
    paired_with_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("transactions.id", ondelete="SET NULL")
    )
    """The other half of a move between own accounts."""
    refund_of_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("transactions.id", ondelete="SET NULL")
    )
    is_split: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    sorted_at: Mapped[datetime | None]
    """When spending last looked at it; the database forgets it when the bank's word changes."""
    first_seen_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Mandate(Base):
    """A direct debit or standing order as the bank lists it; one it lists no longer is kept."""

    __tablename__ = "mandates"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str]
    name: Mapped[str]
    reference: Mapped[str | None]
    is_active: Mapped[bool | None]
    frequency: Mapped[str | None]
    amount_minor: Mapped[int | None]
    next_on: Mapped[date | None]
    previous_on: Mapped[date | None]
    final_on: Mapped[date | None]
    bank_id: Mapped[str | None]
    first_seen_on: Mapped[date | None]
    """When it came into the list; ``None`` if it stood there the first time it was read."""
    last_seen_on: Mapped[date | None]
    gone_on: Mapped[date | None]
    """Since when the list is without it."""
    dismissed_at: Mapped[datetime | None]
    """When the person said that nothing is expected of it."""


class SyncRun(Base):
    """One asking for news; it has a part for each connection asked."""

    __tablename__ = "sync_runs"
    __table_args__ = (Index(None, "household_id", text("created_at DESC")),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"))
    kind: Mapped[str]
    created_at: Mapped[datetime]


class SyncPart(Base):
    """What one run did at one bank."""

    __tablename__ = "sync_parts"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    run_id: Mapped[UUID] = mapped_column(ForeignKey("sync_runs.id", ondelete="CASCADE"), index=True)
    connection_id: Mapped[UUID] = mapped_column(
        ForeignKey("connections.id", ondelete="CASCADE"), index=True
    )
    status: Mapped[str]
    steps_done: Mapped[int] = mapped_column(default=0)
    steps_total: Mapped[int] = mapped_column(default=0)
    doing: Mapped[str | None]
    accounts: Mapped[int] = mapped_column(default=0)
    added: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0)
    removed: Mapped[int] = mapped_column(default=0)
    calls: Mapped[int] = mapped_column(default=0)
    problems: Mapped[list[str]] = mapped_column(default=list)
    attempt: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    """Which worker's turn it is: an earlier one that is still alive may write no more."""
    psu_ip: Mapped[str | None]
    asked_at: Mapped[datetime | None]
    next_try_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
