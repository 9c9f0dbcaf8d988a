"""Open Banking frequency codes."""

from datetime import date

import pytest

from app.domain.commitments.detection.frequency import cadence_of
from app.domain.commitments.schedule import Cadence, MonthlyDay, MonthlyWeekday, Weekly, Yearly

NEAR = date(2026, 11, 17)


@pytest.mark.parametrize(
    ("code", "cadence"),
    [
        ("IntrvlMnthDay:01:26", MonthlyDay(26)),
        ("IntrvlMnthDay:03:01", MonthlyDay(1, 3)),
        ("IntrvlMnthDay:12:01", Yearly()),
        ("IntrvlMnthDay:01:-1", MonthlyDay(31)),
        ("IntrvlMnthDay:24:01", None),
        ("IntrvlWkDay:01:05", Weekly(1)),
        ("IntrvlWkDay:04:05", Weekly(4)),
        ("IntrvlWkDay:00:05", None),
        ("IntrvlDay:14", Weekly(2)),
        ("IntrvlDay:10", None),
        ("WkInMnthDay:02:03", MonthlyWeekday(weekday=2, nth=2)),
        ("WkInMnthDay:05:05", MonthlyWeekday(weekday=4, nth=-1)),
        ("WkInMnthDay:02", None),
        ("Monthly", MonthlyDay(17)),
        ("QtrDay:ENGLISH", MonthlyDay(17, 3)),
        ("fortnightly", Weekly(2)),
        ("EvryDay", None),
        ("every now & then", None),
        ("", None),
        (None, None),
    ],
)
def test_codes(code: str | None, cadence: Cadence | None) -> None:
    assert cadence_of(code, near=NEAR) == cadence


def test_monthly_without_any_date_says_nothing() -> None:
    assert cadence_of("Monthly", near=None) is None
