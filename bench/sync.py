"""How long 200,000 rows in one account take, and how much memory; prints what bench/sync.md keeps.

Run by `make bench-sync`. The bank is a server beside, in a process of its own.
"""

import json
import multiprocessing
import resource
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

from alembic import command
from alembic.config import Config
from pydantic import SecretStr

from app.core.config import AppEnv, Settings
from app.models.banking import Connection
from app.models.people import Household
from app.repositories.banking import ConnectionRepository
from app.repositories.people import PeopleRepository
from app.services.feed import syncing
from app.services.wiring import Wiring, wire
from launcher.postgres import embedded_postgres
from launcher.processes import free_port

ROOT = Path(__file__).parents[1]
ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
TODAY = date(2026, 11, 19)
YEARS = 6
DAYS = YEARS * 365 - 10
_BATCH = 500


def rows_between(first: date, last: date) -> Any:
    """Yield the account's rows of those days, newest first, always the same."""
    for number in range(ROWS):
        on = TODAY - timedelta(days=number * DAYS // ROWS)
        if not first <= on <= last:
            continue
        identity = ROWS - number
        yield {
            "transaction_id": f"{identity:032x}",
            "normalised_provider_transaction_id": f"txn-{identity:017d}",
            "provider_transaction_id": f"p{identity}",
            "timestamp": f"{on}T00:00:00Z",
            "description": f"CARD PAYMENT TO SHOP {identity % 997}",
            "amount": -((identity % 9_000) + 100) / 100,
            "currency": "GBP",
            "transaction_type": "DEBIT",
            "transaction_category": "PURCHASE",
            "transaction_classification": ["Shopping", "Groceries"],
            "merchant_name": f"Shop {identity % 997}",
            "meta": {"provider_transaction_category": "DEB"},
        }


class Bank(BaseHTTPRequestHandler):
    """As much of a bank as one account takes."""

    fixed: ClassVar[dict[str, list[dict[str, Any]]]] = {
        "/data/v1/me": [{"credentials_id": "bench", "provider": {"provider_id": "bench"}}],
        "/data/v1/accounts": [
            {
                "account_id": "a",
                "account_type": "TRANSACTION",
                "display_name": "Current",
                "currency": "GBP",
                "account_number": {"number": "10000000", "sort_code": "01-21-31"},
                "provider": {"provider_id": "bench"},
            }
        ],
        "/data/v1/accounts/a/balance": [{"currency": "GBP", "current": 1.0}],
    }

    def do_GET(self) -> None:
        """Answer."""
        asked = urlsplit(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        if asked.path.endswith("/transactions"):
            window = parse_qs(asked.query)
            self._stream(*(date.fromisoformat(window[name][0]) for name in ("from", "to")))
            return
        answer = {"results": self.fixed.get(asked.path, []), "status": "Succeeded"}
        self.wfile.write(json.dumps(answer).encode())

    def _stream(self, first: date, last: date) -> None:
        self.wfile.write(b'{"results":[')
        batch: list[str] = []
        separator = b""
        for row in rows_between(first, last):
            batch.append(json.dumps(row))
            if len(batch) == _BATCH:
                self.wfile.write(separator + ",".join(batch).encode())
                batch, separator = [], b","
        if batch:
            self.wfile.write(separator + ",".join(batch).encode())
        self.wfile.write(b'],"status":"Succeeded"}')

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


def serve(port: int) -> None:
    """Serve the bank."""
    ThreadingHTTPServer(("127.0.0.1", port), Bank).serve_forever()


def wired(database_url: str, bank: str, folder: Path) -> Wiring:
    """Return the application's parts."""
    return wire(
        Settings(
            _env_file=None,
            app_env=AppEnv.DEVELOPMENT,
            database_url=database_url,
            secret_key=SecretStr("a key for measuring that is long enough"),
            encryption_key=SecretStr("MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA="),
            today=TODAY,
            data_dir=folder,
            truelayer_client_id="bench",
            truelayer_auth_url=bank,
            truelayer_api_url=bank,
        )
    )


def connected(wiring: Wiring) -> Connection:
    """Return a connection whose token is good."""
    with wiring.bank.unit_of_work() as session:
        household = Household(name="Bench")
        PeopleRepository(session).add(household)
        connection = Connection(
            household_id=household.id,
            provider_id="bench",
            display_name="Bench",
            status="active",
            access_token_encrypted=wiring.bank.vault.encrypt("token"),
            access_token_expires_at=datetime.now(UTC) + timedelta(hours=6),  # noqa: TID251 - tokens
        )
        ConnectionRepository(session, household_id=household.id).add(connection)
        return connection


def sync(wiring: Wiring, connection: Connection, kind: str) -> tuple[float, Any]:
    """Return the processor time a sync took here, whatever else the machine does, and its part."""
    with wiring.bank.unit_of_work() as session:
        run, parts = syncing.record_request(
            session,
            household_id=connection.household_id,
            kind=kind,
            connection_ids=[connection.id],
            now=wiring.clock.now(),
            is_attended=True,
        )
    began = time.process_time()
    syncing.run_part(wiring.bank, part_id=parts[0].id, clock=wiring.clock)
    took = time.process_time() - began
    with wiring.bank.unit_of_work() as session:
        found = syncing.read_run(session, household_id=connection.household_id, run_id=run.id)
        return took, found.parts[0].part


def peak_mb() -> float:
    """Return the most memory this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure, and print a table."""
    port = free_port()
    bank = multiprocessing.get_context("fork").Process(target=serve, args=(port,), daemon=True)
    bank.start()
    with tempfile.TemporaryDirectory() as name, embedded_postgres(Path(name) / "pg") as url:
        config = Config(ROOT / "api" / "alembic.ini")
        config.set_main_option("sqlalchemy.url", url)
        command.upgrade(config, "head")
        wiring = wired(url, f"http://127.0.0.1:{port}", Path(name))
        connection = connected(wiring)
        print(f"rows {ROWS:,}; memory before {peak_mb():.0f} MB")
        first = 0.0
        for label, kind in (
            ("first back-fill, all rows new", syncing.BACK_FILL),
            ("the same window again, unchanged", syncing.BACK_FILL),
            ("an everyday sync, 88 days", syncing.TRANSACTIONS),
        ):
            took, part = sync(wiring, connection, kind)
            first = first or took
            print(
                f"{label}: {took:.1f} s of processor time ({took / first:.1%} of the first), "
                f"+{part.added:,} ~{part.updated:,} -{part.removed:,}, {part.status}, "
                f"peak {peak_mb():.0f} MB",
                flush=True,
            )
        wiring.close()
    bank.terminate()


if __name__ == "__main__":
    main()
