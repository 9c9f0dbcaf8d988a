"""What would happen if: the same projection with more in it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cards import Minimum, RepaymentPlan
from app.domain.money import Money
from app.domain.situation import Situation
from app.domain.what_if import Asked, ways, what_if
from tests.unit.domain.households import (
    AMEX,
    TODAY,
    amex,
    everyday,
    move,
    opening,
    payday,
    situation,
    situations,
)


def day(n: int) -> date:
    return TODAY + timedelta(days=n)


def asked(minor: int, on: int = 1, **more: object) -> Asked:
    return Asked(amount=Money(minor), on=day(on), label="Bike", **more)  # type: ignore[arg-type]


PAID = situation(
    *(move(day(8 + 28 * n), 200_000, "Wage") for n in range(14)),
    openings=(opening(50_000),),
    paydays=(payday(day(8)),),
)


class TestWhatIf:
    def test_says_yes_and_what_changes(self) -> None:
        found = what_if(PAID, [asked(-20_000)])

        assert found.is_affordable
        assert not found.is_tight
        assert found.after.figure.amount - found.before.figure.amount == Money(-20_000)
        assert found.first_safe_on == day(1)
        assert found.horizon.length == 90

    def test_says_no_and_the_first_day_it_would_be_yes(self) -> None:
        found = what_if(PAID, [asked(-90_000)])

        assert not found.is_affordable
        assert found.first_safe_on == day(9)

    def test_says_never_where_it_never_is(self) -> None:
        assert what_if(situation(), [asked(-200_000)]).first_safe_on is None

    def test_is_tight_where_only_the_cautious_line_goes_below_the_buffer(self) -> None:
        spent = everyday(-500)
        found = what_if(PAID, [asked(-45_500)], everyday=spent)

        assert found.is_affordable
        assert found.is_tight
        # Spending of every day counts: the same is too much where more is spent.
        assert not what_if(PAID, [asked(-45_500)], everyday=everyday(-2_000)).is_affordable

    def test_blames_no_item_for_what_was_short_before(self) -> None:
        short = situation(
            move(day(2), -90_000), move(day(5), 300_000, "Bonus"), openings=(opening(50_000),),
            paydays=(payday(day(4)),),
        )  # fmt: skip

        assert what_if(short, [asked(-20_000, 6)]).is_affordable
        assert not what_if(short, [asked(-20_000, 1)]).is_affordable

    def test_welcomes_money_that_comes_in(self) -> None:
        assert what_if(PAID, [asked(5_000)]).is_affordable

    def test_spreads_instalments_over_their_months(self) -> None:
        found = what_if(PAID, [asked(-90_000, instalments=3)])

        assert found.is_affordable
        assert found.horizon.length > 60
        assert [one.amount.minor for one in asked(-10_000, instalments=3).movements()] == [
            -3_334,
            -3_333,
            -3_333,
        ]

    @given(situations(), st.integers(-150_000, 50_000), st.integers(0, 100), st.booleans())
    def test_answers_later_days_as_if_they_were_asked(
        self, of: Situation, minor: int, on: int, on_the_card: bool
    ) -> None:
        item = asked(minor or 1, on, account_id=AMEX if on_the_card and of.cards else None)
        spent = everyday(-100)

        found = what_if(of, [item], everyday=spent)

        if found.first_safe_on is not None:
            moved = Asked(
                amount=item.amount,
                on=found.first_safe_on,
                label=item.label,
                account_id=item.account_id,
            )
            # The window looked at moves along, so a day asked for itself looks as far.
            again = what_if(of, [moved], everyday=spent)
            assert again.first_safe_on == found.first_safe_on
        after, before = found.after, found.before
        is_safe = after.figure.amount.minor >= min(0, before.figure.amount.minor)
        if found.is_affordable:
            assert is_safe
            assert after.low_point.balance >= min(of.buffer, before.low_point.balance)


class TestWays:
    def test_cost_nothing_in_cash_and_interest_on_a_card_paid_slowly(self) -> None:
        card = amex(10_000, statement=10_000, kind=Minimum())
        slow = situation(
            *PAID.movements,
            openings=PAID.openings,
            paydays=PAID.paydays,
            cards=(
                type(card)(
                    account_id=card.account_id,
                    name=card.name,
                    state=card.state,
                    plan=RepaymentPlan(Minimum(), apr=Decimal("0.249")),
                    pay_from=None,
                ),
            ),
        )

        cash, instalments, on_card = ways(slow, asked(-60_000), apr=Decimal("0.1"))

        assert (cash.way, cash.cost, cash.is_affordable) == ("cash", Money(0), False)
        assert instalments.way == "instalments"
        assert Money(900) < instalments.cost < Money(1_200)
        assert on_card.account_id == AMEX
        assert on_card.cost > Money(20_000)
        assert on_card.is_affordable

    @pytest.mark.parametrize("instalments", [2, 12])
    def test_in_instalments_without_interest_cost_nothing(self, instalments: int) -> None:
        _, found = ways(PAID, asked(-60_001), instalments=instalments)

        assert found.cost == Money(0)
        assert len(found.asked.movements()) == instalments
