"""Days are London days and periods leave no gap."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import Period, WorkingDays, day_of_month, london_day, months_between
from app.domain.errors import InvalidInputError

ENGLAND = WorkingDays(frozenset({date(2026, 12, 25), date(2026, 12, 28), date(2027, 5, 31)}))


class TestPeriod:
    def test_leaves_its_end_out(self) -> None:
        until_payday = Period(date(2026, 11, 19), date(2026, 11, 27))

        assert date(2026, 11, 19) in until_payday
        assert date(2026, 11, 27) not in until_payday
        assert until_payday.length == len(until_payday) == 8
        assert list(until_payday.days())[-1] == date(2026, 11, 26)

    def test_can_be_empty(self) -> None:
        assert list(Period(date(2026, 11, 19), date(2026, 11, 19)).days()) == []

    def test_cannot_end_before_it_starts(self) -> None:
        with pytest.raises(InvalidInputError):
            Period(date(2026, 11, 19), date(2026, 11, 18))

    @given(
        st.dates(date(2020, 1, 1), date(2030, 1, 1)),
        st.integers(min_value=0, max_value=90),
        st.integers(min_value=0, max_value=90),
    )
    def test_tiles_with_the_next_without_gap_or_overlap(
        self, start: date, first: int, second: int
    ) -> None:
        middle = start + timedelta(days=first)
        end = middle + timedelta(days=second)

        tiled = [*Period(start, middle).days(), *Period(middle, end).days()]

        assert tiled == list(Period(start, end).days())


class TestWorkingDays:
    def test_are_monday_to_friday_without_holidays(self) -> None:
        assert ENGLAND.is_working(date(2026, 12, 24))
        assert not ENGLAND.is_working(date(2026, 12, 25))
        assert not ENGLAND.is_working(date(2026, 12, 26))
        assert WorkingDays().is_working(date(2026, 12, 25))

    def test_are_found_on_either_side(self) -> None:
        assert ENGLAND.on_or_after(date(2026, 12, 25)) == date(2026, 12, 29)
        assert ENGLAND.on_or_before(date(2026, 12, 28)) == date(2026, 12, 24)
        assert ENGLAND.on_or_after(date(2026, 12, 24)) == date(2026, 12, 24)

    def test_close_a_month(self) -> None:
        assert ENGLAND.last_of_month(2027, 5) == date(2027, 5, 28)
        assert ENGLAND.last_of_month(2027, 2) == date(2027, 2, 26)


class TestMonths:
    def test_clamp_a_day_to_their_end(self) -> None:
        assert day_of_month(2027, 2, 31) == date(2027, 2, 28)
        assert day_of_month(2028, 2, 30) == date(2028, 2, 29)

    def test_are_counted_over_the_year_end(self) -> None:
        assert months_between(date(2026, 11, 30), date(2027, 1, 1)) == 2


class TestLondonDay:
    @pytest.mark.parametrize(
        ("moment", "day"),
        [
            (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), date(2026, 7, 2)),
            (datetime(2026, 12, 1, 23, 30, tzinfo=UTC), date(2026, 12, 1)),
            (datetime(2026, 7, 1, 0, 0, tzinfo=UTC), date(2026, 7, 1)),
            (datetime(2026, 7, 1, 0, 0, tzinfo=timezone(timedelta(hours=5))), date(2026, 7, 1)),
            (datetime(2026, 7, 1, 0, 30, tzinfo=timezone(timedelta(hours=5))), date(2026, 6, 30)),
        ],
    )
    def test_keeps_a_bare_date_and_converts_a_moment(self, moment: datetime, day: date) -> None:
        assert london_day(moment) == day

    def test_takes_a_moment_without_an_offset_as_utc(self) -> None:
        assert london_day(datetime(2026, 7, 1, 23, 30)) == date(2026, 7, 2)  # noqa: DTZ001 - the case itself
