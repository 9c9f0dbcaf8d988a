"""Taking a bank's file in, once, and taking it back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import batched
from typing import Any, ClassVar
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.bank.files import StatementRow
from app.domain.errors import FinanceError, InvalidInputError
from app.domain.ledger import AccountKind
from app.domain.statements.overlap import Standing
from app.models.banking import Account
from app.models.imports import FileImport
from app.repositories.banking import BOOKED, AccountRepository
from app.repositories.hand_accounts import SaidBalanceRepository
from app.repositories.imports import COMMITTED, FILE, PREVIEW, UNDONE, ImportRepository
from app.repositories.transactions import TransactionRepository
from app.services.accounts import hand_accounts
from app.services.accounts.accounts import BY_HAND_FAMILY, CARD_KINDS, AccountUnknownError
from app.services.files import importing
from app.services.files.importing import Preview, Reader
from app.services.household.people import SignedIn

_BATCH = 1_000


class ImportUndoneError(FinanceError):
    """The file was taken back; it has to be chosen again."""

    code: ClassVar[str] = "import_undone"


class NothingToImportError(FinanceError):
    """No row of the file can be read yet."""

    code: ClassVar[str] = "nothing_to_import"


class DateOrderUnclearError(FinanceError):
    """The file's dates can be read in two ways, and only the person knows which is meant."""

    code: ClassVar[str] = "date_order_unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """The account to make for a file, and what it held after the file's last row."""

    name: str | None = None
    kind: AccountKind | None = None
    in_cash_pool: bool | None = None
    closing_balance: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A file that was taken in, and what that did."""

    id: UUID
    state: str
    filename: str
    account_id: UUID | None
    account_name: str
    committed_at: datetime
    added: int
    already_there: int
    asked: int
    unreadable: int
    left_out: int
    first_on: date | None
    last_on: date | None
    balance_known: bool

    @classmethod
    def of(cls, row: FileImport) -> "Taken":
        assert row.result is not None  # noqa: S101 - what is committed has its result
        assert row.committed_at is not None  # noqa: S101 - likewise
        days = {
            name: date.fromisoformat(row.result[name]) if row.result[name] else None
            for name in ("first_on", "last_on")
        }
        return cls(
            id=row.id,
            state=row.state,
            filename=row.filename,
            account_id=row.account_id,
            committed_at=row.committed_at,
            **{**row.result, **days},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What taking a file back did."""

    removed: int
    kept: int
    account_removed: bool


def commit(
    session: Session,
    reader: Reader,
    *,
    signed_in: SignedIn,
    import_id: UUID,
    new_account: NewAccount,
) -> Taken:
    """Take the file in as it would be taken in now; a second time changes nothing.

    One transaction: it is all there or nothing is.

    :raises NothingToImportError: if no row of it can be read.
    :raises DateOrderUnclearError: if its dates can be read in two ways and nobody said which.
    :raises ImportUndoneError: if it was taken back.
    """
    row = importing.known(session, signed_in=signed_in, import_id=import_id, for_update=True)
    if row.state == COMMITTED:
        return Taken.of(row)
    if row.state == UNDONE:
        raise ImportUndoneError("This file was taken back. Choose it again to take it in again.")
    if row.account_id is not None:
        _lock(session, row)
    preview = importing.look(session, reader, signed_in=signed_in, row=row)
    _check(preview)
    account = preview.account
    if account is None:
        account = _make_account(session, reader, preview, signed_in=signed_in, given=new_account)
        row.made_account = True
    elif row.account_id is None:
        row.account_id = account.id
        _lock(session, row)
        # Between the look and the lock a sync may have written.
        preview = importing.look(session, reader, signed_in=signed_in, row=row)
    row.account_id = account.id
    session.flush()

    added = preview.to_add()
    rows = TransactionRepository(session, household_id=row.household_id)
    for some in batched(_columns(added, account=account, import_id=row.id), _BATCH):
        rows.add(some)
    _set_balance(session, reader, preview, account=account, given=new_account)
    row.links = _links(preview)
    row.result = _result(preview, added=added, account=account)
    row.state, row.committed_at = COMMITTED, reader.now
    row.content_encrypted = None
    session.flush()
    return Taken.of(row)


def taken_in(session: Session, *, signed_in: SignedIn, limit: int) -> list[Taken]:
    """Return the files that were taken in, newest first."""
    imports = ImportRepository(session, household_id=signed_in.household.id)
    return [Taken.of(row) for row in imports.taken_in(limit=limit)]


def _check(preview: Preview) -> None:
    statement = preview.statement
    if not statement.rows:
        raise NothingToImportError(
            "No row of this file can be read yet. Check which column holds the date and which the "
            "amount."
        )
    if len(statement.date_orders) > 1:
        raise DateOrderUnclearError(
            "The dates of this file can be read in two ways. Say whether the day or the month "
            "comes first.",
            field="date_order",
        )


def _lock(session: Session, row: FileImport) -> None:
    assert row.account_id is not None  # noqa: S101 - only called with one
    found = AccountRepository(session, household_id=row.household_id).get(
        row.account_id, for_update=True
    )
    if found is None:
        raise AccountUnknownError("There is no such account.")


def _make_account(
    session: Session,
    reader: Reader,
    preview: Preview,
    *,
    signed_in: SignedIn,
    given: NewAccount,
) -> Account:
    statement = preview.statement
    kind = given.kind or statement.kind
    is_known = given.closing_balance is not None or statement.closing is not None
    in_pool = given.in_cash_pool
    if in_pool and kind in CARD_KINDS:
        raise InvalidInputError(
            "A card is never cash: only its repayments touch the cash pool.", field="in_cash_pool"
        )
    if in_pool is None:
        # What it holds is a guess until somebody says so: no figure may rest on it.
        in_pool = is_known and kind is AccountKind.CURRENT and statement.currency == "GBP"
    account = Account(
        household_id=signed_in.household.id,
        family=BY_HAND_FAMILY,
        kind=kind,
        name=given.name or preview.suggestion.name,
        is_renamed=given.name is not None,
        institution=statement.preset.bank if statement.preset else None,
        identity=importing.identity_of(reader, statement),
        identifier=(statement.number or "")[-4:] or None,
        currency=statement.currency,
        in_cash_pool=in_pool,
        needs_review=not is_known,
        balance_updated_at=reader.now,
        unsupported=[],
    )
    AccountRepository(session, household_id=signed_in.household.id).add(account)
    return account


def _set_balance(
    session: Session, reader: Reader, preview: Preview, *, account: Account, given: NewAccount
) -> None:
    """Set down what the file or the person says the account held; a bank's account has its own."""
    if account.family != BY_HAND_FAMILY:
        return
    statement = preview.statement
    if given.closing_balance is not None and preview.account is None:
        is_card = AccountKind(account.kind) in CARD_KINDS
        hand_accounts.put_balance(
            session,
            account=account,
            on=max(row.booked_on for row in statement.rows),
            # A person types what a card owes, with or without a minus.
            balance_minor=-abs(given.closing_balance) if is_card else given.closing_balance,
            import_id=preview.row.id,
        )
    elif statement.closing is not None and statement.closing_on is not None:
        hand_accounts.put_balance(
            session,
            account=account,
            on=min(statement.closing_on, reader.today),
            balance_minor=statement.closing.minor,
            import_id=preview.row.id,
        )
    hand_accounts.refresh_balance(session, account=account, now=reader.now)


def _columns(
    rows: Sequence[StatementRow], *, account: Account, import_id: UUID
) -> Iterator[Mapping[str, Any]]:
    for row in rows:
        yield {
            "id": uuid4(),
            "household_id": account.household_id,
            "account_id": account.id,
            "status": BOOKED,
            "normalised_id": None,
            "provider_transaction_id": row.provider_id,
            "transaction_id": f"file-{import_id}-{row.number}",
            "booked_on": row.booked_on,
            "amount_minor": row.amount.minor,
            "currency": row.amount.currency,
            "description": row.description,
            "merchant": row.merchant,
            "bank_category": row.category,
            "classification": [],
            "running_balance_minor": None if row.balance is None else row.balance.minor,
            "meta": {"note": row.note} if row.note else {},
            "fingerprint": FILE,
            "source": FILE,
            "import_id": import_id,
        }


def _links(preview: Preview) -> list[Any]:
    """Return the rows that the person let stand for stored ones, so as not to ask again."""
    return [
        [row.booked_on.isoformat(), row.amount.minor, row.description, str(said.stored_id)]
        for row, said in zip(preview.statement.rows, preview.compared, strict=True)
        if said.standing is Standing.POSSIBLY_THE_SAME and preview.is_same(row, said)
    ]


def _result(preview: Preview, *, added: Sequence[StatementRow], account: Account) -> dict[str, Any]:
    counts = preview.counts
    faults = len(importing.faults(preview))
    return {
        "added": len(added),
        "already_there": len(preview.statement.rows) - len(added),
        "asked": counts[Standing.POSSIBLY_THE_SAME],
        "unreadable": faults,
        "left_out": len(preview.statement.refused) - faults,
        "first_on": min((row.booked_on.isoformat() for row in added), default=None),
        "last_on": max((row.booked_on.isoformat() for row in added), default=None),
        "account_name": account.name,
        "balance_known": not account.needs_review,
    }


def undo(session: Session, reader: Reader, *, signed_in: SignedIn, import_id: UUID) -> Undone:
    """Take a file back: what it brought goes, but for the rows somebody has made their own."""
    row = importing.known(session, signed_in=signed_in, import_id=import_id, for_update=True)
    imports = ImportRepository(session, household_id=row.household_id)
    if row.state == PREVIEW:
        imports.remove(row.id)
        return Undone(removed=0, kept=0, account_removed=False)
    if row.state == UNDONE or row.account_id is None:
        return Undone(removed=0, kept=0, account_removed=False)
    accounts = AccountRepository(session, household_id=row.household_id)
    account = accounts.get(row.account_id, for_update=True)
    assert account is not None  # noqa: S101 - an account's imports go with it
    removed, kept = imports.take_back(row.id)
    said = SaidBalanceRepository(session, household_id=row.household_id)
    said.remove_of_import(row.id)
    row.state, row.links = UNDONE, []
    session.flush()
    if account.family != BY_HAND_FAMILY:
        return Undone(removed=removed, kept=kept, account_removed=False)
    is_empty = not said.history(account.id) and not imports.has_rows(account.id)
    if row.made_account and is_empty:
        accounts.delete(account)
        return Undone(removed=removed, kept=kept, account_removed=True)
    hand_accounts.refresh_balance(session, account=account, now=reader.now)
    return Undone(removed=removed, kept=kept, account_removed=False)
