"""How this month is going."""

from datetime import timedelta
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Response

from app.domain.spending.usual import stands, usual_of
from app.repositories.sums import SumFilter
from app.routers.answers import AnsweringDep, Asking
from app.routers.problems import problems
from app.schemas import spending as bodies
from app.services.household.people import NotSignedInError
from app.services.spending import pacing, periods
from app.services.spending.periods import NoPaydayError

router = APIRouter(prefix="/analytics", tags=["analytics"])


@router.get(
    "/spending/pace",
    response_model=bodies.PaceOut,
    responses=problems(NotSignedInError, NoPaydayError),
)
def read_pace(
    answering: AnsweringDep,
    by: Annotated[Literal["calendar", "payday"], Query(description="what a month is")] = "calendar",
    account_id: UUID | None = None,
    category: Annotated[str | None, Query(max_length=120, pattern="^[^\\x00]*$")] = None,
    merchant_id: UUID | None = None,
) -> Response:
    """This month's spending so far, against the usual by the same day of the months before."""

    def make(asking: Asking) -> bodies.PaceOut:
        count = pacing.MONTHS_BEFORE + 1
        months = (
            periods.last_months(count, today=asking.today)
            if by == "calendar"
            else periods.last_payday_months(
                asking.session, signed_in=asking.signed_in, count=count, today=asking.today
            )
        )
        found = pacing.pace(
            asking.session,
            signed_in=asking.signed_in,
            months=months,
            wanted=SumFilter(account_id=account_id, category=category, merchant_id=merchant_id),
            today=asking.today,
        )
        usual_by = {category: usual_of(past) for category, past in found.past.items()}
        return bodies.PaceOut(
            currency=asking.signed_in.household.currency,
            start=found.period.start,
            end=found.period.end - timedelta(days=1),
            days=(found.period.end - found.period.start).days,
            spent=found.spent,
            months=len(found.before),
            usual=bodies.UsualOut.model_validate(found.usual) if found.usual else None,
            standing=found.standing.value,
            usual_by_category={
                category: bodies.UsualOut.model_validate(usual)
                for category, usual in usual_by.items()
                if usual is not None
            },
            standing_by_category={
                category: stands(found.by_category.get(category, 0), usual).value
                for category, usual in usual_by.items()
            },
        )

    return answering.answer(make)
