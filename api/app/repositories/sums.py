"""The sums kept of the rows, and the questions they answer; always within one household."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.domain.calendar import Period

type Group = Literal["category", "merchant", "month", "account"]

# A line is a row, or each part of a split one.
LINES = """
    SELECT t.id, t.household_id, t.account_id, t.kind, t.merchant_id, t.currency, t.counted_on,
           coalesce(s.category, t.category) AS category,
           coalesce(s.amount_minor, t.amount_minor) AS amount_minor,
           -least(coalesce(s.amount_minor, t.amount_minor), 0) AS out_minor, 1 AS count
    FROM transactions t
    LEFT JOIN transaction_splits s ON t.is_split AND s.transaction_id = t.id
"""
_MONTHS = "unnest(CAST(:accounts AS uuid[]), CAST(:months AS date[])) AS k (account_id, month)"
_TABLES = (
    ("monthly_sums", "month", "date_trunc('month', l.counted_on)::date", ""),
    ("daily_sums", "day", "l.counted_on", ""),
    (
        "monthly_merchant_sums",
        "month",
        "date_trunc('month', l.counted_on)::date",
        ", l.merchant_id",
    ),
)
_SPENT = "kind IN ('spending', 'refund')"
_KEYS: Mapping[Group, str] = {
    "category": "l.category",
    "merchant": "l.merchant_id::text",
    "month": "to_char(l.day, 'YYYY-MM')",
    "account": "l.account_id::text",
}


@dataclass(frozen=True, slots=True)
class GroupSum:
    """What one group's lines come to, spent positive, by what paid."""

    key: str | None
    cash: int
    credit: int
    count: int
    currency: str = "GBP"

    @property
    def total(self) -> int:
        return self.cash + self.credit


@dataclass(frozen=True, slots=True, kw_only=True)
class SumFilter:
    """What is summed: of one account, category or merchant where they are named."""

    account_id: UUID | None = None
    category: str | None = None
    merchant_id: UUID | None = None

    @property
    def parameters(self) -> dict[str, Any]:
        return {
            "account_id": self.account_id,
            "category": self.category,
            "merchant_id": self.merchant_id,
        }


_CHOSEN = """
    AND (CAST(:account_id AS uuid) IS NULL OR l.account_id = :account_id)
    AND (CAST(:category AS text) IS NULL OR l.category = :category)
    AND (CAST(:merchant_id AS uuid) IS NULL OR l.merchant_id = :merchant_id)
"""


class SumRepository:
    """Keeps the sums, and reads them."""

    def __init__(self, session: Session, *, household_id: UUID) -> None:
        self._session = session
        self._household_id = household_id

    def renew(self, months: Collection[tuple[UUID, date]]) -> None:
        """Make the sums of these months of these accounts what their rows add up to."""
        if not months:
            return
        chosen = {
            "household_id": self._household_id,
            "accounts": [account_id for account_id, _ in months],
            "months": [month for _, month in months],
        }
        for table, period, of_line, merchant in _TABLES:
            extra = merchant.replace("l.", "")
            self._session.execute(
                text(f"""
                    DELETE FROM {table} s
                    USING {_MONTHS}
                    WHERE s.account_id = k.account_id AND s.{period} >= k.month
                      AND s.{period} < k.month + interval '1 month'
                      AND s.household_id = :household_id
                """),  # noqa: S608 - names of our own tables
                chosen,
            )
            self._session.execute(
                text(f"""
                    INSERT INTO {table} (household_id, account_id, {period}, kind, category,
                                         currency{extra}, amount_minor, out_minor, count)
                    SELECT l.household_id, l.account_id, {of_line}, l.kind, l.category,
                           l.currency{merchant}, sum(l.amount_minor),
                           -sum(least(l.amount_minor, 0)), count(*)
                    FROM {_MONTHS}
                    JOIN ({LINES}) l ON l.account_id = k.account_id AND l.counted_on >= k.month
                         AND l.counted_on < k.month + interval '1 month'
                    WHERE l.household_id = :household_id
                    GROUP BY 1, 2, 3, 4, 5, 6{", 7" if merchant else ""}
                """),  # noqa: S608 - names of our own tables
                chosen,
            )

    def spent(self, period: Period, *, by: Group, wanted: SumFilter) -> list[GroupSum]:
        """Return spending of the period in groups of each currency.

        The largest come first, months in their order.
        """
        source = _source(period, needs_merchant=by == "merchant" or wanted.merchant_id is not None)
        rows = self._session.execute(
            text(f"""
                SELECT {_KEYS[by]} AS key,
                       coalesce(-sum(l.amount_minor) FILTER (WHERE NOT {_ON_CARD}), 0) AS cash,
                       coalesce(-sum(l.amount_minor) FILTER (WHERE {_ON_CARD}), 0) AS credit,
                       sum(l.count), l.currency
                FROM ({source}) l JOIN accounts a ON a.id = l.account_id
                WHERE l.{_SPENT} {_CHOSEN}
                GROUP BY 1, l.currency
                ORDER BY {"1" if by == "month" else "-sum(l.amount_minor) DESC, 1"}
            """),  # noqa: S608 - our own words only
            self._parameters(period, "") | wanted.parameters,
        )
        return [GroupSum(row[0], int(row[1]), int(row[2]), int(row[3]), row[4]) for row in rows]

    def by_period_and_category(
        self, periods: Sequence[Period], *, currency: str, wanted: SumFilter
    ) -> list[tuple[int, str, int, int]]:
        """Return the number of each period, category, and what was spent in cash and on credit."""
        whole = Period(periods[0].start, periods[-1].end)
        source = _source(
            whole,
            needs_merchant=wanted.merchant_id is not None,
            is_monthly=all(_is_whole_months(period) for period in periods),
        )
        rows = self._session.execute(
            text(f"""
                SELECT p.number, l.category,
                       coalesce(-sum(l.amount_minor) FILTER (WHERE NOT {_ON_CARD}), 0),
                       coalesce(-sum(l.amount_minor) FILTER (WHERE {_ON_CARD}), 0)
                FROM ({source}) l JOIN accounts a ON a.id = l.account_id
                JOIN unnest(CAST(:starts AS date[]), CAST(:ends AS date[]))
                     WITH ORDINALITY AS p (first, last, number)
                     ON l.day >= p.first AND l.day < p.last
                WHERE l.{_SPENT} AND l.currency = :currency {_CHOSEN}
                GROUP BY 1, 2 ORDER BY 1, 2
            """),  # noqa: S608 - our own words only
            self._parameters(whole, currency)
            | wanted.parameters
            | {"starts": [one.start for one in periods], "ends": [one.end for one in periods]},
        )
        return [(int(row[0]) - 1, row[1], int(row[2]), int(row[3])) for row in rows]

    def moved(self, period: Period, *, currency: str) -> list[tuple[str, str, int, int, int]]:
        """Return kind, category, money out, money in and count of what is no spending."""
        rows = self._session.execute(
            text(f"""
                SELECT l.kind, l.category, sum(l.out_minor), sum(l.amount_minor + l.out_minor),
                       sum(l.count)
                FROM ({_source(period)}) l
                WHERE NOT l.{_SPENT} AND l.kind <> 'income' AND l.currency = :currency
                GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
            """),  # noqa: S608 - our own words only
            self._parameters(period, currency),
        )
        return [(row[0], row[1], int(row[2]), int(row[3]), int(row[4])) for row in rows]

    def income(self, period: Period, *, currency: str) -> list[GroupSum]:
        """Return income of the period by merchant, the largest first; ``cash`` is what came in."""
        source = _source(period, needs_merchant=True)
        rows = self._session.execute(
            text(f"""
                SELECT l.merchant_id::text, sum(l.amount_minor), sum(l.count)
                FROM ({source}) l
                WHERE l.kind = 'income' AND l.currency = :currency
                GROUP BY 1 ORDER BY 2 DESC, 1
            """),  # noqa: S608 - our own words only
            self._parameters(period, currency),
        )
        return [GroupSum(row[0], int(row[1]), 0, int(row[2])) for row in rows]

    def _parameters(self, period: Period, currency: str) -> dict[str, Any]:
        return {
            "household_id": self._household_id,
            "start": period.start,
            "end": period.end,
            "currency": currency,
        }


_ON_CARD = "a.kind IN ('credit_card', 'charge_card', 'instalment_credit')"
_WITHIN = "household_id = :household_id AND {0} >= :start AND {0} < :end"
# The rows are found along the index of each account's days.
_OF_OUR_ACCOUNTS = "account_id IN (SELECT id FROM accounts WHERE household_id = :household_id)"
_COLUMNS = "account_id, kind, category, currency, amount_minor, out_minor, count"


def _is_whole_months(period: Period) -> bool:
    return period.start.day == 1 and period.end.day == 1


def _source(period: Period, *, needs_merchant: bool = False, is_monthly: bool | None = None) -> str:
    """Return the smallest table that can tell: months where they are whole, else days, or rows."""
    whole = _is_whole_months(period) if is_monthly is None else is_monthly
    if needs_merchant and whole:
        return f"""
            SELECT month AS day, merchant_id, {_COLUMNS} FROM monthly_merchant_sums
            WHERE {_WITHIN.format("month")}
        """  # noqa: S608 - our own words only
    if needs_merchant:
        return f"""
            SELECT counted_on AS day, merchant_id, {_COLUMNS} FROM ({LINES}) r
            WHERE {_WITHIN.format("counted_on")} AND {_OF_OUR_ACCOUNTS}
        """  # noqa: S608 - our own words only
    table, day = ("monthly_sums", "month") if whole else ("daily_sums", "day")
    return f"""
        SELECT {day} AS day, CAST(NULL AS uuid) AS merchant_id, {_COLUMNS} FROM {table}
        WHERE {_WITHIN.format(day)}
    """  # noqa: S608 - our own words only
