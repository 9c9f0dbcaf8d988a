"""Bank holidays of the household's nation, fetched at the edge for the pure domain."""

from datetime import date
from enum import StrEnum
from functools import lru_cache

import holidays

from app.domain.calendar import WorkingDays

_YEARS_BEFORE, _YEARS_AFTER = 8, 4


class Nation(StrEnum):
    """Whose bank holidays move a payment."""

    ENGLAND_AND_WALES = "england_and_wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"


_SUBDIVISION = {
    Nation.ENGLAND_AND_WALES: "ENG",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}


def working_days(nation: Nation, *, around: date) -> WorkingDays:
    """Return the nation's working days for the years a figure around that day can touch."""
    return _working_days(nation, around.year)


@lru_cache(maxsize=16)
def _working_days(nation: Nation, year: int) -> WorkingDays:
    years = range(year - _YEARS_BEFORE, year + _YEARS_AFTER + 1)
    calendar = holidays.country_holidays("GB", subdiv=_SUBDIVISION[nation], years=years)
    return WorkingDays(frozenset(calendar))
