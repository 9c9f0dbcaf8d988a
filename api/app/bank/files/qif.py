"""QIF: a letter a line, and a caret after each transaction."""

from collections.abc import Iterator

from app.bank.files.sheet import Facts, FileFormat, FileUnreadableError, Record, Sheet

HEADER = ("Date", "Amount", "Payee", "Memo", "Number", "Category")
_LETTERS = "DTPMNL"
_ACCOUNTS = {"bank": False, "cash": False, "ccard": True, "oth a": False, "oth l": True}


def is_qif(head: str) -> bool:
    """Return whether a file's beginning is that of QIF."""
    return head.lstrip().lower().startswith(("!type:", "!account", "!option", "!clear"))


def read_qif(text: str, *, encoding: str) -> Sheet:
    """Return the transactions of a QIF file.

    :raises FileUnreadableError: if it holds no account's transactions, or those of several.
    """
    kinds: list[str] = []
    names: list[str] = []
    section = ""
    for raw in text.splitlines():
        line = raw.strip()
        if line.startswith("!"):
            section = line[1:].lower()
            if section.startswith("type:") and section[5:].strip() in _ACCOUNTS:
                kinds.append(section[5:].strip())
        elif section == "account" and line.startswith("N"):
            names.append(line[1:].strip())
    if not kinds:
        raise FileUnreadableError(
            "This QIF file has no bank or card transactions in it: investments and lists of "
            "categories are not read."
        )
    if len(kinds) > 1:
        raise FileUnreadableError(
            "This QIF file holds several accounts. Export one account at a time."
        )
    return Sheet(
        format=FileFormat.QIF,
        encoding=encoding,
        header=HEADER,
        records=lambda: _records(text),
        facts=Facts(name=names[0] if names else None, is_card=_ACCOUNTS[kinds[0]]),
    )


def _records(text: str) -> Iterator[Record]:
    found: dict[str, str] = {}
    began, is_inside = 0, False
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if line.startswith("!"):
            is_inside = line[1:].lower().removeprefix("type:").strip() in _ACCOUNTS
        elif not is_inside or not line:
            continue
        elif line.startswith("^"):
            if found:
                yield Record(began, [found.get(letter, "") for letter in _LETTERS])
            found = {}
        else:
            if not found:
                began = number
            # "U" is the same amount for longer numbers; splits repeat parts of it.
            letter = "T" if line[0] == "U" else line[0]
            found.setdefault(letter, line[1:].strip())
    if found:
        yield Record(began, [found.get(letter, "") for letter in _LETTERS])
