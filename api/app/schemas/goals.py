"""Bodies of goals, and of what ends a payment plan."""

import datetime as dt
from uuid import UUID

from app.schemas.common import Answer, Body, Currency, Name, NotNegativeMinor, PositiveMinor


class GoalIn(Body):
    """Money to put aside toward a target by a date.

    ``monthly`` is put aside from ``first_date`` on, and counts in every figure; without it the
    goal is only measured.
    """

    name: Name
    target: PositiveMinor
    date: dt.date
    saved: NotNegativeMinor = 0
    account_id: UUID | None = None
    monthly: PositiveMinor | None = None
    first_date: dt.date | None = None
    pay_from_account_id: UUID | None = None
    currency: Currency | None = None


class GoalPatch(Body):
    """What is to change; fields left out stay."""

    name: Name | None = None
    target: PositiveMinor | None = None
    date: dt.date | None = None
    saved: NotNegativeMinor | None = None
    account_id: UUID | None = None
    monthly: PositiveMinor | None = None
    first_date: dt.date | None = None
    pay_from_account_id: UUID | None = None


class GoalOut(Answer):
    """A goal, what it needs a month, and what can safely be moved to it today."""

    id: UUID
    name: str
    currency: str
    target: int
    saved: int
    missing: int
    date: dt.date
    months_left: int
    needed_per_month: int
    safe_to_add: int
    account_id: UUID | None
    monthly: int | None
    first_date: dt.date | None
    pay_from_account_id: UUID | None
    on_track: bool


class SettlementIn(Body):
    """Settling a plan early: today unless another day is named, for what is left or for less."""

    date: dt.date | None = None
    amount: NotNegativeMinor | None = None


class CancellationIn(Body):
    """Cancelling a plan: nothing of it is paid from that day on."""

    date: dt.date | None = None
