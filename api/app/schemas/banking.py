"""Bodies of connections, accounts, syncs and transactions."""

from datetime import date
from typing import Literal
from uuid import UUID

from app.domain.completeness import Standing
from app.domain.ledger import AccountKind
from app.schemas.common import Answer, Body, Currency, Minor, Moment, Name, NotNegativeMinor, Rate


class ProviderOut(Answer):
    """A bank on offer."""

    provider_id: str
    display_name: str
    logo_url: str | None


class AuthUrlOut(Answer):
    """Where to send the person."""

    auth_url: str


class ConnectionOut(Answer):
    """One consent with one bank."""

    id: UUID
    provider_id: str
    display_name: str
    logo_url: str | None
    status: Literal["active", "expiring", "expired", "revoked", "error"]
    consent_expires_at: Moment | None
    consent_days_left: int | None
    last_synced_at: Moment | None
    next_sync_at: Moment | None
    last_error: str | None


class ExtendIn(Body):
    """The person's word that the bank may go on being read."""

    reconfirmed: Literal[True]


class ExtendOut(Answer):
    """What came of it: extended at once, or where to send the person."""

    outcome: Literal["extended", "authentication_needed", "sign_in_needed"]
    auth_url: str | None
    consent_expires_at: Moment | None


class SyncIn(Body):
    """Which bank to ask; all of them if none is named."""

    connection_id: UUID | None = None


type SyncStatus = Literal["queued", "running", "succeeded", "partial", "failed"]


class SyncAccountOut(Answer):
    """What a sync does at one account."""

    account_id: UUID
    name: str
    status: SyncStatus
    steps_done: int
    steps_total: int
    doing: str | None
    added: int
    updated: int
    removed: int
    problems: list[str]


class SyncPartOut(Answer):
    """What a sync does at one bank; ``next_try_at`` is when it asks again by itself."""

    connection_id: UUID
    display_name: str
    status: SyncStatus
    steps_done: int
    steps_total: int
    doing: str | None
    calls: int
    added: int
    updated: int
    removed: int
    problems: list[str]
    next_try_at: Moment | None
    accounts: list[SyncAccountOut]


class SyncOut(Answer):
    """A sync: what it did, and what it could not."""

    id: UUID
    kind: Literal["accounts", "transactions", "back_fill"]
    status: SyncStatus
    accounts: int
    added: int
    updated: int
    removed: int
    calls: int
    problems: list[str]
    parts: list[SyncPartOut]
    created_at: Moment
    started_at: Moment | None
    finished_at: Moment | None


class AccountIn(Body):
    """An account kept by hand."""

    name: Name
    kind: AccountKind = AccountKind.CURRENT
    currency: Currency = "GBP"
    balance: Minor
    overdraft: NotNegativeMinor = 0
    overdraft_ear: Rate | None = None
    in_cash_pool: bool | None = None
    credit_limit: NotNegativeMinor | None = None
    last_statement_balance: NotNegativeMinor | None = None
    last_statement_on: date | None = None
    payment_due: NotNegativeMinor | None = None
    payment_due_on: date | None = None


class AccountPatch(Body):
    """What a person may change: its name and place, and by hand everything else."""

    name: Name | None = None
    in_cash_pool: bool | None = None
    needs_review: Literal[False] | None = None
    kind: AccountKind | None = None
    balance: Minor | None = None
    overdraft: NotNegativeMinor | None = None
    overdraft_ear: Rate | None = None
    credit_limit: NotNegativeMinor | None = None
    last_statement_balance: NotNegativeMinor | None = None
    last_statement_on: date | None = None
    payment_due: NotNegativeMinor | None = None
    payment_due_on: date | None = None


class JoinIn(Body):
    """The account kept by hand or from files that is this one too, and goes."""

    account_id: UUID


class JoinedOut(Answer):
    """How many rows came over, and how many were there already."""

    moved: int
    already_there: int


class GapOut(Answer):
    """A day around which rows are missing, and their sum if it can be told."""

    on: date
    amount: int | None


class QualityOut(Answer):
    """How far an account's rows can be trusted.

    ``difference`` is the balance less what the rows add up to.
    """

    standing: Standing
    sentence: str
    complete_from: date
    difference: int
    differs_since: Moment | None
    gaps: list[GapOut]
    doubles: list[UUID]
    checked_at: Moment


class AccountOut(Answer):
    """An account, its balance as reported and what of it is really owned or owed.

    ``balance`` is in our sign (a card that is owed is negative); ``owed`` is positive.
    ``shared_by`` names the live connections it is read through or could be; ``unsupported``
    what its bank said it cannot give.
    """

    id: UUID
    connection_id: UUID | None
    institution: str | None
    kind: AccountKind
    name: str
    identifier: str | None
    currency: str
    balance: int
    available: int | None
    own: int | None
    overdraft: int
    overdraft_ear: float | None
    cushion: int | None
    owed: int | None
    credit_limit: int | None
    last_statement_balance: int | None
    last_statement_on: date | None
    payment_due: int | None
    payment_due_on: date | None
    in_cash_pool: bool
    reconciles: bool
    booked_and_pending: int | None
    needs_review: bool
    transactions_from: date | None
    updated_at: Moment | None
    is_closed: bool
    quality: QualityOut | None
    shared_by: list[UUID]
    unsupported: list[str]
