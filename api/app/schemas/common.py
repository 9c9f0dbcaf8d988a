"""What bodies share: strict requests, money as whole pence, problems."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer

AMOUNT_MAX = 10**12


class Body(BaseModel):
    """A request body: unknown fields are mistakes, said so."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Answer(BaseModel):
    """A response body, built from rows or values."""

    model_config = ConfigDict(from_attributes=True)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def has_no_nul(text: str) -> str:
    """Refuse the one character that the database cannot hold."""
    if "\0" in text:
        raise ValueError("must not contain the character NUL")
    return text


type Moment = Annotated[datetime, PlainSerializer(_utc, return_type=str)]
type Name = Annotated[str, Field(min_length=1, max_length=120), AfterValidator(has_no_nul)]
type Minor = Annotated[int, Field(ge=-AMOUNT_MAX, le=AMOUNT_MAX)]
type PositiveMinor = Annotated[int, Field(gt=0, le=AMOUNT_MAX)]
type NotNegativeMinor = Annotated[int, Field(ge=0, le=AMOUNT_MAX)]
type Rate = Annotated[Decimal, Field(ge=0, lt=10_000, max_digits=12)]
type Currency = Annotated[str, Field(pattern="^[A-Z]{3}$")]


class FieldProblem(Answer):
    """One field that was not acceptable, and why."""

    field: str
    message: str


class Problem(Answer):
    """An error, as RFC 9457 writes it."""

    title: str
    status: int
    code: str
    detail: str
    errors: list[FieldProblem]
