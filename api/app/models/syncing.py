"""How the reading of banks goes: progress, allowance, what was read, and what was said of it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, new_id


class SyncAccount(Base):
    """What a part of a run did at one account; ``done`` names its finished steps."""

    __tablename__ = "sync_accounts"
    __table_args__ = (
        Index("uq_sync_accounts_part_id_account_id", "part_id", "account_id", unique=True),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    part_id: Mapped[UUID] = mapped_column(ForeignKey("sync_parts.id", ondelete="CASCADE"))
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    name: Mapped[str]
    status: Mapped[str]
    steps_total: Mapped[int] = mapped_column(default=0)
    doing: Mapped[str | None]
    done: Mapped[list[str]] = mapped_column(default=list)
    added: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0)
    removed: Mapped[int] = mapped_column(default=0)
    problems: Mapped[list[str]] = mapped_column(default=list)


class ConnectionState(Base):
    """When a connection is read next, and what it was found not to offer."""

    __tablename__ = "connection_states"

    connection_id: Mapped[UUID] = mapped_column(
        ForeignKey("connections.id", ondelete="CASCADE"), primary_key=True
    )
    next_sync_at: Mapped[datetime | None] = mapped_column(index=True)
    failures: Mapped[int] = mapped_column(default=0)
    unsupported: Mapped[list[str]] = mapped_column(default=list)
    unsupported_at: Mapped[datetime | None]
    extended_at: Mapped[datetime | None]


class AccountState(Base):
    """What of an account was read, when, and what the bank would not show of it."""

    __tablename__ = "account_states"

    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True
    )
    read_at: Mapped[datetime | None]
    booked_to: Mapped[date | None]
    widely_read_on: Mapped[date | None]
    unsupported_at: Mapped[datetime | None]
    offered: Mapped[list[str]] = mapped_column(default=list, server_default=text("'[]'::jsonb"))
    """What the bank gave before: if it says it has none of it, something is wrong there."""
    gap_from: Mapped[date | None]
    gap_until: Mapped[date | None]


class BankCall(Base):
    """One call made with nobody present: the bank allows few of them a day."""

    __tablename__ = "bank_calls"
    __table_args__ = (
        Index(
            "ix_bank_calls_endpoint", "connection_id", "provider_account_id", "endpoint", "made_at"
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    connection_id: Mapped[UUID] = mapped_column(ForeignKey("connections.id", ondelete="CASCADE"))
    provider_account_id: Mapped[str]
    endpoint: Mapped[str]
    made_at: Mapped[datetime]


class BankHold(Base):
    """Until when a bank wants not to be asked something; ``quota`` binds the absent only."""

    __tablename__ = "bank_holds"

    connection_id: Mapped[UUID] = mapped_column(
        ForeignKey("connections.id", ondelete="CASCADE"), primary_key=True
    )
    provider_account_id: Mapped[str] = mapped_column(primary_key=True)
    endpoint: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[datetime]
    is_quota: Mapped[bool]


class ReadPage(Base):
    """The digest of a page of a large account as it was last read, so that none is read twice."""

    __tablename__ = "read_pages"

    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True
    )
    first_on: Mapped[date] = mapped_column(primary_key=True)
    last_on: Mapped[date] = mapped_column(primary_key=True)
    digest: Mapped[str]


class ConsentReminder(Base):
    """That a consent's end was announced, one row a step."""

    __tablename__ = "consent_reminders"

    connection_id: Mapped[UUID] = mapped_column(
        ForeignKey("connections.id", ondelete="CASCADE"), primary_key=True
    )
    consent_expires_at: Mapped[datetime] = mapped_column(primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True)
    claimed_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
