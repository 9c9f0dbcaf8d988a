"""The months a person counts in: the calendar's, or from payday to payday."""

from dataclasses import replace
from datetime import date, timedelta
from typing import ClassVar

from dateutil.relativedelta import relativedelta
from sqlalchemy.orm import Session

from app.domain.calendar import Period, WorkingDays
from app.domain.commitments.schedule import Once, Schedule, Weekly, occurrences
from app.domain.errors import FinanceError
from app.repositories.planning import PlanningRepository
from app.services.commitments import commitments
from app.services.figures import expectations
from app.services.household.people import SignedIn

_YEARS_BACK = 10
_LONGEST_MONTH = timedelta(days=70)


class NoPaydayError(FinanceError):
    """No payday is known, so there are no months from payday to payday."""

    code: ClassVar[str] = "no_payday"


def month_of(day: date) -> Period:
    """Return the calendar month a day is in."""
    first = day.replace(day=1)
    return Period(first, first + relativedelta(months=1))


def last_months(count: int, *, today: date) -> list[Period]:
    """Return so many calendar months up to and including today's, oldest first."""
    this = month_of(today).start
    return [month_of(this - relativedelta(months=back)) for back in range(count - 1, -1, -1)]


def last_payday_months(
    session: Session, *, signed_in: SignedIn, count: int, today: date
) -> list[Period]:
    """Return so many months from payday to payday up to the one today is in, oldest first.

    :raises NoPaydayError: if no payday is known.
    """
    since = today - _LONGEST_MONTH * (count + 1)
    paydays = _paydays(session, signed_in=signed_in, span=Period(since, today + _LONGEST_MONTH))
    starts = [day for day in paydays if day <= today][-count:]
    after = next((day for day in paydays if day > today), None)
    if not starts or after is None:
        raise NoPaydayError("Confirm the income that is your payday first.")
    return [Period(start, end) for start, end in zip(starts, [*starts[1:], after], strict=True)]


def payday_month_of(session: Session, *, signed_in: SignedIn, day: date) -> Period:
    """Return the month from payday to payday that a day is in.

    :raises NoPaydayError: if no payday is known.
    """
    return last_payday_months(session, signed_in=signed_in, count=1, today=day)[0]


def _paydays(session: Session, *, signed_in: SignedIn, span: Period) -> list[date]:
    planned = PlanningRepository(session, household_id=signed_in.household.id)
    if signed_in.household.payday_rule:
        schedules = [commitments.schedule_from(signed_in.household.payday_rule)]
    else:
        confirmed = [row for row in planned.commitments() if row.status == commitments.CONFIRMED]
        chosen = expectations.payday_ids(confirmed)
        schedules = [commitments.schedule_of(row) for row in confirmed if row.id in chosen]
    days = WorkingDays(
        frozenset[date]().union(
            *(commitments.days_of(signed_in, around=day).holidays for day in (span.start, span.end))
        )
    )
    found = {
        one.due_on
        for schedule in schedules
        for one in occurrences(_begun_long_ago(schedule), period=span, working_days=days)
    }
    return sorted(found)


def _begun_long_ago(schedule: Schedule) -> Schedule:
    """Return the schedule as if it had been running for years: the past had its paydays too."""
    match schedule.cadence:
        case Once():
            return schedule
        case Weekly(every=every):
            rounds = _YEARS_BACK * 53 // every
            return replace(schedule, anchor=schedule.anchor - timedelta(weeks=rounds * every))
        case _:
            return replace(schedule, anchor=schedule.anchor - relativedelta(years=_YEARS_BACK))
