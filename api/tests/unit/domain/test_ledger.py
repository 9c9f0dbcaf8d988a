"""Own money: the table of the rules, row by row."""

import pytest

from app.domain.ledger import CashBalance, OwnMoney, cushion, own_money
from app.domain.money import Money


def own(current: str, available: str | None, overdraft: str, pending: str) -> OwnMoney:
    return own_money(
        CashBalance(
            current=Money.from_major(current),
            available=None if available is None else Money.from_major(available),
            overdraft=Money.from_major(overdraft),
            pending=Money.from_major(pending),
        )
    )


class TestOwnMoney:
    @pytest.mark.parametrize(
        ("current", "available", "overdraft", "pending", "expected"),
        [
            ("1200.00", "1700.00", "500", "0", "1200.00"),
            ("100.00", "570.00", "500", "-30.00", "70.00"),
            ("100.00", "70.00", "500", "-30.00", "70.00"),
            ("-120.00", "380.00", "500", "0", "-120.00"),
            ("250.10", None, "0", "-12.35", "237.75"),
        ],
    )
    def test_follows_the_table(
        self, current: str, available: str | None, overdraft: str, pending: str, expected: str
    ) -> None:
        answer = own(current, available, overdraft, pending)

        assert answer.own == Money.from_major(expected)
        assert answer.reconciles

    def test_says_whether_the_bank_counts_the_overdraft_in(self) -> None:
        assert own("100", "570", "500", "-30").available_includes_overdraft is True
        assert own("100", "70", "500", "-30").available_includes_overdraft is False
        assert own("100", "70", "0", "-30").available_includes_overdraft is False
        assert own("100", None, "500", "-30").available_includes_overdraft is None

    @pytest.mark.parametrize(
        ("available", "reconciles"),
        [("99.00", True), ("98.99", False), ("101.00", True), ("101.01", False)],
    )
    def test_keeps_a_figure_that_does_not_reconcile_beside_the_other(
        self, available: str, reconciles: bool
    ) -> None:
        answer = own("100", available, "0", "0")

        assert answer.own == Money.from_major(available)
        assert answer.booked_and_pending == Money(10000)
        assert answer.reconciles is reconciles


class TestCushion:
    @pytest.mark.parametrize(
        ("mine", "overdraft", "left"),
        [(-12000, 50000, 38000), (12000, 50000, 50000), (-60000, 50000, 0), (5, 0, 0)],
    )
    def test_is_the_overdraft_still_unused(self, mine: int, overdraft: int, left: int) -> None:
        assert cushion(Money(mine), Money(overdraft)) == Money(left)
