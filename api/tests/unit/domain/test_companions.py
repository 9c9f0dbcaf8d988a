"""What stands beside safe to spend."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.companions import as_usual, cautious
from app.domain.money import Money, total
from app.domain.situation import Situation, figure_of
from tests.unit.domain.households import TODAY, amex, everyday, move, payday, situation, situations

PAYDAY = TODAY + timedelta(days=8)


class TestAsUsual:
    def test_takes_what_is_usually_spent_until_payday(self) -> None:
        asked = situation(paydays=(payday(PAYDAY),))

        found = as_usual(asked, figure_of(asked), everyday(-2_000))

        assert found.amount == Money(100_000 - 8 * 2_000)
        assert found.lines[-1].label == "Everyday spending"

    def test_is_never_raised_by_money_that_may_come(self) -> None:
        asked = situation(paydays=(payday(PAYDAY),))

        assert as_usual(asked, figure_of(asked), everyday(2_000)).amount == Money(100_000)

    def test_counts_spending_on_cards_that_is_repaid_before_payday(self) -> None:
        asked = situation(
            cards=(amex(40_000, statement=40_000),), paydays=(payday(date(2027, 1, 5)),)
        )

        found = as_usual(asked, figure_of(asked), everyday(-100, card=-1_000))

        # The statement of 5 December, 17 days on, is repaid on 29 December.
        assert found.lines[-1].label == "Everyday spending on cards"
        assert found.lines[-1].amount == Money(-17_000)

    @given(situations(), st.integers(-5_000, 1_000))
    def test_opens_into_its_lines_and_is_above_the_cautious_one(
        self, asked: Situation, daily: int
    ) -> None:
        figure, spent = figure_of(asked), everyday(daily, card=-300)

        usual, careful = as_usual(asked, figure, spent), cautious(asked, figure, spent)

        for found in (usual, careful):
            assert total(line.amount for line in found.lines) == found.amount
        assert careful.amount <= usual.amount <= figure.amount


class TestCautious:
    def test_takes_the_dearest_tenth(self) -> None:
        asked = situation(paydays=(payday(PAYDAY),))

        found = cautious(asked, figure_of(asked), everyday(-2_000))

        assert Money(100_000 - 8 * 2_100) <= found.amount < Money(100_000 - 8 * 2_000)

    def test_counts_bills_a_silent_bank_may_have_paid(self) -> None:
        asked = situation(paydays=(payday(PAYDAY),))
        unseen = [move(TODAY, -50_000)]

        found = cautious(asked, figure_of(asked), everyday(-2_000), unseen=unseen)
        without = cautious(asked, figure_of(asked), everyday(-2_000))

        assert without.amount - found.amount == Money(50_000)
        assert found.lines[-1].label == "Rent"
