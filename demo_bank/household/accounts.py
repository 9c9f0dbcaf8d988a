"""What the household holds, and what a row of it is."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Account(StrEnum):
    """Every account, pot and card of the household."""

    HARBOUR_CURRENT = "harbour-current"
    HARBOUR_SAVER = "harbour-saver"
    PEBBLE = "pebble"
    HOLIDAY_POT = "pebble-holiday-pot"
    BILLS_POT = "pebble-bills-pot"
    FLEX = "pebble-flex"
    NORTHWAY = "northway-joint"
    MERIDIAN = "meridian-card"


CARDS = frozenset({Account.FLEX, Account.MERIDIAN})
PEBBLE_ACCOUNTS = frozenset({Account.PEBBLE, Account.HOLIDAY_POT, Account.BILLS_POT, Account.FLEX})

# Minor units on the evening before the first day.
OPENING: dict[Account, int] = {
    Account.HARBOUR_CURRENT: 168_000,
    Account.HARBOUR_SAVER: 241_500,
    Account.PEBBLE: 14_200,
    Account.HOLIDAY_POT: 12_000,
    Account.BILLS_POT: 2_500,
    Account.FLEX: 0,
    Account.NORTHWAY: 58_000,
    Account.MERIDIAN: 0,
}
OVERDRAFT: dict[Account, int] = {Account.HARBOUR_CURRENT: 50_000}


class Kind(StrEnum):
    """How a row moved, in the bank's category words."""

    ATM = "ATM"
    CREDIT = "CREDIT"
    DIRECT_DEBIT = "DIRECT_DEBIT"
    INTEREST = "INTEREST"
    PURCHASE = "PURCHASE"
    STANDING_ORDER = "STANDING_ORDER"
    TRANSFER = "TRANSFER"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of an account: in is positive, out is negative, cards too."""

    key: str
    account: Account
    day: date
    amount: int
    description: str
    kind: Kind
    at: datetime | None = None
    merchant: str | None = None
    classification: tuple[str, ...] = ()
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A card's statement: what was owed at the end of its day, and when it is due."""

    on: date
    owed: int
    due_on: date


@dataclass(frozen=True, slots=True)
class Household:
    """Everything the banks know on one day."""

    today: date
    booked: dict[Account, tuple[Entry, ...]]
    pending: dict[Account, tuple[Entry, ...]]
    statements: tuple[Statement, ...]
