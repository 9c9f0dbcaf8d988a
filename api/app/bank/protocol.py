"""What the product needs from a bank, in our own words, whoever provides it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from app.domain.ledger import AccountKind
from app.domain.money import Money


class Family(StrEnum):
    """The two families a bank shares separately; a credit card is never among the accounts."""

    ACCOUNT = "account"
    CARD = "card"


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """A bank a person can choose to connect."""

    provider_id: str
    display_name: str
    logo_url: str | None
    scopes: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The keys of one connection; never shown, not even in a traceback."""

    access_token: str = field(repr=False)
    refresh_token: str | None = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who confirms a consent again; the provider wants to know."""

    user_id: str
    name: str
    email: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A consent extended: with new tokens at once, or by a visit to ``link``."""

    tokens: Tokens | None
    link: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What the provider says about one consent; ``expires_at`` is the only word on its end."""

    credentials_id: str | None
    provider_id: str | None
    provider_name: str | None
    status: str | None
    expires_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRef:
    """What it takes to ask for one account again without listing it."""

    provider_account_id: str
    family: Family
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BankAccount:
    """One account or card as shared.

    ``identity`` recognises the same account through a new consent: it starts with its scheme
    (``uk:``, ``iban:``, ``card:``) and holds the full number, so keep a keyed digest of it.
    It is ``None`` where the bank gives no number at all (pots).
    """

    provider_account_id: str
    family: Family
    kind: AccountKind
    name: str
    currency: str
    provider_id: str | None
    sort_code: str | None = None
    number_last4: str | None = None
    iban: str | None = field(default=None, repr=False)
    partial_card_number: str | None = None
    identity: str | None = field(default=None, repr=False)

    @property
    def ref(self) -> AccountRef:
        """Return the part that later calls need."""
        return AccountRef(
            provider_account_id=self.provider_account_id,
            family=self.family,
            currency=self.currency,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BankBalance:
    """A balance in our sign: ``current`` is negative when overdrawn and when a card is owed.

    ``available`` is as the bank gave it and may include the overdraft (accounts) or be what is
    left of the limit (cards). ``owed``, ``last_statement_balance`` and ``payment_due`` are
    positive when money is owed and only a card has them. ``kind`` is set when the figures give
    the account's kind away (an instalment plan shown as a card); ``needs_review`` when they
    contradict each other and a person should look.
    """

    current: Money
    available: Money | None
    overdraft: Money
    updated_at: datetime | None
    owed: Money | None = None
    credit_limit: Money | None = None
    last_statement_balance: Money | None = None
    last_statement_on: date | None = None
    payment_due: Money | None = None
    payment_due_on: date | None = None
    kind: AccountKind | None = None
    needs_review: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BankTransaction:
    """One row in our sign (in is positive, out negative, on cards too) and our calendar.

    Of the three ids only ``normalised_id`` is promised to stay the same between requests;
    ``transaction_id`` changes when the bank edits the row. ``occurred_at`` is ``None`` when the
    bank gave only a day. ``sign_disagrees`` says the row's type and its number's sign
    contradicted each other and the type was believed. ``raw`` is the row as the bank wrote it,
    kept as evidence and to be read again by a better rule.
    """

    transaction_id: str
    provider_transaction_id: str | None
    normalised_id: str | None
    booked_on: date
    occurred_at: datetime | None
    amount: Money
    description: str
    merchant: str | None
    category: str
    classification: tuple[str, ...]
    running_balance: Money | None
    pending: bool
    meta: Mapping[str, str]
    sign_disagrees: bool = False
    raw: Mapping[str, Any] | None = field(default=None, repr=False, compare=False)

    @property
    def content(self) -> bytes:
        """Return all of it but the id that changes by itself and the bank's own writing."""
        return repr(
            (
                self.normalised_id,
                self.provider_transaction_id,
                self.booked_on.toordinal(),
                self.occurred_at,
                self.amount,
                self.description,
                self.merchant,
                self.category,
                self.classification,
                self.running_balance,
                sorted(self.meta.items()),
            )
        ).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedPage:
    """The rows of some whole days in the bank's order; ``digest`` tells whether they changed."""

    first_on: date
    last_on: date
    rows: Sequence[BankTransaction]

    @property
    def digest(self) -> str:
        digest = hashlib.sha256()
        for row in self.rows:
            digest.update(row.content)
        return digest.hexdigest()


class BookedRows(Protocol):
    """The booked rows of a window."""

    @property
    def unread(self) -> int:
        """How many rows could not be understood; with any, no page is complete."""
        ...

    @property
    def is_large(self) -> bool:
        """Whether they come in more pages than one."""
        ...

    def pages(self) -> Iterator[BookedPage]:
        """Yield pages that follow each other without a gap, earliest first."""
        ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """A direct debit a payee may collect; ``last_amount`` is a size, positive."""

    mandate_id: str | None
    name: str
    reference: str | None
    is_active: bool | None
    last_paid_on: date | None
    last_amount: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingOrder:
    """A payment the bank makes by itself; amounts are sizes, positive.

    ``frequency`` is the Open Banking code as given (``IntrvlMnthDay:01:26`` is monthly on the
    26th). Placeholders (amount 0, year 9999) arrive here as ``None``.
    """

    order_id: str | None
    payee: str | None
    reference: str | None
    frequency: str
    is_active: bool | None
    next_on: date | None
    next_amount: Money | None
    first_on: date | None
    first_amount: Money | None
    final_on: date | None
    final_amount: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """A row that could not be read and was left out; names fields, never their content."""

    resource: str
    provider_account_id: str | None
    fields: tuple[str, ...]


class BankSession(Protocol):
    """One connection opened with one access token; every call may raise `app.bank.errors`."""

    @property
    def calls_made(self) -> int:
        """How many requests were sent, failed ones included: they spend the bank's quota too."""
        ...

    @property
    def problems(self) -> Sequence[RowProblem]:
        """The rows left out so far; a window with any is not complete."""
        ...

    @property
    def skipped_rows(self) -> int:
        """How many rows were left out so far."""
        ...

    def consent(self) -> Consent: ...

    def accounts(self) -> Sequence[BankAccount]: ...

    def cards(self) -> Sequence[BankAccount]: ...

    def balance(self, account: AccountRef) -> BankBalance: ...

    def transactions(
        self, account: AccountRef, *, first_on: date, last_on: date
    ) -> Sequence[BankTransaction]:
        """Return the booked rows of both days and all between, in the bank's order."""
        ...

    def booked(self, account: AccountRef, *, first_on: date, last_on: date) -> BookedRows:
        """Return the same rows however many they are; close them after use."""
        ...

    def pending(self, account: AccountRef) -> Sequence[BankTransaction]:
        """Return the complete current set of pending rows."""
        ...

    def direct_debits(self, account: AccountRef) -> Sequence[Mandate]: ...

    def standing_orders(self, account: AccountRef) -> Sequence[StandingOrder]: ...


class BankProvider(Protocol):
    """A way to reach banks."""

    def institutions(self) -> Sequence[Institution]: ...

    def authorisation_url(
        self,
        *,
        state: str,
        redirect_uri: str,
        provider_id: str | None,
        code_challenge: str | None,
    ) -> str:
        """Return where to send the person; the challenge is PKCE's, method S256."""
        ...

    def exchange(self, *, code: str, redirect_uri: str, code_verifier: str | None) -> Tokens:
        """Return the tokens for a code, which works once: never call again with the same."""
        ...

    def refresh(self, *, refresh_token: str) -> Tokens:
        """Return new tokens; store them before anything else, for the old ones may be dead.

        The refresh token is always set: the old one comes back if no new one was given. Never
        refresh the same token from two places at once.
        """
        ...

    def extend(
        self,
        *,
        refresh_token: str,
        person: Person,
        redirect_uri: str,
        state: str,
        code_challenge: str,
    ) -> Extension:
        """Extend the consent the person has just confirmed again; store new tokens first.

        :raises ExtensionRefusedError: where only a full sign-in at the bank helps.
        """
        ...

    def revoke(self, *, access_token: str) -> None:
        """End the connection at the provider; needs a token that is still valid.

        :raises TokenRejectedError: expired, or already gone if the token is fresh.
        """
        ...

    def open(self, *, access_token: str, psu_ip: str | None) -> BankSession:
        """Return a session; ``psu_ip`` only when a person is asking right now."""
        ...

    @property
    def rules_version(self) -> int:
        """Which edition of the reading rules `reread` follows; it grows when they change."""
        ...

    def reread(
        self, raw: Mapping[str, Any], *, account: AccountRef, pending: bool
    ) -> BankTransaction | None:
        """Return what today's rules make of a row kept as evidence; ``None`` if nothing."""
        ...

    def close(self) -> None:
        """Let go of the open connections; a later call opens new ones or fails."""
        ...
