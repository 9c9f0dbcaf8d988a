"""What every test stands on: no network beyond this machine, and Hypothesis without a stopwatch."""

import pytest
from hypothesis import settings

settings.register_profile("project", deadline=None)
settings.load_profile("project")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Only integration tests may open sockets, and those to this machine only."""
    for item in items:
        if "integration" in item.path.parts:
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "localhost", "::1"]))
        elif "unit" in item.path.parts:
            item.add_marker(pytest.mark.disable_socket)
