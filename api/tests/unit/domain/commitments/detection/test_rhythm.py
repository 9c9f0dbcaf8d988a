"""The schedule payments follow, by their days alone."""

from datetime import date, timedelta

from app.domain.calendar import Period, WorkingDays
from app.domain.commitments.detection.rhythm import rhythm
from app.domain.commitments.detection.slots import Calendars
from app.domain.commitments.schedule import Shift, Weekly, occurrences

DAYS = WorkingDays()
CALENDARS = Calendars(date(2026, 1, 1), date(2026, 11, 19), DAYS)


def test_goes_on_as_the_days_did() -> None:
    paid = [date(2026, 3, 6) + timedelta(weeks=4 * n) for n in range(5)]

    found = rhythm(paid, usual=Shift.NONE, calendars=CALENDARS)

    assert found is not None
    assert found.cadence == Weekly(4)
    ahead = occurrences(
        found, period=Period(date(2026, 6, 27), date(2026, 9, 1)), working_days=DAYS
    )
    assert [one.due_on for one in ahead] == [date(2026, 7, 24), date(2026, 8, 21)]


def test_is_none_of_a_single_day() -> None:
    assert rhythm([date(2026, 3, 6)], usual=Shift.NONE, calendars=CALENDARS) is None
