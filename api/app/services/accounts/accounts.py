"""Accounts as people see them, and the ones they keep by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.errors import FinanceError, InvalidInputError
from app.domain.ledger import AccountKind, CashBalance, OwnMoney, cushion, own_money
from app.domain.money import Money
from app.models.banking import Account
from app.models.imports import SaidBalance
from app.repositories.banking import AccountRepository
from app.repositories.feed import LinkRepository
from app.repositories.hand_accounts import SaidBalanceRepository
from app.services.accounts.rates import percent_of
from app.services.feed import completeness
from app.services.feed.completeness import Quality

CARD_KINDS = frozenset(
    {AccountKind.CREDIT_CARD, AccountKind.CHARGE_CARD, AccountKind.INSTALMENT_CREDIT}
)
BY_HAND_FAMILY = "by_hand"
_HELD_BY_BANK = (
    "balance", "overdraft", "kind", "credit_limit", "last_statement_balance", "last_statement_on",
    "payment_due", "payment_due_on",
)  # fmt: skip
_COLUMNS = {
    "balance": "current_minor",
    "overdraft": "overdraft_minor",
    "credit_limit": "credit_limit_minor",
    "last_statement_balance": "last_statement_balance_minor",
    "payment_due": "payment_due_minor",
}


class AccountUnknownError(FinanceError):
    """This household has no such account."""

    code: ClassVar[str] = "account_not_found"


class AccountNotByHandError(FinanceError):
    """The bank says what this account holds; a person cannot."""

    code: ClassVar[str] = "account_not_by_hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """An account with what of its balance is really owned or owed."""

    id: UUID
    connection_id: UUID | None
    institution: str | None
    kind: AccountKind
    name: str
    identifier: str | None
    currency: str
    balance: int
    available: int | None
    own: int | None
    overdraft: int
    overdraft_ear: Decimal | None
    cushion: int | None
    owed: int | None
    credit_limit: int | None
    last_statement_balance: int | None
    last_statement_on: date | None
    payment_due: int | None
    payment_due_on: date | None
    in_cash_pool: bool
    reconciles: bool
    booked_and_pending: int | None
    needs_review: bool
    transactions_from: date | None
    updated_at: datetime | None
    is_closed: bool
    quality: Quality | None
    shared_by: Sequence[UUID]
    """The live connections that share it; it is read through ``connection_id``."""
    unsupported: Sequence[str]


def accounts(session: Session, *, household_id: UUID) -> list[AccountView]:
    """Return the household's accounts, oldest first."""
    repository = AccountRepository(session, household_id=household_id)
    pending = repository.pending_sums()
    sharers = LinkRepository(session, household_id=household_id).sharers()
    return [
        view_of(row, pending_minor=pending.get(row.id, 0), shared_by=sharers.get(row.id, ()))
        for row in repository.all()
    ]


def account(session: Session, *, household_id: UUID, account_id: UUID) -> AccountView:
    """Return one account.

    :raises AccountUnknownError: if the household has no such account.
    """
    repository = AccountRepository(session, household_id=household_id)
    row = _known(repository, account_id)
    return _shown(session, row)


def add_by_hand(
    session: Session, *, household_id: UUID, given: Mapping[str, Any], today: date, now: datetime
) -> AccountView:
    """Add an account kept by hand; ``given`` is what the person filled in.

    Its balance is the first one said of it, for today.
    """
    kind = AccountKind(given["kind"])
    in_pool = given.get("in_cash_pool")
    _check_pool(kind, wants_pool=bool(in_pool))
    row = Account(
        household_id=household_id,
        family=BY_HAND_FAMILY,
        kind=kind,
        name=given["name"],
        is_renamed=True,
        currency=given["currency"],
        in_cash_pool=(kind is AccountKind.CURRENT) if in_pool is None else in_pool,
        balance_updated_at=now,
        unsupported=[],
        overdraft_ear=percent_of(given.get("overdraft_ear")),
    )
    _fill(row, given)
    AccountRepository(session, household_id=household_id).add(row)
    _say(session, row, today=today)
    return view_of(row, pending_minor=0)


def change(
    session: Session,
    *,
    household_id: UUID,
    account_id: UUID,
    changes: Mapping[str, Any],
    today: date,
    now: datetime,
) -> AccountView:
    """Change an account: its name and place always, its figures only if it is kept by hand.

    :raises AccountUnknownError: if the household has no such account.
    :raises AccountNotByHandError: if a figure the bank reports was to be changed.
    """
    repository = AccountRepository(session, household_id=household_id)
    row = _known(repository, account_id, for_update=True)
    figures = [name for name in _HELD_BY_BANK if name in changes]
    if figures and row.family != BY_HAND_FAMILY:
        raise AccountNotByHandError(
            f"The bank reports this account's {figures[0].replace('_', ' ')}. "
            "Only its name and whether it pays for daily life can be changed here.",
            field=figures[0],
        )
    if "kind" in changes:
        row.kind = changes["kind"]
    if "in_cash_pool" in changes:
        row.in_cash_pool = changes["in_cash_pool"]
    _check_pool(AccountKind(row.kind), wants_pool=row.in_cash_pool)
    if changes.get("needs_review") is False:
        row.needs_review, row.is_reviewed = False, True
    if "name" in changes:
        row.name, row.is_renamed = changes["name"], True
    before = row.current_minor
    if "overdraft_ear" in changes:
        row.overdraft_ear = percent_of(changes["overdraft_ear"])
    _fill(row, changes)
    if figures:
        row.balance_updated_at = now
    if row.current_minor != before:
        row.needs_review = False
        _say(session, row, today=today)
    session.flush()
    return _shown(session, row)


def delete_by_hand(session: Session, *, household_id: UUID, account_id: UUID) -> None:
    """Delete an account kept by hand, or what is left of one whose bank was disconnected.

    :raises AccountUnknownError: if the household has no such account.
    :raises AccountNotByHandError: if a connected bank still reports it.
    """
    repository = AccountRepository(session, household_id=household_id)
    row = _known(repository, account_id, for_update=True)
    if row.family != BY_HAND_FAMILY and not row.is_closed:
        raise AccountNotByHandError("Disconnect the bank to remove its accounts.")
    repository.delete(row)


def accept_balance(
    session: Session, *, household_id: UUID, account_id: UUID, now: datetime
) -> AccountView:
    """Take the bank's balance as right although the rows do not add up to it, and go on.

    :raises AccountUnknownError: if the household has no such account.
    """
    repository = AccountRepository(session, household_id=household_id)
    row = _known(repository, account_id, for_update=True)
    completeness.accept(row, now=now)
    session.flush()
    return _shown(session, row)


def _say(session: Session, row: Account, *, today: date) -> None:
    """Set down the balance just typed; what was said before stays as history."""
    SaidBalanceRepository(session, household_id=row.household_id).add(
        SaidBalance(account_id=row.id, said_on=today, balance_minor=row.current_minor)
    )


def _shown(session: Session, row: Account) -> AccountView:
    pending = AccountRepository(session, household_id=row.household_id).pending_sums()
    sharers = LinkRepository(session, household_id=row.household_id).sharers()
    return view_of(row, pending_minor=pending.get(row.id, 0), shared_by=sharers.get(row.id, ()))


def _fill(row: Account, given: Mapping[str, Any]) -> None:
    for name in _HELD_BY_BANK:
        if name == "kind" or name not in given:
            continue
        value = given[name]
        if name == "balance" and AccountKind(row.kind) in CARD_KINDS:
            # A person types what a card owes, with or without a minus.
            value = -abs(value)
        setattr(row, _COLUMNS.get(name, name), value)


def _check_pool(kind: AccountKind, *, wants_pool: bool) -> None:
    if wants_pool and kind in CARD_KINDS:
        raise InvalidInputError(
            "A card is never cash: only its repayments touch the cash pool.", field="in_cash_pool"
        )


def _known(repository: AccountRepository, account_id: UUID, *, for_update: bool = False) -> Account:
    row = repository.get(account_id, for_update=for_update)
    if row is None:
        raise AccountUnknownError("There is no such account.")
    return row


def check_account(session: Session, *, household_id: UUID, account_id: UUID | None) -> None:
    """Refuse an account that is not the household's.

    :raises AccountUnknownError: if so.
    """
    if account_id is not None:
        _known(AccountRepository(session, household_id=household_id), account_id)


def own_of(row: Account, *, pending_minor: int) -> OwnMoney:
    """Return the household's own money in a cash account."""
    return own_money(
        CashBalance(
            current=Money(row.current_minor, row.currency),
            available=(
                None if row.available_minor is None else Money(row.available_minor, row.currency)
            ),
            overdraft=Money(row.overdraft_minor, row.currency),
            pending=Money(pending_minor, row.currency),
        )
    )


def view_of(row: Account, *, pending_minor: int, shared_by: Sequence[UUID] = ()) -> AccountView:
    """Return the account as people see it."""
    kind = AccountKind(row.kind)
    is_card = kind in CARD_KINDS
    own = None if is_card else own_of(row, pending_minor=pending_minor)
    return AccountView(
        id=row.id,
        connection_id=row.connection_id,
        institution=row.institution,
        kind=kind,
        name=row.name,
        identifier=row.identifier,
        currency=row.currency,
        balance=row.current_minor,
        available=row.available_minor,
        own=own.own.minor if own else None,
        overdraft=row.overdraft_minor,
        overdraft_ear=row.overdraft_ear,
        cushion=(cushion(own.own, Money(row.overdraft_minor, row.currency)).minor if own else None),
        owed=-row.current_minor if is_card else None,
        credit_limit=row.credit_limit_minor,
        last_statement_balance=row.last_statement_balance_minor,
        last_statement_on=row.last_statement_on,
        payment_due=row.payment_due_minor,
        payment_due_on=row.payment_due_on,
        in_cash_pool=row.in_cash_pool,
        reconciles=own.reconciles if own else True,
        booked_and_pending=own.booked_and_pending.minor if own else None,
        needs_review=row.needs_review,
        transactions_from=row.transactions_from,
        updated_at=row.balance_updated_at,
        is_closed=row.is_closed,
        quality=completeness.quality_of(row),
        shared_by=shared_by,
        unsupported=row.unsupported,
    )
