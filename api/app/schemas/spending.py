"""Bodies of spending: what it came to, over time, against other periods, and what stands out."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, RootModel

from app.schemas.common import Answer, Body, Name, NotNegativeMinor
from app.schemas.transactions import CategoryKey, Kind

type Standing = Literal["unknown", "as_usual", "higher", "lower"]


class GroupOut(Answer):
    """One group of spending; the groups add up to the total."""

    key: str
    label: str
    total: int
    cash: int
    credit: int
    count: int


class OtherCurrencyOut(Answer):
    """What was spent in another currency: shown, and added to nothing."""

    currency: str
    total: int


class SpendingOut(Answer):
    """What was spent, refunds taken off, transfers and card repayments left out.

    ``start`` is the first day and ``end`` the last. Cash and credit is what paid.
    """

    currency: str
    start: dt.date
    end: dt.date
    group_by: Literal["category", "merchant", "month", "account"]
    total: int
    cash: int
    credit: int
    count: int
    groups: list[GroupOut]
    other_currencies: list[OtherCurrencyOut]


class UsualOut(Answer):
    """The middle of the past, and how far it strays."""

    middle: int
    spread: int


class TrendMonthOut(Answer):
    """One month; ``month`` names it by its first day's month."""

    month: str
    start: dt.date
    end: dt.date
    total: int
    cash: int
    credit: int
    by_category: dict[str, int]
    standing: Standing
    is_whole: bool


class OutOfLineOut(Answer):
    """A category whose latest whole month was out of its usual."""

    category: str
    label: str
    month: str
    spent: int
    usual: UsualOut
    standing: Standing


class TrendOut(Answer):
    """Spending month by month, oldest first."""

    currency: str
    months: list[TrendMonthOut]
    usual: UsualOut | None
    usual_by_category: dict[str, UsualOut]
    labels: dict[str, str]
    out_of_line: list[OutOfLineOut]


class PaceOut(Answer):
    """This month up to today, and what is usual by then.

    ``months`` is how many months before it the usual rests on.
    """

    currency: str
    start: dt.date
    end: dt.date
    days: int
    spent: int
    months: int
    usual: UsualOut | None
    standing: Standing
    usual_by_category: dict[str, UsualOut]
    standing_by_category: dict[str, Standing]


class ComparedOut(Answer):
    """One group in both periods."""

    key: str
    label: str
    total: int
    before: int
    change: int


class ComparisonOut(Answer):
    """Two periods side by side; the changes of the groups add up to the change."""

    currency: str
    start: dt.date
    end: dt.date
    before_start: dt.date
    before_end: dt.date
    total: int
    before: int
    change: int
    groups: list[ComparedOut]


class LeftOutOut(Answer):
    """What is no spending and no income: money moved, by kind and category."""

    kind: Kind
    category: str
    label: str
    out: int
    into: int
    count: int


class LeftOutsOut(Answer):
    """What was left out of spending in the period."""

    currency: str
    start: dt.date
    end: dt.date
    groups: list[LeftOutOut]


class FlowNodeOut(Answer):
    """Where money comes from or goes to."""

    key: str
    label: str
    kind: Literal["income", "pool", "category", "kept", "drawn", "saving"]


class FlowOut(Answer):
    """Money from one node to another."""

    source: str
    target: str
    amount: int


class FlowsOut(Answer):
    """Income in and spending out: what goes into the pool is what comes out of it."""

    currency: str
    start: dt.date
    end: dt.date
    income: int
    spent: int
    nodes: list[FlowNodeOut]
    flows: list[FlowOut]


class InsightOut(Answer):
    """Something that stands out; ``key`` dismisses it for good."""

    key: str
    kind: Literal[
        "price_rise", "new_subscription", "forgotten_subscription", "unusual_charge",
        "charged_twice", "category_ahead",
    ]  # fmt: skip
    merchant_id: UUID | None
    merchant: str | None
    category: str
    category_label: str
    amount: int
    usual: int
    yearly: int
    date: dt.date
    transaction_ids: list[UUID]
    is_dismissed: bool


class InsightsOut(Answer):
    """What stands out, the most money first."""

    currency: str
    insights: list[InsightOut]


class DismissalIn(Body):
    """An insight not to be told again, or after all to be."""

    key: Annotated[str, Field(min_length=1, max_length=200, pattern="^[^\\x00]*$")]
    dismissed: bool = True


class CategoryOut(Answer):
    """A category; ``id`` is set on those the household added."""

    id: UUID | None
    key: str
    name: str
    is_own: bool
    is_spending: bool


class CategoryIn(Body):
    """A category to add, or its new name."""

    name: Name


class _RuleConditions(Body):
    merchant_id: UUID | None = None
    text: Name | None = None
    account_id: UUID | None = None
    amount_min: NotNegativeMinor | None = None
    amount_max: NotNegativeMinor | None = None
    direction: Literal["in", "out"] | None = None
    applies_from: dt.date | None = None


class RuleIn(_RuleConditions):
    """Conditions that must all hold, and what then holds.

    ``merchant`` is the name rows are to go under; amounts are sizes.
    """

    category: CategoryKey | None = None
    kind: Kind | None = None
    merchant: Name | None = None


class RuleOut(Answer):
    """A rule; a learned one comes from a correction."""

    id: UUID
    origin: Literal["made", "learned"]
    merchant_id: UUID | None
    merchant: str | None
    text: str | None
    account_id: UUID | None
    amount_min: int | None
    amount_max: int | None
    direction: Literal["in", "out"] | None
    applies_from: dt.date | None
    category: str | None
    kind: Kind | None
    to_merchant_id: UUID | None
    to_merchant: str | None


class RulePreviewOut(Answer):
    """How many rows a rule is about, how many it would change, and the newest few."""

    matching: int
    changing: int
    sample: list[UUID]


class SortingOut(Answer):
    """A re-sorting of rows, and how far it is."""

    id: UUID
    reason: Literal["rule", "knowledge"]
    status: Literal["queued", "running", "succeeded"]
    done: int
    total: int


class RuleMadeOut(Answer):
    """A rule made, and the re-sorting it asked for."""

    rule: RuleOut
    sorting: SortingOut


class MerchantOut(Answer):
    """A merchant, what was spent there, and the month it was last seen in."""

    id: UUID
    name: str
    spent: int
    count: int
    last_month: dt.date | None


class MerchantList(RootModel[list[MerchantOut]]):
    """Merchants, the most spent first."""


class MerchantPatch(Body):
    """A merchant's new name; the name of another merges the two."""

    name: Name


class MerchantPreviewOut(Answer):
    """What renaming would do: how many rows, and which merchant it would become one with."""

    count: int
    merges_into_id: UUID | None
    merges_into: str | None


class MerchantNamedOut(Answer):
    """The merchant as it is now."""

    id: UUID
    name: str
