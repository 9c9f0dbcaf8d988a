"""Goals: what a month takes, what is put aside, what is safe to add."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.goals import contributions, months_left, needed_per_month, safe_to_add
from app.domain.money import Money

TODAY = date(2026, 11, 19)


class TestNeededPerMonth:
    @pytest.mark.parametrize(
        ("by", "months"),
        [
            (date(2027, 5, 19), 6),
            (date(2027, 5, 18), 5),
            (date(2026, 12, 1), 1),
            (date(2026, 11, 1), 1),
        ],
    )
    def test_counts_whole_months_and_one_at_least(self, by: date, months: int) -> None:
        assert months_left(today=TODAY, by=by) == months

    @given(st.integers(1, 10**7), st.dates(date(2026, 11, 19), date(2030, 1, 1)))
    def test_is_enough_and_no_penny_more_than_needed(self, missing: int, by: date) -> None:
        needed = needed_per_month(missing=Money(missing), today=TODAY, by=by).minor
        months = months_left(today=TODAY, by=by)

        assert needed * months >= missing
        assert (needed - 1) * months < missing

    def test_is_nothing_where_nothing_is_missing(self) -> None:
        assert needed_per_month(missing=Money(0), today=TODAY, by=TODAY) == Money(0)


class TestContributions:
    def test_go_on_until_nothing_is_missing(self) -> None:
        found = contributions(
            missing=Money(25_000),
            monthly=Money(10_000),
            first_on=date(2026, 10, 31),
            by=date(2027, 12, 1),
            today=TODAY,
        )

        assert [(one.on, one.amount.minor) for one in found] == [
            (date(2026, 10, 31), 10_000),
            (date(2026, 11, 30), 10_000),
            (date(2026, 12, 31), 10_000),
            (date(2027, 1, 31), 5_000),
        ]

    def test_end_with_the_date(self) -> None:
        found = contributions(
            missing=Money(10**9),
            monthly=Money(10_000),
            first_on=date(2026, 12, 1),
            by=date(2027, 1, 1),
            today=TODAY,
        )

        assert len(list(found)) == 2


class TestSafeToAdd:
    @pytest.mark.parametrize(
        ("safe", "lowest", "buffer", "amount"),
        [(50_000, 90_000, 10_000, 50_000), (50_000, 30_000, 10_000, 20_000), (-1, 5, 0, 0)],
    )
    def test_keeps_both_figures(self, safe: int, lowest: int, buffer: int, amount: int) -> None:
        assert safe_to_add(
            safe_to_spend=Money(safe), lowest=Money(lowest), buffer=Money(buffer)
        ) == Money(amount)
