"""What a thing to decide is, wherever it was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from app.models.banking import Account, Connection, Transaction
from app.models.planning import Commitment

type NeedKind = Literal[
    "renew_consent", "possible_double", "settled_as", "rows_differ", "check_account",
    "same_account", "late", "missed", "series_ended", "price_rise", "payday", "suggestion",
    "offered_again", "new_mandate",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One thing to decide: what it is about, and the rows to choose from."""

    kind: NeedKind
    subject_id: UUID
    """The question, connection, account, commitment or mandate it is about."""
    title: str
    detail: str
    since: date | None
    account: Account | None = None
    connection: Connection | None = None
    transaction: Transaction | None = None
    candidates: Sequence[Transaction] = ()
    commitment: Commitment | None = None
