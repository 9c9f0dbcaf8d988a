"""Bodies of what became of one expected thing."""

import datetime as dt
from typing import Literal, Self
from uuid import UUID

from pydantic import model_validator

from app.schemas.common import Answer, Body


class ToldIn(Body):
    """What became of it; only what was paid has a row that paid it."""

    word: Literal["paid", "left_out"]
    transaction_id: UUID | None = None

    @model_validator(mode="after")
    def _only_paid_has_a_row(self) -> Self:
        if self.word == "left_out" and self.transaction_id is not None:
            raise ValueError("what was left out was paid by no row")
        return self


class CandidateOut(Answer):
    """A row that may have paid it."""

    id: UUID
    date: dt.date
    description: str
    merchant: str | None
    amount: int
    currency: str
    account_id: UUID
