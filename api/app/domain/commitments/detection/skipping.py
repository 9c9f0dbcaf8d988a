"""Months that a monthly payment leaves out every year: ten-of-twelve council tax."""

from collections import Counter
from datetime import date

from app.domain.commitments.detection.fitting import Fit, evaluate
from app.domain.commitments.detection.slots import Calendars, Rule
from app.domain.commitments.schedule import MonthlyDay

_COUNCIL_TAX_RESTS = frozenset((2, 3))
_YEARS_SEEN = 2
_MOST_SKIPPED = 6


def with_skipped_months(
    fit: Fit, days: list[int], calendars: Calendars, *, is_council_tax: bool
) -> Fit:
    """Return the fit with the months left out that were left out two years running.

    Council tax is paid in ten instalments from April unless a payment in February or March
    has been seen: that much is known before the first year is over.
    """
    cadence = fit.rule.cadence
    if not isinstance(cadence, MonthlyDay) or cadence.every != 1:
        return fit
    paid = {_month(hit.slot) for hit in fit.hits}
    missed = Counter(_month(slot) for slot in fit.misses)
    skipped = {
        month for month, times in missed.items() if times >= _YEARS_SEEN and month not in paid
    }
    if is_council_tax and not paid & _COUNCIL_TAX_RESTS:
        skipped |= _COUNCIL_TAX_RESTS
    if not skipped or len(skipped) > _MOST_SKIPPED:
        return fit
    rule = Rule(MonthlyDay(cadence.day, 1, frozenset(skipped)), 0, fit.rule.shift)
    found = evaluate(rule, days, calendars)
    return fit if found is None or found.strays else found


def _month(day: int) -> int:
    return date.fromordinal(day).month
