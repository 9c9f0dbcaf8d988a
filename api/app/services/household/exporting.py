"""Handing a household's data over: everything, or the transactions a person is looking at.

All of it is written as it is read: what is exported never stands in memory as a whole.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, override
from uuid import UUID

import orjson

from app.core.db import UnitOfWork
from app.core.version import VERSION
from app.domain.money import Money
from app.repositories.export import ExportRepository
from app.repositories.listing import ListingRepository, TransactionFilter

_ROWS_AT_ONCE = 400
# A spreadsheet takes what begins so for a formula, and does what it says.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_HEADER = (
    "Date", "Account", "Description", "Merchant", "Amount", "Currency", "Status", "Note",
    "Balance", "Id", "Category", "Kind", "Counted on",
)  # fmt: skip


def everything_as_json(begin: UnitOfWork, *, household_id: UUID, now: datetime) -> Iterator[bytes]:
    """Yield one JSON document with a list for each table; amounts are whole minor units."""
    head = orjson.dumps({"exported_at": now, "version": VERSION})
    yield head[:-1]
    with begin() as session:
        repository = ExportRepository(session, household_id=household_id)
        for name in repository.tables():
            yield b"," + orjson.dumps(name) + b":["
            for number, rows in enumerate(_some(repository.rows(name))):
                written = b",".join(orjson.dumps(dict(row)) for row in rows)
                yield b"," + written if number else written
            yield b"]"
    yield b"}\n"


def everything_as_zip(begin: UnitOfWork, *, household_id: UUID) -> Iterator[bytes]:
    """Yield a ZIP archive with a CSV file for each table."""
    out = _Outlet()
    with begin() as session, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        repository = ExportRepository(session, household_id=household_id)
        for name in repository.tables():
            columns = repository.columns(name)
            with archive.open(f"{name}.csv", "w", force_zip64=True) as entry:
                entry.write("\ufeff".encode())
                entry.write(_lines([columns]))
                for rows in _some(repository.rows(name)):
                    entry.write(_lines([row[column] for column in columns] for row in rows))
                    yield out.take()
            yield out.take()
    yield out.take()


def transactions_as_csv(
    begin: UnitOfWork, *, household_id: UUID, wanted: TransactionFilter
) -> Iterator[bytes]:
    """Yield the transactions of a filter, newest first, amounts in pounds with our sign."""
    yield "\ufeff".encode() + _lines([_HEADER])
    after: tuple[date, UUID] | None = None
    while True:
        with begin() as session:
            rows = ListingRepository(session, household_id=household_id).page(
                wanted, after=after, limit=_ROWS_AT_ONCE
            )
            written = _lines(
                (
                    one.booked_on,
                    one.account_name,
                    one.description,
                    one.merchant or one.bank_merchant,
                    Money(one.amount_minor, one.currency).to_major(),
                    one.currency,
                    one.status,
                    one.note,
                    None
                    if one.running_balance_minor is None
                    else Money(one.running_balance_minor, one.currency).to_major(),
                    one.id,
                    one.category,
                    one.kind,
                    one.counted_on,
                )
                for one in rows
            )
            after = (rows[-1].booked_on, UUID(rows[-1].id)) if rows else None
        if after is None:
            return
        yield written


def _some(rows: Iterable[Mapping[str, Any]]) -> Iterator[Sequence[Mapping[str, Any]]]:
    some: list[Mapping[str, Any]] = []
    for row in rows:
        some.append(row)
        if len(some) == _ROWS_AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def _lines(rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([[cell(value) for value in row] for row in rows])
    return text.getvalue().encode()


def cell(value: object) -> str:
    """Return what stands for a value in a CSV file; no text can act as a formula there."""
    match value:
        case None:
            return ""
        case str():
            return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
        case bool():
            return "true" if value else "false"
        case dict() | list():
            return json.dumps(value, ensure_ascii=False, default=str)
        case date():
            return value.isoformat()
        case _:
            return str(value)


class _Outlet(io.RawIOBase):
    """A file that only keeps what has not been taken from it yet."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting = bytearray()

    @override
    def writable(self) -> bool:
        return True

    @override
    def write(self, content: Any, /) -> int:
        self._waiting += content
        return len(content)

    def take(self) -> bytes:
        taken = bytes(self._waiting)
        self._waiting.clear()
        return taken
