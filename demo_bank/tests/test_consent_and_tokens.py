"""The person's journey, and the life of what it yields."""

import base64
import hashlib
import json
from pathlib import Path

import pytest

from demo_bank.tests.person import CALLBACK, CLIENT, TODAY, Person

HARBOUR = "ob-demo-highstreet"


class TestBankLink:
    def test_offers_the_banks_and_says_they_are_pretend(self, person: Person) -> None:
        link = person.link(HARBOUR)
        del link["provider_id"]

        page = person.client.get("/", params={**link, "providers": "uk-ob-all"})

        assert page.status_code == 200
        assert page.headers["cache-control"] == "no-store"
        assert "a pretend bank; no real money" in page.text
        for name in ("Harbour Bank", "Pebble", "Northway Building Society", "Meridian Card"):
            assert name in page.text

    def test_goes_straight_to_the_bank_it_names(self, person: Person) -> None:
        page = person.client.get("/", params=person.link(HARBOUR))

        assert "Standing orders" in page.text
        assert "For 90 days" in page.text
        # A form-action would hold the application's own redirects after its callback too.
        assert "form-action" not in page.headers["content-security-policy"]
        assert "<script" not in page.text

    def test_escapes_what_the_link_carries(self, person: Person) -> None:
        page = person.client.get("/", params=person.link(HARBOUR, state='"><script>'))

        assert "<script" not in page.text

    @pytest.mark.parametrize(
        "wrong",
        [
            {"client_id": "somebody"},
            {"redirect_uri": "https://evil.example/api/v1/banking/callback"},
            {"redirect_uri": "http://localhost:8000/api/v1/banking/callback/"},
            {"redirect_uri": "http://localhost:8000@evil.example/api/v1/banking/callback"},
            {"response_type": "token"},
            {"provider_id": "ob-nowhere"},
            {"providers": "uk-cs-mock"},
            {"code_challenge": "abc", "code_challenge_method": "plain"},
        ],
    )
    def test_refuses_a_wrong_link_in_plain_words(
        self, person: Person, wrong: dict[str, str]
    ) -> None:
        link = {**person.link(HARBOUR), **wrong}

        shown = person.client.get("/", params=link)
        decided = person.client.post("/consent", data={**link, "decision": "allow"})

        assert (shown.status_code, decided.status_code) == (400, 400)
        assert "This link does not work" in shown.text

    def test_returns_code_and_state(self, person: Person) -> None:
        back = person.decide(person.link(HARBOUR))

        assert set(back) == {"code", "scope", "state"}
        assert back["state"] == "s-123"

    def test_returns_access_denied_when_cancelled(self, person: Person) -> None:
        back = person.decide(person.link(HARBOUR), decision="cancel")

        assert back == {"error": "access_denied", "state": "s-123"}

    def test_asks_again_after_a_wrong_password(self, person: Person) -> None:
        form = {**person.link(HARBOUR), "username": "jane", "password": "x", "decision": "allow"}

        page = person.client.post("/consent", data=form)

        assert page.status_code == 422
        assert "Those details are not right" in page.text

    def test_posts_the_answer_when_asked_to(self, person: Person) -> None:
        form = {
            **person.link(HARBOUR, response_mode="form_post"),
            "username": "john",
            "password": "doe",
            "decision": "allow",
        }

        page = person.client.post("/consent", data=form)

        assert page.status_code == 200
        assert f'action="{CALLBACK}"' in page.text
        assert 'name="code"' in page.text


class TestExchange:
    def test_answers_the_shape_of_the_service(self, person: Person) -> None:
        back = person.decide(person.link(HARBOUR))

        body = person.exchange(back["code"]).json()

        assert set(body) == {"access_token", "expires_in", "token_type", "refresh_token", "scope"}
        assert (body["expires_in"], body["token_type"]) == (3600, "Bearer")
        assert len(body["refresh_token"]) == 64
        header = body["access_token"].split(".")[0]
        decoded = json.loads(base64.urlsafe_b64decode(header + "=" * (-len(header) % 4)))
        assert decoded["typ"] == "at+jwt"

    def test_gives_no_refresh_token_without_offline_access(self, person: Person) -> None:
        back = person.decide(person.link(HARBOUR, scope="accounts"))

        assert "refresh_token" not in person.exchange(back["code"]).json()

    def test_takes_a_code_once(self, person: Person) -> None:
        back = person.decide(person.link(HARBOUR))
        person.exchange(back["code"])

        again = person.exchange(back["code"])

        assert (again.status_code, again.json()) == (400, {"error": "invalid_grant"})

    def test_takes_a_code_for_five_minutes(self, person: Person) -> None:
        back = person.decide(person.link(HARBOUR))
        person.advance(301)

        assert person.exchange(back["code"]).json() == {"error": "invalid_grant"}

    def test_wants_the_same_redirect_uri(self, person: Person) -> None:
        back = person.decide(person.link(HARBOUR))

        answer = person.exchange(back["code"], redirect_uri="http://localhost:1/other")

        assert answer.json() == {"error": "invalid_grant"}

    def test_wants_the_right_client(self, person: Person) -> None:
        back = person.decide(person.link(HARBOUR))

        answer = person.exchange(back["code"], client_secret="wrong")

        assert (answer.status_code, answer.json()) == (400, {"error": "invalid_client"})

    @pytest.mark.parametrize(("verifier", "status"), [("v" * 43, 200), ("w" * 43, 400), ("", 400)])
    def test_wants_the_verifier_of_the_challenge(
        self, person: Person, verifier: str, status: int
    ) -> None:
        digest = hashlib.sha256(b"v" * 43).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        link = person.link(HARBOUR, code_challenge=challenge, code_challenge_method="S256")
        back = person.decide(link)
        more = {"code_verifier": verifier} if verifier else {}

        assert person.exchange(back["code"], **more).status_code == status


class TestRefresh:
    def test_rotates_and_retires_the_old_pair(self, person: Person) -> None:
        person.connect(HARBOUR)
        old = person.tokens

        new = person.refresh(old["refresh_token"]).json()

        assert new["refresh_token"] != old["refresh_token"]
        assert person.refresh(old["refresh_token"]).json() == {"error": "invalid_grant"}
        refused = person.get("/accounts")
        assert (refused.status_code, refused.json()["error"]) == (401, "unauthorized")
        person.tokens = new
        assert person.get("/accounts").status_code == 200

    def test_keeps_the_token_when_rotation_is_off(self, person: Person) -> None:
        person.control("POST", "/switches", {"rotates_refresh_tokens": False})
        person.connect(HARBOUR)

        new = person.refresh(person.tokens["refresh_token"]).json()

        assert new["refresh_token"] == person.tokens["refresh_token"]

    def test_can_leave_the_refresh_token_out(self, person: Person) -> None:
        person.connect(HARBOUR)
        person.control(
            "POST", "/switches", {"omits_refresh_token": True, "rotates_refresh_tokens": False}
        )

        new = person.refresh(person.tokens["refresh_token"]).json()

        assert "refresh_token" not in new

    @pytest.mark.parametrize("days", [30, 90])
    def test_ends_after_idle_days(self, person: Person, days: int) -> None:
        person.connect(HARBOUR)
        person.advance(days * 86_400)

        answer = person.refresh(person.tokens["refresh_token"])

        assert answer.json() == {"error": "invalid_grant"}

    def test_never_outlives_the_consent(self, person: Person) -> None:
        person.connect(HARBOUR)
        for _ in range(4):
            person.advance(20 * 86_400)
            person.tokens = person.refresh(person.tokens["refresh_token"]).json()
        person.advance(10 * 86_400)

        answer = person.refresh(person.tokens["refresh_token"])

        assert answer.json() == {"error": "invalid_grant"}

    def test_an_hour_ends_the_access_token(self, person: Person) -> None:
        person.connect(HARBOUR)
        person.advance(3601)

        answer = person.get("/accounts")

        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_token")


class TestDelete:
    def test_ends_everything(self, person: Person) -> None:
        person.connect(HARBOUR)
        bearer = {"Authorization": f"Bearer {person.tokens['access_token']}"}

        first = person.client.delete("/api/delete", headers=bearer)
        second = person.client.delete("/api/delete", headers=bearer)

        assert (first.status_code, first.content) == (200, b"")
        assert second.status_code == 401
        assert person.get("/accounts").status_code == 401
        assert person.refresh(person.tokens["refresh_token"]).json() == {"error": "invalid_grant"}


class TestExtend:
    def body(self, person: Person) -> dict[str, object]:
        return {
            "user_has_reconfirmed_consent": True,
            **CLIENT,
            "user": {"id": "1", "name": "Alex Morgan", "email": "alex@example.invalid"},
            "refresh_token": person.tokens["refresh_token"],
            "redirect_uri": CALLBACK,
        }

    @pytest.mark.parametrize("path", ["/connections/extend", "/data/v1/connections/extend"])
    def test_gives_a_new_pair_and_shows_the_new_end_later(self, person: Person, path: str) -> None:
        person.control("POST", "/clock", {"now": "2026-11-19T09:00:00Z"})
        person.connect(HARBOUR, who=("john", "eternal"))
        person.advance(86_400 * 10)

        body = person.client.post(path, json=self.body(person)).json()

        assert body["action_needed"] == "no_action_needed"
        person.tokens = body
        assert person.rows("/me")[0]["consent_expires_at"] == "2027-02-17T09:00:00Z"
        person.advance(61)
        assert person.rows("/me")[0]["consent_expires_at"] == "2027-02-27T09:00:00Z"

    def test_sends_the_person_back_to_the_same_connection(self, person: Person) -> None:
        person.connect(HARBOUR)
        before = person.rows("/me")[0]["credentials_id"]

        body = person.client.post("/connections/extend", json=self.body(person)).json()
        page = person.client.get(body["user_input_link"])
        fields = dict(person.client.build_request("GET", body["user_input_link"]).url.params)
        back = person.decide(fields)
        person.tokens = person.exchange(back["code"]).json()

        assert body["action_needed"] == "authentication_needed"
        assert page.status_code == 200
        assert person.rows("/me")[0]["credentials_id"] == before

    def test_answers_problems_as_problem_json(self, person: Person) -> None:
        person.connect(HARBOUR)

        unconfirmed = {**self.body(person), "user_has_reconfirmed_consent": False}
        unknown = {**self.body(person), "refresh_token": "X"}
        answers = [
            person.client.post("/connections/extend", json=body) for body in (unconfirmed, unknown)
        ]

        assert [answer.status_code for answer in answers] == [400, 401]
        assert {answer.headers["content-type"] for answer in answers} == {
            "application/problem+json"
        }


class TestMemory:
    def test_tokens_survive_a_restart(self, tmp_path: Path) -> None:
        state = tmp_path / "bank" / "state.json"
        with Person.at_the_bank(state_path=state) as person:
            person.connect(HARBOUR)
            back = person.decide(person.link(HARBOUR))
            tokens = person.tokens

        with Person.at_the_bank(state_path=state, today=TODAY) as person:
            person.tokens = tokens
            assert person.get("/accounts").status_code == 200
            assert person.refresh(tokens["refresh_token"]).status_code == 200
            assert person.exchange(back["code"]).status_code == 200

        assert [path.name for path in state.parent.iterdir()] == ["state.json"]


class TestProviders:
    def test_are_a_bare_array(self, person: Person) -> None:
        listed = person.client.get("/api/providers", params={"scopes": "accounts"}).json()

        assert [row["provider_id"] for row in listed] == [
            "ob-demo-highstreet",
            "ob-demo-app",
            "ob-demo-bills",
        ]
        assert set(listed[0]) == {
            "provider_id",
            "display_name",
            "country",
            "logo_url",
            "scopes",
            "availability",
        }
