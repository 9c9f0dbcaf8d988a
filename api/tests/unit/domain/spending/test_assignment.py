"""The best one-to-one pairing."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.spending.assignment import best_pairs


def best_by_trying(worth: dict[tuple[int, int], int]) -> int:
    """Return the largest total worth of any pairing, by trying all of them."""
    lefts = sorted({left for left, _ in worth})
    rights: list[int | None] = [*sorted({right for _, right in worth}), *([None] * len(lefts))]
    return max(
        sum(
            max(worth.get((left, right), 0), 0)
            for left, right in zip(lefts, chosen, strict=True)
            if right is not None
        )
        for chosen in permutations(rights, len(lefts))
    )


class TestBestPairs:
    def test_gives_up_a_good_pair_for_two_better_ones(self) -> None:
        worth = {("a", "x"): 10, ("a", "y"): 9, ("b", "x"): 8}

        assert best_pairs(worth) == {"a": "y", "b": "x"}

    def test_takes_a_step_back_to_gain_more(self) -> None:
        assert best_pairs({(0, 1): 12, (0, 2): 11, (1, 1): 10}) == {0: 2, 1: 1}

    def test_lets_one_go_for_a_better_newcomer(self) -> None:
        assert best_pairs({(0, 1): 5, (1, 1): 9}) == {1: 1}

    def test_takes_the_better_of_two(self) -> None:
        assert best_pairs({(0, 0): 5, (0, 1): 3}) == {0: 0}

    def test_forms_no_pair_of_no_worth(self) -> None:
        assert best_pairs({(0, 0): 0, (1, 1): -3}) == {}

    @given(
        st.dictionaries(
            st.tuples(st.integers(0, 3), st.integers(0, 3)), st.integers(-5, 30), max_size=12
        )
    )
    def test_is_the_best_there_is(self, worth: dict[tuple[int, int], int]) -> None:
        pairs = best_pairs(worth)

        assert len(set(pairs.values())) == len(pairs)
        assert sum(worth[pair] for pair in pairs.items()) == (best_by_trying(worth) if worth else 0)
