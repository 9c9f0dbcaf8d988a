"""What the summary and a year's forecast cost beside one row; prints what figures.md keeps.

Run by `make bench-figures`: a household of 3 accounts, 2 cards and 25 commitments with 10 years
of rows, in one PostgreSQL behind one server; every answer is asked in turns with "row".
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import httpx2
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from app.services.wiring import wire
from bench.spending import ROOT, Asker, serve, settings_of
from launcher.postgres import embedded_postgres
from launcher.processes import answers, free_port

_COMMITMENTS, _YEARS, _TIMES = 25, 10, 20
_FILL = """
    WITH a AS (
        INSERT INTO accounts (id, household_id, family, kind, name, is_renamed, currency,
            in_cash_pool, is_closed, needs_review, current_minor, overdraft_minor, unsupported,
            last_statement_on, last_statement_balance_minor, payment_due_on)
        SELECT gen_random_uuid(), :household, CASE WHEN n > 3 THEN 'card' ELSE 'account' END,
            CASE WHEN n > 3 THEN 'credit_card' WHEN n = 3 THEN 'savings' ELSE 'current' END,
            'Account ' || n, false, 'GBP', n < 3, false, false,
            CASE WHEN n > 3 THEN -40000 ELSE 150000 END, 0, '[]',
            CASE WHEN n > 3 THEN date '2026-11-05' END, CASE WHEN n > 3 THEN -30000 END,
            CASE WHEN n > 3 THEN date '2026-11-25' END
        FROM generate_series(1, 5) n RETURNING id, name
    ), of AS (SELECT array_agg(id ORDER BY name) ids FROM a)
    INSERT INTO transactions (id, household_id, account_id, status, transaction_id, booked_on,
        amount_minor, currency, description, bank_category, classification, meta, fingerprint,
        kind, kind_source, category, category_source, confidence, counted_on, sorted_at)
    SELECT gen_random_uuid(), :household, of.ids[r.account], 'booked', 't' || r.name || r.day,
        r.day, r.amount, 'GBP', r.name, r.bank, '[]', '{}', '',
        CASE WHEN r.amount > 0 THEN 'income' ELSE 'spending' END, 'sign', 'other', 'words', 60,
        r.day, now()
    FROM of, (
        SELECT d::date AS day, 1 + n AS account,
               'SHOP ' || extract(doy FROM d) * 7 % 90 || n AS name,
               -(500 + (extract(doy FROM d)::int * (37 + n)) % 4000) AS amount,
               'PURCHASE' AS bank
        FROM generate_series(date '2026-11-19' - :years * interval '1 year', date '2026-11-19',
                             interval '1 day') d, generate_series(0, 4) n WHERE n <> 2
        UNION ALL
        SELECT (m + (n % 27) * interval '1 day')::date, 1, 'BILL ' || n || ' LTD',
               CASE WHEN n = 1 THEN 320000 ELSE -(900 + n * 311) END, 'DIRECT_DEBIT'
        FROM generate_series(date '2026-11-01' - :years * interval '1 year', date '2026-10-01',
                             interval '1 month') m, generate_series(1, :commitments) n
    ) r
"""


def _measure(client: httpx2.Client, who: Asker) -> None:
    ids = [
        client.post(
            "/analytics/commitments",
            json={
                "name": f"Bill {n} Ltd",
                "direction": "in" if n == 1 else "out",
                "amount": 320_000 if n == 1 else 900 + n * 311,
                "cadence": {"kind": "monthly_day", "day": n % 27 + 1},
                "next_date": f"2026-12-{n % 27 + 1:02}",
                "status": "confirmed",
            },
            headers=who.headers,
        )
        .raise_for_status()
        .json()["id"]
        for n in range(1, _COMMITMENTS + 1)
    ]
    amounts = iter(range(1_000, 1_000_000))

    def edit() -> None:
        client.patch(
            f"/analytics/commitments/{ids[5]}",
            json={"amount": next(amounts)},
            headers=who.headers,
        ).raise_for_status()

    print("| | as it stands | after a commitment was edited |\n| --- | ---: | ---: |")
    for name, path in (
        ("summary", "/analytics/summary"),
        ("forecast of 365 days with bands", "/analytics/forecast?days=365"),
    ):
        kept = _ratio(client, who, path, before=lambda: None)
        anew = _ratio(client, who, path, before=edit)
        print(f"| {name} | {kept:.1f} | {anew:.1f} |", flush=True)


def _ratio(client: httpx2.Client, who: Asker, path: str, *, before: Callable[[], None]) -> float:
    taken: dict[str, list[float]] = {path: [], who.row_path: []}
    for _ in range(_TIMES):
        before()
        for asked, times in taken.items():
            began = time.perf_counter()
            client.get(asked, headers=who.headers).raise_for_status()
            times.append(time.perf_counter() - began)
    answer, row = (statistics.quantiles(times)[0] for times in taken.values())
    return answer / row


def main() -> None:
    """Measure, and print."""
    with tempfile.TemporaryDirectory() as name, embedded_postgres(Path(name) / "pg") as url:
        config = Config(ROOT / "api" / "alembic.ini")
        config.set_main_option("sqlalchemy.url", url)
        command.upgrade(config, "head")
        wiring = wire(settings_of(url, Path(name)))
        port = free_port()
        server = get_context("spawn").Process(
            target=serve, args=(url, Path(name), port), daemon=True
        )
        server.start()
        while not answers(f"http://127.0.0.1:{port}/api/v1/health"):
            time.sleep(0.1)
        with httpx2.Client(base_url=f"http://127.0.0.1:{port}/api/v1", timeout=120) as client:
            who = Asker(client, wiring, email="figures@example.com")
            with wiring.engine.begin() as connection:
                connection.execute(
                    text(_FILL),
                    {
                        "household": who.household_id,
                        "years": _YEARS,
                        "commitments": _COMMITMENTS,
                    },
                )
                connection.execute(text("ANALYZE"))
            who.find_row(wiring)
            _measure(client, who)
        server.terminate()
        server.join()
        wiring.close()


if __name__ == "__main__":
    main()
