"""Why the figure moved, and what it was made of, kept and read again."""

import json
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.domain.changes import Kind, changes
from app.domain.money import Money
from app.domain.situation import Situation, figure_of
from app.domain.snapshot import (
    SeenRow,
    Snapshot,
    figure_at,
    from_plain,
    key_of,
    snapshot_of,
    to_plain,
)
from tests.unit.domain.households import (
    BILLS,
    MAIN,
    TODAY,
    move,
    opening,
    payday,
    situation,
    situations,
)

PAYDAY = TODAY + timedelta(days=8)


def row(n: int, minor: int, label: str = "Tesco", **more: object) -> SeenRow:
    return SeenRow(
        id=UUID(int=1_000 + n),
        account_id=MAIN,
        on=TODAY,
        minor=minor,
        label=label,
        pays=more.get("pays"),  # type: ignore[arg-type]
    )


def taken(of: Situation, *rows: SeenRow) -> Snapshot:
    return snapshot_of(of, rows=rows)


def told(before: Snapshot, after: Snapshot, *rows: SeenRow) -> list[tuple[Kind, str, int]]:
    found = changes(before, after, rows=rows)
    assert (
        sum(line.amount.minor for line in found)
        == (figure_at(after).amount - figure_at(before).amount).minor
    )
    return [(line.kind, line.label, line.amount.minor) for line in found]


RENT = move(TODAY + timedelta(days=2), -30_000)
BEFORE = situation(RENT, paydays=(payday(PAYDAY),))


class TestSnapshot:
    @given(situations())
    def test_gives_the_figure_again_after_it_was_kept(self, of: Situation) -> None:
        kept = taken(of, row(1, -500), row(2, -600, pays=("commitment", "x", TODAY)))

        again = from_plain(json.loads(json.dumps(to_plain(kept))))

        assert again == replace(
            kept, movements=tuple(replace(one, is_suggested=False) for one in kept.movements)
        )
        assert figure_at(again).amount == figure_of(of).amount

    def test_keeps_no_more_than_the_window_needs(self) -> None:
        far = move(PAYDAY + timedelta(days=1), -5)

        assert taken(BEFORE.also(far)).movements == (RENT,)

    def test_keeps_what_names_no_day_and_no_account(self) -> None:
        kept = taken(situation(replace(RENT, nominal_on=None, account_id=BILLS)))
        row_without_day = row(1, -5, pays=("card", None, None))

        kept = replace(kept, rows=(row_without_day,))

        assert from_plain(to_plain(kept)) == kept


class TestChanges:
    def test_are_none_where_nothing_happened(self) -> None:
        assert told(taken(BEFORE), taken(BEFORE)) == []

    def test_tell_what_was_spent_and_what_arrived(self) -> None:
        after = replace(BEFORE, openings=(opening(99_000),))

        assert told(taken(BEFORE), taken(after), row(1, -2_500), row(2, 1_500, "Gift")) == [
            (Kind.SPENT, "Tesco", -2_500),
            (Kind.ARRIVED, "Gift", 1_500),
        ]

    def test_tell_only_the_difference_of_a_bill_that_was_paid(self) -> None:
        after = replace(BEFORE, openings=(opening(69_000),), movements=())

        assert told(taken(BEFORE), taken(after), row(1, -31_000, "RENT", pays=key_of(RENT))) == [
            (Kind.REPRICED, "RENT", -1_000)
        ]
        # A row that says nothing of what it paid is known by its amount.
        exact = replace(BEFORE, openings=(opening(70_000),), movements=())
        assert told(taken(BEFORE), taken(exact), row(1, -30_000, "RENT")) == []

    def test_tell_what_was_decided_repriced_and_moved(self) -> None:
        gym = move(TODAY + timedelta(days=1), -4_000, "Gym")
        gym = replace(gym, source_id=str(UUID(int=101)))

        assert told(taken(BEFORE), taken(BEFORE.also(gym))) == [(Kind.DECIDED, "Gym", -4_000)]
        assert told(taken(BEFORE.also(gym)), taken(BEFORE)) == [(Kind.DECIDED, "Gym", 4_000)]
        dearer = replace(RENT, amount=Money(-35_000))
        assert told(taken(BEFORE), taken(replace(BEFORE, movements=(dearer,)))) == [
            (Kind.REPRICED, "Rent", -5_000)
        ]
        income = move(TODAY + timedelta(days=1), 20_000, "Refund")
        early = situation(RENT, replace(income, source_id="r"), paydays=BEFORE.paydays)
        late = situation(RENT, replace(income, source_id="r", late=True), paydays=BEFORE.paydays)
        assert told(taken(early), taken(late)) == [(Kind.MOVED, "Refund", -20_000)]

    def test_tell_what_days_alone_did(self) -> None:
        later = situation(replace(RENT, on=TODAY + timedelta(days=2)), paydays=(payday(PAYDAY),))
        gone = replace(later, today=TODAY + timedelta(days=5), movements=())

        assert told(taken(later), taken(gone)) == [(Kind.MOVED, "Rent", 30_000)]
        ahead = replace(
            BEFORE,
            today=PAYDAY,
            movements=(move(PAYDAY + timedelta(days=3), -40_000),),
            paydays=(payday(PAYDAY + timedelta(days=28)),),
        )
        assert [line[0] for line in told(taken(BEFORE), taken(ahead))] == [Kind.MOVED, Kind.MOVED]
        without = replace(ahead, paydays=())
        assert told(taken(BEFORE), taken(without))[-1][1] == "The days that passed"

    def test_tell_the_buffer_and_the_accounts_of_the_pool(self) -> None:
        more = replace(
            BEFORE, buffer=Money(5_000), openings=(*BEFORE.openings, opening(7_000, BILLS))
        )

        assert told(taken(BEFORE), taken(more)) == [
            (Kind.DECIDED, "Buffer", -5_000),
            (Kind.DECIDED, "Bills", 7_000),
        ]
        assert told(taken(more), taken(BEFORE)) == [
            (Kind.DECIDED, "Buffer", 5_000),
            (Kind.DECIDED, "Bills", -7_000),
        ]

    def test_tell_what_no_row_explains_and_what_settled_differently(self) -> None:
        before = taken(BEFORE, row(1, -2_000, "Fuel"))
        after = taken(replace(BEFORE, openings=(opening(99_600 - 700),)))

        assert told(before, before, row(1, -2_000, "Fuel")) == []
        assert told(before, after, row(1, -2_400, "Fuel")) == [
            (Kind.CORRECTED, "Fuel", -400),
            (Kind.CORRECTED, "Main", -700),
        ]

    @given(situations(), situations(), st.lists(st.integers(-50_000, 50_000), max_size=5))
    def test_sum_to_the_difference_whatever_happened(
        self, one: Situation, other: Situation, amounts: list[int]
    ) -> None:
        later = replace(other, today=date(2026, 11, 25))
        rows = [row(n, minor) for n, minor in enumerate(amounts)]

        told(taken(one), taken(later, *rows[:2]), *rows)
