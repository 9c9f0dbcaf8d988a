"""A schedule counted from an earlier day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import Period, WorkingDays
from app.domain.commitments.rebase import counted_from
from app.domain.commitments.schedule import (
    Cadence,
    MonthlyDay,
    MonthlyLastWorkingDay,
    MonthlyWeekday,
    Once,
    Schedule,
    Shift,
    Weekly,
    Yearly,
    occurrences,
)

DAYS = WorkingDays(frozenset())
CADENCES = st.one_of(
    st.builds(Weekly, st.integers(1, 13)),
    st.builds(MonthlyDay, st.integers(1, 31), st.sampled_from([1, 2, 3, 6])),
    st.just(MonthlyLastWorkingDay()),
    st.just(MonthlyWeekday(4, -1)),
    st.just(Yearly()),
)


class TestCountedFrom:
    @pytest.mark.parametrize(
        ("cadence", "anchor", "day", "begins"),
        [
            (Weekly(4), "2026-11-27", "2026-11-01", "2026-10-30"),
            (Weekly(1), "2026-11-27", "2026-11-20", "2026-11-20"),
            (MonthlyDay(31), "2026-11-30", "2026-10-31", "2026-10-01"),
            (MonthlyDay(8, 3), "2026-11-08", "2026-09-09", "2026-08-01"),
            (MonthlyDay(20), "2026-11-20", "2026-11-05", "2026-11-01"),
            (MonthlyLastWorkingDay(), "2026-11-30", "2026-10-30", "2026-10-01"),
            (Yearly(), "2026-09-14", "2026-01-01", "2025-09-14"),
            (Yearly(), "2026-09-14", "2025-10-01", "2025-09-14"),
            (Yearly(), "2026-09-14", "2025-09-01", "2024-09-14"),
            (Yearly(), "2028-02-29", "2027-12-31", "2024-02-29"),
            (Once(), "2026-09-14", "2026-01-01", "2026-09-14"),
            (Weekly(1), "2026-11-27", "2026-12-20", "2026-11-27"),
        ],
    )
    def test_moves_the_anchor_back_in_step(
        self, cadence: Cadence, anchor: str, day: str, begins: str
    ) -> None:
        schedule = Schedule(cadence, date.fromisoformat(anchor), Shift.NONE)

        found = counted_from(schedule, date.fromisoformat(day))

        assert found.anchor == date.fromisoformat(begins)

    @given(
        cadence=CADENCES,
        anchor=st.dates(date(2020, 1, 1), date(2028, 12, 31)),
        earlier=st.integers(0, 1500),
        shift=st.sampled_from(Shift),
    )
    def test_changes_no_later_day(
        self, cadence: Cadence, anchor: date, earlier: int, shift: Shift
    ) -> None:
        schedule = Schedule(cadence, anchor, shift)
        later = Period(anchor + timedelta(days=35), anchor + timedelta(days=900))

        moved = counted_from(schedule, anchor - timedelta(days=earlier))

        assert moved.anchor <= anchor - timedelta(days=earlier)
        assert occurrences(moved, period=later, working_days=DAYS) == occurrences(
            schedule, period=later, working_days=DAYS
        )
