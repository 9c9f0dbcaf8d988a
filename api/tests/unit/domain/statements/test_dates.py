"""Dates as banks write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.statements.dates import DateOrder, possible_orders, read_date

TODAY = date(2026, 11, 19)
DAY, MONTH, YEAR = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST, DateOrder.YEAR_FIRST


class TestReadDate:
    @pytest.mark.parametrize(
        ("text", "order", "expected"),
        [
            ("03/04/2026", DAY, "2026-04-03"),
            ("03/04/2026", MONTH, "2026-03-04"),
            ("3.4.26", DAY, "2026-04-03"),
            ("26-04-03", YEAR, "2026-04-03"),
            ("03/04/2026", YEAR, None),
            ("2026-04-03", DAY, "2026-04-03"),
            ("2026/04/2003", DAY, None),
            ("03/04/99", DAY, "1999-04-03"),
            ("3/4'26", DAY, "2026-04-03"),
            ("20260403", DAY, "2026-04-03"),
            ("20261303", DAY, None),
            ("03 Apr 2026", MONTH, "2026-04-03"),
            ("3rd April 26", DAY, "2026-04-03"),
            ("03-APR-2026", DAY, "2026-04-03"),
            ("Apr 3, 2026", DAY, "2026-04-03"),
            ("Fri 3 Apr 2026", DAY, "2026-04-03"),
            ("3 Apx 2026", DAY, None),
            ("'03/04/2026'", DAY, "2026-04-03"),
            ("03/04/2026 23:59:59", DAY, "2026-04-03"),
            ("2026-04-03 23:30:00", DAY, "2026-04-03"),
            ("2026-06-30T23:30:00Z", DAY, "2026-07-01"),
            ("2026-06-30T00:00:00Z", DAY, "2026-06-30"),
            ("2026-13-30T23:30:00Z", DAY, None),
            ("20260630233000[0:GMT]", DAY, "2026-07-01"),
            ("20260630120000.000", DAY, "2026-06-30"),
            ("202606301200", DAY, "2026-06-30"),
            ("20260630203000[-5:EST]", DAY, "2026-07-01"),
            ("20261330203000", DAY, None),
            ("31/02/2026", DAY, None),
            ("01/01/1969", DAY, None),
            ("£12.30", DAY, None),
            ("", DAY, None),
        ],
    )
    def test_reads_what_banks_write(
        self, text: str, order: DateOrder, expected: str | None
    ) -> None:
        found = read_date(text, order)

        assert found == (date.fromisoformat(expected) if expected else None)


class TestPossibleOrders:
    def test_is_the_only_one_that_reads_all(self) -> None:
        assert possible_orders(["03/04/2026", "25/04/2026"], today=TODAY) == [DAY]
        assert possible_orders(["03/04/2026", "04/25/2026"], today=TODAY) == [MONTH]

    def test_leaves_it_to_the_person_where_both_read_all(self) -> None:
        assert possible_orders(["03/04/2026", "05/06/2026"], today=TODAY) == [DAY, MONTH]

    def test_puts_no_payment_after_today(self) -> None:
        assert possible_orders(["11/12/2026", "02/11/2026"], today=TODAY) == [MONTH]

    def test_takes_the_one_in_which_the_days_follow_each_other(self) -> None:
        texts = ["30/01/2026", "01/02/2026", "02/02/2026", "01/03/2026"]
        assert possible_orders(texts[1:], today=TODAY) == [DAY]

    def test_is_one_where_all_agree(self) -> None:
        assert possible_orders(["2026-04-03", "03 May 2026"], today=TODAY) == [DAY]
        assert possible_orders([], today=TODAY) == [DAY]

    @given(
        days=st.lists(st.dates(date(2024, 1, 1), TODAY), min_size=60, max_size=90),
        newest_first=st.booleans(),
        written=st.sampled_from([(DAY, "%d/%m/%Y"), (MONTH, "%m/%d/%Y"), (YEAR, "%Y-%m-%d")]),
    )
    def test_finds_the_order_a_statement_is_written_in(
        self, days: list[date], newest_first: bool, written: tuple[DateOrder, str]
    ) -> None:
        order, form = written
        # A statement of some length has a day after the twelfth.
        days = sorted([*days, date(2025, 6, 28)], reverse=newest_first)

        found = possible_orders([day.strftime(form) for day in days], today=TODAY)

        texts = [day.strftime(form) for day in days]
        assert [read_date(text, found[0]) for text in texts] == days
        assert len(found) == 1
        assert order in (*found, YEAR)

    def test_forgives_a_footer(self) -> None:
        day = date(2026, 1, 31)
        texts = [f"{day + timedelta(days=n):%d/%m/%Y}" for n in range(30)]
        assert possible_orders([*texts, "Total"], today=TODAY) == [DAY]
