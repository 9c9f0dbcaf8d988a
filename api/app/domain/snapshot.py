"""What safe to spend was made of at a moment, small enough to keep and enough to work it out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from app.domain.cash_pool import Movement, MovementSource, Opening
from app.domain.money import Money
from app.domain.safe_to_spend import PaydayDue, SafeToSpend, safe_to_spend
from app.domain.situation import Situation, figure_of, pool_movements

type MovementKey = tuple[str, str | None, date | None]
"""What a movement comes from, which one it is, and its nominal day."""


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row of the cash pool as it was seen, and what expected thing it paid."""

    id: UUID
    account_id: UUID
    on: date
    minor: int
    label: str
    pays: MovementKey | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The inputs of one figure: its window's movements, and the rows seen of late."""

    today: date
    buffer: Money
    openings: tuple[Opening, ...]
    movements: tuple[Movement, ...]
    paydays: tuple[PaydayDue, ...]
    rows: tuple[SeenRow, ...]


def key_of(movement: Movement) -> MovementKey:
    """Return what tells a movement from all others."""
    return movement.source.value, movement.source_id, movement.nominal_on


def snapshot_of(situation: Situation, *, rows: Sequence[SeenRow]) -> Snapshot:
    """Return what has to be kept of a situation: what moves its window, and no more."""
    window = figure_of(situation).window
    return Snapshot(
        today=situation.today,
        buffer=situation.buffer,
        openings=situation.openings,
        movements=tuple(
            movement
            for movement in pool_movements(situation)
            if movement.late or movement.on < window.end
        ),
        paydays=tuple(
            payday for payday in situation.paydays if payday.late or payday.on <= window.end
        ),
        rows=tuple(rows),
    )


def figure_at(snapshot: Snapshot) -> SafeToSpend:
    """Return the figure as it was."""
    return safe_to_spend(
        openings=snapshot.openings,
        movements=snapshot.movements,
        paydays=snapshot.paydays,
        today=snapshot.today,
        buffer=snapshot.buffer,
    )


def to_plain(snapshot: Snapshot) -> dict[str, Any]:
    """Return the snapshot as JSON can hold it."""
    return {
        "today": snapshot.today.isoformat(),
        "currency": snapshot.buffer.currency,
        "buffer": snapshot.buffer.minor,
        "openings": [
            [str(one.account_id), one.name, one.own.minor, one.overdraft.minor]
            for one in snapshot.openings
        ],
        "movements": [
            [
                one.on.isoformat(),
                one.amount.minor,
                one.label,
                _text(one.account_id),
                one.source.value,
                one.source_id,
                one.late,
                one.nominal_on.isoformat() if one.nominal_on else None,
                one.is_estimate,
            ]
            for one in snapshot.movements
        ],
        "paydays": [
            [one.on.isoformat(), one.amount.minor, one.name, _text(one.commitment_id), one.late]
            for one in snapshot.paydays
        ],
        "rows": [
            [
                str(one.id),
                str(one.account_id),
                one.on.isoformat(),
                one.minor,
                one.label,
                [*one.pays[:2], one.pays[2].isoformat() if one.pays[2] else None]
                if one.pays
                else None,
            ]
            for one in snapshot.rows
        ],
    }


def from_plain(plain: Mapping[str, Any]) -> Snapshot:
    """Return the snapshot that was kept."""
    currency = plain["currency"]
    return Snapshot(
        today=date.fromisoformat(plain["today"]),
        buffer=Money(plain["buffer"], currency),
        openings=tuple(
            Opening(UUID(account_id), name, Money(own, currency), Money(overdraft, currency))
            for account_id, name, own, overdraft in plain["openings"]
        ),
        movements=tuple(
            Movement(
                on=date.fromisoformat(on),
                amount=Money(minor, currency),
                label=label,
                account_id=_uuid(account_id),
                source=MovementSource(source),
                source_id=source_id,
                late=late,
                nominal_on=_date(nominal_on),
                is_estimate=is_estimate,
            )
            for on, minor, label, account_id, source, source_id, late, nominal_on, is_estimate in (
                plain["movements"]
            )
        ),
        paydays=tuple(
            PaydayDue(
                on=date.fromisoformat(on),
                amount=Money(minor, currency),
                name=name,
                commitment_id=_uuid(commitment_id),
                late=late,
            )
            for on, minor, name, commitment_id, late in plain["paydays"]
        ),
        rows=tuple(
            SeenRow(
                id=UUID(row_id),
                account_id=UUID(account_id),
                on=date.fromisoformat(on),
                minor=minor,
                label=label,
                pays=(pays[0], pays[1], _date(pays[2])) if pays else None,
            )
            for row_id, account_id, on, minor, label, pays in plain["rows"]
        ),
    )


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)


def _uuid(value: str | None) -> UUID | None:
    return None if value is None else UUID(value)


def _date(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)
