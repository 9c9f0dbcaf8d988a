"""The body of the figure and everything it is made of."""

import datetime as dt
from typing import Literal
from uuid import UUID

from app.schemas.analytics import PaydayDueOut, RepaymentDueOut
from app.schemas.commitments import OccurrenceStatus
from app.schemas.common import Answer, Moment

type LineSource = Literal[
    "account",
    "commitment",
    "planned_item",
    "payment_plan",
    "card_repayment",
    "goal",
    "buffer",
    "everyday",
    "overdraft",
    "what_if",
]


class LineOut(Answer):
    """One line a figure is the sum of."""

    label: str
    amount: int
    date: dt.date
    source: LineSource
    source_id: UUID | None
    account_id: UUID | None
    detail: str | None
    estimate: bool


class TermOut(Answer):
    """A term of the equation; all of them sum to the figure."""

    key: Literal["cash", "income", "commitments", "cards", "planned", "plans", "goals", "buffer"]
    amount: int
    lines: list[LineOut]


class WindowOut(Answer):
    """From today to payday, payday excluded."""

    start: dt.date
    end: dt.date
    days: int


class LowPointOut(Answer):
    """The lowest balance, its day, and what takes it there."""

    date: dt.date
    balance: int
    cause: str | None
    account_id: UUID | None


class AccountLowOut(Answer):
    """One account of the cash pool and its own low point."""

    id: UUID
    name: str
    own: int
    low_point: LowPointOut
    reconciles: bool


class OwedOut(Answer):
    """One thing still owed, or missed."""

    label: str
    amount: int
    date: dt.date
    nominal_date: dt.date
    due_in_days: int
    source: LineSource
    source_id: UUID
    account_id: UUID | None
    account_name: str | None
    status: OccurrenceStatus
    estimate: bool


class CardOut(Answer):
    """A card beside the figure."""

    account_id: UUID
    name: str
    owed: int
    next_repayment: RepaymentDueOut | None
    missing: str | None


class FeedOut(Answer):
    """How old a bank's news is."""

    connection_id: UUID
    display_name: str
    age_hours: float | None
    status: Literal["active", "expiring", "expired", "revoked", "error"]
    account_ids: list[UUID]
    sentence: str | None
    quality: str | None


class TransferOut(Answer):
    """Money to move between two accounts, by the last day on which it comes in time."""

    from_account_id: UUID
    from_name: str
    to_account_id: UUID
    amount: int
    by: dt.date


class ShortfallOut(Answer):
    """An account about to run dry, and the transfers that would prevent it."""

    account_id: UUID
    name: str
    first: LowPointOut
    low_point: LowPointOut
    needed: int
    transfers: list[TransferOut]
    missing: int


class SummaryOut(Answer):
    """What is safe to spend, and everything it is made of."""

    as_of: Moment
    today: dt.date
    currency: str
    safe_to_spend: int
    per_day: int
    as_usual: int | None
    cautious: int | None
    as_usual_lines: list[LineOut]
    cautious_lines: list[LineOut]
    without_everyday: str | None
    committed: int
    cash: int
    buffer: int
    cushion: int
    cards_owed: int
    is_short: bool
    first_short: LowPointOut | None
    window: WindowOut
    payday: PaydayDueOut | None
    late_paydays: list[PaydayDueOut]
    low_point: LowPointOut
    with_late_income: int | None
    with_payday: int | None
    accounts: list[AccountLowOut]
    shortfalls: list[ShortfallOut]
    equation: list[TermOut]
    lines: list[LineOut]
    after_trough: list[LineOut]
    owed: list[OwedOut]
    missed: list[OwedOut]
    cards: list[CardOut]
    feeds: list[FeedOut]
    notes: list[str]
