"""`/data/v1`: accounts, cards, balances and transactions of a connection."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import Response

from demo_bank import ledger as books
from demo_bank import resources
from demo_bank.bank import Bank, bank_of
from demo_bank.clock import day_of, wire_moment
from demo_bank.connections import Connection
from demo_bank.household import Account
from demo_bank.providers import Provider, provider_named
from demo_bank.wire import Json, WireError, data_headers, results

router = APIRouter(prefix="/data/v1")

_SCA_WINDOW = timedelta(minutes=5)
_USUAL_DAYS = 89
_UNATTENDED_CALLS = 4
_DAY_SECONDS = 86_400
_HOUR_SECONDS = 3_600


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and what of."""

    bank: Bank
    request: Request
    connection: Connection
    provider: Provider

    @property
    def now_text(self) -> str:
        """Return the moment of the answer."""
        return wire_moment(self.bank.clock.now())

    def ledger(self, account: Account) -> books.AccountLedger:
        """Return the account as it is today."""
        today = self.bank.clock.today()
        return books.read_ledger(account, today=today, edits=self.bank.vault.edits)


@router.get("/me")
async def read_me(request: Request) -> Response:
    """Tell what the consent covers and when it ends."""
    caller = _caller(request)
    connection = caller.connection
    row = resources.me(
        connection,
        caller.provider,
        client_id=caller.bank.settings.client_id,
        now=caller.bank.clock.now(),
        base=caller.bank.base(request),
    )
    return results([row], data_headers(connection.credentials_id))


@router.get("/info")
async def read_info(request: Request) -> Response:
    """Tell whose accounts these are."""
    caller = _caller(request, "info")
    row: Json = {"full_name": "Alex Morgan", "update_timestamp": caller.now_text}
    return _answer(caller, lambda: [row])


@router.get("/accounts")
async def list_accounts(request: Request) -> Response:
    """List the accounts."""
    caller = _caller(request, "accounts")
    return _answer(caller, lambda: [_account(caller, each) for each in caller.provider.accounts])


@router.get("/accounts/{account_id}")
async def read_account(request: Request, account_id: str) -> Response:
    """Show one account."""
    caller = _caller(request, "accounts")
    account = _find(caller, account_id, caller.provider.accounts)
    return _answer(caller, lambda: [_account(caller, account)])


@router.get("/accounts/{account_id}/standing_orders")
async def list_standing_orders(request: Request, account_id: str) -> Response:
    """List the account's standing orders."""
    caller = _caller(request, "accounts", "standing_orders")
    account = _find(caller, account_id, caller.provider.accounts)
    return _answer(
        caller,
        lambda: resources.standing_orders(
            account, today=caller.bank.clock.today(), asked_at=caller.now_text
        ),
    )


@router.get("/accounts/{account_id}/direct_debits")
async def list_direct_debits(request: Request, account_id: str) -> Response:
    """List the account's direct debits."""
    caller = _caller(request, "accounts", "direct_debits")
    account = _find(caller, account_id, caller.provider.accounts)
    return _answer(
        caller,
        lambda: resources.direct_debits(caller.ledger(account), asked_at=caller.now_text),
    )


@router.get("/cards")
async def list_cards(request: Request) -> Response:
    """List the cards."""
    caller = _caller(request, "cards", empty_instead=True)
    return _answer(caller, lambda: [_card(caller, each) for each in caller.provider.cards])


@router.get("/cards/{account_id}")
async def read_card(request: Request, account_id: str) -> Response:
    """Show one card."""
    caller = _caller(request, "cards")
    card = _find(caller, account_id, caller.provider.cards)
    return _answer(caller, lambda: [_card(caller, card)])


@router.get("/{family}/{account_id}/balance")
async def read_balance(request: Request, family: str, account_id: str) -> Response:
    """Tell the balance of an account or card."""
    caller = _caller(request, _family(family), "balance")
    account = _find(caller, account_id, _members(caller, family))
    return _answer(
        caller,
        lambda: [
            books.balance(caller.ledger(account), caller.provider, updated_at=caller.now_text)
        ],
    )


@router.get("/{family}/{account_id}/transactions")
async def list_transactions(request: Request, family: str, account_id: str) -> Response:
    """List booked transactions, newest first, both ends of the window included."""
    caller = _caller(request, _family(family), "transactions")
    account = _find(caller, account_id, _members(caller, family))
    start, end = _window(caller)
    return _answer(
        caller,
        lambda: books.transactions(
            caller.ledger(account),
            caller.provider,
            rows=lambda entry: start <= entry.day <= end,
            id_salt=_id_salt(caller),
        ),
    )


@router.get("/{family}/{account_id}/transactions/pending")
async def list_pending(request: Request, family: str, account_id: str) -> Response:
    """List what is authorised and not booked: always the whole set."""
    caller = _caller(request, _family(family), "transactions")
    account = _find(caller, account_id, _members(caller, family))
    salt = _id_salt(caller)
    return _answer(
        caller,
        lambda: [
            books.transaction(entry, caller.provider, id_salt=salt)
            for entry in reversed(caller.ledger(account).pending)
        ],
    )


def _caller(request: Request, *scopes: str, empty_instead: bool = False) -> Caller:
    bank = bank_of(request)
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    connection = bank.vault.holder(token) if kind.lower() == "bearer" else None
    if connection is None:
        raise WireError("invalid_token", "The access token is missing or not one of ours.", None)
    if connection.is_deleted or connection.access_token != token:
        reason = {"reason": "Invalid token"}
        raise WireError("unauthorized", "A newer token has taken this one's place.", reason)
    now = bank.clock.now()
    if now.timestamp() >= connection.access_expires_at:
        raise WireError("invalid_token", "The access token has expired.", None)
    if scopes and now.timestamp() >= connection.consent_expires_at:
        raise WireError("access_denied", "The consent has ended.")
    provider = provider_named(connection.provider_id)
    if provider is None:
        raise WireError("deprecated_provider", "This bank is no longer offered.")
    if scopes:
        _refuse_scopes(connection, provider, scopes, empty_instead=empty_instead)
        _count_unattended(bank, connection, request)
    return Caller(bank=bank, request=request, connection=connection, provider=provider)


def _refuse_scopes(
    connection: Connection, provider: Provider, scopes: tuple[str, ...], *, empty_instead: bool
) -> None:
    if connection.username.startswith("error."):
        code = connection.username.removeprefix("error.")
        raise WireError(code, "This user was made to fail.")
    for scope in scopes:
        if scope not in provider.scopes and not (empty_instead and provider.empty_cards):
            raise WireError("endpoint_not_supported", "This bank does not offer the endpoint.")
        if scope not in connection.scopes:
            raise WireError("access_denied", "The consent does not cover this.")


def _count_unattended(bank: Bank, connection: Connection, request: Request) -> None:
    if not bank.vault.switches.counts_unattended_calls or request.headers.get("X-PSU-IP"):
        return
    now = bank.clock.now().timestamp()
    key = f"{connection.credentials_id} {request.url.path}"
    recent = [at for at in bank.unattended.get(key, []) if now - at < _DAY_SECONDS]
    if len(recent) >= _UNATTENDED_CALLS:
        raise WireError("provider_request_limit_exceeded", "The bank's daily quota is used up.")
    bank.unattended[key] = [*recent, now]


def _answer(caller: Caller, rows: Callable[[], list[Json]]) -> Response:
    bank, credentials_id = caller.bank, caller.connection.credentials_id
    if not bank.vault.switches.caches_answers:
        return results(rows(), data_headers(credentials_id))
    key = f"{credentials_id} {caller.request.url.path}?{caller.request.url.query}"
    now = bank.clock.now().timestamp()
    made_at, kept = bank.cached.get(key, (0.0, []))
    if now - made_at >= _HOUR_SECONDS:
        made_at, kept = now, rows()
        bank.cached[key] = (made_at, kept)
    left = int(_HOUR_SECONDS - (now - made_at))
    return results(kept, data_headers(credentials_id, max_age=left))


def _family(family: str) -> str:
    if family not in {"accounts", "cards"}:
        raise WireError("account_not_found", "There is nothing here.")
    return family


def _members(caller: Caller, family: str) -> tuple[Account, ...]:
    return caller.provider.accounts if family == "accounts" else caller.provider.cards


def _find(caller: Caller, account_id: str, among: tuple[Account, ...]) -> Account:
    for account in among:
        if books.account_id(caller.provider, account) == account_id:
            return account
    raise WireError("account_not_found", "No such account.")


def _account(caller: Caller, account: Account) -> Json:
    base = caller.bank.base(caller.request)
    return resources.account(caller.provider, account, asked_at=caller.now_text, base=base)


def _card(caller: Caller, card: Account) -> Json:
    base = caller.bank.base(caller.request)
    return resources.card(caller.provider, card, asked_at=caller.now_text, base=base)


def _id_salt(caller: Caller) -> str:
    """Return what transaction ids hang on: at some banks, the very call."""
    if caller.provider.stable_ids and not caller.bank.vault.switches.unstable_ids:
        return caller.provider.wire_id
    caller.bank.fetches += 1
    return f"{caller.connection.authorised_at}|{caller.bank.fetches}"


def _window(caller: Caller) -> tuple[date, date]:
    """Return the days asked for, or refuse: too far ahead, too deep, or too late to ask."""
    today, query = caller.bank.clock.today(), caller.request.query_params
    try:
        end = day_of(query["to"]) if query.get("to") else today
        start = day_of(query["from"]) if query.get("from") else end - timedelta(days=_USUAL_DAYS)
    except ValueError:
        raise WireError("validation_error", "from and to are dates.") from None
    if end > today or start > end:
        raise WireError("invalid_date_range", "The range is backwards or in the future.")
    provider = caller.provider
    if start < today - timedelta(days=provider.history_days):
        raise WireError("invalid_date_range", "The bank does not keep that much history.")
    since = caller.bank.clock.now().timestamp() - caller.connection.authorised_at
    late = since > _SCA_WINDOW.total_seconds()
    if late and start < today - timedelta(days=provider.unattended_days):
        details = {"provider_details": "403 access_denied: allowed within 5 minutes of sign-in"}
        raise WireError(
            provider.late_history_error,
            "The person has to sign in again for history this deep.",
            details if provider.late_history_error == "sca_exceeded" else {},
        )
    return start, end
