"""Watching a sync: each run is looked at once, and whoever comes back is told all there is."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

from app.bank.fake import FakeConnection
from app.routers import sync_events
from app.routers.sync_events import Look, Watchtower, event_id
from app.schemas.banking import SyncOut
from tests.integration.stories import V1, account, row, shared

type Connect = Callable[[FakeConnection, dict[str, str]], str]


def a_run(added: int, *, status: str = "running") -> SyncOut:
    return SyncOut.model_validate(
        {
            "id": "5f1c2a34-0000-4000-8000-000000000001",
            "kind": "transactions",
            "status": status,
            "accounts": 1,
            "added": added,
            "updated": 0,
            "removed": 0,
            "calls": added,
            "problems": [],
            "parts": [],
            "created_at": datetime(2026, 11, 19, 9, tzinfo=UTC),
            "started_at": None,
            "finished_at": None,
        }
    )


def telling(*states: SyncOut | None) -> tuple[Look, list[int]]:
    """Return a look that sees these states one after the other, and how often it was taken."""
    left, looks = list(states), [0]

    def look() -> SyncOut | None:
        looks[0] += 1
        return left.pop(0) if len(left) > 1 else left[0]

    return look, looks


async def heard(
    tower: Watchtower, look: Look, *, first: SyncOut, last_event_id: str | None = None
) -> list[str]:
    return [
        event
        async for event in tower.events(
            first.id, first=first, last_event_id=last_event_id, look=look
        )
        if "data:" in event
    ]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sync_events, "_LOOK_SECONDS", 0.01)


class TestWatching:
    def test_costs_one_look_however_many_watch(self) -> None:
        states = [a_run(number) for number in range(5)]
        look, looks = telling(*states, a_run(9, status="succeeded"))

        async def many() -> list[list[str]]:
            tower = Watchtower()
            return await asyncio.gather(*(heard(tower, look, first=states[0]) for _ in range(200)))

        told = asyncio.run(many())

        assert looks[0] == 6
        assert all('"status":"succeeded"' in events[-1] for events in told)

    def test_tells_a_change_once(self) -> None:
        look, _ = telling(a_run(1), a_run(1), a_run(2), a_run(2), a_run(3, status="partial"))

        told = asyncio.run(heard(Watchtower(), look, first=a_run(1)))

        assert [f'"added":{number}' in event for number, event in enumerate(told, 1)] == [True] * 3

    def test_that_comes_back_is_told_only_what_it_does_not_know(self) -> None:
        look, _ = telling(a_run(1), a_run(2, status="succeeded"))

        told = asyncio.run(
            heard(Watchtower(), look, first=a_run(1), last_event_id=event_id(a_run(1)))
        )

        assert len(told) == 1
        assert '"added":2' in told[0]

    def test_that_comes_back_after_the_end_is_told_the_end(self) -> None:
        done = a_run(2, status="succeeded")
        look, looks = telling(done)

        told = asyncio.run(heard(Watchtower(), look, first=done, last_event_id=event_id(done)))

        assert (len(told), looks) == (1, [0])

    def test_ends_with_a_run_that_was_deleted(self) -> None:
        look, _ = telling(a_run(1), None)

        assert len(asyncio.run(heard(Watchtower(), look, first=a_run(1)))) == 1


class TestTheStream:
    def test_names_every_account_and_what_it_brought(
        self, client: TestClient, connect: Connect, headers: dict[str, str]
    ) -> None:
        connect(shared(account(row("1", "2026-11-18", -1), row("2", "2026-11-17", -2))), headers)
        [run] = client.get(f"{V1}/banking/syncs", headers=headers).json()

        answer = client.get(
            f"{V1}/banking/syncs/{run['id']}/events",
            headers={**headers, "Last-Event-ID": "of a server that is gone"},
        )

        assert answer.text.startswith("retry: ")
        assert '"name":"Current account","status":"succeeded","steps_done":5' in answer.text
        [part] = run["parts"]
        assert (part["accounts"][0]["added"], part["added"], run["added"]) == (2, 2, 2)
        assert run["calls"] == part["calls"] == 8

    def test_is_not_had_of_a_run_that_is_not_there(
        self, client: TestClient, headers: dict[str, str]
    ) -> None:
        answer = client.get(f"{V1}/banking/syncs/{uuid4()}/events", headers=headers)

        assert answer.status_code == 404
