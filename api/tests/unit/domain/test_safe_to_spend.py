"""Safe to spend is the trough before payday, and its lines explain it to the penny."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import Period
from app.domain.money import CurrencyMismatchError, Money, total
from app.domain.safe_to_spend import (
    DayEnd,
    LowPoint,
    Movement,
    MovementSource,
    Opening,
    PaydayDue,
    SafeToSpend,
    TermKey,
    safe_to_spend,
)

TODAY = date(2026, 11, 19)
MAIN = UUID("00000000-0000-0000-0000-000000000001")
BILLS = UUID("00000000-0000-0000-0000-000000000002")
SAVINGS = UUID("00000000-0000-0000-0000-000000000003")
WAGE = UUID("00000000-0000-0000-0000-0000000000aa")


def pounds(major: str) -> Money:
    return Money.from_major(major)


def opening(own: str, account_id: UUID = MAIN) -> Opening:
    return Opening(account_id=account_id, name="Everyday", own=pounds(own), overdraft=pounds("0"))


def movement(
    on: date,
    amount: str,
    label: str = "Something",
    *,
    source: MovementSource = MovementSource.COMMITMENT,
    source_id: str | None = None,
    account_id: UUID | None = MAIN,
    late: bool = False,
) -> Movement:
    return Movement(
        on=on,
        amount=pounds(amount),
        label=label,
        account_id=account_id,
        source=source,
        source_id=source_id,
        late=late,
    )


def payday(on: date, *, late: bool = False, amount: str = "2300.00") -> PaydayDue:
    return PaydayDue(on=on, amount=pounds(amount), name="Wage", commitment_id=WAGE, late=late)


def figure(
    *movements: Movement,
    openings: tuple[Opening, ...] = (opening("1000.00"),),
    paydays: tuple[PaydayDue, ...] = (payday(date(2026, 11, 27)),),
    buffer: str = "0",
) -> SafeToSpend:
    return safe_to_spend(
        openings=openings,
        movements=movements,
        paydays=paydays,
        today=TODAY,
        buffer=pounds(buffer),
    )


class TestTheWorkedExample:
    def example(self) -> SafeToSpend:
        return figure(
            movement(date(2026, 11, 20), "-164.00", "Council tax"),
            movement(date(2026, 11, 22), "-12.99", "Netflix"),
            movement(date(2026, 11, 25), "-420.55", "Amex", source=MovementSource.CARD),
            movement(date(2026, 11, 21), "-41.67", "Flex", source=MovementSource.PLAN),
            movement(date(2026, 11, 24), "-54.85", "Car MOT", source=MovementSource.PLANNED),
            movement(date(2026, 11, 26), "80.00", "Tax rebate"),
            movement(date(2026, 11, 27), "2300.00", "Wage"),
            openings=(opening("1412.37"),),
            buffer="100",
        )

    def test_has_the_figures_of_the_example(self) -> None:
        answer = self.example()

        assert answer.amount == pounds("618.31")
        assert answer.window == Period(date(2026, 11, 19), date(2026, 11, 27))
        assert answer.window.length == 8
        assert answer.per_day == pounds("77.28")
        assert answer.committed == pounds("694.06")
        assert answer.cash == pounds("1412.37")
        assert answer.low_point == LowPoint(date(2026, 11, 25), pounds("718.31"), "Amex", MAIN)
        assert not answer.is_short
        assert answer.first_short is None
        assert answer.with_late_income is None
        assert answer.with_payday_income is None

    def test_has_every_intermediate_balance(self) -> None:
        assert self.example().day_ends == tuple(
            DayEnd(date(2026, 11, day), pounds(balance))
            for day, balance in [
                (19, "1412.37"),
                (20, "1248.37"),
                (21, "1206.70"),
                (22, "1193.71"),
                (23, "1193.71"),
                (24, "1138.86"),
                (25, "718.31"),
                (26, "798.31"),
            ]
        )

    def test_is_the_sum_of_its_lines(self) -> None:
        answer = self.example()

        assert [(line.label, line.amount, line.source) for line in answer.lines] == [
            ("Everyday", pounds("1412.37"), "cash"),
            ("Council tax", pounds("-164.00"), "commitment"),
            ("Flex", pounds("-41.67"), "plan"),
            ("Netflix", pounds("-12.99"), "commitment"),
            ("Car MOT", pounds("-54.85"), "planned"),
            ("Amex", pounds("-420.55"), "card"),
            ("Buffer", pounds("-100"), "buffer"),
        ]
        assert total(line.amount for line in answer.lines) == pounds("618.31")
        assert [line.label for line in answer.after_trough] == ["Tax rebate"]

    def test_is_the_sum_of_its_equation(self) -> None:
        answer = self.example()

        assert {term.key: str(term.amount.to_major()) for term in answer.equation} == {
            TermKey.CASH: "1412.37",
            TermKey.INCOME: "0.00",
            TermKey.COMMITMENTS: "-176.99",
            TermKey.CARDS: "-420.55",
            TermKey.PLANNED: "-54.85",
            TermKey.PLANS: "-41.67",
            TermKey.GOALS: "0.00",
            TermKey.BUFFER: "-100.00",
        }


class TestTheTrough:
    def test_with_outflows_only_is_cash_less_what_is_committed(self) -> None:
        answer = figure(movement(date(2026, 11, 20), "-100"), movement(date(2026, 11, 26), "-200"))

        assert answer.amount == pounds("700")
        assert answer.committed == pounds("300")

    def test_counts_an_income_that_comes_before_it(self) -> None:
        answer = figure(
            movement(date(2026, 11, 20), "50", "Refund"), movement(date(2026, 11, 26), "-200")
        )

        assert answer.amount == pounds("850")
        assert [term.amount for term in answer.equation if term.key is TermKey.INCOME] == [
            pounds("50")
        ]

    def test_is_not_hidden_by_an_income_the_day_after(self) -> None:
        answer = figure(
            movement(date(2026, 11, 20), "-900", "Rent"), movement(date(2026, 11, 21), "500")
        )

        assert answer.amount == pounds("100")

    def test_takes_the_outflows_of_a_day_before_its_inflows(self) -> None:
        answer = figure(
            movement(date(2026, 11, 20), "500"), movement(date(2026, 11, 20), "-900", "Rent")
        )

        assert answer.amount == pounds("100")
        assert answer.day_ends[1] == DayEnd(date(2026, 11, 20), pounds("600"))

    def test_is_the_opening_when_nothing_goes_lower(self) -> None:
        answer = figure(
            movement(date(2026, 11, 20), "50"),
            movement(date(2026, 11, 21), "-50"),
            buffer="100",
        )

        assert answer.amount == pounds("900")
        assert answer.low_point == LowPoint(TODAY, pounds("1000"), None, None)
        assert [line.source for line in answer.lines] == ["cash", "buffer"]
        assert len(answer.after_trough) == 2

    def test_is_the_earliest_of_two_as_low(self) -> None:
        answer = figure(
            movement(date(2026, 11, 20), "-50", "First"),
            movement(date(2026, 11, 21), "50"),
            movement(date(2026, 11, 22), "-50", "Second"),
        )

        assert answer.low_point == LowPoint(date(2026, 11, 20), pounds("950"), "First", MAIN)

    def test_is_caused_by_the_largest_item_of_its_day(self) -> None:
        answer = figure(
            movement(date(2026, 11, 20), "-5", "Small"),
            movement(date(2026, 11, 20), "-800", "Rent"),
            movement(date(2026, 11, 20), "-6", "Smaller"),
        )

        assert answer.low_point.cause == "Rent"
        assert len(answer.lines) == 5

    def test_leaves_out_what_is_beyond_the_window(self) -> None:
        answer = figure(movement(date(2026, 11, 27), "-900"), movement(TODAY, "0"))

        assert answer.amount == pounds("1000")
        assert answer.after_trough == ()

    def test_counts_a_late_bill_today(self) -> None:
        answer = figure(
            movement(date(2026, 11, 16), "-100", "Late"),
            movement(TODAY, "-30", "Late and dated today", late=True),
        )

        assert answer.amount == pounds("870")
        assert {line.on for line in answer.lines} == {TODAY}

    def test_never_counts_a_late_income(self) -> None:
        answer = figure(
            movement(date(2026, 11, 16), "100"),
            movement(TODAY, "100", late=True),
            movement(date(2026, 11, 26), "-1"),
        )

        assert answer.amount == pounds("999")
        assert answer.day_ends[-1].balance == pounds("999")


class TestBeingShort:
    def test_names_the_first_day_item_and_account(self) -> None:
        answer = figure(
            movement(date(2026, 11, 20), "-10", "Milk"),
            movement(date(2026, 11, 20), "-980", "Rent", account_id=BILLS),
            movement(date(2026, 11, 24), "-500", "Amex"),
            buffer="50",
        )

        assert answer.is_short
        assert answer.amount == pounds("-540")
        assert answer.per_day == pounds("0")
        assert answer.first_short == LowPoint(date(2026, 11, 20), pounds("20"), "Rent", BILLS)
        assert answer.low_point.cause == "Amex"

    def test_can_be_so_from_the_start(self) -> None:
        answer = figure(openings=(opening("-20"),))

        assert answer.first_short == LowPoint(TODAY, pounds("-20"), None, None)

    def test_is_not_so_at_exactly_nothing_left(self) -> None:
        answer = figure(movement(TODAY, "-1000"), movement(date(2026, 11, 20), "10"))

        assert not answer.is_short
        assert answer.first_short is None


class TestAccounts:
    def test_have_low_points_of_their_own(self) -> None:
        answer = figure(
            movement(date(2026, 11, 20), "-300", "Council tax", account_id=BILLS),
            movement(date(2026, 11, 21), "-40", "Nowhere in particular", account_id=None),
            movement(date(2026, 11, 22), "-60", "From savings", account_id=SAVINGS),
            openings=(opening("1000"), opening("200", BILLS)),
        )

        everyday, bills = answer.accounts
        assert answer.amount == pounds("800")
        assert everyday.low_point == LowPoint(TODAY, pounds("1000"), None, MAIN)
        assert bills.own == pounds("200")
        assert bills.low_point == LowPoint(date(2026, 11, 20), pounds("-100"), "Council tax", BILLS)


class TestTheWindow:
    def test_is_30_days_without_a_payday(self) -> None:
        answer = figure(paydays=())

        assert answer.window == Period(TODAY, date(2026, 12, 19))
        assert answer.payday is None

    def test_is_today_only_when_payday_is_today_and_not_in(self) -> None:
        answer = figure(
            movement(TODAY, "-100", "Rent"),
            movement(TODAY, "2300", "Wage", source_id=str(WAGE)),
            movement(TODAY, "7", "Refund", source_id="another"),
            movement(date(2026, 11, 25), "-400", "Amex"),
            movement(date(2026, 12, 25), "-900", "After the next payday"),
            paydays=(payday(TODAY), payday(date(2026, 12, 24))),
            buffer="50",
        )

        assert answer.window == Period(TODAY, date(2026, 11, 20))
        assert answer.amount == pounds("850")
        # 1000 + 2300 - 100 + 7 - 400 - 50, as it will stand once the wage is in.
        assert answer.with_payday_income == pounds("2757")

    def test_with_the_wage_of_today_is_30_days_when_no_payday_follows(self) -> None:
        answer = figure(movement(date(2026, 12, 18), "-10"), paydays=(payday(TODAY),))

        assert answer.with_payday_income == pounds("3290")

    def test_runs_to_the_following_payday_when_one_is_late(self) -> None:
        answer = figure(
            movement(date(2026, 11, 17), "2300", "Wage", late=True),
            movement(date(2026, 12, 1), "-400"),
            paydays=(payday(date(2026, 11, 17), late=True), payday(date(2026, 12, 17))),
        )

        assert answer.window == Period(TODAY, date(2026, 12, 17))
        assert answer.amount == pounds("600")
        assert answer.with_late_income == pounds("2900")
        assert [late.on for late in answer.late_paydays] == [date(2026, 11, 17)]
        assert answer.payday == payday(date(2026, 12, 17))

    def test_takes_a_payday_in_the_past_for_late(self) -> None:
        answer = figure(paydays=(payday(date(2026, 11, 17)),))

        assert answer.window.length == 30
        assert answer.with_late_income == pounds("3300")

    def test_ends_with_the_first_of_several_paydays(self) -> None:
        answer = figure(paydays=(payday(date(2026, 12, 1)), payday(date(2026, 11, 23))))

        assert answer.window.end == date(2026, 11, 23)

    def test_mixes_no_currencies(self) -> None:
        euros = replace(opening("1"), own=Money(100, "EUR"))

        with pytest.raises(CurrencyMismatchError):
            figure(openings=(euros,))


movements_drawn = st.lists(
    st.builds(
        Movement,
        on=st.dates(date(2026, 11, 10), date(2026, 12, 24)),
        amount=st.integers(-90000, 90000).map(Money),
        label=st.sampled_from(["Rent", "Amex", "Refund"]),
        account_id=st.sampled_from([MAIN, BILLS, SAVINGS, None]),
        source=st.sampled_from(MovementSource),
        source_id=st.none(),
        late=st.booleans(),
    ),
    max_size=12,
)
buffers = st.integers(0, 50000).map(Money)
paydays_drawn = st.lists(
    st.integers(-5, 40).map(lambda days: payday(TODAY + timedelta(days=days))), max_size=3
)


def drawn_figure(movements: list[Movement], buffer: Money, paydays: list[PaydayDue]) -> SafeToSpend:
    return safe_to_spend(
        openings=(opening("1000"), opening("250.50", BILLS)),
        movements=movements,
        paydays=paydays,
        today=TODAY,
        buffer=buffer,
    )


class TestProperties:
    @given(movements_drawn, buffers, paydays_drawn)
    def test_its_parts_explain_it(
        self, movements: list[Movement], buffer: Money, paydays: list[PaydayDue]
    ) -> None:
        answer = drawn_figure(movements, buffer, paydays)

        assert total(line.amount for line in answer.lines) == answer.amount
        assert total(term.amount for term in answer.equation) == answer.amount
        in_terms = [line for term in answer.equation for line in term.lines]
        assert sorted(in_terms, key=repr) == sorted(answer.lines, key=repr)
        assert answer.cash - answer.committed - answer.buffer == answer.amount
        after = total(line.amount for line in answer.after_trough)
        assert answer.amount + buffer + after == answer.day_ends[-1].balance
        assert answer.is_short == (answer.first_short is not None)
        assert answer.amount + buffer <= min(end.balance for end in answer.day_ends)
        assert len(answer.day_ends) == answer.window.length

    @given(movements_drawn, buffers, paydays_drawn, st.randoms(use_true_random=False))
    def test_the_order_of_movements_changes_no_figure(
        self,
        movements: list[Movement],
        buffer: Money,
        paydays: list[PaydayDue],
        random: object,
    ) -> None:
        shuffled = list(movements)
        random.shuffle(shuffled)  # type: ignore[attr-defined] # Hypothesis hands over a Random

        one, other = (drawn_figure(rows, buffer, paydays) for rows in (movements, shuffled))

        assert one.amount == other.amount
        assert one.day_ends == other.day_ends

    @given(movements_drawn, buffers, paydays_drawn, st.integers(1, 9999).map(Money))
    def test_a_larger_buffer_never_raises_it(
        self, movements: list[Movement], buffer: Money, paydays: list[PaydayDue], more: Money
    ) -> None:
        assert (
            drawn_figure(movements, buffer + more, paydays).amount
            < drawn_figure(movements, buffer, paydays).amount
        )

    @given(movements_drawn, buffers, paydays_drawn, st.integers(0, 40))
    def test_a_new_bill_never_raises_it(
        self, movements: list[Movement], buffer: Money, paydays: list[PaydayDue], days: int
    ) -> None:
        bill = movement(TODAY + timedelta(days=days), "-20")

        with_bill = drawn_figure([*movements, bill], buffer, paydays)

        assert with_bill.amount <= drawn_figure(movements, buffer, paydays).amount
