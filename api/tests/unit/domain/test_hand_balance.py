"""An account kept by hand counts on from the balance said last."""

from datetime import date

from app.domain.hand_balance import SaidBalance, adjustments, balance_now
from app.domain.money import Money


def said(on: str, balance: int, moved: int) -> SaidBalance:
    return SaidBalance(date.fromisoformat(on), Money(balance), Money(moved))


class TestBalanceNow:
    def test_is_the_one_said_last_and_what_moved_since(self) -> None:
        history = [said("2026-11-01", 100_00, -12_50), said("2026-11-10", 80_00, 5_00)]

        assert balance_now(history, rows_alone=Money(0)) == Money(85_00)

    def test_is_the_rows_alone_where_nobody_said_any(self) -> None:
        assert balance_now([], rows_alone=Money(-320)) == Money(-320)


class TestAdjustments:
    def test_say_what_no_row_explains(self) -> None:
        history = [said("2026-11-01", 100_00, -12_50), said("2026-11-10", 80_00, 0)]

        first, second = adjustments(history)

        assert first.difference is None
        assert second.difference == Money(-7_50)
