"""Small ledgers to detect in, written as a person reads a statement."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import count

from app.domain.calendar import WorkingDays
from app.domain.commitments.detection.detect import detect
from app.domain.commitments.detection.values import Detection, Mandate, Row, Series
from app.domain.money import Money

# England and Wales, as far as these ledgers need it.
HOLIDAYS = WorkingDays(
    frozenset(
        {
            date(2024, 12, 25), date(2024, 12, 26), date(2025, 1, 1), date(2025, 4, 18),
            date(2025, 4, 21), date(2025, 5, 5), date(2025, 5, 26), date(2025, 8, 25),
            date(2025, 12, 25), date(2025, 12, 26), date(2026, 1, 1), date(2026, 4, 3),
            date(2026, 4, 6), date(2026, 5, 4), date(2026, 5, 25), date(2026, 8, 31),
            date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2027, 3, 26),
            date(2027, 3, 29), date(2027, 5, 3), date(2027, 5, 31),
        }
    )
)  # fmt: skip
TODAY = date(2026, 11, 19)
_ids = count()


def row(
    on: date,
    amount: str,
    text: str,
    *,
    account: str = "current",
    merchant: str | None = None,
    category: str | None = None,
    pending: bool = False,
    own_transfer: bool = False,
    refund: bool = False,
) -> Row:
    return Row(
        id=f"row {next(_ids):05}",
        account_id=account,
        booked_on=on,
        amount=Money.from_major(amount),
        text=text,
        merchant=merchant,
        category=category,
        is_pending=pending,
        is_own_transfer=own_transfer,
        is_refund=refund,
    )


def paid(days: Iterable[date], amount: str, text: str, *, account: str = "current") -> list[Row]:
    return [row(day, amount, text, account=account) for day in days]


def monthly(
    day: int, amount: str, text: str, *, first: tuple[int, int], months: int, shift: int = 1
) -> list[Row]:
    """Rows on a day of the month, moved to the working day after (1), before (-1) or not (0)."""
    rows = []
    for n in range(months):
        year, month = divmod(first[0] * 12 + first[1] - 1 + n, 12)
        nominal = _day(year, month + 1, day)
        rows.append(row(_moved(nominal, shift), amount, text))
    return rows


def every(
    days: int, amount: str, text: str, *, first: date, times: int, shift: int = 0
) -> list[Row]:
    return [
        row(_moved(first + timedelta(days=days * n), shift), amount, text) for n in range(times)
    ]


def found(
    rows: Sequence[Row], *, today: date = TODAY, mandates: Sequence[Mandate] = ()
) -> Detection:
    return detect(rows, today=today, working_days=HOLIDAYS, mandates=mandates)


def only(rows: Sequence[Row], *, today: date = TODAY, mandates: Sequence[Mandate] = ()) -> Series:
    (one,) = found(rows, today=today, mandates=mandates).series
    return one


def _day(year: int, month: int, day: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day - 1), following - timedelta(days=1))


def _moved(day: date, shift: int) -> date:
    if shift == 0:
        return day
    return HOLIDAYS.on_or_after(day) if shift > 0 else HOLIDAYS.on_or_before(day)
