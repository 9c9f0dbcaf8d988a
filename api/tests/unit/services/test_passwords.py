"""Passwords: how long, how kept."""

import pytest

from app.services.household.people import (
    PasswordTooLongError,
    PasswordTooShortError,
    check_password,
    hash_password,
)


class TestPasswords:
    def test_cost_enough_to_guess(self) -> None:
        assert hash_password("correct horse battery").startswith("$2b$12$")

    @pytest.mark.parametrize("password", ["", "123456789", "é" * 9])
    def test_are_refused_when_short_in_characters(self, password: str) -> None:
        with pytest.raises(PasswordTooShortError):
            check_password(password)

    def test_are_refused_when_no_one_would_type_them(self) -> None:
        with pytest.raises(PasswordTooLongError):
            check_password("x" * 1025)

    @pytest.mark.parametrize("password", ["1234567890", "é" * 10, "x" * 1024])
    def test_are_taken_otherwise(self, password: str) -> None:
        check_password(password)
