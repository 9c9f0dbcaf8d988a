"""Bodies of one transaction."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, StringConstraints

from app.schemas.banking import TransactionOut
from app.schemas.common import Body, Moment, has_no_nul

type Note = Annotated[str, StringConstraints(max_length=1000), AfterValidator(has_no_nul)]


class TransactionDetailOut(TransactionOut):
    """All that is known of a row.

    ``evidence`` is the row as the bank wrote it, as of ``evidence_read_at``; ``null`` where none
    is kept (its time is over, or no bank sent the row).
    """

    institution: str | None
    occurred_at: Moment | None
    bank_category: str
    classification: list[str]
    was_pending: bool
    first_seen_at: Moment
    source: Literal["feed", "file", "by_hand"]
    evidence: dict[str, Any] | None
    evidence_read_at: Moment | None


class TransactionPatch(Body):
    """What a person says of a row; an empty note, or ``null``, takes it away."""

    note: Note | None = None
