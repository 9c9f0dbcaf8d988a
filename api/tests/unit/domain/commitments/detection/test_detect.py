"""The acceptance cases, as small ledgers."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from app.domain.calendar import Period
from app.domain.commitments.detection.detect import (
    SUGGEST_FROM,
    detect,
    is_worth_asking,
    series_from,
)
from app.domain.commitments.detection.values import Direction, Row, Series, SeriesState
from app.domain.commitments.schedule import (
    MonthlyDay,
    MonthlyLastWorkingDay,
    MonthlyWeekday,
    Shift,
    Weekly,
    Yearly,
    occurrences,
)
from app.domain.money import Money
from tests.unit.domain.commitments.detection.ledgers import (
    HOLIDAYS,
    TODAY,
    every,
    found,
    monthly,
    only,
    paid,
    row,
)


def suggested(rows: Sequence[Row]) -> list[Series]:
    return [one for one in found(rows).series if is_worth_asking(one)]


class TestWages:
    def test_on_the_last_working_day(self) -> None:
        one = only(monthly(31, "2300", "ACME LTD SALARY", first=(2026, 5), months=6, shift=-1))

        assert one.cadence == MonthlyLastWorkingDay()
        assert one.direction is Direction.IN
        assert one.next_on == date(2026, 11, 30)
        assert one.amount == Money(230000)
        assert one.confidence >= 90

    def test_every_four_weeks_is_not_monthly(self) -> None:
        one = only(every(28, "1650", "BORING & SONS WAGES", first=date(2026, 5, 22), times=7))

        assert one.cadence == Weekly(4)
        assert one.next_on == date(2026, 12, 4)

    @pytest.mark.parametrize(("days", "weeks"), [(7, 1), (14, 2)])
    def test_by_the_week(self, days: int, weeks: int) -> None:
        times = 90 // days
        first = date(2026, 11, 13) - timedelta(days=days * (times - 1))
        one = only(every(days, "412.50", "CAFE NERO PAYROLL", first=first, times=times))

        assert one.cadence == Weekly(weeks)
        assert one.next_on == date(2026, 11, 13) + timedelta(days=days)

    def test_on_the_last_friday(self) -> None:
        fridays = [
            date(2026, m, d) for m, d in ((5, 29), (6, 26), (7, 31), (8, 28), (9, 25), (10, 30))
        ]
        one = only(paid(fridays, "2300", "PAY FROM HARBOUR"))

        assert one.cadence == MonthlyWeekday(weekday=4, nth=-1)
        assert one.next_on == date(2026, 11, 27)

    def test_on_the_working_day_before_the_25th(self) -> None:
        one = only(monthly(25, "1900", "ACME LTD", first=(2026, 1), months=10, shift=-1))

        assert (one.cadence, one.shift) == (MonthlyDay(25), Shift.PREVIOUS_WORKING_DAY)
        dec = occurrences(
            one.schedule, period=Period(date(2026, 12, 1), date(2027, 1, 1)), working_days=HOLIDAYS
        )
        assert [day.due_on for day in dec] == [date(2026, 12, 24)]

    def test_a_bonus_is_not_the_new_wage(self) -> None:
        rows = monthly(25, "1900", "ACME LTD", first=(2026, 3), months=7, shift=-1)
        one = only([*rows, row(date(2026, 10, 23), "2850", "ACME LTD")])

        assert one.amount == Money(190000)

    def test_refunds_and_own_transfers_are_no_income(self) -> None:
        refunds = [row(date(2026, m, 9), "12.99", "NETFLIX", refund=True) for m in (7, 8, 9, 10)]
        moves = [
            row(date(2026, m, 2), "200", "FROM SAVER", own_transfer=True) for m in (7, 8, 9, 10)
        ]

        assert found([*refunds, *moves]).series == ()


class TestBills:
    def test_a_direct_debit_moved_by_weekends_and_good_friday(self) -> None:
        one = only(
            monthly(26, "-41.20", "DIRECT DEBIT THAMES WATER", first=(2026, 1), months=14),
            today=date(2027, 3, 20),
        )

        assert (one.cadence, one.shift) == (MonthlyDay(26), Shift.NEXT_WORKING_DAY)
        assert one.next_on == date(2027, 3, 30)
        assert one.why[0] == "14 payments, every month on the 26th, moved to the next working day"

    def test_council_tax_has_none_in_february_and_march(self) -> None:
        rows = [
            *monthly(1, "-164", "LEEDS CITY COUNCIL TAX", first=(2024, 4), months=10),
            *monthly(1, "-172", "LEEDS CITY COUNCIL TAX", first=(2025, 4), months=10),
        ]
        one = only(rows, today=date(2026, 2, 10))

        assert one.cadence == MonthlyDay(1, 1, frozenset({2, 3}))
        assert one.next_on == date(2026, 4, 1)
        assert (one.state, one.missed) == (SeriesState.ACTIVE, 0)

    def test_council_tax_is_known_in_its_first_year(self) -> None:
        rows = monthly(1, "-164", "LEEDS C TAX 4411", first=(2026, 8), months=4)

        assert only(rows).cadence == MonthlyDay(1, 1, frozenset({2, 3}))

    def test_council_tax_seen_in_february_has_twelve_months(self) -> None:
        rows = monthly(1, "-140", "LEEDS COUNCIL TAX", first=(2025, 12), months=12)

        assert only(rows).cadence == MonthlyDay(1)

    def test_any_month_left_out_two_years_running_is_skipped(self) -> None:
        rows = [
            payment
            for payment in monthly(8, "-30", "SWIM CLUB", first=(2024, 1), months=34)
            if payment.booked_on.month != 8
        ]

        assert only(rows).cadence == MonthlyDay(8, 1, frozenset({8}))

    def test_quarterly_water_and_yearly_insurance(self) -> None:
        water = paid([date(2026, m, 12) for m in (2, 5, 8, 11)], "-88.40", "SEVERN TRENT")
        cover = [
            row(date(2024, 9, 16), "-310.00", "AVIVA HOME"),
            row(date(2025, 9, 16), "-328.10", "AVIVA HOME"),
            row(date(2026, 9, 16), "-331.00", "AVIVA HOME"),
        ]
        by_name = {one.name: one for one in found([*water, *cover]).series}

        assert by_name["Severn Trent"].cadence == MonthlyDay(12, 3)
        assert by_name["Severn Trent"].next_on == date(2027, 2, 12)
        assert by_name["Aviva Home"].cadence == Yearly()
        assert by_name["Aviva Home"].next_on == date(2027, 9, 16)

    def test_energy_that_varies(self) -> None:
        sums = ("-61.20", "-83.11", "-104.90", "-98.02", "-77.45", "-55.00", "-41.90", "-70.12")
        rows = [
            row(payment.booked_on, amount, "OCTOPUS ENERGY A-77120")
            for amount, payment in zip(
                sums, monthly(17, "-1", "x", first=(2026, 3), months=8), strict=True
            )
        ]
        one = only(rows)

        assert one.variable
        assert (one.lowest, one.highest) == (Money(-4190), Money(-10490))
        assert one.next_on == date(2026, 11, 17)

    def test_a_price_step_stays_one_series_and_says_what_it_costs(self) -> None:
        one = only(
            [
                *monthly(22, "-9.99", "NETFLIX.COM", first=(2026, 1), months=6, shift=0),
                *monthly(22, "-10.99", "NETFLIX.COM", first=(2026, 7), months=4, shift=0),
            ]
        )

        assert one.amount == Money(-1099)
        (step,) = one.price_steps
        assert (step.on, step.old, step.new) == (date(2026, 7, 22), Money(999), Money(1099))
        assert step.yearly == Money(1200)
        assert not one.variable

    def test_two_subscriptions_at_one_merchant_are_two_series(self) -> None:
        rows = [
            *monthly(5, "-2.99", "APPLE.COM/BILL", first=(2026, 3), months=9, shift=0),
            *monthly(18, "-10.99", "APPLE.COM/BILL", first=(2026, 3), months=9, shift=0),
        ]

        assert {(one.amount.minor, one.next_on) for one in found(rows).series} == {
            (-299, date(2026, 12, 5)),
            (-1099, date(2026, 12, 18)),
        }

    def test_a_price_step_beside_another_subscription(self) -> None:
        rows = [
            *monthly(5, "-2.99", "APPLE.COM/BILL", first=(2025, 12), months=12, shift=0),
            *monthly(18, "-9.99", "APPLE.COM/BILL", first=(2025, 12), months=6, shift=0),
            *monthly(18, "-10.99", "APPLE.COM/BILL", first=(2026, 6), months=6, shift=0),
        ]
        series = {one.amount.minor: one for one in found(rows).series}

        assert set(series) == {-299, -1099}
        assert [step.old.minor for step in series[-1099].price_steps] == [999]

    def test_two_subscriptions_on_the_same_day(self) -> None:
        rows = [
            *monthly(5, "-2.99", "APPLE.COM/BILL", first=(2026, 3), months=9, shift=0),
            *monthly(5, "-10.99", "APPLE.COM/BILL", first=(2026, 3), months=9, shift=0),
        ]

        assert sorted(one.amount.minor for one in found(rows).series) == [-1099, -299]

    def test_a_skipped_month_survives(self) -> None:
        rows = monthly(3, "-24.99", "PUREGYM", first=(2026, 1), months=11)
        one = only([*rows[:5], *rows[6:]])

        assert len(one.members) == 10
        assert one.skipped == (date(2026, 6, 3),)
        assert one.state is SeriesState.ACTIVE
        assert one.why[1] == "1 left out in between"

    def test_a_month_that_did_not_come_pauses_and_two_end(self) -> None:
        rows = monthly(3, "-24.99", "PUREGYM", first=(2026, 1), months=8)

        paused = only(rows, today=date(2026, 9, 20))
        assert (paused.state, paused.missed) == (SeriesState.PAUSED, 1)
        assert paused.why[1] == "1 expected since that did not come"
        assert only(rows, today=date(2026, 10, 20)).state is SeriesState.ENDED
        assert not is_worth_asking(only(rows, today=date(2026, 10, 20)))

    def test_a_year_without_its_payment_is_an_end(self) -> None:
        rows = paid([date(2023, 3, 6), date(2024, 3, 6), date(2025, 3, 6)], "-99", "BREAKDOWN CLUB")

        assert only(rows).state is SeriesState.ENDED

    def test_a_bill_late_within_its_grace_is_still_next(self) -> None:
        rows = monthly(16, "-45", "BT GROUP", first=(2026, 4), months=7)
        one = only(rows)

        assert one.next_on == date(2026, 11, 16)
        assert (one.missed, one.state) == (0, SeriesState.ACTIVE)

    def test_a_pending_bill_on_its_due_day_counts_once(self) -> None:
        rows = monthly(19, "-45", "BT GROUP", first=(2026, 4), months=7)
        one = only([*rows, row(TODAY, "-45", "BT GROUP", pending=True)])

        assert one.next_on == date(2026, 12, 21)
        assert len(one.members) == 8

    def test_a_bill_paid_three_days_early(self) -> None:
        rows = monthly(16, "-45", "BT GROUP", first=(2026, 4), months=7)
        one = only([*rows, row(date(2026, 11, 13), "-45", "BT GROUP")])

        assert one.next_on == date(2026, 12, 16)

    def test_rent_from_three_months_only(self) -> None:
        one = only(monthly(1, "-850", "STANDING ORDER J PATEL RENT", first=(2026, 9), months=3))

        assert one.next_on == date(2026, 12, 1)
        assert one.confidence >= SUGGEST_FROM

    def test_six_years_of_a_bill_are_one_series(self) -> None:
        rows = [
            payment
            for n in range(6)
            for payment in monthly(
                25, f"-{20 + n}.00", "VIRGIN MEDIA", first=(2021 + n, 1), months=12 if n < 5 else 10
            )
        ]
        one = only(rows)

        assert len(one.members) == 70
        assert [step.new.minor for step in one.price_steps] == [2100, 2200, 2300, 2400, 2500]

    def test_a_payee_written_in_two_ways_is_one(self) -> None:
        rows = monthly(9, "-10.99", "SPOTIFY", first=(2026, 1), months=11, shift=0)
        mixed = [
            row(one.booked_on, "-10.99", "SPOTIFY STOCKHOLM" if n % 3 == 0 else "PAYPAL *SPOTIFY")
            for n, one in enumerate(rows)
        ]

        assert len(only(mixed).members) == 11

    def test_a_lone_payment_at_a_new_price_goes_on(self) -> None:
        rows = [
            *monthly(9, "-20", "CLOUD BOX", first=(2026, 1), months=9, shift=0),
            row(date(2026, 10, 9), "-31.00", "CLOUD BOX"),
        ]

        assert only(rows).amount == Money(-3100)

    def test_an_amount_of_its_own_each_december_comes_again(self) -> None:
        rows = monthly(10, "-30", "CLUB", first=(2024, 6), months=29, shift=0)
        rows = [
            row(one.booked_on, "-60", "CLUB") if one.booked_on.month == 12 else one for one in rows
        ]

        one = only(rows, today=date(2026, 11, 20))
        assert one.amount == one.amount_on(date(2027, 1, 10)) == Money(-3000)
        assert one.amount_on(date(2026, 12, 10)) == Money(-6000)
        assert one.signature.amount_minor == 3000


class TestShopping:
    def test_is_not_a_commitment(self) -> None:
        dice = random.Random(4)  # noqa: S311 - shopping is not cryptography
        rows = []
        for day in Period(date(2025, 11, 1), TODAY).days():
            if dice.random() < 0.4:
                rows.append(
                    row(day, f"-{dice.randint(3, 80)}.{dice.randint(10, 99)}", "TESCO STORES 3124")
                )
            if dice.random() < 0.5:
                rows.append(row(day, "-3.20", "PRET A MANGER"))
            if dice.random() < 0.6:
                rows.append(row(day, dice.choice(("-2.80", "-5.60", "-1.75")), "TFL TRAVEL CH"))

        assert suggested(rows) == []

    def test_cash_is_nobody_s_commitment(self) -> None:
        taken = monthly(1, "-50", "LINK ATM HIGH STREET", first=(2026, 1), months=11)
        given = monthly(7, "1400", "CASH DEPOSIT", first=(2026, 1), months=11, shift=0)

        (one,) = found([*taken, *given]).series
        assert one.name == "Deposit"
        assert not is_worth_asking(one)

        by_category = [
            row(paid_in.booked_on, "1400", "POST OFFICE", category="CASH") for paid_in in given
        ]
        assert not is_worth_asking(only(by_category))

    def test_does_not_hide_the_subscription_beside_it(self) -> None:
        dice = random.Random(9)  # noqa: S311 - shopping is not cryptography
        rows = [
            row(day, f"-{dice.randint(4, 60)}.{dice.randint(10, 99)}", "AMAZON.CO.UK*1A2B3")
            for day in Period(date(2026, 1, 1), TODAY).days()
            if dice.random() < 0.15
        ]
        prime = monthly(14, "-8.99", "AMAZON PRIME*2K3L4", first=(2026, 1), months=11, shift=0)

        (one,) = suggested([*rows, *prime])
        assert set(one.members) == {payment.id for payment in prime}

    def test_empty_amounts_and_days_to_come_are_left_out(self) -> None:
        rows = monthly(14, "0", "NIL", first=(2026, 1), months=9)
        ahead = monthly(14, "-5", "LATER", first=(2027, 1), months=9)

        assert found([*rows, *ahead]).series == ()


class TestWhereItIsBooked:
    def test_an_account_booked_at_weekends_does_not_move_days(self) -> None:
        rows = monthly(7, "-12", "DISNEY PLUS", first=(2026, 8), months=2, shift=0)
        others = paid([date(2026, 8, 1) + timedelta(days=n) for n in range(30)], "-1", "KIOSK")

        (one,) = [s for s in found([*rows, *others]).series if s.counterparty == "disney plus"]
        assert one.shift is Shift.NONE

    def test_a_direct_debit_moves_there_too(self) -> None:
        rows = [
            row(date(2026, month, 7), "-12", "DISNEY PLUS", category="DIRECT_DEBIT")
            for month in (7, 8, 9)
        ]
        others = paid([date(2026, 8, 1) + timedelta(days=n) for n in range(30)], "-1", "KIOSK")

        (one,) = [s for s in found([*rows, *others]).series if s.counterparty == "disney plus"]
        assert one.shift is Shift.NEXT_WORKING_DAY

    def test_the_bank_s_name_for_the_merchant_goes_before_the_text(self) -> None:
        rows = [
            row(date(2026, month, 7), "-12", "DSNY PLS 8831", merchant=name)
            for month, name in ((7, "Disney+"), (8, "Disney+"), (9, "Disney Plus"), (10, None))
        ]

        assert only(rows).name == "Disney+"


class TestLookingAgain:
    def test_only_what_changed_is_fitted_again(self) -> None:
        phone = monthly(12, "-30", "EE LIMITED", first=(2026, 3), months=8)
        gym = monthly(3, "-25", "PUREGYM", first=(2026, 3), months=9)
        before = found([*phone, *gym], today=date(2026, 11, 10))
        now = [*phone, *gym, row(date(2026, 11, 12), "-30", "EE LIMITED")]

        again = detect(now, today=TODAY, working_days=HOLIDAYS, known=before.known)

        assert again == found(now)
        unchanged = next(name for name in again.known.fitted if name.endswith("puregym"))
        assert again.known.fitted[unchanged][1] is before.known.fitted[unchanged][1]

    def test_two_payments_days_or_a_weekend_apart_follow_nothing(self) -> None:
        assert found(paid([date(2026, 10, 5), date(2026, 10, 8)], "-9", "KIOSK")).series == ()
        at_weekends = [date(2026, 10, 3), date(2026, 10, 31)]
        assert [one.shift for one in found(paid(at_weekends, "-9", "KIOSK")).series] == [Shift.NONE]


class TestMarkedByAPerson:
    def test_the_rest_of_the_series_is_found(self) -> None:
        rows = monthly(5, "-2.99", "APPLE.COM/BILL", first=(2026, 3), months=8, shift=0)
        others = monthly(18, "-10.99", "APPLE.COM/BILL", first=(2026, 3), months=8, shift=0)
        elsewhere = monthly(5, "2.99", "APPLE.COM/BILL", first=(2026, 3), months=8, shift=0)

        one = series_from(rows[2], [*others, *rows, *elsewhere], today=TODAY, working_days=HOLIDAYS)

        assert one is not None
        assert set(one.members) == {payment.id for payment in rows}

    def test_a_lone_row_has_no_series(self) -> None:
        lone = row(date(2026, 10, 5), "-40", "BOILER CARE")

        assert series_from(lone, [lone], today=TODAY, working_days=HOLIDAYS) is None
