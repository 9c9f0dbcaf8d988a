"""Bodies of commitments, plans and the figure made of them."""

import datetime as dt
from collections.abc import Set as AbstractSet
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from app.domain.commitments.schedule import Shift
from app.schemas.cadences import Cadence
from app.schemas.common import (
    Answer,
    Body,
    Currency,
    Minor,
    Name,
    NotNegativeMinor,
    PositiveMinor,
    Rate,
)


def changes_of(body: Body, *, nullable: AbstractSet[str]) -> dict[str, Any]:
    """Return the fields a patch sets; ``null`` clears a field that can be empty, and no other."""
    given = body.model_dump(exclude_unset=True)
    return {name: value for name, value in given.items() if value is not None or name in nullable}


type PlanName = Literal["full", "fixed", "minimum", "pay_down"]
type DayOfMonth = Annotated[int, Field(ge=1, le=31)]
type Instalments = Annotated[int, Field(ge=1, le=120)]


def _is_not_zero(amount: int) -> int:
    if amount == 0:
        raise ValueError("must not be zero")
    return amount


type NotZeroMinor = Annotated[
    Minor,
    AfterValidator(_is_not_zero),
    Field(
        description="Money in is positive, out is negative.",
        json_schema_extra={"not": {"const": 0}},
    ),
]


class PaydayRule(Body):
    """A payday known by its days alone, for an income nobody wants to enter."""

    cadence: Cadence
    next_date: dt.date
    shift: Shift = Shift.PREVIOUS_WORKING_DAY


class PaydayIn(Body):
    """Which incomes end the window, or by which rule, and what is never to be spent."""

    rule: PaydayRule | None = None
    commitment_ids: Annotated[list[UUID], Field(max_length=20)] | None = None
    buffer: NotNegativeMinor | None = None


class PaydayCandidateOut(Answer):
    """An income that could be the payday."""

    commitment_id: UUID
    name: str
    amount: int
    next_date: dt.date | None


class PaydayProposalOut(Answer):
    """An income that looks like the payday; choosing a suggested one confirms it.

    ``evidence`` are its payments in the bank's rows; ``sentence`` says what they show.
    """

    commitment_id: UUID
    name: str
    status: Literal["suggested", "confirmed"]
    amount: int
    variable: bool
    cadence: Cadence
    shift: Shift
    next_date: dt.date | None
    confidence: float | None
    evidence: list[UUID]
    sentence: str
    is_universal_credit: bool
    is_recommended: bool


class PaydayDueOut(Answer):
    """A payday that has not come in yet; one known by rule has no income of its own."""

    commitment_id: UUID | None
    date: dt.date
    amount: int
    name: str
    late: bool


class PaydayOut(Answer):
    """The paydays chosen (or taken by default), the next one, and the buffer."""

    commitment_ids: list[UUID]
    is_default: bool
    rule: PaydayRule | None
    buffer: int
    currency: str
    next: PaydayDueOut | None
    candidates: list[PaydayCandidateOut]
    proposals: list[PaydayProposalOut]


class PlannedItemIn(Body):
    """A one-off cost (negative) or income (positive)."""

    name: Name
    amount: NotZeroMinor
    date: dt.date
    account_id: UUID | None = None
    currency: Currency | None = None


class PlannedItemPatch(Body):
    """What is to change; fields left out stay."""

    name: Name | None = None
    amount: NotZeroMinor | None = None
    date: dt.date | None = None
    account_id: UUID | None = None


class PlannedItemOut(Answer):
    """A one-off cost or income on a date."""

    id: UUID
    name: str
    amount: int
    currency: str
    date: dt.date
    account_id: UUID | None


class PaymentPlanIn(Body):
    """A purchase to be split; ``apr`` is 24.9 or 0.249 for 24.9 %.

    One seen in the bank feed gives the plan its name and its total, where none are given.
    """

    name: Name | None = None
    total: PositiveMinor | None = None
    instalments: Instalments
    first_date: dt.date
    interval_months: Annotated[int, Field(ge=1, le=12)] = 1
    apr: Rate | None = None
    account_id: UUID | None = None
    purchase_transaction_id: UUID | None = None
    currency: Currency | None = None


class PaymentPlanPatch(Body):
    """What is to change; fields left out stay."""

    name: Name | None = None
    total: PositiveMinor | None = None
    instalments: Instalments | None = None
    first_date: dt.date | None = None
    interval_months: Annotated[int, Field(ge=1, le=12)] | None = None
    apr: Rate | None = None
    account_id: UUID | None = None


class InstalmentOut(Answer):
    """One instalment."""

    date: dt.date
    amount: int


class PaymentPlanOut(Answer):
    """A plan and its instalments, which sum to what is paid to the penny."""

    id: UUID
    name: str
    total: int
    currency: str
    instalments: int
    first_date: dt.date
    interval_months: int
    apr: float | None
    account_id: UUID | None
    purchase_transaction_id: UUID | None
    schedule: list[InstalmentOut]
    status: Literal["active", "settled", "cancelled"]
    ended_on: dt.date | None
    settles_for: int | None


class RepaymentIn(Body):
    """How a card gets paid; ``apr`` is 24.9 or 0.249 for 24.9 %."""

    plan: PlanName
    amount: PositiveMinor | None = None
    instalments: Instalments | None = None
    apr: Rate | None = None
    statement_day: DayOfMonth | None = None
    due_day: DayOfMonth | None = None
    pay_from_account_id: UUID | None = None


class RepaymentDueOut(Answer):
    """What leaves for one statement."""

    date: dt.date
    amount: int
    statement_date: dt.date
    is_estimate: bool
    carried: int
    interest: int


class CardCycleOut(Answer):
    """A card's latest statement as all figures take it, and where its days come from."""

    statement_day: int | None
    due_day: int | None
    statement_date: dt.date | None
    statement_balance: int | None
    paid_since: int
    owed: int
    is_reconstructed: bool


class RepaymentOut(Answer):
    """How a card gets paid, and what leaves next; ``is_assumed`` until a person has said."""

    account_id: UUID
    currency: str
    plan: PlanName
    is_assumed: bool
    amount: int | None
    instalments: int | None
    apr: float | None
    statement_day: int | None
    due_day: int | None
    pay_from_account_id: UUID | None
    repayments: list[RepaymentDueOut]
    missing: str | None
    cycle: CardCycleOut | None
