"""Logs name what happened and never what was in it."""

import pytest

from app.core.log import hide_private


class TestHidePrivate:
    @pytest.mark.parametrize(
        "key",
        [
            "access_token", "client_secret", "password", "Authorization", "cookie", "code",
            "description", "amount_minor", "balance", "merchant", "email",
        ],
    )  # fmt: skip
    def test_blanks_what_is_private(self, key: str) -> None:
        assert hide_private(None, "info", {"event": "read", key: "private"}) == {
            "event": "read",
            key: "[hidden]",
        }

    def test_leaves_what_helps(self) -> None:
        event = {"event": "bank not read", "error_code": "rate_limited", "what": "balance of it"}

        assert hide_private(None, "info", dict(event)) == event
