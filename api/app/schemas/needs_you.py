"""Bodies of what waits for the person."""

import datetime as dt
from typing import Literal
from uuid import UUID

from app.schemas.common import Answer, Body


class NeedRowOut(Answer):
    """A payment in question."""

    id: UUID
    date: dt.date
    description: str
    merchant: str | None
    amount: int
    currency: str
    status: Literal["pending", "booked", "vanished"]


class NeedOut(Answer):
    """One thing to decide, and the rows to choose from."""

    kind: Literal[
        "renew_consent",
        "possible_double",
        "settled_as",
        "rows_differ",
        "check_account",
        "same_account",
    ]
    subject_id: UUID
    title: str
    detail: str
    since: dt.date | None
    account_id: UUID | None
    account_name: str | None
    connection_id: UUID | None
    transaction: NeedRowOut | None
    candidates: list[NeedRowOut]


class AnswerIn(Body):
    """Which row the payment in question is; ``null`` says none of them."""

    same_as: UUID | None
