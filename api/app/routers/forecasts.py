"""The days ahead, and what would happen if."""

import datetime as dt
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from app.domain.cash_pool import Movement, MovementSource
from app.domain.errors import InvalidInputError
from app.domain.what_if import Asked, Outcome, Way
from app.routers.dependencies import ClockDep, SessionDep, SignedInDep, TodayDep
from app.routers.problems import problems
from app.routers.summaries import SOURCES, feeds_out, lines_out, low_point_out, minor_of
from app.schemas import forecast as bodies
from app.schemas.analytics import InstalmentOut
from app.services.accounts import accounts
from app.services.figures import feeds, forecasting
from app.services.household.people import NotSignedInError

router = APIRouter(prefix="/analytics", tags=["analytics"])
_BY_ACCOUNT = problems(NotSignedInError, accounts.AccountUnknownError, InvalidInputError)
_LINKS = {
    MovementSource.COMMITMENT: "/analytics/commitments/{}/occurrences",
    MovementSource.CARD: "/analytics/cards/{}/repayment",
    MovementSource.PLANNED: "/analytics/planned-items",
    MovementSource.PLAN: "/analytics/payment-plans",
    MovementSource.GOAL: "/analytics/goals",
    MovementSource.OVERDRAFT: "/banking/accounts",
}


@router.get("/forecast", responses=_BY_ACCOUNT)
def read_forecast(
    session: SessionDep,
    signed_in: SignedInDep,
    today: TodayDep,
    clock: ClockDep,
    days: Annotated[int, Query(ge=1, le=365)] = 90,
    account_id: UUID | None = None,
    *,
    include_suggested: bool = False,
) -> bodies.ForecastOut:
    """What there is as each day ends, with bands where there is history enough for them."""
    now = clock.now()
    view = forecasting.read_forecast(
        session,
        signed_in=signed_in,
        today=today,
        now=now,
        days=days,
        account_id=account_id,
        include_suggested=include_suggested,
    )
    found = view.found
    return bodies.ForecastOut(
        as_of=now,
        today=today,
        currency=signed_in.household.currency,
        account_id=account_id,
        opening=found.opening.minor,
        overdraft=found.overdraft.minor,
        buffer=signed_in.household.buffer_minor,
        days=[
            bodies.DayOut(
                date=day.on,
                expected=day.expected.minor,
                p10=minor_of(day.p10),
                p50=minor_of(day.p50),
                p90=minor_of(day.p90),
                committed=day.committed.minor,
            )
            for day in found.days
        ],
        events=[_event(movement) for movement in found.events],
        low_point=low_point_out(found.low_point),
        committed_low_point=low_point_out(found.committed_low_point),
        cautious_low_point=(
            low_point_out(found.cautious_low_point) if found.cautious_low_point else None
        ),
        first_negative=low_point_out(found.first_negative) if found.first_negative else None,
        first_breach=low_point_out(found.first_breach) if found.first_breach else None,
        negative_probability=found.negative_probability,
        breach_probability=found.breach_probability,
        without_bands=view.without_bands,
        feeds=feeds_out(feeds.feed_ages(view.outlook, now=now)),
    )


@router.get("/forecast/{date}", responses=_BY_ACCOUNT)
def read_forecast_day(
    date: dt.date,
    session: SessionDep,
    signed_in: SignedInDep,
    today: TodayDep,
    clock: ClockDep,
    account_id: UUID | None = None,
) -> bodies.ForecastDayOut:
    """One day of the forecast, opened into its lines."""
    view, lines = forecasting.read_day(
        session,
        signed_in=signed_in,
        today=today,
        now=clock.now(),
        on=date,
        account_id=account_id,
    )
    return bodies.ForecastDayOut(
        date=date,
        currency=signed_in.household.currency,
        expected=view.found.days[-1].expected.minor,
        lines=lines_out(lines, set()),
    )


@router.post("/what-if", responses=_BY_ACCOUNT)
def ask_what_if(
    body: bodies.WhatIfIn,
    session: SessionDep,
    signed_in: SignedInDep,
    today: TodayDep,
    clock: ClockDep,
) -> bodies.WhatIfOut:
    """What would change, whether it is affordable, when it would be, what each way costs."""
    answer = forecasting.answer(
        session,
        signed_in=signed_in,
        today=today,
        now=clock.now(),
        items=[item.model_dump() for item in body.items],
    )
    found = answer.found
    before, after = found.before.figure.amount.minor, found.after.figure.amount.minor
    return bodies.WhatIfOut(
        currency=signed_in.household.currency,
        until=found.horizon.end,
        before=_outcome(found.before),
        after=_outcome(found.after),
        change=after - before,
        affordable=found.is_affordable,
        tight=found.is_tight,
        first_safe_date=found.first_safe_on,
        ways=[_way(way) for way in answer.ways],
        make_it_so=[_make_it_so(asked) for asked in answer.asked],
    )


def _event(movement: Movement) -> bodies.EventOut:
    link = _LINKS.get(movement.source)
    return bodies.EventOut(
        date=movement.on,
        amount=movement.amount.minor,
        label=movement.label,
        source=SOURCES[movement.source],
        source_id=UUID(movement.source_id) if movement.source_id else None,
        account_id=movement.account_id,
        link=link.format(movement.source_id) if link else None,
        estimate=movement.is_estimate,
        suggested=movement.is_suggested,
        late=movement.late,
    )


def _outcome(outcome: Outcome) -> bodies.OutcomeOut:
    return bodies.OutcomeOut(
        safe_to_spend=outcome.figure.amount.minor,
        per_day=outcome.figure.per_day.minor,
        low_point=low_point_out(outcome.low_point),
        cautious_low_point=(
            low_point_out(outcome.cautious_low_point) if outcome.cautious_low_point else None
        ),
    )


def _way(way: Way) -> bodies.WayOut:
    return bodies.WayOut.model_validate(
        {
            "way": way.way,
            "account_id": way.account_id,
            "cost": way.cost.minor,
            "affordable": way.is_affordable,
            "tight": way.is_tight,
            "safe_to_spend": way.after.figure.amount.minor,
            "low_point": low_point_out(way.after.low_point),
            "first_safe_date": way.first_safe_on,
            "schedule": [
                InstalmentOut(date=movement.on, amount=-movement.amount.minor)
                for movement in way.asked.movements()
            ],
            "make_it_so": _make_it_so(way.asked),
        }
    )


def _make_it_so(asked: Asked) -> bodies.PlanRequestOut:
    """Return the request that plans what was asked: an item, or a plan of instalments."""
    account = str(asked.account_id) if asked.account_id else None
    if asked.instalments > 1 and asked.amount.minor < 0:
        return bodies.PlanRequestOut(
            method="POST",
            path="/api/v1/analytics/payment-plans",
            body={
                "name": asked.label,
                "total": -asked.amount.minor,
                "instalments": asked.instalments,
                "first_date": asked.on.isoformat(),
                "interval_months": asked.interval_months,
                "apr": None if asked.apr is None else str(asked.apr),
                "account_id": account,
            },
        )
    return bodies.PlanRequestOut(
        method="POST",
        path="/api/v1/analytics/planned-items",
        body={
            "name": asked.label,
            "amount": asked.amount.minor,
            "date": asked.on.isoformat(),
            "account_id": account,
        },
    )
