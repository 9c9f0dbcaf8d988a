"""Rows are sorted as they come, in the transaction they come in."""

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import text

from app.bank.fake import FakeConnection
from app.bank.protocol import BankTransaction
from app.domain.ledger import AccountKind
from app.services.wiring import Wiring
from tests.integration.stories import account, row, shared


def moved(identity: str, on: str, minor: int, text: str, category: str) -> BankTransaction:
    """Return a row under another of the bank's categories than a purchase."""
    return replace(row(identity, on, minor, text), category=category)


type Connect = Callable[[FakeConnection, dict[str, str]], str]
SUMS = {
    "monthly_sums": ("date_trunc('month', counted_on)::date", "month", ""),
    "daily_sums": ("counted_on", "day", ""),
    "monthly_merchant_sums": ("date_trunc('month', counted_on)::date", "month", ", merchant_id"),
}


def sums_differ(wiring: Wiring) -> list[object]:
    """Return what the kept sums and the rows do not say alike."""
    found: list[object] = []
    with wiring.engine.connect() as connection:
        for table, (of_row, period, merchant) in SUMS.items():
            found += connection.execute(
                text(f"""
                    WITH lines AS (
                        SELECT account_id, counted_on, kind, merchant_id, currency,
                               coalesce(s.category, t.category) AS category,
                               coalesce(s.amount_minor, t.amount_minor) AS amount
                        FROM transactions t LEFT JOIN transaction_splits s
                          ON t.is_split AND s.transaction_id = t.id
                        WHERE counted_on IS NOT NULL
                    ), by_rows AS (
                        SELECT account_id, {of_row} AS period, kind, category, currency{merchant},
                               sum(amount), count(*)
                        FROM lines GROUP BY 1, 2, 3, 4, 5{", 6" if merchant else ""}
                    ), kept AS (
                        SELECT account_id, {period}, kind, category, currency{merchant},
                               amount_minor::numeric, count FROM {table}
                    )
                    (TABLE by_rows EXCEPT ALL TABLE kept) UNION ALL
                    (TABLE kept EXCEPT ALL TABLE by_rows)
                """)  # noqa: S608 - names of our own tables
            ).all()
    return found


def unsorted(wiring: Wiring) -> int:
    with wiring.engine.connect() as connection:
        return int(
            connection.execute(
                text("SELECT count(*) FROM transactions WHERE sorted_at IS NULL")
            ).scalar_one()
        )


class TestRowsOfAFeed:
    def test_are_sorted_and_summed_as_they_come(
        self, connect: Connect, headers: dict[str, str], wiring: Wiring
    ) -> None:
        connect(
            shared(
                account(
                    row("1", "2026-11-03", -45_20, "TESCO STORES 2041"),
                    moved("2", "2026-11-04", -200_00, "TO EVERYDAY SAVER", "TRANSFER"),
                    moved("3", "2026-11-05", 2_300_00, "BRIGHT LTD SALARY", "CREDIT"),
                ),
                account(
                    moved("4", "2026-11-04", 200_00, "FROM CURRENT ACCOUNT", "TRANSFER"),
                    identity="acc-2",
                    name="Everyday Saver",
                    kind=AccountKind.SAVINGS,
                    number="uk:040004:87654321",
                ),
            ),
            headers,
        )

        assert unsorted(wiring) == 0
        assert sums_differ(wiring) == []
        with wiring.engine.connect() as connection:
            rows = connection.execute(text("SELECT description, kind FROM transactions"))
            kinds = {one.description: one.kind for one in rows}
        assert kinds == {
            "TESCO STORES 2041": "spending",
            "TO EVERYDAY SAVER": "transfer",
            "FROM CURRENT ACCOUNT": "transfer",
            "BRIGHT LTD SALARY": "income",
        }
