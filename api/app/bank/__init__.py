"""Banks, reached through a protocol of ours; which provider answers is decided here."""

from collections.abc import Callable
from datetime import datetime

import httpx2

from app.bank.protocol import BankProvider
from app.bank.truelayer.auth import TrueLayerSettings
from app.bank.truelayer.client import TrueLayerBank

__all__ = ["TrueLayerSettings", "connect_provider"]


def connect_provider(
    settings: TrueLayerSettings,
    *,
    now: Callable[[], datetime],
    transport: httpx2.BaseTransport | None = None,
) -> BankProvider:
    """Return the provider; ``now`` gives the real moment in UTC, which tokens expire by."""
    return TrueLayerBank(settings, now=now, transport=transport)
