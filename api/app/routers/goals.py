"""Goals: money put aside toward a target by a date."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter

from app.domain.errors import InvalidInputError
from app.routers.dependencies import ClockDep, SessionDep, SignedInDep, TodayDep
from app.routers.problems import problems
from app.routers.recording import KEEPS_FIGURE
from app.schemas import goals as bodies
from app.schemas.analytics import changes_of
from app.services.accounts import accounts
from app.services.figures import goals
from app.services.figures.goals import GoalUnknownError
from app.services.household.people import NotSignedInError

router = APIRouter(prefix="/analytics/goals", tags=["analytics"], dependencies=[KEEPS_FIGURE])
_NULLABLE = {"account_id", "monthly", "first_date", "pay_from_account_id"}
_BY_GOAL = problems(
    NotSignedInError, GoalUnknownError, accounts.AccountUnknownError, InvalidInputError
)


@router.get("", responses=problems(NotSignedInError))
def list_goals(
    session: SessionDep, signed_in: SignedInDep, today: TodayDep, clock: ClockDep
) -> list[bodies.GoalOut]:
    """The household's goals, what each needs a month and what can safely be moved to it."""
    found = goals.goals(session, signed_in=signed_in, today=today, now=clock.now())
    return [_goal_out(view) for view in found]


@router.get("/{goal_id}", responses=_BY_GOAL)
def read_goal(
    goal_id: UUID, session: SessionDep, signed_in: SignedInDep, today: TodayDep, clock: ClockDep
) -> bodies.GoalOut:
    """One goal."""
    return _goal_out(
        goals.goal(session, signed_in=signed_in, goal_id=goal_id, today=today, now=clock.now())
    )


@router.post("", status_code=HTTPStatus.CREATED, responses=_BY_GOAL)
def add_goal(
    body: bodies.GoalIn,
    session: SessionDep,
    signed_in: SignedInDep,
    today: TodayDep,
    clock: ClockDep,
) -> bodies.GoalOut:
    """Begin to put money aside."""
    row = goals.save_goal(session, signed_in=signed_in, given=body.model_dump(), goal_id=None)
    return read_goal(row.id, session, signed_in, today, clock)


@router.patch("/{goal_id}", responses=_BY_GOAL)
def change_goal(
    goal_id: UUID,
    body: bodies.GoalPatch,
    session: SessionDep,
    signed_in: SignedInDep,
    today: TodayDep,
    clock: ClockDep,
) -> bodies.GoalOut:
    """Change a goal, or say what is put aside by now."""
    goals.save_goal(
        session,
        signed_in=signed_in,
        given=changes_of(body, nullable=_NULLABLE),
        goal_id=goal_id,
    )
    return read_goal(goal_id, session, signed_in, today, clock)


@router.delete("/{goal_id}", status_code=HTTPStatus.NO_CONTENT, responses=_BY_GOAL)
def delete_goal(goal_id: UUID, session: SessionDep, signed_in: SignedInDep) -> None:
    """Delete a goal."""
    goals.delete_goal(session, signed_in=signed_in, goal_id=goal_id)


def _goal_out(view: goals.GoalView) -> bodies.GoalOut:
    row = view.row
    return bodies.GoalOut(
        id=row.id,
        name=row.name,
        currency=row.currency,
        target=row.target_minor,
        saved=view.saved,
        missing=view.missing,
        date=row.target_on,
        months_left=view.months_left,
        needed_per_month=view.needed_per_month,
        safe_to_add=view.safe_to_add,
        account_id=row.account_id,
        monthly=row.monthly_minor,
        first_date=row.first_on,
        pay_from_account_id=row.pay_from_account_id,
        on_track=view.on_track,
    )
