"""Booked rows of a window, kept month by month outside memory where they are many."""

import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from tempfile import SpooledTemporaryFile

from app.bank.protocol import BankTransaction, BookedPage, BookedRows

ROWS_AT_ONCE = 4_000
_BATCH = 200
_IN_MEMORY_BYTES = 64 * 2**10


@dataclass(slots=True, kw_only=True)
class Spool:
    """Takes rows in any order; past ``rows_at_once`` they wait in one file a month."""

    first_on: date
    last_on: date
    rows_at_once: int = ROWS_AT_ONCE
    unread: int = 0
    _held: list[BankTransaction] = field(default_factory=list)
    _months: dict[date, "_Month"] = field(default_factory=dict)

    @classmethod
    def filled(cls, rows: Iterable[BankTransaction], *, first_on: date, last_on: date) -> "Spool":
        """Return a spool of these rows."""
        spool = cls(first_on=first_on, last_on=last_on)
        for row in rows:
            spool.add(row)
        return spool

    @property
    def is_large(self) -> bool:
        return bool(self._months)

    def add(self, row: BankTransaction) -> None:
        self._held.append(row)
        if len(self._held) > (_BATCH if self._months else self.rows_at_once):
            self._spill()

    def _spill(self) -> None:
        for row in self._held:
            month = row.booked_on.replace(day=1)
            if month not in self._months:
                self._months[month] = _Month()
            self._months[month].add(row)
        self._held.clear()

    def pages(self) -> Iterator[BookedPage]:
        if not self._months:
            yield BookedPage(first_on=self.first_on, last_on=self.last_on, rows=self._held)
            return
        self._spill()
        months = sorted(self._months)
        for number, month in enumerate(months):
            is_last = number + 1 == len(months)
            yield BookedPage(
                first_on=min(self.first_on, month) if number == 0 else month,
                last_on=(
                    max(self.last_on, month) if is_last else months[number + 1] - timedelta(days=1)
                ),
                rows=self._months[month].rows(),
            )

    def close(self) -> None:
        """Forget the rows and their files."""
        for month in self._months.values():
            month.close()
        self._months.clear()
        self._held = []


class _Month:
    """The rows of one month, in a file of our own that nobody else can write."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(  # noqa: SIM115 - closed with the spool
            max_size=_IN_MEMORY_BYTES, mode="w+b"
        )
        self._waiting: list[BankTransaction] = []

    def add(self, row: BankTransaction) -> None:
        self._waiting.append(row)
        if len(self._waiting) >= _BATCH:
            self._write()

    def _write(self) -> None:
        if self._waiting:
            pickle.dump(self._waiting, self._file, protocol=pickle.HIGHEST_PROTOCOL)
            self._waiting = []

    def rows(self) -> list[BankTransaction]:
        self._write()
        end = self._file.tell()
        self._file.seek(0)
        rows: list[BankTransaction] = []
        while self._file.tell() < end:
            rows += pickle.load(self._file)  # noqa: S301 - written above, in a file without a name
        return rows

    def close(self) -> None:
        self._file.close()


def all_rows(booked: BookedRows) -> list[BankTransaction]:
    """Return every row at once, for callers that know they are few."""
    try:
        return [row for page in booked.pages() for row in page.rows]
    finally:
        booked.close()
