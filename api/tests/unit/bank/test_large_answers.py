"""Answers too large to hold: read as they come, kept by month, and never half believed."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bank.paging import Spool
from app.bank.protocol import BankTransaction
from app.bank.truelayer.rows import rows_of
from app.domain.money import Money

FIRST, LAST = date(2025, 11, 20), date(2026, 11, 19)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def pieces(content: bytes, size: int) -> Iterator[bytes]:
    return (content[start : start + size] for start in range(0, len(content), size))


def row(number: int, on: date) -> BankTransaction:
    return BankTransaction(
        transaction_id=f"t-{number}",
        provider_transaction_id=None,
        normalised_id=f"n-{number}",
        booked_on=on,
        occurred_at=None,
        amount=Money(-number - 1, "GBP"),
        description="COFFEE",
        merchant=None,
        category="PURCHASE",
        classification=(),
        running_balance=None,
        pending=False,
        meta={"a": "b"},
    )


class TestReadingAsItComes:
    @given(rows=st.lists(JSON, max_size=6), size=st.integers(1, 40))
    def test_gives_what_json_would(self, rows: list[object], size: int) -> None:
        content = json.dumps(
            {"results": rows, "status": "Succeeded", "more": {"a": [1]}}, ensure_ascii=False
        ).encode("utf-8", "surrogatepass")
        try:
            content.decode()
        except UnicodeDecodeError:
            return

        assert list(rows_of(pieces(content, size))) == rows

    @given(cut=st.integers(0, 10_000), size=st.integers(1, 40))
    def test_never_takes_a_part_for_the_whole(self, cut: int, size: int) -> None:
        content = json.dumps(
            {"status": "Succeeded", "results": [{"n": number} for number in range(9)]}
        ).encode()
        shorter = content[: cut % len(content)]

        with pytest.raises(ValueError, match=r".*"):
            list(rows_of(pieces(shorter, size)))

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"[]",
            b"{}",
            b"null",
            b"<html></html>",
            b'{"results": 3}',
            b'{"results": []} and more',
            b'{"results": [], "status": "Running"}',
            b'{"status": "Queued", "results": []}',
            b'{"results": [{"amount": NaN}]}',
            b'{"results": ["\xff"]}',
        ],
    )
    def test_refuses_what_is_no_answer(self, content: bytes) -> None:
        with pytest.raises(ValueError, match=r".*"):
            list(rows_of(iter([content])))

    def test_keeps_amounts_exact(self) -> None:
        content = b'{"results": [{"amount": 0.1}, {"amount": 12345678901234.56}]}'

        assert list(rows_of(iter([content]))) == [
            {"amount": Decimal("0.1")},
            {"amount": Decimal("12345678901234.56")},
        ]


class TestKeepingByMonth:
    def test_is_one_page_where_they_are_few(self) -> None:
        rows = [row(number, LAST) for number in range(10)]

        spool = Spool.filled(rows, first_on=FIRST, last_on=LAST)

        [page] = spool.pages()
        assert (page.first_on, page.last_on, list(page.rows)) == (FIRST, LAST, rows)
        assert not spool.is_large

    def test_loses_none_doubles_none_and_leaves_no_day_out(self) -> None:
        spool = Spool(first_on=FIRST, last_on=LAST, rows_at_once=50)
        rows = [row(number, LAST - timedelta(days=number * 7 % 300)) for number in range(2_000)]
        for each in rows:
            spool.add(each)

        pages = list(spool.pages())

        assert spool.is_large
        assert pages[0].first_on == FIRST
        assert pages[-1].last_on == LAST
        for earlier, later in pairwise(pages):
            assert earlier.last_on + timedelta(days=1) == later.first_on
        for page in pages:
            assert all(page.first_on <= each.booked_on <= page.last_on for each in page.rows)
        found = [each.transaction_id for page in pages for each in page.rows]
        assert sorted(found) == sorted(each.transaction_id for each in rows)
        assert [page.digest for page in pages] == [page.digest for page in spool.pages()]
        spool.close()

    def test_tells_a_change_by_its_digest(self) -> None:
        before = Spool.filled([row(1, LAST), row(2, LAST)], first_on=FIRST, last_on=LAST)
        after = Spool.filled([row(1, LAST), row(3, LAST)], first_on=FIRST, last_on=LAST)

        assert next(before.pages()).digest != next(after.pages()).digest
