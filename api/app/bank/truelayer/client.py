"""TrueLayer as a `BankProvider`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx2
from pydantic import BaseModel

from app.bank.errors import BankUnavailableError, EndpointNotSupportedError
from app.bank.paging import all_rows
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
from app.bank.truelayer import translate
from app.bank.truelayer.auth import TrueLayerAuth, TrueLayerSettings
from app.bank.truelayer.errors import call_error
from app.bank.truelayer.reader import ReadWindow, RowReader, read_window
from app.bank.truelayer.rows import rows_of
from app.bank.truelayer.schemas import (
    AccountBalanceRow,
    AccountRow,
    CardBalanceRow,
    CardRow,
    ConsentRow,
    DirectDebitRow,
    InstitutionRow,
    StandingOrderRow,
)
from app.bank.truelayer.wire import Answer, Ask, Wire, worth_repeating

_UK = frozenset({"uk", "gb"})
_ATTEMPTS_UNATTENDED = 2
_FOLDER = {Family.ACCOUNT: "accounts", Family.CARD: "cards"}


class TrueLayerBank:
    """Banks reached through TrueLayer's Data API v1."""

    def __init__(
        self,
        settings: TrueLayerSettings,
        *,
        now: Callable[[], datetime],
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        self._settings = settings
        self._wire = Wire(now=now, attempts=settings.attempts, transport=transport)
        self._auth = TrueLayerAuth(settings, wire=self._wire, now=now)

    def institutions(self) -> Sequence[Institution]:
        """Return the UK banks on offer, by name."""
        rows = RowReader(resource="the list of banks").read(
            self._auth.provider_rows(), InstitutionRow, lambda row: row
        )
        # The server's own country filter is reported to empty the list, so it is done here.
        banks = [
            translate.to_institution(row)
            for row in rows
            if row.country is None or row.country.lower() in _UK
        ]
        return sorted(banks, key=lambda bank: bank.display_name.casefold())

    def authorisation_url(
        self,
        *,
        state: str,
        redirect_uri: str,
        provider_id: str | None,
        code_challenge: str | None,
    ) -> str:
        return self._auth.authorisation_url(
            state=state,
            redirect_uri=redirect_uri,
            provider_id=provider_id,
            code_challenge=code_challenge,
        )

    def exchange(self, *, code: str, redirect_uri: str, code_verifier: str | None) -> Tokens:
        return self._auth.exchange(
            code=code, redirect_uri=redirect_uri, code_verifier=code_verifier
        )

    def refresh(self, *, refresh_token: str) -> Tokens:
        return self._auth.refresh(refresh_token=refresh_token)

    def extend(
        self,
        *,
        refresh_token: str,
        person: Person,
        redirect_uri: str,
        state: str,
        code_challenge: str,
    ) -> Extension:
        return self._auth.extend(
            refresh_token=refresh_token,
            person=person,
            redirect_uri=redirect_uri,
            state=state,
            code_challenge=code_challenge,
        )

    def revoke(self, *, access_token: str) -> None:
        self._auth.revoke(access_token=access_token)

    def open(self, *, access_token: str, psu_ip: str | None) -> "TrueLayerSession":
        headers = {"Authorization": f"Bearer {access_token}"}
        if psu_ip is not None:
            headers["X-PSU-IP"] = psu_ip
        return TrueLayerSession(
            wire=self._wire,
            base=self._settings.data_base,
            headers=headers,
            # Every attempt is one of the few calls a bank allows with nobody present.
            attempts=None if psu_ip is not None else _ATTEMPTS_UNATTENDED,
        )

    @property
    def rules_version(self) -> int:
        return translate.RULES_VERSION

    def reread(
        self, raw: Mapping[str, Any], *, account: AccountRef, pending: bool
    ) -> BankTransaction | None:
        rows = RowReader(resource="transactions").transactions(
            [raw], account=account, pending=pending
        )
        return next(rows, None)

    def close(self) -> None:
        """Let go of the open connections."""
        self._wire.close()


class TrueLayerSession:
    """One connection, read with one access token."""

    def __init__(
        self, *, wire: Wire, base: str, headers: Mapping[str, str], attempts: int | None
    ) -> None:
        self._wire = wire
        self._attempts = attempts
        self._base = base
        self._headers = headers
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
        rows = self._get("me", resource="the consent")
        return self._only(rows, ConsentRow, translate.to_consent, resource="the consent")

    def accounts(self) -> Sequence[BankAccount]:
        rows = self._get("accounts", resource="accounts")
        return self._read(rows, AccountRow, translate.to_account, resource="accounts")

    def cards(self) -> Sequence[BankAccount]:
        rows = self._get("cards", resource="cards")
        return self._read(rows, CardRow, translate.to_card, resource="cards")

    def balance(self, account: AccountRef) -> BankBalance:
        rows = self._get(f"{_path(account)}/balance", resource="balance")
        if account.family is Family.CARD:
            to_balance = partial(translate.to_card_balance, account=account)
            return self._only(rows, CardBalanceRow, to_balance, resource="balance")
        return self._only(
            rows,
            AccountBalanceRow,
            partial(translate.to_account_balance, account=account),
            resource="balance",
        )

    def transactions(
        self, account: AccountRef, *, first_on: date, last_on: date
    ) -> Sequence[BankTransaction]:
        """Return the booked rows of the days given.

        :raises BankUnavailableError: also if there are rows and not one can be read, for an
            empty window would be believed.
        """
        return all_rows(self.booked(account, first_on=first_on, last_on=last_on))

    def booked(self, account: AccountRef, *, first_on: date, last_on: date) -> BookedRows:
        """Return the rows, read as they come and kept outside memory where they are many.

        :raises BankUnavailableError: as `transactions`.
        """
        answer = self._send(
            f"{_path(account)}/transactions",
            resource="transactions",
            params={"from": first_on.isoformat(), "to": last_on.isoformat()},
            reads_body=partial(read_window, account=account, first_on=first_on, last_on=last_on),
        )
        if not isinstance(answer.body, ReadWindow):
            raise BankUnavailableError("transactions: the answer could not be read.")
        self._problems += answer.body.problems
        return answer.body.spool

    def pending(self, account: AccountRef) -> Sequence[BankTransaction]:
        rows = self._get(f"{_path(account)}/transactions/pending", resource="pending")
        reader = RowReader(
            resource="pending",
            provider_account_id=account.provider_account_id,
            problems=self._problems,
        )
        return list(reader.transactions(rows, account=account, pending=True))

    def direct_debits(self, account: AccountRef) -> Sequence[Mandate]:
        _only_accounts(account, resource="direct debits")
        return self._read(
            self._get(f"{_path(account)}/direct_debits", resource="direct debits"),
            DirectDebitRow,
            partial(translate.to_mandate, account=account),
            resource="direct debits",
            account=account,
        )

    def standing_orders(self, account: AccountRef) -> Sequence[StandingOrder]:
        _only_accounts(account, resource="standing orders")
        return self._read(
            self._get(f"{_path(account)}/standing_orders", resource="standing orders"),
            StandingOrderRow,
            partial(translate.to_standing_order, account=account),
            resource="standing orders",
            account=account,
        )

    def _get(self, path: str, *, resource: str) -> Sequence[object]:
        """Return the rows of an answer that is small."""
        answer = self._send(
            path, resource=resource, params=None, reads_body=lambda chunks: list(rows_of(chunks))
        )
        if not isinstance(answer.body, list):
            raise BankUnavailableError(f"{resource}: the answer could not be read.")
        return answer.body

    def _send(
        self,
        path: str,
        *,
        resource: str,
        params: Mapping[str, str] | None,
        reads_body: Callable[[Iterator[bytes]], object],
    ) -> Answer:
        answer = self._wire.send(
            Ask(
                method="GET",
                url=f"{self._base}/{path}",
                resource=resource,
                reads_error=call_error,
                headers=self._headers,
                params=params,
                reads_body=reads_body,
            ),
            retry_on=worth_repeating,
            on_attempt=self._count_call,
            attempts=self._attempts,
        )
        if answer.status != HTTPStatus.OK:
            raise BankUnavailableError(f"{resource}: still being fetched ({answer.status}).")
        return answer

    def _count_call(self) -> None:
        self._calls_made += 1

    def _read[R: BaseModel, V](
        self,
        rows: Sequence[object],
        shape: type[R],
        to_value: Callable[[R], V],
        *,
        resource: str,
        account: AccountRef | None = None,
    ) -> list[V]:
        reading = RowReader(
            resource=resource,
            provider_account_id=account.provider_account_id if account else None,
            problems=self._problems,
        )
        return reading.read(rows, shape, to_value)

    def _only[R: BaseModel, V](
        self,
        rows: Sequence[object],
        shape: type[R],
        to_value: Callable[[R], V],
        *,
        resource: str,
    ) -> V:
        values = RowReader(resource=resource).read(rows[:1], shape, to_value)
        if not values:
            raise BankUnavailableError(f"{resource}: the answer could not be read.")
        return values[0]


def _path(account: AccountRef) -> str:
    return f"{_FOLDER[account.family]}/{quote(account.provider_account_id, safe='')}"


def _only_accounts(account: AccountRef, *, resource: str) -> None:
    if account.family is Family.CARD:
        raise EndpointNotSupportedError(f"Cards have no {resource}.")
