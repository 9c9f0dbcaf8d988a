"""The best one-to-one pairing of two sets: the largest sum of what each pair is worth."""

from collections import defaultdict, deque
from collections.abc import Hashable, Mapping


def best_pairs[Left: Hashable, Right: Hashable](
    worth: Mapping[tuple[Left, Right], int],
) -> dict[Left, Right]:
    """Return the pairing of the largest total worth; pairs of no positive worth never form.

    One left member after the other joins the best pairing so far along the alternating path of
    the largest gain (successive shortest paths, Ahuja et al. §12.4), which keeps it optimal. The
    order of ``worth`` decides between equals.
    """
    pairing = _Pairing[Left, Right](worth)
    for left in pairing.lefts():
        pairing.join(left)
    return pairing.partner


class _Pairing[Left: Hashable, Right: Hashable]:
    """An optimal pairing of the members that have joined."""

    def __init__(self, worth: Mapping[tuple[Left, Right], int]) -> None:
        self._worth: defaultdict[Left, dict[Right, int]] = defaultdict(dict)
        for (left, right), value in worth.items():
            if value > 0:
                self._worth[left][right] = value
        self.partner: dict[Left, Right] = {}
        self._owner: dict[Right, Left] = {}

    def lefts(self) -> list[Left]:
        return list(self._worth)

    def join(self, newcomer: Left) -> None:
        """Let a left member in, and re-pair the others where the whole gains by it."""
        gain: dict[Left, int] = {newcomer: 0}
        reached_from: dict[Right, Left] = {}
        reached: dict[Right, int] = {}
        waiting = deque([newcomer])
        best, freed_at, ends_at = 0, None, None
        while waiting:
            left = waiting.popleft()
            for right, value in self._worth[left].items():
                total = gain[left] + value
                if self.partner.get(left) == right or total <= reached.get(right, total - 1):
                    continue
                reached[right], reached_from[right] = total, left
                owner = self._owner.get(right)
                if owner is None:
                    if total > best:
                        best, freed_at, ends_at = total, None, right
                    continue
                left_over = total - self._worth[owner][right]
                gain[owner] = left_over
                waiting.append(owner)
                if left_over > best:
                    best, freed_at, ends_at = left_over, owner, right
        if ends_at is not None:
            if freed_at is not None:
                del self.partner[freed_at]
            self._flip(newcomer, ends_at, reached_from)

    def _flip(self, newcomer: Left, end: Right, reached_from: Mapping[Right, Left]) -> None:
        right: Right | None = end
        while right is not None:
            left = reached_from[right]
            before = self.partner.get(left)
            self.partner[left], self._owner[right] = right, left
            right = before if left != newcomer else None
