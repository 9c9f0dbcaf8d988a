"""How old each bank's news is, and saying so beside every figure that it touches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from app.models.banking import Account, Connection
from app.services.feed import completeness, connecting
from app.services.figures.expectations import Outlook

_DISCONNECTED = "revoked"
_SECONDS_PER_HOUR = 3600
# Four readings a day are usual: a day without one is worth a word.
_STALE_AFTER = timedelta(hours=24)
_LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedAge:
    """How old a bank's news is: as old as that of the account read longest ago.

    ``sentence`` says what is the matter with it, ``None`` if nothing is.
    """

    connection: Connection
    account_ids: Sequence[UUID]
    age_hours: float | None
    status: connecting.Status
    sentence: str | None
    quality: str | None


def feed_ages(outlook: Outlook, *, now: datetime) -> list[FeedAge]:
    """Return the age of every connected bank's news, oldest connection first."""
    return [
        _age(
            row,
            [
                each
                for each in outlook.accounts
                if each.connection_id == row.id and not each.is_closed
            ],
            read_at=outlook.read_at.get(row.id) or row.last_synced_at,
            now=now,
        )
        for row in outlook.connections
        if row.status != _DISCONNECTED
    ]


def _age(
    row: Connection, shared: Sequence[Account], *, read_at: datetime | None, now: datetime
) -> FeedAge:
    status = connecting.status_of(row, now=now)
    return FeedAge(
        connection=row,
        account_ids=[each.id for each in shared],
        age_hours=(
            None
            if read_at is None
            else round((now - read_at).total_seconds() / _SECONDS_PER_HOUR, 2)
        ),
        status=status,
        sentence=_sentence(row, shared, status=status, read_at=read_at, now=now),
        quality=_quality(shared),
    )


def _sentence(
    row: Connection,
    shared: Sequence[Account],
    *,
    status: connecting.Status,
    read_at: datetime | None,
    now: datetime,
) -> str | None:
    if read_at is None:
        return f"{row.display_name} has not been read yet."
    is_stale = now - read_at > _STALE_AFTER
    if status != "expired" and not is_stale:
        return None
    local = read_at.astimezone(_LONDON)
    named = ", ".join(each.name for each in shared) or "nothing"
    why = "Its consent has ended: renew it." if status == "expired" else "It could not be read."
    return f"{row.display_name} ({named}) is as it was on {local.day} {local:%B}. {why}"


def _quality(shared: Sequence[Account]) -> str | None:
    found = completeness.worst(list(shared))
    if found is None:
        return None
    account, quality = found
    return f"{account.name}: {quality.sentence}" if len(shared) > 1 else quality.sentence
