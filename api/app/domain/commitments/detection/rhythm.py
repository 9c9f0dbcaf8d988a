"""The schedule that payments follow, told by their days alone."""

from collections.abc import Sequence
from datetime import date

from app.domain.commitments.detection.fitting import fit
from app.domain.commitments.detection.slots import Calendars, anchor_of
from app.domain.commitments.schedule import Schedule, Shift


def rhythm(days: Sequence[date], *, usual: Shift, calendars: Calendars) -> Schedule | None:
    """Return the schedule these days (oldest first) follow, or None where they follow none.

    ``usual`` is the shift taken where the days do not tell. Nothing else is known: not what
    was paid, nor what came later.
    """
    found = fit([day.toordinal() for day in days], calendars, usual=usual)
    if found is None:
        return None
    return Schedule(found.rule.cadence, anchor_of(found.rule), found.rule.shift)
