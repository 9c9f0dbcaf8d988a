"""Where the money went."""

from collections.abc import Mapping
from datetime import date, timedelta
from http import HTTPStatus
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from app.domain.calendar import Period
from app.domain.errors import InvalidInputError
from app.repositories.sums import Group, SumFilter
from app.routers.answers import AnsweringDep, Asking
from app.routers.dependencies import SessionDep, SignedInDep, who_is_asking
from app.routers.problems import problems
from app.schemas import spending as bodies
from app.services.household.people import NotSignedInError, SignedIn
from app.services.spending import noticing, periods, showing
from app.services.spending.periods import NoPaydayError

router = APIRouter(prefix="/analytics", tags=["analytics"])
_MAY_REFUSE = problems(NotSignedInError, InvalidInputError, NoPaydayError)
_ONE_DAY = timedelta(days=1)

MonthQuery = Annotated[
    str | None, Query(pattern="^[0-9]{4}-(0[1-9]|1[0-2])$", description="YYYY-MM")
]
FromQuery = Annotated[date | None, Query(alias="from")]
ToQuery = Annotated[date | None, Query(alias="to", description="inclusive")]
PaydayQuery = Annotated[
    date | None, Query(description="a day: the month from payday to payday it is in")
]
CategoryQuery = Annotated[str | None, Query(max_length=120, pattern="^[^\\x00]*$")]
GroupQuery = Annotated[Group, Query()]


def _period(
    asking: Asking,
    *,
    since: date | None,
    until: date | None,
    month: str | None,
    payday_month: date | None,
) -> Period:
    """Return the period asked for: this month unless it says otherwise."""
    if month is not None:
        try:
            return periods.month_of(date.fromisoformat(f"{month}-01"))
        except (ValueError, OverflowError) as error:
            raise InvalidInputError("There is no such month.", field="month") from error
    if payday_month is not None:
        return periods.payday_month_of(asking.session, signed_in=asking.signed_in, day=payday_month)
    if since is None and until is None:
        return periods.month_of(asking.today)
    if until == date.max:
        raise InvalidInputError("That is too far ahead.", field="to")
    start = since or date(1970, 1, 1)
    end = (until or asking.today) + _ONE_DAY
    if end < start:
        raise InvalidInputError("It ends before it begins.", field="to")
    return Period(start, end)


@router.get("/spending", response_model=bodies.SpendingOut, responses=_MAY_REFUSE)
def read_spending(
    answering: AnsweringDep,
    since: FromQuery = None,
    until: ToQuery = None,
    month: MonthQuery = None,
    payday_month: PaydayQuery = None,
    group_by: GroupQuery = "category",
    account_id: UUID | None = None,
    category: CategoryQuery = None,
    merchant_id: UUID | None = None,
) -> Response:
    """What was spent in a period, by group; whichever way it is cut, the total is the same."""

    def make(asking: Asking) -> Mapping[str, Any]:
        period = _period(asking, since=since, until=until, month=month, payday_month=payday_month)
        found = showing.spending(
            asking.session,
            signed_in=asking.signed_in,
            period=period,
            group_by=group_by,
            wanted=SumFilter(account_id=account_id, category=category, merchant_id=merchant_id),
        )
        return {
            "currency": asking.signed_in.household.currency,
            "start": period.start,
            "end": period.end - _ONE_DAY,
            "group_by": group_by,
            "total": found.total,
            "cash": found.cash,
            "credit": found.credit,
            "count": found.count,
            "groups": [
                {
                    "key": group.key,
                    "label": group.label,
                    "total": group.total,
                    "cash": group.cash,
                    "credit": group.credit,
                    "count": group.lines,
                }
                for group in found.groups
            ],
            "other_currencies": [
                {"currency": currency, "total": total} for currency, total in found.other_currencies
            ],
        }

    return answering.answer(make)


@router.get("/spending/trend", response_model=bodies.TrendOut, responses=_MAY_REFUSE)
def read_spending_trend(
    answering: AnsweringDep,
    months: Annotated[int, Query(ge=1, le=60)] = 12,
    by: Annotated[Literal["calendar", "payday"], Query(description="what a month is")] = "calendar",
    account_id: UUID | None = None,
    category: CategoryQuery = None,
    merchant_id: UUID | None = None,
) -> Response:
    """Spending month by month with the usual, and what is out of line with it."""

    def make(asking: Asking) -> bodies.TrendOut:
        spans = (
            periods.last_months(months, today=asking.today)
            if by == "calendar"
            else periods.last_payday_months(
                asking.session, signed_in=asking.signed_in, count=months, today=asking.today
            )
        )
        found = showing.trend(
            asking.session,
            signed_in=asking.signed_in,
            periods=spans,
            wanted=SumFilter(account_id=account_id, category=category, merchant_id=merchant_id),
            today=asking.today,
        )
        return _trend_out(asking.signed_in, found)

    return answering.answer(make)


def _trend_out(signed_in: SignedIn, found: showing.Trend) -> bodies.TrendOut:
    return bodies.TrendOut(
        currency=signed_in.household.currency,
        months=[
            bodies.TrendMonthOut(
                month=f"{month.period.start:%Y-%m}",
                start=month.period.start,
                end=month.period.end - _ONE_DAY,
                total=month.total,
                cash=month.cash,
                credit=month.credit,
                by_category=dict(month.by_category),
                standing=month.standing.value,
                is_whole=month.is_whole,
            )
            for month in found.months
        ],
        usual=bodies.UsualOut.model_validate(found.usual) if found.usual else None,
        usual_by_category={
            category: bodies.UsualOut.model_validate(usual)
            for category, usual in found.usual_by_category.items()
        },
        labels=dict(found.labels),
        out_of_line=[
            bodies.OutOfLineOut(
                category=one.category,
                label=one.label,
                month=f"{one.period.start:%Y-%m}",
                spent=one.spent,
                usual=bodies.UsualOut.model_validate(one.usual),
                standing=one.standing.value,
            )
            for one in found.out_of_line
        ],
    )


@router.get(
    "/spending/compare",
    response_model=bodies.ComparisonOut,
    responses=_MAY_REFUSE,
    # Before anything is said of what the question lacks.
    dependencies=[Depends(who_is_asking)],
)
def compare_spending(
    answering: AnsweringDep,
    since: Annotated[date, Query(alias="from")],
    until: Annotated[date, Query(alias="to", description="inclusive")],
    before_since: Annotated[date, Query(alias="before_from")],
    before_until: Annotated[date, Query(alias="before_to", description="inclusive")],
    group_by: Annotated[Literal["category", "merchant", "account"], Query()] = "category",
    account_id: UUID | None = None,
    category: CategoryQuery = None,
    merchant_id: UUID | None = None,
) -> Response:
    """Two periods side by side, the largest change first."""

    def make(asking: Asking) -> bodies.ComparisonOut:
        now, before = (
            showing.spending(
                asking.session,
                signed_in=asking.signed_in,
                period=_period(asking, since=start, until=end, month=None, payday_month=None),
                group_by=group_by,
                wanted=SumFilter(account_id=account_id, category=category, merchant_id=merchant_id),
            )
            for start, end in ((since, until), (before_since, before_until))
        )  # fmt: skip
        return bodies.ComparisonOut(
            currency=asking.signed_in.household.currency,
            start=now.period.start,
            end=now.period.end - _ONE_DAY,
            before_start=before.period.start,
            before_end=before.period.end - _ONE_DAY,
            total=now.total,
            before=before.total,
            change=now.total - before.total,
            groups=[bodies.ComparedOut.model_validate(one) for one in showing.compare(now, before)],
        )

    return answering.answer(make)


@router.get("/spending/left-out", response_model=bodies.LeftOutsOut, responses=_MAY_REFUSE)
def read_left_out(
    answering: AnsweringDep,
    since: FromQuery = None,
    until: ToQuery = None,
    month: MonthQuery = None,
    payday_month: PaydayQuery = None,
) -> Response:
    """What was left out of spending, and why: moves between own accounts and card repayments."""

    def make(asking: Asking) -> bodies.LeftOutsOut:
        period = _period(asking, since=since, until=until, month=month, payday_month=payday_month)
        found = showing.left_out(asking.session, signed_in=asking.signed_in, period=period)
        return bodies.LeftOutsOut(
            currency=asking.signed_in.household.currency,
            start=period.start,
            end=period.end - _ONE_DAY,
            groups=[bodies.LeftOutOut.model_validate(one) for one in found],
        )

    return answering.answer(make)


@router.get("/spending/flows", response_model=bodies.FlowsOut, responses=_MAY_REFUSE)
def read_flows(
    answering: AnsweringDep,
    since: FromQuery = None,
    until: ToQuery = None,
    month: MonthQuery = None,
    payday_month: PaydayQuery = None,
) -> Response:
    """Income in and spending out, as a picture of flows draws it."""

    def make(asking: Asking) -> bodies.FlowsOut:
        period = _period(asking, since=since, until=until, month=month, payday_month=payday_month)
        found = showing.flows(asking.session, signed_in=asking.signed_in, period=period)
        nodes = {
            key: bodies.FlowNodeOut(key=key, label=label, kind=kind)
            for one in found
            for key, label, kind in (
                (one.source, one.source_label, one.source_kind),
                (one.target, one.target_label, one.target_kind),
            )
        }
        left = sum(one.amount for one in found if one.target_kind == "kept") - sum(
            one.amount for one in found if one.source_kind == "drawn"
        )
        spent = showing.spending(
            asking.session,
            signed_in=asking.signed_in,
            period=period,
            group_by="category",
            wanted=SumFilter(),
        ).total
        return bodies.FlowsOut(
            currency=asking.signed_in.household.currency,
            start=period.start,
            end=period.end - _ONE_DAY,
            income=left + spent,
            spent=spent,
            nodes=list(nodes.values()),
            flows=[
                bodies.FlowOut(source=one.source, target=one.target, amount=one.amount)
                for one in found
            ],
        )

    return answering.answer(make)


@router.get(
    "/spending/insights", response_model=bodies.InsightsOut, responses=problems(NotSignedInError)
)
def list_insights(
    answering: AnsweringDep,
    dismissed: Annotated[Literal["without", "with"], Query()] = "without",
) -> Response:
    """What stands out: price rises, new and forgotten subscriptions, unusual charges."""

    def make(asking: Asking) -> bodies.InsightsOut:
        found = noticing.notice(
            asking.session,
            signed_in=asking.signed_in,
            today=asking.today,
            with_dismissed=dismissed == "with",
        )
        return bodies.InsightsOut(
            currency=asking.signed_in.household.currency,
            insights=[
                bodies.InsightOut(
                    key=one.insight.key,
                    kind=one.insight.kind.value,
                    merchant_id=one.merchant_id,
                    merchant=one.merchant,
                    category=one.insight.category,
                    category_label=one.category_label,
                    amount=one.insight.amount_minor,
                    usual=one.insight.usual_minor,
                    yearly=one.insight.yearly_minor,
                    date=one.insight.on,
                    transaction_ids=list(one.insight.transaction_ids),
                    is_dismissed=one.is_dismissed,
                )
                for one in found
            ],
        )

    return answering.answer(make)


@router.post(
    "/spending/insights/dismissals",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems(NotSignedInError),
)
def dismiss_insight(body: bodies.DismissalIn, session: SessionDep, signed_in: SignedInDep) -> None:
    """Never tell an insight again, or tell it again after all."""
    noticing.dismiss(session, signed_in=signed_in, key=body.key, is_dismissed=body.dismissed)
