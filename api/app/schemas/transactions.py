"""Bodies of transactions: a page of them, one with what stands behind it, a person's word on it."""

import datetime as dt
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from app.schemas.analytics import NotZeroMinor
from app.schemas.common import Answer, Body, Moment, Name, has_no_nul

type Kind = Literal["spending", "income", "transfer", "card_repayment", "refund"]
type Source = Literal[
    "person", "rule", "pair", "plan", "pot", "card_text", "savings_text", "own_account",
    "own_name", "transfer_text", "purchase", "merchant", "classification", "bank", "words", "sign",
]  # fmt: skip
type Evidence = Literal[
    "opposite_amounts", "same_day", "same_moment", "names_the_account", "own_name",
    "transfer_words", "savings_words", "repayment_words", "pot", "only_candidate", "person",
]  # fmt: skip
type CategoryKey = Annotated[str, Field(pattern="^[a-z0-9_]{1,120}$")]
type Note = Annotated[str, StringConstraints(max_length=1000), AfterValidator(has_no_nul)]


class ProviderIdsOut(Answer):
    """The ids the bank gives a row."""

    transaction_id: str
    provider_transaction_id: str | None
    normalised_provider_transaction_id: str | None


class SplitOut(Answer):
    """One part of a row that was split, in the row's own sign."""

    category: str
    amount: int
    note: str | None


class TransactionOut(Answer):
    """A row of an account, in our sign, and what it is taken for.

    ``confidence`` is in per cent; the sources say what the kind and the category rest on.
    """

    id: UUID
    account_id: UUID
    account_name: str
    date: dt.date
    description: str
    merchant: str | None
    merchant_id: UUID | None
    amount: int
    currency: str
    status: Literal["pending", "booked"]
    category: str | None
    category_source: Source | None
    kind: Kind
    kind_source: Source | None
    confidence: int | None
    counted_on: dt.date | None
    note: str | None
    paired_with_id: UUID | None
    refund_of_id: UUID | None
    splits: list[SplitOut]
    commitment_id: UUID | None
    provider_ids: ProviderIdsOut
    running_balance: int | None


class TransactionPage(Answer):
    """A page of rows and where the next one begins."""

    items: list[TransactionOut]
    next_cursor: str | None


class OtherRowOut(Answer):
    """A row that belongs to another."""

    id: UUID
    account_id: UUID
    account_name: str
    date: dt.date
    description: str
    amount: int


class TransferOut(Answer):
    """The other half of a move between own accounts, and why the two are taken for one."""

    other: OtherRowOut
    state: Literal["found", "told"]
    evidence: list[Evidence]


class TransactionDetailOut(TransactionOut):
    """All that is known of a row, and what stands behind what it is taken for.

    ``evidence`` is the row as the bank wrote it, as of ``evidence_read_at``; ``null`` where none
    is kept (its time is over, or no bank sent the row).
    """

    institution: str | None
    occurred_at: Moment | None
    bank_category: str
    bank_merchant: str | None
    classification: list[str]
    was_pending: bool
    first_seen_at: Moment
    source: Literal["feed", "file", "by_hand"]
    evidence: dict[str, Any] | None
    evidence_read_at: Moment | None
    transfer: TransferOut | None
    refund_of: OtherRowOut | None


class SplitIn(Body):
    """One part of a row, in the row's own sign; the parts add up to the row."""

    category: CategoryKey
    amount: NotZeroMinor
    note: Note | None = None


class _WordIn(Body):
    category: CategoryKey | None = None
    kind: Kind | None = None
    note: Note | None = None
    merchant: Name | None = None


class TransactionPatch(_WordIn):
    """A person's word on a row; ``null`` takes a word back, an empty note too.

    ``merchant`` is a name: it renames the merchant in the past too, unless ``apply_to`` is
    ``this``. A ``category`` is for this row unless ``apply_to`` is ``merchant``; for this row
    alone it still teaches how the merchant's rows from today on are sorted.
    """

    paired_with_id: UUID | None = None
    refund_of_id: UUID | None = None
    splits: Annotated[list[SplitIn], Field(max_length=50)] | None = None
    apply_to: Literal["this", "merchant"] | None = None


class BulkIn(_WordIn):
    """The same word on many rows; it teaches nothing."""

    ids: Annotated[list[UUID], Field(min_length=1, max_length=500)]


class BulkOut(Answer):
    """How many rows were changed."""

    updated: int
