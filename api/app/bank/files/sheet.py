"""A file of any format as rows of cells under a header, each with the line it stands on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from app.domain.errors import FinanceError


class FileFormat(StrEnum):
    """What kind of file it is."""

    CSV = "csv"
    OFX = "ofx"
    QIF = "qif"
    TEXT = "text"
    HTML = "html"


class FileUnreadableError(FinanceError):
    """The file holds no transactions we can read; the sentence says what to do."""

    code: ClassVar[str] = "file_unreadable"


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one transaction, or of whatever else stands there."""

    line: int
    cells: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a file says of its account as a whole; amounts and dates still as text."""

    currency: str | None = None
    sort_code: str | None = None
    number: str | None = None
    name: str | None = None
    is_card: bool | None = None
    closing: str | None = None
    closing_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A file as a table; ``records`` can be gone through again and again."""

    format: FileFormat
    encoding: str
    header: Sequence[str]
    """Empty where the file has none."""
    records: Callable[[], Iterator[Record]]
    delimiter: str | None = None
    preamble: Sequence[Sequence[str]] = ()
    """The rows above the header."""
    facts: Facts = field(default_factory=Facts)

    def sample(self, count: int) -> list[Record]:
        """Return the first records."""
        return [record for _, record in zip(range(count), self.records(), strict=False)]
