"""One record of a file as a transaction, or the reason why it is none."""

import re
from dataclasses import dataclass

from app.bank.files.columns import Columns
from app.bank.files.sheet import Record
from app.bank.files.statement import Refused, StatementRow
from app.bank.files.types import category_of
from app.domain.money import Money
from app.domain.statements.amounts import DecimalMark, read_amount
from app.domain.statements.dates import DateOrder, read_date

_DESCRIPTION_MAX = 500
_SHOWN = 160
# Whatever no text should hold, the character NUL above all, which a database refuses.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\ufeff]+")
_SPACES = re.compile(r"\s{1,}")
_NOT_SETTLED = frozenset({"pending", "authorised", "authorized", "processing"})
_NEVER_HAPPENED = frozenset({"reverted", "declined", "failed", "cancelled", "canceled", "rejected"})
_NOT_A_ROW = re.compile(
    r"^(?:(?:opening|starting|closing) balance\b|balance brought forward|arranged overdraft)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReader:
    """Reads the records of one file in one way."""

    columns: Columns
    order: DateOrder
    mark: DecimalMark
    currency: str
    account: str | None

    def read(self, record: Record, *, number: int, account: str) -> StatementRow | Refused:
        """Return the record's transaction, or why there is none."""

        def refuse(reason: str, *, is_fault: bool = True) -> Refused:
            shown = clean(" · ".join(cell for cell in record.cells if cell.strip()))
            return Refused(number, record.line, reason, shown[:_SHOWN], is_fault)

        columns = self.columns
        left_out = self._left_out(record, account=account)
        if left_out is not None:
            return refuse(left_out, is_fault=False)
        date_text = self._cell(record, columns.date)
        if not date_text:
            return refuse("There is no date on this line.", is_fault=self._has_amount(record))
        booked_on = read_date(date_text, self.order)
        if booked_on is None:
            return refuse(f"“{date_text[:40]}” is not a date we can read.", is_fault=True)
        amount = self._amount(record)
        if isinstance(amount, str):
            return refuse(amount)
        if not amount:
            return refuse("The amount is nothing, so it moves nothing.", is_fault=False)
        description = self._description(record)
        return StatementRow(
            number=number,
            line=record.line,
            booked_on=booked_on,
            amount=amount,
            description=description,
            merchant=self._cell(record, columns.merchant)[:_DESCRIPTION_MAX] or None,
            provider_id=self._cell(record, columns.id)[:200] or None,
            category=category_of(self._cell(record, columns.type)),
            balance=self._money(self._cell(record, columns.balance)),
            note=self._cell(record, columns.note)[:_DESCRIPTION_MAX] or None,
        )

    def _left_out(self, record: Record, *, account: str) -> str | None:
        """Return why a record is rightly none of this account's booked transactions."""
        columns = self.columns
        if self.account is not None and account and account != self.account:
            return f"It belongs to another account in this file: {account}."
        currency = self._cell(record, columns.currency).upper()
        if currency and currency != self.currency:
            return f"It is in {currency[:10]}; this account is in {self.currency}."
        state = self._cell(record, columns.state).casefold()
        if state in _NOT_SETTLED:
            return "It is not settled yet: it will be in a later file."
        if state in _NEVER_HAPPENED:
            return "It was turned back or refused: no money moved."
        words = (*columns.description, columns.date)
        if any(_NOT_A_ROW.match(self._cell(record, place)) for place in words):
            return "It states a balance and is no transaction."
        return None

    def _cell(self, record: Record, place: int | None) -> str:
        if place is None or place >= len(record.cells):
            return ""
        return clean(record.cells[place])

    def _has_amount(self, record: Record) -> bool:
        amount = self._amount(record)
        return isinstance(amount, Money) and bool(amount)

    def _money(self, text: str) -> Money | None:
        return read_amount(text, mark=self.mark, currency=self.currency) if text else None

    def _amount(self, record: Record) -> Money | str:
        """Return the amount with the file's own sign, or why there is none."""
        columns = self.columns
        if columns.amount is None:
            return self._of_two(record)
        text = self._cell(record, columns.amount)
        if not text:
            return "There is no amount on this line."
        amount = self._money(text)
        if amount is None:
            return f"“{text[:40]}” is not an amount we can read."
        fee = self._money(self._cell(record, columns.fee))
        return amount if fee is None else amount - abs(fee)

    def _of_two(self, record: Record) -> Money | str:
        columns = self.columns
        paid_in = self._cell(record, columns.money_in)
        paid_out = self._cell(record, columns.money_out)
        if not paid_in and not paid_out:
            return "There is no amount on this line."
        money_in = self._money(paid_in) if paid_in else Money.zero(self.currency)
        money_out = self._money(paid_out) if paid_out else Money.zero(self.currency)
        if money_in is None or money_out is None:
            wrong = paid_in if money_in is None else paid_out
            return f"“{wrong[:40]}” is not an amount we can read."
        # Some banks write what went out with its minus, others without.
        return money_in - abs(money_out)

    def _description(self, record: Record) -> str:
        parts: list[str] = []
        for place in self.columns.description:
            text = self._cell(record, place)
            if text and not any(text.casefold() in part.casefold() for part in parts):
                # A reference often repeats the name before it, in capitals and with the town.
                parts = [part for part in parts if part.casefold() not in text.casefold()]
                parts.append(text)
        said = " ".join(parts) or self._cell(record, self.columns.type)
        return said[:_DESCRIPTION_MAX] or "No description"


def clean(text: str) -> str:
    """Return a cell's text on one line, without what cannot be shown or a spreadsheet's mark."""
    plain = _SPACES.sub(" ", _UNPRINTABLE.sub(" ", text)).strip()
    # A spreadsheet marks text with an apostrophe in front, and NatWest's files keep it.
    return plain[1:].removesuffix("'").strip() if plain.startswith("'") else plain
