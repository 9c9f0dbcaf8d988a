"""What an overdraft costs."""

from datetime import date, timedelta
from decimal import Decimal

from app.domain.cash_pool import DayEnd
from app.domain.money import Money
from app.domain.overdraft import charges, daily_rate


def ends(first: date, *balances: int) -> list[DayEnd]:
    return [DayEnd(first + timedelta(days=n), Money(minor)) for n, minor in enumerate(balances)]


class TestDailyRate:
    def test_makes_the_yearly_one_in_a_year(self) -> None:
        assert round((1 + daily_rate(Decimal("0.399"))) ** 365, 12) == Decimal("1.399")

    def test_of_nothing_is_nothing(self) -> None:
        assert daily_rate(Decimal(0)) == 0


class TestCharges:
    def test_come_as_a_month_ends_on_what_was_overdrawn(self) -> None:
        found = charges(ends(date(2026, 11, 29), -100_000, -100_000, 5_000), ear=Decimal("0.4"))

        # Two days of £1,000 at (1.4)^(1/365) - 1.
        assert [(one.on, one.amount.minor) for one in found] == [(date(2026, 11, 30), 184)]

    def test_are_none_above_zero(self) -> None:
        assert charges(ends(date(2026, 11, 29), 5, 0, 5), ear=Decimal("0.4")) == []

    def test_are_overdrawn_themselves(self) -> None:
        year = ends(date(2026, 1, 1), *365 * [-100_000])

        found = charges(year, ear=Decimal("0.4"))

        # Charged monthly it comes to 40 % a year; £1,000 alone would be £336.
        assert len(found) == 12
        assert 39_000 < sum(one.amount.minor for one in found) < 40_000
