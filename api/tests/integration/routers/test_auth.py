"""Signing up, in and out, by browser and by program."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import jwt
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.services.wiring import Wiring

V1 = "/api/v1"
EMAIL = "alex@example.com"
PASSWORD = "correct horse battery"
LONG = "x" * 72
type SignUp = Callable[[str], dict[str, str]]


@pytest.fixture
def browser(client: TestClient) -> TestClient:
    """Return a browser that has just signed up, and so is signed in by its cookie."""
    client.post(
        f"{V1}/auth/register", json={"email": EMAIL, "password": PASSWORD}
    ).raise_for_status()
    return client


def proof(browser: TestClient) -> dict[str, str]:
    """Return the header that only our own page can send."""
    return {"X-CSRF-Token": browser.cookies["csrf_token"]}


class TestRegister:
    def test_makes_a_person_and_signs_them_in(self, client: TestClient) -> None:
        answer = client.post(
            f"{V1}/auth/register", json={"email": EMAIL, "password": PASSWORD, "name": "Alex"}
        )

        assert answer.status_code == 201
        assert answer.json()["email"] == EMAIL
        assert set(answer.json()) == {"id", "email"}
        me = client.get(f"{V1}/auth/me").json()
        assert me["id"] == answer.json()["id"]
        assert me["name"] == "Alex"
        assert me["household"]["currency"] == "GBP"

    def test_keeps_the_session_out_of_reach_of_scripts_and_other_sites(
        self, client: TestClient
    ) -> None:
        answer = client.post(f"{V1}/auth/register", json={"email": EMAIL, "password": PASSWORD})

        cookies = {
            cookie.partition("=")[0]: cookie for cookie in answer.headers.get_list("set-cookie")
        }
        assert "HttpOnly" in cookies["session"]
        assert "samesite=lax" in cookies["session"].lower()
        assert "HttpOnly" not in cookies["csrf_token"]
        assert "samesite=lax" in cookies["csrf_token"].lower()

    @pytest.mark.parametrize("again", [EMAIL, "ALEX@example.com", "Alex@Example.COM"])
    def test_refuses_an_address_in_use_however_it_is_written(
        self, browser: TestClient, again: str
    ) -> None:
        answer = browser.post(f"{V1}/auth/register", json={"email": again, "password": PASSWORD})

        assert answer.status_code == 409
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["code"] == "email_taken"

    def test_refuses_a_short_password_and_names_the_field(self, client: TestClient) -> None:
        answer = client.post(f"{V1}/auth/register", json={"email": EMAIL, "password": "short"})

        assert answer.status_code == 422
        assert answer.json()["code"] == "password_too_short"
        assert answer.json()["errors"][0]["field"] == "password"

    def test_refuses_what_is_no_address(self, client: TestClient) -> None:
        answer = client.post(f"{V1}/auth/register", json={"email": "alex", "password": PASSWORD})

        assert answer.status_code == 422
        assert answer.json()["code"] == "validation_error"
        assert answer.json()["errors"][0]["field"] == "email"

    def test_never_shows_the_password_it_refused(self, client: TestClient) -> None:
        answer = client.post(f"{V1}/auth/register", json={"email": "alex", "password": PASSWORD})

        assert PASSWORD not in answer.text

    def test_does_not_store_the_password(self, browser: TestClient, wiring: Wiring) -> None:
        assert browser.cookies["session"]
        with wiring.engine.connect() as connection:
            [stored] = connection.execute(text("SELECT users::text FROM users")).scalars()
            [session] = connection.execute(text("SELECT sessions::text FROM sessions")).scalars()

        assert PASSWORD not in stored
        assert "$2b$" in stored
        assert browser.cookies["session"] not in session


class TestLogin:
    def test_gives_a_token_and_a_cookie(self, browser: TestClient) -> None:
        browser.cookies.clear()

        answer = browser.post(f"{V1}/auth/login", json={"email": EMAIL, "password": PASSWORD})

        assert answer.status_code == 200
        assert answer.json()["token_type"] == "bearer"
        assert answer.json()["expires_in"] == 30 * 60
        assert browser.cookies["session"]
        browser.cookies.clear()
        bearer = {"Authorization": f"Bearer {answer.json()['access_token']}"}
        assert browser.get(f"{V1}/auth/me", headers=bearer).json()["email"] == EMAIL

    def test_takes_the_address_however_it_is_written(self, browser: TestClient) -> None:
        answer = browser.post(
            f"{V1}/auth/login", json={"email": "ALEX@EXAMPLE.COM", "password": PASSWORD}
        )

        assert answer.status_code == 200

    @pytest.mark.parametrize(
        ("email", "password"),
        [(EMAIL, "wrong horse battery"), ("nobody@example.com", PASSWORD), (EMAIL, "")],
    )
    def test_says_the_same_whoever_is_wrong(
        self, browser: TestClient, email: str, password: str
    ) -> None:
        answer = browser.post(f"{V1}/auth/login", json={"email": email, "password": password})

        assert answer.status_code == 401
        assert answer.json()["code"] == "invalid_credentials"
        assert answer.json()["detail"] == "That email address and password do not match."

    def test_reads_a_long_password_to_its_end(self, client: TestClient) -> None:
        client.post(
            f"{V1}/auth/register", json={"email": EMAIL, "password": LONG + "a" * 28}
        ).raise_for_status()

        other = client.post(f"{V1}/auth/login", json={"email": EMAIL, "password": LONG + "b" * 28})
        right = client.post(f"{V1}/auth/login", json={"email": EMAIL, "password": LONG + "a" * 28})

        assert other.status_code == 401
        assert right.status_code == 200


class TestThrottle:
    def fail(self, client: TestClient, *, email: str, times: int) -> None:
        for _ in range(times):
            answer = client.post(
                f"{V1}/auth/login", json={"email": email, "password": "wrong horse battery"}
            )
            assert answer.status_code == 401

    def test_slows_down_guessing_at_one_account(self, browser: TestClient) -> None:
        self.fail(browser, email=EMAIL, times=5)

        answer = browser.post(f"{V1}/auth/login", json={"email": EMAIL, "password": PASSWORD})

        assert answer.status_code == 429
        assert answer.json()["code"] == "too_many_attempts"
        assert int(answer.headers["Retry-After"]) > 0

    def test_counts_every_way_of_writing_the_address_as_one(self, browser: TestClient) -> None:
        self.fail(browser, email=EMAIL, times=3)
        self.fail(browser, email=EMAIL.upper(), times=2)

        answer = browser.post(f"{V1}/auth/login", json={"email": EMAIL, "password": PASSWORD})

        assert answer.status_code == 429

    def test_lets_other_people_in_meanwhile(self, browser: TestClient, sign_up: SignUp) -> None:
        self.fail(browser, email=EMAIL, times=5)

        headers = sign_up("sam@example.com")

        assert browser.get(f"{V1}/auth/me", headers=headers).json()["email"] == "sam@example.com"

    def test_slows_down_one_address_that_tries_many_accounts(
        self, client: TestClient, wiring: Wiring
    ) -> None:
        with wiring.engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO login_failures (id, account_fingerprint, address, failed_at) "
                    "SELECT gen_random_uuid(), n::text, 'testclient', now() "
                    "FROM generate_series(1, 30) AS n"
                )
            )

        answer = client.post(f"{V1}/auth/login", json={"email": EMAIL, "password": PASSWORD})

        assert answer.status_code == 429
        assert answer.json()["code"] == "too_many_attempts"
        assert int(answer.headers["Retry-After"]) > 0

    def test_forgets_after_a_quarter_of_an_hour(self, browser: TestClient, wiring: Wiring) -> None:
        self.fail(browser, email=EMAIL, times=5)
        with wiring.engine.begin() as connection:
            connection.execute(
                text("UPDATE login_failures SET failed_at = failed_at - interval '15 minutes'")
            )

        answer = browser.post(f"{V1}/auth/login", json={"email": EMAIL, "password": PASSWORD})

        assert answer.status_code == 200

    def test_starts_again_after_the_right_password(self, browser: TestClient) -> None:
        self.fail(browser, email=EMAIL, times=4)
        browser.post(
            f"{V1}/auth/login", json={"email": EMAIL, "password": PASSWORD}
        ).raise_for_status()

        self.fail(browser, email=EMAIL, times=4)

        answer = browser.post(f"{V1}/auth/login", json={"email": EMAIL, "password": PASSWORD})
        assert answer.status_code == 200


class TestCsrf:
    BUFFER = {"buffer": 5_000}  # noqa: RUF012 - read only

    def test_refuses_a_change_that_only_a_cookie_asks_for(self, browser: TestClient) -> None:
        answer = browser.put(f"{V1}/analytics/payday", json=self.BUFFER)

        assert answer.status_code == 403
        assert answer.json()["code"] == "csrf_failed"
        assert browser.get(f"{V1}/analytics/payday").json()["buffer"] == 0

    def test_refuses_another_sessions_proof(self, browser: TestClient) -> None:
        old = proof(browser)
        browser.post(
            f"{V1}/auth/login", json={"email": EMAIL, "password": PASSWORD}
        ).raise_for_status()

        answer = browser.put(f"{V1}/analytics/payday", json=self.BUFFER, headers=old)

        assert answer.status_code == 403

    def test_takes_a_change_that_our_own_page_asks_for(self, browser: TestClient) -> None:
        answer = browser.put(f"{V1}/analytics/payday", json=self.BUFFER, headers=proof(browser))

        assert answer.status_code == 200
        assert answer.json()["buffer"] == 5_000

    def test_asks_nothing_of_a_program_even_one_with_cookies(self, browser: TestClient) -> None:
        token = browser.post(
            f"{V1}/auth/login", json={"email": EMAIL, "password": PASSWORD}
        ).json()["access_token"]

        answer = browser.put(
            f"{V1}/analytics/payday",
            json=self.BUFFER,
            headers={"Authorization": f"Bearer {token}"},
        )

        assert browser.cookies["session"]
        assert answer.status_code == 200


class TestAccessToken:
    def claims(self, headers: dict[str, str], wiring: Wiring) -> dict[str, object]:
        claims: dict[str, object] = jwt.decode(
            headers["Authorization"].removeprefix("Bearer "),
            wiring.settings.secret_key.get_secret_value(),
            algorithms=["HS256"],
        )
        return claims

    def signed(self, claims: dict[str, object], key: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {jwt.encode(claims, key, algorithm='HS256')}"}

    def test_lasts_as_long_as_the_settings_say(
        self, headers: dict[str, str], wiring: Wiring
    ) -> None:
        claims = self.claims(headers, wiring)

        assert isinstance(claims["exp"], int)
        assert isinstance(claims["iat"], int)
        assert claims["exp"] - claims["iat"] == wiring.settings.access_token_expire_minutes * 60

    def test_is_worth_nothing_once_expired(
        self, client: TestClient, headers: dict[str, str], wiring: Wiring
    ) -> None:
        past = datetime.now(UTC) - timedelta(seconds=1)  # noqa: TID251 - expiry is by the real clock
        claims = self.claims(headers, wiring) | {"exp": past}

        answer = client.get(
            f"{V1}/auth/me",
            headers=self.signed(claims, wiring.settings.secret_key.get_secret_value()),
        )

        assert answer.status_code == 401
        assert answer.json()["code"] == "not_signed_in"
        assert answer.headers["WWW-Authenticate"] == "Bearer"

    def test_is_worth_nothing_signed_with_another_key(
        self, client: TestClient, headers: dict[str, str], wiring: Wiring
    ) -> None:
        forged = self.signed(self.claims(headers, wiring), "another key that is as long as ours is")

        assert client.get(f"{V1}/auth/me", headers=forged).status_code == 401

    def test_is_worth_nothing_unsigned(
        self, client: TestClient, headers: dict[str, str], wiring: Wiring
    ) -> None:
        unsigned = jwt.encode(self.claims(headers, wiring), key="", algorithm="none")

        answer = client.get(f"{V1}/auth/me", headers={"Authorization": f"Bearer {unsigned}"})

        assert answer.status_code == 401

    @pytest.mark.parametrize("sent", ["Bearer", "Bearer x", "Bearer a.b.c", "Basic YTpi", ""])
    def test_is_asked_for_where_there_is_none(self, client: TestClient, sent: str) -> None:
        answer = client.get(f"{V1}/auth/me", headers={"Authorization": sent})

        assert answer.status_code == 401

    def test_can_be_had_anew_for_the_session(
        self, client: TestClient, headers: dict[str, str]
    ) -> None:
        answer = client.post(f"{V1}/auth/refresh", headers=headers)

        assert answer.status_code == 200
        assert answer.json()["expires_in"] == 30 * 60
        bearer = {"Authorization": f"Bearer {answer.json()['access_token']}"}
        assert client.get(f"{V1}/auth/me", headers=bearer).status_code == 200


class TestLogout:
    def test_ends_cookie_and_token_at_once(self, browser: TestClient) -> None:
        token = browser.post(
            f"{V1}/auth/login", json={"email": EMAIL, "password": PASSWORD}
        ).json()["access_token"]
        cookie = browser.cookies["session"]

        answer = browser.post(f"{V1}/auth/logout", headers=proof(browser))

        assert answer.status_code == 204
        assert "session" not in browser.cookies
        bearer = {"Authorization": f"Bearer {token}"}
        assert browser.get(f"{V1}/auth/me", headers=bearer).status_code == 401
        kept = {"Cookie": f"session={cookie}"}
        assert browser.get(f"{V1}/auth/me", headers=kept).status_code == 401


class TestSessions:
    def test_are_listed_with_the_present_one_marked(self, browser: TestClient) -> None:
        browser.post(
            f"{V1}/auth/login",
            json={"email": EMAIL, "password": PASSWORD},
            headers={"User-Agent": "a telephone"},
        ).raise_for_status()

        found = browser.get(f"{V1}/auth/sessions").json()

        assert len(found) == 2
        assert [one["user_agent"] for one in found if one["is_current"]] == ["a telephone"]

    def test_can_be_ended_from_another_one(self, browser: TestClient) -> None:
        old = browser.cookies["session"]
        browser.post(
            f"{V1}/auth/login", json={"email": EMAIL, "password": PASSWORD}
        ).raise_for_status()
        [other] = [
            one["id"] for one in browser.get(f"{V1}/auth/sessions").json() if not one["is_current"]
        ]

        answer = browser.delete(f"{V1}/auth/sessions/{other}", headers=proof(browser))

        assert answer.status_code == 204
        assert browser.get(f"{V1}/auth/me").status_code == 200
        browser.cookies.clear()
        kept = {"Cookie": f"session={old}"}
        assert browser.get(f"{V1}/auth/me", headers=kept).status_code == 401

    def test_of_other_people_do_not_exist(self, client: TestClient, sign_up: SignUp) -> None:
        alex, sam = sign_up(EMAIL), sign_up("sam@example.com")
        theirs = client.get(f"{V1}/auth/sessions", headers=alex).json()[0]["id"]

        answer = client.delete(f"{V1}/auth/sessions/{theirs}", headers=sam)

        assert answer.status_code == 404
        assert answer.json()["code"] == "session_not_found"
        assert client.get(f"{V1}/auth/me", headers=alex).status_code == 200


class TestChangePassword:
    NEW = "a better horse battery"

    def test_ends_every_other_session(self, client: TestClient, headers: dict[str, str]) -> None:
        here = client.post(f"{V1}/auth/login", json={"email": EMAIL, "password": PASSWORD}).json()
        client.cookies.clear()
        mine = {"Authorization": f"Bearer {here['access_token']}"}

        answer = client.post(
            f"{V1}/auth/password",
            json={"current_password": PASSWORD, "new_password": self.NEW},
            headers=mine,
        )

        assert answer.status_code == 204
        assert client.get(f"{V1}/auth/me", headers=mine).status_code == 200
        assert client.get(f"{V1}/auth/me", headers=headers).status_code == 401
        login = {"email": EMAIL, "password": self.NEW}
        assert client.post(f"{V1}/auth/login", json=login).status_code == 200
        old = {"email": EMAIL, "password": PASSWORD}
        assert client.post(f"{V1}/auth/login", json=old).status_code == 401

    @pytest.mark.parametrize(
        ("current", "new", "status", "code"),
        [
            ("wrong horse battery", NEW, 401, "invalid_credentials"),
            (PASSWORD, "short", 422, "password_too_short"),
            (PASSWORD, "x" * 1025, 422, "password_too_long"),
        ],
    )
    def test_refuses(
        self,
        client: TestClient,
        headers: dict[str, str],
        current: str,
        new: str,
        status: int,
        code: str,
    ) -> None:
        answer = client.post(
            f"{V1}/auth/password",
            json={"current_password": current, "new_password": new},
            headers=headers,
        )

        assert answer.status_code == status
        assert answer.json()["code"] == code


class TestDeleteMe:
    def test_removes_everything_of_the_household_and_nothing_else(
        self, client: TestClient, sign_up: SignUp, wiring: Wiring
    ) -> None:
        alex, sam = sign_up(EMAIL), sign_up("sam@example.com")
        for headers in (alex, sam):
            client.post(
                f"{V1}/banking/accounts", json={"name": "Current", "balance": 100}, headers=headers
            ).raise_for_status()
            client.post(
                f"{V1}/analytics/planned-items",
                json={"name": "MOT", "amount": -5_485, "date": "2026-11-24"},
                headers=headers,
            ).raise_for_status()

        answer = client.delete(f"{V1}/auth/me", headers=alex)

        assert answer.status_code == 204
        assert client.get(f"{V1}/auth/me", headers=alex).status_code == 401
        assert len(client.get(f"{V1}/banking/accounts", headers=sam).json()) == 1
        with wiring.engine.connect() as connection:
            for table in ("households", "users", "accounts", "planned_items"):
                rows = connection.execute(text(f"SELECT count(*) FROM {table}"))  # noqa: S608 - fixed names
                assert rows.scalar_one() == 1, table
