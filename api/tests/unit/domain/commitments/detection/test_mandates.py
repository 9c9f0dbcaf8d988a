"""What the bank's own lists add."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.commitments.detection.values import (
    Detection,
    Mandate,
    MandateKind,
    SeriesState,
)
from app.domain.commitments.schedule import MonthlyDay, Shift, Yearly
from app.domain.money import Money
from tests.unit.domain.commitments.detection.ledgers import found, monthly, only, row

DEBIT, ORDER = MandateKind.DIRECT_DEBIT, MandateKind.STANDING_ORDER


def debit(
    name: str,
    *,
    active: bool | None = True,
    amount: str | None = None,
    previous: date | None = None,
    account: str = "current",
) -> Mandate:
    return Mandate(
        id=f"{name} {active}",
        account_id=account,
        kind=DEBIT,
        name=name,
        is_active=active,
        amount=Money.from_major(amount) if amount else None,
        previous_on=previous,
    )


def order(
    name: str,
    amount: str | None,
    *,
    next_on: date | None = None,
    previous: date | None = None,
    final: date | None = None,
    frequency: str = "IntrvlMnthDay:01:01",
) -> Mandate:
    return Mandate(
        id=f"order {name}",
        account_id="current",
        kind=ORDER,
        name=name,
        is_active=True,
        frequency=frequency,
        amount=Money.from_major(amount) if amount else None,
        next_on=next_on,
        previous_on=previous,
        final_on=final,
    )


class TestStandingOrders:
    def test_a_new_one_is_a_commitment_before_its_first_payment(self) -> None:
        one = only([], mandates=[order("J PATEL RENT", "850", next_on=date(2026, 12, 1))])

        assert (one.name, one.amount, one.next_on) == (
            "J PATEL RENT",
            Money(-85000),
            date(2026, 12, 1),
        )
        assert (one.cadence, one.shift) == (MonthlyDay(1), Shift.NEXT_WORKING_DAY)
        assert one.members == ()
        assert one.confidence >= 90

    def test_its_own_words_go_before_history(self) -> None:
        rows = monthly(1, "-850", "J PATEL RENT", first=(2026, 5), months=7)
        one = only(
            rows,
            mandates=[
                order("J PATEL RENT", "895", next_on=date(2026, 12, 1), final=date(2027, 6, 1))
            ],
        )

        assert one.amount == Money(-89500)
        assert one.schedule.ends_on == date(2027, 6, 1)
        assert one.mandate_id == "order J PATEL RENT"
        assert one.confidence >= 97
        assert one.why[-1] == "the bank lists a standing order for it"

    def test_without_an_amount_the_last_is_taken(self) -> None:
        rows = monthly(1, "-850", "J PATEL RENT", first=(2026, 5), months=7)
        one = only(rows, mandates=[order("J PATEL RENT", None, next_on=date(2026, 12, 1))])

        assert one.amount == Money(-85000)

    def test_counts_on_from_its_last_payment_where_the_next_is_not_given(self) -> None:
        one = only([], mandates=[order("J PATEL RENT", "850", previous=date(2026, 11, 2))])

        assert one.next_on == date(2026, 12, 1)

    def test_the_last_one_has_gone(self) -> None:
        gone = order("J PATEL RENT", "850", next_on=date(2026, 11, 1), final=date(2026, 11, 1))
        after_its_end = order("SCHOOL", "5", previous=date(2026, 11, 2), final=date(2026, 11, 20))

        assert found([], mandates=[gone, after_its_end]) == Detection()

    def test_of_quite_another_amount_is_another(self) -> None:
        rows = monthly(1, "-850", "J PATEL RENT", first=(2026, 5), months=7)
        series = found(rows, mandates=[order("J PATEL", "50", next_on=date(2026, 12, 5))]).series

        assert sorted(one.amount.minor for one in series) == [-85000, -5000]

    def test_its_reference_is_enough_where_the_amount_agrees(self) -> None:
        rows = monthly(1, "-850", "FLAT TWELVE", first=(2026, 5), months=7)
        named = replace(order("J PATEL", "850", next_on=date(2026, 12, 1)), reference="Flat Twelve")

        assert only(rows, mandates=[named]).mandate_id == named.id
        assert len(found(rows, mandates=[replace(named, amount=Money(90000))]).series) == 2

    def test_without_a_frequency_we_know_waits_to_be_seen(self) -> None:
        (announced,) = found(
            [], mandates=[order("SAVER", "50", next_on=date(2026, 12, 5), frequency="EvryDay")]
        ).announced

        assert announced.amount == Money(-5000)


class TestDirectDebits:
    def test_a_new_one_without_payment_is_announced(self) -> None:
        (announced,) = found([], mandates=[debit("DVLA")]).announced

        assert (announced.name, announced.counterparty, announced.amount) == ("DVLA", "dvla", None)
        assert announced.why == ("the bank lists a direct debit that nothing has been paid by yet",)

    def test_an_active_one_makes_its_series_sure(self) -> None:
        rows = monthly(12, "-30", "EE LIMITED", first=(2026, 9), months=3)
        rows[1] = row(date(2026, 10, 19), "-44", "EE LIMITED")
        alone = found(rows).series[0]
        one = found(rows, mandates=[debit("EE LIMITED")]).series[0]

        assert one.confidence == 97 > alone.confidence
        assert one.why[-1] == "the bank lists a direct debit for it"

    def test_a_cancelled_one_ends_before_the_first_miss(self) -> None:
        rows = monthly(12, "-30", "EE LIMITED", first=(2026, 3), months=9)
        one = only(rows, mandates=[debit("EE LIMITED", active=False)])

        assert one.state is SeriesState.ENDED
        assert one.why[-1] == "the bank lists its direct debit as ended"

    def test_a_live_one_goes_before_an_old_cancelled_one(self) -> None:
        rows = monthly(12, "-30", "EE LIMITED", first=(2026, 3), months=9)
        one = only(
            rows, mandates=[debit("EE LIMITED", active=False), debit("EE LIMITED", active=True)]
        )

        assert one.mandate_id == "EE LIMITED True"

    def test_one_nobody_uses_any_more_revives_nothing(self) -> None:
        rows = monthly(12, "-30", "EE LIMITED", first=(2025, 3), months=9)

        assert only(rows, mandates=[debit("EE LIMITED")]).state is SeriesState.ENDED

    @pytest.mark.parametrize(
        ("paid_on", "next_on", "is_yearly"),
        [
            (date(2026, 10, 28), date(2026, 11, 30), False),
            (date(2026, 9, 1), date(2026, 12, 1), False),
            (date(2026, 2, 12), date(2027, 2, 12), True),
        ],
    )
    def test_one_payment_says_how_often_it_can_be(
        self, paid_on: date, next_on: date, is_yearly: bool
    ) -> None:
        rows = [row(paid_on, "-310", "AVIVA INSURANCE 4411")]
        one = only(rows, mandates=[debit("AVIVA INSURANCE")])

        assert one.next_on == next_on
        assert (one.cadence == Yearly()) is is_yearly
        assert one.members == (rows[0].id,)

    def test_a_payment_only_the_bank_s_list_knows(self) -> None:
        one = only([], mandates=[debit("AVIVA", amount="310", previous=date(2026, 2, 12))])

        assert (one.amount, one.members, one.next_on) == (
            Money(-31000),
            (),
            date(2027, 2, 12),
        )

    def test_one_paid_longer_than_a_year_ago_promises_nothing(self) -> None:
        assert (
            found([], mandates=[debit("AVIVA", amount="310", previous=date(2025, 2, 12))])
            == Detection()
        )
        assert found([], mandates=[debit("AVIVA", previous=date(2026, 2, 12))]) == Detection()

    def test_another_account_and_an_income_are_not_its_series(self) -> None:
        rows = monthly(12, "30", "EE LIMITED", first=(2026, 3), months=9)
        elsewhere = [debit("EE LIMITED", account="joint"), debit("EE LIMITED")]

        detection = found(rows, mandates=elsewhere)
        assert [one.mandate_id for one in detection.series] == [None]
        assert len(detection.announced) == 2
