"""How the rows of one counterparty are told apart."""

from collections.abc import Sequence
from datetime import date, timedelta

from app.domain.commitments.detection.slots import Calendars
from app.domain.commitments.detection.strands import Item, Strand, are_alike, strands
from app.domain.commitments.schedule import Shift
from tests.unit.domain.commitments.detection.ledgers import HOLIDAYS, TODAY

FIRST = date(2025, 1, 1)


def items(days: Sequence[date], *amounts: int, key: str = "apple", name: str = "a") -> list[Item]:
    return [
        Item(day.toordinal(), amounts[min(n, len(amounts) - 1)], key, f"{name}{n:03}")
        for n, day in enumerate(days)
    ]


def by_month(day: int, months: int, first: int = 1) -> list[date]:
    return [
        date(2025 + (first + n - 1) // 12, (first + n - 1) % 12 + 1, day) for n in range(months)
    ]


def split(*groups: Sequence[Item]) -> list[Strand]:
    rows = sorted((item for group in groups for item in group), key=lambda i: (i.day, i.amount))
    return strands(rows, Calendars(FIRST, TODAY, HOLIDAYS), usual=Shift.NONE)


def test_more_strands_than_a_counterparty_can_have_are_cut_off() -> None:
    many = [items(by_month(n + 1, 8), 100 * 2**n, name=f"s{n} ") for n in range(14)]

    assert len(split(*many)) == 12


def test_bills_of_one_supplier_on_days_of_their_own_are_told_apart_by_them() -> None:
    gas = items(by_month(4, 9), 4100, 5700, 4900, 6100, 5300, name="gas")
    power = items(by_month(19, 9), 5200, 4300, 6000, 4700, 5500, name="power")

    assert sorted(len(strand.items) for strand in split(gas, power)) == [9, 9]


def test_one_payee_of_two_accounts_that_share_no_word_is_not_joined() -> None:
    old = items(by_month(5, 5), 900, key="smith flat", name="o")
    new = items(by_month(5, 5, first=6), 900, key="smith garage", name="n")

    assert len(split(old, new)) == 2


def test_another_day_of_the_month_is_another_strand() -> None:
    old = items(by_month(5, 6), 900, name="o")
    new = items(by_month(21, 6, first=4), 1000, key="apple music", name="n")

    assert len(split(old, new)) == 2


def test_two_prices_on_the_same_day_are_two_strands() -> None:
    one = items(by_month(5, 6), 1000, name="o")
    other = items(by_month(5, 6), 1200, name="n")

    assert len(split(one, other)) == 2


def by_week(first: date, weeks: int) -> list[date]:
    return [first + timedelta(weeks=n) for n in range(weeks)]


def test_a_gap_is_filled_only_by_what_fits_it() -> None:
    paid = by_week(date(2026, 3, 2), 10)
    gap = paid.pop(5)
    filling = items([gap], 2600, name="fill")
    beside = items([gap + timedelta(days=days) for days in (3, 4, 10)], 2700, 1500, 3900, name="no")

    (strand,) = split(items(paid, 2000), filling, beside)
    assert [item.id for item in strand.items if item.amount != 2000] == ["fill000"]
    assert strand.others == 3


def test_a_payment_written_another_way_fills_the_gap_it_left() -> None:
    paid = by_month(9, 10)
    gap = paid.pop(5)
    filling = items([gap], 2000, key="apple music", name="fill")

    (strand,) = split(items(paid, 2000), filling)
    assert len(strand.items) == 10


def test_one_of_two_children_s_fees_rises() -> None:
    elder = items(by_week(date(2026, 3, 2), 11), 10000, name="e")
    younger = items(by_week(date(2026, 3, 5), 5), 6000, name="y")
    later = items(by_week(date(2026, 4, 9), 5), 9000, name="z")

    assert sorted(len(strand.items) for strand in split(elder, younger, later)) == [10, 11]


def test_what_costs_thrice_as_much_does_not_fill_it() -> None:
    paid = by_month(9, 10)
    gap = paid.pop(5)

    (strand,) = split(items(paid, 2000), items([gap], 9000, name="dear"))
    assert len(strand.items) == 9


def test_names_are_alike_if_one_says_all_the_other_says() -> None:
    assert are_alike("netflix", "netflix amsterdam")
    assert not are_alike("netflix london", "netflix amsterdam")
