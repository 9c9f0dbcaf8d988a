"""Turning what a bank says about one account into our rows."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from app.bank.protocol import BankAccount, BankBalance, BankTransaction, Family
from app.bank.protocol import Mandate as BankMandate
from app.bank.protocol import StandingOrder as BankStandingOrder
from app.core.config import Settings
from app.core.crypto import signature
from app.domain.ledger import AccountKind
from app.domain.money import Money
from app.domain.reconcile import Changes, FeedRow, StoredRow, reconcile
from app.models.banking import Account, Connection, Mandate, Transaction
from app.repositories.banking import BOOKED, PENDING, AccountRepository
from app.repositories.transactions import TransactionRepository

DIRECT_DEBIT, STANDING_ORDER = "direct_debit", "standing_order"


def save_account(
    session: Session, *, connection: Connection, shared: BankAccount, settings: Settings
) -> Account:
    """Store an account as the bank lists it; a name or pool choice of the person's stays."""
    accounts = AccountRepository(session, household_id=connection.household_id)
    identity = (
        signature(
            key=settings.secret_key.get_secret_value(),
            purpose="account identity",
            text=shared.identity,
        )
        if shared.identity
        else None
    )
    account = accounts.shared_as(
        connection_id=connection.id,
        provider_account_id=shared.provider_account_id,
        identity=identity,
    )
    if account is None:
        account = Account(
            household_id=connection.household_id,
            name=shared.name,
            currency=shared.currency,
            kind=shared.kind,
            in_cash_pool=_is_pool_by_default(shared),
            unsupported=[],
        )
    elif account.is_closed:
        account.is_closed = False
        account.in_cash_pool = _is_pool_by_default(shared)
    account.connection_id = connection.id
    account.provider_account_id = shared.provider_account_id
    account.family = shared.family
    account.identity = identity
    account.institution = connection.display_name
    account.identifier = shared.number_last4 or shared.partial_card_number
    if account.kind != AccountKind.INSTALMENT_CREDIT:
        account.kind = shared.kind
    if not account.is_renamed:
        account.name = shared.name
    accounts.add(account)
    return account


def _is_pool_by_default(shared: BankAccount) -> bool:
    return shared.kind is AccountKind.CURRENT and shared.currency == "GBP"


def save_balance(account: Account, balance: BankBalance) -> None:
    """Store what the bank reports, as it reports it."""
    account.current_minor = balance.current.minor
    account.available_minor = _minor(balance.available)
    account.overdraft_minor = balance.overdraft.minor
    account.credit_limit_minor = _minor(balance.credit_limit)
    account.last_statement_balance_minor = _minor(balance.last_statement_balance)
    account.last_statement_on = balance.last_statement_on
    account.payment_due_minor = _minor(balance.payment_due)
    account.payment_due_on = balance.payment_due_on
    account.balance_updated_at = balance.updated_at
    account.needs_review = balance.needs_review
    if balance.kind is not None:
        account.kind = balance.kind


def save_booked(
    session: Session,
    *,
    account: Account,
    fetched: Sequence[BankTransaction],
    after: date | None,
    is_complete: bool,
) -> Changes[None, BankTransaction]:
    """Make the stored rows after that day equal the fetched ones, keeping ours where they match.

    Nothing is removed on the word of a window some of whose rows could not be read.

    ``after`` is the first day asked for: whether a row just before midnight belongs to it or
    to the next is told differently by bank and calendar, so that day itself is left as it is.
    """
    rows = TransactionRepository(session, household_id=account.household_id)
    inside = [row for row in fetched if after is None or row.booked_on > after]
    return _apply(
        rows,
        account=account,
        stored=rows.booked_after(account.id, day=after),
        fetched=inside,
        status=BOOKED,
        may_remove=is_complete,
    )


def save_pending(
    session: Session, *, account: Account, fetched: Sequence[BankTransaction]
) -> Changes[None, BankTransaction]:
    """Make the stored pending rows equal the complete set just fetched."""
    rows = TransactionRepository(session, household_id=account.household_id)
    return _apply(
        rows,
        account=account,
        stored=rows.pending(account.id),
        fetched=fetched,
        status=PENDING,
        may_remove=True,
    )


def _apply(
    rows: TransactionRepository,
    *,
    account: Account,
    stored: Sequence[Transaction],
    fetched: Sequence[BankTransaction],
    status: str,
    may_remove: bool,
) -> Changes[None, BankTransaction]:
    changes = reconcile(
        stored=[_stored_row(row) for row in stored],
        fetched=[_fetched_row(row) for row in fetched],
    )
    if not may_remove:
        changes = replace(changes, remove=[])
    rows.remove([kept.id for kept in changes.remove])
    rows.update(
        [{"id": kept.id, **_columns(row.payload, row.fingerprint)} for kept, row in changes.update]
    )
    rows.add(
        [
            {
                "id": uuid4(),
                "household_id": account.household_id,
                "account_id": account.id,
                "status": status,
                **_columns(row.payload, row.fingerprint),
            }
            for row in changes.add
        ]
    )
    return changes


def _stored_row(row: Transaction) -> StoredRow[None]:
    return StoredRow(
        id=row.id,
        row=FeedRow(
            normalised_id=row.normalised_id,
            provider_id=row.provider_transaction_id,
            booked_on=row.booked_on,
            amount=Money(row.amount_minor, row.currency),
            description=row.description,
            fingerprint=row.fingerprint,
            payload=None,
        ),
    )


def _fetched_row(row: BankTransaction) -> FeedRow[BankTransaction]:
    return FeedRow(
        normalised_id=row.normalised_id,
        provider_id=row.provider_transaction_id,
        booked_on=row.booked_on,
        amount=row.amount,
        description=row.description,
        fingerprint=_fingerprint(row),
        payload=row,
    )


def _fingerprint(row: BankTransaction) -> str:
    """Digest all else that is kept; the changing ``transaction_id`` would make every row new."""
    kept = [
        row.occurred_at.isoformat() if row.occurred_at else None,
        row.merchant,
        row.category,
        row.classification,
        _minor(row.running_balance),
        sorted(row.meta.items()),
    ]
    return hashlib.sha256(json.dumps(kept, default=str).encode()).hexdigest()


def _columns(row: BankTransaction, fingerprint: str) -> dict[str, Any]:
    return {
        "normalised_id": row.normalised_id,
        "provider_transaction_id": row.provider_transaction_id,
        "transaction_id": row.transaction_id,
        "booked_on": row.booked_on,
        "occurred_at": row.occurred_at,
        "amount_minor": row.amount.minor,
        "currency": row.amount.currency,
        "description": row.description,
        "merchant": row.merchant,
        "bank_category": row.category,
        "classification": list(row.classification),
        "running_balance_minor": _minor(row.running_balance),
        "meta": dict(row.meta),
        "fingerprint": fingerprint,
    }


def save_direct_debits(
    session: Session, *, account: Account, mandates: Sequence[BankMandate]
) -> None:
    """Replace the account's direct debits."""
    _replace_mandates(
        session,
        account=account,
        kind=DIRECT_DEBIT,
        rows=[
            Mandate(
                account_id=account.id,
                kind=DIRECT_DEBIT,
                name=mandate.name,
                reference=mandate.reference,
                is_active=mandate.is_active,
                amount_minor=_minor(mandate.last_amount),
                previous_on=mandate.last_paid_on,
            )
            for mandate in mandates
        ],
    )


def save_standing_orders(
    session: Session, *, account: Account, orders: Sequence[BankStandingOrder]
) -> None:
    """Replace the account's standing orders."""
    _replace_mandates(
        session,
        account=account,
        kind=STANDING_ORDER,
        rows=[
            Mandate(
                account_id=account.id,
                kind=STANDING_ORDER,
                name=order.payee or order.reference or "Standing order",
                reference=order.reference,
                is_active=order.is_active,
                frequency=order.frequency,
                amount_minor=_minor(order.next_amount),
                next_on=order.next_on,
                final_on=order.final_on,
            )
            for order in orders
        ],
    )


def _replace_mandates(
    session: Session, *, account: Account, kind: str, rows: Sequence[Mandate]
) -> None:
    AccountRepository(session, household_id=account.household_id).replace_mandates(
        account.id, kind=kind, rows=rows
    )


def _minor(money: Money | None) -> int | None:
    return None if money is None else money.minor


def has_mandates(account: Account) -> bool:
    """Return whether the bank may keep direct debits and standing orders for this account."""
    return account.family == Family.ACCOUNT and account.kind == AccountKind.CURRENT
