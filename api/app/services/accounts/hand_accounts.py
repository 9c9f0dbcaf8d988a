"""Accounts kept by hand: the balances said of them, the rows entered, and what both come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.domain.errors import FinanceError, InvalidInputError
from app.domain.hand_balance import Adjustment, adjustments, balance_now
from app.domain.hand_balance import SaidBalance as Said
from app.domain.money import Money
from app.models.banking import Account, Transaction
from app.models.imports import SaidBalance
from app.repositories.banking import BOOKED, AccountRepository
from app.repositories.hand_accounts import SaidBalanceRepository
from app.repositories.imports import BY_HAND
from app.services.accounts.accounts import (
    BY_HAND_FAMILY,
    AccountNotByHandError,
    AccountUnknownError,
)


class BalanceUnknownError(FinanceError):
    """Nobody has said such a balance of this account."""

    code: ClassVar[str] = "balance_not_found"


class HandRowUnknownError(FinanceError):
    """This account has no such row that was entered by hand."""

    code: ClassVar[str] = "hand_transaction_not_found"


class LastBalanceError(FinanceError):
    """It is the only balance the account has to count from."""

    code: ClassVar[str] = "last_balance"


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceView:
    """A balance said, and what of its change no row explains."""

    id: UUID
    date: date
    balance: int
    note: str | None
    from_file: bool
    difference: int | None
    said_at: datetime


type HandRow = Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class RowByHand:
    """What a person enters of one transaction."""

    booked_on: date
    amount_minor: int
    description: str
    note: str | None


def refresh_balance(session: Session, *, account: Account, now: datetime) -> None:
    """Work out what the account holds now: the balance said last and the rows since."""
    repository = SaidBalanceRepository(session, household_id=account.household_id)
    balance = balance_now(
        _said(repository, account),
        rows_alone=Money(repository.sum_of_rows(account.id), account.currency),
    )
    account.current_minor = balance.minor
    account.balance_updated_at = now
    session.flush()


def _said(repository: SaidBalanceRepository, account: Account) -> list[Said]:
    history = repository.history(account.id)
    after = [moved for _, moved in history]
    return [
        Said(
            on=said.said_on,
            balance=Money(said.balance_minor, account.currency),
            moved_since=Money(moved - later, account.currency),
        )
        for (said, moved), later in zip(history, [*after, 0][1:], strict=True)
    ]


def balances(session: Session, *, household_id: UUID, account_id: UUID) -> list[BalanceView]:
    """Return the balances said of an account, newest first.

    :raises AccountUnknownError: if the household has no such account.
    :raises AccountNotByHandError: if a bank says what it holds.
    """
    account = _kept_by_hand(session, household_id=household_id, account_id=account_id)
    repository = SaidBalanceRepository(session, household_id=household_id)
    history = repository.history(account_id)
    steps: Sequence[Adjustment] = adjustments(_said(repository, account))
    return [
        _view(said, step)
        for (said, _), step in zip(reversed(history), reversed(steps), strict=True)
    ]


def _view(said: SaidBalance, step: Adjustment) -> BalanceView:
    return BalanceView(
        id=said.id,
        date=said.said_on,
        balance=said.balance_minor,
        note=said.note,
        from_file=said.import_id is not None,
        difference=None if step.difference is None else step.difference.minor,
        said_at=said.said_at,
    )


def say_balance(
    session: Session,
    *,
    household_id: UUID,
    account_id: UUID,
    on: date,
    balance_minor: int,
    note: str | None,
    today: date,
    now: datetime,
) -> BalanceView:
    """Set down what an account held at the end of a day; the balances said before stay.

    :raises InvalidInputError: if the day is still to come.
    """
    account = _kept_by_hand(session, household_id=household_id, account_id=account_id)
    _check_day(on, today=today)
    said = put_balance(session, account=account, on=on, balance_minor=balance_minor, note=note)
    account.needs_review = False
    refresh_balance(session, account=account, now=now)
    found = balances(session, household_id=household_id, account_id=account_id)
    return next(view for view in found if view.id == said.id)


def put_balance(
    session: Session,
    *,
    account: Account,
    on: date,
    balance_minor: int,
    note: str | None = None,
    import_id: UUID | None = None,
) -> SaidBalance:
    """Store a balance said of an account."""
    said = SaidBalance(
        account_id=account.id,
        said_on=on,
        balance_minor=balance_minor,
        note=note,
        import_id=import_id,
    )
    SaidBalanceRepository(session, household_id=account.household_id).add(said)
    return said


def unsay_balance(
    session: Session, *, household_id: UUID, account_id: UUID, balance_id: UUID, now: datetime
) -> None:
    """Take back a balance said of an account.

    :raises BalanceUnknownError: if nobody said such.
    :raises LastBalanceError: if there is no other to count from.
    """
    account = _kept_by_hand(session, household_id=household_id, account_id=account_id)
    repository = SaidBalanceRepository(session, household_id=household_id)
    known = [said.id for said, _ in repository.history(account_id)]
    if known == [balance_id]:
        raise LastBalanceError(
            "Say another balance first: without one there is nothing to count from."
        )
    if not repository.remove(account_id, balance_id=balance_id):
        raise BalanceUnknownError("There is no such balance.")
    refresh_balance(session, account=account, now=now)


def add_row(
    session: Session,
    *,
    household_id: UUID,
    account_id: UUID,
    entered: RowByHand,
    today: date,
    now: datetime,
) -> tuple[Transaction, str]:
    """Enter a transaction by hand; return it with its account's name.

    :raises AccountNotByHandError: if a bank keeps the account.
    :raises InvalidInputError: if its day is still to come.
    """
    account = _kept_by_hand(session, household_id=household_id, account_id=account_id)
    _check_day(entered.booked_on, today=today)
    row_id = uuid4()
    row = Transaction(
        id=row_id,
        household_id=household_id,
        account_id=account_id,
        status=BOOKED,
        transaction_id=f"hand-{row_id}",
        booked_on=entered.booked_on,
        amount_minor=entered.amount_minor,
        currency=account.currency,
        description=entered.description,
        note=entered.note,
        bank_category="UNKNOWN",
        classification=[],
        meta={},
        fingerprint=BY_HAND,
        source=BY_HAND,
    )
    SaidBalanceRepository(session, household_id=household_id).add_row(row)
    refresh_balance(session, account=account, now=now)
    return row, account.name


def change_row(
    session: Session,
    *,
    household_id: UUID,
    account_id: UUID,
    transaction_id: UUID,
    entered: RowByHand,
    today: date,
    now: datetime,
) -> tuple[Transaction, str]:
    """Change a transaction that was entered by hand.

    :raises HandRowUnknownError: if there is no such row, or a bank or a file brought it.
    """
    account = _kept_by_hand(session, household_id=household_id, account_id=account_id)
    row = _row(session, account, transaction_id=transaction_id)
    _check_day(entered.booked_on, today=today)
    row.booked_on, row.amount_minor = entered.booked_on, entered.amount_minor
    row.description, row.note = entered.description, entered.note
    session.flush()
    refresh_balance(session, account=account, now=now)
    return row, account.name


def remove_row(
    session: Session,
    *,
    household_id: UUID,
    account_id: UUID,
    transaction_id: UUID,
    now: datetime,
) -> None:
    """Delete a transaction that was entered by hand.

    :raises HandRowUnknownError: if there is no such row, or a bank or a file brought it.
    """
    account = _kept_by_hand(session, household_id=household_id, account_id=account_id)
    row = _row(session, account, transaction_id=transaction_id)
    SaidBalanceRepository(session, household_id=household_id).remove_row(row)
    refresh_balance(session, account=account, now=now)


def _row(session: Session, account: Account, *, transaction_id: UUID) -> Transaction:
    row = SaidBalanceRepository(session, household_id=account.household_id).row(
        account.id, transaction_id=transaction_id
    )
    if row is None:
        raise HandRowUnknownError("There is no such transaction entered by hand.")
    return row


def _check_day(day: date, *, today: date) -> None:
    if day > today:
        raise InvalidInputError(
            "That day is still to come: enter it under what you expect instead.", field="date"
        )


def _kept_by_hand(session: Session, *, household_id: UUID, account_id: UUID) -> Account:
    account = AccountRepository(session, household_id=household_id).get(account_id, for_update=True)
    if account is None:
        raise AccountUnknownError("There is no such account.")
    if account.family != BY_HAND_FAMILY:
        raise AccountNotByHandError("The bank says what this account holds, and what moved on it.")
    return account
