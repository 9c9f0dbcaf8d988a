"""CSV without being told how: which character parts the cells, and where the header stands."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from app.bank.files.columns import header_words, is_header, looks_like_transaction
from app.bank.files.sheet import FileFormat, FileUnreadableError, Record, Sheet

_DELIMITERS = ",;\t|"
_LOOKED_AT = 60
# A cell longer than this is a quote somebody forgot to close.
_CELL_MAX = 20_000
_COLUMNS_MIN = 2


class OpenQuoteError(FileUnreadableError):
    """A quotation mark is opened and never closed."""

    code = "open_quote"


def read_table(text: str, *, encoding: str) -> Sheet:
    """Return a CSV file's rows under its header, if it has one.

    :raises FileUnreadableError: if nothing in it looks like transactions.
    """
    delimiter = max(_DELIMITERS, key=lambda one: _how_well(text, one))
    head = _head(text, delimiter)
    sheet = sheet_of(
        head,
        lambda: _records(text, delimiter),
        format_=FileFormat.CSV,
        encoding=encoding,
        delimiter=delimiter,
    )
    if sheet is None:
        raise FileUnreadableError(
            "We could not find transactions in this file: no row has a date and an amount, and no "
            "header names them. Export it again as CSV, OFX or QIF."
        )
    return sheet


def sheet_of(
    head: Sequence[Record],
    records: Callable[[], Iterator[Record]],
    *,
    format_: FileFormat,
    encoding: str,
    delimiter: str | None = None,
) -> Sheet | None:
    """Return the rows below the header, or all that look like transactions if there is none."""
    at = next((place for place, record in enumerate(head) if is_header(record.cells)), None)
    first = next(
        (place for place, record in enumerate(head) if looks_like_transaction(record.cells)), None
    )
    if at is None and first is not None and _is_above(head, first):
        at = first - 1
    if at is not None:
        header, after = head[at], head[at].line
        return Sheet(
            format=format_,
            encoding=encoding,
            delimiter=delimiter,
            header=[cell.strip() for cell in header.cells],
            preamble=[record.cells for record in head[:at]],
            records=lambda: (one for one in records() if one.line > after and any(one.cells)),
        )
    if first is None:
        return None
    began = head[first].line
    return Sheet(
        format=format_,
        encoding=encoding,
        delimiter=delimiter,
        header=(),
        records=lambda: (one for one in records() if one.line >= began and any(one.cells)),
    )


def _is_above(head: Sequence[Record], first: int) -> bool:
    """Return whether names we do not know stand above the first transaction."""
    cells = head[first - 1].cells if first else ()
    return len(cells) == len(head[first].cells) and all(cell.strip() for cell in cells)


def _head(text: str, delimiter: str) -> list[Record]:
    return [record for _, record in zip(range(_LOOKED_AT), _records(text, delimiter), strict=False)]


def _how_well(text: str, delimiter: str) -> tuple[int, int]:
    """Return how well a delimiter explains a file: a header counts most, then even rows."""
    try:
        head = _head(text, delimiter)
    except OpenQuoteError:
        return 0, 0
    widths = Counter(len(record.cells) for record in head)
    width, rows = max(
        ((width, rows) for width, rows in widths.items() if width >= _COLUMNS_MIN),
        key=lambda each: each[1],
        default=(0, 0),
    )
    names = max((header_words(record.cells) for record in head), default=0)
    return names, rows * width


def _records(text: str, delimiter: str) -> Iterator[Record]:
    csv.field_size_limit(_CELL_MAX)
    # Not splitlines: a name may hold a character that Python takes for the end of a line.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    began = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise OpenQuoteError(
                f"A quotation mark opened near line {began} is never closed. Export the file "
                "again, or remove that mark."
            ) from error
        yield Record(began, cells)
        began = reader.line_num + 1
