"""Workers killed by SIGKILL at any instant: nothing is lost, nothing doubled, nobody waits long.

``CHAOS_KILLS`` says how many; more take longer and find more.
"""

import os
import time
from collections.abc import Iterator
from random import Random

import pytest
from sqlalchemy import text

from tests.integration.chaos.conftest import V1, Household
from tests.integration.chaos.forker import Forker

KILLS = int(os.environ.get("CHAOS_KILLS", "50"))
_LONGEST_LIFE_SECONDS = 0.7
_CATCH_UP_SECONDS = 30.0


@pytest.fixture
def forker() -> Iterator[Forker]:
    """Return a way to start workers at once."""
    started = Forker()
    yield started
    started.close()


def change_the_bank(household: Household, dice: Random, number: int) -> None:
    """Book a row, and now and then change or take away an earlier one."""
    household.control(
        "POST",
        "rows",
        {
            "key": f"chaos-{number}",
            "account": household.account,
            "day": f"2026-11-{dice.randint(1, 19):02}",
            "amount": -dice.randint(100, 9_999),
            "description": f"CHAOS {number}",
        },
    )
    if number % 5 == 4:
        household.control(
            "PATCH", "rows", {"key": f"chaos-{number - 1}", "amount": -dice.randint(100, 9_999)}
        )
    if number % 7 == 6:
        household.control("DELETE", f"rows/chaos-{number - 2}")


def wait_until_read(household: Household) -> None:
    deadline = time.monotonic() + _CATCH_UP_SECONDS
    while time.monotonic() < deadline:
        with household.wiring.engine.connect() as connection:
            left = connection.execute(
                text(
                    "SELECT (SELECT count(*) FROM sync_parts WHERE status IN ('queued', 'running'))"
                    " + (SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing')"
                )
            ).scalar_one()
        if not left:
            return
        time.sleep(0.05)
    raise AssertionError("the worker did not catch up")


class TestKilledWorkers:
    def test_leave_the_rows_equal_to_the_banks_once_each(
        self, household: Household, forker: Forker
    ) -> None:
        dice = Random(1311)  # noqa: S311 - a story told the same way each time
        [account] = household.browser.get(f"{V1}/banking/accounts").json()
        household.browser.patch(f"{V1}/banking/accounts/{account['id']}", json={"name": "Ours"})
        with household.wiring.engine.begin() as connection:
            noted = connection.execute(
                text(
                    "UPDATE transactions SET note = 'mine' WHERE id = "
                    "(SELECT id FROM transactions WHERE booked_on < '2026-10-01' "
                    "ORDER BY booked_on DESC, id LIMIT 1) RETURNING id"
                )
            ).scalar_one()
        # A refresh is part of what is interrupted, but only one that costs no token.
        household.control("POST", "switches", {"rotates_refresh_tokens": False})

        interrupted = 0
        for number in range(KILLS):
            change_the_bank(household, dice, number)
            run_id = household.ask()
            if number % 3 == 0:
                with household.wiring.engine.begin() as connection:
                    connection.execute(
                        text("UPDATE connections SET access_token_expires_at = now()")
                    )
            process = forker.worker(household.wiring.settings)
            time.sleep(dice.uniform(0, _LONGEST_LIFE_SECONDS))
            forker.kill(process)
            interrupted += household.run(run_id)["status"] in {"queued", "running"}
        last = household.ask()
        process = forker.worker(household.wiring.settings)
        try:
            wait_until_read(household)
        finally:
            forker.kill(process)

        assert household.run(last)["status"] == "succeeded"
        assert interrupted > 0
        assert household.stored() == household.true()
        [account] = household.browser.get(f"{V1}/banking/accounts").json()
        assert account["name"] == "Ours"
        with household.wiring.engine.connect() as connection:
            notes = connection.execute(
                text("SELECT id, status FROM transactions WHERE note = 'mine'")
            ).all()
            jobs = connection.execute(
                text("SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'")
            ).scalar_one()
        assert [tuple(one) for one in notes] == [(noted, "booked")]
        assert jobs == 0

    def test_are_replaced_within_seconds(self, household: Household, forker: Forker) -> None:
        household.control("POST", "faults", {"match": "GET *", "slow_seconds": 0.5, "count": 3})
        run_id = household.ask()
        first = forker.worker(household.wiring.settings)
        deadline = time.monotonic() + _CATCH_UP_SECONDS
        while household.run(run_id)["status"] != "running":
            assert time.monotonic() < deadline
            time.sleep(0.02)
        second = forker.worker(household.wiring.settings)
        forker.kill(first)
        killed_at = time.monotonic()
        try:
            wait_until_read(household)
            took = time.monotonic() - killed_at
        finally:
            forker.kill(second)

        assert household.run(run_id)["status"] == "succeeded"
        assert took < 10
