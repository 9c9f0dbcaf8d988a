"""How much comes next."""

from collections.abc import Sequence
from datetime import date

from app.domain.commitments.detection.amounts import (
    Paid,
    Step,
    densest,
    expected_amount,
    is_variable,
    seasonal,
    steps,
)


def paid(*amounts: int, gap: int = 30, first: int = 700_000) -> Sequence[Paid]:
    return [Paid(first + gap * n, amount) for n, amount in enumerate(amounts)]


def after(payments: Sequence[Paid]) -> int:
    return payments[-1].day + 30


def test_a_bill_costs_what_it_cost_last() -> None:
    history = paid(999, 999, 999, 1099)

    assert expected_amount(history, after(history), is_income=False) == 1099


def test_a_wage_that_alone_left_its_level_goes_back() -> None:
    history = paid(2000, 2000, 2000, 2000, 3000)

    assert expected_amount(history, after(history), is_income=True) == 2000


def test_a_wage_paid_twice_at_a_new_level_stays() -> None:
    history = paid(2000, 2000, 2000, 2000, 2400, 2400)

    assert expected_amount(history, after(history), is_income=True) == 2400
    assert expected_amount(paid(2000), 700_030, is_income=True) == 2000


def test_a_varying_bill_costs_what_most_did() -> None:
    history = paid(1741, 3255, 1902, 1742, 1662, 1892, 3892, 1780)

    assert 1650 <= expected_amount(history, after(history), is_income=False) <= 1900
    assert densest(history) == 1780


def test_a_varying_bill_follows_last_year_where_that_tells_better() -> None:
    year = (200, 180, 150, 110, 80, 60, 50, 60, 80, 120, 160, 190)
    history = paid(*year, *year, *year[:3], gap=30)
    drifting = [Paid(one.day + 5 * (n // 12), one.amount) for n, one in enumerate(history)]

    assert expected_amount(drifting, drifting[-1].day + 30, is_income=False) == 110


def test_an_amount_that_stood_out_a_year_ago_is_its_month_s_own() -> None:
    first = date(2025, 1, 10).toordinal()
    history = paid(*(3000 if n == 11 else 2000 for n in range(22)), first=first)
    today = history[-1].day

    assert seasonal(history, today=today) == {date.fromordinal(history[11].day).month: 3000}
    assert seasonal(history, today=today + 365) == {}
    assert expected_amount(history, after(history), is_income=True) == 2000


def test_a_new_level_is_no_season() -> None:
    assert seasonal(paid(*[2000] * 6, *[3000] * 6), today=700_400) == {}


def test_a_year_with_gaps_tells_what_it_can() -> None:
    history = [one for n, one in enumerate(paid(*(50 + 40 * (n % 5) for n in range(26)))) if n != 9]

    assert expected_amount(history, after(history), is_income=False) > 0


def test_steps() -> None:
    def found(*amounts: int) -> list[Step]:
        return steps(paid(*amounts, gap=1, first=0))

    assert found(999, 999, 1099, 1099) == [Step(2, 999, 1099)]
    assert found(999, 999, 1099) == [Step(2, 999, 1099)]
    assert found(999, 1500, 999, 999) == []
    assert found(999, 999, 1500, 1099, 1099) == [Step(3, 999, 1099)]
    assert found(10, 20, 30, 10) == []


def test_an_odd_first_payment_is_no_level() -> None:
    assert steps(paid(1159, 957, 957, 957)) == []
    assert steps(paid(1159, 957)) == []


def test_few_payments_vary_if_they_are_far_apart() -> None:
    assert is_variable(paid(1000, 2000))
    assert not is_variable(paid(1000, 1050))
    assert not is_variable(paid(1000, 1000))
    assert not is_variable(paid(1000, 1000, 1200, 1200))
