"""What a test can ask of the demo bank, and that it does as asked."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from demo_bank.app import create_app
from demo_bank.tests.person import Person

HARBOUR = "ob-demo-highstreet"
ACCOUNTS = "GET /data/v1/accounts"
ROW = {
    "key": "late-1",
    "account": "harbour-current",
    "day": "2026-11-16",
    "amount": -1250,
    "description": "LATE ARRIVAL",
}


@pytest.fixture
def connected(person: Person) -> Person:
    person.connect(HARBOUR)
    return person


def current_path(person: Person) -> str:
    return f"/accounts/{person.rows('/accounts')[0]['account_id']}"


def fault(person: Person, **asked: Any) -> None:
    person.control("POST", "/faults", {"match": ACCOUNTS, **asked})


class TestControl:
    def test_is_not_there_unless_switched_on(self) -> None:
        with TestClient(create_app()) as client:
            assert client.post("/_control/reset").status_code == 404
            assert client.get("/health").json()["status"] == "ok"

    def test_lists_the_calls_made_with_their_headers(self, connected: Person) -> None:
        connected.control("DELETE", "/calls")
        connected.get("/accounts")

        [call] = connected.control("GET", "/calls")

        assert (call["method"], call["path"]) == ("GET", "/data/v1/accounts")
        assert call["headers"]["authorization"].startswith("Bearer ")
        assert call["status"] == 200

    def test_reset_forgets_everything(self, connected: Person) -> None:
        fault(connected, error="provider_error")

        connected.control("POST", "/reset")

        assert connected.get("/accounts").status_code == 401

    def test_expired_consents_refuse_data_and_refresh(self, connected: Person) -> None:
        connected.control("POST", "/expire-consents")

        answer = connected.get("/accounts")

        assert (answer.status_code, answer.json()["error"]) == (403, "access_denied")
        refreshed = connected.refresh(connected.tokens["refresh_token"])
        assert refreshed.json() == {"error": "invalid_grant"}
        assert connected.get("/me").status_code == 200


class TestFaults:
    @pytest.mark.parametrize(
        ("code", "status"),
        [
            ("provider_too_many_requests", 429),
            ("internal_server_error", 500),
            ("temporarily_unavailable", 503),
            ("provider_timeout", 504),
        ],
    )
    def test_answer_in_the_service_s_shape(self, connected: Person, code: str, status: int) -> None:
        fault(connected, error=code, retry_after="7")

        answer = connected.get("/accounts")

        assert (answer.status_code, answer.json()["error"]) == (status, code)
        assert answer.headers["retry-after"] == "7"

    def test_strike_as_often_as_counted(self, connected: Person) -> None:
        fault(connected, error="provider_error", skip=1, count=2)

        statuses = [connected.get("/accounts").status_code for _ in range(4)]

        assert statuses == [200, 503, 503, 200]

    def test_strike_by_chance_the_same_way_each_time(self, connected: Person) -> None:
        fault(connected, error="provider_error", probability=0.5, seed=4)
        once = [connected.get("/accounts").status_code for _ in range(12)]
        connected.control("DELETE", "/faults")

        fault(connected, error="provider_error", probability=0.5, seed=4)

        assert [connected.get("/accounts").status_code for _ in range(12)] == once
        assert set(once) == {200, 503}

    def test_can_be_a_gateway_s_page_or_half_an_answer(self, connected: Person) -> None:
        fault(connected, html=True, status=504, count=1)
        fault(connected, truncated=True, count=1)

        page, half = connected.get("/accounts"), connected.get("/accounts")

        assert page.status_code == 504
        assert page.text.startswith("<html>")
        assert half.status_code == 200
        with pytest.raises(ValueError, match="Unterminated"):
            half.json()

    def test_can_only_be_slow(self, connected: Person) -> None:
        fault(connected, slow_seconds=0.01)

        assert connected.get("/accounts").status_code == 200


class TestUnattendedQuota:
    def test_is_four_a_day_unless_the_person_is_there(self, connected: Person) -> None:
        connected.control("POST", "/switches", {"counts_unattended_calls": True})
        path = f"{current_path(connected)}/balance"
        bearer = {"Authorization": f"Bearer {connected.tokens['access_token']}"}

        statuses = [connected.get(path).status_code for _ in range(5)]
        there = connected.client.get(
            f"/data/v1{path}", headers={**bearer, "X-PSU-IP": "203.0.113.7"}
        )

        assert statuses == [200, 200, 200, 200, 429]
        assert there.status_code == 200


class TestCache:
    def test_answers_the_same_for_an_hour(self, connected: Person) -> None:
        connected.control("POST", "/switches", {"caches_answers": True})
        first = connected.get("/accounts")
        connected.advance(600)

        second = connected.get("/accounts")

        assert second.json() == first.json()
        assert first.headers["cache-control"] == "max-age=3600"
        assert second.headers["cache-control"] in {"max-age=3000", "max-age=2999"}


class TestRows:
    def test_added_changed_and_removed_rows_move_the_balance(self, connected: Person) -> None:
        before = connected.control("GET", "/rows/harbour-current")["balance"]

        connected.control("POST", "/rows", ROW)
        added = connected.control("GET", "/rows/harbour-current")["balance"]
        connected.control("PATCH", "/rows", {"key": "late-1", "amount": -2000})
        changed = connected.control("GET", "/rows/harbour-current")["balance"]
        connected.control("DELETE", "/rows/late-1")
        removed = connected.control("GET", "/rows/harbour-current")["balance"]

        assert (added, changed, removed) == (before - 1250, before - 2000, before)

    def test_pending_settles_with_another_id_and_amount(self, connected: Person) -> None:
        path = f"{current_path(connected)}/transactions"
        hold = {**ROW, "key": "hold", "day": "2026-11-19", "amount": -10_000}
        connected.control("PUT", "/pending/harbour-current", [hold])
        [pending] = connected.rows(f"{path}/pending")

        connected.control(
            "POST",
            "/settle",
            {"key": "hold", "account": "harbour-current", "booked_key": "fuel", "amount": -4763},
        )

        settled = connected.rows(path)[0]
        assert connected.rows(f"{path}/pending") == []
        assert settled["amount"] == -47.63
        assert settled["transaction_id"] != pending["transaction_id"]
        assert "running_balance" not in pending

    def test_ids_can_be_made_unstable(self, connected: Person) -> None:
        path = f"{current_path(connected)}/transactions"
        connected.control("POST", "/switches", {"unstable_ids": True})

        first, second = connected.rows(path)[0], connected.rows(path)[0]

        assert first["transaction_id"] != second["transaction_id"]

    def test_the_clock_brings_new_rows(self, connected: Person) -> None:
        connected.control("POST", "/clock", {"today": "2026-11-30"})
        connected.tokens = connected.refresh(connected.tokens["refresh_token"]).json()

        rows = connected.rows(f"{current_path(connected)}/transactions")

        assert "BRIGHTWATER DESIGN LTD SALARY" in {
            row["description"] for row in rows if row["timestamp"].startswith("2026-11-30")
        }


class TestHouseholdFacts:
    def test_are_told_with_the_wire_s_account_ids(self, connected: Person) -> None:
        told = connected.control("GET", "/household")

        account_id = connected.rows("/accounts")[0]["account_id"]
        assert told["accounts"]["harbour-current"]["account_id"] == account_id
        assert {row["name"] for row in told["commitments"]} >= {"Rent", "Wage", "Council tax"}
