"""How right past forecasts were."""

from datetime import date, timedelta

import pytest

from app.domain.accuracy import Checked, Said, standing_of, what_came
from app.domain.cash_pool import DayEnd
from app.domain.money import Money

MADE = date(2026, 11, 2)


def said(expected: int, *, low_on: date = MADE, p10: int = -100, p90: int = 100) -> Said:
    return Said(
        made_on=MADE, horizon=7, expected=expected, p10=p10, p90=p90, low=expected, low_on=low_on
    )


def ends(*balances: int) -> list[DayEnd]:
    return [DayEnd(MADE + timedelta(days=n), Money(minor)) for n, minor in enumerate(balances)]


class TestWhatCame:
    def test_is_the_last_day_the_lowest_and_the_days_that_held(self) -> None:
        came = what_came(ends(50, -20, -20, 30), bands=[(0, 100), (0, 100), (-30, 0), (30, 30)])

        assert (came.actual, came.low, came.low_on) == (30, -20, date(2026, 11, 3))
        assert came.days_held == 3


class TestStandingOf:
    def test_counts_errors_and_hits_of_its_horizon(self) -> None:
        band = [(-100, 100)] * 8
        flat = what_came(ends(*8 * [10]), bands=band)
        off = what_came(ends(0, *7 * [500]), bands=band)

        found = standing_of(
            7,
            [
                Checked(said=said(50), came=flat),
                Checked(said=said(0, low_on=MADE + timedelta(days=5)), came=off),
            ],
        )

        assert found is not None
        assert (found.forecasts, found.mean_error, found.bias) == (2, 270, -230)
        assert found.hit_rate == pytest.approx(0.5)
        assert found.days_held == pytest.approx(9 / 16)
        assert found.low_point_error == 20
        assert found.low_point_within_3_days == pytest.approx(0.5)

    def test_is_none_without_forecasts(self) -> None:
        assert (
            standing_of(30, [Checked(said=said(0), came=what_came(ends(1), bands=[(0, 1)]))])
            is None
        )
