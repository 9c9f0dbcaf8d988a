"""A bank in memory that keeps the protocol's promises; for tests of what stands on it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

from app.bank.errors import (
    AccountUnknownError,
    BankError,
    ConsentEndedError,
    DateRangeRefusedError,
    EndpointNotSupportedError,
    ExtensionRefusedError,
    ScaExceededError,
    TokenRejectedError,
)
from app.bank.paging import Spool
from app.bank.protocol import (
    AccountRef,
    BankAccount,
    BankBalance,
    BankTransaction,
    BookedRows,
    Consent,
    Extension,
    Family,
    Institution,
    Mandate,
    Person,
    RowProblem,
    StandingOrder,
    Tokens,
)

_LIFE_OF_A_TOKEN = timedelta(hours=1)
# What a bank shows of the past without a fresh sign-in.
_DAYS_WITHOUT_SIGN_IN = 90


@dataclass(slots=True, kw_only=True)
class FakeAccount:
    """An account whose every answer a test can change at any time.

    ``direct_debits`` and ``standing_orders`` of ``None`` are not offered by the bank;
    asking for days before ``history_from`` is refused.
    """

    account: BankAccount
    balance: BankBalance
    transactions: list[BankTransaction] = field(default_factory=list)
    pending: list[BankTransaction] = field(default_factory=list)
    direct_debits: list[Mandate] | None = field(default_factory=list)
    standing_orders: list[StandingOrder] | None = field(default_factory=list)
    history_from: date | None = None


@dataclass(slots=True, kw_only=True)
class FakeConnection:
    """One consent: what it shares and which of its tokens are good."""

    credentials_id: str
    provider_id: str = "fake-bank"
    provider_name: str = "Fake Bank"
    status: str = "Authorised"
    expires_at: datetime | None = None
    accounts: list[FakeAccount] = field(default_factory=list)
    offers: frozenset[Family] = frozenset(Family)
    sca_over: bool = False
    extends_at_once: bool = True
    problems: list[RowProblem] = field(default_factory=list)
    access_token: str = ""
    refresh_token: str = ""
    generation: int = 0


@dataclass(slots=True)
class _Failure:
    call: str
    error: BankError
    times: int
    provider_account_id: str | None


class FakeBank:
    """A `BankProvider` without a network; rotates refresh tokens unless told not to.

    ``calls`` counts each call by its name in the protocol, ``psu_ips`` remembers with which
    address sessions were opened, ``revoked`` which credentials were given up.
    """

    def __init__(self, *, now: Callable[[], datetime], rotates: bool = True) -> None:
        self._now = now
        self._rotates = rotates
        self._by_code: dict[str, FakeConnection] = {}
        self._connections: list[FakeConnection] = []
        self._failures: list[_Failure] = []
        self.banks: list[Institution] = []
        self.calls: Counter[str] = Counter()
        self.psu_ips: list[str | None] = []
        self.revoked: set[str] = set()

    def grant(self, *, code: str, connection: FakeConnection) -> FakeConnection:
        """Let ``code`` be exchanged, once, for access to the connection."""
        self._by_code[code] = connection
        return connection

    def fail(
        self,
        call: str,
        error: BankError,
        *,
        times: int = 1,
        provider_account_id: str | None = None,
    ) -> None:
        """Let the next ``times`` calls of that name fail, of one account if given."""
        self._failures.append(_Failure(call, error, times, provider_account_id))

    @property
    def rules_version(self) -> int:
        return 1

    def reread(
        self, raw: Mapping[str, Any], *, account: AccountRef, pending: bool
    ) -> BankTransaction | None:
        """Its rows come in our words already: there is nothing to read again."""
        del raw, account, pending
        return None

    def close(self) -> None:
        """Nothing is open."""

    def institutions(self) -> Sequence[Institution]:
        self.answer("institutions")
        return list(self.banks)

    def authorisation_url(
        self,
        *,
        state: str,
        redirect_uri: str,
        provider_id: str | None,
        code_challenge: str | None,
    ) -> str:
        query = {"response_type": "code", "redirect_uri": redirect_uri, "state": state}
        if provider_id is not None:
            query["provider_id"] = provider_id
        if code_challenge is not None:
            query["code_challenge"] = code_challenge
            query["code_challenge_method"] = "S256"
        return f"https://fake-bank.invalid/?{urlencode(query, quote_via=quote)}"

    def exchange(self, *, code: str, redirect_uri: str, code_verifier: str | None) -> Tokens:
        del redirect_uri, code_verifier  # which of them fits is the real provider's business
        self.answer("exchange")
        connection = self._by_code.pop(code, None)
        if connection is None:
            raise ConsentEndedError("The code was never given or has been used.")
        self._connections.append(connection)
        return self._new_tokens(connection, rotates=True)

    def refresh(self, *, refresh_token: str) -> Tokens:
        self.answer("refresh")
        for connection in self._connections:
            if connection.refresh_token == refresh_token and not self._is_over(connection):
                return self._new_tokens(connection, rotates=self._rotates)
        raise ConsentEndedError("The refresh token is not known (any more).")

    def extend(
        self,
        *,
        refresh_token: str,
        person: Person,
        redirect_uri: str,
        state: str,
        code_challenge: str,
    ) -> Extension:
        del person
        self.answer("extend")
        for connection in self._connections:
            if connection.refresh_token != refresh_token:
                continue
            if connection.extends_at_once:
                return Extension(tokens=self._new_tokens(connection, rotates=True), link=None)
            link = self.authorisation_url(
                state=state,
                redirect_uri=redirect_uri,
                provider_id=connection.provider_id,
                code_challenge=code_challenge,
            )
            return Extension(tokens=None, link=link)
        raise ExtensionRefusedError("The refresh token is not known (any more).")

    def revoke(self, *, access_token: str) -> None:
        self.answer("revoke")
        connection = self.connection_of(access_token)
        self.revoked.add(connection.credentials_id)
        connection.access_token = ""

    def open(self, *, access_token: str, psu_ip: str | None) -> "FakeSession":
        self.psu_ips.append(psu_ip)
        return FakeSession(bank=self, access_token=access_token, today=self._now().date())

    def answer(self, call: str, *, provider_account_id: str | None = None) -> None:
        """Count the call and raise what was arranged for it."""
        self.calls[call] += 1
        for failure in self._failures:
            concerns = failure.provider_account_id in {None, provider_account_id}
            if failure.call == call and concerns and failure.times > 0:
                failure.times -= 1
                raise failure.error

    def connection_of(self, access_token: str) -> FakeConnection:
        """Return whose latest access token this is.

        :raises TokenRejectedError: if it is nobody's.
        """
        for connection in self._connections:
            if access_token and connection.access_token == access_token:
                return connection
        raise TokenRejectedError("The access token is not the latest one.")

    def _is_over(self, connection: FakeConnection) -> bool:
        has_expired = connection.expires_at is not None and connection.expires_at <= self._now()
        return has_expired or connection.credentials_id in self.revoked

    def _new_tokens(self, connection: FakeConnection, *, rotates: bool) -> Tokens:
        connection.generation += 1
        suffix = f"{connection.credentials_id}-{connection.generation}"
        connection.access_token = f"access-{suffix}"
        if rotates:
            connection.refresh_token = f"refresh-{suffix}"
        return Tokens(
            access_token=connection.access_token,
            refresh_token=connection.refresh_token,
            expires_at=self._now() + _LIFE_OF_A_TOKEN,
        )


class FakeSession:
    """A `BankSession` over one connection of the fake bank."""

    def __init__(self, *, bank: FakeBank, access_token: str, today: date) -> None:
        self._bank = bank
        self._access_token = access_token
        self._today = today
        self._calls_made = 0
        self._problems: list[RowProblem] = []

    @property
    def calls_made(self) -> int:
        return self._calls_made

    @property
    def problems(self) -> Sequence[RowProblem]:
        return tuple(self._problems)

    @property
    def skipped_rows(self) -> int:
        return len(self._problems)

    def consent(self) -> Consent:
        connection = self._call("consent")
        return Consent(
            credentials_id=connection.credentials_id,
            provider_id=connection.provider_id,
            provider_name=connection.provider_name,
            status=connection.status,
            expires_at=connection.expires_at,
        )

    def accounts(self) -> Sequence[BankAccount]:
        return self._list("accounts", Family.ACCOUNT)

    def cards(self) -> Sequence[BankAccount]:
        return self._list("cards", Family.CARD)

    def balance(self, account: AccountRef) -> BankBalance:
        return self._find("balance", account).balance

    def transactions(
        self, account: AccountRef, *, first_on: date, last_on: date
    ) -> Sequence[BankTransaction]:
        held = self._find("transactions", account)
        connection = self._bank.connection_of(self._access_token)
        is_backwards = first_on > last_on or last_on > self._today
        if is_backwards or (held.history_from is not None and first_on < held.history_from):
            raise DateRangeRefusedError("The bank refused the date range.")
        if connection.sca_over and (self._today - first_on).days > _DAYS_WITHOUT_SIGN_IN:
            raise ScaExceededError("The bank wants a fresh sign-in for this much.")
        # As a real session does: rows that could not be read are told with the rows that could.
        self._problems.extend(
            problem
            for problem in connection.problems
            if problem.provider_account_id == account.provider_account_id
        )
        return [row for row in held.transactions if first_on <= row.booked_on <= last_on]

    def booked(self, account: AccountRef, *, first_on: date, last_on: date) -> BookedRows:
        before = len(self._problems)
        rows = self.transactions(account, first_on=first_on, last_on=last_on)
        spool = Spool.filled(rows, first_on=first_on, last_on=last_on)
        spool.unread = len(self._problems) - before
        return spool

    def pending(self, account: AccountRef) -> Sequence[BankTransaction]:
        return list(self._find("pending", account).pending)

    def direct_debits(self, account: AccountRef) -> Sequence[Mandate]:
        _only_accounts(account)
        return _offered(self._find("direct_debits", account).direct_debits)

    def standing_orders(self, account: AccountRef) -> Sequence[StandingOrder]:
        _only_accounts(account)
        return _offered(self._find("standing_orders", account).standing_orders)

    def _call(self, call: str, *, provider_account_id: str | None = None) -> FakeConnection:
        self._calls_made += 1
        self._bank.answer(call, provider_account_id=provider_account_id)
        return self._bank.connection_of(self._access_token)

    def _list(self, call: str, family: Family) -> list[BankAccount]:
        connection = self._call(call)
        if family not in connection.offers:
            raise EndpointNotSupportedError(f"The bank does not offer {call}.")
        return [held.account for held in connection.accounts if held.account.family is family]

    def _find(self, call: str, account: AccountRef) -> FakeAccount:
        connection = self._call(call, provider_account_id=account.provider_account_id)
        for held in connection.accounts:
            ref = held.account.ref
            if (ref.provider_account_id, ref.family) == (
                account.provider_account_id,
                account.family,
            ):
                return held
        raise AccountUnknownError("The bank does not know this account.")


def _only_accounts(account: AccountRef) -> None:
    if account.family is Family.CARD:
        raise EndpointNotSupportedError("Cards have no payments of their own.")


def _offered[T](rows: Sequence[T] | None) -> list[T]:
    if rows is None:
        raise EndpointNotSupportedError("The bank does not offer this.")
    return list(rows)
