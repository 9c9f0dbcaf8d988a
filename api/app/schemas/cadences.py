"""A cadence on the wire, told apart by its kind."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from app.schemas.common import Body

type Month = Annotated[int, Field(ge=1, le=12)]


def _is_nth(nth: int) -> int:
    if nth not in (1, 2, 3, 4, -1):
        raise ValueError("must be 1 to 4, or -1 for the last")
    return nth


class Once(Body):
    """On ``next_date`` only."""

    kind: Literal["once"]


class Weekly(Body):
    """Every so many weeks."""

    kind: Literal["weekly"]
    every: Annotated[int, Field(ge=1, le=104)] = 1


class MonthlyDay(Body):
    """On a day of every so many months, the month's last day where it is shorter."""

    kind: Literal["monthly_day"]
    day: Annotated[int, Field(ge=1, le=31)]
    every: Annotated[int, Field(ge=1, le=12)] = 1
    skip_months: Annotated[list[Month], Field(max_length=11)] = Field(default_factory=list)


class MonthlyLastWorkingDay(Body):
    """On the last working day of each month."""

    kind: Literal["monthly_last_working_day"]


class MonthlyWeekday(Body):
    """On the nth given weekday of each month."""

    kind: Literal["monthly_weekday"]
    weekday: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    nth: Annotated[int, AfterValidator(_is_nth)]


class Yearly(Body):
    """On the same day each year."""

    kind: Literal["yearly"]


type Cadence = Annotated[
    Once | Weekly | MonthlyDay | MonthlyLastWorkingDay | MonthlyWeekday | Yearly,
    Field(discriminator="kind"),
]
