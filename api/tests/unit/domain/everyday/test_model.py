"""What is learned of a household's days."""

from datetime import date

from app.domain.everyday.history import Ahead, History, TooShort
from app.domain.everyday.model import EverydayModel, learn


def history(days: int, *, a_day: int = -1000) -> History:
    return History(
        first_day=date(2026, 1, 5), everyday=[a_day] * days, modelled=[0] * days, balance=100_000
    )


class TestLearn:
    def test_says_that_59_days_are_too_few(self) -> None:
        assert learn(history(59)) == TooShort(days=59, needed=60)

    def test_learns_from_60_days(self) -> None:
        assert isinstance(learn(history(60)), EverydayModel)


class TestProject:
    def test_goes_on_the_day_after_the_history(self) -> None:
        model = learn(history(60))
        assert isinstance(model, EverydayModel)

        projected = model.project(Ahead(modelled=[0] * 30))

        assert projected.first_day == date(2026, 3, 6)
        assert projected.days == 30

    def test_is_the_same_every_time(self) -> None:
        model = learn(history(100))
        assert isinstance(model, EverydayModel)
        ahead = Ahead(modelled=[0] * 30)

        assert (model.project(ahead).paths == model.project(ahead).paths).all()
