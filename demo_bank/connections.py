"""Consents, codes and tokens: issued, checked, ended, and kept across a restart."""

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

CODE_LIFE = timedelta(minutes=5)
TOKEN_LIFE = timedelta(hours=1)
CONSENT_LIFE = timedelta(days=90)
IDLE_LIFE = timedelta(days=30)


@dataclass(slots=True)
class Connection:
    """One consent of one person at one bank; moments are seconds since 1970."""

    credentials_id: str
    provider_id: str
    scopes: list[str]
    username: str
    password: str
    authorised_at: float
    consent_created_at: float
    consent_expires_at: float
    shown_expires_at: float
    shown_from: float = 0
    access_token: str | None = None
    access_expires_at: float = 0
    refresh_token: str | None = None
    refresh_used_at: float = 0
    is_deleted: bool = False

    def consent_shown(self, now: float) -> float:
        """Return the consent's end as `/me` tells it: an extension shows only after a while."""
        return self.consent_expires_at if now >= self.shown_from else self.shown_expires_at


@dataclass(slots=True)
class Code:
    """An authorisation code waiting for its exchange."""

    credentials_id: str
    redirect_uri: str
    challenge: str | None
    issued_at: float
    is_used: bool = False


@dataclass(slots=True)
class Switches:
    """What a test can change about how the service behaves."""

    rotates_refresh_tokens: bool = True
    omits_refresh_token: bool = False
    counts_unattended_calls: bool = False
    caches_answers: bool = False
    extend_outcome: str = ""
    extend_enabled: bool = True
    extend_shown_after_seconds: float = 60
    unstable_ids: bool = False


@dataclass(slots=True)
class Vault:
    """Everything issued, in memory and in one file if there is one."""

    path: Path | None = None
    signing_key: str = field(default_factory=lambda: secrets.token_hex(32))
    connections: dict[str, Connection] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    switches: Switches = field(default_factory=Switches)
    edits: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def opened(cls, path: Path | None) -> "Vault":
        """Return the vault as it was last saved, or an empty one."""
        vault = cls(path=path)
        if path is None or not path.exists():
            return vault
        saved = json.loads(path.read_text("utf-8"))
        vault.signing_key = saved["signing_key"]
        vault.connections = {k: Connection(**v) for k, v in saved["connections"].items()}
        vault.codes = {k: Code(**v) for k, v in saved["codes"].items()}
        vault.links = saved["links"]
        vault.switches = Switches(**saved["switches"])
        vault.edits = saved["edits"]
        return vault

    def save(self) -> None:
        """Write everything to the file, whole or not at all."""
        if self.path is None:
            return
        saved = {
            "signing_key": self.signing_key,
            "connections": {k: asdict(v) for k, v in self.connections.items()},
            "codes": {k: asdict(v) for k, v in self.codes.items() if not v.is_used},
            "links": self.links,
            "switches": asdict(self.switches),
            "edits": self.edits,
        }
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_name(f".{self.path.name}.{secrets.token_hex(4)}")
        with draft.open("w", encoding="utf-8") as file:
            json.dump(saved, file)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o600)
        draft.replace(self.path)

    def authorise(
        self, *, provider_id: str, scopes: list[str], username: str, password: str, now: datetime
    ) -> Connection:
        """Open a new connection: its SCA window and its consent begin now."""
        expires = (now + CONSENT_LIFE).timestamp()
        connection = Connection(
            credentials_id=base64.b64encode(secrets.token_bytes(32)).decode(),
            provider_id=provider_id,
            scopes=scopes,
            username=username,
            password=password,
            authorised_at=now.timestamp(),
            consent_created_at=now.timestamp(),
            consent_expires_at=expires,
            shown_expires_at=expires,
        )
        self.connections[connection.credentials_id] = connection
        return connection

    def renew(self, connection: Connection, *, now: datetime, shown_after: float = 0) -> None:
        """Give the consent another 90 days, shown in `/me` only after some seconds."""
        connection.shown_expires_at = connection.consent_shown(now.timestamp())
        connection.shown_from = now.timestamp() + shown_after
        connection.consent_expires_at = (now + CONSENT_LIFE).timestamp()

    def issue_code(
        self, connection: Connection, *, redirect_uri: str, challenge: str | None, now: datetime
    ) -> str:
        """Return a single-use code for the connection."""
        code = secrets.token_hex(32).upper()
        self.codes[code] = Code(connection.credentials_id, redirect_uri, challenge, now.timestamp())
        return code

    def issue_link(self, connection: Connection) -> str:
        """Return a token that lets an existing connection authenticate again."""
        link = secrets.token_urlsafe(16)
        self.links[link] = connection.credentials_id
        return link

    def redeem_code(
        self, code: str, *, redirect_uri: str, verifier: str | None, now: datetime
    ) -> Connection | None:
        """Return the code's connection once, or nothing."""
        found = self.codes.get(code)
        if found is None or found.is_used:
            return None
        found.is_used = True
        if now.timestamp() - found.issued_at > CODE_LIFE.total_seconds():
            return None
        if found.redirect_uri != redirect_uri or not _proves(found.challenge, verifier):
            return None
        return self.connections.get(found.credentials_id)

    def by_refresh_token(self, token: str) -> Connection | None:
        """Return the connection whose current refresh token this is."""
        return next(
            (
                each
                for each in self.connections.values()
                if token and each.refresh_token == token and not each.is_deleted
            ),
            None,
        )

    def may_refresh(self, connection: Connection, *, now: datetime) -> bool:
        """Return whether neither the consent nor 30 idle days have ended the refresh token."""
        moment = now.timestamp()
        idle = moment - connection.refresh_used_at
        return moment < connection.consent_expires_at and idle < IDLE_LIFE.total_seconds()

    def issue_tokens(self, connection: Connection, *, client_id: str, now: datetime) -> None:
        """Give the connection a new access token and, as rotation goes, a new refresh token."""
        moment = now.timestamp()
        connection.access_expires_at = moment + TOKEN_LIFE.total_seconds()
        connection.access_token = self._signed(
            {
                "nbf": int(moment),
                "exp": int(connection.access_expires_at),
                "iat": int(moment),
                "iss": "demo-bank",
                "aud": "data_api",
                "client_id": client_id,
                "sub": connection.credentials_id,
                "auth_time": int(connection.authorised_at),
                "jti": secrets.token_hex(16).upper(),
                "connector_id": connection.provider_id,
                "privacy_policy": "Feb2019",
                "scope": connection.scopes,
                "amr": ["pwd"],
            }
        )
        connection.refresh_used_at = moment
        if "offline_access" in connection.scopes and (
            connection.refresh_token is None or self.switches.rotates_refresh_tokens
        ):
            connection.refresh_token = secrets.token_hex(32).upper()

    def holder(self, token: str) -> Connection | None:
        """Return the connection an access token was issued for, current or not."""
        head, _, signature = token.rpartition(".")
        if not head or not hmac.compare_digest(
            self._signature(head).encode(), signature.encode("utf-8", "replace")
        ):
            return None
        payload = head.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        return self.connections.get(claims["sub"])

    def _signed(self, claims: dict[str, Any]) -> str:
        header = {"alg": "HS256", "kid": "DEMOBANK", "typ": "at+jwt"}
        head = ".".join(_encoded(json.dumps(part).encode()) for part in (header, claims))
        return f"{head}.{self._signature(head)}"

    def _signature(self, head: str) -> str:
        key = bytes.fromhex(self.signing_key)
        return _encoded(hmac.digest(key, head.encode("utf-8", "replace"), "sha256"))


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _proves(challenge: str | None, verifier: str | None) -> bool:
    """Return whether the verifier hashes to the PKCE challenge of the link, if it had one."""
    if challenge is None:
        return True
    if verifier is None:
        return False
    digest = hashlib.sha256(verifier.encode("ascii", "replace")).digest()
    return hmac.compare_digest(_encoded(digest), challenge)
