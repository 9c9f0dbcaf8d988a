"""Reading one account, step by step: what a step brings is stored at once, with its count."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from app.bank.errors import (
    AccessDeniedError,
    AccountUnknownError,
    BankError,
    BankUnavailableError,
    ConsentEndedError,
    DateRangeRefusedError,
    EndpointNotSupportedError,
    RateLimitedError,
    TokenRejectedError,
)
from app.bank.history import HISTORY_DEPTHS, deepest_history
from app.bank.protocol import (
    BankSession,
    BookedPage,
    BookedRows,
)
from app.models.banking import Account
from app.models.syncing import AccountState
from app.repositories.banking import AccountRepository
from app.repositories.syncing import ReadingRepository
from app.services.feed import completeness, feed, rows
from app.services.feed.account_steps import (
    ACCOUNTS,
    BACK_FILL,
    BALANCE,
    BOOKED,
    CORE,
    DIRECT_DEBITS,
    PENDING,
    STANDING_ORDERS,
    Asking,
    Known,
    Outcome,
)
from app.services.feed.allowance import Allowance, NotNowError
from app.services.feed.evidence import Evidence
from app.services.feed.part_log import FAILED, PARTIAL, SUCCEEDED, GoneError, PartLog

# What a bank serves without a fresh sign-in, and what it may still serve where it refuses that.
_WINDOW = HISTORY_DEPTHS[-1]
_NARROWER = (timedelta(days=30), timedelta(days=7))
# Late rows are stamped days back; with nobody waiting, one wide look a day is enough.
_OVERLAP = timedelta(days=14)
_WIDE_WEEKLY = timedelta(days=7)

_log = structlog.get_logger(__name__)


@dataclass(slots=True, kw_only=True)
class AccountReading:
    """One account of a part under way."""

    known: Known
    kind: str
    household_id: UUID
    connection_id: UUID
    log: PartLog
    allowance: Allowance
    evidence: Evidence
    ask: Asking
    calls: Callable[[], int]
    today: date
    now: Callable[[], datetime]
    is_attended: bool
    is_listed: bool
    outcome: Outcome
    done: list[str]
    _problems: list[str] = field(default_factory=list)
    _core_read: int = 0
    _core_wanted: int = 0
    _has_problem: bool = False

    def run(self) -> bool:
        """Take every step not taken yet; return whether anything was amiss.

        :raises ConsentEndedError: if the consent turns out to be over.
        """
        reads: dict[str, Callable[[], None]] = {
            BALANCE: self._balance,
            BOOKED: self._booked,
            PENDING: self._pending,
            DIRECT_DEBITS: self._direct_debits,
            STANDING_ORDERS: self._standing_orders,
        }
        steps = self.known.steps(self.kind)
        self._core_wanted = sum(step in CORE for step in steps)
        for step in steps:
            if step in self.done:
                self._core_read += step in CORE
                self.outcome.read += step in CORE
                continue
            self.log.doing(self.known.account_id, step, calls=self.calls())
            self._problems.clear()
            self._take(step, reads[step])
            self._has_problem |= bool(self._problems)
            self.log.step_done(
                self.known.account_id, step, problems=self._problems, calls=self.calls()
            )
        self._finish()
        return self._has_problem

    def _take(self, step: str, read: Callable[[], None]) -> None:
        try:
            read()
        except EndpointNotSupportedError as error:
            self._not_offered(step, error)
        except ConsentEndedError:
            raise
        except AccountUnknownError as error:
            self._unknown(step, error)
        except (AccessDeniedError, TokenRejectedError) as error:
            # Mandates and pending rows are often refused where there are none.
            if step in CORE:
                self.outcome.refused += 1
                self._problem(step, error)
        except (RateLimitedError, BankUnavailableError) as error:
            if isinstance(error, NotNowError):
                self.outcome.postponed += step in CORE
            else:
                self.outcome.failed += step in CORE
            until = self.allowance.heed(error, step, self.known.ref.provider_account_id)
            self.outcome.wait_until(until)
            self._problem(step, error)
        except BankError as error:
            self.outcome.failed += step in CORE
            self._problem(step, error)
        else:
            self._count_read(step)
            self._remember_offered(step)

    def _finish(self) -> None:
        status = SUCCEEDED
        if self._has_problem:
            status = PARTIAL if self._core_read else FAILED
        if self.kind != ACCOUNTS:
            with self.log.writing() as (session, _part):
                if self._core_read == self._core_wanted:
                    self._state(session).read_at = self.now()
                # Now that rows and balance are both new: are all rows there?
                completeness.check(
                    session,
                    account=self._account(session),
                    read_from=self.today - _WINDOW,
                    now=self.now(),
                )
        self.log.account_done(self.known.account_id, status=status)

    def _problem(self, step: str, error: BankError) -> None:
        self._problems.append(f"{step} could not be read. {error.detail}")
        _log.info("bank not read", what=step, error_code=error.code)

    def _unknown(self, step: str, error: AccountUnknownError) -> None:
        """Close an account that the bank neither lists nor knows; its history stays."""
        if self.is_listed or step not in CORE:
            self.outcome.failed += step in CORE
            if step in CORE:
                self._problem(step, error)
            return
        with self.log.writing() as (session, _part):
            account = self._account(session)
            if not account.is_closed:
                account.is_closed, account.in_cash_pool = True, False
                self._problems.append("the bank has this account no longer. Its history is kept.")
        self.outcome.read += 1

    # The steps

    def _ask[Answer](self, step: str, question: Callable[[BankSession], Answer]) -> Answer:
        return self.ask(step, self.known.ref.provider_account_id, question)

    def _balance(self) -> None:
        balance = self._ask(BALANCE, lambda bank: bank.balance(self.known.ref))
        with self.log.writing() as (session, _part):
            feed.save_balance(self._account(session), balance)

    def _pending(self) -> None:
        fetched = self._ask(PENDING, lambda bank: bank.pending(self.known.ref))
        with self.log.writing() as (session, part):
            tally = rows.save_pending(
                session,
                self.evidence,
                account=self._account(session),
                fetched=fetched,
                now=self.now(),
            )
            self.log.count(session, part, account_id=self.known.account_id, tally=tally)

    def _direct_debits(self) -> None:
        mandates = self._ask(DIRECT_DEBITS, lambda bank: bank.direct_debits(self.known.ref))
        with self.log.writing() as (session, _part):
            feed.save_direct_debits(
                session, account=self._account(session), mandates=mandates, seen_on=self.today
            )

    def _standing_orders(self) -> None:
        orders = self._ask(STANDING_ORDERS, lambda bank: bank.standing_orders(self.known.ref))
        with self.log.writing() as (session, _part):
            feed.save_standing_orders(
                session, account=self._account(session), orders=orders, seen_on=self.today
            )

    def _booked(self) -> None:
        booked, first_on = self._booked_rows()
        try:
            self._save_booked(booked, first_on=first_on)
        finally:
            booked.close()
        if booked.unread:
            self._problems.append(
                f"{booked.unread} transactions could not be understood and were left out."
            )

    def _booked_rows(self) -> tuple[BookedRows, date]:
        """Return the rows and the first day the bank gave them from."""
        ref, today = self.known.ref, self.today
        if self.is_attended and (self.kind == BACK_FILL or self.known.since is None):
            history = self._ask(BOOKED, lambda bank: deepest_history(bank, ref, today=today))
            return history.rows, history.first_on
        *wider, narrowest = self._first_days()
        for first_on in wider:
            try:
                return self._window(first_on), first_on
            except (AccessDeniedError, DateRangeRefusedError) as error:
                _log.info("window narrowed", error_code=error.code, days=(today - first_on).days)
        return self._window(narrowest), narrowest

    def _window(self, first_on: date) -> BookedRows:
        ref, today = self.known.ref, self.today
        return self._ask(BOOKED, lambda bank: bank.booked(ref, first_on=first_on, last_on=today))

    def _first_days(self) -> list[date]:
        """Return the days to ask from, the one wanted first, then what banks refuse less."""
        known, today = self.known, self.today
        wide = today - _WINDOW
        is_narrow_enough = not self.is_attended and known.widely_read_on == today
        wanted = today - _OVERLAP if is_narrow_enough else wide
        if known.booked_to is not None:
            # After a long silence the window reaches back to where the reading stopped.
            wanted = min(wanted, known.booked_to - _OVERLAP)
        if known.since is not None:
            wanted = max(wanted, min(known.since, today))
        narrower = [wide, *(today - days for days in _NARROWER)]
        return [wanted, *(day for day in narrower if day > wanted)]

    def _save_booked(self, booked: BookedRows, *, first_on: date) -> None:
        known = self.known
        # With nothing stored before, every row is inside; else the first day is left as it is.
        after = None if known.since is None else first_on
        pages = booked.pages()
        page = next(pages)
        while True:
            following = next(pages, None)
            self._save_page(page, booked=booked, after=after, is_last=following is None)
            if following is None:
                break
            after, page = page.last_on, following
        with self.log.writing() as (session, _part):
            account, state = self._account(session), self._state(session)
            account.transactions_from = min(known.since or first_on, first_on)
            self._note_gap(state, first_on=first_on)
            state.booked_to = self.today
            if first_on <= self.today - _WINDOW:
                state.widely_read_on = self.today

    def _save_page(
        self, page: BookedPage, *, booked: BookedRows, after: date | None, is_last: bool
    ) -> None:
        with self.log.writing() as (session, part):
            memory = ReadingRepository(session, connection_id=self.connection_id)
            account_id, digest = self.known.account_id, None
            if booked.is_large:
                digest = page.digest
                if not self._is_due_anyway() and digest == memory.page_digest(
                    account_id, first_on=page.first_on, last_on=page.last_on
                ):
                    return
            tally = rows.save_booked(
                session,
                self.evidence,
                account=self._account(session),
                fetched=page.rows,
                after=after,
                until=None if is_last else page.last_on,
                is_complete=not booked.unread,
                now=self.now(),
            )
            self.log.count(session, part, account_id=account_id, tally=tally)
            if digest is not None and not booked.unread:
                memory.keep_page_digest(
                    account_id, first_on=page.first_on, last_on=page.last_on, digest=digest
                )

    def _is_due_anyway(self) -> bool:
        """Return whether pages are compared row by row although they look unchanged."""
        read_on = self.known.widely_read_on
        return read_on is None or self.today - read_on >= _WIDE_WEEKLY

    def _note_gap(self, state: AccountState, *, first_on: date) -> None:
        """Remember the days between the last reading and this that the bank would not show."""
        if state.gap_from is not None and first_on <= state.gap_from:
            state.gap_from = state.gap_until = None
        stopped = self.known.booked_to
        if stopped is not None and first_on > stopped + timedelta(days=1):
            state.gap_from = min(state.gap_from or stopped, stopped)
            state.gap_until = first_on - timedelta(days=1)
            self._problems.append(
                f"rows of {_told(state.gap_from)} to {_told(state.gap_until)} may be missing: the "
                "bank shows them only after a fresh sign-in. Renew the connection to fetch them."
            )

    # What is known

    def _account(self, session: Session) -> Account:
        found = AccountRepository(session, household_id=self.household_id).get(
            self.known.account_id, for_update=True
        )
        if found is None:
            raise GoneError("This account was removed.")
        return found

    def _state(self, session: Session) -> AccountState:
        memory = ReadingRepository(session, connection_id=self.connection_id)
        return memory.account_state(self.known.account_id)

    def _count_read(self, step: str) -> None:
        self.outcome.read += step in CORE
        self._core_read += step in CORE

    def _not_offered(self, step: str, error: EndpointNotSupportedError) -> None:
        """Remember what this bank does not have, but not of what it has given before."""
        if step not in self.known.offered:
            self._remember_unsupported(step)
            self._count_read(step)
        elif step in CORE:
            self.outcome.failed += 1
            self.outcome.wait_until(None)
            self._problem(step, error)

    def _remember_offered(self, step: str) -> None:
        if step in self.known.offered:
            return
        with self.log.writing() as (session, _part):
            state = self._state(session)
            state.offered = sorted({*state.offered, step})

    def _remember_unsupported(self, step: str) -> None:
        with self.log.writing() as (session, _part):
            account = self._account(session)
            account.unsupported = sorted({*account.unsupported, step})
            state = self._state(session)
            state.unsupported_at = state.unsupported_at or self.now()


def _told(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
