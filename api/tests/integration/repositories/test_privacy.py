"""What a failing statement tells the log."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.services.wiring import Wiring


class TestAFailingStatement:
    def test_keeps_what_it_was_given_to_itself(self, wiring: Wiring) -> None:
        statement = text("SELECT :description || 1 / 0")

        with wiring.engine.connect() as connection, pytest.raises(DBAPIError) as failed:
            connection.execute(statement, {"description": "CLINIC LONDON"})

        assert "CLINIC" not in str(failed.value)
