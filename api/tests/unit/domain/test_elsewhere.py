"""The forecast of savings and cards."""

from datetime import date, timedelta

import pytest

from app.domain.cards import Fixed, Full, PlanKind
from app.domain.cash_pool import Opening
from app.domain.elsewhere import forecast_elsewhere
from app.domain.money import Money
from app.domain.situation import Situation
from tests.unit.domain.households import (
    AMEX,
    MAIN,
    SAVINGS,
    TODAY,
    amex,
    everyday,
    move,
    situation,
)


def owing(minor: int) -> Opening:
    return Opening(AMEX, "Amex", Money(-minor), Money(0))


def with_card(kind: PlanKind | None = None) -> Situation:
    return situation(
        move(TODAY + timedelta(days=2), -1_299, "Netflix", account_id=AMEX),
        move(TODAY + timedelta(days=3), -500, "Maybe", account_id=AMEX, is_suggested=True),
        cards=(amex(110_000, statement=50_000, kind=kind, pay_from=MAIN),),
    )


class TestACard:
    def test_owes_what_is_put_on_it_until_it_is_paid(self) -> None:
        found = forecast_elsewhere(with_card(), owing(110_000), days=60)

        ends = {day.on: day.expected.minor for day in found.days}
        assert ends[TODAY] == -110_000
        assert ends[date(2026, 11, 21)] == -111_299
        assert ends[date(2026, 11, 25)] == -61_299
        assert ends[date(2026, 12, 29)] == 0
        assert found.low_point.balance == Money(-111_299)
        assert (found.first_negative, found.cautious_low_point) == (None, None)

    def test_counts_suggestions_where_asked(self) -> None:
        found = forecast_elsewhere(with_card(), owing(110_000), days=30, include_suggested=True)

        assert found.days[3].expected == Money(-111_799)
        assert found.days[3].committed == Money(-111_299)

    @pytest.mark.parametrize("kind", [Full(), Fixed(Money(20_000))])
    def test_has_a_band_where_its_spending_is_known(self, kind: PlanKind) -> None:
        found = forecast_elsewhere(
            with_card(kind), owing(110_000), days=90, everyday=everyday(card=-1_000)
        )

        first, last = found.days[0], found.days[-1]
        assert (first.committed, first.expected) == (Money(-110_000), Money(-111_000))
        assert last.p10 is not None
        assert last.p50 is not None
        assert last.p90 is not None
        assert last.p10 < last.p50 < last.p90
        assert found.cautious_low_point is not None
        assert found.everyday == (Money(-1_000),) * 90

    def test_has_none_of_a_card_nothing_is_known_of(self) -> None:
        found = forecast_elsewhere(with_card(), owing(110_000), days=9, everyday=everyday())

        assert found.days[0].p10 is None


class TestSavings:
    def test_move_by_what_names_them_and_the_cards_they_pay(self) -> None:
        holds = Opening(SAVINGS, "Saver", Money(60_000), Money(0))
        here = situation(
            move(TODAY + timedelta(days=2), 5_000, "Interest", account_id=SAVINGS),
            move(TODAY + timedelta(days=2), -9_000, "Maybe", account_id=SAVINGS, is_suggested=True),
            move(TODAY, -7_000, "Rent"),
            cards=(amex(80_000, statement=70_000, pay_from=SAVINGS),),
        )

        found = forecast_elsewhere(here, holds, days=30)

        assert [movement.label for movement in found.events] == ["Interest", "Amex"]
        assert found.days[-1].expected == Money(-5_000)
        assert found.first_negative is not None
        assert found.first_negative.on == date(2026, 11, 25)
