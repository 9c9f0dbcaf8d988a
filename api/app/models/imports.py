"""Files a person brought, and the balances somebody vouched for."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, new_id


class FileImport(Base):
    """A bank's file: looked at (``preview``), taken in (``committed``), taken back (``undone``)."""

    __tablename__ = "file_imports"
    __table_args__ = (Index(None, "household_id", text("created_at DESC")),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"))
    account_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    filename: Mapped[str]
    state: Mapped[str]
    # Kept, packed and encrypted, only as long as it may have to be read again.
    content_encrypted: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    wishes: Mapped[dict[str, Any]]
    decisions: Mapped[dict[str, Any]]
    links: Mapped[list[Any]]
    """Rows of the file that a person let stand for stored ones: day, amount, words, our id."""
    result: Mapped[dict[str, Any] | None]
    made_account: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    committed_at: Mapped[datetime | None]


class SaidBalance(Base):
    """What an account kept by hand held at the end of a day, as a person or a file says."""

    __tablename__ = "said_balances"
    __table_args__ = (Index(None, "account_id", "said_on"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    said_on: Mapped[date]
    balance_minor: Mapped[int]
    note: Mapped[str | None]
    import_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("file_imports.id", ondelete="CASCADE"), index=True
    )
    said_at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
