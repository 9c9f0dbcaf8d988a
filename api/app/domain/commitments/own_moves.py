"""Moves between a household's own accounts, told by their amounts and days alone."""

from collections import defaultdict
from collections.abc import Iterable

from app.domain.commitments.detection.values import Row, RowId

_MOST_DAYS = 4


def own_moves(rows: Iterable[Row]) -> dict[RowId, RowId]:
    """Return the other half of each row that is one: opposite amounts, two accounts, 4 days.

    One-to-one, the nearest days first.
    """
    left: defaultdict[tuple[str, int], list[Row]] = defaultdict(list)
    came: defaultdict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in rows:
        side = left if row.amount.minor < 0 else came
        side[row.amount.currency, abs(row.amount.minor)].append(row)
    pairs = [
        (abs((one.booked_on - other.booked_on).days), one, other)
        for key in left.keys() & came.keys()
        for one in left[key]
        for other in came[key]
        if one.account_id != other.account_id
        and abs((one.booked_on - other.booked_on).days) <= _MOST_DAYS
    ]
    found: dict[RowId, RowId] = {}
    for _, one, other in sorted(
        pairs, key=lambda pair: (pair[0], pair[1].booked_on, str(pair[1].id), str(pair[2].id))
    ):
        if one.id not in found and other.id not in found:
            found[one.id], found[other.id] = other.id, one.id
    return found
