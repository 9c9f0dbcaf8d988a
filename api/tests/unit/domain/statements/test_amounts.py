"""Amounts as banks write them, and what a running balance proves of their sign."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import Money
from app.domain.statements.amounts import (
    DecimalMark,
    Sign,
    follow_balance,
    likely_mark,
    read_amount,
)

POINT, COMMA = DecimalMark.POINT, DecimalMark.COMMA


class TestReadAmount:
    @pytest.mark.parametrize(
        ("text", "mark", "minor"),
        [
            ("12.30", POINT, 1230),
            ("-12.30", POINT, -1230),
            ("+12.30", POINT, 1230),
            ("12.30-", POINT, -1230),
            ("12.30+", POINT, 1230),
            ("\u221212.30", POINT, -1230),
            ("(12.30)", POINT, -1230),
            ("£1,234.56", POINT, 123_456),
            ("-£1,234.56", POINT, -123_456),
            ("GBP 5", POINT, 500),
            ("-2016.57\u00a0GBP", POINT, -201_657),
            ("12.30 CR", POINT, 1230),
            ("12.30 DR", POINT, -1230),
            ("12.30D", POINT, -1230),
            ("-12.30 DR", POINT, -1230),
            ("-12.30 CR", POINT, 1230),
            (".50", POINT, 50),
            ("5.", POINT, 500),
            ("'-3.20", POINT, -320),
            ("1.234,56", COMMA, 123_456),
            ("12,5", COMMA, 1250),
            ("0", POINT, 0),
            ("1,23.00", POINT, None),
            ("12,50", POINT, None),
            ("1.2.3", POINT, None),
            ("twelve", POINT, None),
            ("12a", POINT, None),
            ("\u0661\u0662", POINT, None),
            ("", POINT, None),
            ("-", POINT, None),
            (".", POINT, None),
            ("99999999999999999999999", POINT, None),
            ("20000000000", POINT, None),
        ],
    )
    def test_reads_what_banks_write(self, text: str, mark: DecimalMark, minor: int | None) -> None:
        expected = None if minor is None else Money(minor)

        assert read_amount(text, mark=mark, currency="GBP") == expected

    @given(st.integers(-(10**11), 10**11), st.sampled_from(DecimalMark))
    def test_reads_what_money_writes(self, minor: int, mark: DecimalMark) -> None:
        written = f"{Money(minor).to_major():,}"
        if mark is COMMA:
            written = written.translate(str.maketrans(",.", ".,"))

        assert read_amount(written, mark=mark, currency="GBP") == Money(minor)


class TestLikelyMark:
    def test_is_the_one_that_reads_the_most(self) -> None:
        assert likely_mark(["1.234,56", "12,50", "1.000"]) is COMMA
        assert likely_mark(["1,234.56", "12.50"]) is POINT

    def test_is_a_point_when_in_doubt(self) -> None:
        assert likely_mark(["12", "1"]) is POINT


def statement(amounts: list[int], *, opening: int) -> list[tuple[date, int, int]]:
    rows = []
    balance = opening
    for place, amount in enumerate(amounts):
        balance += amount
        rows.append((date(2026, 1, 1) + timedelta(days=place // 2), amount, balance))
    return rows


class TestFollowBalance:
    def test_proves_which_way_a_minus_goes(self) -> None:
        rows = statement([-320, 184_022, -4_210], opening=100_000)

        chain = follow_balance(rows)

        assert (chain.sign, chain.checked, chain.breaks) == (Sign.MINUS_IS_OUT, 2, 0)
        flipped = follow_balance([(day, -amount, balance) for day, amount, balance in rows])
        assert flipped.sign is Sign.MINUS_IS_IN

    def test_reads_a_file_that_begins_with_the_newest(self) -> None:
        chain = follow_balance(statement([-320, 184_022, -4_210], opening=0)[::-1])

        assert (chain.sign, chain.is_newest_first) == (Sign.MINUS_IS_OUT, True)

    def test_counts_the_steps_a_missing_row_breaks(self) -> None:
        rows = statement([-1, -20, -300, -4_000, -5], opening=9_000)
        del rows[2]

        chain = follow_balance(rows)

        assert (chain.sign, chain.breaks) == (Sign.MINUS_IS_OUT, 1)

    def test_says_nothing_where_both_ways_explain_as_much(self) -> None:
        day = date(2026, 1, 1)
        assert follow_balance([(day, 10, 500)]).sign is None
        assert follow_balance([(day, 10, 500), (day, 7, 900)]).sign is None

    @given(
        st.lists(st.integers(-9_999, 9_999).filter(bool), min_size=6, max_size=40, unique=True),
        st.integers(-100_000, 100_000),
        st.booleans(),
        st.booleans(),
    )
    def test_finds_the_sign_of_any_statement(
        self, amounts: list[int], opening: int, is_flipped: bool, newest_first: bool
    ) -> None:
        rows = statement(amounts, opening=opening)
        if is_flipped:
            rows = [(day, -amount, balance) for day, amount, balance in rows]

        chain = follow_balance(rows[::-1] if newest_first else rows)

        assert chain.sign is (Sign.MINUS_IS_IN if is_flipped else Sign.MINUS_IS_OUT)
        assert (chain.is_newest_first, chain.breaks) == (newest_first, 0)
