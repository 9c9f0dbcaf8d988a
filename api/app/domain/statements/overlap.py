"""Where a file and what is stored speak of the same payments.

A file is a window nobody vouches for: it may add and recognise, and never removes.
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.domain.commitments.counterparty import Likeness, likeness
from app.domain.reconcile import FeedRow, StoredRow, reconcile

# Banks date a card payment by when it was made or when it settled, at most a long weekend apart.
DAYS_APART_MAX = 5
_SURE_DAYS = 1
_FROM_THE_FILE = "a row of the file"


class Standing(StrEnum):
    """How a row of a file stands to what is stored."""

    NEW = "new"
    ALREADY_THERE = "already_there"
    POSSIBLY_THE_SAME = "possibly_the_same"


@dataclass(frozen=True, slots=True)
class Compared:
    """One row of a file beside the stored row it is, or may be."""

    standing: Standing
    stored_id: UUID | None = None
    is_likely: bool = False
    """Of a row that is possibly the same: whether to take it so unless the person objects."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A stored row and a row elsewhere that may be the same payment."""

    stored: int
    other: int
    days_apart: int
    alike: Likeness


def compare[Payload](
    *,
    stored: Sequence[StoredRow[None]],
    rows: Sequence[FeedRow[Payload]],
    known: dict[Hashable, list[UUID]],
) -> list[Compared]:
    """Return how each row of a file stands to the account's stored rows, counting duplicates.

    Ids and contents decide as they do in a sync. What is left is possibly the same where the
    amount is, the days are near, and each side speaks of the other's day. ``known`` are the
    contents a person has said before to be a stored row.
    """
    answer: list[Compared | None] = [None] * len(rows)
    taken: set[UUID] = set()
    waiting = {content: list(ids) for content, ids in known.items()}
    here = {kept.id for kept in stored}
    for position, row in enumerate(rows):
        if waiting.get(row.content):
            stored_id = waiting[row.content].pop(0)
            if stored_id in here:
                taken.add(stored_id)
                answer[position] = Compared(Standing.ALREADY_THERE, stored_id)

    free = [position for position, said in enumerate(answer) if said is None]
    changes = reconcile(
        stored=[kept for kept in stored if kept.id not in taken],
        # Marked, so that reconcile names every pair it makes, the equal ones too.
        fetched=[_numbered(rows[position], position) for position in free],
    )
    for kept, found in changes.update:
        is_equal = kept.row.amount == found.amount
        answer[found.payload] = (
            Compared(Standing.ALREADY_THERE, kept.id)
            if is_equal
            else Compared(Standing.POSSIBLY_THE_SAME, kept.id)
        )

    left = [found.payload for found in changes.add]
    for pair in likely_pairs(stored=changes.remove, others=[rows[position] for position in left]):
        kept, row = changes.remove[pair.stored], rows[left[pair.other]]
        if pair.days_apart and not _cover_each_other(kept, row, stored=stored, rows=rows):
            continue
        answer[left[pair.other]] = Compared(
            Standing.POSSIBLY_THE_SAME,
            kept.id,
            is_likely=pair.days_apart <= _SURE_DAYS or pair.alike > Likeness.NONE,
        )
    return [said or Compared(Standing.NEW) for said in answer]


def _numbered[Payload](row: FeedRow[Payload], position: int) -> FeedRow[int]:
    return FeedRow(
        normalised_id=row.normalised_id,
        provider_id=row.provider_id,
        booked_on=row.booked_on,
        amount=row.amount,
        description=row.description,
        fingerprint=_FROM_THE_FILE,
        payload=position,
    )


def _cover_each_other[Payload](
    kept: StoredRow[None],
    row: FeedRow[Payload],
    *,
    stored: Sequence[StoredRow[None]],
    rows: Sequence[FeedRow[Payload]],
) -> bool:
    """Return whether the file speaks of the stored row's day, and what is stored of the row's."""
    days = [one.booked_on for one in rows]
    stored_days = [one.row.booked_on for one in stored]
    return min(days) <= kept.row.booked_on <= max(days) and min(
        stored_days
    ) <= row.booked_on <= max(stored_days)


def likely_pairs[Payload](
    *, stored: Sequence[StoredRow[None]], others: Sequence[FeedRow[Payload]]
) -> list[Pair]:
    """Return the pairs of equal amount on near days, one-to-one, the nearest and likest first."""
    by_amount: defaultdict[Hashable, list[int]] = defaultdict(list)
    for position, kept in enumerate(stored):
        by_amount[kept.row.amount].append(position)
    candidates = [
        Pair(position, other, apart, _alike(stored[position].row, row))
        for other, row in enumerate(others)
        for position in by_amount[row.amount]
        if (apart := abs((stored[position].row.booked_on - row.booked_on).days)) <= DAYS_APART_MAX
    ]
    candidates.sort(key=lambda pair: (-(pair.alike > 0), pair.days_apart, -pair.alike, pair.other))
    pairs: list[Pair] = []
    stored_taken: set[int] = set()
    others_taken: set[int] = set()
    for pair in candidates:
        if pair.stored not in stored_taken and pair.other not in others_taken:
            stored_taken.add(pair.stored)
            others_taken.add(pair.other)
            pairs.append(pair)
    return pairs


def _alike[Old, New](one: FeedRow[Old], other: FeedRow[New]) -> Likeness:
    return max(
        likeness(names=(one.description,), texts=(other.description,)),
        likeness(names=(other.description,), texts=(one.description,)),
    )
