"""The sums kept of the rows, and the questions they answer; always within one household."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple
from uuid import UUID

from dateutil.relativedelta import relativedelta
from sqlalchemy.orm import Session

from app.core.db import ask, tell
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
# One account-month at a time, along the index of the account's days.
_OF_MONTHS = """
    unnest(%(accounts)s::uuid[], %(months)s::date[], %(ends)s::date[])
    AS k (account_id, month, ends)
"""
_TABLES = (
    ("monthly_sums", "month", "k.month", ""),
    ("daily_sums", "day", "l.counted_on", ""),
    ("monthly_merchant_sums", "month", "k.month", ", l.merchant_id"),
)
_SPENT = "l.kind IN ('spending', 'refund')"
# What each group goes by, and where its name stands.
_KEYS: Mapping[Group, tuple[str, str | None]] = {
    "category": ("l.category", None),
    "merchant": ("l.merchant_id", "merchants"),
    "month": ("to_char(l.day, 'YYYY-MM')", None),
    "account": ("l.account_id", "accounts"),
}


class GroupSum(NamedTuple):
    """What one group's lines come to, spent positive, by what paid."""

    key: str | None
    cash: int
    credit: int
    lines: int
    """How many lines it is the sum of."""
    currency: str
    label: str | None = None
    """The name of what the group goes by, where it has one of its own."""

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
            name: value
            for name in ("account_id", "category", "merchant_id")
            if (value := getattr(self, name)) is not None
        }

    @property
    def condition(self) -> str:
        """Return what follows a WHERE: of the fields named only."""
        return "".join(f" AND l.{name} = %({name})s" for name in self.parameters)


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
            "ends": [month + relativedelta(months=1) for _, month in months],
        }
        for table, period, of_line, merchant in _TABLES:
            tell(
                self._session,
                f"""
                    DELETE FROM {table} s USING {_OF_MONTHS}
                    WHERE s.account_id = k.account_id AND s.{period} >= k.month
                      AND s.{period} < k.ends AND s.household_id = %(household_id)s
                """,  # noqa: S608 - names of our own tables
                chosen,
            )
            tell(
                self._session,
                f"""
                    INSERT INTO {table} (household_id, account_id, {period}, kind, category,
                                         currency{merchant.replace("l.", "")}, amount_minor,
                                         out_minor, count)
                    SELECT m.* FROM {_OF_MONTHS} CROSS JOIN LATERAL (
                        SELECT l.household_id, l.account_id, {of_line}, l.kind, l.category,
                               l.currency{merchant}, sum(l.amount_minor),
                               -sum(least(l.amount_minor, 0)), count(*)
                        FROM ({LINES}) l
                        WHERE l.account_id = k.account_id AND l.counted_on >= k.month
                          AND l.counted_on < k.ends AND l.household_id = %(household_id)s
                        GROUP BY 1, 2, 3, 4, 5, 6{", 7" if merchant else ""}
                    ) m
                """,  # noqa: S608 - names of our own tables
                chosen,
            )

    def spent(self, period: Period, *, by: Group, wanted: SumFilter) -> list[GroupSum]:
        """Return spending of the period in groups of each currency.

        The largest come first, months in their order.
        """
        source = _source(period, needs_merchant=by == "merchant" or wanted.merchant_id is not None)
        key, named_in = _KEYS[by]
        label = "n.name" if named_in else "NULL"
        names = f"LEFT JOIN {named_in} n ON n.id = g.key" if named_in else ""
        rows = self._ask(
            f"""
                SELECT g.key::text, g.total - g.credit, g.credit, g.count, g.currency, {label}
                FROM (
                    SELECT {key} AS key, (-sum(l.amount_minor))::bigint AS total,
                           {_ON_CREDIT} AS credit, sum(l.count)::bigint AS count, l.currency
                    FROM ({source}) l WHERE {_SPENT} {wanted.condition}
                    GROUP BY 1, l.currency
                ) g {names}
                ORDER BY {"1" if by == "month" else "g.total DESC, 1"}
            """,  # noqa: S608 - our own words only
            period,
            wanted.parameters,
        )
        return [GroupSum._make(row) for row in rows]

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
        rows = self._ask(
            f"""
                SELECT g.number, g.category, g.total - g.credit, g.credit
                FROM (
                    SELECT p.number - 1 AS number, l.category,
                           (-sum(l.amount_minor))::bigint AS total, {_ON_CREDIT} AS credit
                    FROM ({source}) l
                    JOIN unnest(%(starts)s::date[], %(ends)s::date[])
                         WITH ORDINALITY AS p (first, last, number)
                         ON l.day >= p.first AND l.day < p.last
                    WHERE {_SPENT} AND l.currency = %(currency)s {wanted.condition}
                    GROUP BY 1, 2
                ) g
                ORDER BY 1, 2
            """,  # noqa: S608 - our own words only
            whole,
            wanted.parameters
            | {
                "currency": currency,
                "starts": [one.start for one in periods],
                "ends": [one.end for one in periods],
            },
        )
        return [(row[0], row[1], row[2], row[3]) for row in rows]

    def moved(self, period: Period, *, currency: str) -> list[tuple[str, str, int, int, int]]:
        """Return kind, category, money out, money in and count of what is no spending."""
        rows = self._ask(
            f"""
                SELECT l.kind, l.category, sum(l.out_minor)::bigint,
                       sum(l.amount_minor + l.out_minor)::bigint, sum(l.count)::bigint
                FROM ({_source(period)}) l
                WHERE NOT {_SPENT} AND l.kind <> 'income' AND l.currency = %(currency)s
                GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
            """,  # noqa: S608 - our own words only
            period,
            {"currency": currency},
        )
        return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]

    def income(self, period: Period, *, currency: str) -> list[GroupSum]:
        """Return income of the period by merchant, the largest first; ``cash`` is what came in."""
        rows = self._ask(
            f"""
                SELECT g.key::text, g.total, 0, g.count, %(currency)s::text, m.name
                FROM (
                    SELECT l.merchant_id AS key, sum(l.amount_minor)::bigint AS total,
                           sum(l.count)::bigint AS count
                    FROM ({_source(period, needs_merchant=True)}) l
                    WHERE l.kind = 'income' AND l.currency = %(currency)s
                    GROUP BY 1
                ) g LEFT JOIN merchants m ON m.id = g.key
                ORDER BY 2 DESC, 1
            """,  # noqa: S608 - our own words only
            period,
            {"currency": currency},
        )
        return [GroupSum._make(row) for row in rows]

    def _ask(
        self, question: str, period: Period, named: Mapping[str, Any]
    ) -> list[tuple[Any, ...]]:
        return ask(
            self._session,
            question,
            {"household_id": self._household_id, "start": period.start, "end": period.end, **named},
        )


_CARDS = """
    SELECT id FROM accounts WHERE household_id = %(household_id)s
    AND kind IN ('credit_card', 'charge_card', 'instalment_credit')
"""
# Which accounts are cards is found once, not joined to every line.
_ON_CREDIT = f"""
    coalesce(-sum(l.amount_minor) FILTER (WHERE l.account_id = ANY(ARRAY({_CARDS}))), 0)::bigint
"""
_WITHIN = "household_id = %(household_id)s AND {0} >= %(start)s AND {0} < %(end)s"
# The rows are found along the index of each account's days.
_OF_OUR_ACCOUNTS = "account_id IN (SELECT id FROM accounts WHERE household_id = %(household_id)s)"
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
