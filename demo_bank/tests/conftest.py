"""A demo bank on a fixed day, and a person who connects to it."""

from collections.abc import Iterator

import pytest

from demo_bank.tests.person import Person


@pytest.fixture
def person() -> Iterator[Person]:
    with Person.at_the_bank() as person:
        yield person
