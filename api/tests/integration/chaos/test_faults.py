"""Every fault at every endpoint, and faults at random: told in words, and gone with their cause.

A run takes each fault to a third of the endpoints; ``CHAOS_ALL=1`` takes each to all.
"""

import os
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
import stamina
from sqlalchemy import text

from demo_bank.wire import STATUS_OF_CODE
from tests.integration.chaos.conftest import V1, Household

ENDPOINTS = (
    "POST /connect/token",
    "GET /data/v1/me",
    "GET /data/v1/accounts",
    "GET /data/v1/cards",
    "GET */balance",
    "GET */transactions",
    "GET */transactions/pending",
    "GET */direct_debits",
    "GET */standing_orders",
)
FAULTS: dict[str, dict[str, Any]] = {
    **{code: {"error": code} for code in STATUS_OF_CODE},
    "a word nobody knows": {"error": "some_new_code", "status": 418},
    "retry after an hour": {"error": "provider_too_many_requests", "retry_after": "3600"},
    "away, retry after an hour": {"error": "temporarily_unavailable", "retry_after": "3600"},
    "an odd retry after": {"error": "provider_too_many_requests", "retry_after": "soon"},
    "a page from a gateway": {"html": True, "status": 504},
    "a page that says it went well": {"html": True, "status": 200},
    "a page instead of a refusal": {"html": True, "status": 403},
    "half an answer": {"truncated": True},
    "an empty answer": {"body": {}, "status": 200},
    "no list": {"body": {"results": None, "status": "Succeeded"}, "status": 200},
    "rows that are none": {"body": {"results": [1, None, "x", {}]}, "status": 200},
    "an answer that is not final": {"body": {"results": [], "status": "Running"}, "status": 200},
    "a queue": {"body": {"status": "Queued", "results_uri": "x", "task_id": "x"}, "status": 202},
    "a slow answer": {"slow_seconds": 0.1},
}
ALL = os.environ.get("CHAOS_ALL") == "1"
ENDINGS = {"succeeded", "partial", "failed"}


@pytest.fixture(autouse=True)
def impatient() -> Iterator[None]:
    """Repeat without waiting: how long is waited is a unit test's business."""
    with stamina.set_testing(testing=True, attempts=2, cap=True):
        yield


def token_expires(household: Household) -> None:
    with household.wiring.engine.begin() as connection:
        connection.execute(text("UPDATE connections SET access_token_expires_at = now()"))


def all_is_forgiven(household: Household) -> None:
    """Let a day go by, in which what the bank asked us to wait for has passed."""
    household.control("DELETE", "faults")
    with household.wiring.engine.begin() as connection:
        connection.execute(text("DELETE FROM bank_holds"))


def is_told(run: dict[str, Any]) -> bool:
    """Return whether the run ended, and says why where it did not go well."""
    if run["status"] == "succeeded":
        return True
    return run["status"] in ENDINGS and all(len(text) > 20 for text in run["problems"])


class TestEveryFaultAtEveryEndpoint:
    """One household goes through all of them: after each it must be as if nothing had been."""

    @pytest.mark.parametrize("fault", FAULTS)
    def test_is_told_and_gone_with_its_cause(self, tried_household: Household, fault: str) -> None:
        household = tried_household
        before = household.stored()
        number = list(FAULTS).index(fault)
        for endpoint in ENDPOINTS if ALL else ENDPOINTS[number % 3 :: 3]:
            household.control("POST", "faults", {"match": endpoint, **FAULTS[fault]})
            if endpoint.startswith("POST"):
                token_expires(household)

            run = household.sync()

            assert is_told(run), (endpoint, run)
            assert household.stored() == before, endpoint
            assert household.connection()["status"] in {"active", "error"}, endpoint
            all_is_forgiven(household)
        [account] = household.browser.get(f"{V1}/banking/accounts").json()
        household.browser.patch(f"{V1}/banking/accounts/{account['id']}", json={"name": fault})
        household.control(
            "POST",
            "rows",
            {
                "key": f"after {fault}",
                "account": household.account,
                "day": "2026-11-18",
                "amount": -123 - number,
                "description": f"AFTER {fault}",
            },
        )

        clean = household.sync()

        assert clean["status"] == "succeeded", clean
        assert household.stored() == household.true() != before
        [account] = household.browser.get(f"{V1}/banking/accounts").json()
        assert (account["name"], account["is_closed"]) == (fault, False)


class TestFaultsAtRandom:
    @pytest.mark.parametrize("seed", range(3))
    def test_leave_the_rows_equal_to_the_banks(self, household: Household, seed: int) -> None:
        dice = Random(seed)  # noqa: S311 - a story told the same way each time
        for number in range(8):
            for fault in dice.sample(sorted(FAULTS), 4):
                household.control(
                    "POST",
                    "faults",
                    {
                        "match": dice.choice(("GET *", "* /connect/token", "GET *transactions*")),
                        "probability": 0.3,
                        "seed": dice.randrange(1000),
                        **FAULTS[fault],
                    },
                )
            household.control(
                "POST",
                "rows",
                {
                    "key": f"random-{number}",
                    "account": household.account,
                    "day": f"2026-11-{dice.randint(1, 19):02}",
                    "amount": dice.randint(-9_999, 9_999) or 1,
                    "description": f"RANDOM {number}",
                },
            )
            if number % 4 == 0:
                token_expires(household)
            assert is_told(household.sync())
            all_is_forgiven(household)

        assert household.sync()["status"] == "succeeded"
        assert household.stored() == household.true()
