"""The household is believable, adds up, and its past stays as it was."""

from datetime import date, timedelta

import pytest

from demo_bank.household import OPENING, Account, live, true_commitments
from demo_bank.household.accounts import Entry
from demo_bank.household.calendar import is_working_day, next_working_day

TODAYS = [date(2024, 3, 29) + timedelta(days=37 * n) for n in range(30)]


def balance(rows: tuple[Entry, ...], account: Account, until: date) -> int:
    return OPENING[account] + sum(row.amount for row in rows if row.day <= until)


class TestThePast:
    @pytest.mark.parametrize("today", TODAYS[::6])
    def test_stays_as_it_was_forty_days_later(self, today: date) -> None:
        before, after = live(today=today), live(today=today + timedelta(days=40))

        for account in Account:
            kept = tuple(row for row in after.booked[account] if row.day <= today)
            assert kept == before.booked[account]


class TestAnyToday:
    @pytest.mark.parametrize("today", TODAYS)
    def test_has_money_left_something_pending_and_no_pot_below_zero(self, today: date) -> None:
        household = live(today=today)

        assert (
            balance(household.booked[Account.HARBOUR_CURRENT], Account.HARBOUR_CURRENT, today) > 0
        )
        assert any(household.pending.values())
        due = sum(each.owed for each in household.statements if each.due_on > today)
        current = balance(household.booked[Account.HARBOUR_CURRENT], Account.HARBOUR_CURRENT, today)
        assert current > due
        for account in Account:
            final = balance(household.booked[account], account, today)
            if account in {Account.FLEX, Account.MERIDIAN}:
                assert final <= 30_000
            else:
                assert final >= 0

    @pytest.mark.parametrize("today", TODAYS[::5])
    def test_moves_between_own_accounts_have_two_sides(self, today: date) -> None:
        month = today - timedelta(days=60)
        rows = [
            row
            for booked in live(today=today).booked.values()
            for row in booked
            if row.day >= month
        ]
        out = sorted(-row.amount for row in rows if row.description == "PEBBLE A MORGAN")
        into = sorted(row.amount for row in rows if row.description == "A MORGAN")
        joint_out = [-row.amount for row in rows if row.description == "NORTHWAY JOINT BILLS"]
        joint_into = [row.amount for row in rows if row.description == "A MORGAN BILLS"]
        pots = sum(row.amount for row in rows if row.channel == "uk_retail_pot")

        assert out == into
        assert joint_out == joint_into
        assert pots == 0


class TestCards:
    def test_each_card_payment_is_the_last_statement(self) -> None:
        household = live(today=date(2026, 11, 26))
        owed = {each.due_on: each.owed for each in household.statements if each.owed}
        paid = {
            row.day: -row.amount
            for row in household.booked[Account.HARBOUR_CURRENT]
            if row.description == "MERIDIAN AMEX"
        }
        received = {
            row.day: row.amount
            for row in household.booked[Account.MERIDIAN]
            if row.description == "PAYMENT RECEIVED - THANK YOU"
        }

        assert paid == received
        assert paid == {day: amount for day, amount in owed.items() if day <= date(2026, 11, 26)}

    def test_a_statement_is_what_was_owed_that_evening(self) -> None:
        household = live(today=date(2026, 11, 19))

        for each in household.statements:
            rows = household.booked[Account.MERIDIAN]
            assert each.owed == max(0, -balance(rows, Account.MERIDIAN, each.on))

    def test_the_plan_is_paid_in_three(self) -> None:
        rows = live(today=date(2026, 12, 31)).booked[Account.FLEX]

        assert [(row.day, row.amount) for row in rows[-4:]] == [
            (date(2026, 10, 10), -30_000),
            (date(2026, 10, 21), 10_000),
            (date(2026, 11, 21), 10_000),
            (date(2026, 12, 21), 10_000),
        ]


class TestCalendar:
    def test_wage_comes_on_the_last_working_day(self) -> None:
        rows = live(today=date(2026, 12, 31)).booked[Account.HARBOUR_CURRENT]
        paid = [row.day for row in rows if row.description == "BRIGHTWATER DESIGN LTD SALARY"]

        assert paid[-5:] == [
            date(2026, 8, 28),
            date(2026, 9, 30),
            date(2026, 10, 30),
            date(2026, 11, 30),
            date(2026, 12, 31),
        ]

    def test_a_direct_debit_on_christmas_day_moves_past_the_holidays(self) -> None:
        assert next_working_day(date(2026, 12, 25)) == date(2026, 12, 29)

    def test_council_tax_is_ten_payments_and_none_in_february_and_march(self) -> None:
        rows = live(today=date(2026, 4, 30)).booked[Account.NORTHWAY]
        months = [
            row.day.month
            for row in rows
            if row.description == "LAMBETH COUNCIL TAX" and row.day >= date(2025, 4, 1)
        ]

        assert months == [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 4]

    def test_bank_payments_only_happen_on_working_days(self) -> None:
        rows = live(today=date(2026, 11, 19)).booked[Account.NORTHWAY]

        assert all(is_working_day(row.day) for row in rows if row.kind == "DIRECT_DEBIT")

    def test_netflix_became_dearer_twice(self) -> None:
        rows = live(today=date(2026, 11, 23)).booked[Account.HARBOUR_CURRENT]
        prices = [-row.amount for row in rows if row.description.startswith("NETFLIX")]

        assert list(dict.fromkeys(prices)) == [999, 1_099, 1_299]

    def test_two_equal_coffees_happen_on_one_day(self) -> None:
        rows = live(today=date(2026, 11, 19)).booked[Account.PEBBLE]
        coffees = [row.day for row in rows if row.description == "Cafe Nero Holborn"]

        assert len(coffees) > len(set(coffees))


class TestTrueCommitments:
    def test_name_what_is_in_force(self) -> None:
        true = {each.name: each for each in true_commitments(today=date(2026, 11, 19))}

        assert true["Rent"].amount == -98_500
        assert true["Rent"].next_due_on == date(2026, 12, 1)
        assert true["Wage"].next_due_on == date(2026, 11, 30)
        assert true["Netflix"].amount == -1_299
        assert true["Flex instalment"].amount == -10_000
        assert true["Flex instalment"].next_due_on == date(2026, 11, 21)
        assert true["Meridian card, paid in full"].next_due_on == date(2026, 11, 25)
        assert true["Council tax"].skipped_months == frozenset({2, 3})

    def test_come_true(self) -> None:
        on = date(2026, 11, 19)
        later = live(today=date(2027, 12, 31)).booked

        for each in true_commitments(today=on):
            if each.amount is None:
                continue
            hits = [
                row
                for row in later[each.account]
                if row.description == each.description and row.day == each.next_due_on
            ]
            assert len(hits) == 1, each.name
            assert hits[0].amount == each.amount, each.name
