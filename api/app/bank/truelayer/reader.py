"""Reading rows one by one, and a window of them as it comes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from pydantic import BaseModel, ValidationError

from app.bank.paging import Spool
from app.bank.protocol import AccountRef, BankTransaction, RowProblem
from app.bank.truelayer import translate
from app.bank.truelayer.rows import rows_of
from app.bank.truelayer.schemas import TransactionRow
from app.domain.errors import FinanceError


@dataclass(slots=True, kw_only=True)
class RowReader:
    """Reads rows one by one, so that a broken one costs itself only and is written down."""

    resource: str
    provider_account_id: str | None = None
    problems: list[RowProblem] = field(default_factory=list)

    def read[R: BaseModel, V](
        self, rows: Iterable[object], shape: type[R], to_value: Callable[[R], V]
    ) -> list[V]:
        """Return what could be read."""
        return list(self.each(rows, shape, to_value))

    def each[R: BaseModel, V](
        self, rows: Iterable[object], shape: type[R], to_value: Callable[[R], V]
    ) -> Iterator[V]:
        """Yield what can be read, one by one."""
        for row in rows:
            try:
                value = to_value(shape.model_validate(row))
            except ValidationError as failure:
                wrong = {str(error["loc"][0]) for error in failure.errors() if error["loc"]}
                self._leave_out(fields=tuple(sorted(wrong)))
            except (ArithmeticError, FinanceError, ValueError):
                # The shape is right but an amount, currency or day is not one of ours.
                self._leave_out(fields=())
            else:
                yield value

    def transactions(
        self, rows: Iterable[object], *, account: AccountRef, pending: bool
    ) -> Iterator[BankTransaction]:
        """Yield transactions, each with the row as the bank wrote it."""
        to_value = partial(translate.to_transaction, account=account, pending=pending)
        for row in rows:
            for read in self.each([row], TransactionRow, to_value):
                yield (
                    replace(read, raw=translate.evidence(row)) if isinstance(row, dict) else read
                )

    def _leave_out(self, *, fields: tuple[str, ...]) -> None:
        self.problems.append(
            RowProblem(
                resource=self.resource,
                provider_account_id=self.provider_account_id,
                fields=fields,
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadWindow:
    """A window read to its end, with what could not be understood of it."""

    spool: Spool
    problems: Sequence[RowProblem]


def read_window(
    chunks: Iterator[bytes], *, account: AccountRef, first_on: date, last_on: date
) -> ReadWindow:
    """Read a window as it comes.

    :raises ValueError: if it is cut off, or if there are rows and not one can be understood.
    """
    reading = RowReader(resource="transactions", provider_account_id=account.provider_account_id)
    spool = Spool(first_on=first_on, last_on=last_on)
    is_empty = True
    try:
        for row in reading.transactions(rows_of(chunks), account=account, pending=False):
            is_empty = False
            spool.add(row)
    except ValueError:
        spool.close()
        raise
    if is_empty and reading.problems:
        raise ValueError("not one row could be read")
    spool.unread = len(reading.problems)
    return ReadWindow(spool=spool, problems=reading.problems)
