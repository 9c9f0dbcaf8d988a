"""A projection's line, paths and balances fit together."""

from datetime import date

import numpy as np
import pytest

from app.domain.errors import InvalidInputError
from app.domain.everyday.history import History
from app.domain.everyday.projection import Lowest, Projection

MONDAY = date(2026, 11, 23)


def projection() -> Projection:
    return Projection(
        first_day=MONDAY,
        cumulative=np.array([-10.4, -20.6, -30.2]),
        paths=np.array([[-5.0, -10.0, -15.0], [-10.0, -20.0, -30.0], [-15.0, -40.0, -80.0]]),
    )


class TestProjection:
    def test_sums_its_days_to_the_line_to_the_penny(self) -> None:
        assert projection().expected == (-10, -11, -9)

    def test_tells_a_quantile_of_the_flow_so_far(self) -> None:
        assert projection().quantile(0.5) == (-10, -20, -30)
        assert projection().quantile(0) == (-15, -40, -80)

    def test_refuses_certain_items_of_other_days(self) -> None:
        with pytest.raises(InvalidInputError):
            projection().outlook(opening=0, certain=[0, 0])
        with pytest.raises(InvalidInputError):
            projection().outlook(opening=0, certain=[0, 0, 0], inflows=[0])


class TestOutlook:
    def test_adds_the_certain_exactly(self) -> None:
        outlook = projection().outlook(opening=100, certain=[0, -50, 200])

        assert outlook.expected == (90, 29, 220)
        assert outlook.quantile(0.5) == (90, 30, 220)

    def test_names_the_low_of_a_quantile(self) -> None:
        outlook = projection().outlook(opening=100, certain=[0, -50, 200])

        assert outlook.low_of_quantile(0.5) == Lowest(on=date(2026, 11, 24), balance=30)
        assert outlook.low_of_quantile(0.5, days=1) == Lowest(on=MONDAY, balance=90)

    def test_counts_the_paths_that_go_under(self) -> None:
        outlook = projection().outlook(opening=100, certain=[0, -50, 200])

        assert outlook.low_amount(0) == 10
        assert outlook.probability_below(11) == pytest.approx(1 / 3)
        assert outlook.probability_below(11, days=1) == 0

    def test_lets_a_days_bills_leave_before_its_wage(self) -> None:
        outlook = projection().outlook(opening=100, certain=[0, -50, 0], inflows=[0, 0, 200])

        assert outlook.low_amount(0) == 100 - 50 - 80 - 200

    def test_names_the_middle_of_the_paths_lows_and_the_day_most_of_them_are_near(self) -> None:
        paths = np.zeros((3, 20))
        paths[0, 2], paths[1, 3], paths[2, 15] = -10, -30, -50
        projection = Projection(first_day=MONDAY, cumulative=np.zeros(20), paths=paths)
        outlook = projection.outlook(opening=100, certain=[0] * 20)

        assert outlook.likely_low() == Lowest(on=date(2026, 11, 25), balance=70)
        assert outlook.likely_low(days=3).balance == 100


class TestHistory:
    def test_refuses_flows_of_other_days(self) -> None:
        with pytest.raises(InvalidInputError):
            History(first_day=MONDAY, everyday=[1], modelled=[], balance=0)
