"""The year ahead: what is certain to the penny, and the bands around what is not."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given

from app.domain.cards import Fixed, Full
from app.domain.cash_pool import MovementSource
from app.domain.forecast import Everyday, Forecast, day_lines, forecast
from app.domain.money import Money, total
from app.domain.situation import Situation, card_repayments, figure_of
from tests.unit.domain.households import (
    AMEX,
    BILLS,
    MAIN,
    SAVINGS,
    TODAY,
    amex,
    everyday,
    move,
    opening,
    payday,
    situation,
    situations,
    spending,
)


def day(n: int) -> date:
    return TODAY + timedelta(days=n)


def ends(found: Forecast) -> list[int]:
    return [one.expected.minor for one in found.days]


def by_hand(asked: Situation, *, days: int) -> tuple[list[int], int]:
    """Return each day's end and the lowest moment, day by day, by no code of the forecast."""
    balance = sum(one.own.minor for one in asked.openings)
    lowest = balance
    takes = {
        (repayment.due_on, -repayment.amount.minor)
        for card in asked.cards
        for repayment in card_repayments(asked, card)
    }
    found = []
    for n in range(days):
        outgoing = incoming = 0
        for one in asked.movements:
            if one.account_id in {AMEX, SAVINGS} or one.is_suggested:
                continue
            overdue = one.late or one.on < TODAY
            if overdue and one.amount.minor > 0:
                continue
            if (TODAY if overdue else one.on) == day(n):
                outgoing += min(one.amount.minor, 0)
                incoming += max(one.amount.minor, 0)
        outgoing += sum(minor for on, minor in takes if on == day(n))
        balance += outgoing
        lowest = min(lowest, balance)
        balance += incoming
        found.append(balance)
    return found, lowest


class TestForecast:
    def test_is_the_balance_of_each_day(self) -> None:
        found = forecast(situation(move(day(2), -70_000), move(day(4), 5_000)), days=6)

        assert ends(found) == [100_000, 100_000, 30_000, 30_000, 35_000, 35_000]
        assert found.low_point.on == day(2)
        assert found.low_point.cause == "Rent"
        assert found.cautious_low_point is None
        assert found.negative_probability is None

    @given(situations())
    def test_agrees_with_a_count_by_hand(self, asked: Situation) -> None:
        found = forecast(asked, days=100)
        counted, lowest = by_hand(asked, days=100)

        assert ends(found) == counted
        assert found.low_point.balance.minor == lowest

    @given(situations())
    def test_is_never_at_odds_with_safe_to_spend(self, asked: Situation) -> None:
        figure = figure_of(asked)
        found = forecast(asked, days=figure.window.length)

        assert found.committed_low_point == figure.low_point
        assert found.committed_low_point.balance - asked.buffer == figure.amount

    @given(situations())
    def test_opens_into_lines_that_sum_to_each_day(self, asked: Situation) -> None:
        for spent in (None, everyday(card=-500)):
            found = forecast(asked, days=60, everyday=spent)
            for n in (0, 30, 59):
                lines = day_lines(asked, found, on=day(n))
                assert total(line.amount for line in lines) == found.days[n].expected

    def test_counts_suggestions_only_where_asked(self) -> None:
        asked = situation(move(day(2), -70_000, is_suggested=True))

        assert ends(forecast(asked, days=4))[-1] == 100_000
        found = forecast(asked, days=4, include_suggested=True)
        assert (ends(found)[-1], found.days[-1].committed.minor) == (30_000, 100_000)

    def test_of_an_account_is_what_names_it(self) -> None:
        asked = situation(
            move(day(2), -70_000, account_id=BILLS),
            move(day(2), -1_000, account_id=MAIN),
            move(day(2), -500),
            openings=(opening(100_000), opening(20_000, BILLS)),
        )

        found = forecast(asked, days=4, account_id=BILLS)

        assert ends(found) == [20_000, 20_000, -50_000, -50_000]
        assert day_lines(asked, found, on=day(3), account_id=BILLS)[0].label == "Bills"
        # The pool's own cause is the largest of the day.
        assert forecast(asked, days=4).low_point.account_id == BILLS

    def test_names_the_first_negative_day_and_the_breach(self) -> None:
        asked = situation(
            move(day(2), -110_000), move(day(5), -50_000, "Car"),
            openings=(opening(100_000, overdraft=20_000),),
        )  # fmt: skip

        found = forecast(asked, days=10)

        assert found.first_negative is not None
        assert (found.first_negative.on, found.first_negative.cause) == (day(2), "Rent")
        assert found.first_breach is not None
        assert (found.first_breach.on, found.first_breach.cause) == (day(5), "Car")


class TestBands:
    def test_hold_the_expected_line_and_everything_certain(self) -> None:
        asked = situation(move(day(2), -70_000))

        found = forecast(asked, days=30, everyday=everyday(-2_000))

        for one in found.days:
            assert one.p10 is not None
            assert one.p50 is not None
            assert one.p90 is not None
            assert one.p10 <= one.p50 <= one.p90
            assert one.p10 <= one.expected <= one.p90
        assert ends(found)[1] == 100_000 - 4_000
        assert ends(found)[29] == 30_000 - 60_000
        assert found.days[29].committed == Money(30_000)

    def test_leave_what_was_spent_today_out_of_today(self) -> None:
        asked = situation()

        assert ends(forecast(asked, days=1, everyday=everyday(-2_000, today=-500))) == [98_500]
        assert ends(forecast(asked, days=1, everyday=everyday(-2_000, today=-9_000))) == [100_000]
        assert ends(forecast(asked, days=1, everyday=everyday(2_000, today=-9_000))) == [102_000]

    def test_count_what_stale_feeds_have_not_told(self) -> None:
        silent = replace(everyday(-2_000), unseen=-6_000)

        assert ends(forecast(situation(), days=2, everyday=silent)) == [92_000, 90_000]

    def test_lay_the_cautious_low_before_the_days_income(self) -> None:
        asked = situation(move(day(2), 230_000, "Wage"))

        found = forecast(asked, days=10, everyday=everyday(-2_000))

        low = found.cautious_low_point
        assert low is not None
        assert (low.on, low.cause) == (day(2), "Everyday spending")
        assert low.balance <= found.low_point.balance

    def test_name_the_bill_that_takes_the_cautious_line_lowest(self) -> None:
        found = forecast(situation(move(day(2), -90_000)), days=3, everyday=everyday(-100))

        assert found.cautious_low_point is not None
        assert found.cautious_low_point.cause == "Rent"

    def test_stay_where_they_are_while_nothing_moves(self) -> None:
        found = forecast(situation(), days=3, everyday=Everyday(cash=spending(0, spread=0)))

        assert found.cautious_low_point is not None
        assert found.cautious_low_point.cause is None

    def test_say_how_likely_it_goes_below_zero_and_breaches(self) -> None:
        asked = situation(openings=(opening(20_000, overdraft=1_000),))

        found = forecast(asked, days=10, everyday=everyday(-2_000))

        assert found.negative_probability == pytest.approx(0.5)
        assert found.breach_probability is not None
        assert found.breach_probability < 0.5


class TestCardSpending:
    def test_lands_in_the_repayment_of_its_statement(self) -> None:
        asked = situation(cards=(amex(60_000, statement=40_000),))

        found = forecast(asked, days=120, everyday=everyday(0, card=-1_000))

        paid = {one.on: one.amount.minor for one in found.events}
        # To 5 December 17 days, then 31: on 29 December and 25 January.
        assert paid[date(2026, 11, 25)] == -40_000
        assert paid[date(2026, 12, 29)] == -20_000 - 17_000
        assert paid[date(2027, 1, 25)] == -31_000
        last = found.days[-1]
        assert last.p10 is not None
        assert last.p90 is not None
        assert last.p90 - last.p10 > Money(4 * 17_00)

    def test_leaves_fixed_repayments_their_bands(self) -> None:
        asked = situation(cards=(amex(60_000, statement=40_000, kind=Fixed(Money(5_000))),))

        found = forecast(asked, days=60, everyday=everyday(0, card=-1_000))
        alone = forecast(situation(), days=60, everyday=everyday(0))

        def width(of: Forecast) -> Money:
            last = of.days[-1]
            return (last.p90 or Money(0)) - (last.p10 or Money(0))

        assert width(found) == width(alone)

    def test_of_a_card_without_repayments_moves_nothing(self) -> None:
        asked = situation(cards=(amex(0, statement=0, kind=Full()),))

        found = forecast(asked, days=5, everyday=everyday(0, card=-1_000))

        assert found.events == ()


class TestOverdraftInterest:
    def test_is_expected_and_never_certain(self) -> None:
        asked = replace(
            situation(openings=(opening(-100_000, overdraft=200_000), opening(50_000, BILLS))),
            overdraft_rates={MAIN: Decimal("0.4")},
        )

        found = forecast(asked, days=60)

        assert [(one.on, one.amount.minor) for one in found.events] == [
            (date(2026, 11, 30), -1_107),
            (date(2026, 12, 31), -2_891),
        ]
        assert {one.source for one in found.events} == {MovementSource.OVERDRAFT}
        assert found.days[-1].committed == Money(-50_000)
        assert forecast(asked, days=60, account_id=BILLS).events == ()
        assert len(forecast(asked, days=60, account_id=MAIN).events) == 2

    def test_counts_everyday_spending_of_the_only_account(self) -> None:
        asked = replace(
            situation(openings=(opening(0, overdraft=200_000),), paydays=(payday(day(8)),)),
            overdraft_rates={MAIN: Decimal("0.4")},
        )

        assert forecast(asked, days=40).events == ()
        assert len(forecast(asked, days=40, everyday=everyday(-2_000)).events) == 1
