"""A card's days and statements, worked out from its rows."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import WorkingDays
from app.domain.card_cycle import (
    CardRow,
    in_transit,
    infer_cycle,
    is_payment,
    owed_at_end_of,
    paid_since,
    up_to_date,
)
from app.domain.cards import CardState, Full, RepaymentPlan
from app.domain.money import Money

TODAY = date(2026, 11, 19)
DAYS = WorkingDays(frozenset({date(2026, 12, 25), date(2026, 12, 28)}))


def bought(on: str, minor: int) -> CardRow:
    return CardRow(date.fromisoformat(on), Money(-minor), is_payment=False)


def paid(on: str, minor: int) -> CardRow:
    return CardRow(date.fromisoformat(on), Money(minor), is_payment=True)


# Statements of the 3rd, paid on the 28th: the working day after it where it is none.
YEAR = [
    bought("2026-07-20", 100_00),
    bought("2026-08-20", 200_00),
    paid("2026-08-28", 100_00),
    bought("2026-09-20", 310_00),
    paid("2026-09-28", 200_00),
    bought("2026-10-20", 420_00),
    paid("2026-10-28", 310_00),
    bought("2026-11-10", 55_00),
]


def state(
    owed: int = 475_00,
    *,
    statement: int | None = None,
    statement_on: date | None = None,
    due_on: date | None = None,
) -> CardState:
    return CardState(
        owed=Money(owed),
        last_statement_balance=None if statement is None else Money(statement),
        last_statement_on=statement_on,
        payment_due=None,
        payment_due_on=due_on,
        payments_since_statement=Money(0),
    )


def latest(
    known: CardState,
    plan: RepaymentPlan | None = None,
    *,
    rows: list[CardRow] = YEAR,
    known_since: date | None = date(2026, 7, 1),
) -> tuple[CardState, RepaymentPlan]:
    return up_to_date(
        known,
        plan or RepaymentPlan(Full()),
        rows=rows,
        known_since=known_since,
        working_days=DAYS,
        today=TODAY,
    )


class TestIsPayment:
    @pytest.mark.parametrize(
        ("text", "category", "merchant", "expected"),
        [
            ("PAYMENT RECEIVED - THANK YOU", "OTHER", None, True),
            ("DIRECT DEBIT PAYMENT", "DIRECT_DEBIT", None, True),
            ("FROM A/C 1234", "TRANSFER", None, True),
            ("J BLOGGS", "CREDIT", None, True),
            ("AMAZON", "CREDIT", "Amazon", False),
            ("AMAZON PAYMENTS REFUND", "CREDIT", "Amazon", False),
            ("PAYMENT REVERSED", "OTHER", None, False),
            ("ZARA", "PURCHASE", None, False),
        ],
    )
    def test_is_told_by_what_the_bank_says(
        self, text: str, category: str, merchant: str | None, *, expected: bool
    ) -> None:
        assert is_payment(text=text, bank_category=category, merchant=merchant) is expected


class TestOwedAtEndOf:
    def test_goes_back_through_the_rows(self) -> None:
        assert owed_at_end_of(date(2026, 11, 3), owed=Money(475_00), rows=YEAR) == Money(420_00)
        assert owed_at_end_of(date(2026, 10, 27), owed=Money(475_00), rows=YEAR) == Money(730_00)

    def test_leaves_refunds_out_of_what_was_paid(self) -> None:
        refund = CardRow(date(2026, 11, 8), Money(5_00), is_payment=False)

        assert paid_since(date(2026, 9, 30), [*YEAR, refund], currency="GBP") == Money(310_00)


class TestInferCycle:
    def test_tells_both_days_from_payments_in_full(self) -> None:
        found = infer_cycle(YEAR, owed=Money(475_00), working_days=DAYS)

        assert found is not None
        assert found.due_day == 28
        # Any day between the 20th and the next purchase owed the same: the usual one is taken.
        assert found.statement_day == 3

    def test_takes_the_usual_gap_where_no_payment_was_in_full(self) -> None:
        rows = [bought("2026-07-20", 900_00), paid("2026-09-15", 50_00), paid("2026-10-15", 50_00)]

        found = infer_cycle(rows, owed=Money(800_00), working_days=DAYS)

        assert found is not None
        assert (found.statement_day, found.due_day) == (20, 15)

    @pytest.mark.parametrize(
        "rows",
        [
            [],
            [paid("2026-09-15", 50_00)],
            [paid("2026-08-03", 50_00), paid("2026-09-11", 50_00), paid("2026-10-22", 50_00)],
        ],
    )
    def test_tells_nothing_where_payments_agree_on_nothing(self, rows: list[CardRow]) -> None:
        assert infer_cycle(rows, owed=Money(800_00), working_days=DAYS) is None

    @given(st.integers(1, 31), st.integers(2, 10))
    def test_finds_the_day_whatever_weekends_made_of_it(self, day: int, months: int) -> None:
        paid_on = [
            DAYS.on_or_after(date(2026, month, min(day, 28 if month == 2 else 30)))
            for month in range(1, months + 1)
        ]
        rows = [CardRow(on, Money(50_00), is_payment=True) for on in paid_on]

        found = infer_cycle(rows, owed=Money(900_00), working_days=DAYS)

        assert found is not None
        agreeing = [
            on
            for on in paid_on
            if on
            in {
                DAYS.on_or_after(date(2026, month, min(found.due_day, 28)))
                for month in range(1, 13)
            }
            | {
                DAYS.on_or_after(date(2026, month, min(found.due_day, 30)))
                for month in range(1, 13)
                if month != 2
            }
        ]
        assert 3 * len(agreeing) >= 2 * len(rows)


class TestUpToDate:
    def test_leaves_a_card_without_rows_as_it_is(self) -> None:
        known = state(statement=420_00, statement_on=date(2026, 11, 3))

        assert latest(known, rows=[]) == (known, RepaymentPlan(Full()))

    def test_works_the_last_statement_out_where_the_bank_is_silent(self) -> None:
        found, plan = latest(state(), RepaymentPlan(Full(), statement_day=3, due_day=28))

        assert found.last_statement_on == date(2026, 11, 3)
        assert found.last_statement_balance == Money(420_00)
        assert found.is_reconstructed
        assert plan.due_day == 28

    def test_infers_the_days_nobody_told(self) -> None:
        found, plan = latest(state())

        assert plan.due_day == 28
        assert found.last_statement_balance == Money(420_00)

    def test_believes_the_bank_where_it_tells(self) -> None:
        known = state(statement=400_00, statement_on=date(2026, 11, 3), due_on=date(2026, 11, 28))

        found, _ = latest(known)

        assert found.last_statement_balance == Money(400_00)
        assert not found.is_reconstructed

    def test_goes_on_to_the_statement_the_bank_has_not_told_of(self) -> None:
        known = state(statement=310_00, statement_on=date(2026, 10, 3), due_on=date(2026, 10, 28))

        found, plan = latest(known)

        assert found.last_statement_on == date(2026, 11, 3)
        assert found.last_statement_balance == Money(420_00)
        assert found.payment_due_on is None
        assert plan.due_day == 28

    def test_waits_with_the_next_while_the_last_is_to_be_paid(self) -> None:
        known = state(statement=310_00, statement_on=date(2026, 10, 3), due_on=date(2026, 11, 30))

        assert latest(known)[0].last_statement_on == date(2026, 10, 3)

    def test_tells_a_balance_where_the_bank_tells_the_day_alone(self) -> None:
        found, _ = latest(state(due_on=date(2026, 11, 28)))

        assert found.last_statement_on == date(2026, 11, 3)
        assert found.last_statement_balance == Money(420_00)
        assert found.payment_due_on == date(2026, 11, 28)

    def test_tells_nothing_of_a_statement_before_its_rows(self) -> None:
        known = state(statement_on=date(2026, 11, 3), due_on=date(2026, 11, 28))

        assert latest(known, known_since=date(2026, 11, 10))[0].last_statement_balance is None
        assert latest(known, known_since=None)[0].last_statement_balance is None

    def test_cannot_tell_without_a_day(self) -> None:
        rows = [bought("2026-11-01", 5_00)]

        assert latest(state(5_00), rows=rows)[0] == state(5_00)
        late = state(5_00, due_on=date(2026, 11, 1))
        assert latest(late, rows=rows)[0] == late

    def test_takes_last_months_statement_before_this_months(self) -> None:
        found, _ = latest(state(), RepaymentPlan(Full(), statement_day=25, due_day=20))

        assert found.last_statement_on == date(2026, 10, 25)


class TestInTransit:
    def test_is_what_left_and_has_not_arrived(self) -> None:
        leaving = [
            (date(2026, 11, 10), Money(1_00)),
            (date(2026, 11, 16), Money(20_00)),
            (date(2026, 11, 18), Money(20_00)),
            (date(2026, 11, 18), Money(30_00)),
        ]
        rows = [paid("2026-11-17", 20_00), bought("2026-11-18", 30_00)]

        assert in_transit(leaving, rows=rows, today=TODAY) == Money(50_00)

    def test_is_nothing_where_nothing_left(self) -> None:
        assert in_transit([], rows=YEAR, today=TODAY) == Money(0)
