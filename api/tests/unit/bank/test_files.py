"""Every bank's export file, in the shape it has, with invented rows."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from app.bank.files import Columns, FileUnreadableError, Statement, Wishes, read_statement
from app.bank.files.presets import PRESETS, preset_named
from app.bank.files.statement import SignSource
from app.domain.ledger import AccountKind
from app.domain.money import Money
from app.domain.statements.amounts import Sign
from app.domain.statements.dates import DateOrder

FILES = Path(__file__).parent / "files"
TODAY = date(2026, 11, 19)


def read(content: bytes, name: str = "statement.csv", wishes: Wishes | None = None) -> Statement:
    return read_statement(
        content, filename=name, wishes=wishes or Wishes(), today=TODAY, currency="GBP"
    )


def file(name: str) -> Statement:
    return read((FILES / name).read_bytes(), name)


CURRENT = {("2026-11-16", -4_210), ("2026-11-13", -95_000), ("2026-11-13", 184_022)}
CARD = {("2026-11-12", -1_899), ("2026-11-02", 21_040)}
KNOWN = {
    "barclays.csv": ("barclays", CURRENT, None),
    "hsbc.csv": ("hsbc", CURRENT, None),
    "lloyds.csv": ("lloyds", CURRENT, 201_657),
    "lloyds_card.csv": ("lloyds_card", CARD, None),
    "natwest.csv": ("natwest", CURRENT, 201_657),
    "nationwide.csv": ("nationwide", CURRENT, 201_657),
    "nationwide_card.csv": ("nationwide_card", CARD, None),
    "santander.txt": ("santander_text", CURRENT, 201_657),
    "santander.xls": ("santander_web", CURRENT, 201_657),
    "santander_midata.csv": ("santander", CURRENT, 201_657),
    "chase.csv": ("chase", CURRENT, 201_657),
    "amex.csv": ("amex", CARD, None),
    "activity.csv": ("amex", CARD, None),
    "monzo.csv": ("monzo", {("2026-11-02", -320), ("2026-11-06", 12_000)}, None),
    "starling.csv": ("starling", {("2026-11-02", -320), ("2026-11-06", 12_000)}, 108_205),
    "revolut.csv": ("revolut", {("2026-11-01", 20_000), ("2026-11-05", -4_080)}, 13_600),
    "sgml.ofx": (None, {("2026-11-16", -4_210), ("2026-11-13", 184_022)}, 296_657),
    "xml.qfx": (None, CARD, -3_349),
    "bank.qif": (None, {("2026-11-16", -4_210), ("2026-11-13", 184_022)}, None),
}


class TestEveryFile:
    @pytest.mark.parametrize("name", sorted(KNOWN))
    def test_is_recognised_and_read_to_the_penny(self, name: str) -> None:
        preset, rows, closing = KNOWN[name]

        statement = file(name)

        assert (statement.preset.id if statement.preset else None) == preset
        assert rows <= {(row.booked_on.isoformat(), row.amount.minor) for row in statement.rows}
        assert statement.closing == (None if closing is None else Money(closing))
        assert not [one for one in statement.refused if one.is_fault]
        assert len(statement.date_orders) == 1
        assert not statement.chain or statement.chain.breaks == 0

    def test_of_every_preset_is_here(self) -> None:
        read_here = {preset for preset, _, _ in KNOWN.values() if preset}

        assert read_here == {preset.id for preset in PRESETS} | {"hsbc", "santander_text"}
        assert all(preset_named(preset) for preset in read_here)


class TestWhatIsSaidOfTheAccount:
    @pytest.mark.parametrize("name", ["barclays.csv", "lloyds.csv", "natwest.csv", "sgml.ofx"])
    def test_is_its_full_number(self, name: str) -> None:
        statement = file(name)

        assert statement.number == "73849265"
        assert len(statement.sort_code or "") == 6

    def test_is_its_ending_where_the_rest_is_hidden(self) -> None:
        assert (file("nationwide.csv").number, file("santander.txt").number) == ("49265", "9265")

    def test_is_what_kind_it_is(self) -> None:
        assert file("amex.csv").kind is AccountKind.CREDIT_CARD
        assert file("xml.qfx").kind is AccountKind.CREDIT_CARD
        assert file("bank.qif").account_name == "Joint account"

    def test_of_several_in_one_file_is_the_one_meant(self) -> None:
        content = (FILES / "revolut.csv").read_bytes()

        saved = read(content, wishes=Wishes(only="Savings GBP"))

        assert saved.accounts == ["Current GBP", "Savings GBP"]
        assert [row.amount for row in saved.rows] == [Money(5_000)]


class TestRows:
    def test_keep_the_banks_ids_names_and_notes(self) -> None:
        row = file("monzo.csv").rows[2]

        assert (row.provider_id, row.merchant) == ("tx_0000AtestAAAAAAAAAA03", "Severn Water")
        assert (row.line, row.category) == (4, "DIRECT_DEBIT")
        assert row.note == "Water, second quarter paid by Alex #bills"

    def test_are_left_out_while_unsettled_or_turned_back(self) -> None:
        reasons = {one.line: one.reason for one in file("revolut.csv").refused}

        assert "not settled" in reasons[5]
        assert "turned back" in reasons[6]

    def test_are_text_without_what_cannot_be_shown(self) -> None:
        (row,) = read(b'Date,Description,Amount\n20/10/2026,"A\x00B\nC\xe2\x80\xae",-1\n').rows

        assert row.description == "A B C"


class TestAnUnknownFile:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
    def test_is_read_in_any_encoding(self, encoding: str) -> None:
        text = "Datum;Details;Amount\n20.10.2026;Café £5;-1.234,50\n21.10.2026;Tea;-3,00\n"

        statement = read(text.encode(encoding))

        assert statement.delimiter == ";"
        assert [row.amount.minor for row in statement.rows] == [-123_450, -300]
        assert statement.rows[0].description == "Café £5"

    def test_is_a_cards_if_hardly_anything_has_a_minus(self) -> None:
        rows = "".join(f"{day}/10/2026,SHOP,{day}.00\n" for day in range(13, 20))

        statement = read(b"Date,Description,Amount\n" + rows.encode())

        assert (statement.sign, statement.sign_source) == (Sign.MINUS_IS_IN, SignSource.GUESS)
        assert statement.rows[0].amount == Money(-1_300)

    def test_believes_its_balance_before_its_bank(self) -> None:
        content = (FILES / "starling.csv").read_text()
        flipped = content.replace(",-", ",#").replace(",120.00", ",-120.00").replace(",#", ",")

        statement = read(flipped.encode())

        assert (statement.sign, statement.sign_source) == (Sign.MINUS_IS_IN, SignSource.BALANCE)

    def test_without_a_header_is_read_by_what_stands_where(self) -> None:
        rows = b"x1|20/10/2026|A LONG NAME|-1.50|98.50\nx2|21/10/2026|TEA|-2.00|96.50\n"

        statement = read(rows)

        assert [row.amount.minor for row in statement.rows] == [-150, -200]
        assert statement.columns.balance == 4
        assert statement.date_orders[0] is DateOrder.DAY_FIRST

    def test_with_columns_it_lacks_says_what_is_missing(self) -> None:
        statement = read(b"Date,Amount\n20/10/2026,-1.00\n", wishes=Wishes(columns=_columns(9)))

        assert statement.missing == ["date"]
        assert statement.rows == []


def _columns(date_at: int) -> Columns:
    return Columns(date=date_at, amount=1)


class TestHostileFiles:
    @pytest.mark.parametrize(
        "content",
        [
            b"\x00" * 5_000,
            b"\xff\xfe" + b"\x00\xd8" * 100,
            b"<OFX>" + b"<STMTTRN>" * 5_000,
            b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><OFX>&b;</OFX>",
            b"!Type:Bank\n" + b"^\n" * 5_000,
            b"Date,Amount\n" + b"," * 50_000,
            b"<table>" + b"<tr><td>" * 2_000,
            "Date,Amount\n20/10/2026,\u0663\u066b\u0665\n".encode(),
        ],
    )
    def test_are_read_as_nothing_or_refused_with_a_sentence(self, content: bytes) -> None:
        def rows() -> int:
            try:
                return len(read(content).rows)
            except FileUnreadableError as refusal:
                return 0 if refusal.detail.endswith(".") else -1

        assert rows() == 0

    def test_of_several_accounts_are_refused_where_rows_do_not_say_whose(self) -> None:
        content = (FILES / "sgml.ofx").read_bytes()

        with pytest.raises(FileUnreadableError, match="several accounts"):
            read(content + content.replace(b"73849265", b"11112222"))

    def test_of_too_many_rows_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("app.bank.files.reading.ROWS_MAX", 3)

        with pytest.raises(FileUnreadableError, match="more than 3 rows"):
            file("hsbc.csv")


class TestALargeFile:
    def test_of_200_000_rows_stays_small_in_memory(self) -> None:
        # In a process of its own: the memory of this one says nothing.
        done = subprocess.run(  # noqa: S603 - our own words
            [sys.executable, "-c", _READ_MANY],
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
            capture_output=True,
            text=True,
            check=True,
        )
        rows, kibibytes = (int(number) for number in done.stdout.split())

        assert rows == 200_000
        assert kibibytes < 200 * 1024


_READ_MANY = """
import resource
from datetime import date, timedelta
from app.bank.files import Wishes, read_statement
content = "".join(
    f"{date(2010, 1, 1) + timedelta(days=n // 40):%d/%m/%Y},SHOP {n % 500},-{n % 90 + 1}.00\\n"
    for n in range(200_000)
).encode()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
statement = read_statement(
    content, filename="s.csv", wishes=Wishes(), today=date(2026, 11, 19), currency="GBP"
)
print(len(statement.rows), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
