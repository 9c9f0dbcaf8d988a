"""A household's data, handed over whole and without a secret."""

import csv
import io
import json
import tracemalloc
import zipfile
from typing import Any

from fastapi.testclient import TestClient
from sqlalchemy import text

from app.models import Base
from app.repositories.export import LEFT_OUT, ExportRepository, is_secret
from app.services.household import exporting
from app.services.wiring import Wiring
from tests.integration.conftest import Connect
from tests.integration.stories import account, balance, row, shared

V1 = "/api/v1"
HOSTILE = '=HYPERLINK("http://x.example","click")'


def connected(connect: Connect, headers: dict[str, str]) -> None:
    connect(
        shared(
            account(
                row("1", "2026-11-12", -320, HOSTILE),
                row("2", "2026-11-13", 184_022, "FERNDALE LTD"),
                held=balance(10_000),
            )
        ),
        headers,
    )


def everything(client: TestClient, headers: dict[str, str]) -> dict[str, Any]:
    answer = client.get(f"{V1}/auth/me/export", headers=headers)
    body: dict[str, Any] = json.loads(answer.content)
    return body


class TestEverything:
    def test_as_json_holds_every_table(
        self, client: TestClient, headers: dict[str, str], connect: Connect
    ) -> None:
        connected(connect, headers)

        body = everything(client, headers)

        assert [one["amount_minor"] for one in body["transactions"]] != []
        assert sorted(one["amount_minor"] for one in body["transactions"]) == [-320, 184_022]
        assert body["users"][0]["email"] == "alex@example.com"
        assert set(body) - {"exported_at", "version"} >= {
            "households", "users", "connections", "accounts", "transactions", "commitments",
        }  # fmt: skip

    def test_leaves_out_no_table_without_a_reason(self, wiring: Wiring) -> None:
        with wiring.bank.unit_of_work() as session:
            tables = ExportRepository(session, household_id=Any).tables()  # type: ignore[arg-type]

        unreached = set(Base.metadata.tables) - set(tables) - LEFT_OUT
        # Tables about nobody: what all households share.
        assert all("household" not in name for name in unreached), unreached

    def test_holds_no_secret_and_nothing_of_another_household(
        self,
        client: TestClient,
        headers: dict[str, str],
        connect: Connect,
        wiring: Wiring,
    ) -> None:
        connected(connect, headers)
        client.post(
            f"{V1}/auth/register",
            json={"email": "sam@example.com", "password": "correct horse battery"},
        )
        client.cookies.clear()

        whole = client.get(f"{V1}/auth/me/export", headers=headers).text

        assert "sam@example.com" not in whole
        with wiring.engine.connect() as connection:
            secrets = connection.execute(
                text(
                    "SELECT access_token_encrypted FROM connections UNION "
                    "SELECT refresh_token_encrypted FROM connections UNION "
                    "SELECT password_hash FROM users UNION SELECT token_fingerprint FROM sessions"
                )
            ).scalars()
            assert not [secret for secret in secrets if secret and secret in whole]
        assert is_secret("access_token_encrypted")
        assert '"identity"' not in whole

    def test_as_csv_is_an_archive_whose_cells_are_no_formulas(
        self, client: TestClient, headers: dict[str, str], connect: Connect
    ) -> None:
        connected(connect, headers)

        answer = client.get(f"{V1}/auth/me/export", params={"format": "csv"}, headers=headers)

        assert answer.headers["content-type"] == "application/zip"
        archive = zipfile.ZipFile(io.BytesIO(answer.content))
        assert archive.testzip() is None
        rows = list(
            csv.DictReader(io.StringIO(archive.read("transactions.csv").decode("utf-8-sig")))
        )
        assert {one["description"] for one in rows} == {f"'{HOSTILE}", "FERNDALE LTD"}
        assert {one["amount_minor"] for one in rows} == {"-320", "184022"}


class TestTransactions:
    def test_are_those_of_the_filter_in_pounds(
        self, client: TestClient, headers: dict[str, str], connect: Connect
    ) -> None:
        connected(connect, headers)

        answer = client.get(
            f"{V1}/banking/transactions/export", params={"to": "2026-11-12"}, headers=headers
        )

        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        (only,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
        assert (only["Date"], only["Amount"]) == ("2026-11-12", "-3.20")
        assert only["Description"].startswith("'=")

    def test_stand_in_memory_some_at_a_time(self, headers: dict[str, str], wiring: Wiring) -> None:
        del headers  # only so that there is somebody
        with wiring.engine.begin() as connection:
            household_id = connection.execute(text("SELECT id FROM households")).scalar_one()
            connection.execute(
                text(
                    "INSERT INTO accounts (id, household_id, family, kind, name, is_renamed, "
                    "currency, in_cash_pool, is_closed, needs_review, current_minor, "
                    "overdraft_minor, unsupported) VALUES (gen_random_uuid(), :household, "
                    "'by_hand', 'current', 'Old', true, 'GBP', false, false, false, 0, 0, '[]')"
                ),
                {"household": household_id},
            )
            connection.execute(
                text(
                    "INSERT INTO transactions (id, household_id, account_id, status, "
                    "transaction_id, booked_on, amount_minor, currency, description, "
                    "bank_category, classification, meta, fingerprint) "
                    "SELECT gen_random_uuid(), :household, (SELECT id FROM accounts), 'booked', "
                    "'t' || n, date '2020-01-01' + (n % 2000), -n, 'GBP', 'SHOP ' || n, "
                    "'UNKNOWN', '[]', '{}', '' FROM generate_series(1, 20000) n"
                ),
                {"household": household_id},
            )
        begin = wiring.bank.unit_of_work
        for content in (
            exporting.everything_as_zip(begin, household_id=household_id),
            exporting.everything_as_json(begin, household_id=household_id, now=wiring.clock.now()),
        ):
            next(content)
            tracemalloc.start()
            size = sum(len(part) for part in content)
            _, peak = tracemalloc.get_traced_memory()
            tracemalloc.stop()

            assert size > 500_000
            assert peak < 12_000_000
