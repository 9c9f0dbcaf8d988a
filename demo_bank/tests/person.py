"""Someone who walks the bank link and then calls the data API, as an application would."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from fastapi.testclient import TestClient

from demo_bank.app import create_app

CALLBACK = "http://localhost:8000/api/v1/banking/callback"
ALL_SCOPES = "info accounts balance cards transactions direct_debits standing_orders offline_access"
CLIENT = {"client_id": "demo-finance-tracker", "client_secret": "demo-secret"}
TODAY = date(2026, 11, 19)


@dataclass
class Person:
    client: TestClient
    tokens: dict[str, Any] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def at_the_bank(
        cls, *, today: date = TODAY, state_path: Path | None = None
    ) -> Iterator["Person"]:
        app = create_app(today=today, control_enabled=True, state_path=state_path)
        with TestClient(app, follow_redirects=False) as client:
            yield cls(client)

    def link(self, provider_id: str, **more: str) -> dict[str, str]:
        return {
            "response_type": "code",
            "client_id": CLIENT["client_id"],
            "redirect_uri": CALLBACK,
            "scope": ALL_SCOPES,
            "providers": "uk-ob-all uk-oauth-all uk-cs-mock",
            "provider_id": provider_id,
            "state": "s-123",
            **more,
        }

    def decide(
        self,
        link: dict[str, str],
        *,
        decision: str = "allow",
        who: tuple[str, str] = ("john", "doe"),
    ) -> dict[str, str]:
        form = {**link, "username": who[0], "password": who[1], "decision": decision}
        answer = self.client.post("/consent", data=form)
        assert answer.status_code == 303, answer.text
        return dict(parse_qsl(urlsplit(answer.headers["location"]).query))

    def exchange(self, code: str, **more: str) -> Any:
        asked = {"grant_type": "authorization_code", "redirect_uri": CALLBACK, "code": code}
        return self.client.post("/connect/token", data={**asked, **CLIENT, **more})

    def refresh(self, token: str) -> Any:
        asked = {"grant_type": "refresh_token", "refresh_token": token}
        return self.client.post("/connect/token", json={**asked, **CLIENT})

    def connect(
        self, provider_id: str, *, who: tuple[str, str] = ("john", "doe"), scope: str = ALL_SCOPES
    ) -> None:
        back = self.decide(self.link(provider_id, scope=scope), who=who)
        self.tokens = self.exchange(back["code"]).json()

    def get(self, path: str, **query: str) -> Any:
        bearer = {"Authorization": f"Bearer {self.tokens['access_token']}"}
        return self.client.get(f"/data/v1{path}", params=query, headers=bearer)

    def rows(self, path: str, **query: str) -> list[dict[str, Any]]:
        answer = self.get(path, **query)
        assert answer.status_code == 200, answer.text
        body = answer.json()
        assert body["status"] == "Succeeded"
        return list(body["results"])

    def control(self, method: str, path: str, body: Any = None) -> Any:
        answer = self.client.request(method, f"/_control{path}", json=body)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    def advance(self, seconds: float) -> None:
        self.control("POST", "/clock", {"advance_seconds": seconds})
