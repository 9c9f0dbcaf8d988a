"""Reading one bank to its end: who it is, what it shares, then account by account."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from app.bank.errors import (
    AccessDeniedError,
    BankError,
    BankUnavailableError,
    ConsentEndedError,
    EndpointNotSupportedError,
    ProviderGoneError,
    RateLimitedError,
    TokenRejectedError,
)
from app.bank.protocol import BankAccount, BankSession, Consent, Family
from app.core.clock import Clock
from app.models.banking import Account, Connection
from app.repositories.banking import AccountRepository, ConnectionRepository
from app.repositories.syncing import ReadingRepository
from app.services.feed import connecting, feed, schedule
from app.services.feed.account_reading import AccountReading
from app.services.feed.account_steps import ACCOUNTS, BACK_FILL, Known, Outcome
from app.services.feed.allowance import Allowance
from app.services.feed.connecting import BankAccess
from app.services.feed.part_log import FAILED, PARTIAL, SUCCEEDED, GoneError, PartLog, Started

# How long after asking a person is still there to be named to the bank.
PRESENCE = timedelta(minutes=5)
# A bank may come to offer what it did not.
_OFFER_LASTS = timedelta(days=30)
# An extension shows in what the bank tells of the consent only after a while.
_EXTENSION_SHOWS_WITHIN = timedelta(days=1)
_LISTS = {Family.ACCOUNT: "accounts", Family.CARD: "cards"}
_AUTHORISED = ("authorised", "authorized")

_log = structlog.get_logger(__name__)


class BankReading:
    """One part under way."""

    def __init__(
        self, *, access: BankAccess, part_id: UUID, started: Started, clock: Clock
    ) -> None:
        self._access = access
        self._started = started
        self._clock = clock
        self._log = PartLog(access.unit_of_work, part_id=part_id, attempt=started.attempt)
        is_present = started.asked_at is not None and clock.now() - started.asked_at <= PRESENCE
        self._psu_ip = started.psu_ip if is_present else None
        self._is_attended = is_present
        self._allowance = Allowance(
            access.unit_of_work,
            connection_id=started.connection_id,
            is_attended=is_present,
            clock=clock,
        )
        self._token: str | None = None
        self._bank: BankSession | None = None
        self._calls_before = 0
        self._has_problem = False
        self._listed: set[str] = set()
        self._unlisted_families: set[str] = set()

    def run(self) -> None:
        """Read everything, and close the part with what came of it.

        :raises SupersededError: if another worker has taken the part over.
        """
        outcome = Outcome()
        failure: BankError | None = None
        try:
            self._read_consent()
            self._read_accounts(outcome)
        except TokenRejectedError:
            failure = AccessDeniedError(
                "The bank does not accept our key, not even a new one. Renew the connection."
            )
        except BankError as error:
            failure = error
        if failure is None and not outcome.read and (outcome.refused or outcome.failed):
            failure = self._why_nothing(outcome)
        self._finish(failure, outcome)

    def give_up(self) -> None:
        """Close the part after a fault of ours, so that it is tried again later."""
        failure = BankError("Something went wrong here, not at the bank. It is tried again later.")
        self._finish(failure, Outcome(may_retry=True))

    # The wire

    def _ask[Answer](
        self, step: str, provider_account_id: str, question: Callable[[BankSession], Answer]
    ) -> Answer:
        """Ask the bank, once more with a new token if it refuses the one we have."""
        self._allowance.spend(step, provider_account_id)
        before = self._calls()
        try:
            try:
                return question(self._session())
            except TokenRejectedError:
                self._open(rejected=self._token)
                return question(self._session())
        finally:
            self._allowance.also_spent(self._calls() - before - 1, step, provider_account_id)

    def _ask_lists(self, family: Family) -> list[BankAccount]:
        if family is Family.CARD:
            return list(self._ask(_LISTS[family], "", lambda bank: bank.cards()))
        return list(self._ask(_LISTS[family], "", lambda bank: bank.accounts()))

    def _session(self) -> BankSession:
        if self._bank is None:
            self._open(rejected=None)
        assert self._bank is not None  # noqa: S101 - _open has just set it
        return self._bank

    def _calls(self) -> int:
        return self._calls_before + (self._bank.calls_made if self._bank else 0)

    def _open(self, *, rejected: str | None) -> None:
        self._token = self._fresh_token(rejected)
        if self._bank is not None:
            self._calls_before += self._bank.calls_made
        self._bank = self._access.provider.open(access_token=self._token, psu_ip=self._psu_ip)

    def _fresh_token(self, rejected: str | None) -> str:
        return connecting.fresh_access_token(
            self._access,
            connection_id=self._started.connection_id,
            household_id=self._started.household_id,
            now=self._clock.now(),
            rejected=rejected,
        )

    def _today(self) -> date:
        # Banks refuse a day that has not begun for them, and they count in UTC.
        return self._clock.fixed_on or self._clock.now().astimezone(UTC).date()

    # The steps

    def _read_consent(self) -> None:
        """Learn when the consent ends; this is TrueLayer's to say and spends no bank call."""
        try:
            try:
                consent = self._session().consent()
            except TokenRejectedError:
                self._open(rejected=self._token)
                consent = self._session().consent()
        except (ConsentEndedError, ProviderGoneError, TokenRejectedError):
            raise
        except BankError as error:
            _log.info("consent not read", error_code=error.code)
            return
        with self._log.writing() as (session, _part):
            self._keep_consent(session, consent)

    def _keep_consent(self, session: Session, consent: Consent) -> None:
        connection = self._connection(session)
        connection.credentials_id = consent.credentials_id or connection.credentials_id
        if consent.provider_name and connection.display_name == connection.provider_id:
            connection.display_name = consent.provider_name
        state = self._memory(session).state()
        known, told = connection.consent_expires_at, consent.expires_at
        if state.extended_at is not None:
            is_fresh = self._clock.now() - state.extended_at < _EXTENSION_SHOWS_WITHIN
            if is_fresh and known is not None and (told is None or told < known):
                return
            state.extended_at = None
        connection.consent_expires_at = told

    def _read_accounts(self, outcome: Outcome) -> None:
        """Store what the bank lists; where it does not list, go on with what is known."""
        refusals = self._read_lists(outcome)
        with self._log.writing() as (session, _part):
            known = self._known(session)
        if refusals and not known:
            raise refusals[0]
        for error in refusals:
            if not isinstance(error, AccessDeniedError):
                self._has_problem = True
                self._log.problem(f"The list of accounts could not be read: {error.detail}")
        kind = self._started.kind
        done = self._log.begin_accounts(
            [(one.account_id, one.name, len(one.steps(kind))) for one in known]
        )
        for one in known:
            reading = AccountReading(
                known=one,
                kind=kind,
                household_id=self._started.household_id,
                connection_id=self._started.connection_id,
                log=self._log,
                allowance=self._allowance,
                evidence=self._access.evidence,
                ask=self._ask,
                calls=self._calls,
                today=self._today(),
                now=self._clock.now,
                is_attended=self._is_attended,
                is_listed=(
                    one.ref.provider_account_id in self._listed
                    or one.ref.family in self._unlisted_families
                ),
                outcome=outcome,
                done=done.get(one.account_id, []),
            )
            self._has_problem |= reading.run()

    def _read_lists(self, outcome: Outcome) -> list[BankError]:
        refusals: list[BankError] = []
        with self._log.writing() as (session, _part):
            unsupported = self._offer(session)
        for family, name in _LISTS.items():
            if name in unsupported:
                continue
            try:
                shared = self._ask_lists(family)
            except EndpointNotSupportedError as error:
                if self._has_given(family):
                    self._unlisted_families.add(family)
                    refusals.append(error)
                    outcome.wait_until(None)
                else:
                    self._remember_unsupported(name)
                continue
            except (ConsentEndedError, ProviderGoneError):
                raise
            except BankError as error:
                self._unlisted_families.add(family)
                refusals.append(error)
                if isinstance(error, RateLimitedError | BankUnavailableError):
                    outcome.wait_until(self._allowance.heed(error, name))
                continue
            self._listed |= {one.provider_account_id for one in shared}
            self._save_listed(shared)
        return refusals

    def _has_given(self, family: Family) -> bool:
        """Return whether the bank has listed accounts of that family before."""
        with self._log.writing() as (session, _part):
            return any(one.ref.family is family for one in self._known(session))

    def _save_listed(self, shared: list[BankAccount]) -> None:
        with self._log.writing() as (session, _part):
            connection = self._connection(session)
            for bank_account in shared:
                feed.save_account(
                    session,
                    connection=connection,
                    shared=bank_account,
                    settings=self._access.settings,
                )

    def _offer(self, session: Session) -> frozenset[str]:
        """Return the lists this bank is known not to have, unless it is time to look again."""
        state = self._memory(session).state()
        if self._is_to_ask_again(state.unsupported_at):
            state.unsupported, state.unsupported_at = [], None
        return frozenset(state.unsupported)

    def _known(self, session: Session) -> list[Known]:
        rows = AccountRepository(session, household_id=self._started.household_id).all(
            connection_id=self._started.connection_id
        )
        return [self._known_of(session, row) for row in rows if not row.is_closed]

    def _known_of(self, session: Session, row: Account) -> Known:
        state = self._memory(session).account_state(row.id)
        if row.unsupported and self._is_to_ask_again(state.unsupported_at):
            row.unsupported, state.unsupported_at = [], None
        return Known.of(row, state)

    def _is_to_ask_again(self, learnt_at: datetime | None) -> bool:
        """Return whether what the bank did not offer is asked for again: now and then, and anew."""
        if self._started.kind == BACK_FILL and self._started.attempt == 1:
            return True
        return learnt_at is None or self._clock.now() - learnt_at > _OFFER_LASTS

    def _remember_unsupported(self, name: str) -> None:
        with self._log.writing() as (session, _part):
            state = self._memory(session).state()
            state.unsupported = sorted({*state.unsupported, name})
            state.unsupported_at = state.unsupported_at or self._clock.now()

    def _memory(self, session: Session) -> ReadingRepository:
        return ReadingRepository(session, connection_id=self._started.connection_id)

    def _connection(self, session: Session) -> Connection:
        found = ConnectionRepository(session, household_id=self._started.household_id).get(
            self._started.connection_id, for_update=True
        )
        if found is None:
            raise GoneError("This bank was disconnected.")
        return found

    # The end

    def _why_nothing(self, outcome: Outcome) -> BankError:
        """Say why nothing could be read; a refresh tells an ended consent from a bad day."""
        if outcome.failed or self._token is None:
            return BankUnavailableError("Nothing could be read. What was known is kept.")
        try:
            self._fresh_token(self._token)
        except ConsentEndedError as error:
            return error
        except BankError as error:
            _log.info("consent not proven", error_code=error.code)
        return AccessDeniedError(
            "The bank refuses everything that was shared. If this goes on, renew the connection."
        )

    def _finish(self, failure: BankError | None, outcome: Outcome) -> None:
        now = self._clock.now()
        if isinstance(failure, RateLimitedError | BankUnavailableError):
            outcome.wait_until(None if outcome.retry_at else self._allowance.heed(failure, "bank"))
        try:
            with self._log.writing() as (session, part):
                connection = self._connection(session)
                memory = self._memory(session)
                status = PARTIAL if self._has_problem else SUCCEEDED
                connection.last_error = None
                if failure is not None:
                    status = FAILED
                    connecting.note_failure(connection, failure)
                else:
                    connection.status = "active"
                    if outcome.read or not outcome.postponed:
                        connection.last_synced_at = now
                    connection.last_error = part.problems[0] if part.problems else None
                next_try_at = schedule.plan(
                    memory.state(),
                    every=timedelta(hours=self._access.settings.sync_every_hours),
                    outcome=outcome,
                    is_whole=self._started.kind != ACCOUNTS,
                    now=now,
                )
                memory.forget_calls(before=now - timedelta(days=2))
                if self._started.kind != ACCOUNTS:
                    household_id = self._started.household_id
                    self._access.queue.detect_commitments(session, household_id=household_id)
                self._log.finish(
                    session,
                    part,
                    status=status,
                    problem=failure.detail if failure else None,
                    calls=self._calls(),
                    now=now,
                    next_try_at=next_try_at,
                )
        except GoneError:
            _log.info("connection gone while it was read")
