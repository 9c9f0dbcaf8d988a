"""What was read from a file, and what a person can say about how to read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.bank.files.columns import Columns
from app.bank.files.presets import Preset
from app.bank.files.sheet import FileFormat
from app.domain.ledger import AccountKind
from app.domain.money import Money
from app.domain.statements.amounts import BalanceChain, DecimalMark, Sign
from app.domain.statements.dates import DateOrder


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How a person wants the file read; what is None is found out."""

    columns: Columns | None = None
    date_order: DateOrder | None = None
    decimal_mark: DecimalMark | None = None
    sign: Sign | None = None
    currency: str | None = None
    only: str | None = None
    """Of a file that holds several accounts, the one meant."""


class SignSource(StrEnum):
    """How we know what a minus means."""

    SAID = "said"
    BALANCE = "balance"
    BANK = "bank"
    COLUMNS = "columns"
    GUESS = "guess"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """One transaction of a file, in our sign."""

    number: int
    """Its place among the file's records, from 1."""
    line: int
    booked_on: date
    amount: Money
    description: str
    merchant: str | None
    provider_id: str | None
    category: str
    balance: Money | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that is not taken, and why."""

    number: int
    line: int
    reason: str
    text: str
    is_fault: bool
    """Whether it should have been readable, rather than rightly left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A file as read, with everything that was found out or assumed on the way."""

    format: FileFormat
    encoding: str
    delimiter: str | None
    preset: Preset | None
    header: Sequence[str]
    sample: Sequence[Sequence[str]]
    columns: Columns
    date_orders: Sequence[DateOrder]
    """The order used first, then others the file could equally be in."""
    decimal_mark: DecimalMark
    sign: Sign
    sign_source: SignSource
    chain: BalanceChain | None
    currency: str
    accounts: Sequence[str]
    account: str | None
    """Of the accounts in the file, the one read."""
    sort_code: str | None
    number: str | None
    account_name: str | None
    kind: AccountKind
    rows: Sequence[StatementRow]
    refused: Sequence[Refused]
    closing: Money | None
    closing_on: date | None

    @property
    def missing(self) -> list[str]:
        """The columns without which nothing can be read."""
        lacks = [] if self.columns.date is not None else ["date"]
        return lacks if self.columns.has_amount else [*lacks, "amount"]
