"""What spending costs beside one row, for 10,000 and 1,000,000 rows; prints what spending.md keeps.

Run by `make bench-spending`: one PostgreSQL, one server, one client; figures are
ratios to "row": the same authentication and one indexed row through the same stack.
"""

import socket
import statistics
import sys
import tempfile
import threading
import time
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import uvicorn
from alembic import command
from alembic.config import Config
from fastapi import FastAPI, Response
from pydantic import SecretStr
from sqlalchemy import text

from app.core.config import AppEnv, Settings
from app.main import create_app
from app.repositories.sums import SumRepository
from app.repositories.transactions import TransactionRepository
from app.routers.dependencies import SessionDep, SignedInDep
from app.services.spending import arranging
from app.services.wiring import Wiring, wire
from launcher.postgres import embedded_postgres
from launcher.processes import answers, free_port

ROOT = Path(__file__).parents[1]
SIZES = [int(size) for size in sys.argv[1:]] or [10_000, 1_000_000]
TODAY = date(2026, 11, 19)
_DAYS, _MERCHANTS, _TIMES = 1_095, 400, 60
_CHUNK = 2**18
_PASSWORD = "correct horse battery"  # noqa: S105 - of nobody
_CATEGORIES = (
    "groceries", "eating_out", "transport", "shopping", "utilities", "subscriptions", "health",
    "entertainment", "travel", "housing",
)  # fmt: skip
QUESTIONS = {
    "12 months by category": "/analytics/spending?from=2025-12-01&to=2026-11-30&group_by=category",
    "12 months by merchant": "/analytics/spending?from=2025-12-01&to=2026-11-30&group_by=merchant",
    "12 months by month": "/analytics/spending?from=2025-12-01&to=2026-11-30&group_by=month",
    "12 months by account": "/analytics/spending?from=2025-12-01&to=2026-11-30&group_by=account",
    "trend of 12 months": "/analytics/spending/trend?months=12",
    "page of 50 transactions": "/banking/transactions?limit=50",
    "page of 50 of a category": "/banking/transactions?limit=50&category=travel",
    "page of 50 that count in a month long ago": (
        "/banking/transactions?limit=50&counted_from=2024-03-01&counted_to=2024-03-31"
    ),
}
# What no index answers: a text that no row has, so that every row is looked at.
NOWHERE = "/banking/transactions?q=nowhere"


class Asker:
    """One signed-in household, and the address of one of its rows."""

    def __init__(self, client: httpx2.Client, wiring: Wiring, *, email: str) -> None:
        body = {"email": email, "password": _PASSWORD}
        client.post("/auth/register", json=body).raise_for_status()
        client.cookies.clear()
        token = client.post("/auth/login", json=body).json()["access_token"]
        client.cookies.clear()
        self.headers = {"Authorization": f"Bearer {token}"}
        with wiring.engine.begin() as connection:
            self.household_id: UUID = connection.execute(
                text("SELECT household_id FROM users WHERE email = :email"), {"email": email}
            ).scalar_one()
        self.row_path = ""

    def find_row(self, wiring: Wiring) -> None:
        """Choose the row that answers are compared with."""
        with wiring.engine.begin() as connection:
            found: UUID = connection.execute(
                text("SELECT id FROM transactions WHERE household_id = :household LIMIT 1"),
                {"household": self.household_id},
            ).scalar_one()
        self.row_path = f"/bench/row/{found}"

    def forget(self, wiring: Wiring) -> None:
        """Have the next answer made anew."""
        with wiring.engine.begin() as connection:
            connection.execute(
                text(
                    "UPDATE households SET spending_revision = spending_revision + 1 WHERE id = :id"
                ),
                {"id": self.household_id},
            )


def _fill(wiring: Wiring, household_id: UUID, size: int) -> None:
    """Give the household sorted rows over three years, and the sums of them."""
    named = {"household": household_id, "size": size, "days": _DAYS, "merchants": _MERCHANTS}
    with wiring.engine.begin() as connection:
        connection.execute(
            text("""
                INSERT INTO accounts (id, household_id, family, kind, name, is_renamed, currency,
                    in_cash_pool, is_closed, needs_review, current_minor, overdraft_minor,
                    unsupported)
                SELECT gen_random_uuid(), :household, 'account', kind, kind, false, 'GBP',
                    kind = 'current', false, false, 0, 0, '[]'
                FROM unnest(ARRAY['current', 'credit_card']) AS kind
            """),
            named,
        )
        connection.execute(
            text("""
                INSERT INTO merchants (id, household_id, name)
                SELECT gen_random_uuid(), :household, 'Shop ' || n
                FROM generate_series(1, :merchants) n
            """),
            named,
        )
        connection.execute(
            text("""
                INSERT INTO merchant_keys (household_id, key, merchant_id)
                SELECT :household, replace(lower(name), ' ', ''), id FROM merchants
                WHERE household_id = :household
            """),
            named,
        )
        connection.execute(
            text("""
                WITH a AS (SELECT array_agg(id ORDER BY kind) ids FROM accounts
                           WHERE household_id = :household),
                     m AS (SELECT array_agg(id ORDER BY name) ids FROM merchants
                           WHERE household_id = :household)
                INSERT INTO transactions (id, household_id, account_id, status, transaction_id,
                    booked_on, amount_minor, currency, description, bank_category, classification,
                    meta, fingerprint, kind, kind_source, category, category_source, confidence,
                    merchant_id, counted_on, sorted_at)
                SELECT gen_random_uuid(), :household, a.ids[1 + n % 2], 'booked', 't' || n,
                    date '2026-11-19' - (n::bigint * :days / :size)::int, -100 - n % 9000, 'GBP',
                    'SHOP ' || n % :merchants, 'PURCHASE', '[]', '{}', '', 'spending', 'sign',
                    (CAST(:categories AS text[]))[1 + n % :merchants % 10], 'words', 65,
                    m.ids[1 + n % :merchants],
                    date '2026-11-19' - (n::bigint * :days / :size)::int, now()
                FROM generate_series(1, :size) n, a, m
            """),
            named | {"categories": list(_CATEGORIES)},
        )
        connection.execute(text("ANALYZE"))
    with wiring.bank.unit_of_work() as session:
        rows = session.execute(
            text("""
                SELECT DISTINCT account_id, date_trunc('month', counted_on)::date
                FROM transactions WHERE household_id = :household
            """),
            named,
        ).all()
        SumRepository(session, household_id=household_id).renew([(row[0], row[1]) for row in rows])
    with wiring.engine.begin() as connection:
        connection.execute(text("ANALYZE"))


class Line:
    """A connection kept open, with a client that does next to nothing: the server is measured.

    A library's client takes longer over a request than the server over a row.
    """

    def __init__(self, client: httpx2.Client, who: Asker) -> None:
        url = client.base_url
        self._socket = socket.create_connection((url.host, url.port), timeout=120)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._prefix = url.path.rstrip("/")
        self._rest = f" HTTP/1.1\r\nHost: {url.host}\r\n" + "".join(
            f"{name}: {value}\r\n" for name, value in who.headers.items()
        )

    def get(self, path: str) -> bytes:
        """Return the body of what is there."""
        self._socket.sendall(f"GET {self._prefix}{path}{self._rest}\r\n".encode())
        found = self._socket.recv(_CHUNK)
        while (end := found.find(b"\r\n\r\n")) < 0:
            found += self._socket.recv(_CHUNK)
        head = found[:end].lower()
        if not head.startswith(b"http/1.1 200"):
            raise RuntimeError(head.decode())
        length = int(head.split(b"content-length: ")[1].split(b"\r\n")[0])
        parts, got = [found[end + 4 :]], len(found) - end - 4
        while got < length:
            parts.append(self._socket.recv(_CHUNK))
            got += len(parts[-1])
        return b"".join(parts)

    def close(self) -> None:
        self._socket.close()


def _ratio(line: Line, path: str, who: Asker, wiring: Wiring | None) -> float:
    """Return what an answer costs beside a row, asked in turns; made anew where wired.

    The lower quartiles are compared: the machine is not quiet.
    """
    taken: dict[str, list[float]] = {path: [], who.row_path: []}
    for _ in range(_TIMES):
        for asked, times in taken.items():
            if wiring is not None and asked == path:
                who.forget(wiring)
            began = time.perf_counter()
            line.get(asked)
            times.append((time.perf_counter() - began) * 1000)
    answer, row = (statistics.quantiles(times)[0] for times in taken.values())
    return answer / row


def _measure(client: httpx2.Client, wiring: Wiring, size: int) -> None:
    began = time.perf_counter()
    who = Asker(client, wiring, email=f"{size}@example.com")
    _fill(wiring, who.household_id, size)
    who.find_row(wiring)
    print(f"{size:,} rows written in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    print(f"\n### {size:,} rows\n")
    print("| | made anew | kept |\n| --- | ---: | ---: |")
    line = Line(client, who)
    for name, question in QUESTIONS.items():
        anew = _ratio(line, question, who, wiring)
        kept = _ratio(line, question, who, None)
        print(f"| {name} | {anew:.2f} | {kept:.2f} |", flush=True)
    line.close()
    took = []
    for _ in range(3):
        who.forget(wiring)
        began = time.perf_counter()
        client.get(NOWHERE, headers=who.headers).raise_for_status()
        took.append((time.perf_counter() - began) * 1000)
    print(f"\nA search for a text that is nowhere: {min(took):.0f} ms.")
    _resort(client, wiring, who)


def _resort(client: httpx2.Client, wiring: Wiring, who: Asker) -> None:
    """Print how long a rule over many rows takes, from asking to the last row, as it is shown."""
    body: dict[str, Any] = {"text": "SHOP", "category": "other", "applies_from": "2026-08-01"}
    began = time.perf_counter()
    made = client.post("/analytics/rules", json=body, headers=who.headers).json()
    asked = time.perf_counter()
    # What the job does, by itself: the queue has other work for a household this large.
    worker = threading.Thread(
        target=arranging.run_sorting,
        args=(wiring.bank.unit_of_work,),
        kwargs={"run_id": UUID(made["sorting"]["id"]), "now": wiring.clock.now()},
    )
    worker.start()
    seen: set[int] = set()
    while True:
        is_working = worker.is_alive()
        run = client.get(f"/analytics/sortings/{made['sorting']['id']}", headers=who.headers).json()
        seen.add(run["done"])
        if run["status"] == "succeeded" or not is_working:
            break
        time.sleep(0.1)
    done = time.perf_counter()
    worker.join()
    print(
        f"\nA rule over {run['total']:,} rows: answered in {asked - began:.1f} s, "
        f"all sorted after {done - began:.1f} s, "
        f"seen to go on in {len(seen)} steps ({run['status']})."
    )


def application(wiring: Wiring) -> FastAPI:
    """Return the application with one route more: "row"."""
    app = create_app(wiring)

    @app.get("/api/v1/bench/row/{row_id}", include_in_schema=False)
    def row(row_id: UUID, session: SessionDep, signed_in: SignedInDep) -> Response:
        found = TransactionRepository(session, household_id=signed_in.household.id).get(row_id)
        assert found is not None  # noqa: S101 - it was just written
        return Response(f'{{"amount":{found.amount_minor}}}', media_type="application/json")

    app.router.routes.insert(0, app.router.routes.pop())
    return app


def settings_of(url: str, folder: Path) -> Settings:
    """Return the settings of a server that is measured."""
    return Settings(
        _env_file=None,
        app_env=AppEnv.DEVELOPMENT,
        database_url=url,
        secret_key=SecretStr("a key for measuring that is long enough to sign with"),
        encryption_key=SecretStr("MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA="),
        today=TODAY,
        data_dir=folder,
        ui_dir=folder / "no-ui",
        truelayer_client_id="bench",
    )


def serve(url: str, folder: Path, port: int) -> None:
    """Serve, in a process of its own as a household's server does."""
    uvicorn.run(
        application(wire(settings_of(url, folder))), port=port, log_level="error", access_log=False
    )


def main() -> None:
    """Measure, and print."""
    with (
        tempfile.TemporaryDirectory() as name,
        embedded_postgres(Path(name) / "pg") as url,
    ):
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
            for size in SIZES:
                _measure(client, wiring, size)
        server.terminate()
        server.join()
        wiring.close()


if __name__ == "__main__":
    main()
