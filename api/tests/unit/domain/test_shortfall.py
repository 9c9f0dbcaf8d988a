"""An account about to run dry, and the transfer that prevents it."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import Period
from app.domain.money import Money, total
from app.domain.shortfall import Shortfall, Transfer, shortfalls
from tests.unit.domain.households import BILLS, DAYS, MAIN, SAVINGS, TODAY, move, opening

MONTH = Period(TODAY, TODAY + timedelta(days=35))


def found_for(*movements: object, main: int, bills: int, savings: int = 0) -> list[Shortfall]:
    return shortfalls(
        openings=[opening(main), opening(bills, BILLS)],
        movements=list(movements),  # type: ignore[arg-type]
        window=MONTH,
        working_days=DAYS,
        also_from=[opening(savings, SAVINGS)],
    )


class TestShortfalls:
    def test_propose_the_transfer_on_the_working_day_before(self) -> None:
        rent = move(date(2026, 11, 30), -70_000, account_id=BILLS)

        [found] = found_for(rent, main=150_000, bills=10_000)

        assert found.first.on == date(2026, 11, 30)
        assert found.needed == Money(60_000)
        # The 30th is a Monday.
        assert found.transfers == (Transfer(MAIN, Money(60_000), date(2026, 11, 27)),)

    def test_take_only_what_the_other_can_spare_and_then_savings(self) -> None:
        rent = move(date(2026, 12, 3), -70_000, account_id=BILLS)
        car = move(date(2026, 12, 10), -130_000, "Car", account_id=MAIN)

        [found] = found_for(rent, car, main=150_000, bills=10_000, savings=30_000)

        assert [(one.from_account_id, one.amount.minor) for one in found.transfers] == [
            (MAIN, 20_000),
            (SAVINGS, 30_000),
        ]
        assert found.missing == Money(10_000)

    def test_take_nothing_from_savings_where_the_pool_has_enough(self) -> None:
        rent = move(date(2026, 12, 3), -70_000, account_id=BILLS)

        [found] = found_for(rent, main=150_000, bills=10_000, savings=30_000)

        assert [one.from_account_id for one in found.transfers] == [MAIN]

    def test_come_today_where_the_account_is_short_already(self) -> None:
        [found] = found_for(main=50_000, bills=-5_000)

        assert found.transfers[0].by == TODAY
        assert found.first.cause is None

    def test_are_none_where_no_account_runs_dry(self) -> None:
        assert found_for(main=50_000, bills=0) == []
        assert shortfalls(openings=[], movements=[], window=MONTH, working_days=DAYS) == []

    @given(
        st.lists(st.integers(-100_000, 50_000), max_size=6),
        st.integers(0, 200_000),
        st.integers(-20_000, 50_000),
    )
    def test_made_as_proposed_leave_nothing_short_but_what_is_missing(
        self, amounts: list[int], main: int, bills: int
    ) -> None:
        moves = [
            move(TODAY + timedelta(days=3 * n), minor, account_id=BILLS)
            for n, minor in enumerate(amounts)
        ]
        for found in found_for(*moves, main=main, bills=bills):
            moved = total(one.amount for one in found.transfers)
            assert moved + found.missing == found.needed
            assert all(one.by >= TODAY for one in found.transfers)
            again = found_for(*moves, main=main - moved.minor, bills=bills + moved.minor)
            left: dict[UUID, Money] = {one.account_id: one.needed for one in again}
            assert left.get(BILLS, Money(0)) == found.missing
