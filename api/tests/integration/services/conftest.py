"""Asking for news, and reading what came."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.bank.fake import FakeConnection
from tests.integration.stories import V1

type Connect = Callable[[FakeConnection, dict[str, str]], str]
type Sync = Callable[..., dict[str, Any]]
type Rows = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def sync(client: TestClient, headers: dict[str, str], run_jobs: Callable[[], None]) -> Sync:
    """Return a way to ask for news, have a worker fetch it, and read what it did."""

    def ask(what: str = "transactions", **body: str) -> dict[str, Any]:
        answer = client.post(f"{V1}/banking/sync/{what}", json=body, headers=headers)
        assert answer.status_code == 202, answer.text
        run_jobs()
        found: dict[str, Any] = client.get(
            f"{V1}/banking/syncs/{answer.json()['id']}", headers=headers
        ).json()
        return found

    return ask


@pytest.fixture
def rows(client: TestClient, headers: dict[str, str]) -> Rows:
    """Return a way to read every transaction."""

    def read() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = client.get(
            f"{V1}/banking/transactions", params={"limit": 500}, headers=headers
        ).json()["items"]
        return found

    return read
