"""Answers that go out as they were encoded: as they are promised, and to nobody signed out."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.bank.fake import FakeConnection
from app.core.db import WritingWhileReadingError, ask
from app.models.spending import Merchant
from app.schemas.spending import SpendingOut
from app.schemas.transactions import TransactionPage
from app.services.wiring import Wiring
from tests.integration.spending.test_sorting import moved
from tests.integration.stories import V1, account, row, shared

type Connect = Callable[[FakeConnection, dict[str, str]], str]
PAGE = f"{V1}/banking/transactions"


@pytest.fixture
def household(connect: Connect, headers: dict[str, str]) -> None:
    """Give the household rows of several kinds, one of them pending."""
    connect(
        shared(
            account(
                moved("w1", "2026-10-30", 2_300_00, "BRIGHT LTD SALARY", "CREDIT"),
                row("t1", "2026-10-03", -45_20, "TESCO STORES 2041"),
                row("t2", "2026-11-03", -55_00, "Tesco"),
                moved("n1", "2026-11-06", -250_00, "PLUM SAVINGS", "TRANSFER"),
                moved("b1", "2026-11-07", 20_00, "TESCO REFUND", "CREDIT"),
                pending=(row("p1", "2026-11-19", -3_00, "COFFEE", pending=True),),
            )
        ),
        headers,
    )


def as_promised(body: bytes, schema: type[BaseModel]) -> bool:
    """Return whether the bytes are what the schema itself would have written."""
    read = schema.model_validate_json(body)
    return read.model_dump_json().encode() == body


@pytest.mark.usefixtures("household")
class TestAnswersEncodedAtOnce:
    @pytest.mark.parametrize("by", ["category", "merchant", "month", "account"])
    @pytest.mark.parametrize("when", ["month=2026-10", "from=2026-10-02&to=2026-11-19"])
    def test_are_what_the_schema_says_of_spending(
        self, client: TestClient, headers: dict[str, str], by: str, when: str
    ) -> None:
        answer = client.get(f"{V1}/analytics/spending?{when}&group_by={by}", headers=headers)

        assert answer.json()["groups"]
        assert as_promised(answer.content, SpendingOut)

    def test_are_what_the_schema_says_of_a_page(
        self, client: TestClient, headers: dict[str, str]
    ) -> None:
        first = client.get(PAGE, headers=headers).json()["items"]
        shop = next(one["id"] for one in first if one["description"] == "Tesco")
        parts = [
            {"category": "groceries", "amount": -50_00},
            {"category": "shopping", "amount": -5_00, "note": "a card"},
        ]
        client.patch(f"{PAGE}/{shop}", json={"splits": parts}, headers=headers).raise_for_status()

        answer = client.get(f"{PAGE}?limit=4", headers=headers)

        assert answer.json()["next_cursor"] is not None
        assert {one["status"] for one in answer.json()["items"]} == {"pending", "booked"}
        assert [len(one["splits"]) for one in answer.json()["items"]].count(2) == 1
        assert as_promised(answer.content, TransactionPage)

    def test_say_of_a_row_what_the_row_itself_says(
        self, client: TestClient, headers: dict[str, str]
    ) -> None:
        for listed in client.get(PAGE, headers=headers).json()["items"]:
            alone = client.get(f"{PAGE}/{listed['id']}", headers=headers).json()
            assert {name: alone[name] for name in listed} == listed

    def test_are_found_by_a_part_s_category_once(
        self, client: TestClient, headers: dict[str, str]
    ) -> None:
        first = client.get(PAGE, headers=headers).json()["items"]
        shop = next(one["id"] for one in first if one["description"] == "Tesco")
        parts = [
            {"category": "shopping", "amount": -54_00},
            {"category": "shopping", "amount": -1_00},
        ]
        client.patch(
            f"{PAGE}/{shop}", json={"category": "shopping", "splits": parts}, headers=headers
        ).raise_for_status()

        found = client.get(f"{PAGE}?category=shopping", headers=headers).json()["items"]

        assert [one["id"] for one in found] == [shop]

    def test_go_to_nobody_who_signed_out(
        self, client: TestClient, headers: dict[str, str], sign_up: Callable[[str], dict[str, str]]
    ) -> None:
        other = sign_up("alex@example.com")
        assert client.get(PAGE, headers=other).status_code == 200
        assert client.get(PAGE, headers=other).status_code == 200

        client.post(f"{V1}/auth/logout", headers=other).raise_for_status()

        assert client.get(PAGE, headers=other).status_code == 401
        assert client.get(PAGE, headers=headers).status_code == 200

    @pytest.mark.parametrize(
        "path",
        ["banking/transactions", "analytics/spending", "analytics/spending/compare"],
    )
    def test_ask_for_a_sign_in_before_anything(self, client: TestClient, path: str) -> None:
        client.cookies.clear()

        assert client.get(f"{V1}/{path}").status_code == 401

    def test_outlive_the_database_ending_every_connection(
        self, client: TestClient, headers: dict[str, str], wiring: Wiring
    ) -> None:
        client.get(PAGE, headers=headers).raise_for_status()
        others = "datname = current_database() AND pid <> pg_backend_pid()"
        with wiring.engine.begin() as connection:
            # A minute for each to be gone.
            ended = connection.execute(
                text(
                    f"SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE {others}"  # noqa: S608
                )
            ).scalars()
            assert set(ended) <= {True}

        assert client.get(PAGE, headers=headers).status_code == 200
        assert client.get(f"{V1}/analytics/summary", headers=headers).status_code == 200


@pytest.mark.usefixtures("household")
class TestAFilteredPage:
    def items(self, client: TestClient, headers: dict[str, str], query: str) -> list[Any]:
        answer = client.get(f"{PAGE}?{query}", headers=headers)
        assert answer.status_code == 200, answer.text
        found: list[Any] = answer.json()["items"]
        return found

    def test_is_what_the_whole_list_holds_of_it(
        self, client: TestClient, headers: dict[str, str]
    ) -> None:
        whole = self.items(client, headers, "limit=500")
        shop = next(one["id"] for one in whole if one["description"] == "Tesco")
        parts = [
            {"category": "shopping", "amount": -54_00},
            {"category": "shopping", "amount": -1_00},
        ]
        gift = {"splits": parts, "note": "for Café Zoë"}
        bought = next(one["id"] for one in whole if one["description"].startswith("TESCO STORES"))
        back = next(one["id"] for one in whole if one["description"] == "TESCO REFUND")
        for row_id, word in ((shop, gift), (back, {"refund_of_id": bought})):
            told = client.patch(f"{PAGE}/{row_id}", json=word, headers=headers)
            assert told.status_code == 200, told.text
        whole = self.items(client, headers, "limit=500")

        def categories(one: Any) -> set[str]:
            return {one["category"], *(part["category"] for part in one["splits"])}

        def says(one: Any, words: str) -> bool:
            return any(
                words.casefold() in (one[name] or "").casefold()
                for name in ("description", "merchant", "note")
            )

        for category in (None, "shopping", "groceries"):
            for since in (None, "2026-10-01", "2026-11-03"):
                for said in (None, "tesco", "ZOË", "aving"):
                    wanted = [
                        one["id"]
                        for one in whole
                        if (category is None or category in categories(one))
                        and (since is None or since <= one["counted_on"] <= "2026-11-05")
                        and (said is None or says(one, said))
                    ]
                    asked = [
                        *([f"category={category}"] if category else []),
                        *([f"counted_from={since}&counted_to=2026-11-05"] if since else []),
                        *([f"q={said}"] if said else []),
                    ]
                    found = self.items(client, headers, "&".join(asked))
                    assert [one["id"] for one in found] == wanted, asked
        assert {one["counted_on"] for one in whole if one["id"] == back} == {"2026-10-03"}


class TestReading:
    def test_writes_nothing(self, wiring: Wiring) -> None:
        with wiring.reading() as session:
            session.add(Merchant(name="Nobody"))
            with pytest.raises(WritingWhileReadingError):
                session.flush()

    def test_fails_as_the_rest_does_and_keeps_what_it_was_given(self, wiring: Wiring) -> None:
        with wiring.reading() as session, pytest.raises(DBAPIError) as failed:
            ask(session, "SELECT %(text)s || 1 / 0", {"text": "CLINIC LONDON"})

        assert "CLINIC" not in str(failed.value)
