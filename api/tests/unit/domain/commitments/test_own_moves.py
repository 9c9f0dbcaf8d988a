"""Moves between own accounts."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.commitments.detection.values import Row
from app.domain.commitments.own_moves import own_moves
from app.domain.money import Money


def row(number: int, minor: int, day: int, account: str, currency: str = "GBP") -> Row:
    on = date(2026, 11, 1) + timedelta(days=day)
    return Row(number, account, on, Money(minor, currency), "TFR")


class TestOwnMoves:
    def test_are_opposite_amounts_in_two_accounts(self) -> None:
        rows = [row(1, -500, 1, "a"), row(2, 500, 2, "b"), row(3, -500, 2, "a"), row(4, 70, 2, "b")]

        assert own_moves(rows) == {3: 2, 2: 3}

    def test_are_at_most_four_days_apart_and_in_one_currency(self) -> None:
        late = [row(1, -500, 1, "a"), row(2, 500, 6, "b")]
        foreign = [row(1, -500, 1, "a"), row(2, 500, 1, "b", "EUR")]
        same = [row(1, -500, 1, "a"), row(2, 500, 1, "a")]

        assert own_moves(late) == own_moves(foreign) == own_moves(same) == {}

    @given(
        st.lists(
            st.tuples(st.sampled_from([-5, 5, -7, 7]), st.integers(0, 9), st.sampled_from("ab")),
            max_size=12,
        )
    )
    def test_pair_one_to_one(self, told: list[tuple[int, int, str]]) -> None:
        found = own_moves(row(n, *one) for n, one in enumerate(told))

        assert all(found[found[one]] == one for one in found)
        amounts: dict[object, int] = {n: one[0] for n, one in enumerate(told)}
        assert all(amounts[a] == -amounts[b] for a, b in found.items())
