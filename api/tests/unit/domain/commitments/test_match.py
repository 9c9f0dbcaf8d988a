"""Each expected thing is counted once: paid early, late, in part, or still owed."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.commitments.match import (
    Assignment,
    Expected,
    OccurrenceState,
    Payment,
    Status,
    assign,
    grace_days,
    standing,
    tolerance_days,
)
from app.domain.money import Money

MAIN = UUID("00000000-0000-0000-0000-000000000001")
BILLS = UUID("00000000-0000-0000-0000-000000000002")
DUE = date(2026, 11, 20)


def expected(
    name: str = "Netflix",
    amount: str = "-12.99",
    *,
    due_on: date = DUE,
    variable: bool = False,
    cadence_days: int = 30,
    account_id: UUID | None = None,
    number: int = 100,
    match_texts: tuple[str, ...] = (),
) -> Expected:
    return Expected(
        commitment_id=UUID(int=number),
        nominal_on=due_on,
        due_on=due_on,
        amount=Money.from_major(amount),
        variable=variable,
        cadence_days=cadence_days,
        name=name,
        match_texts=match_texts,
        account_id=account_id,
    )


def payment(
    description: str = "NETFLIX.COM",
    amount: str = "-12.99",
    *,
    booked_on: date = DUE,
    account_id: UUID = MAIN,
    pending: bool = False,
    number: int = 1,
    merchant: str | None = None,
) -> Payment:
    return Payment(
        id=UUID(int=number),
        account_id=account_id,
        booked_on=booked_on,
        amount=Money.from_major(amount),
        description=description,
        merchant=merchant,
        pending=pending,
    )


def pays(one: Expected, other: Payment) -> bool:
    return bool(assign(expected=[one], payments=[other]))


class TestAssign:
    def test_pairs_a_payment_with_what_it_pays(self) -> None:
        [found] = assign(expected=[expected()], payments=[payment()])

        assert found == Assignment(
            expected(), payment(), is_exact=True, is_part=False, is_decided=False
        )

    @pytest.mark.parametrize(
        ("cadence_days", "days", "is_paid"),
        [
            (30, -10, True),
            (30, -11, False),
            (30, 10, True),
            (30, 11, False),
            (365, 10, True),
            (365, 11, False),
            (7, 2, True),
            (7, 3, False),
            (14, 4, True),
            (14, 5, False),
            (28, 9, True),
            (28, 10, False),
        ],
    )
    def test_takes_a_payment_within_a_third_of_the_cadence_and_10_days(
        self, cadence_days: int, days: int, is_paid: bool
    ) -> None:
        paid = payment(booked_on=DUE + timedelta(days=days))

        assert pays(expected(cadence_days=cadence_days), paid) is is_paid

    @pytest.mark.parametrize(
        ("wanted", "paid", "is_paid"),
        [
            ("-12.99", "-15.58", True),
            ("-12.99", "-15.60", False),
            ("-5.00", "-7.00", True),
            ("-5.00", "-7.01", False),
            ("-100.00", "-80.00", True),
            ("-100.00", "-120.00", True),
            ("-100.00", "-120.01", False),
            ("100.00", "79.99", False),
        ],
    )
    def test_takes_an_amount_within_2_pounds_or_20_percent(
        self, wanted: str, paid: str, is_paid: bool
    ) -> None:
        assert pays(expected(amount=wanted), payment(amount=paid)) is is_paid

    @pytest.mark.parametrize(
        ("paid", "is_paid"),
        [("-30.00", True), ("-29.99", False), ("-270.00", True), ("-270.01", False)],
    )
    def test_takes_a_factor_of_3_for_a_variable_amount(self, paid: str, is_paid: bool) -> None:
        assert pays(expected(amount="-90.00", variable=True), payment(amount=paid)) is is_paid

    def test_never_pays_a_bill_with_an_income(self) -> None:
        assert not pays(expected(), payment(amount="12.99"))

    def test_never_pays_in_another_currency(self) -> None:
        euros = Payment(MAIN, MAIN, DUE, Money(-1299, "EUR"), "NETFLIX", None, pending=False)

        assert not pays(expected(), euros)

    def test_reads_the_merchant_and_the_other_names(self) -> None:
        assert pays(expected(), payment("CARD 1234", "-13.50", merchant="Netflix"))
        assert pays(expected("Telly", match_texts=("NETFLIX",)), payment(amount="-13.50"))

    def test_pays_one_occurrence_with_one_payment(self) -> None:
        following = expected(due_on=date(2026, 12, 20))

        found = assign(expected=[following, expected()], payments=[payment()])

        assert [one.expected for one in found] == [expected()]

    def test_pays_one_occurrence_once(self) -> None:
        found = assign(expected=[expected()], payments=[payment(), payment(number=2)])

        assert [one.payment.id for one in found] == [UUID(int=1)]

    def test_prefers_the_account_then_the_day_then_the_amount(self) -> None:
        mine = expected(amount="-20.00", account_id=BILLS)
        same_account = payment(
            amount="-19.00", booked_on=date(2026, 11, 23), account_id=BILLS, number=1
        )
        nearer = payment(amount="-20.00", booked_on=DUE, account_id=MAIN, number=2)
        nearer_there = payment(amount="-18.50", booked_on=DUE, account_id=BILLS, number=3)
        better_there = payment(amount="-19.50", booked_on=DUE, account_id=BILLS, number=4)

        def best(*payments: Payment) -> int:
            [found] = assign(expected=[mine], payments=payments)
            return found.payment.id.int

        assert best(same_account, nearer) == 1
        assert best(same_account, nearer, nearer_there) == 3
        assert best(same_account, nearer, nearer_there, better_there) == 4

    @pytest.mark.parametrize("numbers", [(1, 2), (2, 1)])
    def test_prefers_the_nearer_of_two_alike_names_whatever_the_ids(
        self, numbers: tuple[int, int]
    ) -> None:
        """An own share and a partner's come on one day, of one amount, by one surname."""
        own, partners = (
            payment(text, "350", number=number)
            for text, number in zip(("A MORGAN BILLS", "S MORGAN BILLS"), numbers, strict=True)
        )

        [found] = assign(
            expected=[expected("S Morgan, share of bills", "350")], payments=[own, partners]
        )

        assert found.payment is partners

    def test_gives_two_alike_bills_a_payment_each(self) -> None:
        first, second = expected(number=100), expected(number=101, due_on=date(2026, 11, 22))
        payments = [payment(number=1, booked_on=date(2026, 11, 22)), payment(number=2)]

        found = assign(expected=[first, second], payments=payments)

        assert [(one.expected.due_on, one.payment.booked_on) for one in found] == [
            (DUE, DUE),
            (date(2026, 11, 22), date(2026, 11, 22)),
        ]

    def test_needs_a_near_amount_for_half_a_name(self) -> None:
        bill = expected("Tesco Mobile", "-20.00")

        assert pays(bill, payment("TESCO STORES 3121", "-18.50"))
        assert not pays(bill, payment("TESCO STORES 3121", "-17.00"))
        assert not pays(bill, payment("TESCO STORES 3121", "-10.00"))


class TestAPaymentWithoutTheName:
    def test_pays_when_it_is_equal_to_the_penny_near_and_alone(self) -> None:
        assert pays(expected("Gym"), payment("PF LEISURE", booked_on=date(2026, 11, 23)))
        assert pays(expected("Gym", account_id=MAIN), payment("PF LEISURE"))

    @pytest.mark.parametrize(
        "paid",
        [
            payment("PF LEISURE", "-13.00"),
            payment("PF LEISURE", booked_on=date(2026, 11, 24)),
            payment("PF LEISURE", account_id=BILLS),
        ],
    )
    def test_does_not_pay_when_anything_is_off(self, paid: Payment) -> None:
        assert not pays(expected("Gym", account_id=MAIN), paid)

    def test_does_not_pay_when_another_competes(self) -> None:
        twice = [payment("PF LEISURE"), payment("SPORTS DIRECT", number=2)]

        assert not assign(expected=[expected("Gym")], payments=twice)
        assert not assign(
            expected=[expected("Gym"), expected("Pool", number=101)], payments=twice[:1]
        )

    def test_leaves_the_named_payment_first(self) -> None:
        found = assign(
            expected=[expected("Gym", number=101), expected()],
            payments=[payment(), payment("PF LEISURE", number=2)],
        )

        assert [(one.expected.name, one.payment.id.int) for one in found] == [
            ("Gym", 2),
            ("Netflix", 1),
        ]


class TestAPersonsWord:
    def test_pairs_whatever_the_rules_say(self) -> None:
        far = payment("CHEQUE 1001", "-40.00", booked_on=date(2026, 10, 1))

        [found] = assign(expected=[expected()], payments=[far], decided={far.id: expected().key})

        assert found.is_decided
        assert not found.is_part

    def test_can_be_that_it_pays_nothing(self) -> None:
        assert not assign(expected=[expected()], payments=[payment()], decided={UUID(int=1): None})

    def test_on_an_occurrence_that_is_not_asked_for_keeps_the_payment_out(self) -> None:
        elsewhere = (UUID(int=999), DUE)

        assert not assign(
            expected=[expected()], payments=[payment()], decided={UUID(int=1): elsewhere}
        )

    def test_given_twice_counts_once(self) -> None:
        both = [payment(), payment(number=2)]

        found = assign(
            expected=[expected()],
            payments=both,
            decided={one.id: expected().key for one in both},
        )

        assert [one.payment.id.int for one in found] == [1]

    def test_leaves_the_rest_owed_when_it_is_a_part(self) -> None:
        part = payment("CHEQUE", "-4.00")

        [found] = assign(expected=[expected()], payments=[part], decided={part.id: expected().key})

        assert found.is_part

    def test_of_a_payment_the_other_way_is_no_part(self) -> None:
        back = payment("REVERSAL", "4.00")

        [found] = assign(expected=[expected()], payments=[back], decided={back.id: expected().key})

        assert not found.is_part


class TestStanding:
    def state(
        self,
        today: date,
        *payments: Payment,
        skipped: bool = False,
        one: Expected | None = None,
    ) -> OccurrenceState:
        one = one or expected("Rent", "-900.00")
        found = assign(expected=[one], payments=payments)
        return standing(
            expected=one, assignment=found[0] if found else None, skipped=skipped, today=today
        )

    @pytest.mark.parametrize(
        ("today", "status", "owed", "owed_on", "is_late"),
        [
            (date(2026, 11, 1), Status.EXPECTED, -90000, DUE, False),
            (DUE, Status.EXPECTED, -90000, DUE, False),
            (date(2026, 11, 21), Status.LATE, -90000, date(2026, 11, 21), True),
            (date(2026, 11, 27), Status.LATE, -90000, date(2026, 11, 27), True),
            (date(2026, 11, 28), Status.MISSED, 0, DUE, False),
        ],
    )
    def test_of_an_unpaid_month_is_late_for_7_days_and_then_missed(
        self, today: date, status: Status, owed: int, owed_on: date, is_late: bool
    ) -> None:
        assert self.state(today) == OccurrenceState(status, Money(owed), owed_on, is_late)

    @pytest.mark.parametrize(
        ("today", "status"),
        [(date(2026, 11, 23), Status.LATE), (date(2026, 11, 24), Status.MISSED)],
    )
    def test_of_an_unpaid_week_is_late_for_3_days(self, today: date, status: Status) -> None:
        assert self.state(today, one=expected(cadence_days=7)).status is status

    def test_of_what_is_paid_early_is_paid(self) -> None:
        early = payment("RENT", "-900.00", booked_on=date(2026, 11, 12))

        assert self.state(date(2026, 11, 13), early) == OccurrenceState(
            Status.PAID, Money(0), DUE, is_late=False
        )

    def test_of_a_pending_payment_is_pending_and_owes_nothing(self) -> None:
        answer = self.state(DUE, payment("RENT", "-900.00", pending=True))

        assert answer == OccurrenceState(Status.PENDING, Money(0), DUE, is_late=False)

    def test_of_a_part_owes_the_rest_until_the_grace_ends(self) -> None:
        part = payment("RENT", "-400.00", booked_on=date(2026, 11, 19))

        assert self.state(DUE, part) == OccurrenceState(
            Status.PART_PAID, Money(-50000), DUE, is_late=False
        )
        assert self.state(date(2026, 11, 27), part) == OccurrenceState(
            Status.PART_PAID, Money(-50000), date(2026, 11, 27), is_late=True
        )
        assert self.state(date(2026, 11, 28), part) == OccurrenceState(
            Status.PART_PAID, Money(0), DUE, is_late=False
        )

    def test_takes_no_trifle_for_a_part(self) -> None:
        assert self.state(DUE, payment("RENT", "-20.00")).status is Status.EXPECTED

    def test_of_a_skipped_one_owes_nothing(self) -> None:
        assert self.state(date(2026, 11, 21), skipped=True) == OccurrenceState(
            Status.SKIPPED, Money(0), DUE, is_late=False
        )

    def test_of_an_income_that_is_late_says_so(self) -> None:
        wage = expected("Acme wage", "2300.00")

        assert self.state(date(2026, 11, 21), one=wage) == OccurrenceState(
            Status.LATE, Money(230000), date(2026, 11, 21), is_late=True
        )


class TestDays:
    def test_of_tolerance_and_grace_follow_the_cadence(self) -> None:
        assert [tolerance_days(length) for length in (7, 14, 28, 30, 365)] == [2, 4, 9, 10, 10]
        assert [grace_days(length) for length in (7, 14, 30, 365)] == [3, 7, 7, 7]


bills = st.lists(
    st.builds(
        expected,
        st.sampled_from(["Netflix", "Gym", "Tesco Mobile"]),
        st.sampled_from(["-12.99", "-20.00"]),
        due_on=st.dates(date(2026, 11, 1), date(2026, 11, 30)),
        variable=st.booleans(),
        cadence_days=st.sampled_from([7, 30]),
        account_id=st.sampled_from([None, MAIN, BILLS]),
        number=st.integers(100, 104),
    ),
    max_size=8,
    unique_by=lambda one: one.key,
)
rows = st.lists(
    st.builds(
        payment,
        st.sampled_from(["NETFLIX.COM", "PUREGYM", "TESCO STORES", "TESCO MOBILE"]),
        st.sampled_from(["-12.99", "-13.50", "-20.00", "-6.00"]),
        booked_on=st.dates(date(2026, 11, 1), date(2026, 11, 30)),
        account_id=st.sampled_from([MAIN, BILLS]),
        number=st.integers(1, 99),
    ),
    max_size=10,
    unique_by=lambda one: one.id,
)


class TestProperties:
    @given(bills, rows, st.randoms(use_true_random=False))
    def test_it_is_one_to_one_and_blind_to_order(
        self, wanted: list[Expected], paid: list[Payment], random: object
    ) -> None:
        found = assign(expected=wanted, payments=paid)
        shuffled_bills, shuffled_rows = list(wanted), list(paid)
        random.shuffle(shuffled_bills)  # type: ignore[attr-defined] # Hypothesis hands over a Random
        random.shuffle(shuffled_rows)  # type: ignore[attr-defined]

        again = assign(expected=shuffled_bills, payments=shuffled_rows)

        assert len({one.payment.id for one in found}) == len(found)
        assert len({one.expected.key for one in found}) == len(found)
        assert sorted(found, key=repr) == sorted(again, key=repr)
