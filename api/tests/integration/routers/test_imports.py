"""A bank's file: looked at, taken in once, and taken back."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.services.wiring import Wiring

V1 = "/api/v1"
FILES = Path(__file__).parents[2] / "unit" / "bank" / "files"
STATEMENT = """Date,Description,Amount,Balance
02/11/2026,HARBOUR BAKERY,-3.20,996.80
02/11/2026,HARBOUR BAKERY,-3.20,993.60
13/11/2026,FERNDALE LTD WAGES,"1,840.22","2,833.82"
16/11/2026,ORCHARD GROCERS,-42.10,"2,791.72"
"""


@pytest.fixture
def bring(client: TestClient, headers: dict[str, str]) -> Callable[..., Any]:
    """Return a way to have a file looked at."""

    def upload(content: str | bytes, *, name: str = "statement.csv", **form: str) -> Any:
        raw = content.encode() if isinstance(content, str) else content
        return client.post(
            f"{V1}/banking/import", files={"file": (name, raw)}, data=form, headers=headers
        )

    return upload


@pytest.fixture
def take_in(client: TestClient, headers: dict[str, str]) -> Callable[..., Any]:
    """Return a way to take in what was looked at."""

    def commit(preview: Any, **body: object) -> Any:
        answer = client.post(
            f"{V1}/banking/import/{preview.json()['id']}/commit", json=body, headers=headers
        )
        assert answer.status_code == 200, answer.text
        return answer.json()

    return commit


def rows_of(client: TestClient, headers: dict[str, str], **query: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = client.get(
        f"{V1}/banking/transactions", params={"limit": "500", **query}, headers=headers
    ).json()["items"]
    return items


def account_of(client: TestClient, headers: dict[str, str], account_id: str) -> dict[str, Any]:
    body: dict[str, Any] = client.get(f"{V1}/banking/accounts/{account_id}", headers=headers).json()
    return body


class TestLooking:
    def test_writes_nothing_to_the_ledger(
        self, client: TestClient, headers: dict[str, str], bring: Callable[..., Any]
    ) -> None:
        answer = bring(STATEMENT)

        assert answer.status_code == 201, answer.text
        assert answer.json()["counts"]["to_add"] == 4
        assert rows_of(client, headers) == []
        assert client.get(f"{V1}/banking/accounts", headers=headers).json() == []

    def test_says_what_it_found_out(self, bring: Callable[..., Any]) -> None:
        preview = bring((FILES / "nationwide.csv").read_bytes(), name="Statement.csv").json()

        assert preview["bank"] == "Nationwide"
        assert (preview["encoding"], preview["delimiter"]) == ("cp1252", ",")
        assert preview["sign_source"] == "balance"
        assert preview["balance_check"] == {"checked": 3, "breaks": 0}
        assert preview["closing_balance"] == 201_657
        assert preview["closing_on"] == "2026-11-16"
        assert (preview["money_in"], preview["money_out"]) == (184_022, -102_365)
        assert preview["suggestion"]["why"] == "new"
        assert preview["suggestion"]["name"] == "Nationwide current account"

    def test_names_the_line_that_cannot_be_read_and_why(self, bring: Callable[..., Any]) -> None:
        preview = bring(
            "Date,Description,Amount\n02/11/2026,BAKERY,-3.20\n31/02/2026,TYPO,-1.00\n"
            "03/11/2026,GROCER,twelve\n"
        ).json()

        assert [(one["line"], one["reason"]) for one in preview["unreadable"]] == [
            (3, "“31/02/2026” is not a date we can read."),
            (4, "“twelve” is not an amount we can read."),
        ]
        assert preview["counts"]["new"] == 1

    def test_reads_again_as_the_person_says(
        self, client: TestClient, headers: dict[str, str], bring: Callable[..., Any]
    ) -> None:
        looked = bring("When,What,Size\n03/04/2026,BAKERY,3.20\n05/06/2026,GROCER,9.99\n")
        assert looked.json()["header"] == ["When", "What", "Size"]
        assert looked.json()["date_orders"] == ["day_first", "month_first"]
        assert looked.json()["columns"]["description"] == [1]

        changed = client.patch(
            f"{V1}/banking/import/{looked.json()['id']}",
            json={
                "columns": {"date": 0, "description": [1], "amount": 2},
                "date_order": "month_first",
                "sign": "minus_is_in",
            },
            headers=headers,
        ).json()

        assert [(one["date"], one["amount"], one["description"]) for one in changed["rows"]] == [
            ("2026-03-04", -320, "BAKERY"),
            ("2026-05-06", -999, "GROCER"),
        ]
        assert changed["date_orders"] == ["month_first"]

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"", "empty"),
            (b"PK\x03\x04rest", "Save it as CSV"),
            (b"%PDF-1.7", "PDF"),
            (b"just some words\nand more of them\n", "could not find transactions"),
            (
                b'Date,Description,Amount\n02/11/2026,"never closed,-3.20\n' + b"x" * 30_000,
                "line 2",
            ),
            (b"!Type:Invst\nD01/11/2026\n^\n", "investments"),
        ],
    )
    def test_says_what_to_do_about_a_file_it_cannot_read(
        self, bring: Callable[..., Any], content: bytes, says: str
    ) -> None:
        answer = bring(content)

        assert answer.status_code == 422
        assert says in answer.json()["detail"]

    def test_refuses_a_file_larger_than_any_statement(
        self, bring: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("app.services.files.importing.FILE_MAX", 100)

        answer = bring(STATEMENT * 3)

        assert (answer.status_code, answer.json()["code"]) == (413, "file_too_large")

    def test_reads_no_further_than_the_limit_of_a_request(
        self, client: TestClient, headers: dict[str, str], bring: Callable[..., Any]
    ) -> None:
        huge = bring(b"x" * (65 * 2**20))
        other = client.post(f"{V1}/banking/accounts", content=b" " * (2 * 2**20), headers=headers)

        assert [huge.status_code, other.status_code] == [413, 413]
        assert huge.headers["content-type"] == "application/problem+json"


class TestTakingIn:
    def test_makes_an_account_whose_opening_and_rows_are_its_balance(
        self,
        client: TestClient,
        headers: dict[str, str],
        bring: Callable[..., Any],
        take_in: Callable[..., Any],
    ) -> None:
        taken = take_in(bring(STATEMENT), name="Old account")

        assert (taken["added"], taken["account_name"]) == (4, "Old account")
        account = account_of(client, headers, taken["account_id"])
        assert (account["balance"], account["own"]) == (279_172, 279_172)
        assert account["in_cash_pool"]
        assert sum(row["amount"] for row in rows_of(client, headers)) == 279_172 - 100_000

    def test_twice_is_once(
        self,
        client: TestClient,
        headers: dict[str, str],
        bring: Callable[..., Any],
        take_in: Callable[..., Any],
    ) -> None:
        preview = bring(STATEMENT)

        first, second = take_in(preview), take_in(preview)

        assert first == second
        assert len(rows_of(client, headers)) == 4

    def test_knows_the_same_file_again_and_counts_equal_rows(
        self,
        client: TestClient,
        headers: dict[str, str],
        bring: Callable[..., Any],
        take_in: Callable[..., Any],
    ) -> None:
        account = take_in(bring(STATEMENT))["account_id"]

        again = bring(STATEMENT)
        assert again.json()["suggestion"]["account_id"] == account
        assert again.json()["counts"] == {
            "rows": 4, "new": 0, "already_there": 4, "possibly_the_same": 0,
            "unreadable": 0, "left_out": 0, "to_add": 0,
        }  # fmt: skip
        assert take_in(again)["added"] == 0

        third = bring(STATEMENT + '02/11/2026,HARBOUR BAKERY,-3.20,"2,788.52"\n')
        assert third.json()["counts"]["already_there"] == 4
        assert take_in(third)["added"] == 1
        assert len(rows_of(client, headers)) == 5

    def test_adds_only_what_an_overlapping_file_has_more(
        self,
        client: TestClient,
        headers: dict[str, str],
        bring: Callable[..., Any],
        take_in: Callable[..., Any],
    ) -> None:
        take_in(bring(STATEMENT))
        later = (
            "Date,Description,Amount,Balance\n"
            '13/11/2026,FERNDALE LTD WAGES,"1,840.22","2,833.82"\n'
            '16/11/2026,ORCHARD GROCERS,-42.10,"2,791.72"\n'
            '17/11/2026,ORCHARD GROCERS,-42.10,"2,749.62"\n'
        )

        taken = take_in(bring(later))

        assert (taken["added"], taken["already_there"]) == (1, 2)
        account = account_of(client, headers, taken["account_id"])
        assert account["balance"] == 274_962

    def test_asks_about_another_wording_and_remembers_the_answer(
        self,
        client: TestClient,
        headers: dict[str, str],
        bring: Callable[..., Any],
        take_in: Callable[..., Any],
    ) -> None:
        account = take_in(bring(STATEMENT))["account_id"]
        worded = STATEMENT.replace("ORCHARD GROCERS", "Card payment to Orchard Grocers on 15 Nov")

        asked = bring(worded, account_id=account)
        (question,) = asked.json()["questions"]
        assert (question["line"], question["will_add"]) == (5, False)
        assert question["stored"]["description"] == "ORCHARD GROCERS"

        other = client.patch(
            f"{V1}/banking/import/{asked.json()['id']}",
            json={"decisions": {str(question["number"]): "new"}},
            headers=headers,
        ).json()
        assert other["counts"]["to_add"] == 1
        client.patch(
            f"{V1}/banking/import/{asked.json()['id']}",
            json={"decisions": {str(question["number"]): "same"}},
            headers=headers,
        )
        assert take_in(asked)["added"] == 0

        assert bring(worded, account_id=account).json()["counts"]["possibly_the_same"] == 0

    def test_waits_for_the_person_where_day_and_month_could_be_either(
        self, client: TestClient, headers: dict[str, str], bring: Callable[..., Any]
    ) -> None:
        preview = bring("Date,Description,Amount\n03/04/2026,BAKERY,-3.20\n").json()

        answer = client.post(f"{V1}/banking/import/{preview['id']}/commit", headers=headers)

        assert (answer.status_code, answer.json()["code"]) == (409, "date_order_unclear")

    def test_counts_on_no_balance_that_nobody_said(
        self,
        client: TestClient,
        headers: dict[str, str],
        bring: Callable[..., Any],
        take_in: Callable[..., Any],
    ) -> None:
        taken = take_in(bring((FILES / "hsbc.csv").read_bytes()))

        account = account_of(client, headers, taken["account_id"])
        assert not taken["balance_known"]
        assert (account["in_cash_pool"], account["needs_review"]) == (False, True)

    def test_takes_the_balance_a_person_says_for_the_last_day(
        self,
        client: TestClient,
        headers: dict[str, str],
        bring: Callable[..., Any],
        take_in: Callable[..., Any],
    ) -> None:
        card = take_in(bring((FILES / "amex.csv").read_bytes()), closing_balance=33_49)

        account = account_of(client, headers, card["account_id"])
        assert (account["kind"], account["owed"]) == ("credit_card", 33_49)

    def test_refuses_a_file_in_another_currency_than_the_account(
        self, client: TestClient, headers: dict[str, str], bring: Callable[..., Any]
    ) -> None:
        account = client.post(
            f"{V1}/banking/accounts",
            json={"name": "Euros", "currency": "EUR", "balance": 0},
            headers=headers,
        ).json()["id"]

        answer = bring(STATEMENT, account_id=account)

        assert answer.status_code == 422
        assert "EUR" in answer.json()["detail"]

    def test_keeps_formulas_as_the_words_they_are(
        self,
        client: TestClient,
        headers: dict[str, str],
        bring: Callable[..., Any],
        take_in: Callable[..., Any],
    ) -> None:
        take_in(bring('Date,Description,Amount\n20/10/2026,"=HYPERLINK(""http://x"")\x00",-1.00\n'))

        assert rows_of(client, headers)[0]["description"] == '=HYPERLINK("http://x")'

    def test_keeps_no_copy_of_the_file_afterwards(
        self, bring: Callable[..., Any], take_in: Callable[..., Any], wiring: Wiring
    ) -> None:
        preview = bring(STATEMENT)
        with wiring.engine.connect() as connection:
            kept = connection.execute(text("SELECT content_encrypted FROM file_imports")).scalar()
        assert b"BAKERY" not in bytes(kept or b"")

        take_in(preview)

        with wiring.engine.connect() as connection:
            assert (
                connection.execute(text("SELECT content_encrypted FROM file_imports")).scalar()
                is None
            )


class TestTakingBack:
    def test_removes_exactly_what_it_brought(
        self,
        client: TestClient,
        headers: dict[str, str],
        bring: Callable[..., Any],
        take_in: Callable[..., Any],
    ) -> None:
        account = take_in(bring(STATEMENT))["account_id"]
        more = STATEMENT + '17/11/2026,QUAY CINEMA,-14.50,"2,777.22"\n'
        second = take_in(bring(more))
        assert account_of(client, headers, account)["balance"] == 277_722

        undone = client.delete(f"{V1}/banking/import/{second['id']}", headers=headers).json()

        assert undone == {"removed": 1, "kept": 0, "account_removed": False}
        assert len(rows_of(client, headers)) == 4
        assert account_of(client, headers, account)["balance"] == 279_172

    def test_takes_the_account_it_made_along(
        self,
        client: TestClient,
        headers: dict[str, str],
        bring: Callable[..., Any],
        take_in: Callable[..., Any],
    ) -> None:
        taken = take_in(bring(STATEMENT))

        undone = client.delete(f"{V1}/banking/import/{taken['id']}", headers=headers).json()

        assert undone == {"removed": 4, "kept": 0, "account_removed": True}
        assert client.get(f"{V1}/banking/accounts", headers=headers).json() == []

    def test_leaves_the_row_a_person_has_written_on(
        self,
        client: TestClient,
        headers: dict[str, str],
        bring: Callable[..., Any],
        take_in: Callable[..., Any],
        wiring: Wiring,
    ) -> None:
        taken = take_in(bring(STATEMENT))
        with wiring.engine.begin() as connection:
            connection.execute(
                text("UPDATE transactions SET note = 'mine' WHERE description LIKE 'FERN%'")
            )

        undone = client.delete(f"{V1}/banking/import/{taken['id']}", headers=headers).json()

        assert undone == {"removed": 3, "kept": 1, "account_removed": False}
        assert [row["description"] for row in rows_of(client, headers)] == ["FERNDALE LTD WAGES"]

    def test_of_a_file_only_looked_at_forgets_it(
        self, client: TestClient, headers: dict[str, str], bring: Callable[..., Any]
    ) -> None:
        preview = bring(STATEMENT).json()

        client.delete(f"{V1}/banking/import/{preview['id']}", headers=headers)

        answer = client.get(f"{V1}/banking/import/{preview['id']}", headers=headers)
        assert answer.status_code == 404

    def test_does_not_let_it_be_taken_in_again_by_the_same_id(
        self,
        client: TestClient,
        headers: dict[str, str],
        bring: Callable[..., Any],
        take_in: Callable[..., Any],
    ) -> None:
        preview = bring(STATEMENT)
        other = client.post(
            f"{V1}/banking/accounts", json={"name": "Mine", "balance": 0}, headers=headers
        ).json()["id"]
        client.patch(
            f"{V1}/banking/import/{preview.json()['id']}",
            json={"account_id": other},
            headers=headers,
        )
        taken = take_in(preview)
        client.delete(f"{V1}/banking/import/{taken['id']}", headers=headers)

        again = client.post(f"{V1}/banking/import/{taken['id']}/commit", headers=headers)

        assert (again.status_code, again.json()["code"]) == (409, "import_undone")


class TestEveryRow:
    def test_is_listed_part_by_part(
        self, client: TestClient, headers: dict[str, str], bring: Callable[..., Any]
    ) -> None:
        many = "".join(
            f"{date(2026, 1, 1) + timedelta(days=day):%d/%m/%Y},SHOP {day},-1.00\n"
            for day in range(120)
        )
        preview = bring("Date,Description,Amount\n" + many).json()
        seen: list[str] = []
        after: int | None = 0

        while after is not None:
            part = client.get(
                f"{V1}/banking/import/{preview['id']}/rows",
                params={"after": after, "limit": 50},
                headers=headers,
            ).json()
            seen += [row["description"] for row in part["items"]]
            after = part["next_after"]

        assert seen == [f"SHOP {day}" for day in range(120)]
