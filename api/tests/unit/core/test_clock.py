"""Which day it is, for whom."""

from datetime import UTC, date, datetime
from typing import override

import pytest

from app.core.bank_holidays import Nation, working_days
from app.core.clock import Clock


class ClockAt(Clock):
    """A clock that stands still."""

    at = datetime(2026, 7, 1, tzinfo=UTC)

    @override
    def now(self) -> datetime:
        return self.at


class TestClock:
    def test_says_the_day_it_was_fixed_to(self) -> None:
        assert Clock(fixed_on=date(2026, 11, 19)).today() == date(2026, 11, 19)

    @pytest.mark.parametrize(
        ("moment", "day"),
        [
            # In summer London is an hour ahead: late evening in UTC is tomorrow there.
            (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), date(2026, 7, 2)),
            (datetime(2026, 12, 1, 23, 30, tzinfo=UTC), date(2026, 12, 1)),
            (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), date(2026, 3, 29)),
        ],
    )
    def test_counts_days_in_london(
        self, moment: datetime, day: date, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(ClockAt, "at", moment)

        assert ClockAt().today() == day

    def test_tells_the_moment_in_utc_whatever_day_was_fixed(self) -> None:
        assert Clock(fixed_on=date(2000, 1, 1)).now().tzinfo is UTC


class TestWorkingDays:
    @pytest.mark.parametrize(
        ("day", "nations"),
        [
            (date(2026, 12, 25), {"england_and_wales", "scotland", "northern_ireland"}),
            # Boxing Day 2026 is a Saturday.
            (date(2026, 12, 28), {"england_and_wales", "scotland", "northern_ireland"}),
            (date(2027, 3, 26), {"england_and_wales", "scotland", "northern_ireland"}),
            (date(2027, 3, 29), {"england_and_wales", "northern_ireland"}),
            (date(2026, 11, 30), {"scotland"}),
            (date(2027, 3, 17), {"northern_ireland"}),
            (date(2026, 8, 3), {"scotland"}),
            (date(2026, 8, 31), {"england_and_wales", "northern_ireland"}),
        ],
    )
    def test_leave_out_the_bank_holidays_of_the_nation(self, day: date, nations: set[str]) -> None:
        free = {
            nation.value
            for nation in Nation
            if working_days(nation, around=date(2026, 11, 19)).on_or_after(day) != day
        }

        assert free == nations
