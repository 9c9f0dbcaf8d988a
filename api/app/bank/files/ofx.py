"""OFX and QFX, read tag by tag.

Both the old form, where only groups are closed, and the newer XML are the same sequence of
tags here. Nothing is validated beyond what is used: banks' files break the standard in every
way but the few fields of a transaction.
"""

import html
import re
from collections.abc import Iterator

from app.bank.files.sheet import Facts, FileFormat, FileUnreadableError, Record, Sheet

HEADER = ("Date", "Amount", "Name", "Memo", "Type", "Id", "Cheque")
_FIELDS = ("DTPOSTED", "TRNAMT", "NAME", "MEMO", "TRNTYPE", "FITID", "CHECKNUM")
# A value runs to the line's end or the next tag; a lone "<" inside a name is part of it.
_TAG = re.compile(r"<(/?)([A-Z][A-Z0-9.]*)>((?:[^<\r\n]|<(?!/?[A-Z][A-Z0-9.]*>))*)", re.IGNORECASE)
_CARD_GROUPS = ("CCACCTFROM", "CCSTMTRS")


def is_ofx(head: str) -> bool:
    """Return whether a file's beginning is that of OFX."""
    return "OFXHEADER" in head.upper() or "<OFX>" in head.upper()


def read_ofx(text: str, *, encoding: str) -> Sheet:
    """Return the transactions of an OFX file.

    :raises FileUnreadableError: if it holds more accounts than one.
    """
    facts = _facts(text)
    return Sheet(
        format=FileFormat.OFX,
        encoding=encoding,
        header=HEADER,
        records=lambda: _records(text),
        facts=facts,
    )


def _tags(text: str) -> Iterator[tuple[int, bool, str, str]]:
    """Yield each tag with its line: whether it closes, its name, what follows it."""
    line, read = 1, 0
    for tag in _TAG.finditer(text):
        line += text.count("\n", read, tag.start())
        read = tag.start()
        yield line, bool(tag[1]), tag[2].upper(), html.unescape(tag[3]).strip()


def _records(text: str) -> Iterator[Record]:
    found: dict[str, str] | None = None
    began = 0
    for line, closes, name, value in _tags(text):
        if name == "STMTTRN":
            # The next one begins or the list ends: also where a bank forgets to close it.
            if found is not None:
                yield Record(began, [found.get(field, "") for field in _FIELDS])
            found, began = (None if closes else {}), line
        elif found is not None and closes and name in ("BANKTRANLIST", "OFX"):
            yield Record(began, [found.get(field, "") for field in _FIELDS])
            found = None
        elif found is not None and not closes and name in _FIELDS:
            # The first word counts: a nested payee repeats NAME.
            found.setdefault(name, value)
    if found:
        yield Record(began, [found.get(field, "") for field in _FIELDS])


def _facts(text: str) -> Facts:
    said: dict[str, str] = {}
    numbers: set[str] = set()
    in_balance = in_other_account = False
    is_card = False
    for _, closes, name, value in _tags(text):
        if name == "LEDGERBAL":
            in_balance = not closes
        elif name in ("BANKACCTTO", "CCACCTTO"):
            in_other_account = not closes
        elif name in _CARD_GROUPS:
            is_card = True
        elif closes or in_other_account:
            continue
        elif name == "ACCTID" and value:
            numbers.add(value)
            said[name] = value
        elif name in ("CURDEF", "BANKID", "ACCTTYPE") or (
            in_balance and name in ("BALAMT", "DTASOF")
        ):
            said.setdefault(name, value)
    if len(numbers) > 1:
        endings = " and ".join(sorted(number[-4:] for number in numbers))
        raise FileUnreadableError(
            f"This file holds several accounts, ending {endings}. Export one account at a time."
        )
    return Facts(
        currency=said.get("CURDEF"),
        sort_code=said.get("BANKID"),
        number=said.get("ACCTID"),
        is_card=is_card or said.get("ACCTTYPE") == "CREDITLINE",
        closing=said.get("BALAMT"),
        closing_on=said.get("DTASOF"),
    )
