"""The words of the evidence."""

import pytest

from app.domain.commitments.detection.words import how_often, ordinal, rhythm
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


@pytest.mark.parametrize(
    ("cadence", "said"),
    [
        (Weekly(1), "every week"),
        (Weekly(4), "every 4 weeks"),
        (MonthlyDay(25), "every month on the 25th"),
        (MonthlyDay(1, 3), "every 3 months on the 1st"),
        (
            MonthlyDay(2, 1, frozenset({2, 3})),
            "every month on the 2nd, none in February and March",
        ),
        (MonthlyLastWorkingDay(), "every month on the last working day"),
        (MonthlyWeekday(weekday=4, nth=-1), "every month on the last Friday"),
        (Yearly(), "every year"),
        (Once(), "once"),
    ],
)
def test_how_often(cadence: Cadence, said: str) -> None:
    assert how_often(cadence) == said


def test_the_shift_is_said_too() -> None:
    assert (
        rhythm(MonthlyDay(25), Shift.PREVIOUS_WORKING_DAY)
        == "every month on the 25th, moved to the working day before"
    )


def test_ordinals() -> None:
    assert [ordinal(day) for day in (1, 2, 3, 4, 11, 12, 13, 21, 22, 31)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "31st",
    ]  # fmt: skip
