"""Keeping together what a person put together: series over rows that were said to belong."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from app.domain.calendar import WorkingDays
from app.domain.commitments.detection import detect as detector
from app.domain.commitments.detection.values import Row, RowId, Series

type Told = Mapping[UUID, frozenset[UUID]]
"""The rows a person gave to each commitment, by merging, splitting or marking."""


def gather(
    series: Sequence[Series],
    told: Told,
    *,
    rows: Mapping[UUID, Row],
    today: date,
    days: WorkingDays,
) -> tuple[list[Series], dict[UUID, Series]]:
    """Return the series nobody said anything of, and one for each commitment that was given rows.

    A series that holds a told row belongs to that row's commitment; where it holds rows of
    several, each of its other rows goes with the told row whose amount is nearest.
    """
    owner: dict[RowId, UUID] = {
        row_id: commitment_id for commitment_id, ids in told.items() for row_id in ids
    }
    own: dict[UUID, set[UUID]] = {commitment_id: set(ids) for commitment_id, ids in told.items()}
    whole: dict[UUID, Series] = {}
    free: list[Series] = []
    for one in series:
        owners = {owner[member] for member in one.members if member in owner}
        if not owners:
            free.append(one)
            continue
        for member in one.members:
            commitment_id = owner.get(member) or _nearest(member, owners, told, rows)
            if isinstance(member, UUID):
                own[commitment_id].add(member)
        if len(owners) == 1:
            whole[owners.pop()] = one
    found: dict[UUID, Series] = {}
    for commitment_id, ids in own.items():
        held = whole.get(commitment_id)
        if held is not None and ids <= set(held.members):
            found[commitment_id] = held
            continue
        together = fit_together([rows[row_id] for row_id in ids if row_id in rows], today, days)
        if together is not None or held is not None:
            found[commitment_id] = together or held  # type: ignore[assignment]
    return free, found


def fit_together(rows: Iterable[Row], today: date, days: WorkingDays) -> Series | None:
    """Return one series over rows that a person says are one, whatever their texts and accounts.

    None if no calendar holds most of them.
    """
    ordered = sorted(rows, key=lambda row: (row.booked_on, str(row.id)))
    if not ordered:
        return None
    last = ordered[-1]
    alike = [
        replace(
            row,
            text=last.text,
            merchant=last.merchant,
            category=last.category,
            account_id=last.account_id,
            is_own_transfer=False,
            is_refund=False,
        )
        for row in ordered
    ]
    found = detector.detect(alike, today=today, working_days=days)
    best = max(found.series, key=lambda one: len(one.members), default=None)
    if best is None or 2 * len(best.members) < len(ordered):
        return None
    texts = {detector.descriptor_of(row).key for row in ordered}
    return replace(
        best,
        members=tuple(row.id for row in ordered),
        first_on=ordered[0].booked_on,
        match_texts=tuple(sorted(texts)),
    )


def _nearest(member: RowId, owners: Iterable[UUID], told: Told, rows: Mapping[UUID, Row]) -> UUID:
    """Return which owner's told rows the row is nearest to in amount, and then in time."""

    def distance(commitment_id: UUID) -> tuple[int, int]:
        return min(
            (
                (
                    abs(rows[row_id].amount.minor - mine.amount.minor),
                    abs((rows[row_id].booked_on - mine.booked_on).days),
                )
                for row_id in told[commitment_id]
                if row_id in rows
            ),
            default=(1 << 62, 0),
        )

    assert isinstance(member, UUID)  # noqa: S101 - all ids given to detection are
    mine = rows[member]
    return min(sorted(owners, key=str), key=distance)
