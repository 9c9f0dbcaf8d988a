"""The rows of an answer too large to hold, read one after the other as they arrive."""

import codecs
import json
from collections.abc import Iterator
from decimal import Decimal

from app.bank.truelayer.wire import refuse_constant

_ANSWER_BYTES_MAX = 2 * 2**30
_PIECE_CHARACTERS = 2**16
_PIECE_CHARACTERS_MAX = 2**24
_SPACE = " \t\r\n"
_DECODER = json.JSONDecoder(parse_float=Decimal, parse_constant=refuse_constant)


def rows_of(chunks: Iterator[bytes]) -> Iterator[object]:
    """Yield what ``results`` holds, in order, a little of it in memory at a time.

    :raises ValueError: if the answer is cut off, is no JSON, has no results, or says that they
        are not final; some rows may have been yielded by then.
    """
    yield from _Reader(chunks).rows()


class _Reader:
    """Reads `{"results": [row, row, …], "status": …}` without holding it."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._decode = codecs.getincrementaldecoder("utf-8")()
        self._bytes_read = 0
        self._text = ""
        self._at = 0
        self._is_over = False

    def rows(self) -> Iterator[object]:
        self._take("{")
        has_results = False
        while True:
            key = self._value()
            self._take(":")
            if key == "results" and self._peek() == "[":
                has_results = True
                yield from self._array()
            else:
                value = self._value()
                # Old answers have no status; any other word means the rows are not final.
                if (key == "status" and value != "Succeeded") or key == "results":
                    raise ValueError("not final")
            if self._peek() == "}":
                break
            self._take(",")
        self._take("}")
        if not has_results or self._peek():
            raise ValueError("not an answer")

    def _array(self) -> Iterator[object]:
        self._take("[")
        if self._peek() == "]":
            self._take("]")
            return
        while True:
            yield self._value()
            if self._peek() == "]":
                break
            self._take(",")
        self._take("]")

    def _value(self) -> object:
        self._peek()
        wanted = _PIECE_CHARACTERS
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError:
                if not self._more(wanted):
                    raise
                # A long value is not begun anew for every little piece of it.
                wanted = min(wanted * 2, _PIECE_CHARACTERS_MAX)
                continue
            # A number that ends where the text does may go on in the next piece.
            if end == len(self._text) and self._more(wanted):
                continue
            self._at = end
            return value

    def _peek(self) -> str:
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in _SPACE:
                    return self._text[self._at]
                self._at += 1
            if not self._more(_PIECE_CHARACTERS):
                return ""

    def _take(self, wanted: str) -> None:
        if self._peek() != wanted:
            raise ValueError("not as it should be")
        self._at += 1

    def _more(self, wanted: int) -> bool:
        """Read on, and let go of what was read; ``False`` where there is no more."""
        if self._is_over:
            return False
        pieces = [self._text[self._at :]]
        gained = 0
        while gained < wanted and not self._is_over:
            chunk = next(self._chunks, b"")
            self._is_over = not chunk
            self._bytes_read += len(chunk)
            if self._bytes_read > _ANSWER_BYTES_MAX:
                raise ValueError("too large")
            pieces.append(self._decode.decode(chunk, final=self._is_over))
            gained += len(pieces[-1])
        self._text, self._at = "".join(pieces), 0
        return gained > 0
