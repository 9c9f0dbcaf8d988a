"""Connections, accounts and sync runs, always within one household."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, case, delete, exists, func, select, update
from sqlalchemy.orm import Session

from app.models.banking import (
    Account,
    Connection,
    ConnectionAttempt,
    Mandate,
    SyncPart,
    SyncRun,
    Transaction,
)
from app.models.people import Household
from app.models.syncing import AccountState, SyncAccount

PENDING, BOOKED, VANISHED = "pending", "booked", "vanished"
UNFINISHED = ("queued", "running")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartWithAccounts:
    """What a run does at one bank, with the bank's name and what it does at each account."""

    part: SyncPart
    display_name: str
    accounts: Sequence[SyncAccount]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunWithParts:
    """A run and what it does at each bank."""

    run: SyncRun
    parts: Sequence[PartWithAccounts]


class ConnectionRepository:
    """Connections and the journeys that lead to them."""

    def __init__(self, session: Session, *, household_id: UUID) -> None:
        self._session = session
        self._household_id = household_id

    def all(self) -> Sequence[Connection]:
        return self._session.scalars(
            select(Connection)
            .where(Connection.household_id == self._household_id)
            .order_by(Connection.created_at, Connection.id)
        ).all()

    def with_reads(self) -> Sequence[tuple[Connection, datetime | None]]:
        """Return each with when its account that was read longest ago was read, if ever."""
        oldest = (
            select(func.min(AccountState.read_at))
            .join(Account, Account.id == AccountState.account_id)
            .where(Account.connection_id == Connection.id, Account.is_closed.is_(False))
            .scalar_subquery()
        )
        rows = self._session.execute(
            select(Connection, oldest)
            .where(Connection.household_id == self._household_id)
            .order_by(Connection.created_at, Connection.id)
        )
        return [(row, read_at) for row, read_at in rows]

    def get(self, connection_id: UUID, *, for_update: bool = False) -> Connection | None:
        query = select(Connection).where(
            Connection.id == connection_id, Connection.household_id == self._household_id
        )
        return self._session.scalar(query.with_for_update() if for_update else query)

    def add(self, connection: Connection) -> None:
        self._session.add(connection)
        self._session.flush()

    def delete(self, connection: Connection) -> None:
        """Delete the connection with its accounts, their rows, and the syncs of it alone."""
        # In the order in which a reading under way takes its locks.
        self._session.execute(
            select(SyncPart.id).where(SyncPart.connection_id == connection.id).with_for_update()
        )
        self._session.execute(delete(Account).where(Account.connection_id == connection.id))
        self._session.execute(delete(Connection).where(Connection.id == connection.id))
        self._session.execute(
            delete(SyncRun).where(
                SyncRun.household_id == self._household_id,
                ~exists().where(SyncPart.run_id == SyncRun.id),
            )
        )


class AttemptRepository:
    """Journeys to a bank under way, each good for one return."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, attempt: ConnectionAttempt) -> None:
        self._session.add(attempt)
        self._session.flush()

    def take(self, attempt_id: UUID, *, user_id: UUID, now: datetime) -> ConnectionAttempt | None:
        """Return the attempt and forget it, so that the link works once."""
        self._session.execute(delete(ConnectionAttempt).where(ConnectionAttempt.expires_at <= now))
        return self._session.scalar(
            delete(ConnectionAttempt)
            .where(ConnectionAttempt.id == attempt_id, ConnectionAttempt.user_id == user_id)
            .returning(ConnectionAttempt)
        )


class AccountRepository:
    """Accounts, their pending sums and their mandates."""

    def __init__(self, session: Session, *, household_id: UUID) -> None:
        self._session = session
        self._household_id = household_id

    def all(self, *, connection_id: UUID | None = None) -> Sequence[Account]:
        query = select(Account).where(Account.household_id == self._household_id)
        if connection_id is not None:
            query = query.where(Account.connection_id == connection_id)
        return self._session.scalars(
            query.order_by(Account.created_at, Account.name, Account.id)
        ).all()

    def get(self, account_id: UUID, *, for_update: bool = False) -> Account | None:
        query = select(Account).where(
            Account.id == account_id, Account.household_id == self._household_id
        )
        return self._session.scalar(query.with_for_update() if for_update else query)

    def shared_as(
        self, connection: Connection, *, provider_account_id: str, identity: str | None
    ) -> Account | None:
        """Return the account the bank means: by its id there, or by its number.

        The number also finds an account whose former connection was ended, so that a new
        consent goes on where the old one stopped, and one that another connection shares too.
        What has no number (a pot) is known by the bank's own id through any of its connections.
        """
        ours = select(Account).where(Account.household_id == self._household_id)
        found = self._session.scalar(
            ours.where(
                Account.connection_id == connection.id,
                Account.provider_account_id == provider_account_id,
            )
        )
        if found is not None:
            return found
        if identity is not None:
            by_any = ours.where(Account.identity == identity)
        else:
            by_any = ours.join(Connection, Connection.id == Account.connection_id).where(
                Connection.provider_id == connection.provider_id,
                Account.identity.is_(None),
                Account.provider_account_id == provider_account_id,
            )
        return self._session.scalar(
            by_any.order_by(
                Account.connection_id != connection.id, Account.is_closed, Account.created_at
            ).limit(1)
        )

    def hold_list(self) -> None:
        """Let nobody else add to the household's accounts before this transaction ends."""
        self._session.execute(
            select(Household.id)
            .where(Household.id == self._household_id)
            .with_for_update(key_share=True)
        )

    def add(self, account: Account) -> None:
        self._session.add(account)
        self._session.flush()

    def delete(self, account: Account) -> None:
        self._session.execute(delete(Account).where(Account.id == account.id))

    def close_all(self, connection_id: UUID) -> None:
        """Keep a disconnected bank's accounts as history only: their balance is not known now."""
        self._session.execute(
            update(Account)
            .where(Account.connection_id == connection_id)
            .values(is_closed=True, in_cash_pool=False)
        )

    def pending_sums(self) -> dict[UUID, int]:
        """Return the signed sum of pending rows per account, in minor units."""
        rows = self._session.execute(
            select(Transaction.account_id, func.sum(Transaction.amount_minor))
            .where(
                Transaction.household_id == self._household_id,
                Transaction.status == PENDING,
            )
            .group_by(Transaction.account_id)
        )
        return {account_id: int(total) for account_id, total in rows}

    def paid_since_statements(self) -> dict[UUID, int]:
        """Return what was paid into each account after its last statement, in minor units."""
        rows = self._session.execute(
            select(Transaction.account_id, func.sum(Transaction.amount_minor))
            .join(Account, Account.id == Transaction.account_id)
            .where(
                Account.household_id == self._household_id,
                Transaction.status != VANISHED,
                Transaction.amount_minor > 0,
                Transaction.booked_on > Account.last_statement_on,
            )
            .group_by(Transaction.account_id)
        )
        return {account_id: int(total) for account_id, total in rows}

    def mandates(self) -> Sequence[Mandate]:
        """Return what the banks list or listed of the accounts that are not closed."""
        return self._session.scalars(
            select(Mandate)
            .join(Account, Account.id == Mandate.account_id)
            .where(Account.household_id == self._household_id, Account.is_closed.is_(False))
            .order_by(Mandate.kind, Mandate.name, Mandate.id)
        ).all()

    def mandate(self, mandate_id: UUID) -> Mandate | None:
        return self._session.scalar(
            select(Mandate)
            .join(Account, Account.id == Mandate.account_id)
            .where(Account.household_id == self._household_id, Mandate.id == mandate_id)
        )

    def mandates_of(self, account_id: UUID, *, kind: str) -> Sequence[Mandate]:
        """Return what an account's list holds or held, in a steady order."""
        return self._session.scalars(
            select(Mandate)
            .where(Mandate.account_id == account_id, Mandate.kind == kind)
            .order_by(Mandate.gone_on.is_not(None), Mandate.name, Mandate.id)
        ).all()

    def add_mandates(self, rows: Sequence[Mandate]) -> None:
        self._session.add_all(rows)
        self._session.flush()


class SyncRepository:
    """What each sync was asked and did."""

    def __init__(self, session: Session, *, household_id: UUID) -> None:
        self._session = session
        self._household_id = household_id

    def add(self, *rows: SyncRun | SyncPart) -> None:
        self._session.add_all(rows)
        self._session.flush()

    def run(self, run_id: UUID) -> RunWithParts | None:
        found = self._runs(select(SyncRun).where(SyncRun.id == run_id))
        return found[0] if found else None

    def latest(self, *, limit: int) -> list[RunWithParts]:
        return self._runs(
            select(SyncRun).order_by(SyncRun.created_at.desc(), SyncRun.id).limit(limit)
        )

    def _runs(self, query: Select[SyncRun]) -> list[RunWithParts]:
        runs = self._session.scalars(query.where(SyncRun.household_id == self._household_id)).all()
        parts = self._session.execute(
            select(SyncPart, Connection.display_name)
            .join(Connection, Connection.id == SyncPart.connection_id)
            .where(SyncPart.run_id.in_([run.id for run in runs]))
            .order_by(Connection.created_at, SyncPart.id)
        ).all()
        accounts = self._session.scalars(
            select(SyncAccount)
            .where(SyncAccount.part_id.in_([part.id for part, _ in parts]))
            .order_by(SyncAccount.position)
        ).all()
        read = [
            PartWithAccounts(
                part=part,
                display_name=name,
                accounts=[one for one in accounts if one.part_id == part.id],
            )
            for part, name in parts
        ]
        return [
            RunWithParts(run=run, parts=[each for each in read if each.part.run_id == run.id])
            for run in runs
        ]

    def attend(self, run_id: UUID, *, psu_ip: str, now: datetime) -> None:
        """Let a person who asks for what is already queued stand behind it."""
        self._session.execute(
            update(SyncPart)
            .where(SyncPart.run_id == run_id, SyncPart.status == UNFINISHED[0])
            .values(psu_ip=psu_ip, asked_at=now)
        )

    def unfinished(self, *, kind: str, connection_ids: Sequence[UUID]) -> SyncRun | None:
        """Return a run that is already asking exactly these banks for the same thing."""
        wanted = set(connection_ids)
        covered = func.count(SyncPart.id)
        open_parts = func.sum(case((SyncPart.status.in_(UNFINISHED), 1), else_=0))
        rows = self._session.execute(
            select(SyncRun)
            .join(SyncPart, SyncPart.run_id == SyncRun.id)
            .where(SyncRun.household_id == self._household_id, SyncRun.kind == kind)
            .group_by(SyncRun.id)
            .having(open_parts > 0, covered == len(wanted))
            .order_by(SyncRun.created_at.desc())
        ).scalars()
        for run in rows:
            ids = self._session.scalars(
                select(SyncPart.connection_id).where(SyncPart.run_id == run.id)
            )
            if set(ids) == wanted:
                return run
        return None
