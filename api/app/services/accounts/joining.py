"""Making one account of two: a bank's, and one kept by hand or from files that was the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.errors import FinanceError
from app.domain.money import Money
from app.domain.reconcile import FeedRow, StoredRow
from app.domain.statements.overlap import Standing, compare
from app.models.banking import Account, Transaction
from app.repositories.banking import AccountRepository
from app.repositories.feed import FeedRowRepository
from app.repositories.joining import JoiningRepository
from app.services.accounts.accounts import BY_HAND_FAMILY, AccountUnknownError

# So many payments on the same days for the same amounts are no chance.
_ALIKE_LEAST = 5
_ALIKE_SHARE = 0.5


class AccountsNotJoinableError(FinanceError):
    """These two cannot be one account."""

    code: ClassVar[str] = "accounts_not_joinable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What joining did: rows that came over, and rows that were there already."""

    moved: int
    already_there: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookalike:
    """An account by hand whose rows are a bank account's too."""

    by_hand: Account
    at_bank: Account
    alike: int


def lookalikes(session: Session, *, household_id: UUID) -> list[Lookalike]:
    """Return the accounts kept by hand that look like one a bank reports."""
    accounts = {row.id: row for row in AccountRepository(session, household_id=household_id).all()}
    if not any(row.family == BY_HAND_FAMILY for row in accounts.values()):
        return []
    found = []
    for by_hand_id, at_bank_id, alike, rows in JoiningRepository(
        session, household_id=household_id
    ).alike(family=BY_HAND_FAMILY):
        by_hand, at_bank = accounts[by_hand_id], accounts[at_bank_id]
        is_alike = alike >= _ALIKE_LEAST and alike >= _ALIKE_SHARE * rows
        if is_alike and by_hand.currency == at_bank.currency:
            found.append(Lookalike(by_hand=by_hand, at_bank=at_bank, alike=alike))
    return found


def join(session: Session, *, household_id: UUID, kept_id: UUID, gone_id: UUID) -> Joined:
    """Take the rows of one account into another and delete the one; each payment is there once.

    What was said of a row or pointed to the account goes along. Rows are the same as when a
    file is read beside a feed.

    :raises AccountUnknownError: if the household lacks one of them.
    :raises AccountsNotJoinableError: if the one to go is a bank's, or they differ in currency.
    """
    accounts = AccountRepository(session, household_id=household_id)
    kept = accounts.get(kept_id, for_update=True)
    gone = accounts.get(gone_id, for_update=True)
    if kept is None or gone is None:
        raise AccountUnknownError("There is no such account.")
    if kept.id == gone.id or gone.family != BY_HAND_FAMILY:
        raise AccountsNotJoinableError(
            "Only an account kept by hand or made from a file can be taken into another.",
            field="account_id",
        )
    if kept.currency != gone.currency:
        raise AccountsNotJoinableError(
            "These accounts are in different currencies.", field="account_id"
        )
    rows = JoiningRepository(session, household_id=household_id)
    coming = rows.rows_of(gone.id)
    stored = rows.rows_of(kept.id)
    standings = compare(
        stored=[StoredRow(id=row.id, row=_feed_row(row)) for row in stored],
        rows=[_feed_row(row) for row in coming],
        known={},
    )
    ours = FeedRowRepository(session, account=gone)
    moving: list[UUID] = []
    merged = 0
    for row, found in zip(coming, standings, strict=True):
        is_same = found.standing is Standing.ALREADY_THERE or found.is_likely
        if is_same and found.stored_id is not None:
            _carry_note(stored, kept_row_id=found.stored_id, note=row.note)
            ours.merge(kept=found.stored_id, gone=row.id)
            merged += 1
        else:
            moving.append(row.id)
    rows.move(moving, to=kept.id)
    rows.repoint_account(kept=kept.id, gone=gone.id)
    accounts.delete(gone)
    return Joined(moved=len(moving), already_there=merged)


def _carry_note(stored: Sequence[Transaction], *, kept_row_id: UUID, note: str | None) -> None:
    if note is None:
        return
    kept = next(row for row in stored if row.id == kept_row_id)
    kept.note = kept.note or note


def _feed_row(row: Transaction) -> FeedRow[None]:
    return FeedRow(
        normalised_id=row.normalised_id,
        provider_id=row.provider_transaction_id,
        booked_on=row.booked_on,
        amount=Money(row.amount_minor, row.currency),
        description=row.description,
        fingerprint=row.fingerprint,
        payload=None,
    )
