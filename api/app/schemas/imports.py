"""Bodies of file imports, of balances said by hand and of rows entered by hand."""

import datetime as dt
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field

from app.bank.files import Refused, StatementRow
from app.domain.ledger import AccountKind
from app.domain.statements.amounts import DecimalMark, Sign
from app.domain.statements.dates import DateOrder
from app.domain.statements.overlap import Compared, Standing
from app.schemas.common import AMOUNT_MAX, Answer, Body, Currency, Minor, Moment, Name
from app.services.files import import_wishes
from app.services.files.importing import Preview, faults

_SHOWN = 50
_ASKED = 200
_ROW_MAX = 250_000

type Place = Annotated[int, Field(ge=0, le=500)]
type Text = Annotated[str, Field(min_length=1, max_length=500, pattern="^[^\\x00]*$")]


class ColumnsBody(Body):
    """Which column of the file holds what, counted from 0; an amount in one column or in two."""

    date: Place | None = None
    description: Annotated[list[Place], Field(max_length=10, default_factory=list)]
    amount: Place | None = None
    money_in: Place | None = None
    money_out: Place | None = None
    balance: Place | None = None
    merchant: Place | None = None
    type: Place | None = None
    id: Place | None = None
    currency: Place | None = None
    fee: Place | None = None
    state: Place | None = None
    note: Place | None = None
    account: Annotated[list[Place], Field(max_length=5, default_factory=list)]


class ImportPatch(Body):
    """How the file is to be read and where it belongs; what is left out stays as it was.

    ``null`` for a way of reading means: find it out again.
    """

    account_id: UUID | None = None
    new_account: bool | None = None
    columns: ColumnsBody | None = None
    date_order: DateOrder | None = None
    decimal_mark: DecimalMark | None = None
    sign: Sign | None = None
    currency: Currency | None = None
    only: Annotated[str, Field(max_length=200)] | None = None
    decisions: dict[Annotated[int, Field(ge=1, le=_ROW_MAX)], Literal["same", "new"]] | None = None


class CommitIn(Body):
    """The account to make for a file that belongs to none yet."""

    name: Name | None = None
    kind: AccountKind | None = None
    in_cash_pool: bool | None = None
    closing_balance: Minor | None = None


class StoredOut(Answer):
    """The stored row that a row of the file is, or may be."""

    id: UUID
    date: dt.date
    amount: int
    description: str


class ImportRowOut(Answer):
    """A row of the file, and how it stands to what is stored."""

    number: int
    line: int
    date: dt.date
    amount: int
    description: str
    standing: Standing
    will_add: bool
    stored: StoredOut | None

    @classmethod
    def of(
        cls, preview: Preview, row: StatementRow, said: Compared, stored: StoredOut | None
    ) -> Self:
        possibly = said.standing is Standing.POSSIBLY_THE_SAME
        return cls(
            number=row.number,
            line=row.line,
            date=row.booked_on,
            amount=row.amount.minor,
            description=row.description,
            standing=said.standing,
            will_add=said.standing is Standing.NEW or (possibly and not preview.is_same(row, said)),
            stored=stored,
        )


class RefusedOut(Answer):
    """A line of the file that is not taken, and why."""

    number: int
    line: int
    reason: str
    text: str

    @classmethod
    def some(cls, refused: list[Refused]) -> list[Self]:
        return [cls.model_validate(one) for one in refused]


class CountsOut(Answer):
    """How many rows of the file there are of each kind."""

    rows: int
    new: int
    already_there: int
    possibly_the_same: int
    unreadable: int
    left_out: int
    to_add: int


class BalanceCheckOut(Answer):
    """Of how many steps from one running balance to the next the amount is not the difference."""

    checked: int
    breaks: int


class SuggestionOut(Answer):
    """The account the file belongs to, or the one to make for it."""

    account_id: UUID | None
    account_name: str | None
    why: Literal["number", "rows", "bank", "said", "new"]
    name: str
    kind: AccountKind
    is_by_hand: bool


class ImportOut(Answer):
    """A file as it would be taken in now; nothing of it is in the ledger yet."""

    id: UUID
    state: Literal["preview"]
    filename: str
    format: Literal["csv", "ofx", "qif", "text", "html"]
    bank: str | None
    preset: str | None
    encoding: str
    delimiter: str | None
    header: list[str]
    sample: list[list[str]]
    columns: ColumnsBody
    missing: list[Literal["date", "amount"]]
    date_order: DateOrder
    date_orders: list[DateOrder]
    decimal_mark: DecimalMark
    sign: Sign
    sign_source: Literal["said", "balance", "bank", "columns", "guess"]
    balance_check: BalanceCheckOut | None
    currency: str
    accounts: list[str]
    only: str | None
    suggestion: SuggestionOut
    counts: CountsOut
    money_in: int
    money_out: int
    first_on: dt.date | None
    last_on: dt.date | None
    closing_balance: int | None
    closing_on: dt.date | None
    rows: list[ImportRowOut]
    questions: list[ImportRowOut]
    unreadable: list[RefusedOut]
    left_out: list[RefusedOut]

    @classmethod
    def of(cls, preview: Preview, *, stored: dict[UUID, StoredOut]) -> Self:
        statement = preview.statement
        pairs = list(zip(statement.rows, preview.compared, strict=True))
        to_add = preview.to_add()
        amounts = [row.amount.minor for row in to_add]
        at_fault = faults(preview)
        rightly = [one for one in statement.refused if not one.is_fault]
        counts = preview.counts
        account = preview.account

        def shown(some: list[tuple[StatementRow, Compared]]) -> list[ImportRowOut]:
            return [
                ImportRowOut.of(
                    preview, row, said, stored.get(said.stored_id) if said.stored_id else None
                )
                for row, said in some
            ]

        days = [row.booked_on for row in statement.rows]
        return cls(
            id=preview.row.id,
            state="preview",
            filename=preview.row.filename,
            format=statement.format.value,
            bank=statement.preset.bank if statement.preset else None,
            preset=statement.preset.id if statement.preset else None,
            encoding=statement.encoding,
            delimiter=statement.delimiter,
            header=list(statement.header),
            sample=[list(cells) for cells in statement.sample],
            columns=ColumnsBody.model_validate(import_wishes.kept_columns(statement.columns)),
            missing=statement.missing,
            date_order=statement.date_orders[0],
            date_orders=list(statement.date_orders),
            decimal_mark=statement.decimal_mark,
            sign=statement.sign,
            sign_source=statement.sign_source.value,
            balance_check=(
                BalanceCheckOut.model_validate(statement.chain) if statement.chain else None
            ),
            currency=statement.currency,
            accounts=list(statement.accounts),
            only=statement.account,
            suggestion=SuggestionOut(
                account_id=account.id if account else None,
                account_name=account.name if account else None,
                why=preview.suggestion.why,
                name=preview.suggestion.name,
                kind=AccountKind(account.kind) if account else statement.kind,
                is_by_hand=account is None or account.family == "by_hand",
            ),
            counts=CountsOut(
                rows=len(pairs),
                new=counts[Standing.NEW],
                already_there=counts[Standing.ALREADY_THERE],
                possibly_the_same=counts[Standing.POSSIBLY_THE_SAME],
                unreadable=len(at_fault),
                left_out=len(rightly),
                to_add=len(to_add),
            ),
            money_in=sum(amount for amount in amounts if amount > 0),
            money_out=sum(amount for amount in amounts if amount < 0),
            first_on=min(days, default=None),
            last_on=max(days, default=None),
            closing_balance=statement.closing.minor if statement.closing else None,
            closing_on=statement.closing_on,
            rows=shown(pairs[:_SHOWN]),
            questions=shown(questions(preview)),
            unreadable=RefusedOut.some(at_fault[:_SHOWN]),
            left_out=RefusedOut.some(rightly[:_SHOWN]),
        )


def questions(preview: Preview) -> list[tuple[StatementRow, Compared]]:
    """Return the first rows that are possibly the same as stored ones."""
    asked = (
        (row, said)
        for row, said in zip(preview.statement.rows, preview.compared, strict=True)
        if said.standing is Standing.POSSIBLY_THE_SAME
    )
    return [one for _, one in zip(range(_ASKED), asked, strict=False)]


def named_stored(preview: Preview) -> set[UUID]:
    """Return the stored rows that the shown part of a preview speaks of."""
    head = zip(preview.statement.rows[:_SHOWN], preview.compared[:_SHOWN], strict=True)
    return {said.stored_id for _, said in (*head, *questions(preview)) if said.stored_id}


class ImportRowsOut(Answer):
    """A part of a file's rows, in their order, and after which number the next part begins."""

    items: list[ImportRowOut]
    refused: list[RefusedOut]
    next_after: int | None


class ImportResultOut(Answer):
    """What taking a file in did."""

    id: UUID
    state: Literal["committed", "undone"]
    filename: str
    account_id: UUID | None
    account_name: str
    committed_at: Moment
    added: int
    already_there: int
    asked: int
    unreadable: int
    left_out: int
    first_on: dt.date | None
    last_on: dt.date | None
    balance_known: bool


class UndoneOut(Answer):
    """What taking a file back did; ``kept`` rows a bank or a person had made their own."""

    removed: int
    kept: int
    account_removed: bool


class SaidBalanceIn(Body):
    """What an account held at the end of a day, in our sign."""

    date: dt.date
    balance: Minor
    note: Text | None = None


class SaidBalanceOut(Answer):
    """A balance said; ``difference`` is what of its change since the last no row explains."""

    id: UUID
    date: dt.date
    balance: int
    note: str | None
    from_file: bool
    difference: int | None
    said_at: Moment


class TransactionIn(Body):
    """A transaction entered by hand, in our sign: money out is negative."""

    date: dt.date
    amount: Annotated[int, Field(ge=-AMOUNT_MAX, le=AMOUNT_MAX)]
    description: Text
    note: Text | None = None


class HandTransactionOut(Answer):
    """A transaction that was entered by hand."""

    id: UUID
    account_id: UUID
    account_name: str
    date: dt.date
    amount: int
    currency: str
    description: str
    note: str | None
