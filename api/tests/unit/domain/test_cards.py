"""What a card takes, statement by statement."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from app.domain.calendar import Period, WorkingDays
from app.domain.cards import (
    CardState,
    Fixed,
    Full,
    Minimum,
    PayDown,
    PlanKind,
    Repayment,
    RepaymentPlan,
    repayments,
    statement_days,
)
from app.domain.cash_pool import Movement, MovementSource
from app.domain.errors import InvalidInputError
from app.domain.money import Money, total

TODAY = date(2026, 11, 19)
HALF_A_YEAR = Period(TODAY, date(2027, 5, 19))


def card(
    owed: int = 110000,
    *,
    statement: int | None = 50000,
    statement_on: date | None = date(2026, 10, 31),
    minimum: int | None = None,
    due_on: date | None = date(2026, 11, 25),
    paid: int = 0,
) -> CardState:
    return CardState(
        owed=Money(owed),
        last_statement_balance=None if statement is None else Money(statement),
        last_statement_on=statement_on,
        payment_due=None if minimum is None else Money(minimum),
        payment_due_on=due_on,
        payments_since_statement=Money(paid),
    )


def spending(on: date, minor: int) -> Movement:
    return Movement(
        on=on,
        amount=Money(-minor),
        label="Streaming",
        account_id=None,
        source=MovementSource.COMMITMENT,
        source_id=None,
    )


def planned(
    state: CardState,
    kind: PlanKind,
    *on_card: Movement,
    apr: str | None = None,
    statement_day: int | None = None,
    due_day: int | None = None,
    period: Period = HALF_A_YEAR,
    today: date = TODAY,
) -> list[Repayment]:
    return repayments(
        card=state,
        plan=RepaymentPlan(
            kind,
            apr=None if apr is None else Decimal(apr),
            statement_day=statement_day,
            due_day=due_day,
        ),
        commitments_on_card=on_card,
        period=period,
        working_days=WorkingDays(frozenset({date(2026, 12, 25), date(2026, 12, 28)})),
        today=today,
    )


def paid_on(found: list[Repayment]) -> list[tuple[date, int]]:
    return [(one.due_on, one.amount.minor) for one in found]


class TestFull:
    def test_owes_1100_last_statement_500_due_in_6_days(self) -> None:
        found = planned(card(), Full())

        assert found == [
            Repayment(
                due_on=date(2026, 11, 25),
                amount=Money(50000),
                statement_on=date(2026, 10, 31),
                is_estimate=False,
                carried=Money(0),
                interest=Money(0),
            ),
            Repayment(
                due_on=date(2026, 12, 29),
                amount=Money(60000),
                statement_on=date(2026, 11, 30),
                is_estimate=True,
                carried=Money(0),
                interest=Money(0),
            ),
        ]

    def test_leaves_nothing_before_a_payday_in_4_days(self) -> None:
        assert planned(card(), Full(), period=Period(TODAY, date(2026, 11, 23))) == []

    def test_pays_less_what_was_paid_since_the_statement(self) -> None:
        assert paid_on(planned(card(90000, paid=20000), Full()))[0] == (
            date(2026, 11, 25),
            30000,
        )

    def test_pays_nothing_twice(self) -> None:
        assert paid_on(planned(card(60000, paid=50000), Full())) == [(date(2026, 12, 29), 60000)]

    def test_pays_no_more_than_is_owed_after_a_refund(self) -> None:
        assert paid_on(planned(card(30000), Full())) == [(date(2026, 11, 25), 30000)]

    def test_bills_spending_with_the_statement_it_falls_into(self) -> None:
        found = planned(
            card(50000),
            Full(),
            spending(date(2026, 11, 1), 100),
            spending(date(2026, 11, 30), 1000),
            spending(date(2026, 12, 1), 2000),
            spending(date(2026, 12, 5), -500),
        )

        assert paid_on(found) == [
            (date(2026, 11, 25), 50000),
            (date(2026, 12, 29), 1100),
            (date(2027, 1, 25), 1500),
        ]

    def test_asks_nothing_for_a_refund_larger_than_the_bill(self) -> None:
        assert paid_on(planned(card(50000), Full(), spending(TODAY, -700))) == [
            (date(2026, 11, 25), 50000)
        ]

    def test_never_costs_interest(self) -> None:
        assert {one.interest for one in planned(card(), Full(), apr="0.249")} == {Money(0)}

    def test_that_is_overdue_is_owed_today_for_a_week(self) -> None:
        late = planned(
            card(),
            Full(),
            today=date(2026, 12, 2),
            period=Period(date(2026, 12, 2), date(2026, 12, 20)),
        )
        too_late = planned(
            card(),
            Full(),
            today=date(2026, 12, 3),
            period=Period(date(2026, 12, 3), date(2027, 1, 1)),
        )

        assert paid_on(late) == [(date(2026, 12, 2), 50000)]
        assert paid_on(too_late) == [(date(2026, 12, 29), 110000)]


class TestDates:
    def test_come_from_the_plan_where_the_bank_is_silent(self) -> None:
        state = card(40000, statement=None, statement_on=None, due_on=None)

        [found] = planned(state, Full(), statement_day=5, due_day=28)

        assert (found.statement_on, found.due_on) == (date(2026, 11, 5), date(2026, 11, 30))
        assert found.is_estimate

    def test_take_a_due_day_gone_by_for_paid_where_no_statement_is_known(self) -> None:
        state = card(40000, statement=None, statement_on=None, due_on=None)

        [found] = planned(state, Full(), statement_day=20, due_day=15)

        assert (found.statement_on, found.due_on) == (date(2026, 11, 20), date(2026, 12, 15))

    def test_that_nobody_knows_give_no_repayment(self) -> None:
        silent = card(statement_on=None, due_on=None)

        assert planned(silent, Full()) == []
        assert planned(silent, Full(), due_day=28) == []
        assert planned(card(due_on=None), Full()) == []

    def test_need_no_statement_day_when_the_bank_says_what_is_due(self) -> None:
        found = planned(card(statement_on=None), Full())

        assert [one.amount for one in found] == [Money(50000), Money(60000)]

    def test_that_a_newer_statement_has_overtaken_are_a_month_on(self) -> None:
        state = card(50000, statement_on=date(2026, 11, 10), due_on=date(2026, 11, 5))

        assert paid_on(planned(state, Full())) == [(date(2026, 12, 7), 50000)]


class TestFixed:
    def test_pays_the_amount_until_nothing_is_left(self) -> None:
        found = planned(card(50000), Fixed(Money(20000)))

        assert paid_on(found) == [
            (date(2026, 11, 25), 20000),
            (date(2026, 12, 29), 20000),
            (date(2027, 1, 25), 10000),
        ]
        assert [one.carried for one in found] == [Money(30000), Money(10000), Money(0)]

    def test_costs_interest_on_what_is_carried(self) -> None:
        first, second, third, *_ = planned(card(50000), Fixed(Money(20000)), apr="0.249")

        # (1.249)^(1/12) - 1 = 1.8704 %; of 300.00 it is 5.61, of 105.61 it is 1.98.
        assert [one.interest for one in (first, second, third)] == [
            Money(0),
            Money(561),
            Money(198),
        ]
        assert (second.carried, third.amount) == (Money(10561), Money(10759))

    def test_counts_what_was_paid_since_the_statement(self) -> None:
        assert paid_on(planned(card(35000, paid=15000), Fixed(Money(20000))))[0] == (
            date(2026, 11, 25),
            5000,
        )


class TestMinimum:
    def test_is_what_the_bank_says_first(self) -> None:
        found = planned(card(400000, statement=400000, minimum=7321), Minimum())

        assert paid_on(found)[:2] == [(date(2026, 11, 25), 7321), (date(2026, 12, 29), 3927)]

    def test_is_25_pounds_or_1_percent_and_the_interest(self) -> None:
        first, second, *_ = planned(card(400000, statement=400000), Minimum(), apr="0.249")

        # 1 % of 4000.00, then of 3960.00 + 74.06 interest, and the interest.
        assert first.amount == Money(4000)
        assert second.interest == Money(7406)
        assert second.amount == Money(4034 + 7406)

    def test_is_at_most_the_balance(self) -> None:
        assert paid_on(planned(card(3000, statement=3000), Minimum())) == [
            (date(2026, 11, 25), 2500),
            (date(2026, 12, 29), 500),
        ]

    def test_carries_on_with_what_a_stale_statement_left(self) -> None:
        found = planned(
            card(50000, statement_on=date(2026, 9, 30), due_on=date(2026, 10, 25)),
            Minimum(),
            apr="0.249",
        )

        assert found[0].statement_on == date(2026, 10, 30)
        assert found[0].interest == Money(935)


class TestPayDown:
    def test_splits_todays_balance_and_pays_new_spending_in_full(self) -> None:
        found = planned(card(10000), PayDown(3), spending(date(2026, 12, 10), 999))

        assert paid_on(found) == [
            (date(2026, 11, 25), 3334),
            (date(2026, 12, 29), 3333),
            (date(2027, 1, 25), 3333 + 999),
        ]
        assert [one.carried for one in found] == [Money(6666), Money(3333), Money(0)]

    def test_includes_the_interest(self) -> None:
        found = planned(card(10000), PayDown(3), apr="0.249")

        assert [one.amount for one in found] == [Money(3459), Money(3459), Money(3458)]
        assert [one.interest for one in found] == [Money(187), Money(126), Money(63)]

    def test_takes_what_was_paid_since_the_statement_for_this_months(self) -> None:
        assert paid_on(planned(card(9000, paid=3000), PayDown(3))) == [
            (date(2026, 12, 29), 3000),
            (date(2027, 1, 25), 3000),
            (date(2027, 2, 25), 3000),
        ]

    def test_starts_with_the_next_where_the_last_is_long_past(self) -> None:
        state = card(9000, statement_on=date(2026, 9, 30), due_on=date(2026, 10, 25))

        assert paid_on(planned(state, PayDown(3)))[0] == (date(2026, 11, 25), 3000)

    def test_pays_off_all_that_was_owed(self) -> None:
        found = planned(card(12345), PayDown(5))

        assert total(one.amount for one in found) == Money(12345)

    def test_of_nothing_pays_only_what_is_spent(self) -> None:
        found = planned(card(0, statement=0), PayDown(2), spending(TODAY, 500))

        assert paid_on(found) == [(date(2026, 12, 29), 500)]


class TestRepaymentPlan:
    @pytest.mark.parametrize(
        ("build", "field"),
        [
            (lambda: RepaymentPlan(Full(), statement_day=0), "statement_day"),
            (lambda: RepaymentPlan(Full(), due_day=32), "due_day"),
            (lambda: RepaymentPlan(Full(), apr=Decimal("-0.1")), "apr"),
            (lambda: RepaymentPlan(Full(), apr=Decimal("Infinity")), "apr"),
            (lambda: RepaymentPlan(Fixed(Money(0))), "amount"),
            (lambda: RepaymentPlan(PayDown(0)), "instalments"),
        ],
    )
    def test_names_what_is_absurd(self, build: Callable[[], object], field: str) -> None:
        with pytest.raises(InvalidInputError) as refusal:
            build()

        assert refusal.value.field == field


class TestPayingDownFromAnEarlierDay:
    def kind(self) -> PayDown:
        return PayDown(3, balance=Money(90000), first_statement_on=date(2026, 10, 31))

    def test_goes_on_with_the_instalments_that_are_left(self) -> None:
        found = planned(
            card(64000, statement=64000, statement_on=date(2026, 11, 30),
                 due_on=date(2026, 12, 27)),
            self.kind(),
            today=date(2026, 12, 20),
        )  # fmt: skip

        # £600 of the £900 are left, and £40 of new spending are billed with the second.
        assert [one.amount.minor for one in found] == [34000, 30000]

    def test_leaves_what_the_statement_has_not_billed_to_the_next(self) -> None:
        found = planned(
            card(66000, statement=60000, statement_on=date(2026, 11, 30),
                 due_on=date(2026, 12, 27)),
            self.kind(),
            today=date(2026, 12, 20),
        )  # fmt: skip

        assert [one.amount.minor for one in found] == [30000, 36000]

    def test_spreads_less_where_more_was_paid(self) -> None:
        found = planned(
            card(40000, statement=40000, statement_on=date(2026, 11, 30),
                 due_on=date(2026, 12, 27)),
            self.kind(),
            today=date(2026, 12, 20),
        )  # fmt: skip

        assert [one.amount.minor for one in found] == [20000, 20000]

    def test_is_over_one_day(self) -> None:
        found = planned(
            card(5000, statement=5000, statement_on=date(2027, 1, 31), due_on=date(2027, 2, 25)),
            self.kind(),
            today=date(2027, 2, 20),
        )

        assert [one.amount.minor for one in found] == [5000]

    def test_asks_nothing_of_a_statement_before_it_was_decided(self) -> None:
        later = PayDown(3, balance=Money(90000), first_statement_on=date(2026, 12, 31))

        found = planned(
            card(90000, statement=90000, statement_on=date(2026, 11, 30),
                 due_on=date(2026, 12, 27)),
            later,
            today=date(2026, 12, 20),
        )  # fmt: skip

        assert found[0].statement_on == date(2026, 12, 30)


def test_statements_are_dated_as_far_as_they_fall_due() -> None:
    days = statement_days(
        card=card(), plan=RepaymentPlan(Full()), until=date(2027, 1, 26), today=TODAY
    )

    assert days == [date(2026, 10, 31), date(2026, 11, 30), date(2026, 12, 31)]


def test_no_statement_is_dated_where_nobody_says_when_the_card_is_paid() -> None:
    undated = card(statement_on=None, due_on=None)

    assert (
        statement_days(
            card=undated, plan=RepaymentPlan(Full()), until=date(2027, 1, 26), today=TODAY
        )
        == []
    )
