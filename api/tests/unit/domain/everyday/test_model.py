"""What is learned of a household's days."""

import time
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.everyday.history import Ahead, History, TooShort
from app.domain.everyday.model import EverydayModel, learn
from app.domain.everyday.projection import Projection

from .households import FIRST, household

YEAR = 365


def history(days: int, *, a_day: int = -1000) -> History:
    return History(
        first_day=date(2026, 1, 5), everyday=[a_day] * days, modelled=[0] * days, balance=100_000
    )


def projected(past: History, ahead: Ahead) -> Projection:
    model = learn(past)
    assert isinstance(model, EverydayModel)
    return model.project(ahead)


def spent(projection: Projection, days: int) -> int:
    return sum(projection.expected[:days])


class TestLearn:
    def test_says_that_59_days_are_too_few(self) -> None:
        assert learn(history(59)) == TooShort(days=59, needed=60)

    def test_learns_from_60_days(self) -> None:
        assert isinstance(learn(history(60)), EverydayModel)


class TestProject:
    def test_goes_on_the_day_after_the_history(self) -> None:
        found = projected(history(60), Ahead(modelled=[0] * 30))

        assert found.first_day == date(2026, 3, 6)
        assert found.days == 30

    @pytest.mark.parametrize("days", [1, 6, 30, 365, 366])
    def test_covers_as_many_days_as_it_is_asked_for(self, days: int) -> None:
        found = projected(household(1, days=500).history(500), Ahead(modelled=[0] * days))

        assert len(found.expected) == len(found.quantile(0.1)) == days
        assert found.paths.shape[1] == days

    def test_is_the_same_every_time(self) -> None:
        past = household(1, days=200).history(200)
        ahead = Ahead(modelled=[0] * 90)

        assert (projected(past, ahead).paths == projected(past, ahead).paths).all()

    def test_keeps_quantiles_in_order(self) -> None:
        found = projected(household(2, days=400).history(400), Ahead(modelled=[0] * 365))
        lines = [found.quantile(p) for p in (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)]

        assert all(day == tuple(sorted(day)) for day in zip(*lines, strict=True))

    def test_spends_more_on_the_days_it_always_does(self) -> None:
        home = household(3, days=730)
        found = projected(home.history(600), home.ahead(600, of=91))
        by_weekday: dict[bool, list[int]] = {True: [], False: []}
        for n, minor in enumerate(found.expected):
            weekend = (found.first_day + timedelta(days=n)).weekday() >= 5
            by_weekday[weekend].append(minor)
        dear, cheap = (sum(days) / len(days) for days in (by_weekday[True], by_weekday[False]))

        assert dear / cheap == pytest.approx(1.5 / 0.8, rel=0.2)

    def test_expects_what_a_household_spends_between_paydays(self) -> None:
        found = [
            spent(projected(home.history(575), home.ahead(575, of=120)), 30)
            for home in (household(seed, days=730) for seed in range(12))
        ]

        assert sum(found) / 12 == pytest.approx(-110_000 * 30 / 30.44, rel=0.06)

    def test_does_not_make_up_for_commitments_it_has_not_lived_with(self) -> None:
        home = household(10, days=400)
        past = replace(home.history(200), modelled=[0] * 200)

        found = projected(past, home.ahead(200, of=120))

        assert spent(found, 30) == pytest.approx(-110_000 * 30 / 30.44, rel=0.15)

    def test_believes_a_steady_saver(self) -> None:
        home = household(5, days=900, spare_a_month=30_000)
        found = projected(home.history(730), home.ahead(730, of=150))
        per_month = spent(found, 30) / 30 * 30.44

        assert per_month == pytest.approx(-80_000, rel=0.15)

    def test_is_surer_of_two_years_than_of_two_months(self) -> None:
        home = household(6, days=1100)
        few = replace(
            home.history(730), first_day=FIRST + timedelta(days=668),
            everyday=home.everyday[668:730], modelled=home.modelled[668:730],
        )  # fmt: skip
        many = projected(home.history(730), home.ahead(730, of=90))
        thin = projected(few, home.ahead(730, of=90))
        ahead = home.everyday[730:820]
        came = [sum(ahead[: n + 1]) for n in range(90)]

        def held(found: Projection) -> int:
            lows, highs = found.quantile(0.1), found.quantile(0.9)
            return sum(low <= y <= high for low, y, high in zip(lows, came, highs, strict=True))

        assert (thin.paths != many.paths).any()
        assert held(many) >= held(thin)

    def test_draws_a_balance_back_to_its_usual_level(self) -> None:
        home = household(7, days=400)
        usual = home.history(200)
        windfall = replace(
            usual,
            everyday=[*usual.everyday[:-3], usual.everyday[-3] + 300_000, *usual.everyday[-2:]],
            balance=(usual.balance or 0) + 300_000,
        )
        ahead = home.ahead(200, of=120)

        more = spent(projected(windfall, ahead), 90) - spent(projected(usual, ahead), 90)

        assert -150_000 < more < -20_000

    def test_knows_wages_that_come_by_the_week(self) -> None:
        days = 364
        modelled = [100_000 if n % 28 == 4 else 0 for n in range(days + 112)]
        spending = [-9_000 if n % 28 == 5 else -2_500 for n in range(days + 112)]
        past = History(
            first_day=FIRST, everyday=spending[:days], modelled=modelled[:days], balance=90_000,
            paydays=frozenset(FIRST + timedelta(days=n) for n in range(4, days, 28)),
        )  # fmt: skip
        found = projected(past, Ahead(modelled=modelled[days:]))

        # What is always spent the day after payday is expected there, each time.
        flows = [
            after - before
            for before, after in zip(
                (0, *found.quantile(0.5)), found.quantile(0.5), strict=False
            )
        ]  # fmt: skip
        dearest = sorted(range(112), key=flows.__getitem__)[:4]
        assert sorted(dearest) == [5, 33, 61, 89]


class TestOneOffs:
    """S13: a £1,400 laptop last June is not repeated."""

    TODAY = 517  # 31 May 2025
    LAPTOP = 160  # 9 June 2024

    def _with_laptop(self) -> tuple[Projection, Projection]:
        home = household(8, days=900)
        without = home.history(self.TODAY)
        everyday = list(without.everyday)
        everyday[self.LAPTOP] -= 140_000
        ahead = home.ahead(self.TODAY, of=365)
        return projected(without, ahead), projected(replace(without, everyday=everyday), ahead)

    def test_are_not_repeated_in_their_season(self) -> None:
        usual, laptop = self._with_laptop()
        june = slice(0, 30)

        assert abs(sum(laptop.expected[june]) - sum(usual.expected[june])) < 5_000

    def test_are_not_repeated_in_a_year(self) -> None:
        usual, laptop = self._with_laptop()

        assert abs(spent(laptop, 365) - spent(usual, 365)) < 30_000

    def test_leave_the_bands_wider(self) -> None:
        usual, laptop = self._with_laptop()

        assert laptop.quantile(0.05)[89] < usual.quantile(0.05)[89]


class TestCards:
    """A card is no balance people live from."""

    def test_go_on_as_they_went(self) -> None:
        home = household(9, days=365)
        past = replace(home.history(365), balance=None, modelled=[0] * 365)
        found = projected(past, Ahead(modelled=[0] * 90))

        assert spent(found, 60) == pytest.approx(-110_000 / 30.44 * 60, rel=0.1)

    def test_do_not_mind_what_is_paid_back(self) -> None:
        home = household(9, days=365)
        past = replace(home.history(365), balance=None, modelled=[0] * 365)
        repaid = replace(past, modelled=[110_000 if n % 30 == 0 else 0 for n in range(365)])
        ahead = Ahead(modelled=[0] * 90)

        assert projected(past, ahead).expected == projected(repaid, ahead).expected


class TestOddHistories:
    def test_spend_nothing_where_nothing_was_spent(self) -> None:
        found = projected(history(100, a_day=0), Ahead(modelled=[0] * 60))

        assert set(found.expected) == {0}
        assert found.quantile(0.05) == found.quantile(0.95)

    def test_that_never_vary_go_on_without_bands(self) -> None:
        found = projected(history(200, a_day=-1000), Ahead(modelled=[0] * 60))

        assert found.expected[0] == pytest.approx(-1000, rel=0.2)

    def test_hold_for_the_shortest_month(self) -> None:
        past = replace(household(1, days=60).history(60), first_day=date(2026, 12, 31))
        found = projected(past, Ahead(modelled=[0] * 40))

        assert found.first_day == date(2027, 3, 1)
        assert found.days == 40


class TestSpeed:
    def test_projects_a_year_from_two_in_well_under_a_tenth_of_a_second(self) -> None:
        home = household(1, days=1100)
        past, ahead = home.history(730), home.ahead(730, of=365)
        projected(past, ahead)

        began = time.process_time()
        projected(past, ahead)

        assert time.process_time() - began < 0.3  # a busy machine is given room
