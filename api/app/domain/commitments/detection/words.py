"""What detection saw, in words a person reads."""

from calendar import day_name, month_name

from app.domain.commitments.schedule import (
    Cadence,
    MonthlyDay,
    MonthlyLastWorkingDay,
    MonthlyWeekday,
    Once,
    Shift,
    Weekly,
    Yearly,
)

_TEENS = range(11, 14)
_NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
_SHIFTED = {
    Shift.NONE: "",
    Shift.NEXT_WORKING_DAY: ", moved to the next working day",
    Shift.PREVIOUS_WORKING_DAY: ", moved to the working day before",
}


def rhythm(cadence: Cadence, shift: Shift) -> str:
    """Return how often and when: "every month on the 25th, moved to the next working day"."""
    return how_often(cadence) + _SHIFTED[shift]


def how_often(cadence: Cadence) -> str:
    """Return the cadence in words."""
    match cadence:
        case Weekly(every):
            return "every week" if every == 1 else f"every {every} weeks"
        case MonthlyDay(day, every, skip_months):
            months = "every month" if every == 1 else f"every {every} months"
            without = (
                ", none in " + " and ".join(month_name[month] for month in sorted(skip_months))
                if skip_months
                else ""
            )
            return f"{months} on the {ordinal(day)}{without}"
        case MonthlyLastWorkingDay():
            return "every month on the last working day"
        case MonthlyWeekday(weekday, nth):
            return f"every month on the {_NTH[nth]} {day_name[weekday]}"
        case Yearly():
            return "every year"
        case Once():  # pragma: no branch - mypy sees the rest
            return "once"


def ordinal(day: int) -> str:
    """Return the day as spoken: 1st, 2nd, 3rd, 11th."""
    teens = day in _TEENS
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"
