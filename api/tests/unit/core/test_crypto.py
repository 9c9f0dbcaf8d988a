"""Secrets at rest."""

import pytest
from cryptography.fernet import Fernet, InvalidToken

from app.core.crypto import Vault, fingerprint, is_same, signature

OLD, NEW = "MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA=", Fernet.generate_key().decode()


class TestVault:
    def test_gives_back_what_it_was_given_and_shows_none_of_it(self) -> None:
        kept = Vault([OLD]).encrypt("a token")

        assert "a token" not in kept
        assert Vault([OLD]).decrypt(kept) == "a token"

    def test_never_writes_the_same_twice(self) -> None:
        vault = Vault([OLD])

        assert vault.encrypt("a token") != vault.encrypt("a token")

    def test_encrypts_with_the_first_key_and_reads_with_any(self) -> None:
        rotated = Vault([NEW, OLD])

        assert rotated.decrypt(Vault([OLD]).encrypt("a token")) == "a token"
        assert Vault([NEW]).decrypt(rotated.encrypt("a token")) == "a token"

    def test_moves_to_the_first_key(self) -> None:
        moved = Vault([NEW, OLD]).rotate(Vault([OLD]).encrypt("a token"))

        assert Vault([NEW]).decrypt(moved) == "a token"

    def test_reads_nothing_without_the_key(self) -> None:
        with pytest.raises(InvalidToken):
            Vault([NEW]).decrypt(Vault([OLD]).encrypt("a token"))


class TestSignature:
    def test_is_good_for_one_key_purpose_and_text(self) -> None:
        made = signature(key="key", purpose="csrf", text="session")

        assert is_same(made, signature(key="key", purpose="csrf", text="session"))
        assert not is_same(made, signature(key="other", purpose="csrf", text="session"))
        assert not is_same(made, signature(key="key", purpose="bank link", text="session"))
        assert not is_same(made, signature(key="key", purpose="csrf", text="another"))

    def test_takes_any_text_for_comparison(self) -> None:
        assert not is_same("é", "e")

    def test_of_a_token_does_not_tell_the_token(self) -> None:
        assert fingerprint("token") != "token"
        assert fingerprint("token") == fingerprint("token")
