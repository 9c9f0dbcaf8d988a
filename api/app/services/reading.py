"""Reading one bank to its end: every account, step by step, each in a transaction of its own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date
from typing import ClassVar
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from app.bank.errors import (
    AccessDeniedError,
    BankError,
    ConsentEndedError,
    EndpointNotSupportedError,
    TokenRejectedError,
)
from app.bank.history import HISTORY_DEPTHS, deepest_history
from app.bank.protocol import AccountRef, BankAccount, BankSession, Family
from app.core.clock import Clock
from app.models.banking import Account, Connection, SyncPart
from app.repositories.banking import AccountRepository, ConnectionRepository, part_of_job
from app.services import completeness, connecting, feed, rows
from app.services.connecting import BankAccess
from app.services.rows import Tally

ACCOUNTS, TRANSACTIONS, BACK_FILL = "accounts", "transactions", "back_fill"
# What a bank serves without a fresh sign-in.
_WINDOW = HISTORY_DEPTHS[-1]
_BALANCE, _BOOKED, _PENDING = "balance", "transactions", "pending transactions"
_DIRECT_DEBITS, _STANDING_ORDERS = "direct debits", "standing orders"

_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Report:
    """What a part has done so far."""

    accounts: int = 0
    tally: Tally = field(default_factory=Tally)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is known of an account before it is read."""

    account_id: UUID
    ref: AccountRef
    name: str
    since: date | None
    has_mandates: bool
    unsupported: frozenset[str]

    @classmethod
    def of(cls, row: Account) -> "_Known":
        return cls(
            account_id=row.id,
            ref=AccountRef(
                provider_account_id=row.provider_account_id or "",
                family=Family(row.family),
                currency=row.currency,
            ),
            name=row.name,
            since=row.transactions_from,
            has_mandates=feed.has_mandates(row),
            unsupported=frozenset(row.unsupported),
        )


class BankReading:
    """One part under way."""

    def __init__(
        self,
        *,
        access: BankAccess,
        part_id: UUID,
        connection_id: UUID,
        household_id: UUID,
        kind: str,
        psu_ip: str | None,
        clock: Clock,
    ) -> None:
        self._access = access
        self._part_id = part_id
        self._connection_id = connection_id
        self._household_id = household_id
        self._kind = kind
        self._psu_ip = psu_ip
        self._clock = clock
        self._report = _Report()
        self._token: str | None = None
        self._bank: BankSession | None = None
        self._calls_before = 0
        self._steps_done = 0
        self._steps_total = 0

    def run(self) -> None:
        failure: BankError | None = None
        try:
            self._read_consent()
            for known in self._read_accounts():
                self._read_account(known)
                self._check(known)
        except BankError as error:
            failure = error
            self._report.problems.append(error.detail)
        self._finish(failure)

    # The wire

    def _ask[Answer](self, question: Callable[[BankSession], Answer]) -> Answer:
        """Ask the bank, once more with a new token if it refuses the one we have."""
        try:
            return question(self._session())
        except TokenRejectedError:
            self._open(rejected=self._token)
            return question(self._session())

    def _session(self) -> BankSession:
        if self._bank is None:
            self._open(rejected=None)
        assert self._bank is not None  # noqa: S101 - _open has just set it
        return self._bank

    def _open(self, *, rejected: str | None) -> None:
        if self._bank is not None:
            self._calls_before += self._bank.calls_made
        self._token = connecting.fresh_access_token(
            self._access,
            connection_id=self._connection_id,
            household_id=self._household_id,
            now=self._clock.now(),
            rejected=rejected,
        )
        self._bank = self._access.provider.open(access_token=self._token, psu_ip=self._psu_ip)

    def _today(self) -> date:
        # Banks refuse a day that has not begun for them, and they count in UTC.
        return self._clock.fixed_on or self._clock.now().astimezone(UTC).date()

    # The steps

    def _read_consent(self) -> None:
        try:
            consent = self._ask(lambda bank: bank.consent())
        except ConsentEndedError:
            raise
        except BankError as error:
            _log.info("consent not read", error_code=error.code)
            return
        with self._access.unit_of_work() as session:
            connection = self._connection(session)
            connection.consent_expires_at = consent.expires_at
            connection.credentials_id = consent.credentials_id or connection.credentials_id
            if consent.provider_name and connection.display_name == connection.provider_id:
                connection.display_name = consent.provider_name

    def _read_accounts(self) -> list[_Known]:
        """Store what the bank lists; where it does not list, go on with what is known."""
        shared: list[BankAccount] = []
        refusals: list[BankError] = []
        for list_family in (lambda bank: bank.accounts(), lambda bank: bank.cards()):
            try:
                shared += self._ask(list_family)
            except EndpointNotSupportedError:
                continue
            except ConsentEndedError:
                raise
            except BankError as error:
                refusals.append(error)
        with self._access.unit_of_work() as session:
            connection = self._connection(session)
            for bank_account in shared:
                feed.save_account(
                    session,
                    connection=connection,
                    shared=bank_account,
                    settings=self._access.settings,
                )
            known = [
                _Known.of(row)
                for row in AccountRepository(session, household_id=self._household_id).all(
                    connection_id=self._connection_id
                )
                if not row.is_closed
            ]
        if refusals and not known:
            raise refusals[0]
        self._report.problems += [
            f"The list of accounts could not be read: {error.detail}"
            for error in refusals
            if not isinstance(error, AccessDeniedError)
        ]
        self._report.accounts = len(known)
        self._steps_total = len(known) + 1
        self._step("Reading accounts")
        return known

    def _read_account(self, known: _Known) -> None:
        self._save_progress(known.name)
        steps: list[tuple[str, Callable[[_Known], None]]] = [(_BALANCE, self._balance)]
        if self._kind != ACCOUNTS:
            # Deep history first: the bank may give it for minutes only.
            steps = [(_BOOKED, self._booked), *steps, (_PENDING, self._pending)]
            if known.has_mandates:
                steps += [
                    (_DIRECT_DEBITS, self._direct_debits),
                    (_STANDING_ORDERS, self._standing_orders),
                ]
        for what, read in steps:
            if what in known.unsupported:
                continue
            try:
                read(known)
            except EndpointNotSupportedError:
                self._remember_unsupported(known.account_id, what)
            except ConsentEndedError:
                raise
            except AccessDeniedError as error:
                # Mandates and pending rows are often refused where there are none.
                if what in (_BALANCE, _BOOKED):
                    self._problem(known.name, what, error)
            except BankError as error:
                self._problem(known.name, what, error)
        self._step(known.name)

    def _check(self, known: _Known) -> None:
        """See whether all rows are there, now that rows and balance are both new."""
        if self._kind == ACCOUNTS:
            return
        with self._access.unit_of_work() as session:
            completeness.check(
                session,
                account=self._account(session, known.account_id),
                read_from=self._today() - _WINDOW,
                now=self._clock.now(),
            )

    def _problem(self, name: str, what: str, error: BankError) -> None:
        self._report.problems.append(f"{name}: {what} could not be read. {error.detail}")
        _log.info("bank not read", what=what, error_code=error.code)

    def _balance(self, known: _Known) -> None:
        balance = self._ask(lambda bank: bank.balance(known.ref))
        with self._access.unit_of_work() as session:
            feed.save_balance(self._account(session, known.account_id), balance)

    def _booked(self, known: _Known) -> None:
        today, ref, since = self._today(), known.ref, known.since
        unread_before = self._unread_rows(ref)
        if self._kind == BACK_FILL or since is None:
            history = self._ask(lambda bank: deepest_history(bank, ref, today=today))
            fetched, first_on, after = history.transactions, history.first_on, None
            if since is not None:
                after = history.first_on
        else:
            first_on = max(since, today - _WINDOW)
            fetched = self._ask(
                lambda bank: bank.transactions(ref, first_on=first_on, last_on=today)
            )
            after = first_on
        unread = self._unread_rows(ref) - unread_before
        if unread:
            self._report.problems.append(
                f"{unread} transactions could not be understood and were left out."
            )
        with self._access.unit_of_work() as session:
            account = self._account(session, known.account_id)
            tally = rows.save_booked(
                session,
                self._access.evidence,
                account=account,
                fetched=fetched,
                after=after,
                is_complete=not unread,
                now=self._clock.now(),
            )
            account.transactions_from = min(since or first_on, first_on)
        self._report.tally.count(tally)

    def _unread_rows(self, ref: AccountRef) -> int:
        return sum(
            problem.provider_account_id == ref.provider_account_id
            for problem in self._session().problems
        )

    def _pending(self, known: _Known) -> None:
        fetched = self._ask(lambda bank: bank.pending(known.ref))
        with self._access.unit_of_work() as session:
            account = self._account(session, known.account_id)
            tally = rows.save_pending(
                session,
                self._access.evidence,
                account=account,
                fetched=fetched,
                now=self._clock.now(),
            )
        self._report.tally.count(tally)

    def _direct_debits(self, known: _Known) -> None:
        mandates = self._ask(lambda bank: bank.direct_debits(known.ref))
        with self._access.unit_of_work() as session:
            account = self._account(session, known.account_id)
            feed.save_direct_debits(session, account=account, mandates=mandates)

    def _standing_orders(self, known: _Known) -> None:
        orders = self._ask(lambda bank: bank.standing_orders(known.ref))
        with self._access.unit_of_work() as session:
            account = self._account(session, known.account_id)
            feed.save_standing_orders(session, account=account, orders=orders)

    # What is known

    def _connection(self, session: Session) -> Connection:
        found = ConnectionRepository(session, household_id=self._household_id).get(
            self._connection_id, for_update=True
        )
        if found is None:
            raise _GoneError("This bank was disconnected.")
        return found

    def _account(self, session: Session, account_id: UUID) -> Account:
        found = AccountRepository(session, household_id=self._household_id).get(
            account_id, for_update=True
        )
        if found is None:
            raise _GoneError("This account was removed.")
        return found

    def _remember_unsupported(self, account_id: UUID, what: str) -> None:
        with self._access.unit_of_work() as session:
            account = self._account(session, account_id)
            account.unsupported = sorted({*account.unsupported, what})

    # Progress and end

    def _step(self, doing: str) -> None:
        self._steps_done += 1
        self._save_progress(doing)

    def _save_progress(self, doing: str) -> None:
        with self._access.unit_of_work() as session:
            found = part_of_job(session, self._part_id)
            if found is not None:
                self._write(found[0])
                found[0].doing = doing

    def _write(self, part: SyncPart) -> None:
        report = self._report
        part.steps_done, part.steps_total = self._steps_done, self._steps_total
        part.accounts, part.added = report.accounts, report.tally.added
        part.updated, part.removed = report.tally.updated, report.tally.removed
        part.problems = list(report.problems)
        part.calls = self._calls_before + (self._bank.calls_made if self._bank else 0)

    def _finish(self, failure: BankError | None) -> None:
        now = self._clock.now()
        with self._access.unit_of_work() as session:
            found = part_of_job(session, self._part_id)
            if found is None:
                return
            part = found[0]
            self._write(part)
            part.doing, part.finished_at = None, now
            connection = self._connection(session)
            if failure is not None:
                part.status = "failed"
                connecting.note_failure(connection, failure)
                return
            part.status = "partial" if self._report.problems else "succeeded"
            connection.status = "active"
            connection.last_synced_at = now
            connection.last_error = self._report.problems[0] if self._report.problems else None


class _GoneError(BankError):
    """The connection or account was removed while it was being read."""

    code: ClassVar[str] = "gone"
