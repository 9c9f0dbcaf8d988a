"""Where a file and what is stored speak of the same payments.

A file is a window nobody vouches for: it may add and recognise, and never removes.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from app.domain.commitments.counterparty import Likeness, likeness
from app.domain.reconcile import Changes, FeedRow, StoredRow, reconcile

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
    amount is, the days are near, and one side speaks of the other's day. ``known`` are the
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
    if not left or not changes.remove:
        return [said or Compared(Standing.NEW) for said in answer]
    of_file, of_stored = _span(rows), _span(kept.row for kept in stored)
    for pair in likely_pairs(stored=changes.remove, others=[rows[position] for position in left]):
        kept, row = changes.remove[pair.stored], rows[left[pair.other]]
        # Where one side ends before the other begins, equal payments on near days are two.
        is_missed_by_the_file = of_file[0] <= kept.row.booked_on <= of_file[1]
        is_missed_here = of_stored[0] <= row.booked_on <= of_stored[1]
        if pair.days_apart and not (is_missed_by_the_file or is_missed_here):
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


def _span[Payload](rows: Iterable[FeedRow[Payload]]) -> tuple[date, date]:
    days = [row.booked_on for row in rows]
    return min(days), max(days)


def adopt[Old, New](changes: Changes[Old, New], *, brought: AbstractSet[UUID]) -> Changes[Old, New]:
    """Let a feed take over what a file or a person brought, and never take it away.

    Of the rows that a feed's window seems to lack, those ``brought`` by others are its own new
    rows of equal amount and near day, worded or dated otherwise; the rest of them stay.
    """
    ours = [kept for kept in changes.remove if kept.id in brought]
    pairs = likely_pairs(stored=ours, others=changes.add)
    known = {pair.other for pair in pairs}
    return replace(
        changes,
        add=[row for place, row in enumerate(changes.add) if place not in known],
        update=[
            *changes.update,
            *((ours[pair.stored], changes.add[pair.other]) for pair in pairs),
        ],
        remove=[kept for kept in changes.remove if kept.id not in brought],
    )


def likely_pairs[Old, New](
    *, stored: Sequence[StoredRow[Old]], others: Sequence[FeedRow[New]]
) -> list[Pair]:
    """Return the pairs of equal amount on near days, one-to-one, the nearest and likest first."""
    by_day: defaultdict[Hashable, list[int]] = defaultdict(list)
    for position, kept in enumerate(stored):
        by_day[kept.row.amount, kept.row.booked_on].append(position)
    candidates = [
        Pair(position, other, abs(days), _alike(stored[position].row, row))
        for other, row in enumerate(others)
        for days in range(-DAYS_APART_MAX, DAYS_APART_MAX + 1)
        for position in by_day.get((row.amount, row.booked_on + timedelta(days)), ())
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
