"""The sums kept of the rows, and the questions they answer; always within one household."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

# A line is a row, or each part of a split one.
LINES = """
    SELECT t.id, t.household_id, t.account_id, t.kind, t.merchant_id, t.currency, t.counted_on,
           coalesce(s.category, t.category) AS category,
           coalesce(s.amount_minor, t.amount_minor) AS amount
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


class SumRepository:
    """Keeps the sums."""

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
                                         currency{extra}, amount_minor, count)
                    SELECT l.household_id, l.account_id, {of_line}, l.kind, l.category,
                           l.currency{merchant}, sum(l.amount), count(*)
                    FROM {_MONTHS}
                    JOIN ({LINES}) l ON l.account_id = k.account_id AND l.counted_on >= k.month
                         AND l.counted_on < k.month + interval '1 month'
                    WHERE l.household_id = :household_id
                    GROUP BY 1, 2, 3, 4, 5, 6{", 7" if merchant else ""}
                """),  # noqa: S608 - names of our own tables
                chosen,
            )
