"""What is kept of the figures themselves: what they were made of, and how right they were."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, new_id


class Snapshot(Base):
    """What safe to spend was made of at a moment, complete enough to be worked out again."""

    __tablename__ = "snapshots"
    __table_args__ = (
        Index(None, "household_id", "taken_at"),
        Index(None, "household_id", "day", "taken_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"))
    taken_at: Mapped[datetime]
    day: Mapped[date]
    reason: Mapped[str]
    figure_minor: Mapped[int]
    inputs: Mapped[dict[str, Any]]


class ForecastCheck(Base):
    """What a past forecast said of a later day, and what that day then held."""

    __tablename__ = "forecast_checks"

    household_id: Mapped[UUID] = mapped_column(
        ForeignKey("households.id", ondelete="CASCADE"), primary_key=True
    )
    made_on: Mapped[date] = mapped_column(primary_key=True)
    horizon: Mapped[int] = mapped_column(primary_key=True)
    is_replayed: Mapped[bool]
    currency: Mapped[str]
    expected_minor: Mapped[int]
    p10_minor: Mapped[int]
    p90_minor: Mapped[int]
    low_minor: Mapped[int]
    low_on: Mapped[date]
    actual_minor: Mapped[int | None]
    actual_low_minor: Mapped[int | None]
    actual_low_on: Mapped[date | None]
    days_held: Mapped[int | None]
    """How many of the days up to the horizon ended within the band."""
