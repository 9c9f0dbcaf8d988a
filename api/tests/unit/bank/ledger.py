"""One small household told twice: to the fake bank and in TrueLayer's wire format."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qs

import httpx2

from app.bank.fake import FakeAccount, FakeBank, FakeConnection
from app.bank.protocol import (
    AccountRef,
    BankAccount,
    BankBalance,
    BankProvider,
    BankTransaction,
    Family,
    Mandate,
)
from app.bank.truelayer.auth import TrueLayerSettings
from app.bank.truelayer.client import TrueLayerBank
from app.domain.ledger import AccountKind
from app.domain.money import Money

NOW = datetime(2026, 7, 20, 9, 0, tzinfo=UTC)
TODAY = date(2026, 7, 20)
CODE = "code-1"
REDIRECT_URI = "http://localhost:8000/api/v1/banking/callback"
HISTORY_FROM = date(2024, 7, 20)

CURRENT = AccountRef(provider_account_id="acc-1", family=Family.ACCOUNT, currency="GBP")
CARD = AccountRef(provider_account_id="card-1", family=Family.CARD, currency="GBP")
STRANGER = AccountRef(provider_account_id="acc-9", family=Family.ACCOUNT, currency="GBP")

# id, day, pence in our sign; newest first
BOOKED = [("t3", "2026-07-18", -1840), ("t2", "2026-07-01", 241055), ("t1", "2025-07-01", -500)]
PENDING = [("p1", "2026-07-19", -9900)]
CHARGED = [("c2", "2026-07-18", -2150), ("c1", "2026-07-14", 31020)]


def settings(*, attempts: int = 1, api_url: str = "https://api.test") -> TrueLayerSettings:
    return TrueLayerSettings(
        client_id="sandbox-financetracker-0a1b2c",
        client_secret="s3cret",
        auth_url="https://auth.test/",
        api_url=api_url,
        providers="uk-ob-all uk-oauth-all",
        attempts=attempts,
    )


def truelayer(
    handler: Callable[[httpx2.Request], httpx2.Response], *, attempts: int = 1
) -> TrueLayerBank:
    return TrueLayerBank(
        settings(attempts=attempts),
        now=lambda: NOW,
        transport=httpx2.MockTransport(handler),
    )


@dataclass(kw_only=True)
class Told:
    """A provider that tells of the household, and a way to end its consent at the bank."""

    provider: BankProvider
    end_consent: Callable[[], None]


def told_by_the_fake() -> Told:
    bank = FakeBank(now=lambda: NOW)
    connection = FakeConnection(
        credentials_id="cred-1",
        accounts=[
            FakeAccount(
                account=_account(CURRENT, AccountKind.CURRENT),
                balance=_balance(24218),
                transactions=[_transaction(*row) for row in BOOKED],
                pending=[_transaction(*row, pending=True) for row in PENDING],
                direct_debits=[
                    Mandate(
                        mandate_id="dd-1",
                        name="NORTHERN POWER CO",
                        reference=None,
                        is_active=True,
                        last_paid_on=None,
                        last_amount=None,
                    )
                ],
                standing_orders=None,
                history_from=HISTORY_FROM,
            ),
            FakeAccount(
                account=_account(CARD, AccountKind.CREDIT_CARD),
                balance=_balance(-28865),
                transactions=[_transaction(*row) for row in CHARGED],
            ),
        ],
    )
    bank.grant(code=CODE, connection=connection)
    return Told(provider=bank, end_consent=lambda: bank.revoked.add("cred-1"))


def told_by_truelayer() -> Told:
    server = SmallTrueLayer()
    return Told(provider=truelayer(server), end_consent=server.end_consent)


@dataclass
class SmallTrueLayer:
    """Just enough of TrueLayer to keep the promises the contract asks for."""

    code_is_good: bool = True
    generation: int = 0
    is_over: bool = False
    requests: list[httpx2.Request] = field(default_factory=list)

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        if request.url.path == "/connect/token":
            return self._token({k: v[0] for k, v in parse_qs(request.content.decode()).items()})
        if request.headers.get("Authorization") != f"Bearer access-{self.generation}":
            return _refusal(401, "invalid_token")
        if request.url.path == "/api/delete":
            self.end_consent()
            self.generation += 1
            return httpx2.Response(200)
        return self._data(request)

    def end_consent(self) -> None:
        self.is_over = True

    def _token(self, form: dict[str, str]) -> httpx2.Response:
        if form["grant_type"] == "authorization_code":
            is_good = self.code_is_good and form["code"] == CODE
            self.code_is_good = False
        else:
            is_good = form["refresh_token"] == f"refresh-{self.generation}"
        if not is_good or self.is_over:
            return _refusal(400, "invalid_grant")
        self.generation += 1
        return httpx2.Response(
            200,
            json={
                "access_token": f"access-{self.generation}",
                "refresh_token": f"refresh-{self.generation}",
                "expires_in": 3600,
                "token_type": "Bearer",
            },
        )

    def _data(self, request: httpx2.Request) -> httpx2.Response:
        match request.url.path.removeprefix("/data/v1/").split("/"):
            case ["me"]:
                row = {"credentials_id": "cred-1", "consent_status": "Authorised"}
                return _results([row])
            case ["accounts"]:
                return _results([_wire_account("acc-1", account_type="TRANSACTION")])
            case ["cards"]:
                return _results([_wire_account("card-1", card_type="CREDIT")])
            case [("accounts" | "cards"), ("acc-1" | "card-1") as account_id, *what]:
                return _about(account_id, "/".join(what), request.url.params)
            case _:
                return _refusal(404, "account_not_found")


def _about(account_id: str, what: str, params: httpx2.QueryParams) -> httpx2.Response:
    if account_id == "card-1":
        rows_of = {
            "balance": [{"currency": "GBP", "current": 288.65}],
            "transactions": _window(CHARGED, params, is_card=True),
            "transactions/pending": [],
        }
    else:
        rows_of = {
            "balance": [{"currency": "GBP", "current": 242.18}],
            "transactions": _window(BOOKED, params, is_card=False),
            "transactions/pending": [_wire_transaction(*row, is_card=False) for row in PENDING],
            "direct_debits": [
                {"direct_debit_id": "dd-1", "name": "NORTHERN POWER CO", "status": "Active"}
            ],
        }
        if what == "transactions" and params["from"] < HISTORY_FROM.isoformat():
            return _refusal(400, "invalid_date_range")
    if what == "transactions" and params["to"] > TODAY.isoformat():
        return _refusal(400, "invalid_date_range")
    if what not in rows_of:
        return _refusal(501, "endpoint_not_supported")
    return _results(rows_of[what])


def _window(
    rows: list[tuple[str, str, int]], params: httpx2.QueryParams, *, is_card: bool
) -> list[dict[str, Any]]:
    first, last = params.get("from", ""), params.get("to", "")
    return [_wire_transaction(*row, is_card=is_card) for row in rows if first <= row[1] <= last]


def _wire_account(account_id: str, **kind: str) -> dict[str, Any]:
    return {"account_id": account_id, "display_name": account_id, "currency": "GBP", **kind}


def _wire_transaction(row_id: str, day: str, pence: int, *, is_card: bool) -> dict[str, Any]:
    return {
        "transaction_id": row_id,
        "timestamp": f"{day}T00:00:00Z",
        "description": row_id,
        "amount": (-pence if is_card else pence) / 100,
        "currency": "GBP",
        "transaction_type": "CREDIT" if pence > 0 else "DEBIT",
        "transaction_category": "PURCHASE",
        "transaction_classification": [],
    }


def _results(rows: list[dict[str, Any]]) -> httpx2.Response:
    return httpx2.Response(200, json={"results": rows, "status": "Succeeded"})


def _refusal(status: int, word: str) -> httpx2.Response:
    return httpx2.Response(status, json={"error": word, "error_description": "text"})


def _account(ref: AccountRef, kind: AccountKind) -> BankAccount:
    return BankAccount(
        provider_account_id=ref.provider_account_id,
        family=ref.family,
        kind=kind,
        name=ref.provider_account_id,
        currency=ref.currency,
        provider_id=None,
    )


def _balance(pence: int) -> BankBalance:
    current = Money(pence, "GBP")
    return BankBalance(
        current=current,
        available=None,
        overdraft=Money(0, "GBP"),
        updated_at=None,
        owed=-current if pence < 0 else None,
    )


def _transaction(row_id: str, day: str, pence: int, *, pending: bool = False) -> BankTransaction:
    return BankTransaction(
        transaction_id=row_id,
        provider_transaction_id=None,
        normalised_id=None,
        booked_on=date.fromisoformat(day),
        occurred_at=None,
        amount=Money(pence, "GBP"),
        description=row_id,
        merchant=None,
        category="PURCHASE",
        classification=(),
        running_balance=None,
        pending=pending,
        meta={},
    )
