"""Bodies of commitments, their occurrences and their series."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.domain.commitments.schedule import Shift
from app.schemas.cadences import Cadence
from app.schemas.common import Answer, Body, Currency, Name, PositiveMinor

type Direction = Literal["in", "out"]
type CommitmentStatus = Literal["suggested", "confirmed", "rejected", "paused", "ended"]


class CommitmentIn(Body):
    """A commitment entered by hand; ``next_date`` is nominal and anchors the cadence."""

    name: Name
    direction: Direction
    amount: PositiveMinor
    currency: Currency | None = None
    variable: bool = False
    cadence: Cadence
    next_date: dt.date
    shift: Shift = Shift.NONE
    ends_on: dt.date | None = None
    account_id: UUID | None = None
    status: CommitmentStatus = "confirmed"
    is_payday: bool = False


class CommitmentPatch(Body):
    """What is to change; fields left out stay, and what is set stays whatever is found later."""

    name: Name | None = None
    direction: Direction | None = None
    amount: PositiveMinor | None = None
    variable: bool | None = None
    cadence: Cadence | None = None
    next_date: dt.date | None = None
    shift: Shift | None = None
    ends_on: dt.date | None = None
    account_id: UUID | None = None
    status: CommitmentStatus | None = None
    is_payday: bool | None = None


class PriceStepOut(Answer):
    """The amount changed on a day: magnitudes, and what the change comes to in a year."""

    date: dt.date
    old: int
    new: int
    yearly_change: int
    is_acknowledged: bool


class CommitmentPaymentOut(Answer):
    """A payment of a commitment; ``change`` is what the amount stepped by with it."""

    transaction_id: UUID
    date: dt.date
    amount: int
    description: str
    status: Literal["pending", "booked"]
    change: int | None


class RangeOut(Answer):
    """Between what amounts the latest payments were."""

    lowest: int
    highest: int


class CommitmentOut(Answer):
    """A commitment; ``amount`` is a magnitude and ``direction`` says which way.

    ``confidence`` is between 0 and 1: of the ones called 0.9, nine in ten go on as told.
    ``evidence`` are its payments in the bank's rows, oldest first, ``why`` says in words what
    they show. ``series_state`` is how the payments stand whatever was decided. ``is_offered_again``
    says that it was refused once and has changed since.
    """

    id: UUID
    name: str
    direction: Direction
    amount: int
    currency: str
    variable: bool
    cadence: Cadence
    next_date: dt.date
    next_due_date: dt.date | None
    shift: Shift
    ends_on: dt.date | None
    account_id: UUID | None
    status: CommitmentStatus
    origin: Literal["by_hand", "detected", "marked"]
    confidence: float | None
    evidence: list[UUID]
    why: list[str]
    price_steps: list[PriceStepOut]
    history: list[CommitmentPaymentOut]
    range: RangeOut | None
    series_state: Literal["active", "paused", "ended"] | None
    is_offered_again: bool
    edited: list[str]
    is_payday: bool
    yearly_amount: int
    yearly_cost: int


type OccurrenceStatus = Literal[
    "expected", "pending", "paid", "part_paid", "late", "missed", "skipped"
]


class OccurrenceOut(Answer):
    """One occurrence: ``date`` is nominal, ``due_date`` after the shift.

    ``timing`` says how what paid it came: ``days_off`` days after its due date, or before.
    ``is_told`` says that it is paid by the person's word.
    """

    date: dt.date
    due_date: dt.date
    amount: int
    status: OccurrenceStatus
    owed: int
    transaction_id: UUID | None
    paid_date: dt.date | None
    paid_amount: int | None
    timing: Literal["early", "on_time", "late"] | None
    days_off: int | None
    is_told: bool


class CalendarOccurrenceOut(OccurrenceOut):
    """An occurrence among those of all commitments."""

    commitment_id: UUID


class DetectionOut(Answer):
    """What finding commitments anew changed."""

    found: int
    suggested: int
    offered_again: int
    withdrawn: int
    changed: int


class MergeIn(Body):
    """The commitment whose payments are this one's too."""

    commitment_id: UUID


class SplitIn(Body):
    """The payments that are another commitment's."""

    transaction_ids: Annotated[list[UUID], Field(min_length=1, max_length=1_000)]


class RecurringIn(Body):
    """What the person knows of a payment that recurs; what is left out is found, or guessed."""

    name: Name | None = None
    cadence: Cadence | None = None
    next_date: dt.date | None = None
