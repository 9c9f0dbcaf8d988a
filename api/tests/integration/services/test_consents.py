"""Consents: extended where that is allowed, announced before they end, never silently over."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.bank.errors import BankUnavailableError, ExtensionRefusedError
from app.bank.fake import FakeBank, FakeConnection
from app.core.config import Settings
from app.services.feed import reminders
from app.services.feed.connecting import state_of
from app.services.wiring import Wiring
from launcher.processes import free_port
from tests.integration.stories import V1, account, row, shared

type Connect = Callable[[FakeConnection, dict[str, str]], str]
NOW = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)


def a_bank(*, days_left: float = 20) -> FakeConnection:
    held = shared(account(row("1", "2026-11-18", -1)))
    held.expires_at = datetime.now(UTC) + timedelta(days=days_left)  # noqa: TID251 - real time
    return held


def extend(client: TestClient, headers: dict[str, str], connection_id: str) -> dict[str, Any]:
    answer = client.post(
        f"{V1}/banking/connections/{connection_id}/extend",
        json={"reconfirmed": True},
        headers=headers,
    )
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


class TestExtending:
    def test_needs_no_visit_to_the_bank_where_that_is_allowed(
        self, client: TestClient, connect: Connect, headers: dict[str, str], wiring: Wiring
    ) -> None:
        held = a_bank()
        connection_id = connect(held, headers)

        extended = extend(client, headers, connection_id)

        assert (extended["outcome"], extended["auth_url"]) == ("extended", None)
        [found] = client.get(f"{V1}/banking/connections", headers=headers).json()
        assert found["consent_days_left"] in {89, 90}
        with wiring.engine.connect() as connection:
            [token] = connection.execute(
                text("SELECT refresh_token_encrypted FROM connections")
            ).scalars()
        assert wiring.bank.vault.decrypt(token) == held.refresh_token

    def test_is_believed_until_the_bank_says_so_too(
        self,
        client: TestClient,
        connect: Connect,
        headers: dict[str, str],
        run_jobs: Callable[[], None],
        wiring: Wiring,
    ) -> None:
        held = a_bank(days_left=5)
        connection_id = connect(held, headers)
        extend(client, headers, connection_id)

        def days_left() -> int:
            client.post(f"{V1}/banking/sync/transactions", headers=headers)
            run_jobs()
            [found] = client.get(f"{V1}/banking/connections", headers=headers).json()
            return int(found["consent_days_left"])

        assert days_left() in {89, 90}
        with wiring.engine.begin() as connection:
            connection.execute(
                text("UPDATE connection_states SET extended_at = extended_at - interval '2 days'")
            )
        assert days_left() in {4, 5}

    def test_leads_to_the_bank_where_it_wants_a_visit(
        self,
        client: TestClient,
        connect: Connect,
        headers: dict[str, str],
        bank: FakeBank,
        run_jobs: Callable[[], None],
    ) -> None:
        held = a_bank()
        held.extends_at_once = False
        connection_id = connect(held, headers)
        [before] = client.get(f"{V1}/banking/accounts", headers=headers).json()

        asked = extend(client, headers, connection_id)
        bank.grant(code="again", connection=held)
        client.get(
            f"{V1}/banking/callback",
            params={"code": "again", "state": state_of(asked["auth_url"])},
            headers=headers,
            follow_redirects=False,
        )
        run_jobs()

        assert asked["outcome"] == "authentication_needed"
        [after] = client.get(f"{V1}/banking/accounts", headers=headers).json()
        assert after["id"] == before["id"]
        assert len(client.get(f"{V1}/banking/connections", headers=headers).json()) == 1

    def test_falls_back_to_signing_in_where_it_is_not_enabled(
        self, client: TestClient, connect: Connect, headers: dict[str, str], bank: FakeBank
    ) -> None:
        connection_id = connect(a_bank(), headers)
        bank.fail("extend", ExtensionRefusedError("Not enabled."))

        asked = extend(client, headers, connection_id)

        assert asked["outcome"] == "sign_in_needed"
        assert "fake-bank" in asked["auth_url"]

    def test_is_not_had_while_the_bank_is_away(
        self, client: TestClient, connect: Connect, headers: dict[str, str], bank: FakeBank
    ) -> None:
        connection_id = connect(a_bank(), headers)
        bank.fail("extend", BankUnavailableError("Away."))

        answer = client.post(
            f"{V1}/banking/connections/{connection_id}/extend",
            json={"reconfirmed": True},
            headers=headers,
        )

        assert answer.status_code == 503

    @pytest.mark.parametrize("body", [{}, {"reconfirmed": False}])
    def test_takes_the_person_s_word_and_nothing_less(
        self,
        client: TestClient,
        connect: Connect,
        headers: dict[str, str],
        bank: FakeBank,
        body: dict[str, Any],
    ) -> None:
        connection_id = connect(a_bank(), headers)

        answer = client.post(
            f"{V1}/banking/connections/{connection_id}/extend", json=body, headers=headers
        )

        assert answer.status_code == 422
        assert bank.calls["extend"] == 0


class _Letters(socketserver.StreamRequestHandler):
    """As much of a mail server as it takes to be handed a letter."""

    letters: list[str]

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            word = line.strip().upper()[:4]
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                letter = b""
                while not letter.endswith(b"\r\n.\r\n"):
                    letter += self.rfile.readline()
                self.letters.append(letter.decode())
            if word == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            self.wfile.write(b"250 fine\r\n")


@pytest.fixture
def letters(settings: Settings) -> Iterator[tuple[list[str], Settings]]:
    """Serve a mail server; return what it was handed, and the settings that name it."""
    port, received = free_port(), list[str]()
    handler = type("Handler", (_Letters,), {"letters": received})
    with socketserver.ThreadingTCPServer(("127.0.0.1", port), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield (
            received,
            settings.model_copy(
                update={
                    "smtp_host": "127.0.0.1",
                    "smtp_port": port,
                    "smtp_from": "tracker@example.com",
                }
            ),
        )
        server.shutdown()
        thread.join()


def ends_in(wiring: Wiring, *, days: float, status: str = "active") -> None:
    with wiring.engine.begin() as connection:
        connection.execute(
            text("UPDATE connections SET consent_expires_at = :at, status = :status"),
            {"at": NOW + timedelta(days=days), "status": status},
        )


class TestConsentsToRenew:
    @pytest.mark.parametrize(
        ("days", "step"),
        [
            (20, None),
            (14.5, None),
            (13.9, 14),
            (8, 14),
            (7.9, 7),
            (7, 7),
            (2.9, 2),
            (1, 2),
            (0.4, 0),
            (-3, 0),
        ],
    )
    def test_are_told_by_the_step_they_have_reached(
        self,
        client: TestClient,
        connect: Connect,
        headers: dict[str, str],
        wiring: Wiring,
        days: float,
        step: int | None,
    ) -> None:
        connect(a_bank(), headers)
        ends_in(wiring, days=days)
        household_id = UUID(client.get(f"{V1}/auth/me", headers=headers).json()["household"]["id"])

        with wiring.bank.unit_of_work() as session:
            found = reminders.consents_to_renew(session, household_id, NOW)

        assert [one.step for one in found] == ([] if step is None else [step])


class TestReminders:
    def test_go_out_once_a_step(
        self,
        connect: Connect,
        headers: dict[str, str],
        wiring: Wiring,
        letters: tuple[list[str], Settings],
    ) -> None:
        received, settings = letters
        connect(a_bank(), headers)

        def remind() -> int:
            return reminders.send_due(wiring.bank.unit_of_work, settings=settings, now=NOW)

        sent = []
        for days in (20, 13, 12, 6, 1, 1):
            ends_in(wiring, days=days)
            with wiring.engine.begin() as connection:
                # The same consent, seen on later days.
                connection.execute(
                    text(
                        "UPDATE consent_reminders SET consent_expires_at = "
                        "(SELECT consent_expires_at FROM connections)"
                    )
                )
            sent.append(remind())

        assert sent == [0, 1, 0, 1, 1, 0]
        assert "To: alex@example.com" in received[0]
        assert "Renew Fake Bank: 13 days left" in received[0]
        assert len(received) == 3

    def test_that_could_not_be_sent_are_tried_again_later(
        self,
        connect: Connect,
        headers: dict[str, str],
        wiring: Wiring,
        letters: tuple[list[str], Settings],
    ) -> None:
        received, settings = letters
        connect(a_bank(), headers)
        ends_in(wiring, days=6)
        nobody = settings.model_copy(update={"smtp_port": free_port()})
        unit_of_work = wiring.bank.unit_of_work

        assert reminders.send_due(unit_of_work, settings=nobody, now=NOW) == 0
        assert reminders.send_due(unit_of_work, settings=settings, now=NOW) == 0
        later = NOW + timedelta(hours=1)
        assert reminders.send_due(unit_of_work, settings=settings, now=later) == 1
        assert len(received) == 1

    def test_are_not_taken_where_there_is_no_way_to_send_them(
        self, connect: Connect, headers: dict[str, str], wiring: Wiring, settings: Settings
    ) -> None:
        connect(a_bank(), headers)
        ends_in(wiring, days=6)

        assert reminders.send_due(wiring.bank.unit_of_work, settings=settings, now=NOW) == 0
        with wiring.engine.connect() as connection:
            taken = connection.execute(text("SELECT count(*) FROM consent_reminders")).scalar_one()
        assert taken == 0


class TestAnExpiredFeed:
    def test_is_named_beside_the_figure(
        self, client: TestClient, connect: Connect, headers: dict[str, str], wiring: Wiring
    ) -> None:
        connect(a_bank(), headers)
        fresh = client.get(f"{V1}/analytics/summary", headers=headers).json()
        ends_in(wiring, days=-3, status="expired")
        with wiring.engine.begin() as connection:
            connection.execute(text("UPDATE account_states SET read_at = '2026-10-12 09:00:00+00'"))

        summary = client.get(f"{V1}/analytics/summary", headers=headers).json()

        assert fresh["feeds"][0]["sentence"] is None
        [feed] = summary["feeds"]
        assert feed["status"] == "expired"
        assert feed["age_hours"] > 24
        assert feed["sentence"] == (
            "Fake Bank (Current account) is as it was on 12 October. "
            "Its consent has ended: renew it."
        )
        assert feed["sentence"] in summary["notes"]

    def test_is_as_old_as_its_oldest_account(
        self,
        client: TestClient,
        connect: Connect,
        headers: dict[str, str],
        bank: FakeBank,
        wiring: Wiring,
        run_jobs: Callable[[], None],
    ) -> None:
        one = account(row("1", "2026-11-18", -1))
        two = account(row("2", "2026-11-18", -2), identity="acc-2", name="Bills", number="uk:1:2")
        connect(shared(one, two), headers)
        with wiring.engine.begin() as connection:
            connection.execute(
                text("UPDATE account_states SET read_at = now() - interval '2 days'")
            )
        bank.fail(
            "transactions", BankUnavailableError("Away."), times=9, provider_account_id="acc-2"
        )

        client.post(f"{V1}/banking/sync/transactions", headers=headers)
        run_jobs()

        [feed] = client.get(f"{V1}/analytics/summary", headers=headers).json()["feeds"]
        assert 47 < feed["age_hours"] < 49
        assert "It could not be read" in feed["sentence"]
