"""Bodies of the forecast, of what-if questions, and of how they are explained."""

import datetime as dt
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.analytics import InstalmentOut, Instalments, NotZeroMinor
from app.schemas.common import Answer, Body, Moment, Name, Rate
from app.schemas.summary import FeedOut, LineOut, LineSource, LowPointOut


class DayOut(Answer):
    """What there is as a day ends; the band where there is history enough for one."""

    date: dt.date
    expected: int
    p10: int | None
    p50: int | None
    p90: int | None
    committed: int


class EventOut(Answer):
    """What moves the balance on a day, and where it comes from."""

    date: dt.date
    amount: int
    label: str
    source: LineSource
    source_id: UUID | None
    account_id: UUID | None
    link: str | None
    estimate: bool
    suggested: bool
    late: bool


class ForecastOut(Answer):
    """The days ahead of the cash pool, or of one account."""

    as_of: Moment
    today: dt.date
    currency: str
    account_id: UUID | None
    opening: int
    overdraft: int
    buffer: int
    days: list[DayOut]
    events: list[EventOut]
    low_point: LowPointOut
    committed_low_point: LowPointOut
    cautious_low_point: LowPointOut | None
    first_negative: LowPointOut | None
    first_breach: LowPointOut | None
    negative_probability: float | None
    breach_probability: float | None
    without_bands: str | None
    feeds: list[FeedOut]


class ForecastDayOut(Answer):
    """One day of the forecast, opened into the lines its expected balance is the sum of."""

    date: dt.date
    currency: str
    expected: int
    lines: list[LineOut]


class WhatIfItemIn(Body):
    """Something that might be bought (negative) or come in (positive)."""

    amount: NotZeroMinor
    date: dt.date | None = None
    account_id: UUID | None = None
    instalments: Instalments = 1
    interval_months: Annotated[int, Field(ge=1, le=12)] = 1
    apr: Rate | None = None
    name: Name | None = None


class WhatIfIn(Body):
    """A question: what would happen if."""

    items: Annotated[list[WhatIfItemIn], Field(min_length=1, max_length=20)]


class OutcomeOut(Answer):
    """The figures as they are, or as they would be."""

    safe_to_spend: int
    per_day: int
    low_point: LowPointOut
    cautious_low_point: LowPointOut | None


class PlanRequestOut(Answer):
    """The request that makes an item real: post the body to the path."""

    method: Literal["POST"]
    path: str
    body: dict[str, Any]


class WayOut(Answer):
    """One way to pay."""

    way: Literal["cash", "card", "instalments"]
    account_id: UUID | None
    cost: int
    affordable: bool
    tight: bool
    safe_to_spend: int
    low_point: LowPointOut
    first_safe_date: dt.date | None
    schedule: list[InstalmentOut]
    make_it_so: PlanRequestOut


class WhatIfOut(Answer):
    """The answer: yes or no, what changes, when it would be safe, what each way costs."""

    currency: str
    until: dt.date
    before: OutcomeOut
    after: OutcomeOut
    change: int
    affordable: bool
    tight: bool
    first_safe_date: dt.date | None
    ways: list[WayOut]
    make_it_so: list[PlanRequestOut]
