"""What stands behind the rows of a feed: evidence, other ways to it, questions about it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, SmallInteger, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, new_id


class RawRow(Base):
    """A transaction as the bank wrote it, compressed and encrypted."""

    __tablename__ = "raw_rows"
    __table_args__ = (Index(None, "rules_version"), Index(None, "fetched_at"))

    transaction_id: Mapped[UUID] = mapped_column(
        ForeignKey("transactions.id", ondelete="CASCADE"), primary_key=True
    )
    payload_encrypted: Mapped[bytes] = mapped_column(LargeBinary)
    rules_version: Mapped[int] = mapped_column(SmallInteger)
    fetched_at: Mapped[datetime]


class AccountLink(Base):
    """A connection that shares an account; of several, the account names the one it is read by."""

    __tablename__ = "account_links"

    connection_id: Mapped[UUID] = mapped_column(
        ForeignKey("connections.id", ondelete="CASCADE"), primary_key=True
    )
    provider_account_id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )


class FeedQuestion(Base):
    """Something about the rows only the person can tell."""

    __tablename__ = "feed_questions"
    __table_args__ = (
        Index(
            "uq_feed_questions_transaction_id_kind",
            "transaction_id",
            "kind",
            unique=True,
        ),
        Index(None, "household_id", postgresql_where=text("answered_at IS NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"))
    transaction_id: Mapped[UUID] = mapped_column(ForeignKey("transactions.id", ondelete="CASCADE"))
    kind: Mapped[str]
    candidates: Mapped[list[str]]
    asked_at: Mapped[datetime] = mapped_column(server_default=func.now())
    answered_at: Mapped[datetime | None]
    answer: Mapped[dict[str, Any] | None]
