"""Consents that end: who has to renew what, and telling them in time, once a step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.config import Settings
from app.core.db import UnitOfWork
from app.core.notify import can_notify, notify
from app.models.banking import Connection
from app.repositories.people import PeopleRepository
from app.repositories.syncing import claim_reminder, consents_ending, note_reminder_sent

# Days before the end at which a person is asked, and the end itself.
STEPS = (14, 7, 2, 0)
_AGAIN_AFTER = timedelta(minutes=50)
_TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentToRenew:
    """A bank whose consent ends soon or has ended; ``step`` is the last of 14, 7, 2, 0 reached."""

    connection_id: UUID
    household_id: UUID
    display_name: str
    provider_id: str
    expires_at: datetime | None
    days_left: int
    step: int


def consents_to_renew(session: Session, household_id: UUID, now: datetime) -> list[ConsentToRenew]:
    """Return the household's consents that want renewing, soonest first."""
    return _to_renew(
        consents_ending(session, before=now + timedelta(days=STEPS[0]), household_id=household_id),
        now=now,
    )


def send_due(unit_of_work: UnitOfWork, *, settings: Settings, now: datetime) -> int:
    """Tell every household what it has not been told of yet; return how many messages went.

    A step is taken before its message is sent, so that two workers send it once; one that could
    not be sent is tried again some hours long.
    """
    if not can_notify(settings):
        return 0
    with unit_of_work() as session:
        due = _to_renew(consents_ending(session, before=now + timedelta(days=STEPS[0])), now=now)
    return sum(_tell(unit_of_work, one, settings=settings, now=now) for one in due)


def _tell(
    unit_of_work: UnitOfWork, one: ConsentToRenew, *, settings: Settings, now: datetime
) -> bool:
    expires_at = one.expires_at
    if expires_at is None:
        return False
    with unit_of_work() as session:
        is_ours = claim_reminder(
            session,
            connection_id=one.connection_id,
            consent_expires_at=expires_at,
            step=one.step,
            now=now,
            again_before=now - _AGAIN_AFTER,
            tries_max=_TRIES,
        )
        people = PeopleRepository(session).of_household(one.household_id)
        addresses = [person.email for person in people]
    if not is_ours:
        return False
    subject, body = _message(one)
    if not notify(settings, to=addresses, subject=subject, body=body):
        return False
    with unit_of_work() as session:
        note_reminder_sent(
            session,
            connection_id=one.connection_id,
            consent_expires_at=expires_at,
            step=one.step,
            now=now,
        )
    return True


def _to_renew(rows: Sequence[Connection], *, now: datetime) -> list[ConsentToRenew]:
    return [
        ConsentToRenew(
            connection_id=row.id,
            household_id=row.household_id,
            display_name=row.display_name,
            provider_id=row.provider_id,
            expires_at=row.consent_expires_at,
            days_left=_days_left(row, now=now),
            step=min(step for step in STEPS if _days_left(row, now=now) <= step),
        )
        for row in rows
    ]


def _days_left(row: Connection, *, now: datetime) -> int:
    if row.status == "expired" or row.consent_expires_at is None:
        return 0
    return max((row.consent_expires_at - now).days, 0)


def _message(one: ConsentToRenew) -> tuple[str, str]:
    if one.days_left == 0:
        subject = f"{one.display_name} is no longer read"
        lead = f"The consent for {one.display_name} has ended or ends today."
    else:
        days = "1 day" if one.days_left == 1 else f"{one.days_left} days"
        subject = f"Renew {one.display_name}: {days} left"
        lead = f"The consent for {one.display_name} ends in {days}."
    return subject, (
        f"{lead}\n\nWithout it no new rows come in and every figure it touches grows old. "
        "Open Accounts & connections in Finance Tracker and choose Renew.\n"
    )
