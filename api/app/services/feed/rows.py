"""Keeping an account's rows equal to its bank's, each once and under an id of its own.

A row the bank shows no longer is set aside, not deleted: banks have days on which rows are
missing, and a pending row comes back booked, under another id, on another day, for another
amount. What a person said of it waits with it.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from app.bank.protocol import BankTransaction
from app.core.db import UnitOfWork
from app.domain.money import Money
from app.domain.reconcile import FeedRow, StoredRow, reconcile
from app.domain.statements.overlap import DAYS_APART_MAX, adopt
from app.models.banking import Account, Transaction
from app.repositories.banking import BOOKED, PENDING, VANISHED
from app.repositories.feed import FeedRowRepository
from app.repositories.imports import FEED
from app.repositories.transactions import TransactionRepository
from app.services.feed import settlements
from app.services.feed.evidence import Evidence
from app.services.feed.settlements import SETTLES_WITHIN, bank_ids

# A row that a bank loses for a while comes back within weeks.
_KEPT_FOR = timedelta(days=90)


@dataclass(slots=True)
class Tally:
    """How many rows a read added, changed and took away."""

    added: int = 0
    updated: int = 0
    removed: int = 0

    def count(self, other: "Tally") -> None:
        self.added += other.added
        self.updated += other.updated
        self.removed += other.removed


def save_booked(
    session: Session,
    evidence: Evidence,
    *,
    account: Account,
    fetched: Sequence[BankTransaction],
    after: date | None,
    until: date | None = None,
    is_complete: bool,
    now: datetime,
) -> Tally:
    """Make the stored rows of a window equal the fetched ones, keeping ours where they match.

    ``after`` is the first day asked for: whether a row just before midnight belongs to it or
    to the next is told differently by bank and calendar, so that day itself is left as it is.
    ``until`` is the last day; ``None`` for both means no bound. Nothing is taken away on the
    word of a window some of whose rows could not be read (``is_complete``).
    """
    ours = FeedRowRepository(session, account=account)
    inside = [
        row
        for row in fetched
        if (after is None or row.booked_on > after) and (until is None or row.booked_on <= until)
    ]
    window = ours.window(after=after, until=until)
    # A row that is pending here and has the bank's same id there was booked.
    ids = {identity for row in inside for identity in bank_ids(row)}
    booked_now = [row for row in ours.pending() if ids & bank_ids(row)]
    tally = _apply(
        session,
        evidence,
        account=account,
        stored=[
            *(row for row in window if row.status == BOOKED),
            *booked_now,
            *(row for row in window if row.status == VANISHED),
            # A file may date the window's first payments some days before the bank does.
            *(ours.brought(since=after - timedelta(DAYS_APART_MAX), until=after) if after else ()),
        ],
        fetched=inside,
        status=BOOKED,
        may_remove=is_complete,
        now=now,
    )
    settled = settlements.settle_held(session, account=account, now=now)
    tally.count(_as_changes(settled, now=now))
    ours.forget_vanished(before=now - _KEPT_FOR)
    return tally


def save_pending(
    session: Session,
    evidence: Evidence,
    *,
    account: Account,
    fetched: Sequence[BankTransaction],
    now: datetime,
) -> Tally:
    """Make the stored pending rows equal the complete set just fetched.

    Some banks go on listing a payment as pending when it is booked: what has the id of a
    booked row is left out.
    """
    ours = FeedRowRepository(session, account=account)
    ids = [identity for row in fetched for identity in bank_ids(row)]
    first_on = min((row.booked_on for row in fetched), default=now.date())
    booked_ids = ours.has_booked(bank_ids=ids, first_on=first_on - SETTLES_WITHIN)
    tally = _apply(
        session,
        evidence,
        account=account,
        stored=[*ours.pending(), *ours.once_pending(vanished_since=now - SETTLES_WITHIN)],
        fetched=[row for row in fetched if not booked_ids & bank_ids(row)],
        status=PENDING,
        may_remove=True,
        now=now,
    )
    settled = settlements.settle_held(session, account=account, now=now)
    tally.count(_as_changes(settled, now=now))
    settlements.ask_about_doubles(session, account=account)
    return tally


def tend(evidence: Evidence, unit_of_work: UnitOfWork, *, now: datetime) -> int:
    """Let go of old evidence, and follow better rules of reading; return how many rows did.

    Each batch is a transaction of its own: killed half-way, the next call goes on.
    """
    with unit_of_work() as session:
        evidence.forget_old(session, now=now)
    followed = 0
    while True:
        with unit_of_work() as session:
            done = _reread(session, evidence)
        if not done:
            return followed
        followed += done


def _reread(session: Session, evidence: Evidence) -> int:
    found = evidence.reread(session)
    for account, transaction_id, row in found:
        TransactionRepository(session, household_id=account.household_id).update(
            [{"id": transaction_id, **_columns(row, _fingerprint(row))}]
        )
    return len(found)


def _apply(
    session: Session,
    evidence: Evidence,
    *,
    account: Account,
    stored: Sequence[Transaction],
    fetched: Sequence[BankTransaction],
    status: str,
    may_remove: bool,
    now: datetime,
) -> Tally:
    rows = TransactionRepository(session, household_id=account.household_id)
    before = {row.id: row for row in stored}
    changes = reconcile(
        stored=[_stored_row(row, status=status) for row in stored],
        fetched=[_fetched_row(row) for row in fetched],
    )
    changes = adopt(changes, brought={row.id for row in stored if row.source != FEED})
    updates = [
        (before[kept.id], row)
        for kept, row in changes.update
        # A person said what became of it: it stays out.
        if before[kept.id].settled_as_id is None
    ]
    came_back = sum(kept.status == VANISHED for kept, _ in updates)
    rows.update(
        [
            {
                "id": kept.id,
                "status": status,
                "vanished_at": None,
                "was_pending": kept.was_pending or kept.status == PENDING,
                "source": FEED,
                **_columns(row.payload, row.fingerprint),
            }
            for kept, row in updates
        ]
    )
    added = [(uuid4(), row) for row in changes.add]
    rows.add(
        [
            {
                "id": new_id,
                "household_id": account.household_id,
                "account_id": account.id,
                "status": status,
                **_columns(row.payload, row.fingerprint),
            }
            for new_id, row in added
        ]
    )
    evidence.keep(
        session,
        [
            *((kept.id, row.payload) for kept, row in updates),
            *((new_id, row.payload) for new_id, row in added),
        ],
        now=now,
    )
    gone = [kept.id for kept in changes.remove if before[kept.id].status == status]
    if may_remove:
        FeedRowRepository(session, account=account).vanish(
            gone, now=now, were_pending=status == PENDING
        )
    return Tally(
        added=len(added) + came_back,
        updated=len(updates) - came_back,
        removed=len(gone) if may_remove else 0,
    )


def _as_changes(vanished: Sequence[datetime], *, now: datetime) -> Tally:
    """Count payments that were booked as what they are: changes of rows that were there."""
    return Tally(
        added=-len(vanished),
        updated=len(vanished),
        removed=-sum(moment == now for moment in vanished),
    )


def _stored_row(row: Transaction, *, status: str) -> StoredRow[None]:
    return StoredRow(
        id=row.id,
        row=FeedRow(
            normalised_id=row.normalised_id,
            provider_id=row.provider_transaction_id,
            booked_on=row.booked_on,
            amount=Money(row.amount_minor, row.currency),
            description=row.description,
            # One that changes its status is an update even if nothing else changed.
            fingerprint=row.fingerprint if row.status == status else "",
            payload=None,
        ),
    )


def _fetched_row(row: BankTransaction) -> FeedRow[BankTransaction]:
    return FeedRow(
        normalised_id=row.normalised_id,
        provider_id=row.provider_transaction_id,
        booked_on=row.booked_on,
        amount=row.amount,
        description=row.description,
        fingerprint=_fingerprint(row),
        payload=row,
    )


def _fingerprint(row: BankTransaction) -> str:
    """Digest all else that is kept; the changing ``transaction_id`` would make every row new."""
    kept = [
        row.occurred_at.isoformat() if row.occurred_at else None,
        row.merchant,
        row.category,
        row.classification,
        None if row.running_balance is None else row.running_balance.minor,
        sorted(row.meta.items()),
    ]
    return hashlib.sha256(json.dumps(kept, default=str).encode()).hexdigest()


def _columns(row: BankTransaction, fingerprint: str) -> dict[str, Any]:
    return {
        "normalised_id": row.normalised_id,
        "provider_transaction_id": row.provider_transaction_id,
        "transaction_id": row.transaction_id,
        "booked_on": row.booked_on,
        "occurred_at": row.occurred_at,
        "amount_minor": row.amount.minor,
        "currency": row.amount.currency,
        "description": row.description,
        "merchant": row.merchant,
        "bank_category": row.category,
        "classification": list(row.classification),
        "running_balance_minor": None if row.running_balance is None else row.running_balance.minor,
        "meta": dict(row.meta),
        "fingerprint": fingerprint,
    }
