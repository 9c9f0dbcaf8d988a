"""How far a month has come, against where the months before it stood by the same day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.domain.calendar import Period
from app.domain.spending.usual import Line, Usual, stands, usual_of
from app.repositories.sums import SumFilter, SumRepository
from app.services.household.people import SignedIn

_ONE_DAY = timedelta(days=1)
MONTHS_BEFORE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """What was spent up to a day, and what is usual by then."""

    period: Period
    spent: int
    by_category: Mapping[str, int]
    before: Sequence[Mapping[str, int]]
    """What each of the months before had by its same day, by category, oldest first."""

    @property
    def usual(self) -> Usual | None:
        return usual_of([sum(month.values()) for month in self.before])

    @property
    def standing(self) -> Line:
        return stands(self.spent, self.usual)

    @property
    def past(self) -> dict[str, list[int]]:
        """What each category had in the months before, by the same day."""
        categories = {category for month in (*self.before, self.by_category) for category in month}
        return {
            category: [month.get(category, 0) for month in self.before]
            for category in sorted(categories)
        }


def pace(
    session: Session,
    *,
    signed_in: SignedIn,
    months: Sequence[Period],
    wanted: SumFilter,
    today: date,
) -> Pace:
    """Return how far the last of the months has come, against the months before it."""
    days = today - months[-1].start + _ONE_DAY
    so_far = [Period(month.start, min(month.start + days, month.end)) for month in months]
    rows = SumRepository(session, household_id=signed_in.household.id).by_period_and_category(
        so_far, currency=signed_in.household.currency, wanted=wanted
    )
    spent: list[dict[str, int]] = [{} for _ in so_far]
    for number, category, cash, credit in rows:
        spent[number][category] = cash + credit
    *before, now = spent
    # Months before the first row are no months of nothing: they are unknown.
    first = next((number for number, month in enumerate(before) if month), len(before))
    return Pace(period=so_far[-1], spent=sum(now.values()), by_category=now, before=before[first:])
