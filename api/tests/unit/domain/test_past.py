"""The past as the everyday model is given it."""

from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

import pytest

from app.domain.calendar import Period, WorkingDays
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
from app.domain.past import (
    PastRow,
    daily_spending,
    first_telling_day,
    history,
    pairs,
    reaching_back,
)

MAIN, BILLS = UUID(int=1), UUID(int=2)


def row(n: int, on: str, minor: int, account_id: UUID = MAIN) -> PastRow:
    return PastRow(UUID(int=100 + n), account_id, date.fromisoformat(on), minor)


class TestReachingBack:
    @pytest.mark.parametrize(
        "cadence",
        [
            Weekly(1),
            Weekly(4),
            MonthlyDay(31),
            MonthlyDay(5, every=3),
            MonthlyLastWorkingDay(),
            MonthlyWeekday(4, -1),
            Yearly(),
        ],
    )
    @pytest.mark.parametrize("anchor", [date(2026, 12, 25), date(2027, 1, 31)])
    def test_changes_no_date_from_the_anchor_on(self, cadence: Cadence, anchor: date) -> None:
        schedule = Schedule(cadence, anchor, Shift.NONE)
        start = date(2024, 3, 1)

        back = reaching_back(schedule, start=start)

        ahead = Period(anchor, anchor + timedelta(days=800))
        assert occurrences(back, period=ahead, working_days=WorkingDays()) == occurrences(
            schedule, period=ahead, working_days=WorkingDays()
        )
        past = Period(start, anchor)
        found = occurrences(back, period=past, working_days=WorkingDays())
        assert found
        assert back.anchor <= start

    def test_leaves_alone_what_comes_once_or_began_before(self) -> None:
        once = Schedule(Once(), date(2026, 12, 25), Shift.NONE)
        begun = Schedule(Weekly(1), date(2020, 1, 1), Shift.NONE)

        assert reaching_back(once, start=date(2024, 1, 1)) == once
        assert reaching_back(begun, start=date(2024, 1, 1)) == begun


class TestPairs:
    def test_are_opposite_amounts_of_two_accounts_the_nearest_first(self) -> None:
        out = row(1, "2026-11-10", -50_00)
        near = row(2, "2026-11-11", 50_00, BILLS)
        far = row(3, "2026-11-13", 50_00, BILLS)
        same_account = row(4, "2026-11-10", 50_00)
        too_late = row(5, "2026-11-15", 50_00, BILLS)

        assert pairs([out, near, far, same_account, too_late]) == [(out, near)]

    def test_take_each_row_once(self) -> None:
        rows = [
            row(1, "2026-11-10", -50_00),
            row(2, "2026-11-10", -50_00),
            row(3, "2026-11-10", 50_00, BILLS),
        ]

        assert len(pairs(rows)) == 1


class TestFirstTellingDay:
    def test_waits_for_the_accounts_that_matter(self) -> None:
        rows = [
            row(1, "2026-01-01", -500_00),
            row(2, "2026-03-01", -400_00, BILLS),
            row(3, "2026-08-01", -1_00, UUID(int=3)),
        ]

        assert first_telling_day(rows) == date(2026, 3, 1)

    def test_of_no_rows_is_none(self) -> None:
        assert first_telling_day([]) is None


class TestHistory:
    def test_splits_the_days_by_what_accounts_for_them(self) -> None:
        rows = [
            row(1, "2026-11-01", -5_00),
            row(2, "2026-11-02", -700_00),
            row(3, "2026-11-02", -7_00),
            row(4, "2026-11-09", -9_00),
        ]

        found = history(
            rows,
            modelled={UUID(int=102)},
            first_day=date(2026, 11, 1),
            last_day=date(2026, 11, 3),
            balance=100_00,
            paydays=frozenset(),
        )

        assert list(found.everyday) == [-5_00, -7_00, 0]
        assert list(found.modelled) == [0, -700_00, 0]
        assert found.last_day == date(2026, 11, 3)

    def test_tells_what_each_account_spends_a_day(self) -> None:
        rows = [row(1, "2026-11-01", -5_00), row(2, "2026-11-02", -9_00), row(3, "2026-12-01", 1)]

        assert daily_spending(
            rows,
            modelled={UUID(int=102)},
            first_day=date(2026, 11, 1),
            last_day=date(2026, 11, 10),
        ) == {MAIN: Fraction(-50)}
