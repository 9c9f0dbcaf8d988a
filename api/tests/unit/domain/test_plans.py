"""Instalments sum to the purchase, to the penny."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidInputError
from app.domain.money import Money, total
from app.domain.plans import (
    Instalment,
    monthly_rate,
    outstanding,
    payment_schedule,
    settlement,
)


def plan(
    *,
    instalments: int = 3,
    first_on: date = date(2027, 1, 31),
    interval_months: int = 1,
    apr: Decimal | None = None,
) -> list[Instalment]:
    return payment_schedule(
        total=Money(10000),
        instalments=instalments,
        first_on=first_on,
        interval_months=interval_months,
        apr=apr,
    )


class TestPaymentSchedule:
    def test_100_pounds_in_3_are_33_34_33_33_33_33(self) -> None:
        assert plan() == [
            Instalment(date(2027, 1, 31), Money(3334)),
            Instalment(date(2027, 2, 28), Money(3333)),
            Instalment(date(2027, 3, 31), Money(3333)),
        ]

    def test_keeps_the_months_between(self) -> None:
        days = [instalment.on for instalment in plan(interval_months=2)]

        assert days == [date(2027, 1, 31), date(2027, 3, 31), date(2027, 5, 31)]

    def test_without_a_rate_costs_nothing(self) -> None:
        assert plan(apr=Decimal(0)) == plan()

    @given(st.integers(1, 10**9), st.integers(1, 60))
    def test_without_a_rate_sums_to_the_purchase(self, minor: int, instalments: int) -> None:
        schedule = payment_schedule(
            total=Money(minor), instalments=instalments, first_on=date(2027, 1, 1)
        )

        assert total(instalment.amount for instalment in schedule) == Money(minor)

    def test_with_a_rate_is_level_and_the_last_takes_the_rounding(self) -> None:
        # 12 % a month is 1.12^12 - 1 a year; P.r / (1 - (1+r)^-n) is then 41.634898.
        schedule = plan(apr=Decimal("1.12") ** 12 - 1)

        amounts = [instalment.amount for instalment in schedule]
        assert amounts == [Money(4163), Money(4163), Money(4165)]

    @given(
        st.integers(1000, 10**7),
        st.integers(1, 120),
        st.decimals(Decimal("0.001"), Decimal("0.999"), places=3),
    )
    def test_with_a_rate_the_last_is_near_the_others(
        self, minor: int, instalments: int, apr: Decimal
    ) -> None:
        schedule = payment_schedule(
            total=Money(minor), instalments=instalments, first_on=date(2027, 1, 1), apr=apr
        )
        *level, last = [instalment.amount for instalment in schedule]

        assert len({*level}) <= 1
        assert total([*level, last]) >= Money(minor)
        # Half a penny each month, with its own interest, comes home in the last one.
        growth = (1 + apr) ** (instalments // 12 + 1)
        assert abs(last - (level or [last])[0]).minor <= instalments * growth

    @pytest.mark.parametrize(
        ("build", "field"),
        [
            (lambda: plan(instalments=0), "instalments"),
            (lambda: plan(instalments=361), "instalments"),
            (lambda: plan(interval_months=0), "interval_months"),
            (lambda: plan(interval_months=13), "interval_months"),
            (lambda: plan(first_on=date(9999, 12, 1)), "first_date"),
            (lambda: plan(apr=Decimal(-1)), "apr"),
            (lambda: plan(apr=Decimal("NaN")), "apr"),
        ],
    )
    def test_names_what_is_absurd(self, build: Callable[[], object], field: str) -> None:
        with pytest.raises(InvalidInputError) as refusal:
            build()

        assert refusal.value.field == field


class TestSettlement:
    def plan(self, apr: str | None = None) -> list[Instalment]:
        return payment_schedule(
            total=Money(40_000),
            instalments=4,
            first_on=date(2026, 11, 20),
            apr=None if apr is None else Decimal(apr),
        )

    @pytest.mark.parametrize(
        ("on", "left"),
        [
            (date(2026, 11, 20), 40_000),
            (date(2026, 11, 21), 30_000),
            (date(2027, 2, 20), 10_000),
            (date(2027, 2, 21), 0),
        ],
    )
    def test_without_interest_is_what_is_left(self, on: date, left: int) -> None:
        found = settlement(total=Money(40_000), schedule=self.plan(), rate=Fraction(0), on=on)

        assert found == Money(left)

    def test_with_interest_costs_the_days_since_the_last_instalment(self) -> None:
        rate = monthly_rate(Decimal("0.24"))
        left = outstanding(total=Money(40_000), instalments=4, rate=rate, done=1)

        found = settlement(
            total=Money(40_000), schedule=self.plan("0.24"), rate=rate, on=date(2026, 12, 5)
        )

        assert found == left.times(1 + rate * Fraction(15, 30))
        assert Money(30_000) < left < Money(30_300)

    def test_is_nothing_once_all_is_paid(self) -> None:
        rate = monthly_rate(Decimal("0.24"))

        assert outstanding(total=Money(40_000), instalments=4, rate=rate, done=4) == Money(0)
