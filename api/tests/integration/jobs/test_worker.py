"""The worker: what it asks by itself, and that the queue and the rows say the same."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.bank.fake import FakeBank, FakeConnection
from app.jobs.worker import worker_app
from app.services.feed.syncing import request_due_syncs
from app.services.wiring import Wiring
from tests.integration.stories import V1, account, row, shared

type Connect = Callable[[FakeConnection, dict[str, str]], str]


def ask_by_itself(wiring: Wiring, *, now: datetime) -> int:
    with wiring.bank.unit_of_work() as session:
        return request_due_syncs(session, wiring.queue, every=timedelta(hours=6), now=now)


def waiting(wiring: Wiring) -> list[dict[str, Any]]:
    """Return what a worker would do first: looking back over old forecasts comes after all."""
    with wiring.engine.connect() as connection:
        rows = connection.execute(
            text(
                "SELECT task_name, lock, args FROM procrastinate_jobs "
                "WHERE status = 'todo' AND priority >= 0"
            )
        )
        return [dict(found) for found in rows.mappings()]


class TestAskingByItself:
    def test_waits_until_the_news_is_old(
        self, connect: Connect, headers: dict[str, str], wiring: Wiring
    ) -> None:
        connect(shared(account(row("1", "2026-11-18", -1))), headers)
        now = wiring.clock.now()

        assert ask_by_itself(wiring, now=now + timedelta(hours=5)) == 0
        assert ask_by_itself(wiring, now=now + timedelta(hours=7)) == 1

    def test_asks_each_bank_on_its_own_and_with_nobody_present(
        self, connect: Connect, headers: dict[str, str], wiring: Wiring
    ) -> None:
        one = connect(shared(account(), credentials_id="cred-1"), headers)
        two = connect(
            shared(account(identity="acc-2", number="uk:1:2"), credentials_id="cred-2"), headers
        )

        ask_by_itself(wiring, now=wiring.clock.now() + timedelta(hours=7))

        jobs = waiting(wiring)
        assert {job["lock"] for job in jobs} == {f"connection:{one}", f"connection:{two}"}
        with wiring.engine.connect() as connection:
            asked = connection.execute(
                text("SELECT psu_ip, asked_at FROM sync_parts WHERE status = 'queued'")
            )
            assert {tuple(found) for found in asked} == {(None, None)}

    def test_asks_once_while_the_answer_is_awaited(
        self, connect: Connect, headers: dict[str, str], wiring: Wiring
    ) -> None:
        connect(shared(account()), headers)
        later = wiring.clock.now() + timedelta(hours=7)

        ask_by_itself(wiring, now=later)
        ask_by_itself(wiring, now=later + timedelta(minutes=5))

        assert len(waiting(wiring)) == 1

    @pytest.mark.parametrize("status", ["expired", "revoked"])
    def test_leaves_banks_alone_that_cannot_be_asked(
        self, connect: Connect, headers: dict[str, str], wiring: Wiring, status: str
    ) -> None:
        connect(shared(account()), headers)
        with wiring.engine.begin() as connection:
            connection.execute(text("UPDATE connections SET status = :status"), {"status": status})

        assert ask_by_itself(wiring, now=wiring.clock.now() + timedelta(hours=7)) == 0

    def test_reads_every_household_s_banks(
        self,
        client: TestClient,
        connect: Connect,
        sign_up: Callable[[str], dict[str, str]],
        wiring: Wiring,
        bank: FakeBank,
        run_jobs: Callable[[], None],
    ) -> None:
        for name in ("alex", "sam"):
            connect(shared(account(), credentials_id=name), sign_up(f"{name}@example.com"))
        asked = bank.calls["balance"]

        ask_by_itself(wiring, now=wiring.clock.now() + timedelta(hours=7))
        run_jobs()

        assert bank.calls["balance"] == asked + 2
        sam = client.post(
            f"{V1}/auth/login",
            json={"email": "sam@example.com", "password": "correct horse battery"},
        ).json()
        runs = client.get(
            f"{V1}/banking/syncs", headers={"Authorization": f"Bearer {sam['access_token']}"}
        ).json()
        assert [run["status"] for run in runs] == ["succeeded", "succeeded"]


class TestTheQueue:
    def test_holds_no_job_for_a_request_that_was_undone(
        self, connect: Connect, headers: dict[str, str], wiring: Wiring
    ) -> None:
        connect(shared(account()), headers)

        def undone() -> None:
            with wiring.bank.unit_of_work() as session:
                request_due_syncs(
                    session,
                    wiring.queue,
                    every=timedelta(hours=6),
                    now=wiring.clock.now() + timedelta(hours=7),
                )
                raise InterruptedError

        with pytest.raises(InterruptedError):
            undone()

        assert waiting(wiring) == []

    def test_names_ids_only(
        self, client: TestClient, connect: Connect, headers: dict[str, str], wiring: Wiring
    ) -> None:
        connect(shared(account()), headers)

        client.post(f"{V1}/banking/sync/transactions", headers=headers).raise_for_status()

        [job] = waiting(wiring)
        assert set(job["args"]) == {"part_id"}

    def test_has_a_job_for_every_name_it_is_given(self, wiring: Wiring) -> None:
        assert {"bank.sync_connection", "bank.sync_due", "consent.remind"} <= set(
            worker_app(wiring).tasks
        )
