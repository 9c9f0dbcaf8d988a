"""Settings: what live mode refuses by name, and the keys that make themselves."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from app.core.config import Settings, WeakSettingsError, with_generated_keys

SECRET = "5Hh0c3kq9Z-p2vKxw7Qn_4tLrYbMeUuJ"
FERNET = "q3nYy0mHgYl1o2c8sVb5T7wXkJr4eZtUuPdQfA6hGi0="
STRONG: dict[str, Any] = {
    "app_env": "live",
    "database_url": "postgresql://finance@db/finance",
    "secret_key": SECRET,
    "encryption_key": FERNET,
    "truelayer_client_id": "client",
    "truelayer_client_secret": "kept elsewhere",
}


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Read no setting of the machine the tests run on."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def settings(**given: Any) -> Settings:
    return Settings.model_validate(given)


class TestLiveMode:
    def test_takes_strong_settings(self) -> None:
        assert settings(**STRONG).checked().is_live

    @pytest.mark.parametrize(
        ("weak", "named"),
        [
            ({"secret_key": ""}, "SECRET_KEY is missing"),
            ({"secret_key": "change-me-please-change-me-please!"}, "SECRET_KEY is a placeholder"),
            ({"secret_key": "a" * 40}, "SECRET_KEY is a placeholder"),
            ({"secret_key": SECRET[:31]}, "SECRET_KEY is shorter than 32 characters"),
            ({"encryption_key": ""}, "ENCRYPTION_KEY is missing"),
            ({"encryption_key": "your-fernet-key"}, "ENCRYPTION_KEY is a placeholder"),
            (
                {"encryption_key": "abcdefgh"},
                "ENCRYPTION_KEY is not a Fernet key (32 random bytes, base64)",
            ),
            (
                {"encryption_key": f"{FERNET},abcdefgh"},
                "ENCRYPTION_KEY is not a Fernet key (32 random bytes, base64)",
            ),
            ({"cors_origins": "*"}, "CORS_ORIGINS must name each origin, not *"),
            (
                {"cors_origins": "https://money.example.org,https://*.example.org"},
                "CORS_ORIGINS must name each origin, not *",
            ),
            (
                {"today": "2026-11-19"},
                "TODAY fixes the clock and is for demo, development and tests only",
            ),
        ],
    )
    def test_refuses_by_name(self, weak: dict[str, Any], named: str) -> None:
        with pytest.raises(WeakSettingsError) as refused:
            settings(**STRONG | weak).checked()

        assert refused.value.problems == [named]
        assert str(refused.value) == f"APP_ENV=live refused: {named}"

    def test_names_everything_that_is_wrong_at_once(self) -> None:
        with pytest.raises(WeakSettingsError) as refused:
            settings(app_env="live", today="2026-11-19", cors_origins="*").checked()

        assert len(refused.value.problems) == 4

    def test_never_shows_the_key_it_refuses(self) -> None:
        with pytest.raises(WeakSettingsError) as refused:
            settings(**STRONG | {"secret_key": SECRET[:20]}).checked()

        assert SECRET[:20] not in str(refused.value)

    def test_makes_no_keys_of_its_own(self, tmp_path: Path) -> None:
        given = settings(**STRONG | {"secret_key": "", "data_dir": tmp_path})

        assert with_generated_keys(given) is given
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("mode", ["demo", "development"])
    def test_alone_asks_for_all_this(self, mode: str) -> None:
        assert settings(app_env=mode, today="2026-11-19").checked().today is not None


class TestGeneratedKeys:
    def test_are_kept_for_nobody_else_and_stay(self, tmp_path: Path) -> None:
        first = with_generated_keys(settings(data_dir=tmp_path / "data"))
        second = with_generated_keys(settings(data_dir=tmp_path / "data"))

        kept = tmp_path / "data" / "keys.json"
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        assert first.secret_key == second.secret_key
        assert first.encryption_keys() == second.encryption_keys()
        assert len(first.secret_key.get_secret_value()) >= 32
        assert [file.name for file in kept.parent.iterdir()] == ["keys.json"]

    def test_are_of_each_installation_its_own(self, tmp_path: Path) -> None:
        one = with_generated_keys(settings(data_dir=tmp_path / "one"))
        other = with_generated_keys(settings(data_dir=tmp_path / "other"))

        assert one.secret_key != other.secret_key
        assert one.encryption_keys() != other.encryption_keys()

    def test_stand_in_only_for_what_is_missing(self, tmp_path: Path) -> None:
        given = with_generated_keys(settings(data_dir=tmp_path, secret_key=SECRET))

        kept = json.loads((tmp_path / "keys.json").read_text())
        assert given.secret_key.get_secret_value() == SECRET
        assert given.encryption_keys() == [kept["encryption_key"]]

    def test_would_pass_live_mode(self, tmp_path: Path) -> None:
        made = with_generated_keys(settings(data_dir=tmp_path))

        strong = STRONG | {
            "secret_key": made.secret_key.get_secret_value(),
            "encryption_key": made.encryption_key.get_secret_value(),
        }
        assert settings(**strong).checked().is_live


class TestSettings:
    @pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
    def test_take_the_addresses_that_hosts_hand_out(self, scheme: str) -> None:
        given = settings(database_url=f"{scheme}://me:pass@db:5432/finance?sslmode=require")

        assert given.database_url == (
            "postgresql+psycopg://me:pass@db:5432/finance?sslmode=require"
        )

    @pytest.mark.parametrize(
        "written",
        [
            "https://a.example.org, http://localhost:5173/",
            '["https://a.example.org", "http://localhost:5173"]',
        ],
    )
    def test_take_origins_as_a_list_or_with_commas(
        self, written: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("CORS_ORIGINS", written)

        assert Settings().cors_origins == ("https://a.example.org", "http://localhost:5173")

    def test_take_an_empty_line_of_the_file_as_nothing_said(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("TODAY", "")
        monkeypatch.setenv("PORT", "")

        assert (Settings().today, Settings().port) == (None, 8000)

    def test_read_the_file_env(self, tmp_path: Path) -> None:
        (tmp_path / ".env").write_text("APP_ENV=development\nPORT=8123\nUNKNOWN=1\n")

        assert Settings().app_env == "development"
        assert Settings().port == 8123

    def test_encrypt_with_the_first_of_several_keys(self) -> None:
        assert settings(encryption_key=f"{FERNET}, other").encryption_keys() == [FERNET, "other"]

    @pytest.mark.parametrize(
        ("environment", "auth", "api", "providers"),
        [
            (
                "sandbox",
                "https://auth.truelayer-sandbox.com",
                "https://api.truelayer-sandbox.com",
                "uk-cs-mock",
            ),
            (
                "live",
                "https://auth.truelayer.com",
                "https://api.truelayer.com",
                "uk-ob-all uk-oauth-all",
            ),
        ],
    )
    def test_know_truelayer_s_two_worlds(
        self, environment: str, auth: str, api: str, providers: str
    ) -> None:
        given = settings(truelayer_environment=environment)

        assert (given.auth_url, given.api_url, given.providers) == (auth, api, providers)

    def test_let_truelayer_s_addresses_be_replaced(self) -> None:
        given = settings(
            truelayer_auth_url="http://localhost:9000",
            truelayer_api_url="http://localhost:9001",
            truelayer_providers="mock",
        )

        assert (given.auth_url, given.api_url) == ("http://localhost:9000", "http://localhost:9001")
        assert given.providers == "mock"

    def test_send_cookies_over_https_only_where_people_come_by_https(self) -> None:
        assert not settings().cookies_are_secure
        assert settings(
            truelayer_redirect_uri="https://money.example.org/api/v1/banking/callback"
        ).cookies_are_secure

    def test_send_people_back_to_the_port_that_is_served(self) -> None:
        assert settings(port=8123).redirect_uri == ("http://localhost:8123/api/v1/banking/callback")

    def test_never_show_a_secret(self) -> None:
        shown = repr(settings(**STRONG))

        assert SECRET not in shown
        assert FERNET not in shown
        assert "kept elsewhere" not in shown

    def test_never_show_a_secret_that_is_wrong(self) -> None:
        with pytest.raises(ValidationError) as refused:
            settings(secret_key=SECRET, port="a port that says what it should not")

        assert "what it should not" not in str(refused.value)
