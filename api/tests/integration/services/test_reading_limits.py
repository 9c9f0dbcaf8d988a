"""What banks limit and lack: calls a day, depth, endpoints, accounts that are gone."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.bank.errors import (
    AccessDeniedError,
    AccountLockedError,
    AccountUnknownError,
    BankUnavailableError,
    EndpointNotSupportedError,
    ProviderGoneError,
    RateLimitedError,
    ScaExceededError,
    SignInNeededError,
)
from app.bank.fake import FakeBank, FakeConnection
from app.services.feed import syncing
from app.services.wiring import Wiring
from tests.integration.stories import V1, account, balance, row, shared

type Connect = Callable[[FakeConnection, dict[str, str]], str]
type Unattended = Callable[[], dict[str, Any]]


@pytest.fixture
def by_itself(
    client: TestClient, headers: dict[str, str], wiring: Wiring, run_jobs: Callable[[], None]
) -> Unattended:
    """Return a way to have the scheduler ask when its time has come, and to read what it did."""

    def ask() -> dict[str, Any]:
        with wiring.engine.begin() as connection:
            connection.execute(text("UPDATE connection_states SET next_sync_at = now()"))
        with wiring.bank.unit_of_work() as session:
            syncing.request_due_syncs(
                session, wiring.queue, every=timedelta(hours=6), now=wiring.clock.now()
            )
        run_jobs()
        found: list[dict[str, Any]] = client.get(f"{V1}/banking/syncs", headers=headers).json()
        return found[0]

    return ask


@pytest.fixture
def asked(client: TestClient, headers: dict[str, str], run_jobs: Callable[[], None]) -> Unattended:
    """Return a way for a person to ask, and to read what was done."""

    def ask() -> dict[str, Any]:
        run = client.post(f"{V1}/banking/sync/transactions", headers=headers).json()
        run_jobs()
        found: dict[str, Any] = client.get(
            f"{V1}/banking/syncs/{run['id']}", headers=headers
        ).json()
        return found

    return ask


def the_connection(client: TestClient, headers: dict[str, str]) -> dict[str, Any]:
    [found] = client.get(f"{V1}/banking/connections", headers=headers).json()
    return dict(found)


def set_state(wiring: Wiring, **values: object) -> None:
    """Let the account have been read as given."""
    changes = ", ".join(f"{name} = :{name}" for name in values)
    with wiring.engine.begin() as connection:
        connection.execute(text(f"UPDATE account_states SET {changes}"), values)  # noqa: S608


class TestTheFourCallsADay:
    def test_are_spent_knowingly_and_then_kept(
        self,
        connect: Connect,
        headers: dict[str, str],
        bank: FakeBank,
        by_itself: Unattended,
        client: TestClient,
    ) -> None:
        connect(shared(account(row("1", "2026-11-18", -1))), headers)
        for _ in range(4):
            assert by_itself()["status"] == "succeeded"
        calls = bank.calls["transactions"]

        fifth = by_itself()

        assert bank.calls["transactions"] == calls
        assert fifth["status"] == "partial"
        assert "The 4 calls a day" in fifth["problems"][0]
        part = fifth["parts"][0]
        next_try = datetime.fromisoformat(part["next_try_at"])
        assert timedelta(hours=23) < next_try - datetime.now(UTC) < timedelta(hours=24)  # noqa: TID251
        connection = the_connection(client, headers)
        assert connection["status"] == "active"
        assert connection["next_sync_at"] == part["next_try_at"]

    def test_do_not_bind_a_person_who_asks(
        self,
        connect: Connect,
        headers: dict[str, str],
        bank: FakeBank,
        by_itself: Unattended,
        asked: Unattended,
    ) -> None:
        connect(shared(account(row("1", "2026-11-18", -1))), headers)
        for _ in range(5):
            by_itself()
        calls = bank.calls["transactions"]

        assert asked()["status"] == "succeeded"
        assert bank.calls["transactions"] == calls + 1
        assert bank.psu_ips[-1] == "testclient"

    def test_are_spent_by_nobody_who_asked_long_ago(
        self,
        client: TestClient,
        connect: Connect,
        headers: dict[str, str],
        bank: FakeBank,
        wiring: Wiring,
        run_jobs: Callable[[], None],
    ) -> None:
        connect(shared(account(row("1", "2026-11-18", -1))), headers)
        client.post(f"{V1}/banking/sync/transactions", headers=headers)
        with wiring.engine.begin() as connection:
            connection.execute(
                text("UPDATE sync_parts SET asked_at = asked_at - interval '6 minutes'")
            )

        run_jobs()

        assert bank.psu_ips[-1] is None
        with wiring.engine.connect() as connection:
            spent = connection.execute(
                text("SELECT endpoint FROM bank_calls ORDER BY endpoint")
            ).scalars()
            assert "transactions" in set(spent)
            ips = connection.execute(text("SELECT psu_ip FROM sync_parts")).scalars()
            assert set(ips) == {None}


class TestWaiting:
    def test_lasts_as_long_as_the_bank_wants(
        self,
        connect: Connect,
        headers: dict[str, str],
        bank: FakeBank,
        asked: Unattended,
        client: TestClient,
    ) -> None:
        connect(shared(account(row("1", "2026-11-18", -1))), headers)
        bank.fail(
            "transactions", RateLimitedError("Too many calls.", retry_after=timedelta(hours=2))
        )

        run = asked()
        again = asked()

        assert run["status"] == "partial"
        next_try = datetime.fromisoformat(run["parts"][0]["next_try_at"])
        assert next_try - datetime.now(UTC) > timedelta(minutes=119)  # noqa: TID251
        assert bank.calls["transactions"] == 2
        assert "wants to be left alone until" in again["problems"][0]
        assert the_connection(client, headers)["status"] == "active"

    def test_is_short_at_first_and_longer_each_time(
        self, connect: Connect, headers: dict[str, str], bank: FakeBank, by_itself: Unattended
    ) -> None:
        connect(shared(account(row("1", "2026-11-18", -1))), headers)
        waits: list[timedelta] = []
        for _ in range(3):
            bank.fail("balance", BankUnavailableError("Away."))
            run = by_itself()
            ended = datetime.fromisoformat(run["finished_at"])
            waits.append(datetime.fromisoformat(run["parts"][0]["next_try_at"]) - ended)

        assert timedelta(minutes=5) <= waits[0] <= timedelta(minutes=6)
        assert waits[0] < waits[1] < waits[2] < timedelta(hours=1)

    def test_is_over_with_the_first_good_reading(
        self,
        connect: Connect,
        headers: dict[str, str],
        bank: FakeBank,
        by_itself: Unattended,
        client: TestClient,
    ) -> None:
        connect(shared(account(row("1", "2026-11-18", -1))), headers)
        bank.fail("balance", BankUnavailableError("Away."))
        by_itself()

        assert by_itself()["status"] == "succeeded"
        planned = datetime.fromisoformat(the_connection(client, headers)["next_sync_at"])
        assert planned - datetime.now(UTC) > timedelta(hours=5, minutes=55)  # noqa: TID251

    def test_goes_on_for_a_bank_that_was_away_altogether(
        self,
        connect: Connect,
        headers: dict[str, str],
        bank: FakeBank,
        by_itself: Unattended,
        client: TestClient,
    ) -> None:
        connect(shared(account(row("1", "2026-11-18", -1))), headers)
        for call in ("balance", "transactions"):
            bank.fail(call, BankUnavailableError("Away."))

        assert by_itself()["status"] == "failed"
        assert the_connection(client, headers)["status"] == "error"
        assert by_itself()["status"] == "succeeded"
        assert the_connection(client, headers)["status"] == "active"


class TestWhatABankDoesNotOffer:
    def test_is_asked_for_again_after_some_weeks(
        self,
        connect: Connect,
        headers: dict[str, str],
        bank: FakeBank,
        asked: Unattended,
        wiring: Wiring,
    ) -> None:
        bank.fail("pending", EndpointNotSupportedError("Not here."))
        connect(shared(account(row("1", "2026-11-18", -1))), headers)
        calls = bank.calls["pending"]
        asked()
        assert bank.calls["pending"] == calls

        with wiring.engine.begin() as connection:
            connection.execute(
                text("UPDATE account_states SET unsupported_at = now() - interval '31 days'")
            )
        asked()

        assert bank.calls["pending"] == calls + 1

    def test_is_not_believed_of_what_it_gave_before(
        self, connect: Connect, headers: dict[str, str], bank: FakeBank, asked: Unattended
    ) -> None:
        held = account(row("1", "2026-11-18", -1))
        connect(shared(held), headers)
        held.transactions.append(row("2", "2026-11-19", -2))
        bank.fail("transactions", EndpointNotSupportedError("Not here."))
        bank.fail("accounts", EndpointNotSupportedError("Not here."))

        first, second = asked(), asked()

        assert (first["status"], first["added"]) == ("partial", 0)
        assert (second["status"], second["added"]) == ("succeeded", 1)

    def test_is_remembered_of_the_lists_too(
        self, connect: Connect, headers: dict[str, str], bank: FakeBank, asked: Unattended
    ) -> None:
        held = shared(account(row("1", "2026-11-18", -1)))
        held.offers = frozenset({held.accounts[0].account.family})
        connect(held, headers)
        calls = bank.calls["cards"]

        assert asked()["status"] == "succeeded"
        assert (calls, bank.calls["cards"]) == (1, 1)


class TestTheWindow:
    @pytest.mark.parametrize("refusal", [ScaExceededError, AccessDeniedError])
    def test_narrows_without_losing_the_connection(
        self,
        connect: Connect,
        headers: dict[str, str],
        bank: FakeBank,
        asked: Unattended,
        client: TestClient,
        refusal: type[AccessDeniedError],
    ) -> None:
        held = account(row("1", "2026-11-18", -1))
        connect(shared(held), headers)
        held.transactions.append(row("2", "2026-11-19", -2))
        bank.fail("transactions", refusal("Refused."))

        run = asked()

        assert (run["status"], run["added"]) == ("succeeded", 1)
        assert the_connection(client, headers)["status"] == "active"

    def test_covers_a_long_silence(
        self, connect: Connect, headers: dict[str, str], asked: Unattended, wiring: Wiring
    ) -> None:
        held = account(row("1", "2026-11-18", -1))
        connect(shared(held), headers)
        held.transactions.append(row("2", "2026-06-20", -2))
        set_state(wiring, booked_to=date(2026, 6, 10))

        run = asked()

        assert (run["status"], run["added"]) == ("succeeded", 1)

    def test_says_which_days_the_bank_would_not_show_after_it(
        self,
        connect: Connect,
        headers: dict[str, str],
        asked: Unattended,
        wiring: Wiring,
        client: TestClient,
        run_jobs: Callable[[], None],
        bank: FakeBank,
    ) -> None:
        held = account(row("1", "2026-11-18", -1))
        connection = shared(held)
        connection_id = connect(connection, headers)
        held.transactions.append(row("2", "2026-06-20", -2))
        set_state(wiring, booked_to=date(2026, 6, 10))
        connection.sca_over = True

        run = asked()

        assert run["status"] == "partial"
        assert "10 June 2026 to 22 August 2026 may be missing" in run["problems"][0]
        assert asked()["status"] == "succeeded"

        # A fresh sign-in brings them.
        connection.sca_over = False
        bank.grant(code="again", connection=connection)
        link = client.post(
            f"{V1}/banking/connections/{connection_id}/renew", headers=headers
        ).json()["auth_url"]
        client.get(
            f"{V1}/banking/callback",
            params={"code": "again", "state": link.partition("state=")[2].partition("&")[0]},
            headers=headers,
            follow_redirects=False,
        )
        run_jobs()
        with wiring.engine.connect() as database:
            gaps = database.execute(text("SELECT gap_from, gap_until FROM account_states")).all()
        assert [tuple(gap) for gap in gaps] == [(None, None)]

    def test_is_narrow_where_nobody_asks_and_a_wide_look_was_taken_today(
        self,
        connect: Connect,
        headers: dict[str, str],
        by_itself: Unattended,
        asked: Unattended,
    ) -> None:
        held = account(row("1", "2026-11-18", -1))
        connect(shared(held), headers)
        held.transactions.append(row("2", "2026-09-10", -2))

        assert by_itself()["added"] == 0
        assert asked()["added"] == 1


class TestAnAccount:
    def test_the_bank_no_longer_has_is_closed_and_kept(
        self, connect: Connect, headers: dict[str, str], asked: Unattended, client: TestClient
    ) -> None:
        one = account(row("1", "2026-11-18", -1))
        two = account(row("2", "2026-11-18", -2), identity="acc-2", name="Old", number="uk:1:2")
        connection = shared(one, two)
        connect(connection, headers)
        connection.accounts.remove(two)

        run = asked()

        assert run["status"] == "partial"
        assert "the bank has this account no longer" in run["problems"][0]
        known = client.get(f"{V1}/banking/accounts", headers=headers).json()
        assert {one["name"]: one["is_closed"] for one in known} == {
            "Current account": False,
            "Old": True,
        }
        rows = client.get(f"{V1}/banking/transactions", headers=headers).json()["items"]
        assert len(rows) == 2
        assert asked()["status"] == "succeeded"

    def test_that_is_listed_survives_a_bank_that_denies_it(
        self,
        connect: Connect,
        headers: dict[str, str],
        asked: Unattended,
        client: TestClient,
        bank: FakeBank,
    ) -> None:
        connect(shared(account(row("1", "2026-11-18", -1))), headers)
        bank.fail("transactions", AccountUnknownError("No such account."))

        assert asked()["status"] == "partial"
        [known] = client.get(f"{V1}/banking/accounts", headers=headers).json()
        assert known["is_closed"] is False

    @pytest.mark.parametrize(
        ("error", "status"),
        [
            (SignInNeededError("The bank wants you to sign in."), "error"),
            (AccountLockedError("Locked.", retry_after=timedelta(hours=6)), "error"),
        ],
    )
    def test_locked_away_is_told_and_found_again(  # noqa: PLR0917 - fixtures
        self,
        connect: Connect,
        headers: dict[str, str],
        bank: FakeBank,
        asked: Unattended,
        by_itself: Unattended,
        client: TestClient,
        wiring: Wiring,
        error: Exception,
        status: str,
    ) -> None:
        connect(shared(account(row("1", "2026-11-18", -1), held=balance(100))), headers)
        for call in ("balance", "transactions"):
            bank.fail(call, error, times=9)  # type: ignore[arg-type] # bank errors all

        run = asked()

        assert run["status"] == "failed"
        assert the_connection(client, headers)["status"] == status
        bank._failures.clear()
        with wiring.engine.begin() as connection:
            connection.execute(text("DELETE FROM bank_holds"))
        assert by_itself()["status"] == "succeeded"
        assert the_connection(client, headers)["status"] == "active"


class TestABankThatIsGone:
    def test_is_told_and_kept(
        self,
        connect: Connect,
        headers: dict[str, str],
        bank: FakeBank,
        asked: Unattended,
        client: TestClient,
    ) -> None:
        connect(shared(account(row("1", "2026-11-18", -1))), headers)
        bank.fail("consent", ProviderGoneError("This bank is no longer offered."))

        run = asked()

        assert (run["status"], run["problems"]) == (
            "failed",
            ["Fake Bank: This bank is no longer offered."],
        )
        assert the_connection(client, headers)["status"] == "error"
        assert len(client.get(f"{V1}/banking/transactions", headers=headers).json()["items"]) == 1
