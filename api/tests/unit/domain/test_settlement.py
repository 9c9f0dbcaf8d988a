"""A payment seen pending and then booked is one payment."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import Money
from app.domain.settlement import Row, Settlement, may_be_doubles, settle

MONDAY = date(2026, 11, 16)
SEEN = datetime(2026, 11, 16, 8, tzinfo=UTC)
_BY_NUMBER = [UUID(int=number) for number in range(40)]


def row(
    number: int,
    pounds: str,
    text: str = "NANDOS LEEDS",
    *,
    day: int = 0,
    ids: tuple[str, ...] = (),
    currency: str = "GBP",
) -> Row:
    return Row(
        id=_BY_NUMBER[number],
        on=MONDAY + timedelta(days=day),
        amount=Money(round(float(pounds) * 100), currency),
        texts=(text,),
        first_seen_at=SEEN + timedelta(hours=number),
        bank_ids=frozenset(ids),
    )


def became(settlement: Settlement) -> list[tuple[int, int]]:
    return sorted((old.int, new.int) for old, new in settlement.same)


def asked(settlement: Settlement) -> dict[int, list[int]]:
    return {old.int: [new.int for new in news] for old, news in settlement.ask.items()}


@pytest.mark.parametrize(
    ("held", "taken"),
    [
        ("-20.00", "-24.00"),  # a tip
        ("-100.00", "-61.00"),  # a hold at the pump
        ("-1.00", "-61.37"),  # a token hold
        ("-43.10", "-42.77"),  # another rate of exchange
        ("-3.40", "-3.40"),
        ("25.00", "25.00"),  # a refund on its way
    ],
)
def test_another_amount_is_still_the_same_payment(held: str, taken: str) -> None:
    found = settle(held=[row(1, held)], booked=[row(2, taken, "NANDOS LEEDS GB", day=2)])

    assert became(found) == [(1, 2)]


@pytest.mark.parametrize(
    ("held", "booked"),
    [
        (row(1, "-20.00"), row(2, "20.00")),  # the other way
        (row(1, "-20.00"), row(2, "-20.00", currency="EUR")),
        (row(1, "-20.00"), row(2, "-20.00", "SHELL OTLEY RD")),
        (row(1, "-20.00"), row(2, "-20.00", day=11)),
        (row(1, "-20.00"), row(2, "-20.00", day=-3)),
        (row(1, "-20.40"), row(2, "-11.00")),  # less, and no round hold
        (row(1, "-20.00"), row(2, "-27.00")),  # too much for a tip
        (row(1, "-1.00"), row(2, "-201.00")),
        (row(1, "-0.40"), row(2, "-61.00")),
    ],
)
def test_what_cannot_be_the_same_is_left_alone(held: Row, booked: Row) -> None:
    found = settle(held=[held], booked=[booked])

    assert found == Settlement(same=(), ask={})


def test_what_was_there_before_is_another_payment() -> None:
    found = settle(held=[row(2, "-20.00")], booked=[row(1, "-20.00")])

    assert found == Settlement(same=(), ask={})


def test_an_id_that_stayed_is_believed_whatever_else_changed() -> None:
    found = settle(
        held=[row(1, "-20.00", "PENDING AUTH", ids=("n-1",))],
        booked=[row(2, "-99.00", "NANDOS", day=14, ids=("n-1", "p-9")), row(3, "-20.00", day=1)],
    )

    assert became(found) == [(1, 2)]


def test_two_equal_coffees_stay_two() -> None:
    found = settle(
        held=[row(1, "-3.40"), row(2, "-3.40")],
        booked=[row(3, "-3.40", day=1), row(4, "-3.40", day=1)],
    )

    assert became(found) == [(1, 3), (2, 4)]


def test_the_exact_amount_goes_before_a_near_one() -> None:
    found = settle(
        held=[row(1, "-20.00"), row(2, "-22.00")],
        booked=[row(3, "-22.00", day=1), row(4, "-23.00", day=1)],
    )

    assert became(found) == [(1, 4), (2, 3)]


def test_the_nearer_day_decides_between_equal_amounts() -> None:
    found = settle(
        held=[row(1, "-20.00")], booked=[row(2, "-20.00", day=5), row(3, "-20.00", day=1)]
    )

    assert became(found) == [(1, 3)]
    assert asked(found) == {}


def test_two_that_could_be_it_are_asked() -> None:
    found = settle(
        held=[row(1, "-20.00")], booked=[row(2, "-24.00", day=1), row(3, "-22.00", day=3)]
    )

    assert became(found) == []
    assert asked(found) == {1: [2, 3]}


def test_one_booked_row_for_two_holds_is_asked_of_both() -> None:
    found = settle(held=[row(1, "-20.00"), row(2, "-21.00")], booked=[row(3, "-23.00", day=1)])

    assert became(found) == []
    assert asked(found) == {1: [3], 2: [3]}


def test_a_payment_listed_as_pending_and_booked_is_asked_about() -> None:
    found = may_be_doubles(
        pending=[row(1, "-20.00"), row(2, "-9.00", "SHELL OTLEY RD")],
        booked=[
            row(3, "-20.00", day=3),
            row(4, "-20.00", day=1),
            row(5, "-20.00", day=4),
            row(6, "-21.00", day=1),
            row(7, "-20.00", "NANDOS", day=1),
            row(8, "-20.00", "NANDOS YORK", day=1),
        ],
    )

    assert {old.int: [new.int for new in news] for old, news in found.items()} == {1: [4, 7, 3]}


_ROWS = st.lists(
    st.tuples(
        st.sampled_from(["-3.40", "-20.00", "-24.00", "-100.00", "12.00"]),
        st.sampled_from(["NANDOS LEEDS", "SHELL OTLEY RD", "NANDOS YORK"]),
        st.integers(-3, 12),
        st.sampled_from([(), ("n-1",), ("n-2",)]),
    ),
    max_size=6,
)


@given(held=_ROWS, booked=_ROWS)
def test_no_row_is_given_twice_or_both_paired_and_asked(
    held: list[tuple[str, str, int, tuple[str, ...]]],
    booked: list[tuple[str, str, int, tuple[str, ...]]],
) -> None:
    olds = [row(n, p, t, day=d, ids=i) for n, (p, t, d, i) in enumerate(held)]
    news = [row(20 + n, p, t, day=d, ids=i) for n, (p, t, d, i) in enumerate(booked)]

    found = settle(held=olds, booked=news)

    old_ids = [old for old, _ in found.same]
    new_ids = [new for _, new in found.same]
    assert len(set(old_ids)) == len(old_ids)
    assert len(set(new_ids)) == len(new_ids)
    assert not set(old_ids) & set(found.ask)
    assert not set(new_ids) & {new for candidates in found.ask.values() for new in candidates}
