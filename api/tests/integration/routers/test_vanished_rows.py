"""A row its bank shows no longer is in no figure, whichever route tells it."""

import re
from typing import Any

from fastapi.testclient import TestClient
from sqlalchemy import text

from app.services.wiring import Wiring
from tests.integration.conftest import Connect
from tests.integration.stories import V1, account, balance, row, shared

type Json = Any

# Moments that pass while the test runs.
_CLOCKS = {"as_of", "at", "age_hours", "generated_at", "last_used_at", "expires_at"}
_PARAMETERS = {
    "from": "2026-10-01",
    "to": "2026-11-30",
    "days": "30",
    "months": "3",
    "month": "2026-11",
}


def test_a_vanished_million_changes_nothing(
    client: TestClient, headers: dict[str, str], connect: Connect, wiring: Wiring
) -> None:
    held = account(
        *(row(str(day), f"2026-11-{day:02}", -100 * day) for day in range(1, 19)),
        held=balance(100_000),
    )
    connect(shared(held), headers)
    before = everything_told(client, headers)

    with wiring.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO transactions (id, household_id, account_id, status, transaction_id,"
                " booked_on, amount_minor, currency, description, bank_category, classification,"
                " meta, fingerprint, vanished_at)"
                " SELECT gen_random_uuid(), household_id, account_id, 'vanished', 'gone',"
                " booked_on, -100000000, currency, 'A MILLION', 'PURCHASE', classification,"
                " meta, 'x', now() FROM transactions ORDER BY booked_on DESC LIMIT 1"
            )
        )

    after = everything_told(client, headers)
    assert "/api/v1/analytics/summary" in before
    assert "/api/v1/banking/transactions" in before
    for path, told in before.items():
        assert after[path] == told, path


def everything_told(client: TestClient, headers: dict[str, str]) -> dict[str, Json]:
    """Return the answer of every route that can be read without naming a thing."""
    found: dict[str, Json] = {}
    for path, operations in (
        client.get(f"{V1.removesuffix('/v1')}/openapi.json").json()["paths"].items()
    ):
        operation = operations.get("get")
        if operation is None or re.search(r"\{|/connect$|/callback$|/export", path):
            continue
        names = {one["name"] for one in operation.get("parameters", ())}
        answer = client.get(
            path,
            params={name: value for name, value in _PARAMETERS.items() if name in names},
            headers=headers,
        )
        if answer.headers.get("content-type", "").startswith("application/json"):
            found[path] = _without_clocks(answer.json())
    return found


def _without_clocks(told: Json) -> Json:
    match told:
        case dict():
            return {key: _without_clocks(one) for key, one in told.items() if key not in _CLOCKS}
        case list():
            return [_without_clocks(one) for one in told]
        case _:
            return told
