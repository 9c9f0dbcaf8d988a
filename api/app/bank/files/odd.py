"""Files of single banks that are no table: labelled lines, and web pages named .xls."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import override

from app.bank.files.sheet import Facts, FileFormat, Record, Sheet

HEADER = ("Date", "Description", "Amount", "Balance")
_LABEL = re.compile(r"^(From|Account|Date|Description|Amount|Balance)\s*:(.*)$", re.IGNORECASE)
_SPACE = re.compile(r"[\s\u00a0]+")
_LOOKED_AT = 12


def is_labelled(head: str) -> bool:
    """Return whether a file begins as Santander's text export does."""
    labels = [
        found[1].lower()
        for line in head.splitlines()[:_LOOKED_AT]
        if (found := _LABEL.match(_SPACE.sub(" ", line).strip()))
    ]
    return {"date", "description", "amount"} <= set(labels)


def read_labelled(text: str, *, encoding: str) -> Sheet:
    """Return the transactions of a text export that labels each line."""
    number = next((value for _, label, value in _labelled(text) if label == "account"), "")
    digits = re.sub(r"\D", "", number)
    return Sheet(
        format=FileFormat.TEXT,
        encoding=encoding,
        header=HEADER,
        records=lambda: _labelled_records(text),
        facts=Facts(number=digits or None),
    )


def _labelled(text: str) -> Iterator[tuple[int, str, str]]:
    for number, raw in enumerate(text.splitlines(), start=1):
        if found := _LABEL.match(_SPACE.sub(" ", raw).strip()):
            yield number, found[1].lower(), found[2].strip()


def _labelled_records(text: str) -> Iterator[Record]:
    found: dict[str, str] = {}
    began = 0
    for number, label, value in _labelled(text):
        if label == "date":
            if found:
                yield Record(began, [found.get(name.lower(), "") for name in HEADER])
            found, began = {label: value}, number
        elif found:
            found[label] = value
    if found:
        yield Record(began, [found.get(name.lower(), "") for name in HEADER])


class _Tables(HTMLParser):
    """Collects the cells of every table, row by row."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[Record] = []
        self._cells: list[str] | None = None
        self._is_in_cell = False

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._end_row()
            self._cells = []
        elif tag in ("td", "th") and self._cells is not None:
            self._cells.append("")
            self._is_in_cell = True

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._is_in_cell = False
        elif tag in ("tr", "table"):
            self._end_row()

    @override
    def handle_data(self, data: str) -> None:
        if self._is_in_cell and self._cells:
            self._cells[-1] += data

    def _end_row(self) -> None:
        if self._cells:
            cells = [_SPACE.sub(" ", cell).strip() for cell in self._cells]
            # The row's number: the whole page may stand on one line.
            self.rows.append(Record(len(self.rows) + 1, cells))
        self._cells, self._is_in_cell = None, False


def is_web_page(head: str) -> bool:
    """Return whether a file is a web page, whatever it is called."""
    return bool(re.search(r"<(?:html|table|!doctype)", head, re.IGNORECASE))


def table_rows(text: str) -> list[Record]:
    """Return the rows of a web page's tables that hold anything."""
    tables = _Tables()
    tables.feed(text)
    tables.close()
    return [row for row in tables.rows if any(row.cells)]
