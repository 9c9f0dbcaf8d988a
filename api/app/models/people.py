"""Households, the people who sign in to them, and their sessions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, new_id


class Household(Base):
    """The tenant."""

    __tablename__ = "households"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    currency: Mapped[str] = mapped_column(default="GBP")
    nation: Mapped[str] = mapped_column(default="england_and_wales")
    buffer_minor: Mapped[int] = mapped_column(default=0)
    payday_rule: Mapped[dict[str, Any] | None]
    is_demo: Mapped[bool] = mapped_column(default=False)
    spending_revision: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    """Moves with every change to what spending shows."""
    sorted_with: Mapped[str | None]
    """The version of the project's knowledge its rows were sorted with."""
    replayed_with: Mapped[str | None]
    """A digest of what its past forecasts were replayed with."""
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class User(Base):
    """A person who signs in."""

    __tablename__ = "users"
    # One address, one person, however it is written.
    __table_args__ = (Index("uq_users_email", text("lower(email)"), unique=True),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    household_id: Mapped[UUID] = mapped_column(
        ForeignKey("households.id", ondelete="CASCADE"), index=True
    )
    email: Mapped[str]
    name: Mapped[str]
    password_hash: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class UserSession(Base):
    """One sign-in; the browser's cookie is stored as a fingerprint only."""

    __tablename__ = "sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    token_fingerprint: Mapped[str] = mapped_column(unique=True)
    user_agent: Mapped[str]
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class LoginFailure(Base):
    """A wrong password, remembered for as long as it slows the next try."""

    __tablename__ = "login_failures"
    __table_args__ = (
        Index(None, "account_fingerprint", "failed_at"),
        Index(None, "address", "failed_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_fingerprint: Mapped[str]
    address: Mapped[str]
    failed_at: Mapped[datetime] = mapped_column(index=True)
