"""Bodies of what waits for the person."""

import datetime as dt
from typing import Literal
from uuid import UUID

from app.schemas.cadences import Cadence
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


class NeedCommitmentOut(Answer):
    """The commitment in question; its payments are the need's candidates, newest first."""

    id: UUID
    name: str
    direction: Literal["in", "out"]
    amount: int
    currency: str
    variable: bool
    cadence: Cadence
    next_date: dt.date
    status: Literal["suggested", "confirmed", "rejected", "paused", "ended"]
    confidence: float | None
    why: list[str]


class NeedOut(Answer):
    """One thing to decide, and the rows to choose from.

    About a commitment: ``suggestion`` and ``offered_again`` are confirmed or rejected (its
    ``status``), ``late`` and ``missed`` skipped (the occurrence of ``since``), ``price_rise``
    acknowledged (the step of ``since``), ``series_ended`` ended or kept, ``payday`` chosen.
    """

    kind: Literal[
        "renew_consent", "possible_double", "settled_as", "rows_differ", "check_account",
        "same_account", "late", "missed", "series_ended", "price_rise", "payday", "suggestion",
        "offered_again", "new_mandate",
    ]  # fmt: skip
    subject_id: UUID
    title: str
    detail: str
    since: dt.date | None
    account_id: UUID | None
    account_name: str | None
    connection_id: UUID | None
    commitment: NeedCommitmentOut | None
    transaction: NeedRowOut | None
    candidates: list[NeedRowOut]


class AnswerIn(Body):
    """Which row the payment in question is; ``null`` says none of them."""

    same_as: UUID | None
