"""Payments that were pending and what became of them; what cannot be told is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, Literal
from uuid import UUID

from sqlalchemy.orm import Session

from app.bank.protocol import BankTransaction
from app.domain.errors import FinanceError, InvalidInputError
from app.domain.money import Money
from app.domain.settlement import Row, may_be_doubles, settle
from app.models.banking import Account, Transaction
from app.models.feed import FeedQuestion
from app.repositories.banking import BOOKED, PENDING
from app.repositories.feed import EvidenceRepository, FeedRowRepository, QuestionRepository
from app.repositories.transactions import TransactionRepository

# A payment is booked within days of leaving the pending list.
SETTLES_WITHIN = timedelta(days=14)
_BOOKED_UP_TO_BEFORE = timedelta(days=2)

type Kind = Literal["settled_as", "possible_double"]
SETTLED_AS: Kind = "settled_as"
POSSIBLE_DOUBLE: Kind = "possible_double"


class QuestionUnknownError(FinanceError):
    """This household has no such question."""

    code: ClassVar[str] = "question_not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A question about a payment, with the rows it may be the same as."""

    question: FeedQuestion
    transaction: Transaction
    candidates: Sequence[Transaction]
    account: Account


def settle_held(session: Session, *, account: Account, now: datetime) -> Sequence[datetime]:
    """Make one row of each payment that was pending and the booked row it became.

    Return when each of them had vanished; what could be several is asked.
    """
    ours = FeedRowRepository(session, account=account)
    held = [
        row
        for row in ours.once_pending(vanished_since=now - SETTLES_WITHIN)
        if row.settled_as_id is None
    ]
    booked = (
        ours.booked_since(
            seen=min(row.first_seen_at for row in held),
            first_on=min(row.booked_on for row in held) - _BOOKED_UP_TO_BEFORE,
        )
        if held
        else []
    )
    found = settle(held=[_row(row) for row in held], booked=[_row(row) for row in booked])
    by_id = {row.id: row for row in (*held, *booked)}
    vanished = [by_id[old].vanished_at for old, _ in found.same]
    for old, new in found.same:
        _become(session, account=account, kept=by_id[old], booked=by_id[new])
    _ask(session, account=account, kind=SETTLED_AS, candidates=found.ask)
    return [moment for moment in vanished if moment is not None]


def ask_about_doubles(session: Session, *, account: Account) -> None:
    """Ask of each pending row that looks like a row booked since whether it is the same."""
    ours = FeedRowRepository(session, account=account)
    pending = ours.pending()
    booked = (
        ours.booked_since(
            seen=min(row.first_seen_at for row in pending),
            first_on=min(row.booked_on for row in pending) - _BOOKED_UP_TO_BEFORE,
        )
        if pending
        else []
    )
    found = may_be_doubles(
        pending=[_row(row) for row in pending], booked=[_row(row) for row in booked]
    )
    _ask(session, account=account, kind=POSSIBLE_DOUBLE, candidates=found)


def _ask(
    session: Session,
    *,
    account: Account,
    kind: Kind,
    candidates: Mapping[UUID, Sequence[UUID]],
) -> None:
    """Keep the open questions of a kind to what is unclear now; answered ones stay answered."""
    questions = QuestionRepository(session, household_id=account.household_id)
    known = {row.transaction_id: row for row in questions.of_account(account.id, kind=kind)}
    for transaction_id, question in known.items():
        if question.answered_at is None and transaction_id not in candidates:
            questions.delete(question)
    for transaction_id, ids in candidates.items():
        texts = [str(identity) for identity in ids]
        if transaction_id not in known:
            questions.add(
                FeedQuestion(
                    household_id=account.household_id,
                    transaction_id=transaction_id,
                    kind=kind,
                    candidates=texts,
                )
            )
        elif known[transaction_id].answered_at is None:
            known[transaction_id].candidates = texts


def open_questions(session: Session, *, household_id: UUID) -> list[QuestionView]:
    """Return what is to be settled, oldest first."""
    found = QuestionRepository(session, household_id=household_id).open()
    views = [_view(session, *one) for one in found]
    return [view for view in views if view.candidates]


def _view(
    session: Session, question: FeedQuestion, row: Transaction, account: Account
) -> QuestionView:
    rows = TransactionRepository(session, household_id=question.household_id)
    candidates = [rows.get(UUID(text)) for text in question.candidates]
    return QuestionView(
        question=question,
        transaction=row,
        candidates=[row for row in candidates if row is not None and row.status == BOOKED],
        account=account,
    )


def answer(
    session: Session,
    *,
    household_id: UUID,
    question_id: UUID,
    same_as: UUID | None,
    now: datetime,
) -> None:
    """Settle a question: the payment is that booked row, or (``None``) another payment.

    :raises QuestionUnknownError: if the household has no such question.
    :raises InvalidInputError: if the row is not one of those asked about.
    """
    view = _known(session, household_id=household_id, question_id=question_id)
    question = view.question
    chosen = next((row for row in view.candidates if row.id == same_as), None)
    if same_as is not None and chosen is None:
        raise InvalidInputError("Choose one of the payments asked about.", field="same_as")
    before = view.transaction.status
    if chosen is not None:
        _carry_over(session, view=view, to=chosen, now=now)
    question.answered_at = now
    question.answer = {"same_as": str(same_as) if same_as else None, "status_before": before}
    session.flush()


def take_back(session: Session, *, household_id: UUID, question_id: UUID) -> None:
    """Undo an answer: the payment is again what it was, and the question open.

    :raises QuestionUnknownError: if the household has no such question.
    """
    view = _known(session, household_id=household_id, question_id=question_id)
    question, row = view.question, view.transaction
    if question.answer is None:
        return
    row.settled_as_id = None
    row.status = question.answer["status_before"]
    if row.status == PENDING:
        row.vanished_at = None
    question.answered_at, question.answer = None, None
    session.flush()


def _known(session: Session, *, household_id: UUID, question_id: UUID) -> QuestionView:
    found = QuestionRepository(session, household_id=household_id).get(question_id)
    if found is None:
        raise QuestionUnknownError("There is no such question.")
    return _view(session, *found)


def _carry_over(session: Session, *, view: QuestionView, to: Transaction, now: datetime) -> None:
    """Take a row out as the same payment as another, which gets what was said of it."""
    row = view.transaction
    ours = FeedRowRepository(session, account=view.account)
    ours.repoint(kept=to.id, gone=row.id)
    ours.vanish([row.id], now=now, were_pending=True)
    row.settled_as_id = to.id
    to.note = to.note or row.note
    session.flush()


def _become(session: Session, *, account: Account, kept: Transaction, booked: Transaction) -> None:
    """Let a row that was pending be the booked one: its id and edits stay, the rest is new."""
    values: dict[str, Any] = {name: getattr(booked, name) for name in _SAID_BY_BANK}
    values["note"] = kept.note or booked.note
    EvidenceRepository(session).drop(kept.id)
    FeedRowRepository(session, account=account).merge(kept=kept.id, gone=booked.id)
    for name, value in values.items():
        setattr(kept, name, value)
    kept.status, kept.vanished_at, kept.was_pending = BOOKED, None, True
    session.flush()


def _row(row: Transaction) -> Row:
    return Row(
        id=row.id,
        on=row.booked_on,
        amount=Money(row.amount_minor, row.currency),
        texts=tuple(text for text in (row.description, row.merchant) if text),
        first_seen_at=row.first_seen_at,
        bank_ids=frozenset(bank_ids(row)),
    )


def bank_ids(row: BankTransaction | Transaction) -> set[str]:
    """Return the ids by which a bank may name the row again."""
    return {identity for identity in (row.normalised_id, row.provider_transaction_id) if identity}


# All of a row but what is ours.
_SAID_BY_BANK = (
    "normalised_id", "provider_transaction_id", "transaction_id", "booked_on", "occurred_at",
    "amount_minor", "currency", "description", "merchant", "bank_category", "classification",
    "running_balance_minor", "meta", "fingerprint",
)  # fmt: skip
