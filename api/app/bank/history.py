"""How far back a bank will go, found by asking for less until it agrees."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from app.bank.errors import AccessDeniedError, BankError, DateRangeRefusedError
from app.bank.protocol import AccountRef, BankSession, BookedRows

# Widest first. The last is counted in days: without a fresh sign-in banks allow about 90, and
# 92 were refused where 88 were given.
HISTORY_DEPTHS = (
    relativedelta(months=72),
    relativedelta(months=60),
    relativedelta(months=24),
    relativedelta(months=12),
    relativedelta(days=88),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The booked rows from ``first_on`` to today; ``first_on`` is the depth to remember."""

    rows: BookedRows
    first_on: date


def deepest_history(
    session: BankSession,
    account: AccountRef,
    *,
    today: date,
    on_refused: Callable[[date, BankError], None] = lambda _first_on, _error: None,
) -> History:
    """Return the deepest history the bank gives at this moment.

    ``on_refused`` hears of every depth that was refused and why, the last one excepted.

    :raises AccessDeniedError: if even the last 88 days are refused: access is lost.
    :raises DateRangeRefusedError: likewise.
    """
    *deeper, shallowest = (today - depth for depth in HISTORY_DEPTHS)
    for first_on in deeper:
        try:
            rows = session.booked(account, first_on=first_on, last_on=today)
        except (AccessDeniedError, DateRangeRefusedError) as refusal:
            on_refused(first_on, refusal)
        else:
            return History(rows=rows, first_on=first_on)
    rows = session.booked(account, first_on=shallowest, last_on=today)
    return History(rows=rows, first_on=shallowest)
