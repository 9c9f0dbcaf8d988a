"""The household each scenario is told of."""

from collections.abc import Callable
from datetime import date

import pytest
from fastapi.testclient import TestClient

from tests.integration.scenarios.house import Connect, House


@pytest.fixture
def house(
    client: TestClient,
    headers: dict[str, str],
    connect: Connect,
    run_jobs: Callable[[], None],
    other_day: Callable[[date], None],
) -> House:
    return House(client, headers, connect=connect, run_jobs=run_jobs, other_day=other_day)
