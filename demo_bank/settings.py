"""What a demo bank is started with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

DEMO_CLIENT_ID = "demo-finance-tracker"
# Published: it opens nothing but pretend money.
DEMO_CLIENT_SECRET = "demo-secret"  # noqa: S105 -- a documented default, no secret
_LOCAL_CALLBACK = re.compile(r"http://(localhost|127\.0\.0\.1)(:\d+)?/api/v1/banking/callback")


@dataclass(frozen=True, slots=True)
class Settings:
    """Who may use the demo bank, and what it remembers."""

    client_id: str = DEMO_CLIENT_ID
    client_secret: str = DEMO_CLIENT_SECRET
    redirect_uris: tuple[str, ...] = ()
    state_path: Path | None = None
    today: date | None = None
    control: bool = False
    public_url: str = ""

    def allows_redirect(self, uri: str) -> bool:
        """Return whether the address was registered; by default any local callback is."""
        if self.redirect_uris:
            return uri in self.redirect_uris
        return _LOCAL_CALLBACK.fullmatch(uri) is not None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Return what the environment asks for."""
        state, today = environment.get("DEMO_BANK_STATE"), environment.get("TODAY")
        uris = environment.get("DEMO_BANK_REDIRECT_URIS", "").split(",")
        return cls(
            client_id=environment.get("DEMO_BANK_CLIENT_ID") or DEMO_CLIENT_ID,
            client_secret=environment.get("DEMO_BANK_CLIENT_SECRET") or DEMO_CLIENT_SECRET,
            redirect_uris=tuple(uri.strip() for uri in uris if uri.strip()),
            state_path=Path(state) if state else None,
            today=date.fromisoformat(today) if today else None,
            public_url=environment.get("DEMO_BANK_PUBLIC_URL", ""),
            control=environment.get("DEMO_BANK_CONTROL") == "1",
        )
