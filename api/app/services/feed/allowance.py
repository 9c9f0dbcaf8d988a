"""How often a bank may be asked with nobody present, kept as a budget and spent knowingly."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from app.bank.errors import BankUnavailableError, RateLimitedError
from app.core.clock import Clock
from app.core.db import UnitOfWork
from app.repositories.syncing import Endpoint, ReadingRepository

CALLS_A_DAY = 4
_DAY = timedelta(hours=24)
_LONDON = ZoneInfo("Europe/London")


class NotNowError(RateLimitedError):
    """The bank was not asked: its calls are spent, or it wants to be left alone."""

    code = "not_now"

    def __init__(self, detail: str, *, until: datetime) -> None:
        super().__init__(detail, until_tomorrow=True)
        self.until = until


class Allowance:
    """What may be asked of one connection now. A person's presence lifts the daily limit."""

    def __init__(
        self, unit_of_work: UnitOfWork, *, connection_id: UUID, is_attended: bool, clock: Clock
    ) -> None:
        self._unit_of_work = unit_of_work
        self._connection_id = connection_id
        self._is_attended = is_attended
        self._clock = clock

    def spend(self, name: str, provider_account_id: str = "") -> None:
        """Write down one call before it is made, so that a crash does not forget it.

        :raises NotNowError: if it must not be made.
        """
        now, endpoint = self._clock.now(), self._endpoint(name, provider_account_id)
        with self._unit_of_work() as session:
            memory = ReadingRepository(session, connection_id=self._connection_id)
            hold = memory.hold(endpoint)
            if hold is not None and hold.until > now and not (hold.is_quota and self._is_attended):
                raise NotNowError(
                    f"The bank wants to be left alone until {told(hold.until, now=now)}.",
                    until=hold.until,
                )
            if self._is_attended:
                return
            made = memory.calls_since(endpoint, since=now - _DAY)
            if len(made) >= CALLS_A_DAY:
                until = made[-CALLS_A_DAY] + _DAY
                raise NotNowError(
                    f"The {CALLS_A_DAY} calls a day that the bank allows while nobody asks are "
                    f"used; the next is at {told(until, now=now)}.",
                    until=until,
                )
            memory.add_call(endpoint, now=now)

    def also_spent(self, calls: int, name: str, provider_account_id: str = "") -> None:
        """Write down the repeats of a call: a failed one spends the bank's quota too."""
        if self._is_attended or calls <= 0:
            return
        now, endpoint = self._clock.now(), self._endpoint(name, provider_account_id)
        with self._unit_of_work() as session:
            memory = ReadingRepository(session, connection_id=self._connection_id)
            for _ in range(calls):
                memory.add_call(endpoint, now=now)

    def heed(
        self,
        error: RateLimitedError | BankUnavailableError,
        name: str,
        provider_account_id: str = "",
    ) -> datetime | None:
        """Remember a wait that the bank asked for; return its end, if it named one."""
        if isinstance(error, NotNowError):
            return error.until
        now, endpoint = self._clock.now(), self._endpoint(name, provider_account_id)
        is_quota = isinstance(error, RateLimitedError) and error.until_tomorrow
        if error.retry_after is None and not is_quota:
            return None
        with self._unit_of_work() as session:
            memory = ReadingRepository(session, connection_id=self._connection_id)
            until = now + (error.retry_after or _DAY)
            if error.retry_after is None:
                # The bank's day began with the first call it still counts, as far as we know.
                made = memory.calls_since(endpoint, since=now - _DAY)
                until = made[0] + _DAY if made else until
            memory.keep_hold(endpoint, until=until, is_quota=is_quota)
        return until

    def _endpoint(self, name: str, provider_account_id: str) -> Endpoint:
        return Endpoint(
            connection_id=self._connection_id, provider_account_id=provider_account_id, name=name
        )


def told(moment: datetime, *, now: datetime) -> str:
    """Return the moment as a person says it: the time, and the day if it is another."""
    local = moment.astimezone(_LONDON)
    if local.date() == now.astimezone(_LONDON).date():
        return f"{local:%H:%M}"
    return f"{local:%H:%M} on {local.day} {local:%B}"
