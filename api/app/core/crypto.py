"""Secrets at rest, and the fingerprints by which they are looked up."""

import hashlib
import hmac
from collections.abc import Sequence

from cryptography.fernet import Fernet, MultiFernet


class Vault:
    """Encrypts with the first key, decrypts with any of them, so that keys can rotate."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def encrypt(self, text: str) -> str:
        return self._fernet.encrypt(text.encode()).decode()

    def decrypt(self, token: str) -> str:
        """Return the text.

        :raises cryptography.fernet.InvalidToken: if none of the keys fits.
        """
        return self._fernet.decrypt(token.encode()).decode()

    def seal(self, content: bytes) -> bytes:
        return self._fernet.encrypt(content)

    def open(self, sealed: bytes) -> bytes:
        """Return the content.

        :raises cryptography.fernet.InvalidToken: if none of the keys fits.
        """
        return self._fernet.decrypt(sealed)

    def rotate(self, token: str) -> str:
        """Return the same text under the first key."""
        return self._fernet.rotate(token.encode()).decode()


def fingerprint(text: str) -> str:
    """Return what is stored in place of a random token that is only ever compared."""
    return hashlib.sha256(text.encode()).hexdigest()


def signature(*, key: str, purpose: str, text: str) -> str:
    """Return a signature nobody without the key can make, valid for one purpose only."""
    return hmac.new(key.encode(), f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()


def is_same(one: str, other: str) -> bool:
    """Compare without telling how much of it was right."""
    return hmac.compare_digest(one.encode(), other.encode())
