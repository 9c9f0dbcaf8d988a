"""What is learned of how a balance wanders over months, and of what draws it back."""

import random
from datetime import date, timedelta

import numpy as np
import pytest

from app.domain.everyday.habits import of_balance
from app.domain.everyday.history import History

from .households import household

FIRST = date(2023, 1, 1)
MONTH_LONG = 30


def living(everyday: list[int]) -> History:
    return History(first_day=FIRST, everyday=everyday, modelled=[0] * len(everyday), balance=0)


def balances(seed: int, *, months: int, kept: float) -> list[int]:
    """Return days whose balance keeps that share of its distance from nothing each month."""
    chance = random.Random(seed)  # noqa: S311 - a made-up household is no secret
    level, found = 0.0, []
    for _ in range(months * MONTH_LONG):
        after = level * kept ** (1 / MONTH_LONG) + chance.gauss(0, 2_000)
        found.append(round(after - level))
        level = after
    return found


def memory(kept: float) -> float:
    """Return the mean memory learned of many such households of four years."""
    return sum(
        of_balance(living(balances(seed, months=48, kept=kept)), place_in_month=0).memory
        for seed in range(10)
    ) / 10  # fmt: skip


class TestComingBack:
    def test_is_learned_from_the_households_own_months(self) -> None:
        assert memory(1.0) - memory(0.4) > 0.06

    def test_is_taken_to_be_the_usual_half_of_a_balance_that_never_moved(self) -> None:
        assert of_balance(living([0] * 400), place_in_month=0).memory == pytest.approx(0.825)

    def test_is_taken_to_be_nearly_the_usual_half_after_two_months(self) -> None:
        found = of_balance(living(balances(1, months=2, kept=1.0)), place_in_month=0)

        assert found.memory == pytest.approx(0.825)

    def test_draws_towards_the_usual_level_by_the_share_that_came_back(self) -> None:
        days = [*balances(3, months=48, kept=0.4), -100_000]
        found = of_balance(living(days), place_in_month=0)

        assert 50_000 < found.pull < 110_000


class TestTrends:
    def test_that_stopped_are_not_believed(self) -> None:
        days = [1_000] * 500 + [0] * 300
        found = of_balance(living(days), place_in_month=0)

        assert found.drift == 0
        assert found.doubt == pytest.approx(1_000 * 440 / 740, rel=0.05)

    def test_are_believed_as_far_as_the_weakest_part_of_the_past_shows_them(self) -> None:
        days = [3_000] * 300 + [2_000] * 300 + [1_000] * 300

        assert of_balance(living(days), place_in_month=0).drift == pytest.approx(1_000, rel=0.05)
        assert of_balance(
            living([-minor for minor in days]), place_in_month=0
        ).drift == pytest.approx(-1_000, rel=0.05)

    def test_of_less_than_three_months_are_all_doubt(self) -> None:
        found = of_balance(living([500] * 75), place_in_month=0)

        assert (found.drift, found.doubt) == (0, 500)

    def test_are_counted_over_whole_months(self) -> None:
        # Sixty-one days hold the rent of the 1st three times and the wage of the 28th twice.
        home = household(4, days=61)
        found = of_balance(home.history(61), place_in_month=0)
        rents = [n for n in range(61) if (date(2024, 1, 1) + timedelta(days=n)).day == 1]

        assert len(rents) == 3
        assert found.doubt < 500


class TestOneOffs:
    @pytest.mark.parametrize("cost", [140_000, 600_000])
    def test_move_the_middle_of_the_months_by_no_more_than_a_month_far_off(self, cost: int) -> None:
        """A laptop of last June is no reason to expect less, or more, of a usual month."""
        chance = random.Random(7)  # noqa: S311 - a made-up household is no secret
        days = [-chance.randrange(1_000, 3_000) for _ in range(500)]
        with_laptop = [*days]
        with_laptop[340] -= cost

        usual, found = (
            np.median(of_balance(living(one), place_in_month=0).steps)
            for one in (days, with_laptop)
        )

        assert abs(found - usual) < 3_000
