"""Which column of a table holds what, by its name or by what stands in it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.bank.files.sheet import Record
from app.domain.statements.amounts import DecimalMark, read_amount
from app.domain.statements.dates import DateOrder, read_date

_NAME = re.compile(r"\([^)]*\)|[^a-z0-9]")
_HEADER_WORDS_MIN = 2
_LONGEST_DATE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where each thing stands, counted from 0; an amount in one column or in two."""

    date: int | None = None
    description: tuple[int, ...] = ()
    amount: int | None = None
    money_in: int | None = None
    money_out: int | None = None
    balance: int | None = None
    merchant: int | None = None
    type: int | None = None
    id: int | None = None
    currency: int | None = None
    fee: int | None = None
    state: int | None = None
    note: int | None = None
    account: tuple[int, ...] = ()

    @property
    def has_amount(self) -> bool:
        return self.amount is not None or None not in (self.money_in, self.money_out)


# What banks call their columns, in capitals of no account; the earlier name is the better one.
NAMES: dict[str, tuple[str, ...]] = {
    "date": (
        "date", "transactiondate", "dateoftransaction", "bookingdate", "posteddate",
        "postingdate", "dateposted", "completeddate", "datecompleted", "bookeddate",
        "valuedate", "starteddate", "created", "datum", "datetime", "time",
    ),
    "description": (
        "description", "transactiondescription", "merchantdescription", "transactiondetails",
        "details", "transactions", "memo", "narrative", "particulars", "counterparty", "name",
        "payee", "merchant", "beneficiary", "reference", "text", "title", "information",
    ),
    "amount": (
        "amount", "transactionamount", "value", "debitcredit", "creditdebit", "amountgbp",
        "billingamount", "netamount", "betrag", "sum",
    ),
    "money_in": (
        "paidin", "moneyin", "credit", "creditamount", "credits", "in", "deposit", "deposits",
        "amountin", "received",
    ),
    "money_out": (
        "paidout", "moneyout", "debit", "debitamount", "debits", "out", "withdrawal",
        "withdrawals", "amountout", "spent",
    ),
    "balance": ("balance", "runningbalance", "accountbalance", "balancegbp", "newbalance"),
    "type": ("type", "transactiontype", "subcategory", "trntype"),
    "id": ("transactionid", "fitid", "id", "transactionreference", "uniqueid"),
    "currency": ("currency", "currencycode"),
    "state": ("state", "status"),
    "fee": ("fee", "fees"),
    "note": ("notes", "note", "notesandtags", "comment"),
}  # fmt: skip
_KNOWN = {name: role for role, names in NAMES.items() for name in names}


def plain(name: str) -> str:
    """Return a column's name without case, spaces, signs and units: "Amount (GBP)" is amount."""
    return _NAME.sub("", name.casefold())


def header_words(cells: Iterable[str]) -> int:
    """Return how many kinds of column these cells name."""
    return len({_KNOWN[plain(cell)] for cell in cells if plain(cell) in _KNOWN})


def is_header(cells: Sequence[str]) -> bool:
    """Return whether these cells name a date and an amount."""
    roles = {_KNOWN.get(plain(cell)) for cell in cells}
    has_amount = "amount" in roles or {"money_in", "money_out"} <= roles
    return "date" in roles and has_amount and not any(_is_date(cell) for cell in cells)


def looks_like_transaction(cells: Sequence[str]) -> bool:
    """Return whether these cells hold a date and an amount."""
    dates = [place for place, cell in enumerate(cells) if _is_date(cell)]
    return bool(dates) and any(
        _is_amount(cell) for place, cell in enumerate(cells) if place not in dates
    )


def _is_date(cell: str) -> bool:
    return len(cell) < _LONGEST_DATE and any(
        read_date(cell.strip(), order) is not None for order in DateOrder
    )


def _is_amount(cell: str) -> bool:
    return any(
        read_amount(cell, mark=mark, currency="GBP") is not None for mark in DecimalMark
    ) and bool(re.search(r"[.,]\d{2}\D*$", cell))


def by_names(header: Sequence[str]) -> Columns:
    """Return the columns as their names say."""
    place: dict[str, int] = {}
    named = [plain(cell) for cell in header]
    for role, names in NAMES.items():
        for name in names:
            if name in named:
                place[role] = named.index(name)
                break
    has_two = "money_in" in place and "money_out" in place
    words = place.get("description")
    return Columns(
        date=place.get("date"),
        description=() if words is None else (words,),
        # Two columns leave no doubt of the sign; one beside them is the same again.
        amount=None if has_two else place.get("amount"),
        money_in=place.get("money_in") if has_two else None,
        money_out=place.get("money_out") if has_two else None,
        balance=place.get("balance"),
        type=place.get("type"),
        id=place.get("id"),
        currency=place.get("currency"),
        fee=place.get("fee"),
        state=place.get("state"),
        note=place.get("note"),
    )


def by_contents(sample: Sequence[Record]) -> Columns:
    """Return the columns of a table without a header, by what most of its rows hold there."""
    width = max((len(record.cells) for record in sample), default=0)

    def share(place: int, test: Callable[[str], bool]) -> float:
        cells = [record.cells[place] for record in sample if place < len(record.cells)]
        filled = [cell for cell in cells if cell.strip()]
        return sum(test(cell) for cell in filled) / len(filled) if filled else 0

    most = 0.6
    dates = [place for place in range(width) if share(place, _is_date) > most]
    money = [
        place for place in range(width) if place not in dates and share(place, _is_amount) > most
    ]
    words = [place for place in range(width) if place not in dates and place not in money]
    longest = max(
        words,
        key=lambda place: sum(
            len(record.cells[place]) for record in sample if place < len(record.cells)
        ),
        default=None,
    )
    return Columns(
        date=dates[0] if dates else None,
        amount=money[0] if money else None,
        balance=money[1] if len(money) > 1 else None,
        description=() if longest is None else (longest,),
    )
