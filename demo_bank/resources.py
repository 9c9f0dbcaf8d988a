"""Accounts, cards, consents and mandates in the service's words."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime

from demo_bank.clock import wire_day, wire_moment
from demo_bank.connections import Connection
from demo_bank.household import Account
from demo_bank.household.accounts import Kind
from demo_bank.household.arrangements import DIRECT_DEBITS, STANDING_ORDERS
from demo_bank.household.bills import Cadence
from demo_bank.household.simulation import EPOCH, MERIDIAN_PAYMENT
from demo_bank.ledger import AccountLedger, account_id
from demo_bank.providers import Provider
from demo_bank.wire import Json, money


@dataclass(frozen=True, slots=True)
class _Particulars:
    """What a bank says about an account besides its money."""

    display_name: str
    kind: str
    number: str = ""
    sort_code: str = ""
    swift_bic: str = ""


_ACCOUNTS = {
    Account.HARBOUR_CURRENT: _Particulars(
        "Everyday Current", "TRANSACTION", "31415926", "00-90-11", "HRBRGB2L"
    ),
    Account.HARBOUR_SAVER: _Particulars("Harbour Saver", "SAVINGS", "27182818", "00-90-11"),
    Account.PEBBLE: _Particulars("Pebble", "TRANSACTION", "16180339", "00-90-22", "PBBLGB2L"),
    Account.HOLIDAY_POT: _Particulars("🏖️ Holiday pot", "SAVINGS", swift_bic="PBBLGB2L"),
    Account.BILLS_POT: _Particulars("🧾 Bills pot", "SAVINGS", swift_bic="PBBLGB2L"),
    Account.NORTHWAY: _Particulars("Joint Bills", "TRANSACTION", "14142135", "00-90-33"),
}
_CARDS = {
    Account.FLEX: _Particulars("Pebble Flex", "MASTERCARD", number="4417"),
    Account.MERIDIAN: _Particulars("Meridian Gold Card", "AMEX", number="1009"),
}


def provider_row(provider: Provider, *, base: str) -> Json:
    """Return the bank as accounts name it."""
    return {
        "display_name": provider.display_name,
        "logo_uri": f"{base.rstrip('/')}{provider.logo_path}",
        "provider_id": provider.wire_id,
    }


def account(provider: Provider, account: Account, *, asked_at: str, base: str) -> Json:
    """Return an account; what the bank does not tell is left out."""
    about = _ACCOUNTS[account]
    number: Json = {}
    if about.number:
        bank_code = (about.swift_bic or "NWAY")[:4]
        iban = f"GB00{bank_code}{about.sort_code.replace('-', '')}{about.number}"
        number |= {"number": about.number, "sort_code": about.sort_code}
        number |= {"iban": iban} if about.swift_bic else {}
    number["swift_bic"] = about.swift_bic or "NOT_SUPPORTED_BY_PROVIDER"
    return {
        "update_timestamp": asked_at,
        "account_id": account_id(provider, account),
        "account_type": about.kind,
        "display_name": about.display_name,
        "currency": "GBP",
        "account_number": number,
        "provider": provider_row(provider, base=base),
    }


def card(provider: Provider, card: Account, *, asked_at: str, base: str) -> Json:
    """Return a card."""
    about = _CARDS[card]
    return {
        "account_id": account_id(provider, card),
        "card_network": about.kind,
        "card_type": "CHARGE" if card is Account.MERIDIAN else "CREDIT",
        "currency": "GBP",
        "display_name": about.display_name,
        "partial_card_number": about.number,
        "name_on_card": "A MORGAN",
        "update_timestamp": asked_at,
        "provider": provider_row(provider, base=base),
    }


def me(
    connection: Connection, provider: Provider, *, client_id: str, now: datetime, base: str
) -> Json:
    """Return what the consent is; the test bank leaves out when it began."""
    ends = connection.consent_shown(now.timestamp())
    row: Json = {
        "client_id": client_id,
        "credentials_id": connection.credentials_id,
        "consent_status": "Authorised",
        "consent_expires_at": _at(ends),
        "provider": provider_row(provider, base=base),
    }
    if not provider.sandbox:
        created = _at(connection.consent_created_at)
        row |= {"consent_status_updated_at": created, "consent_created_at": created}
        row |= {"scopes": connection.scopes, "privacy_policy": "Feb2019"}
    return row


def direct_debits(ledger: AccountLedger, *, asked_at: str) -> list[Json]:
    """Return the account's mandates, with their last payment as history has it."""
    mandates = [
        (bill.description, bill.reference)
        for bill in DIRECT_DEBITS
        if bill.account is ledger.account
    ]
    if ledger.account is Account.HARBOUR_CURRENT:
        mandates.append((MERIDIAN_PAYMENT, "MRD-1009"))
    return [_mandate(ledger, name, reference, asked_at) for name, reference in mandates]


def _mandate(ledger: AccountLedger, name: str, reference: str, asked_at: str) -> Json:
    row: Json = {
        "direct_debit_id": hashlib.sha256(f"{ledger.account}|{name}".encode()).hexdigest()[:32],
        "timestamp": asked_at,
        "name": name,
        "status": "Active",
        "meta": {
            "provider_mandate_identification": reference,
            "provider_account_id": str(ledger.account),
        },
    }
    paid = [
        entry
        for entry in ledger.booked
        if entry.kind is Kind.DIRECT_DEBIT and entry.description == name
    ]
    if paid:
        row["previous_payment_timestamp"] = wire_day(paid[-1].day)
        row["previous_payment_amount"] = money(-paid[-1].amount)
        row["currency"] = "GBP"
    return row


def standing_orders(account: Account, *, today: date, asked_at: str) -> list[Json]:
    """Return the account's standing orders, with the next payment of each."""
    rows: list[Json] = []
    for bill in STANDING_ORDERS:
        if bill.account is not account:
            continue
        next_on = bill.next_due(today)
        first = next(bill.occurrences(EPOCH, today))[1] if today > EPOCH else next_on
        weekly = bill.cadence is Cadence.WEEKLY
        row: Json = {
            "frequency": "IntrvlWkDay:01:05" if weekly else f"IntrvlMnthDay:01:{bill.day:02d}",
            "status": "Active",
            "timestamp": asked_at,
            "currency": "GBP",
            "meta": {"provider_account_id": str(account)},
            "next_payment_date": wire_day(next_on),
            "next_payment_amount": money(-bill.amount_on(next_on)),
            "first_payment_date": wire_day(first),
            "first_payment_amount": money(-bill.amount_on(first)),
            "final_payment_date": "9999-12-31T00:00:00+00:00",
            "final_payment_amount": 0,
            "reference": bill.reference,
        }
        rows.append(row if weekly else {**row, "payee": bill.description})
    return rows


def _at(seconds: float) -> str:
    return wire_moment(datetime.fromtimestamp(seconds, UTC))
