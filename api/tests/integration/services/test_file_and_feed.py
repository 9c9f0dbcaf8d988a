"""A file and a feed of one account: each payment once, whichever came first."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.bank.fake import FakeAccount
from app.bank.protocol import BankBalance, BankTransaction
from app.services.wiring import Wiring
from tests.integration import stories
from tests.integration.conftest import Connect
from tests.integration.stories import balance, row, shared

V1 = "/api/v1"
HEAD = (
    "Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,"
    "Debit Amount,Credit Amount,Balance\n"
)


def account(*rows: BankTransaction, held: BankBalance | None = None) -> FakeAccount:
    """Return the account with that number as TrueLayer gives it."""
    return stories.account(*rows, held=held, number="uk:040004-12345678")


def lloyds(*rows: str) -> bytes:
    return (HEAD + "".join(f"{one}\n" for one in rows)).encode()


def line(on: str, description: str, out: str) -> str:
    return f"{on},DEB,'04-00-04,12345678,{description},{out},,"


FILE = lloyds(
    line("17/11/2026", "ORCHARD GROCERS", "42.10"),
    line("12/11/2026", "HARBOUR BAKERY", "3.20"),
    line("12/11/2026", "HARBOUR BAKERY", "3.20"),
    line("03/03/2025", "QUAY CINEMA", "14.50"),
)
FEED = (
    row("1", "2026-11-12", -320, "HARBOUR BAKERY"),
    row("2", "2026-11-12", -320, "HARBOUR BAKERY"),
    row("3", "2026-11-18", -4210, "ORCHARD GROCERS BRISTOL GB"),
)


@pytest.fixture
def program(client: TestClient, headers: dict[str, str]) -> TestClient:
    """Return a signed-in program."""
    client.headers.update(headers)
    return client


def look(program: TestClient, content: bytes) -> Any:
    return program.post(f"{V1}/banking/import", files={"file": ("lloyds.csv", content)}).json()


def take_in(program: TestClient, preview: Any) -> Any:
    return program.post(f"{V1}/banking/import/{preview['id']}/commit").json()


def stored(program: TestClient) -> list[tuple[str, int]]:
    items = program.get(f"{V1}/banking/transactions", params={"limit": 500}).json()["items"]
    return sorted((item["date"], item["amount"]) for item in items)


def sync(program: TestClient, run_jobs: Callable[[], None]) -> None:
    program.post(f"{V1}/banking/sync/transactions")
    run_jobs()


ALL_ONCE = [
    ("2025-03-03", -1450),
    ("2026-11-12", -320),
    ("2026-11-12", -320),
]


class TestAFileAfterTheFeed:
    def test_is_known_by_its_number_and_adds_only_what_is_older(
        self, program: TestClient, headers: dict[str, str], connect: Connect
    ) -> None:
        connect(shared(account(*FEED, held=balance(10_000))), headers)

        preview = look(program, FILE)

        assert preview["suggestion"]["why"] == "number"
        assert preview["counts"]["already_there"] == 2
        # A day off and worded otherwise: the person may say, and most likely it is the same.
        (question,) = preview["questions"]
        assert (question["date"], question["will_add"]) == ("2026-11-17", False)
        taken = take_in(program, preview)
        assert taken["added"] == 1
        assert stored(program) == [*ALL_ONCE, ("2026-11-18", -4210)]

    def test_leaves_the_banks_own_balance_alone_and_survives_its_next_sync(
        self,
        program: TestClient,
        headers: dict[str, str],
        connect: Connect,
        run_jobs: Callable[[], None],
    ) -> None:
        connect(shared(account(*FEED, held=balance(10_000))), headers)
        taken = take_in(program, look(program, FILE))

        sync(program, run_jobs)
        sync(program, run_jobs)

        assert stored(program) == [*ALL_ONCE, ("2026-11-18", -4210)]
        found = program.get(f"{V1}/banking/accounts/{taken['account_id']}").json()
        assert found["balance"] == 10_000


class TestAFeedAfterTheFile:
    def test_takes_the_account_and_its_rows_over_each_once(
        self,
        program: TestClient,
        headers: dict[str, str],
        connect: Connect,
        run_jobs: Callable[[], None],
        wiring: Wiring,
    ) -> None:
        taken = take_in(program, look(program, FILE))
        with wiring.engine.begin() as connection:
            connection.execute(text("UPDATE transactions SET note = 'shared with Sam'"))
            ids = set(connection.execute(text("SELECT id FROM transactions")).scalars())

        connect(shared(account(*FEED, held=balance(10_000))), headers)
        sync(program, run_jobs)

        (only,) = program.get(f"{V1}/banking/accounts").json()
        assert only["id"] == taken["account_id"]
        assert only["balance"] == 10_000
        assert stored(program) == [*ALL_ONCE, ("2026-11-18", -4210)]
        with wiring.engine.connect() as connection:
            kept = connection.execute(text("SELECT id, note FROM transactions")).all()
        assert {row_id for row_id, _ in kept} == ids
        assert {note for _, note in kept} == {"shared with Sam"}

    def test_keeps_what_the_bank_never_shows(
        self,
        program: TestClient,
        headers: dict[str, str],
        connect: Connect,
        run_jobs: Callable[[], None],
    ) -> None:
        more = lloyds(
            line("14/11/2026", "PARCEL POINT", "9.99"), line("12/11/2026", "HARBOUR BAKERY", "3.20")
        )
        take_in(program, look(program, more))

        connect(shared(account(*FEED)), headers)
        sync(program, run_jobs)

        assert stored(program) == [
            ("2026-11-12", -320), ("2026-11-12", -320), ("2026-11-14", -999), ("2026-11-18", -4210),
        ]  # fmt: skip

    def test_is_not_undone_with_the_file(
        self,
        program: TestClient,
        headers: dict[str, str],
        connect: Connect,
    ) -> None:
        taken = take_in(program, look(program, FILE))
        connect(shared(account(*FEED)), headers)

        undone = program.delete(f"{V1}/banking/import/{taken['id']}").json()

        assert undone == {"removed": 1, "kept": 3, "account_removed": False}
        assert stored(program) == [*ALL_ONCE[1:], ("2026-11-18", -4210)]

    def test_knows_a_payment_that_the_file_dates_before_its_window(
        self,
        program: TestClient,
        headers: dict[str, str],
        connect: Connect,
        run_jobs: Callable[[], None],
    ) -> None:
        connection = shared(account(*FEED))
        connect(connection, headers)
        window_begins = "22/08/2026"  # 88 days before the day of the test, then a day
        take_in(program, look(program, lloyds(line(window_begins, "LANTERN BOOKS", "18.99"))))

        connection.accounts[0].transactions.append(
            row("9", "2026-08-24", -1899, "LANTERN BOOKS BRISTOL")
        )
        sync(program, run_jobs)

        assert [one for one in stored(program) if one[1] == -1899] == [("2026-08-24", -1899)]


class TestTwoFilesOfOneAccount:
    def test_in_two_formats_are_each_payment_once_when_the_person_agrees(
        self, program: TestClient
    ) -> None:
        take_in(program, look(program, FILE))
        qif = (
            b"!Type:Bank\nD12/11/2026\nT-3.20\nPHarbour Bakery\n^\nD12/11/2026\nT-3.20\n"
            b"PHarbour Bakery\n^\nD17/11/2026\nT-42.10\nPCard payment Orchard Grocers\n^\n"
        )

        preview = look(program, qif)

        assert preview["suggestion"]["why"] == "rows"
        assert take_in(program, preview)["added"] == 0
        assert len(stored(program)) == 4
