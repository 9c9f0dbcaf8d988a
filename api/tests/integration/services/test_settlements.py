"""A payment seen pending and booked is one, and keeps what the person said of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.bank.fake import FakeAccount
from app.bank.protocol import BankTransaction
from app.services.wiring import Wiring
from tests.integration.conftest import Connect
from tests.integration.stories import V1, account, balance, row, shared

type Person = dict[str, str]


@pytest.fixture
def held() -> FakeAccount:
    """Return an account of no rows, to be told what to hold."""
    return account(held=balance(100_000))


class Story:
    """One account, read again and again as its bank changes its mind."""

    def __init__(
        self,
        client: TestClient,
        headers: Person,
        held: FakeAccount,
        run_jobs: Callable[[], None],
        wiring: Wiring,
    ) -> None:
        self.client, self.headers, self.held = client, headers, held
        self._run_jobs, self._wiring = run_jobs, wiring

    def sync(
        self, *booked: BankTransaction, pending: tuple[BankTransaction, ...] = ()
    ) -> dict[str, Any]:
        self.held.transactions, self.held.pending = list(booked), list(pending)
        asked = self.client.post(f"{V1}/banking/sync/transactions", headers=self.headers)
        self._run_jobs()
        answer = self.client.get(
            f"{V1}/banking/syncs/{asked.json()['id']}", headers=self.headers
        ).json()
        assert answer["status"] == "succeeded", answer["problems"]
        found: dict[str, Any] = answer
        return found

    def rows(self) -> list[tuple[str, str, int]]:
        items = self.client.get(f"{V1}/banking/transactions", headers=self.headers).json()["items"]
        return sorted((one["date"], one["status"], one["amount"]) for one in items)

    def ids(self) -> list[str]:
        items = self.client.get(f"{V1}/banking/transactions", headers=self.headers).json()["items"]
        return [one["id"] for one in items]

    def say(self, note: str) -> None:
        with self._wiring.engine.begin() as connection:
            connection.execute(text("UPDATE transactions SET note = :note"), {"note": note})

    def notes(self) -> list[str | None]:
        with self._wiring.engine.begin() as connection:
            found = connection.execute(
                text("SELECT note FROM transactions WHERE status <> 'vanished' ORDER BY booked_on")
            )
            return list(found.scalars())

    def needs(self) -> list[dict[str, Any]]:
        answer = self.client.get(f"{V1}/needs-you", headers=self.headers)
        found: list[dict[str, Any]] = answer.json()
        return found

    def later(self, days: int) -> None:
        """Let what happened so far have happened that many days before."""
        with self._wiring.engine.begin() as connection:
            connection.execute(
                text(
                    "UPDATE transactions SET vanished_at = vanished_at - :span,"
                    " first_seen_at = first_seen_at - :span"
                ),
                {"span": timedelta(days=days)},
            )


@pytest.fixture
def story(
    client: TestClient,
    headers: Person,
    held: FakeAccount,
    connect: Connect,
    run_jobs: Callable[[], None],
    wiring: Wiring,
) -> Story:
    connect(shared(held), headers)
    return Story(client, headers, held, run_jobs, wiring)


@pytest.mark.parametrize(
    ("waiting", "booked"),
    [
        (
            row("a", "2026-11-16", -2000, "NANDOS LEEDS"),
            row("b", "2026-11-18", -2400, "NANDOS LEEDS"),
        ),
        (
            row("a", "2026-11-16", -10000, "SHELL OTLEY"),
            row("b", "2026-11-17", -6100, "SHELL OTLEY"),
        ),
        (row("a", "2026-11-16", -2000, "AMAZON"), row("a", "2026-11-18", -1850, "AMZN MKTP UK")),
    ],
)
def test_a_pending_payment_becomes_the_booked_one(
    story: Story, waiting: BankTransaction, booked: BankTransaction
) -> None:
    story.sync(pending=(waiting,))
    (ours,) = story.ids()
    story.say("with Kim")

    done = story.sync(booked)

    assert story.rows() == [(booked.booked_on.isoformat(), "booked", booked.amount.minor)]
    assert story.ids() == [ours]
    assert story.notes() == ["with Kim"]
    assert (done["added"], done["updated"], done["removed"]) == (0, 1, 0)


def test_a_payment_booked_days_after_it_left_the_pending_list_keeps_its_note(story: Story) -> None:
    story.sync(pending=(row("a", "2026-11-12", -2000, "NANDOS LEEDS"),))
    story.say("with Kim")
    story.sync()
    assert story.rows() == []
    story.later(2)

    story.sync(row("b", "2026-11-16", -2400, "NANDOS LEEDS"))

    assert story.rows() == [("2026-11-16", "booked", -2400)]
    assert story.notes() == ["with Kim"]


def test_two_coffees_stay_two(story: Story) -> None:
    coffees = tuple(row(one, "2026-11-16", -340, "PRET LEEDS") for one in "ab")
    story.sync(pending=coffees)

    story.sync(*(row(one, "2026-11-17", -340, "PRET LEEDS") for one in "cd"))

    assert story.rows() == [("2026-11-17", "booked", -340)] * 2
    assert story.needs() == []


def test_a_released_hold_is_gone_and_counts_nowhere(story: Story) -> None:
    story.sync(pending=(row("a", "2026-11-16", -9900, "HOTEL YORK"),))

    done = story.sync()

    assert story.rows() == []
    assert done["removed"] == 1
    (only,) = story.client.get(f"{V1}/banking/accounts", headers=story.headers).json()
    assert only["own"] == 100_000


def test_what_could_be_either_is_asked_and_answered(story: Story) -> None:
    story.sync(pending=(row("a", "2026-11-14", -2000, "NANDOS LEEDS"),))
    story.say("with Kim")
    story.sync(
        row("b", "2026-11-16", -2400, "NANDOS LEEDS"), row("c", "2026-11-17", -2200, "NANDOS LEEDS")
    )
    (need,) = story.needs()
    assert need["kind"] == "settled_as"
    assert sorted(one["amount"] for one in need["candidates"]) == [-2400, -2200]
    chosen = next(one for one in need["candidates"] if one["amount"] == -2200)

    story.client.post(
        f"{V1}/banking/questions/{need['subject_id']}/answer",
        json={"same_as": chosen["id"]},
        headers=story.headers,
    ).raise_for_status()

    assert story.needs() == []
    assert story.notes() == [None, "with Kim"]
    story.sync(*story.held.transactions)
    assert story.needs() == []
    assert len(story.rows()) == 2


def test_a_payment_listed_twice_is_asked_about_and_then_counted_once(story: Story) -> None:
    waiting = row("a", "2026-11-16", -2000, "NANDOS LEEDS")
    booked = row("b", "2026-11-17", -2000, "NANDOS LEEDS")
    story.sync(pending=(waiting,))
    story.sync(booked, pending=(waiting,))
    (need,) = story.needs()
    assert need["kind"] == "possible_double"
    answer = f"{V1}/banking/questions/{need['subject_id']}/answer"

    story.client.post(
        answer, json={"same_as": need["candidates"][0]["id"]}, headers=story.headers
    ).raise_for_status()
    assert story.rows() == [("2026-11-17", "booked", -2000)]
    story.sync(booked, pending=(waiting,))
    assert story.rows() == [("2026-11-17", "booked", -2000)]

    story.client.delete(answer, headers=story.headers).raise_for_status()
    assert len(story.rows()) == 2
    (again,) = story.needs()
    story.client.post(
        f"{V1}/banking/questions/{again['subject_id']}/answer",
        json={"same_as": None},
        headers=story.headers,
    ).raise_for_status()
    story.sync(booked, pending=(waiting,))
    assert len(story.rows()) == 2
    assert story.needs() == []


def test_a_bank_that_lists_a_booked_payment_as_pending_too_doubles_nothing(story: Story) -> None:
    waiting = row("a", "2026-11-16", -2000, "NANDOS LEEDS")
    story.sync(pending=(waiting,))

    story.sync(row("a", "2026-11-17", -2400, "NANDOS LEEDS"), pending=(waiting,))

    assert story.rows() == [("2026-11-17", "booked", -2400)]


def test_a_day_on_which_the_bank_forgets_its_rows_loses_no_note(story: Story) -> None:
    shop = row("a", "2026-11-16", -2000, "TESCO")
    story.sync(shop)
    (ours,) = story.ids()
    story.say("for the party")

    assert story.sync()["removed"] == 1
    assert story.rows() == []
    assert story.sync(row("z", "2026-11-16", -2000, "TESCO"))["added"] == 1

    assert story.ids() == [ours]
    assert story.notes() == ["for the party"]


def test_what_vanished_long_ago_is_forgotten(story: Story, wiring: Wiring) -> None:
    story.sync(row("a", "2026-11-16", -2000, "TESCO"))
    story.sync()
    story.later(91)

    story.sync()

    with wiring.engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM transactions")).scalar() == 0


def test_a_question_is_its_households_own(story: Story, sign_up: Callable[[str], Person]) -> None:
    story.sync(pending=(row("a", "2026-11-14", -2000, "NANDOS LEEDS"),))
    story.sync(
        row("b", "2026-11-16", -2400, "NANDOS LEEDS"), row("c", "2026-11-17", -2200, "NANDOS LEEDS")
    )
    (need,) = story.needs()
    stranger = sign_up("sam@example.com")
    answer = f"{V1}/banking/questions/{need['subject_id']}/answer"

    assert story.client.get(f"{V1}/needs-you", headers=stranger).json() == []
    refused = story.client.post(answer, json={"same_as": None}, headers=stranger)
    assert (refused.status_code, refused.json()["code"]) == (404, "question_not_found")
    assert story.client.delete(answer, headers=stranger).status_code == 404


def test_only_a_row_asked_about_can_be_the_answer(story: Story) -> None:
    story.sync(pending=(row("a", "2026-11-14", -2000, "NANDOS LEEDS"),))
    story.sync(
        row("b", "2026-11-16", -2400, "NANDOS LEEDS"), row("c", "2026-11-17", -2200, "NANDOS LEEDS")
    )
    (need,) = story.needs()

    refused = story.client.post(
        f"{V1}/banking/questions/{need['subject_id']}/answer",
        json={"same_as": str(UUID(int=1))},
        headers=story.headers,
    )

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "same_as"
