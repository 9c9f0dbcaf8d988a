"""Looking at a bank's file: what it says, whose account it is, what of it is there already.

Nothing here touches the ledger; taking a file in is ``import_commits``.
"""

import zlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy.orm import Session

from app.bank.files import FileUnreadableError, Refused, Statement, StatementRow, read_statement
from app.core.config import Settings
from app.core.crypto import Vault, signature
from app.domain.errors import FinanceError, InvalidInputError
from app.domain.reconcile import FeedRow
from app.domain.statements.overlap import DAYS_APART_MAX, Compared, Standing, compare
from app.models.banking import Account, Transaction
from app.models.imports import FileImport
from app.repositories.banking import AccountRepository
from app.repositories.imports import PREVIEW, ImportRepository
from app.services.accounts.accounts import AccountUnknownError
from app.services.files.import_wishes import wishes_of
from app.services.household.people import SignedIn

# A preview is a page a person has open, not an archive of their bank's files.
PREVIEW_LIFE = timedelta(hours=24)
FILE_MAX = 64 * 2**20
_FILENAME_MAX = 200
_LOOKED_AT = 300
_SHARE_TO_RECOGNISE = 3


class ImportUnknownError(FinanceError):
    """This household has no such import."""

    code: ClassVar[str] = "import_not_found"


class FileTooLargeError(FinanceError):
    """The file is larger than any statement."""

    code: ClassVar[str] = "file_too_large"


class ImportGoneError(FinanceError):
    """The file is no longer kept, so it cannot be read again."""

    code: ClassVar[str] = "import_gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What reading a file takes beside the file: keys, the day, the household's currency."""

    vault: Vault
    settings: Settings
    today: date
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """The account a file most likely belongs to, or the one to make for it."""

    account_id: UUID | None
    why: str
    """``number``, ``bank``, ``rows``, ``said`` or ``new``."""
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A file as it would be taken in now."""

    row: FileImport
    statement: Statement
    account: Account | None
    suggestion: Suggestion
    compared: Sequence[Compared]
    """Of each of the statement's rows."""
    decisions: Mapping[int, bool]
    """By a row's number: whether the person takes it for the stored one."""

    @property
    def counts(self) -> Counter[Standing]:
        return Counter(one.standing for one in self.compared)

    def is_same(self, row: StatementRow, compared: Compared) -> bool:
        """Return whether a row that is possibly the same counts as the stored one."""
        return self.decisions.get(row.number, compared.is_likely)

    def to_add(self) -> list[StatementRow]:
        """Return the rows that taking the file in would add."""
        return [
            row
            for row, said in zip(self.statement.rows, self.compared, strict=True)
            if said.standing is Standing.NEW
            or (said.standing is Standing.POSSIBLY_THE_SAME and not self.is_same(row, said))
        ]


def upload(
    session: Session,
    reader: Reader,
    *,
    signed_in: SignedIn,
    content: bytes,
    filename: str,
    account_id: UUID | None,
) -> Preview:
    """Keep the file to look at and return what it says.

    :raises FileUnreadableError: if there are no transactions in it that we can find.
    :raises AccountUnknownError: if the account named is not the household's.
    """
    imports = ImportRepository(session, household_id=signed_in.household.id)
    imports.forget_previews(before=reader.now - PREVIEW_LIFE)
    row = FileImport(
        household_id=signed_in.household.id,
        account_id=account_id,
        filename=_plain_name(filename),
        state=PREVIEW,
        content_encrypted=reader.vault.seal(zlib.compress(content, 6)),
        wishes={},
        decisions={},
        links=[],
        created_at=reader.now,
    )
    preview = look(session, reader, signed_in=signed_in, row=row, content=content)
    imports.add(row)
    return preview


def _plain_name(filename: str) -> str:
    name = filename.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(char for char in name if char.isprintable())[:_FILENAME_MAX] or "file"


def known(
    session: Session, *, signed_in: SignedIn, import_id: UUID, for_update: bool = False
) -> FileImport:
    """Return the import.

    :raises ImportUnknownError: if the household has no such import.
    """
    row = ImportRepository(session, household_id=signed_in.household.id).get(
        import_id, for_update=for_update
    )
    if row is None:
        raise ImportUnknownError("There is no such import, or it was looked at too long ago.")
    return row


def look(
    session: Session,
    reader: Reader,
    *,
    signed_in: SignedIn,
    row: FileImport,
    content: bytes | None = None,
) -> Preview:
    """Return what the file says now, beside what is stored now.

    :raises ImportGoneError: if it was taken in or back, and the file is no longer kept.
    """
    if row.content_encrypted is None:
        raise ImportGoneError("This file was already taken in. Choose it again to read it again.")
    statement = read_statement(
        content or zlib.decompress(reader.vault.open(row.content_encrypted)),
        filename=row.filename,
        wishes=wishes_of(row.wishes),
        today=reader.today,
        currency=signed_in.household.currency,
    )
    household_id = signed_in.household.id
    suggestion = _suggest(session, reader, statement, row=row, household_id=household_id)
    account = None
    if suggestion.account_id is not None:
        account = AccountRepository(session, household_id=household_id).get(suggestion.account_id)
        if account is None:
            raise AccountUnknownError("There is no such account.")
        if account.currency != statement.currency and statement.rows:
            raise InvalidInputError(
                f"This file is in {statement.currency} and {account.name} in {account.currency}. "
                "Choose another account, or make a new one.",
                field="account_id",
            )
    return Preview(
        row=row,
        statement=statement,
        account=account,
        suggestion=suggestion,
        compared=_compare(session, statement, account=account, household_id=household_id),
        decisions={int(number): bool(same) for number, same in row.decisions.items()},
    )


def _compare(
    session: Session, statement: Statement, *, account: Account | None, household_id: UUID
) -> Sequence[Compared]:
    if account is None or not statement.rows:
        return [Compared(Standing.NEW)] * len(statement.rows)
    imports = ImportRepository(session, household_id=household_id)
    days = [row.booked_on for row in statement.rows]
    margin = timedelta(days=DAYS_APART_MAX)
    rows = [feed_row(row) for row in statement.rows]
    said: dict[Any, list[UUID]] = {}
    for on, minor, words, stored_id in imports.links(account.id):
        content = (date.fromisoformat(on), minor, words)
        said.setdefault(content, []).append(UUID(stored_id))
    return compare(
        stored=imports.stored_rows(account.id, since=min(days) - margin, until=max(days) + margin),
        rows=rows,
        known={
            row.content: said[link_content(one)]
            for row, one in zip(rows, statement.rows, strict=True)
            if link_content(one) in said
        },
    )


def link_content(row: StatementRow) -> tuple[date, int, str]:
    """Return what a row of a file is remembered by when a person says what it is."""
    return row.booked_on, row.amount.minor, row.description


def feed_row(row: StatementRow) -> FeedRow[StatementRow]:
    """Return a row of a file as a feed would bring it."""
    return FeedRow(
        normalised_id=None,
        provider_id=row.provider_id,
        booked_on=row.booked_on,
        amount=row.amount,
        description=row.description,
        fingerprint="",
        payload=row,
    )


def identity_of(reader: Reader, statement: Statement) -> str | None:
    """Return the keyed digest of the account's full number, as a feed's account has it."""
    if not statement.sort_code or not statement.number:
        return None
    return signature(
        key=reader.settings.secret_key.get_secret_value(),
        purpose="account identity",
        text=f"uk:{statement.sort_code}-{statement.number}",
    )


def _suggest(
    session: Session, reader: Reader, statement: Statement, *, row: FileImport, household_id: UUID
) -> Suggestion:
    name = _name_for(statement)
    if row.account_id is not None:
        return Suggestion(account_id=row.account_id, why="said", name=name)
    if row.wishes.get("new_account"):
        return Suggestion(account_id=None, why="said", name=name)
    accounts = [
        account
        for account in AccountRepository(session, household_id=household_id).all()
        if account.currency == statement.currency
    ]
    identity = identity_of(reader, statement)
    ending = (statement.number or "")[-4:]
    by_number = [
        account
        for account in accounts
        if (identity is not None and account.identity == identity)
        or (ending and account.identifier and account.identifier[-4:] == ending)
    ]
    if len(by_number) == 1:
        return Suggestion(account_id=by_number[0].id, why="number", name=name)
    seen = _seen(session, statement, household_id=household_id)
    if seen is not None:
        return Suggestion(account_id=seen, why="rows", name=name)
    bank = statement.preset.bank.casefold() if statement.preset else None
    by_bank = [
        account
        for account in accounts
        if bank
        and bank in f"{account.institution or ''} {account.name}".casefold()
        and account.kind == statement.kind
        # Two different numbers are two accounts, however alike the rest.
        and not (ending and account.identifier)
    ]
    if len(by_bank) == 1:
        return Suggestion(account_id=by_bank[0].id, why="bank", name=name)
    return Suggestion(account_id=None, why="new", name=name)


def _seen(session: Session, statement: Statement, *, household_id: UUID) -> UUID | None:
    """Return the one account that already has a good part of the file's days and amounts."""
    contents = list({(row.booked_on, row.amount.minor) for row in statement.rows[:_LOOKED_AT]})
    if not contents:
        return None
    found = ImportRepository(session, household_id=household_id).seen_before(
        contents, currency=statement.currency
    )
    enough = [
        account_id
        for account_id, count in found.items()
        if _SHARE_TO_RECOGNISE * count >= len(contents)
    ]
    return enough[0] if len(enough) == 1 else None


def _name_for(statement: Statement) -> str:
    if statement.account_name:
        return statement.account_name[:120]
    bank = statement.preset.bank if statement.preset else "Imported"
    kind = statement.kind.value.replace("_", " ")
    what = kind if kind.endswith(("card", "savings")) else f"{kind} account"
    return f"{bank} {what}"


def change(
    session: Session,
    reader: Reader,
    *,
    signed_in: SignedIn,
    import_id: UUID,
    changes: Mapping[str, Any],
) -> Preview:
    """Read the file another way, for another account or with other decisions.

    :raises ImportUnknownError: if there is no such import.
    :raises AccountUnknownError: if the account is not the household's.
    """
    row = known(session, signed_in=signed_in, import_id=import_id, for_update=True)
    wishes = {**row.wishes}
    for name in ("columns", "date_order", "decimal_mark", "sign", "currency", "only"):
        if name in changes:
            wishes[name] = changes[name]
    if "account_id" in changes:
        row.account_id = changes["account_id"]
        wishes["new_account"] = False
    if changes.get("new_account"):
        row.account_id, wishes["new_account"] = None, True
    row.wishes = wishes
    if changes.get("decisions"):
        said = {str(number): answer == "same" for number, answer in changes["decisions"].items()}
        row.decisions = {**row.decisions, **said}
    preview = look(session, reader, signed_in=signed_in, row=row)
    session.flush()
    return preview


def stored_rows(session: Session, preview: Preview, ids: Collection[UUID]) -> Sequence[Transaction]:
    """Return the stored rows that a preview speaks of."""
    return ImportRepository(session, household_id=preview.row.household_id).rows_named(ids)


def faults(preview: Preview) -> list[Refused]:
    """Return the records that should have been readable."""
    return [one for one in preview.statement.refused if one.is_fault]


__all__ = ["FileUnreadableError", "Preview", "Reader", "Suggestion", "look", "upload"]
