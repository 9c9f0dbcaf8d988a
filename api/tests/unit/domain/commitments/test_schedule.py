"""Recurrences count from their anchor, and a shift never moves it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import Period, WorkingDays
from app.domain.commitments.schedule import (
    Cadence,
    MonthlyDay,
    MonthlyLastWorkingDay,
    MonthlyWeekday,
    Occurrence,
    Once,
    Schedule,
    Shift,
    Weekly,
    Yearly,
    cadence_length_days,
    occurrences,
)
from app.domain.errors import InvalidInputError

ENGLAND = WorkingDays(
    frozenset(
        {
            date(2026, 12, 25),
            date(2026, 12, 28),
            date(2027, 1, 1),
            date(2027, 3, 26),
            date(2027, 3, 29),
            date(2027, 5, 3),
            date(2027, 5, 31),
            date(2027, 8, 30),
        }
    )
)
A_YEAR = Period(date(2026, 11, 1), date(2027, 11, 1))


def due(
    cadence: Cadence,
    anchor: date,
    *,
    period: Period,
    shift: Shift = Shift.NONE,
    ends_on: date | None = None,
) -> list[date]:
    schedule = Schedule(cadence, anchor, shift, ends_on)
    return [
        occurrence.due_on
        for occurrence in occurrences(schedule, period=period, working_days=ENGLAND)
    ]


class TestTheWorkedExamples:
    def test_monthly_on_31_no_shift_from_31_jan_2027(self) -> None:
        period = Period(date(2027, 1, 1), date(2027, 5, 1))

        assert due(MonthlyDay(31), date(2027, 1, 31), period=period) == [
            date(2027, 1, 31),
            date(2027, 2, 28),
            date(2027, 3, 31),
            date(2027, 4, 30),
        ]

    def test_direct_debit_on_the_25th_of_dec_2026(self) -> None:
        period = Period(date(2026, 12, 1), date(2027, 1, 1))

        assert due(
            MonthlyDay(25), date(2026, 11, 25), period=period, shift=Shift.NEXT_WORKING_DAY
        ) == [date(2026, 12, 29)]

    def test_wage_on_the_25th_previous_working_day_dec_2026(self) -> None:
        period = Period(date(2026, 12, 1), date(2027, 1, 1))

        assert due(
            MonthlyDay(25), date(2026, 11, 25), period=period, shift=Shift.PREVIOUS_WORKING_DAY
        ) == [date(2026, 12, 24)]

    def test_last_working_day_may_2027(self) -> None:
        period = Period(date(2027, 5, 1), date(2027, 6, 1))

        assert due(MonthlyLastWorkingDay(), date(2026, 11, 30), period=period) == [
            date(2027, 5, 28)
        ]

    def test_direct_debit_due_good_friday_26_mar_2027(self) -> None:
        period = Period(date(2027, 3, 1), date(2027, 4, 1))

        assert due(
            MonthlyDay(26), date(2026, 11, 26), period=period, shift=Shift.NEXT_WORKING_DAY
        ) == [date(2027, 3, 30)]

    def test_every_4_weeks_from_fri_6_nov_2026(self) -> None:
        schedule = Schedule(Weekly(4), date(2026, 11, 6), Shift.PREVIOUS_WORKING_DAY)

        assert occurrences(
            schedule, period=Period(date(2026, 11, 1), date(2027, 2, 1)), working_days=ENGLAND
        ) == [
            Occurrence(date(2026, 11, 6), date(2026, 11, 6)),
            Occurrence(date(2026, 12, 4), date(2026, 12, 4)),
            Occurrence(date(2027, 1, 1), date(2026, 12, 31)),
            Occurrence(date(2027, 1, 29), date(2027, 1, 29)),
        ]


class TestOccurrences:
    def test_of_something_once_are_its_anchor(self) -> None:
        assert due(Once(), date(2026, 12, 3), period=A_YEAR) == [date(2026, 12, 3)]
        assert due(Once(), date(2026, 10, 3), period=A_YEAR) == []

    def test_skip_the_months_without_council_tax(self) -> None:
        cadence = MonthlyDay(1, skip_months=frozenset({2, 3}))

        months = [day.month for day in due(cadence, date(2026, 4, 1), period=A_YEAR)]

        assert months == [11, 12, 1, 4, 5, 6, 7, 8, 9, 10]

    def test_of_a_quarter_count_from_the_anchors_month(self) -> None:
        assert due(MonthlyDay(30, every=3), date(2026, 8, 30), period=A_YEAR) == [
            date(2026, 11, 30),
            date(2027, 2, 28),
            date(2027, 5, 30),
            date(2027, 8, 30),
        ]

    def test_never_come_before_the_anchor(self) -> None:
        assert due(MonthlyDay(15), date(2027, 8, 20), period=A_YEAR) == [
            date(2027, 9, 15),
            date(2027, 10, 15),
        ]
        assert due(Weekly(), date(2027, 10, 20), period=A_YEAR) == [
            date(2027, 10, 20),
            date(2027, 10, 27),
        ]
        assert due(MonthlyDay(1), date(2028, 1, 1), period=A_YEAR) == []

    def test_end_with_the_nominal_day_they_end_on(self) -> None:
        anchor, last = date(2026, 11, 25), date(2026, 12, 25)

        assert due(
            MonthlyDay(25), anchor, period=A_YEAR, shift=Shift.NEXT_WORKING_DAY, ends_on=last
        ) == [date(2026, 11, 25), date(2026, 12, 29)]

    def test_on_the_last_working_day_start_in_the_month_the_anchor_names(self) -> None:
        period = Period(date(2027, 5, 1), date(2027, 7, 1))

        assert due(MonthlyLastWorkingDay(), date(2027, 5, 31), period=period) == [
            date(2027, 5, 28),
            date(2027, 6, 30),
        ]

    def test_on_the_last_friday_of_a_month(self) -> None:
        period = Period(date(2026, 11, 1), date(2027, 2, 1))

        assert due(MonthlyWeekday(weekday=4, nth=-1), date(2026, 11, 27), period=period) == [
            date(2026, 11, 27),
            date(2026, 12, 25),
            date(2027, 1, 29),
        ]

    def test_on_the_second_tuesday_of_a_month(self) -> None:
        period = Period(date(2026, 11, 1), date(2027, 2, 1))

        assert due(MonthlyWeekday(weekday=1, nth=2), date(2026, 11, 1), period=period) == [
            date(2026, 11, 10),
            date(2026, 12, 8),
            date(2027, 1, 12),
        ]

    def test_of_a_leap_day_are_clamped_each_year_and_come_back(self) -> None:
        period = Period(date(2026, 1, 1), date(2029, 1, 1))

        assert due(Yearly(), date(2024, 2, 29), period=period) == [
            date(2026, 2, 28),
            date(2027, 2, 28),
            date(2028, 2, 29),
        ]

    @pytest.mark.parametrize(
        ("shift", "period", "expected"),
        [
            (Shift.NEXT_WORKING_DAY, Period(date(2026, 12, 29), date(2026, 12, 30)), 1),
            (Shift.NEXT_WORKING_DAY, Period(date(2026, 12, 20), date(2026, 12, 29)), 0),
            (Shift.PREVIOUS_WORKING_DAY, Period(date(2026, 12, 20), date(2026, 12, 25)), 1),
            (Shift.PREVIOUS_WORKING_DAY, Period(date(2026, 12, 25), date(2026, 12, 30)), 0),
        ],
    )
    def test_belong_to_the_period_of_their_due_day(
        self, shift: Shift, period: Period, expected: int
    ) -> None:
        assert len(due(MonthlyDay(25), date(2026, 1, 25), period=period, shift=shift)) == expected


cadences = st.one_of(
    st.just(Once()),
    st.just(Yearly()),
    st.just(MonthlyLastWorkingDay()),
    st.integers(1, 8).map(Weekly),
    st.builds(MonthlyDay, st.integers(1, 31), st.sampled_from([1, 2, 3, 6, 12])),
    st.builds(MonthlyWeekday, st.integers(0, 6), st.sampled_from([1, 2, 3, 4, -1])),
)
days = st.dates(date(2025, 1, 1), date(2027, 12, 31))


class TestProperties:
    @given(cadences, days, st.sampled_from(Shift), days, st.integers(0, 200), st.integers(0, 200))
    def test_two_periods_side_by_side_give_what_the_whole_gives(
        self, cadence: Cadence, anchor: date, shift: Shift, start: date, first: int, second: int
    ) -> None:
        middle = start + timedelta(days=first)
        end = middle + timedelta(days=second)

        apart = [
            *due(cadence, anchor, period=Period(start, middle), shift=shift),
            *due(cadence, anchor, period=Period(middle, end), shift=shift),
        ]

        assert apart == due(cadence, anchor, period=Period(start, end), shift=shift)

    @given(st.integers(1, 31), days)
    def test_a_monthly_day_never_skips_a_month(self, day: int, anchor: date) -> None:
        period = Period(date(2028, 1, 1), date(2029, 1, 1))

        months = [found.month for found in due(MonthlyDay(day), anchor, period=period)]

        assert months == list(range(1, 13))

    @given(st.integers(1, 8), days)
    def test_moving_a_weekly_anchor_by_a_week_moves_each_date_by_a_week(
        self, every: int, anchor: date
    ) -> None:
        week = timedelta(weeks=1)
        period = Period(date(2028, 1, 1), date(2029, 1, 1))
        later = Period(period.start + week, period.end + week)

        moved = due(Weekly(every), anchor + week, period=later)

        assert moved == [day + week for day in due(Weekly(every), anchor, period=period)]


class TestCadence:
    @pytest.mark.parametrize(
        ("build", "field"),
        [
            (lambda: Weekly(0), "cadence.every"),
            (lambda: Weekly(105), "cadence.every"),
            (lambda: MonthlyDay(0), "cadence.day"),
            (lambda: MonthlyDay(32), "cadence.day"),
            (lambda: MonthlyDay(1, every=0), "cadence.every"),
            (lambda: MonthlyDay(1, every=13), "cadence.every"),
            (lambda: MonthlyDay(1, skip_months=frozenset({13})), "cadence.skip_months"),
            (lambda: MonthlyDay(1, skip_months=frozenset(range(1, 13))), "cadence.skip_months"),
            (lambda: MonthlyWeekday(7, 1), "cadence.weekday"),
            (lambda: MonthlyWeekday(0, 5), "cadence.nth"),
            (lambda: MonthlyWeekday(0, 0), "cadence.nth"),
        ],
    )
    def test_names_the_field_that_is_out_of_range(self, build: object, field: str) -> None:
        assert callable(build)
        with pytest.raises(InvalidInputError) as refusal:
            build()

        assert refusal.value.field == field

    @pytest.mark.parametrize(
        ("cadence", "length"),
        [
            (Once(), 30),
            (Weekly(2), 14),
            (MonthlyDay(1), 30),
            (MonthlyDay(1, every=3), 90),
            (MonthlyLastWorkingDay(), 30),
            (MonthlyWeekday(0, 1), 30),
            (Yearly(), 365),
        ],
    )
    def test_has_a_length(self, cadence: Cadence, length: int) -> None:
        assert cadence_length_days(cadence) == length
