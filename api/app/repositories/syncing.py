"""How the reading of banks goes: progress, allowance and what was read before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.models.banking import Connection, SyncPart, SyncRun
from app.models.syncing import (
    AccountState,
    BankCall,
    BankHold,
    ConnectionState,
    ConsentReminder,
    ReadPage,
    SyncAccount,
)
from app.repositories.banking import UNFINISHED

_ASKABLE = ("active", "error")


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One thing a bank can be asked; the account is empty for the lists."""

    connection_id: UUID
    provider_account_id: str
    name: str


class ReadingRepository:
    """What one connection's reading remembers; the job that asks names no household."""

    def __init__(self, session: Session, *, connection_id: UUID) -> None:
        self._session = session
        self._connection_id = connection_id

    def state(self) -> ConnectionState:
        """Return the connection's state, made on first use."""
        found = self._session.get(ConnectionState, self._connection_id)
        if found is None:
            found = ConnectionState(connection_id=self._connection_id, failures=0, unsupported=[])
            self._session.add(found)
            self._session.flush()
        return found

    def account_state(self, account_id: UUID) -> AccountState:
        """Return an account's state, made on first use."""
        found = self._session.get(AccountState, account_id)
        if found is None:
            found = AccountState(account_id=account_id, offered=[])
            self._session.add(found)
            self._session.flush()
        return found

    def calls_since(self, endpoint: Endpoint, *, since: datetime) -> list[datetime]:
        """Return when this was asked with nobody present after that moment, oldest first."""
        return list(
            self._session.scalars(
                select(BankCall.made_at)
                .where(
                    BankCall.connection_id == endpoint.connection_id,
                    BankCall.provider_account_id == endpoint.provider_account_id,
                    BankCall.endpoint == endpoint.name,
                    BankCall.made_at > since,
                )
                .order_by(BankCall.made_at)
            )
        )

    def add_call(self, endpoint: Endpoint, *, now: datetime) -> None:
        self._session.add(
            BankCall(
                connection_id=endpoint.connection_id,
                provider_account_id=endpoint.provider_account_id,
                endpoint=endpoint.name,
                made_at=now,
            )
        )

    def forget_calls(self, *, before: datetime) -> None:
        self._session.execute(
            delete(BankCall).where(
                BankCall.connection_id == self._connection_id, BankCall.made_at <= before
            )
        )

    def hold(self, endpoint: Endpoint) -> BankHold | None:
        return self._session.get(
            BankHold, (endpoint.connection_id, endpoint.provider_account_id, endpoint.name)
        )

    def keep_hold(self, endpoint: Endpoint, *, until: datetime, is_quota: bool) -> None:
        values = {"until": until, "is_quota": is_quota}
        self._session.execute(
            insert(BankHold)
            .values(
                connection_id=endpoint.connection_id,
                provider_account_id=endpoint.provider_account_id,
                endpoint=endpoint.name,
                **values,
            )
            .on_conflict_do_update(
                index_elements=["connection_id", "provider_account_id", "endpoint"], set_=values
            )
        )

    def renew(self) -> None:
        """Forget what a former consent taught: a new one may allow and offer more."""
        self._session.execute(delete(BankHold).where(BankHold.connection_id == self._connection_id))
        self._session.execute(
            update(ConnectionState)
            .where(ConnectionState.connection_id == self._connection_id)
            .values(
                next_sync_at=None,
                failures=0,
                unsupported=[],
                unsupported_at=None,
                extended_at=None,
            )
        )

    def page_digest(self, account_id: UUID, *, first_on: date, last_on: date) -> str | None:
        found = self._session.get(ReadPage, (account_id, first_on, last_on))
        return None if found is None else found.digest

    def keep_page_digest(
        self, account_id: UUID, *, first_on: date, last_on: date, digest: str
    ) -> None:
        """Remember the page; an older digest of days it touches says nothing any more."""
        self._session.execute(
            delete(ReadPage).where(
                ReadPage.account_id == account_id,
                ReadPage.first_on <= last_on,
                ReadPage.last_on >= first_on,
            )
        )
        self._session.add(
            ReadPage(account_id=account_id, first_on=first_on, last_on=last_on, digest=digest)
        )
        self._session.flush()


def connection_of_part(session: Session, part_id: UUID) -> UUID | None:
    """Return which connection a part is about, if the part is still there."""
    return session.scalar(select(SyncPart.connection_id).where(SyncPart.id == part_id))


def hold_part(session: Session, part_id: UUID) -> tuple[SyncPart, SyncRun] | None:
    """Return a part with its run, the part locked until the transaction ends."""
    row = session.execute(
        select(SyncPart, SyncRun)
        .join(SyncRun, SyncRun.id == SyncPart.run_id)
        .where(SyncPart.id == part_id)
        .with_for_update(of=SyncPart)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def accounts_of_part(session: Session, part_id: UUID) -> Sequence[SyncAccount]:
    """Return what the part did at each account so far, in the order they are read."""
    return session.scalars(
        select(SyncAccount).where(SyncAccount.part_id == part_id).order_by(SyncAccount.position)
    ).all()


def connections_due(
    session: Session, *, now: datetime, synced_before: datetime
) -> Sequence[Connection]:
    """Return every household's connections that are to be asked again by now."""
    return session.scalars(
        select(Connection)
        .outerjoin(ConnectionState, ConnectionState.connection_id == Connection.id)
        .where(
            Connection.status.in_(_ASKABLE),
            or_(
                ConnectionState.next_sync_at <= now,
                ConnectionState.next_sync_at.is_(None)
                & (
                    (Connection.last_synced_at < synced_before)
                    | Connection.last_synced_at.is_(None)
                ),
            ),
        )
        .order_by(Connection.household_id, Connection.created_at)
    ).all()


def planned_syncs(session: Session, *, connection_ids: Sequence[UUID]) -> dict[UUID, datetime]:
    """Return when each of the connections is asked next by itself, where that is known."""
    rows = session.execute(
        select(ConnectionState.connection_id, ConnectionState.next_sync_at).where(
            ConnectionState.connection_id.in_(connection_ids),
            ConnectionState.next_sync_at.is_not(None),
        )
    )
    return {each: at for each, at in rows if at is not None}


def lost_parts(session: Session, *, task: str, asked_before: datetime) -> Sequence[SyncPart]:
    """Return the unfinished parts that no job in the queue will ever finish."""
    waiting = text(
        """
        NOT EXISTS (SELECT 1 FROM procrastinate_jobs AS job
                     WHERE job.task_name = :task AND job.status IN ('todo', 'doing')
                       AND job.args ->> 'part_id' = sync_parts.id::text)
        """
    ).bindparams(task=task)
    return session.scalars(
        select(SyncPart)
        .join(SyncRun, SyncRun.id == SyncPart.run_id)
        .where(SyncPart.status.in_(UNFINISHED), SyncRun.created_at < asked_before, waiting)
        .with_for_update(of=SyncPart, skip_locked=True)
    ).all()


def consents_ending(
    session: Session, *, before: datetime, household_id: UUID | None = None
) -> Sequence[Connection]:
    """Return the connections whose consent ends by then or has ended, soonest first."""
    query = select(Connection).where(
        Connection.status.in_((*_ASKABLE, "expired")),
        or_(Connection.consent_expires_at <= before, Connection.status == "expired"),
    )
    if household_id is not None:
        query = query.where(Connection.household_id == household_id)
    return session.scalars(
        query.order_by(Connection.consent_expires_at.nulls_first(), Connection.created_at)
    ).all()


def claim_reminder(
    session: Session,
    *,
    connection_id: UUID,
    consent_expires_at: datetime,
    step: int,
    now: datetime,
    again_before: datetime,
    tries_max: int,
) -> bool:
    """Take a step of a consent's end for oneself; ``False`` if somebody has or had it.

    One that was taken before ``again_before`` and never sent may be taken again.
    """
    made = insert(ConsentReminder).values(
        connection_id=connection_id,
        consent_expires_at=consent_expires_at,
        step=step,
        claimed_at=now,
        tries=1,
    )
    taken = session.execute(
        made.on_conflict_do_update(
            index_elements=["connection_id", "consent_expires_at", "step"],
            set_={"claimed_at": now, "tries": ConsentReminder.tries + 1},
            where=(
                ConsentReminder.sent_at.is_(None)
                & (ConsentReminder.claimed_at < again_before)
                & (ConsentReminder.tries < tries_max)
            ),
        ).returning(ConsentReminder.step)
    )
    return taken.first() is not None


def note_reminder_sent(
    session: Session,
    *,
    connection_id: UUID,
    consent_expires_at: datetime,
    step: int,
    now: datetime,
) -> None:
    """Remember that a step was announced."""
    session.execute(
        update(ConsentReminder)
        .where(
            ConsentReminder.connection_id == connection_id,
            ConsentReminder.consent_expires_at == consent_expires_at,
            ConsentReminder.step == step,
        )
        .values(sent_at=now)
    )
