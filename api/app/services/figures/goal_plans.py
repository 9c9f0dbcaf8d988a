"""What a goal puts aside, and when."""

from datetime import date

from app.domain.goals import Contribution, contributions
from app.domain.money import Money
from app.models.planning import Goal


def contributions_of(row: Goal, *, today: date) -> list[Contribution]:
    """Return what is put aside from the first day on, none where nobody said how much."""
    if row.monthly_minor is None or row.first_on is None:
        return []
    return list(
        contributions(
            missing=Money(max(row.target_minor - row.saved_minor, 0), row.currency),
            monthly=Money(row.monthly_minor, row.currency),
            first_on=row.first_on,
            by=row.target_on,
            today=today,
        )
    )
