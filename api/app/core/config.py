"""Settings from the environment and `.env`, and what live mode refuses."""

import json
import os
import secrets
from contextlib import suppress
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

SECRET_KEY_LENGTH_MIN = 32
# Long enough that a random key hardly ever holds one by chance.
_PLACEHOLDERS = ("change", "placeholder", "example", "secret-key", "your-")
_TRUELAYER_HOSTS = {
    "sandbox": ("https://auth.truelayer-sandbox.com", "https://api.truelayer-sandbox.com"),
    "live": ("https://auth.truelayer.com", "https://api.truelayer.com"),
}
_TRUELAYER_PROVIDERS = {"sandbox": "uk-cs-mock", "live": "uk-ob-all uk-oauth-all"}


class AppEnv(StrEnum):
    """How the application runs."""

    DEMO = "demo"
    DEVELOPMENT = "development"
    LIVE = "live"


class TrueLayerEnvironment(StrEnum):
    """Which of TrueLayer's two worlds is called."""

    SANDBOX = "sandbox"
    LIVE = "live"


class WeakSettingsError(Exception):
    """Live mode was asked for with settings that would not protect anybody."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("APP_ENV=live refused: " + "; ".join(problems))


class NoDatabaseError(Exception):
    """No database was named."""

    def __init__(self) -> None:
        super().__init__("DATABASE_URL is missing: name a PostgreSQL 15 or newer, or use make run")


class Settings(BaseSettings):
    """Everything the environment decides; names are product.md §2's."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", hide_input_in_errors=True
    )

    app_env: AppEnv = AppEnv.DEMO
    database_url: str = ""
    secret_key: SecretStr = SecretStr("")
    encryption_key: SecretStr = SecretStr("")
    access_token_expire_minutes: int = Field(default=30, ge=1, le=24 * 60)
    truelayer_client_id: str = ""
    truelayer_client_secret: SecretStr = SecretStr("")
    truelayer_redirect_uri: str = ""
    truelayer_environment: TrueLayerEnvironment = TrueLayerEnvironment.SANDBOX
    truelayer_auth_url: str = ""
    truelayer_api_url: str = ""
    truelayer_providers: str = ""
    cors_origins: Annotated[tuple[str, ...], NoDecode] = ()
    port: int = Field(default=8000, ge=1, le=65535)
    data_dir: Path = Path(".data")
    today: date | None = None
    sync_every_hours: int = Field(default=6, ge=1, le=168)
    raw_retention_days: int = Field(default=400, ge=0, le=3650)
    ui_dir: Path = Path("ui/dist")
    trust_proxy: bool = False
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_username: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_from: str = ""
    notify_urls: str = ""

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _origins(cls, value: object) -> object:
        if isinstance(value, str):
            text = value.strip()
            parts = json.loads(text) if text.startswith("[") else text.split(",")
            return tuple(part.strip().rstrip("/") for part in parts if part.strip())
        return value

    @field_validator("database_url")
    @classmethod
    def _database_url(cls, value: str, _info: ValidationInfo) -> str:
        """Accept the addresses hosts hand out; the driver is always psycopg 3."""
        for prefix in ("postgres://", "postgresql://"):
            if value.startswith(prefix):
                return "postgresql+psycopg://" + value.removeprefix(prefix)
        return value

    @property
    def is_demo(self) -> bool:
        return self.app_env is AppEnv.DEMO

    @property
    def is_live(self) -> bool:
        return self.app_env is AppEnv.LIVE

    @property
    def auth_url(self) -> str:
        return self.truelayer_auth_url or _TRUELAYER_HOSTS[self.truelayer_environment][0]

    @property
    def api_url(self) -> str:
        return self.truelayer_api_url or _TRUELAYER_HOSTS[self.truelayer_environment][1]

    @property
    def providers(self) -> str:
        return self.truelayer_providers or _TRUELAYER_PROVIDERS[self.truelayer_environment]

    @property
    def redirect_uri(self) -> str:
        return (
            self.truelayer_redirect_uri or f"http://localhost:{self.port}/api/v1/banking/callback"
        )

    @property
    def cookies_are_secure(self) -> bool:
        """Whether browsers reach the app by https, told by the address banks send them back to."""
        return urlsplit(self.redirect_uri).scheme == "https"

    def encryption_keys(self) -> list[str]:
        """Return the Fernet keys, newest first: the first encrypts, all decrypt."""
        text = self.encryption_key.get_secret_value()
        return [key.strip() for key in text.replace(",", " ").split() if key.strip()]

    def checked(self) -> Self:
        """Return these settings, or refuse them in live mode, naming each weakness.

        :raises WeakSettingsError: if live mode would run on weak settings.
        """
        if self.is_live and (problems := _weaknesses(self)):
            raise WeakSettingsError(problems)
        return self


def _weaknesses(settings: Settings) -> list[str]:
    problems = [
        *_key_weaknesses(settings),
        *(["CORS_ORIGINS must name each origin, not *"] if _has_wildcard(settings) else []),
    ]
    if settings.today is not None:
        problems.append("TODAY fixes the clock and is for demo, development and tests only")
    return problems


def _has_wildcard(settings: Settings) -> bool:
    return any("*" in origin for origin in settings.cors_origins)


def _key_weaknesses(settings: Settings) -> list[str]:
    problems: list[str] = []
    secret = settings.secret_key.get_secret_value()
    if not secret:
        problems.append("SECRET_KEY is missing")
    elif _is_placeholder(secret):
        problems.append("SECRET_KEY is a placeholder")
    elif len(secret) < SECRET_KEY_LENGTH_MIN:
        problems.append(f"SECRET_KEY is shorter than {SECRET_KEY_LENGTH_MIN} characters")
    keys = settings.encryption_keys()
    if not keys:
        problems.append("ENCRYPTION_KEY is missing")
    for key in keys:
        if _is_placeholder(key):
            problems.append("ENCRYPTION_KEY is a placeholder")
        elif not _is_fernet_key(key):
            problems.append("ENCRYPTION_KEY is not a Fernet key (32 random bytes, base64)")
    return problems


def _is_placeholder(text: str) -> bool:
    lowered = text.lower()
    few_characters = 4
    return any(word in lowered for word in _PLACEHOLDERS) or len(set(text)) <= few_characters


def _is_fernet_key(key: str) -> bool:
    try:
        Fernet(key)
    except ValueError:
        return False
    return True


def with_generated_keys(settings: Settings) -> Settings:
    """Return settings whose missing keys are kept in ``DATA_DIR``, made on first use.

    Demo and development need no `.env`; live mode never reaches this with a missing key.
    """
    missing = not settings.secret_key.get_secret_value() or not settings.encryption_keys()
    if settings.is_live or not missing:
        return settings
    kept = _kept_keys(settings.data_dir / "keys.json")
    return settings.model_copy(
        update={
            "secret_key": (
                settings.secret_key
                if settings.secret_key.get_secret_value()
                else SecretStr(kept["secret_key"])
            ),
            "encryption_key": (
                settings.encryption_key
                if settings.encryption_keys()
                else SecretStr(kept["encryption_key"])
            ),
        }
    )


def _kept_keys(path: Path) -> dict[str, str]:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        keys = {
            "secret_key": secrets.token_urlsafe(48),
            "encryption_key": Fernet.generate_key().decode(),
        }
        draft = path.with_suffix(f".{os.getpid()}.tmp")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(keys))
        # Two processes may start at once: whoever links first decides the keys.
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    kept: dict[str, str] = json.loads(path.read_text())
    return kept


@lru_cache(maxsize=1)
def load_settings() -> Settings:
    """Return the process's settings, checked and complete.

    :raises NoDatabaseError: if no database is named; ``make run`` brings one and names it.
    """
    settings = with_generated_keys(Settings().checked())
    if not settings.database_url:
        raise NoDatabaseError
    return settings
