"""When a bank is asked next by itself: regularly, and sooner or later after a bad day."""

import secrets
from datetime import datetime, timedelta

from app.models.syncing import ConnectionState
from app.services.feed.account_steps import Outcome

# A bank that was away may be back soon; one that stays away is asked less and less.
_BACK_OFF = (
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(minutes=45),
    timedelta(hours=2),
)
_SPREAD = 0.1


def plan(
    state: ConnectionState, *, every: timedelta, outcome: Outcome, is_whole: bool, now: datetime
) -> datetime | None:
    """Write down when to ask next; return it where it is another try of what failed.

    A whole reading without a reason to come back is due again after ``every``, a little later
    so that many installations do not ask on the same minute, and never within the hour in which
    the same question is answered from a cache.
    """
    if outcome.may_retry:
        wait = _BACK_OFF[min(state.failures, len(_BACK_OFF) - 1)]
        state.failures += 1
        retry_at = max(now + _later(min(wait, every)), outcome.retry_at or now)
        state.next_sync_at = retry_at
        return retry_at
    if is_whole:
        state.failures = 0
        state.next_sync_at = now + _later(every)
    return None


def _later(wait: timedelta) -> timedelta:
    """Return the wait with up to a tenth more, by chance."""
    thousand = 1000
    return wait * (1 + _SPREAD * secrets.randbelow(thousand) / thousand)
