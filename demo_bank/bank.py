"""The running demo bank: its settings, clock, vault and what tests have asked of it."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any

from fastapi import Request

from demo_bank.clock import Clock
from demo_bank.connections import Vault
from demo_bank.faults import Fault
from demo_bank.settings import Settings


@dataclass(slots=True)
class Bank:
    """One demo bank process."""

    settings: Settings
    clock: Clock
    vault: Vault
    faults: list[Fault] = field(default_factory=list)
    calls: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=5000))
    unattended: dict[str, list[float]] = field(default_factory=dict)
    cached: dict[str, tuple[float, list[dict[str, Any]]]] = field(default_factory=dict)
    fetches: int = 0

    def knows_client(self, client_id: str, client_secret: str) -> bool:
        """Return whether these are the registered credentials."""
        return (client_id, client_secret) == (
            self.settings.client_id,
            self.settings.client_secret,
        )

    def base(self, request: Request) -> str:
        """Return the address a browser reaches this server at: as set, or as it was called."""
        return self.settings.public_url or str(request.base_url)


def bank_of(request: Request) -> Bank:
    """Return the demo bank that answers the request."""
    bank = request.app.state.bank
    assert isinstance(bank, Bank)  # noqa: S101 -- set once, by create_app
    return bank
