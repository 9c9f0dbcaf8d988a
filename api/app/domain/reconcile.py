"""The smallest edit that turns the stored window into the one just fetched.

Bank ids are not stable: TrueLayer's ``transaction_id`` may change between two fetches, banks
repeat ids, and a new consent can re-issue all of them. So a window is compared with a window.
Leave ``transaction_id`` out of the fingerprint too, or every fetch is an edit.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from app.domain.money import Money


@dataclass(frozen=True, slots=True)
class FeedRow[Payload]:
    """One row of a feed: the ids a bank gives it, what it says, and whatever belongs to it."""

    normalised_id: str | None
    provider_id: str | None
    booked_on: date
    amount: Money
    description: str
    fingerprint: str
    """A digest of everything else worth keeping, so that any change of it shows."""
    payload: Payload = field(compare=False)

    @property
    def content(self) -> Hashable:
        """What a person would recognise the row by."""
        return self.booked_on, self.amount, " ".join(self.description.casefold().split())


@dataclass(frozen=True, slots=True)
class StoredRow[Payload]:
    """A row we keep under an id of our own."""

    id: UUID
    row: FeedRow[Payload]


@dataclass(frozen=True, slots=True)
class Changes[Stored, Fetched]:
    """What to add, update (our row stays, and a person's edits with it) and remove."""

    add: list[FeedRow[Fetched]]
    update: list[tuple[StoredRow[Stored], FeedRow[Fetched]]]
    remove: list[StoredRow[Stored]]
    unchanged: int

    @property
    def is_empty(self) -> bool:
        return not (self.add or self.update or self.remove)


def reconcile[Stored, Fetched](
    *, stored: Sequence[StoredRow[Stored]], fetched: Sequence[FeedRow[Fetched]]
) -> Changes[Stored, Fetched]:
    """Return the smallest edit, counting duplicates: two equal coffees are two coffees.

    Rows are the same by id with equal content, then by id alone, then by content alone.
    """
    pairing = _Pairing([kept.row for kept in stored], fetched)
    pairing.match_equal(lambda row: row)
    pairing.match_equal(lambda row: (row.normalised_id, row.content) if row.normalised_id else None)
    pairing.match_equal(lambda row: (row.provider_id, row.content) if row.provider_id else None)
    pairing.match_changed(lambda row: row.normalised_id)
    pairing.match_changed(lambda row: row.provider_id)
    pairing.match_equal(lambda row: row.content)

    matched = [(stored[old], fetched[new]) for new, old in sorted(pairing.old_of.items())]
    update = [(kept, row) for kept, row in matched if kept.row != row]
    return Changes(
        add=[row for new, row in enumerate(fetched) if new not in pairing.old_of],
        update=update,
        remove=[stored[old] for old in pairing.unmatched_old()],
        unchanged=len(matched) - len(update),
    )


class _Pairing[Old, New]:
    """A one-to-one pairing of two windows, grown pass by pass."""

    def __init__(self, old_rows: Sequence[FeedRow[Old]], new_rows: Sequence[FeedRow[New]]) -> None:
        self._old_rows = old_rows
        self._new_rows = new_rows
        self._taken: set[int] = set()
        self.old_of: dict[int, int] = {}

    def unmatched_old(self) -> list[int]:
        return [old for old in range(len(self._old_rows)) if old not in self._taken]

    def _unmatched_new(self) -> list[int]:
        return [new for new in range(len(self._new_rows)) if new not in self.old_of]

    def _match(self, old: int, new: int) -> None:
        self._taken.add(old)
        self.old_of[new] = old

    def match_equal(self, key: Callable[[FeedRow[Old] | FeedRow[New]], Hashable | None]) -> None:
        """Pair rows of equal key in their order; a row whose key is None takes no part."""
        waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
        for old in reversed(self.unmatched_old()):
            waiting[key(self._old_rows[old])].append(old)
        for new in self._unmatched_new():
            wanted = key(self._new_rows[new])
            if wanted is not None and waiting[wanted]:
                self._match(waiting[wanted].pop(), new)

    def match_changed(self, key: Callable[[FeedRow[Old] | FeedRow[New]], str | None]) -> None:
        """Pair rows by an id that is unique on both sides, though their content differs.

        Not when the content of both has a home on the other side: then the ids were
        re-issued, and following them would hand one payment's history to another. Where that
        is seen once, an id is followed only if neither content has another home.
        """
        old_by_id = _unique({old: key(self._old_rows[old]) for old in self.unmatched_old()})
        new_by_id = _unique({new: key(self._new_rows[new]) for new in self._unmatched_new()})
        old_contents = {self._old_rows[old].content for old in self.unmatched_old()}
        new_contents = {self._new_rows[new].content for new in self._unmatched_new()}
        homes = {
            (old_by_id[identity], new): (
                self._old_rows[old_by_id[identity]].content in new_contents,
                self._new_rows[new].content in old_contents,
            )
            for identity, new in new_by_id.items()
            if identity in old_by_id
        }
        are_reissued = any(all(has_home) for has_home in homes.values())
        for (old, new), has_home in homes.items():
            if not (are_reissued and any(has_home)):
                self._match(old, new)


def _unique(ids: dict[int, str | None]) -> dict[str, int]:
    """Return where each id stands, for the ids that stand only once."""
    seen = Counter(ids.values())
    return {
        identity: position for position, identity in ids.items() if identity and seen[identity] == 1
    }
