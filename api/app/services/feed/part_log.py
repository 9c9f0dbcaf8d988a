"""What a part of a sync has done so far, written with its rows and only by its owner."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Session

from app.bank.errors import BankError
from app.core.db import UnitOfWork
from app.models.banking import SyncPart
from app.models.syncing import SyncAccount
from app.repositories.banking import UNFINISHED
from app.repositories.syncing import accounts_of_part, hold_part
from app.services.feed.rows import Tally

QUEUED, RUNNING = "queued", "running"
SUCCEEDED, PARTIAL, FAILED = "succeeded", "partial", "failed"


class GoneError(BankError):
    """The connection or account was removed while it was being read."""

    code: ClassVar[str] = "gone"


class SupersededError(Exception):
    """Another worker has taken the part over: this one was thought dead and may write no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """A part as its owner begins it."""

    connection_id: UUID
    household_id: UUID
    kind: str
    attempt: int
    psu_ip: str | None
    asked_at: datetime | None


class PartLog:
    """One part under way. Whoever began it last owns it, and nobody else can write through it."""

    def __init__(self, unit_of_work: UnitOfWork, *, part_id: UUID, attempt: int) -> None:
        self._unit_of_work = unit_of_work
        self._part_id = part_id
        self._attempt = attempt
        self._calls_kept = 0

    @staticmethod
    def begin(unit_of_work: UnitOfWork, *, part_id: UUID, now: datetime) -> Started | None:
        """Take the part over; ``None`` if it is gone or finished."""
        with unit_of_work() as session:
            found = hold_part(session, part_id)
            if found is None or found[0].status not in UNFINISHED:
                return None
            part, run = found
            part.status, part.doing = RUNNING, "Signing in to the bank"
            part.started_at = part.started_at or now
            part.attempt += 1
            return Started(
                connection_id=part.connection_id,
                household_id=run.household_id,
                kind=run.kind,
                attempt=part.attempt,
                psu_ip=part.psu_ip,
                asked_at=part.asked_at,
            )

    @contextmanager
    def writing(self) -> Iterator[tuple[Session, SyncPart]]:
        """Open a transaction that is undone unless the part is still ours.

        :raises GoneError: if the part was removed.
        :raises SupersededError: if another worker has taken it over.
        """
        with self._unit_of_work() as session:
            found = hold_part(session, self._part_id)
            if found is None:
                raise GoneError("This bank was disconnected.")
            part = found[0]
            if part.attempt != self._attempt or part.status != RUNNING:
                raise SupersededError
            yield session, part

    def begin_accounts(self, accounts: Sequence[tuple[UUID, str, int]]) -> dict[UUID, list[str]]:
        """Write down which accounts there are to read; return what is done of each already."""
        with self.writing() as (session, part):
            kept = {row.account_id: row for row in accounts_of_part(session, self._part_id)}
            for position, (account_id, name, steps) in enumerate(accounts):
                row = kept.get(account_id)
                if row is None:
                    row = SyncAccount(
                        part_id=self._part_id,
                        account_id=account_id,
                        status=QUEUED,
                        done=[],
                        problems=[],
                        added=0,
                        updated=0,
                        removed=0,
                    )
                    session.add(row)
                    kept[account_id] = row
                row.position, row.name, row.steps_total = position, name, steps
            part.accounts = len(accounts)
            part.steps_total = 1 + sum(steps for _, _, steps in accounts)
            part.steps_done = 1 + sum(len(row.done) for row in kept.values())
            part.doing = "Reading accounts"
            return {account_id: list(row.done) for account_id, row in kept.items()}

    def doing(self, account_id: UUID, what: str, *, calls: int) -> None:
        """Say what is being read of which account."""
        with self.writing() as (session, part):
            row = self._account(session, account_id)
            row.status, row.doing = RUNNING, what
            part.doing = row.name
            self._keep_calls(part, calls)

    def count(self, session: Session, part: SyncPart, *, account_id: UUID, tally: Tally) -> None:
        """Add rows added, updated and removed, in the transaction that did it."""
        row = self._account(session, account_id)
        row.added, part.added = row.added + tally.added, part.added + tally.added
        row.updated, part.updated = row.updated + tally.updated, part.updated + tally.updated
        row.removed, part.removed = row.removed + tally.removed, part.removed + tally.removed

    def step_done(
        self, account_id: UUID, what: str, *, problems: Sequence[str], calls: int
    ) -> None:
        """Write down that a step was taken, well or not; it is not taken again in this run."""
        with self.writing() as (session, part):
            row = self._account(session, account_id)
            if what not in row.done:
                row.done = [*row.done, what]
                part.steps_done += 1
            row.problems = _with(row.problems, problems)
            part.problems = _with(part.problems, [f"{row.name}: {text}" for text in problems])
            self._keep_calls(part, calls)

    def account_done(self, account_id: UUID, *, status: str) -> None:
        """Close an account's line."""
        with self.writing() as (session, _part):
            row = self._account(session, account_id)
            row.status, row.doing = status, None

    def problem(self, text: str) -> None:
        """Write down a problem of the bank as a whole."""
        with self.writing() as (_session, part):
            part.problems = _with(part.problems, [text])

    def finish(
        self,
        session: Session,
        part: SyncPart,
        *,
        status: str,
        problem: str | None,
        calls: int,
        now: datetime,
        next_try_at: datetime | None,
    ) -> None:
        """Close the part, and forget who asked for it."""
        self._keep_calls(part, calls)
        part.status, part.doing, part.finished_at = status, None, now
        part.psu_ip, part.next_try_at = None, next_try_at
        if problem is not None:
            part.problems = _with(part.problems, [problem])
        for row in accounts_of_part(session, self._part_id):
            if row.status in UNFINISHED:
                row.status, row.doing = FAILED, None

    def _account(self, session: Session, account_id: UUID) -> SyncAccount:
        for row in accounts_of_part(session, self._part_id):
            if row.account_id == account_id:
                return row
        raise GoneError("This account was removed.")

    def _keep_calls(self, part: SyncPart, calls: int) -> None:
        part.calls += calls - self._calls_kept
        self._calls_kept = calls


def _with(kept: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return the problems with the new ones; one said before a restart is not said again."""
    return [*kept, *(text for text in new if text not in kept)]
