"""Storing what a bank says of an account: what it is, what it holds, what it will pay."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.bank.protocol import BankAccount, BankBalance, Family
from app.bank.protocol import Mandate as BankMandate
from app.bank.protocol import StandingOrder as BankStandingOrder
from app.core.config import Settings
from app.core.crypto import signature
from app.domain.ledger import AccountKind
from app.domain.money import Money
from app.models.banking import Account, Connection, Mandate
from app.repositories.banking import AccountRepository, ConnectionRepository
from app.repositories.feed import LIVE, LinkRepository

DIRECT_DEBIT, STANDING_ORDER = "direct_debit", "standing_order"


def save_account(
    session: Session, *, connection: Connection, shared: BankAccount, settings: Settings
) -> Account:
    """Store an account as the bank lists it; a name or pool choice of the person's stays."""
    accounts = AccountRepository(session, household_id=connection.household_id)
    # Two consents that share a new account may be read at the same time.
    accounts.hold_list()
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
        connection, provider_account_id=shared.provider_account_id, identity=identity
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
    elif _is_read_by_another(session, account, connection=connection):
        _link(session, account, connection=connection, shared=shared)
        return account
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
    _link(session, account, connection=connection, shared=shared)
    return account


def _is_read_by_another(session: Session, account: Account, *, connection: Connection) -> bool:
    """Return whether another consent brings this account's news: read twice, it would double."""
    if account.is_closed or account.connection_id in (None, connection.id):
        return False
    other = ConnectionRepository(session, household_id=connection.household_id).get(
        account.connection_id
    )
    return other is not None and other.status in LIVE


def _link(
    session: Session, account: Account, *, connection: Connection, shared: BankAccount
) -> None:
    LinkRepository(session, household_id=connection.household_id).keep(
        connection_id=connection.id,
        provider_account_id=shared.provider_account_id,
        account_id=account.id,
    )


def hand_over(session: Session, *, connection: Connection) -> None:
    """Let another consent that shares an account bring its news from now on."""
    household_id = connection.household_id
    links = LinkRepository(session, household_id=household_id)
    for account in AccountRepository(session, household_id=household_id).all(
        connection_id=connection.id
    ):
        for link, other in links.others(account)[:1]:
            account.connection_id = other.id
            account.provider_account_id = link.provider_account_id
            account.institution = other.display_name
    session.flush()


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
    account.needs_review = balance.needs_review and not account.is_reviewed
    if balance.kind is not None:
        account.kind = balance.kind


def save_direct_debits(
    session: Session, *, account: Account, mandates: Sequence[BankMandate], seen_on: date
) -> None:
    """Make the account's direct debits those of the list read that day; ended ones are kept."""
    _keep_mandates(
        session,
        account=account,
        kind=DIRECT_DEBIT,
        seen_on=seen_on,
        listed=[
            Mandate(
                account_id=account.id,
                kind=DIRECT_DEBIT,
                bank_id=mandate.mandate_id,
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
    session: Session, *, account: Account, orders: Sequence[BankStandingOrder], seen_on: date
) -> None:
    """Make the account's standing orders those of the list read that day; ended ones are kept."""
    _keep_mandates(
        session,
        account=account,
        kind=STANDING_ORDER,
        seen_on=seen_on,
        listed=[
            Mandate(
                account_id=account.id,
                kind=STANDING_ORDER,
                bank_id=order.order_id,
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


_OF_THE_BANK = (
    "bank_id", "name", "reference", "is_active", "frequency", "amount_minor", "next_on",
    "previous_on", "final_on",
)  # fmt: skip


def _keep_mandates(
    session: Session, *, account: Account, kind: str, seen_on: date, listed: Sequence[Mandate]
) -> None:
    """Bring what is kept of a list up to the one just read: what came, what stayed, what went."""
    repository = AccountRepository(session, household_id=account.household_id)
    known = repository.mandates_of(account.id, kind=kind)
    stays = _same_mandates(known, listed)
    for n, new in enumerate(listed):
        row = stays.get(n, new)
        if n in stays:
            for name in _OF_THE_BANK:
                setattr(row, name, getattr(new, name))
        elif known:
            row.first_seen_on = seen_on
        row.last_seen_on, row.gone_on = seen_on, None
    kept = {row.id for row in stays.values()}
    for row in known:
        if row.id not in kept:
            row.gone_on = row.gone_on or seen_on
    repository.add_mandates([new for n, new in enumerate(listed) if n not in stays])


def _same_mandates(known: Sequence[Mandate], listed: Sequence[Mandate]) -> dict[int, Mandate]:
    """Return which known one each listed one is: by the bank's id, else by what it says."""
    found: dict[int, Mandate] = {}
    free = list(known)
    for identity in (
        lambda row: row.bank_id,
        lambda row: (row.name, row.reference, row.amount_minor),
        lambda row: (row.name, row.reference),
    ):
        for n, new in enumerate(listed):
            row = next((old for old in free if identity(old) == identity(new)), None)
            if n not in found and row is not None and identity(new) is not None:
                found[n] = row
                free.remove(row)
    return found


def _minor(money: Money | None) -> int | None:
    return None if money is None else money.minor


def has_mandates(account: Account) -> bool:
    """Return whether the bank may keep direct debits and standing orders for this account."""
    return account.family == Family.ACCOUNT and account.kind == AccountKind.CURRENT
