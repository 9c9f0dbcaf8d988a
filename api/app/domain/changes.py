"""Why safe to spend moved between two moments, in lines that sum to the difference."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.domain.cash_pool import Movement, Opening
from app.domain.money import Money
from app.domain.snapshot import MovementKey, SeenRow, Snapshot, figure_at, key_of


class Kind(StrEnum):
    """Why a figure moves."""

    SPENT = "spent"
    ARRIVED = "arrived"
    MOVED = "moved"
    REPRICED = "repriced"
    DECIDED = "decided"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Change:
    """What one thing did to the figure."""

    kind: Kind
    label: str
    amount: Money
    on: date
    source: str
    source_id: str | None
    account_id: UUID | None


def changes(before: Snapshot, after: Snapshot, *, rows: Sequence[SeenRow]) -> list[Change]:
    """Return what each thing that happened did to the figure, in the order it is told.

    ``rows`` are the pool's rows that came or changed since ``before``. One thing is changed at
    a time from the one situation to the other, and each line is what that did to the figure:
    so the lines sum to the difference, whatever happened.
    """
    story = _Story(before, after)
    story.tell_rows(rows)
    story.tell_movements()
    story.tell_pool()
    story.tell_time()
    return story.lines


class _Story:
    """The situation on its way from one moment to the other."""

    def __init__(self, before: Snapshot, after: Snapshot) -> None:
        self._before, self._after = before, after
        self._now = before
        self._figure = figure_at(before).amount
        self._target = {key_of(movement): movement for movement in after.movements}
        self._window_end = figure_at(before).window.end
        self.lines: list[Change] = []

    def tell_rows(self, rows: Sequence[SeenRow]) -> None:
        """Tell what was spent and what arrived; a bill that was paid changes cash and debt."""
        known = {row.id: row for row in self._before.rows}
        for row in sorted(rows, key=lambda row: (row.on, str(row.id))):
            seen = known.get(row.id)
            difference = row.minor - (seen.minor if seen else 0)
            if not difference:
                continue
            paid = None if seen else self._paid_by(row)
            kind = Kind.ARRIVED if row.minor > 0 else Kind.SPENT
            if seen:
                kind = Kind.CORRECTED
            elif paid is not None and row.minor < 0:
                kind = Kind.REPRICED
            self._step(
                replace(
                    self._now,
                    openings=self._moved(row.account_id, difference),
                    movements=tuple(
                        movement for movement in self._now.movements if movement != paid
                    ),
                ),
                kind=kind,
                label=row.label,
                on=row.on,
                source="transaction",
                source_id=str(row.id),
                account_id=row.account_id,
            )

    def tell_movements(self) -> None:
        """Tell what was decided, repriced or moved of what is expected."""
        known = {key_of(movement): movement for movement in self._now.movements}
        for key, movement in known.items():
            wanted = self._target.get(key)
            if wanted is None:
                is_past = movement.on < self._after.today
                self._replace([movement], [], Kind.MOVED if is_past else Kind.DECIDED)
            elif wanted != movement:
                is_repriced = wanted.amount != movement.amount
                self._replace([movement], [wanted], Kind.REPRICED if is_repriced else Kind.MOVED)
        for key, movement in self._target.items():
            if key not in known and movement.on < self._window_end:
                self._replace([], [movement], Kind.DECIDED)

    def tell_pool(self) -> None:
        """Tell the buffer, the accounts of the pool, and balances that no row explains."""
        self._step(
            replace(self._now, buffer=self._after.buffer),
            kind=Kind.DECIDED,
            label="Buffer",
            on=self._after.today,
            source="buffer",
        )
        wanted = {opening.account_id: opening for opening in self._after.openings}
        for opening in self._now.openings:
            target = wanted.get(opening.account_id)
            self._step(
                replace(
                    self._now,
                    openings=tuple(
                        found
                        for one in self._now.openings
                        if (found := target if one.account_id == opening.account_id else one)
                    ),
                ),
                kind=Kind.DECIDED if target is None else Kind.CORRECTED,
                label=opening.name,
                on=self._after.today,
                source="account",
                source_id=str(opening.account_id),
                account_id=opening.account_id,
            )
        held = {opening.account_id for opening in self._now.openings}
        for opening in self._after.openings:
            if opening.account_id not in held:
                self._step(
                    replace(self._now, openings=(*self._now.openings, opening)),
                    kind=Kind.DECIDED,
                    label=opening.name,
                    on=self._after.today,
                    source="account",
                    source_id=str(opening.account_id),
                    account_id=opening.account_id,
                )

    def tell_time(self) -> None:
        """Tell what the days that passed did: the window that ends with another payday."""
        payday = figure_at(self._after).payday
        self._step(
            self._after,
            kind=Kind.MOVED,
            label=f"Until {payday.name}" if payday else "The days that passed",
            on=self._after.today,
            source="payday",
            source_id=str(payday.commitment_id) if payday and payday.commitment_id else None,
        )

    def _replace(self, old: list[Movement], new: list[Movement], kind: Kind) -> None:
        [shown, *_] = [*new, *old]
        self._step(
            replace(
                self._now,
                movements=(
                    *(movement for movement in self._now.movements if movement not in old),
                    *new,
                ),
            ),
            kind=kind,
            label=shown.label,
            on=shown.on,
            source=shown.source.value,
            source_id=shown.source_id,
            account_id=shown.account_id,
        )

    def _paid_by(self, row: SeenRow) -> Movement | None:
        """Return what was expected and is no more because of the row."""
        gone = [
            movement for movement in self._now.movements if key_of(movement) not in self._target
        ]
        by_key: Mapping[MovementKey, Movement] = {key_of(movement): movement for movement in gone}
        if row.pays is not None and row.pays in by_key:
            return by_key[row.pays]
        return next((movement for movement in gone if movement.amount.minor == row.minor), None)

    def _moved(self, account_id: UUID, minor: int) -> tuple[Opening, ...]:
        return tuple(
            replace(one, own=one.own + Money(minor, one.own.currency))
            if one.account_id == account_id
            else one
            for one in self._now.openings
        )

    def _step(
        self,
        then: Snapshot,
        *,
        kind: Kind,
        label: str,
        on: date,
        source: str,
        source_id: str | None = None,
        account_id: UUID | None = None,
    ) -> None:
        figure = figure_at(then).amount
        if figure != self._figure:
            self.lines.append(
                Change(
                    kind=kind,
                    label=label,
                    amount=figure - self._figure,
                    on=on,
                    source=source,
                    source_id=source_id,
                    account_id=account_id,
                )
            )
        self._now, self._figure = then, figure
