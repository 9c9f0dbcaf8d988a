"""What a bank in memory is told to hold."""

from datetime import UTC, date, datetime

from app.bank.fake import FakeAccount, FakeConnection
from app.bank.protocol import BankAccount, BankBalance, BankTransaction, Family
from app.domain.ledger import AccountKind
from app.domain.money import Money

V1 = "/api/v1"


def pounds(minor: int, currency: str = "GBP") -> Money:
    return Money(minor, currency)


def row(
    identity: str,
    on: str,
    minor: int,
    description: str = "TESCO STORES 2041",
    *,
    pending: bool = False,
    currency: str = "GBP",
) -> BankTransaction:
    """Return a row, its three ids made of one."""
    return BankTransaction(
        transaction_id=f"t-{identity}",
        provider_transaction_id=f"p-{identity}",
        normalised_id=f"n-{identity}",
        booked_on=date.fromisoformat(on),
        occurred_at=None,
        amount=Money(minor, currency),
        description=description,
        merchant=None,
        category="PURCHASE",
        classification=(),
        running_balance=None,
        pending=pending,
        meta={},
    )


def balance(
    current: int, *, available: int | None = None, overdraft: int = 0, currency: str = "GBP"
) -> BankBalance:
    return BankBalance(
        current=Money(current, currency),
        available=None if available is None else Money(available, currency),
        overdraft=Money(overdraft, currency),
        updated_at=datetime(2026, 11, 19, 8, 0, tzinfo=UTC),
    )


def card_balance(
    *, owed: int, statement: int | None, statement_on: str | None, due_on: str | None
) -> BankBalance:
    """Return what a card owes, of it the last statement, and when that is due."""
    return BankBalance(
        current=pounds(-owed),
        available=None,
        overdraft=pounds(0),
        updated_at=datetime(2026, 11, 19, 8, 0, tzinfo=UTC),
        owed=pounds(owed),
        last_statement_balance=None if statement is None else pounds(statement),
        last_statement_on=date.fromisoformat(statement_on) if statement_on else None,
        payment_due_on=date.fromisoformat(due_on) if due_on else None,
    )


def account(
    *rows: BankTransaction,
    held: BankBalance | None = None,
    pending: tuple[BankTransaction, ...] = (),
    identity: str = "acc-1",
    name: str = "Current account",
    kind: AccountKind = AccountKind.CURRENT,
    number: str | None = "uk:040004:12345678",
    currency: str = "GBP",
) -> FakeAccount:
    """Return an account, or a card where the kind says so."""
    is_card = kind in {AccountKind.CREDIT_CARD, AccountKind.CHARGE_CARD}
    return FakeAccount(
        account=BankAccount(
            provider_account_id=identity,
            family=Family.CARD if is_card else Family.ACCOUNT,
            kind=kind,
            name=name,
            currency=currency,
            provider_id="fake-bank",
            number_last4="5678",
            identity=number,
        ),
        balance=held or balance(0, currency=currency),
        transactions=list(rows),
        pending=list(pending),
    )


def shared(*accounts: FakeAccount, credentials_id: str = "cred-1") -> FakeConnection:
    """Return a consent that shares these accounts."""
    return FakeConnection(credentials_id=credentials_id, accounts=list(accounts))
