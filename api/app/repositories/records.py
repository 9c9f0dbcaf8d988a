"""What past figures were made of, and how right past forecasts were, within one household."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.models.banking import SyncPart, SyncRun
from app.models.people import Household
from app.models.records import ForecastCheck, Snapshot
from app.models.spending import SortingRun


class SnapshotRepository:
    """The household's snapshots."""

    def __init__(self, session: Session, *, household_id: UUID) -> None:
        self._session = session
        self._household_id = household_id

    def add(self, row: Snapshot) -> None:
        self._session.add(row)
        self._session.flush()

    def latest(self) -> Snapshot | None:
        return self._session.scalar(
            self._ours().order_by(Snapshot.taken_at.desc(), Snapshot.id).limit(1)
        )

    def first(self) -> Snapshot | None:
        return self._session.scalar(self._ours().order_by(Snapshot.taken_at, Snapshot.id).limit(1))

    def last_by_day(self, day: date) -> Snapshot | None:
        """Return the last one of that day, or of the nearest day before it."""
        return self._session.scalar(
            self._ours()
            .where(Snapshot.day <= day)
            .order_by(Snapshot.day.desc(), Snapshot.taken_at.desc(), Snapshot.id)
            .limit(1)
        )

    def last_by(self, moment: datetime) -> Snapshot | None:
        """Return the last one taken by that moment."""
        return self._session.scalar(
            self._ours()
            .where(Snapshot.taken_at <= moment)
            .order_by(Snapshot.taken_at.desc(), Snapshot.id)
            .limit(1)
        )

    def _ours(self) -> Select[Snapshot]:
        return select(Snapshot).where(Snapshot.household_id == self._household_id)


class CheckRepository:
    """What the household's past forecasts said, and what the days then held."""

    def __init__(self, session: Session, *, household_id: UUID) -> None:
        self._session = session
        self._household_id = household_id

    def all(self, *, since: date) -> Sequence[ForecastCheck]:
        return self._session.scalars(
            select(ForecastCheck)
            .where(ForecastCheck.household_id == self._household_id, ForecastCheck.made_on >= since)
            .order_by(ForecastCheck.made_on, ForecastCheck.horizon)
        ).all()

    def keep(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Keep what was said, and leave alone what was kept before."""
        if rows:
            self._session.execute(
                insert(ForecastCheck)
                .values([{**row, "household_id": self._household_id} for row in rows])
                .on_conflict_do_nothing()
            )

    def forget_replays(self) -> None:
        """Let go of what was replayed; what was really said stays."""
        self._session.execute(
            delete(ForecastCheck).where(
                ForecastCheck.household_id == self._household_id, ForecastCheck.is_replayed
            )
        )

    def flush(self) -> None:
        self._session.flush()


def households_to_keep(session: Session, *, day: date) -> Sequence[UUID]:
    """Return the households nothing was kept of on that day yet, but for their own decisions."""
    return session.scalars(
        select(Household.id)
        .where(
            ~exists().where(
                Snapshot.household_id == Household.id,
                Snapshot.day >= day,
                Snapshot.reason != "decision",
            )
        )
        .order_by(Household.id)
    ).all()


def household_of_part(session: Session, part_id: UUID) -> UUID | None:
    """Return whose bank a part of a sync read; the job names no household."""
    return session.scalar(
        select(SyncRun.household_id)
        .join(SyncPart, SyncPart.run_id == SyncRun.id)
        .where(SyncPart.id == part_id)
    )


def household_of_sorting(session: Session, run_id: UUID) -> UUID | None:
    """Return whose rows a re-sorting is about; the job names no household."""
    return session.scalar(select(SortingRun.household_id).where(SortingRun.id == run_id))


def household_of(session: Session, household_id: UUID) -> Household | None:
    """Return the household a job was asked to look after."""
    return session.get(Household, household_id)
