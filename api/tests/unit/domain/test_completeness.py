"""Nothing missing, nothing twice: told from the bank's own figures."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.completeness import (
    Balanced,
    Chain,
    ChainRow,
    Gap,
    Opening,
    Standing,
    Sums,
    balance_up,
    join,
    judge,
    read_chain,
)

FIRST = date(2026, 11, 2)
NOW = datetime(2026, 11, 19, 9, tzinfo=UTC)


def ledger(*days: Sequence[int], opening: int = 1000, backwards: bool = False) -> list[ChainRow]:
    """Return rows of one day after the other, each with the balance it leaves."""
    rows: list[ChainRow] = []
    balance = opening
    in_order = list(reversed(days)) if backwards else list(days)
    for number, amounts in enumerate(in_order):
        day = len(days) - 1 - number if backwards else number
        for amount in amounts:
            balance += amount
            rows.append(
                ChainRow(
                    id=UUID(int=len(rows)),
                    on=FIRST + timedelta(days=day),
                    amount=amount,
                    balance=balance,
                    content="shop",
                )
            )
    return rows


def without(rows: Sequence[ChainRow], *places: int) -> list[ChainRow]:
    return [row for place, row in enumerate(rows) if place not in places]


def test_a_whole_chain_tells_where_it_began_and_ended() -> None:
    chain = read_chain(ledger([-10, -20], [500], [-5, -5]))

    assert chain == Chain(gaps=(), doubles=(), closing=1460, opening=1000, is_readable=True)


def test_a_missing_row_is_found_with_its_day_and_amount() -> None:
    rows = ledger([-10], [-20], [-30])

    assert read_chain(without(rows, 1)).gaps == (Gap(FIRST + timedelta(days=2), -20),)


def test_a_row_missing_inside_a_day_is_found() -> None:
    rows = ledger([-10], [-20, -30, -40], [-50])

    assert read_chain(without(rows, 2)).closing == 850
    assert read_chain(without(rows, 2)).gaps == (Gap(FIRST + timedelta(days=1), -30),)


def test_where_two_are_missing_inside_a_day_the_day_alone_is_told() -> None:
    rows = ledger([-10], [-20, -30, -40, -60, -70], [-50])

    assert read_chain(without(rows, 2, 4)).gaps == (Gap(FIRST + timedelta(days=1), None),)


def test_the_first_days_gap_has_no_amount() -> None:
    rows = ledger([-20, -30, -40], [-50])

    assert read_chain(without(rows, 1)).gaps == (Gap(FIRST, None),)


def test_two_pieces_that_end_alike_are_a_gap_of_no_known_amount() -> None:
    day = FIRST + timedelta(days=1)
    rows = [
        ChainRow(UUID(int=1), FIRST, -10, 990, "a"),
        ChainRow(UUID(int=2), day, -10, 980, "a"),
        ChainRow(UUID(int=3), day, 30, 980, "b"),
    ]

    assert read_chain(rows).gaps == (Gap(day, None),)


def test_a_row_that_is_there_twice_is_named_and_the_rest_joins() -> None:
    rows = ledger([-10], [-20], [-30])
    twin = ChainRow(UUID(int=9), rows[1].on, -20, rows[1].balance, "shop")

    chain = read_chain([*rows, twin])

    assert (chain.gaps, chain.doubles, chain.closing) == ((), (twin.id,), 940)


def test_money_going_to_and_fro_is_no_double() -> None:
    chain = read_chain(ledger([10, -10, 10], [-5]))

    assert (chain.gaps, chain.doubles, chain.closing) == ((), (), 1005)


def test_a_row_of_nothing_is_no_double() -> None:
    rows = without(ledger([-10], [0, 0], [-20], [-30]), 3)

    assert read_chain(rows).doubles == ()


def test_a_day_that_came_back_to_its_start_is_passed_through() -> None:
    assert read_chain(ledger([-10], [-20, 20], [-5])).gaps == ()


def test_a_day_that_came_back_elsewhere_is_a_gap() -> None:
    rows = without(ledger([-10], [-7], [-20, 20], [-5]), 1)

    assert read_chain(rows).gaps == (Gap(FIRST + timedelta(days=2), None),)


def test_a_bank_that_counts_down_its_list_proves_nothing() -> None:
    chain = read_chain(ledger([-10], [-20, -3], [-30], [500], backwards=True))

    assert (chain.is_readable, chain.gaps, chain.closing) == (False, (), None)


def test_no_rows_prove_nothing() -> None:
    assert read_chain([]).opening is None


@given(
    days=st.lists(st.lists(st.integers(-500, 500), min_size=1, max_size=4), min_size=1, max_size=8),
    shuffle=st.randoms(use_true_random=False),
)
def test_no_true_ledger_is_ever_accused(days: list[list[int]], shuffle: Random) -> None:
    rows = ledger(*days)
    mixed = list(rows)
    shuffle.shuffle(mixed)

    chain = read_chain(mixed)

    assert chain.gaps == ()
    assert chain.doubles == ()


@given(
    days=st.lists(st.lists(st.integers(1, 500), min_size=1, max_size=3), min_size=3, max_size=8),
    where=st.data(),
)
def test_every_row_taken_from_the_middle_is_missed(
    days: list[list[int]], where: st.DataObject
) -> None:
    rows = ledger(*days)
    inner = [place for place, row in enumerate(rows) if 0 < place < len(rows) - 1]
    place = where.draw(st.sampled_from(inner))

    assert read_chain(without(rows, place)).gaps


def test_chains_read_in_parts_join_as_one() -> None:
    days = ([-10], [-20, -3], [500], [-7])
    whole = ledger(*days)
    start = FIRST + timedelta(days=2)
    earlier = read_chain([row for row in whole if row.on < start])
    later = read_chain([row for row in whole if row.on >= start])

    assert join(earlier, later, on=start) == read_chain(whole)


def test_chains_that_do_not_meet_leave_a_gap() -> None:
    rows = without(ledger([-10], [-20], [-30]), 1)
    start = rows[1].on

    joined = join(read_chain(rows[:1]), read_chain(rows[1:]), on=start)

    assert joined.gaps == (Gap(start, -20),)
    unknown = Chain(gaps=(), doubles=(), closing=None, opening=None, is_readable=True)
    assert join(unknown, read_chain(rows[1:]), on=start).gaps == ()


def test_at_first_sight_the_opening_makes_the_balance() -> None:
    found = balance_up(Sums(booked=-300, pending=-20, balance=700), opening=None, chain=None)

    assert found == Balanced(opening=Opening(1000, 1020), difference=0, was_compared=False)


def test_the_chain_proves_the_balance_at_first_sight() -> None:
    chain = read_chain(ledger([-100], [-200]))

    found = balance_up(Sums(booked=-300, pending=0, balance=650), opening=None, chain=chain)

    assert (found.was_compared, found.difference) == (True, -50)


@pytest.mark.parametrize(("balance", "counts"), [(670, False), (640, True)])
def test_what_a_balance_holds_is_learned(balance: int, counts: bool) -> None:
    # £0.20 was pending at first sight; now it is booked with £0.10 more, and £0.30 is pending.
    start = 1000 if not counts else 1020
    opening = Opening(1000, 1020)

    found = balance_up(
        Sums(booked=-330 if not counts else -350, pending=-30, balance=balance),
        opening=opening,
        chain=None,
    )

    assert start - found.opening.booked in (0, 20)
    assert found.opening.counts_pending is counts
    assert found.difference == 0


def test_what_was_learned_is_kept() -> None:
    found = balance_up(
        Sums(booked=-350, pending=-30, balance=600), opening=Opening(1000, 1020, True), chain=None
    )

    assert (found.opening.counts_pending, found.difference) == (True, -40)


def _balanced(difference: int = 0, *, was_compared: bool = True) -> Balanced:
    return Balanced(opening=Opening(0, 0), difference=difference, was_compared=was_compared)


_WHOLE = Chain(gaps=(), doubles=(), closing=500, opening=0, is_readable=True)
_TORN = Chain(
    gaps=(Gap(FIRST, -5),), doubles=(UUID(int=1),), closing=500, opening=0, is_readable=True
)
_TWICE = Chain(gaps=(), doubles=(UUID(int=1),), closing=500, opening=0, is_readable=True)


@pytest.mark.parametrize(
    ("chain", "balanced", "since", "standing"),
    [
        (_WHOLE, _balanced(), None, Standing.PROVED),
        (_TORN, _balanced(), None, Standing.GAPS),
        (_TWICE, _balanced(), None, Standing.DOUBLES),
        (None, _balanced(), None, Standing.AGREES),
        (None, _balanced(was_compared=False), None, Standing.UNPROVED),
        (None, _balanced(5), None, Standing.SETTLING),
        (None, _balanced(5), NOW - timedelta(days=2), Standing.SETTLING),
        (_WHOLE, _balanced(5), NOW - timedelta(days=3), Standing.DIFFERS),
    ],
)
def test_how_far_rows_can_be_trusted(
    chain: Chain | None, balanced: Balanced, since: datetime | None, standing: Standing
) -> None:
    found = judge(chain=chain, balanced=balanced, closing=500, differs_since=since, now=NOW)

    assert found is standing
