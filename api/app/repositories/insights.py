"""The payments that insights are read from; always within one household."""

from datetime import date
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.domain.calendar import Period

# Merchants paid more often than this are no subscriptions; of them only the latest say something.
_PAID_MOST = 60


class InsightRepository:
    """Payments by merchant."""

    def __init__(self, session: Session, *, household_id: UUID) -> None:
        self._session = session
        self._household_id = household_id

    def charges(
        self, period: Period, *, currency: str
    ) -> list[tuple[UUID, UUID, date, int, UUID, str]]:
        """Return id, merchant, day, amount spent, account and category of payments.

        Of a merchant that was paid very often, the latest only.
        """
        rows = self._session.execute(
            text("""
                SELECT t.id, t.merchant_id, t.booked_on, -t.amount_minor, t.account_id, t.category
                FROM (
                    SELECT merchant_id FROM monthly_merchant_sums
                    WHERE household_id = :household_id AND month >= :start AND month < :end
                      AND kind = 'spending' AND merchant_id IS NOT NULL
                    GROUP BY merchant_id
                    HAVING sum(count) > 1 AND max(month) >= CAST(:end AS date) - 410
                ) m
                CROSS JOIN LATERAL (
                    SELECT * FROM transactions
                    WHERE merchant_id = m.merchant_id AND booked_on >= :start
                      AND booked_on < :end AND kind = 'spending' AND currency = :currency
                    ORDER BY booked_on DESC, id DESC LIMIT :most
                ) t
            """),
            {
                "household_id": self._household_id,
                "start": period.start,
                "end": period.end,
                "currency": currency,
                "most": _PAID_MOST,
            },
        )
        return [(row[0], row[1], row[2], int(row[3]), row[4], row[5]) for row in rows]
