"""Reading a bank's export file: what it is, what stands where, and then its rows."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from app.bank.files.columns import Columns, by_contents, by_names
from app.bank.files.encoding import decode
from app.bank.files.odd import is_labelled, is_web_page, read_labelled, table_rows
from app.bank.files.ofx import is_ofx, read_ofx
from app.bank.files.presets import Preset, recognise
from app.bank.files.qif import is_qif, read_qif
from app.bank.files.rows import RowReader
from app.bank.files.sheet import FileFormat, FileUnreadableError, Record, Sheet
from app.bank.files.statement import Refused, SignSource, Statement, StatementRow, Wishes
from app.bank.files.table import read_table, sheet_of
from app.domain.ledger import AccountKind
from app.domain.money import Money
from app.domain.statements.amounts import (
    BalanceChain,
    DecimalMark,
    Sign,
    follow_balance,
    likely_mark,
    read_amount,
)
from app.domain.statements.dates import DateOrder, possible_orders, read_date

ROWS_MAX = 250_000
_HEAD = 4_000
_SAMPLE = 8
_SIGNATURES = (
    (b"PK\x03\x04", "This is an Excel workbook or a zip archive. Save it as CSV and choose that."),
    (b"\xd0\xcf\x11\xe0", "This is an old Excel workbook. Save it as CSV and choose that."),
    (b"%PDF", "This is a PDF. Banks offer CSV, OFX or QIF beside it: choose one of those."),
    (b"\x1f\x8b", "This file is compressed. Unpack it first."),
)
_UK_NUMBER = re.compile(r"(?<!\d)(\d{2})[- ]?(\d{2})[- ]?(\d{2})[- ]?(\d{8})(?!\d)")


def read_statement(
    content: bytes, *, filename: str, wishes: Wishes, today: date, currency: str
) -> Statement:
    """Return what the file says, as far as it can be read without asking.

    ``currency`` is the household's, for a file that names none.

    :raises FileUnreadableError: if there are no transactions in it that we can find.
    """
    sheet = _open(content)
    found = recognise(sheet, filename=filename)
    preset = found[0] if found else None
    columns = wishes.columns or (found[1] if found else _guess(sheet))
    width = max((len(one.cells) for one in sheet.sample(50)), default=0)
    columns = _within(columns, max(width, len(sheet.header)))
    survey = _survey(sheet, columns, only=wishes.only)
    mark = wishes.decimal_mark or likely_mark(survey.amounts)
    orders = _orders(wishes, preset, survey, today=today)
    reader = RowReader(
        columns=columns,
        order=orders[0],
        mark=mark,
        # The file's own, unless rows of several are told apart by it.
        currency=wishes.currency or sheet.facts.currency or survey.currency or currency,
        account=survey.account,
    )
    rows, refused = (
        _rows(sheet, reader) if columns.date is not None and columns.has_amount else ([], [])
    )
    chain = _chain(rows)
    sign, source = _sign(wishes, preset, sheet, columns, chain, rows)
    if sign is Sign.MINUS_IS_IN:
        rows = [
            replace(row, amount=-row.amount, balance=None if row.balance is None else -row.balance)
            for row in rows
        ]
    closing, closing_on = _closing(sheet, rows, chain, reader)
    account = survey.account
    sort_code, number = _numbers(sheet, account)
    return Statement(
        format=sheet.format,
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
        preset=preset,
        header=sheet.header,
        sample=[one.cells for one in sheet.sample(_SAMPLE)],
        columns=columns,
        date_orders=orders,
        decimal_mark=mark,
        sign=sign,
        sign_source=source,
        chain=chain,
        currency=reader.currency,
        accounts=survey.accounts,
        account=account,
        sort_code=sort_code,
        number=number,
        account_name=sheet.facts.name,
        kind=_kind(preset, sheet, account),
        rows=rows,
        refused=refused,
        closing=closing,
        closing_on=closing_on,
    )


def _open(content: bytes) -> Sheet:
    if not content.strip():
        raise FileUnreadableError("This file is empty.")
    for signature, sentence in _SIGNATURES:
        if content.startswith(signature):
            raise FileUnreadableError(sentence)
    text, encoding = decode(content)
    head = text[:_HEAD]
    if is_ofx(head):
        return read_ofx(text, encoding=encoding)
    if is_qif(head):
        return read_qif(text, encoding=encoding)
    if is_labelled(head):
        return read_labelled(text, encoding=encoding)
    if is_web_page(head):
        table = table_rows(text)
        sheet = sheet_of(
            table[:60], lambda: iter(table), format_=FileFormat.HTML, encoding=encoding
        )
        if sheet is None:
            raise FileUnreadableError("This is a web page without a table of transactions.")
        return sheet
    return read_table(text, encoding=encoding)


def _guess(sheet: Sheet) -> Columns:
    match sheet.format:
        case FileFormat.OFX:
            return Columns(date=0, amount=1, description=(2, 3), type=4, id=5)
        case FileFormat.QIF:
            return Columns(date=0, amount=1, description=(2, 3))
        case FileFormat.TEXT:
            return Columns(date=0, description=(1,), amount=2, balance=3)
        case FileFormat.CSV | FileFormat.HTML:
            named, seen = by_names(sheet.header), by_contents(sheet.sample(50))
            return replace(
                named,
                date=seen.date if named.date is None else named.date,
                amount=named.amount if named.has_amount else seen.amount,
                balance=named.balance if named.has_amount else seen.balance,
                description=named.description or seen.description,
            )


def _within(columns: Columns, width: int) -> Columns:
    """Return the columns without those the file does not have."""

    def kept(place: int | None) -> int | None:
        return place if place is not None and 0 <= place < width else None

    single = {
        name: kept(getattr(columns, name))
        for name in Columns.__slots__
        if name not in ("description", "account")
    }
    return Columns(
        description=tuple(place for place in columns.description if kept(place) is not None),
        account=tuple(place for place in columns.account if kept(place) is not None),
        **single,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Survey:
    """What one walk through the file finds in its columns as wholes."""

    dates: list[str]
    amounts: list[str]
    currency: str | None
    accounts: list[str]
    account: str | None


def _survey(sheet: Sheet, columns: Columns, *, only: str | None) -> _Survey:
    dates: dict[str, None] = {}
    amounts: dict[str, None] = {}
    currencies: defaultdict[str, Counter[str]] = defaultdict(Counter)
    accounts: Counter[str] = Counter()
    money = [
        place
        for place in (columns.amount, columns.money_in, columns.money_out, columns.balance)
        if place is not None
    ]
    for count, record in enumerate(sheet.records(), start=1):
        if count > ROWS_MAX:
            raise FileUnreadableError(
                f"This file has more than {ROWS_MAX:,} rows. Export fewer years at a time."
            )
        cells = record.cells
        if columns.date is not None and columns.date < len(cells) and cells[columns.date].strip():
            dates[cells[columns.date].strip()] = None
        for place in money:
            if place < len(cells) and cells[place].strip():
                amounts[cells[place]] = None
        label = account_label(record, columns)
        accounts[label] += 1
        if columns.currency is not None and columns.currency < len(cells):
            currencies[label][cells[columns.currency].strip().upper()] += 1
    del accounts[""]
    named = [label for label, _ in accounts.most_common()]
    account = only if only in named else next(iter(named), None)
    of_account = currencies[account or ""]
    del of_account[""]
    return _Survey(
        dates=list(dates),
        amounts=list(amounts),
        currency=of_account.most_common(1)[0][0] if of_account else None,
        accounts=named,
        account=account,
    )


def account_label(record: Record, columns: Columns) -> str:
    """Return what tells a row's account from others in the same file."""
    return " ".join(
        part
        for place in columns.account
        if place < len(record.cells) and (part := record.cells[place].strip(" '\t"))
    )


def _orders(
    wishes: Wishes, preset: Preset | None, survey: _Survey, *, today: date
) -> list[DateOrder]:
    if wishes.date_order is not None:
        return [wishes.date_order]
    if preset is not None and all(
        (day := read_date(text, preset.date_order)) is not None and day <= today
        for text in survey.dates[:500]
    ):
        # A known bank writes them as it always does, unless the file shows that it does not.
        return [preset.date_order]
    return possible_orders(survey.dates, today=today)


def _rows(sheet: Sheet, reader: RowReader) -> tuple[list[StatementRow], list[Refused]]:
    rows: list[StatementRow] = []
    refused: list[Refused] = []
    for read in _read_all(sheet, reader):
        if isinstance(read, Refused):
            refused.append(read)
        else:
            rows.append(read)
    return rows, refused


def _read_all(sheet: Sheet, reader: RowReader) -> Iterator[StatementRow | Refused]:
    for number, record in enumerate(sheet.records(), start=1):
        yield reader.read(record, number=number, account=account_label(record, reader.columns))


def _chain(rows: list[StatementRow]) -> BalanceChain | None:
    with_balance = [
        (row.booked_on, row.amount.minor, row.balance.minor)
        for row in rows
        if row.balance is not None
    ]
    return follow_balance(with_balance) if len(with_balance) > 1 else None


def _sign(
    wishes: Wishes,
    preset: Preset | None,
    sheet: Sheet,
    columns: Columns,
    chain: BalanceChain | None,
    rows: list[StatementRow],
) -> tuple[Sign, SignSource]:
    if wishes.sign is not None:
        return wishes.sign, SignSource.SAID
    if chain is not None and chain.sign is not None:
        return chain.sign, SignSource.BALANCE
    if preset is not None:
        return preset.sign, SignSource.BANK
    if columns.amount is None or sheet.format in (FileFormat.OFX, FileFormat.QIF):
        return Sign.MINUS_IS_OUT, SignSource.COLUMNS
    # People pay more often than they are paid: a file of plusses is a card's.
    outs = sum(row.amount.minor < 0 for row in rows)
    looks_like_card = 4 * outs < len(rows)
    return (Sign.MINUS_IS_IN if looks_like_card else Sign.MINUS_IS_OUT), SignSource.GUESS


def _closing(
    sheet: Sheet, rows: list[StatementRow], chain: BalanceChain | None, reader: RowReader
) -> tuple[Money | None, date | None]:
    """Return the balance after the last row: as the file says, or as its running balance does."""
    if sheet.facts.closing:
        balance = read_amount(sheet.facts.closing, mark=DecimalMark.POINT, currency=reader.currency)
        said_on = read_date(sheet.facts.closing_on or "", DateOrder.YEAR_FIRST)
        if balance is not None and said_on is not None:
            return balance, said_on
    with_balance = [row for row in rows if row.balance is not None]
    if not with_balance:
        return None, None
    is_newest_first = chain is not None and chain.is_newest_first
    last = with_balance[0] if is_newest_first else with_balance[-1]
    # Rows after it without a balance would make it an older one than the last day's.
    if any(row.booked_on > last.booked_on for row in rows):
        return None, None
    return last.balance, last.booked_on


def _numbers(sheet: Sheet, account: str | None) -> tuple[str | None, str | None]:
    """Return sort code and account number, as digits, where the file tells them."""
    digits = re.sub(r"\D", "", sheet.facts.number or "")
    sort_code = re.sub(r"\D", "", sheet.facts.sort_code or "")
    around = account or " ".join(cell for row in sheet.preamble for cell in row)
    if found := _UK_NUMBER.search(around) or _UK_NUMBER.fullmatch(digits):
        return found[1] + found[2] + found[3], found[4]
    if not digits:
        endings = re.findall(r"\d{4,}", around)
        digits = endings[-1] if endings else ""
    return sort_code or None, digits or None


def _kind(preset: Preset | None, sheet: Sheet, account: str | None) -> AccountKind:
    if sheet.facts.is_card:
        return AccountKind.CREDIT_CARD
    names = " ".join((account or "", *(cell for row in sheet.preamble for cell in row))).casefold()
    if "sav" in names or "isa" in names.split():
        return AccountKind.SAVINGS
    return preset.kind if preset is not None else AccountKind.CURRENT
