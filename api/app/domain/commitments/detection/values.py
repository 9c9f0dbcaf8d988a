"""What detection reads and what it finds."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.commitments.detection.confidence import Evidence
from app.domain.commitments.schedule import Cadence, Schedule, Shift
from app.domain.money import Money

type RowId = Hashable
"""Whatever identifies a bank row; a UUID in the application."""
type AccountId = Hashable
type MandateId = Hashable


@dataclass(frozen=True, slots=True)
class Row:
    """A bank row, pending or booked, of an account: in is positive.

    ``merchant`` is the bank's own guess of who it was and ``category`` its code for how the
    money moved (``DIRECT_DEBIT``, ``STANDING_ORDER``, ``ATM``, …); both may be missing.
    ``is_own_transfer`` marks a move between own accounts, ``is_refund`` money that came back:
    neither is ever an income, and an incoming row of that kind is not looked at.
    """

    id: RowId
    account_id: AccountId
    booked_on: date
    amount: Money
    text: str
    merchant: str | None = None
    category: str | None = None
    is_pending: bool = False
    is_own_transfer: bool = False
    is_refund: bool = False


class MandateKind(StrEnum):
    """What the bank lists beside its rows."""

    DIRECT_DEBIT = "direct_debit"
    STANDING_ORDER = "standing_order"


@dataclass(frozen=True, slots=True)
class Mandate:
    """A direct debit or standing order as the bank lists it.

    ``amount`` is a magnitude: a standing order's next, a direct debit's last payment.
    ``frequency`` is the Open Banking code (``IntrvlMnthDay:01:26``). ``is_active`` is None
    where the bank does not say. ``first_seen_on`` is the day it first stood in the list, if
    that was not the first time the list was read.
    """

    id: MandateId
    account_id: AccountId
    kind: MandateKind
    name: str
    reference: str | None = None
    is_active: bool | None = None
    frequency: str | None = None
    amount: Money | None = None
    next_on: date | None = None
    previous_on: date | None = None
    final_on: date | None = None
    first_seen_on: date | None = None


class Direction(StrEnum):
    """Which way the money goes, in the words of commitments."""

    IN = "in"
    OUT = "out"


class SeriesState(StrEnum):
    """How a series stands today."""

    ACTIVE = "active"
    PAUSED = "paused"
    """A payment or two did not come, too few to call it ended."""
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class PriceStep:
    """The usual amount changed on a day; magnitudes, and what the change costs a year.

    ``yearly`` is positive where the year gets dearer (a bill) or richer (an income).
    """

    on: date
    old: Money
    new: Money
    yearly: Money


@dataclass(frozen=True, slots=True)
class Signature:
    """What makes a series materially what it is; see ``memory.is_materially_same``."""

    counterparty: str
    direction: Direction
    account_id: AccountId
    cadence: Cadence
    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Series:
    """A recurring payment found, as it stands today.

    ``schedule`` carries the cadence, its anchor (the nominal date of ``next_on``) and the
    shift. ``next_on`` is the due date of the next payment that has not come: it may lie up to
    a grace in the past, when that payment is late. ``amount`` is the signed amount to
    expect from now on; ``lowest`` and ``highest`` the signed range of recent payments by magnitude.
    ``confidence`` is in percent: of the series called 90, nine in ten go on as told.
    ``members`` are the ids of the rows in evidence, oldest first, and ``why`` says in words
    what they show. ``seasonal`` holds amounts that calendar months have of their own.
    ``group`` names the rows it was found among: what is found there replaces all of it.
    """

    name: str
    direction: Direction
    counterparty: str
    account_id: AccountId
    schedule: Schedule
    next_on: date
    amount: Money
    variable: bool
    lowest: Money
    highest: Money
    state: SeriesState
    confidence: int
    members: tuple[RowId, ...]
    first_on: date
    last_on: date
    why: tuple[str, ...]
    group: str
    price_steps: tuple[PriceStep, ...] = ()
    skipped: tuple[date, ...] = ()
    seasonal: tuple[tuple[int, Money], ...] = ()
    missed: int = 0
    mandate_id: MandateId | None = None
    match_texts: tuple[str, ...] = ()
    evidence: Evidence | None = None

    @property
    def cadence(self) -> Cadence:
        return self.schedule.cadence

    @property
    def shift(self) -> Shift:
        return self.schedule.shift

    def amount_on(self, day: date) -> Money:
        """Return the amount to expect on a day: the month's own, or the usual one."""
        return next((own for month, own in self.seasonal if month == day.month), self.amount)

    @property
    def signature(self) -> Signature:
        return Signature(
            counterparty=self.counterparty,
            direction=self.direction,
            account_id=self.account_id,
            cadence=self.cadence,
            amount_minor=abs(self.amount.minor),
            currency=self.amount.currency,
        )


@dataclass(frozen=True, slots=True)
class Announced:
    """A mandate that has not paid yet and of which the bank says no amount or no date."""

    mandate_id: MandateId
    account_id: AccountId
    name: str
    counterparty: str
    amount: Money | None
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What was fitted to each group of rows, so that unchanged groups are not fitted again.

    Hand the last detection's to the next; it holds nothing a person would read and need not
    be kept: without it everything is fitted again, to the same result.
    """

    fitted: dict[str, tuple[object, object]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Detection:
    """What is found: series, best first, and mandates still without an amount or a date."""

    series: tuple[Series, ...] = ()
    announced: tuple[Announced, ...] = ()
    known: Known = field(default_factory=Known)
