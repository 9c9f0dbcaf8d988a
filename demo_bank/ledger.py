"""What a bank would answer today: the household's rows with a test's edits laid over them."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from demo_bank.clock import wire_day, wire_moment
from demo_bank.household import CARDS, OPENING, OVERDRAFT, Account, Entry, live
from demo_bank.household.accounts import PEBBLE_ACCOUNTS, Kind, Statement
from demo_bank.providers import Provider
from demo_bank.wire import Json, money

_CODES = {
    Kind.ATM: "CPT",
    Kind.CREDIT: "BGC",
    Kind.DIRECT_DEBIT: "DD",
    Kind.INTEREST: "INT",
    Kind.PURCHASE: "DEB",
    Kind.STANDING_ORDER: "SO",
    Kind.TRANSFER: "TFR",
}


@dataclass(frozen=True, slots=True)
class AccountLedger:
    """One account on one day."""

    account: Account
    booked: tuple[Entry, ...]
    pending: tuple[Entry, ...]
    statements: tuple[Statement, ...]

    @property
    def balance(self) -> int:
        """Return the booked balance in minor units; what a card owes is negative."""
        return OPENING[self.account] + sum(entry.amount for entry in self.booked)

    @property
    def held(self) -> int:
        """Return what pending rows will take."""
        return sum(entry.amount for entry in self.pending)


def read_ledger(account: Account, *, today: date, edits: dict[str, Any]) -> AccountLedger:
    """Return the account with the edits applied."""
    household = live(today=today)
    changed = {**edits.get("changed", {}), **dict.fromkeys(edits.get("removed", []))}
    added = [_entry_of(row) for row in edits.get("added", [])]
    pending = edits.get("pending", {}).get(account)
    settled = set(edits.get("settled", []))
    held = household.pending[account] if pending is None else tuple(map(_entry_of, pending))
    booked = [*household.booked[account], *(row for row in added if row.account is account)]
    kept = [_changed(row, changed) for row in booked if row.day <= today]
    return AccountLedger(
        account=account,
        booked=tuple(
            sorted(
                (row for row in kept if row is not None),
                key=lambda row: (row.day, row.at.isoformat() if row.at else ""),
            )
        ),
        pending=tuple(row for row in held if row.key not in settled),
        statements=household.statements if account is Account.MERIDIAN else (),
    )


def _changed(row: Entry, changed: dict[str, Any]) -> Entry | None:
    if row.key not in changed:
        return row
    change = changed[row.key]
    if change is None:
        return None
    day = date.fromisoformat(change["day"]) if "day" in change else row.day
    return replace(
        row,
        day=day,
        amount=change.get("amount", row.amount),
        description=change.get("description", row.description),
        at=row.at if day == row.day else None,
    )


def _entry_of(row: dict[str, Any]) -> Entry:
    return Entry(
        key=row["key"],
        account=Account(row["account"]),
        day=date.fromisoformat(row["day"]),
        amount=row["amount"],
        description=row["description"],
        kind=Kind(row.get("kind", Kind.PURCHASE)),
        merchant=row.get("merchant"),
    )


def account_id(provider: Provider, account: Account) -> str:
    """Return the id the bank gives the account: the same at every sign-in."""
    return _digest(f"account|{provider.wire_id}|{account}")[:32]


def transactions(
    ledger: AccountLedger,
    provider: Provider,
    *,
    rows: Callable[[Entry], bool],
    id_salt: str,
) -> list[Json]:
    """Return the wanted booked rows, newest first."""
    listed: list[Json] = []
    balance = OPENING[ledger.account]
    for entry in ledger.booked:
        balance += entry.amount
        if not rows(entry):
            continue
        row = transaction(entry, provider, id_salt=id_salt)
        if provider.running_balance and ledger.account not in CARDS:
            row["running_balance"] = {"currency": "GBP", "amount": money(balance)}
        listed.append(row)
    return listed[::-1]


def transaction(entry: Entry, provider: Provider, *, id_salt: str) -> Json:
    """Return one row; cards count the other way round."""
    amount = -entry.amount if entry.account in CARDS else entry.amount
    is_debit = entry.amount < 0
    kind = "DEBIT" if is_debit else "CREDIT"
    row: Json = {
        "timestamp": wire_moment(entry.at) if entry.at else wire_day(entry.day),
        "description": entry.description,
        "transaction_type": kind,
        "transaction_category": _category(entry, kind),
        "transaction_classification": list(entry.classification) if is_debit else [],
        "amount": money(amount),
        "currency": "GBP",
        "transaction_id": _digest(f"{id_salt}|{entry.key}|{entry.amount}")[:32],
        "meta": _meta(entry, kind) if provider.stable_ids else {},
    }
    if entry.merchant and entry.account is not Account.MERIDIAN:
        row["merchant_name"] = entry.merchant
    if provider.stable_ids:
        row["provider_transaction_id"] = _digest(f"bank|{entry.key}")[:18]
        row["normalised_provider_transaction_id"] = f"txn-{_digest(f'norm|{entry.key}')[:17]}"
    return row


def _category(entry: Entry, kind: str) -> str:
    return kind if entry.account is Account.MERIDIAN else entry.kind.value


def _meta(entry: Entry, kind: str) -> Json:
    if entry.account in PEBBLE_ACCOUNTS:
        meta = {"provider_id": f"tx_{_digest(entry.key)[:20]}", "transaction_type": kind.title()}
        if entry.channel:
            meta["provider_category"] = entry.channel
        if entry.merchant:
            meta["counter_party_preferred_name"] = entry.merchant
        return meta
    if entry.account is Account.MERIDIAN:
        named = {"provider_merchant_name": entry.merchant} if entry.merchant else {}
        return {**named, "transaction_type": kind.title()}
    return {"provider_transaction_category": _CODES[entry.kind]}


def balance(ledger: AccountLedger, provider: Provider, *, updated_at: str) -> Json:
    """Return the balance the way the bank reports it."""
    owed = -ledger.balance
    row: Json = {"currency": "GBP", "update_timestamp": updated_at}
    match ledger.account:
        case Account.FLEX:
            # The instalment card turns the sign round and leaves the rest out.
            return {**row, "current": money(-owed), "available": money(-owed)}
        case Account.MERIDIAN:
            return {**row, "current": money(owed), **_statement(ledger)}
        case _:
            overdraft = OVERDRAFT.get(ledger.account, 0)
            row |= {"current": money(ledger.balance), "overdraft": money(overdraft)}
            if provider.shares_available:
                row["available"] = money(ledger.balance + ledger.held + overdraft)
            return row


def _statement(ledger: AccountLedger) -> Json:
    if not ledger.statements:
        return {}
    last = ledger.statements[-1]
    paid = sum(
        row.amount
        for row in ledger.booked
        if row.day > last.on and row.description.startswith("PAYMENT RECEIVED")
    )
    return {
        "last_statement_balance": money(last.owed),
        "last_statement_date": last.on.isoformat(),
        "payment_due": money(max(0, last.owed - paid)),
        "payment_due_date": wire_day(last.due_on),
    }


@lru_cache(maxsize=65536)
def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
