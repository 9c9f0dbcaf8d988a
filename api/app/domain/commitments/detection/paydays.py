"""Which of the incomes found are wages: proposed as paydays with the evidence, never decided."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.commitments.detection.values import Direction, Series, SeriesState
from app.domain.commitments.schedule import cadence_length_days
from app.domain.money import Money, total

_DAYS_IN_YEAR = 365
_LONGEST_DAYS = 31
_SHARE = 5
_LEAST_CONFIDENCE = 50
_UNIVERSAL_CREDIT = re.compile(r"\buniversal credit\b|\bdwp\b.*\buc\b|\buc\b.*\bdwp\b")
_BENEFIT = re.compile(r"\bbenefit\b|\bchb\b|\bdwp\b|\bpension credit\b|\btax credits?\b|\bpip\b")


class IncomeKind(StrEnum):
    """What kind of income a payday brings."""

    WAGE = "wage"
    UNIVERSAL_CREDIT = "universal_credit"
    BENEFIT = "benefit"


@dataclass(frozen=True, slots=True)
class PaydayProposal:
    """An income that could end the window, what it brings in a year, and why it is proposed."""

    series: Series
    kind: IncomeKind
    yearly: Money
    why: tuple[str, ...]


def paydays(series: Iterable[Series], *, currency: str = "GBP") -> list[PaydayProposal]:
    """Return the incomes that could be paydays, the largest over a year first.

    Candidates go on, come at least monthly and are surer than not. Each that brings a fifth of
    the largest or more is proposed: several earners have several paydays. Universal Credit is a
    payday like a wage; other benefits are only where there is neither.
    """
    known = [one for one in series if _is_candidate(one, currency)]
    wages = [one for one in known if kind_of(one) is not IncomeKind.BENEFIT]
    chosen = sorted(wages or known, key=lambda one: (-_yearly(one).minor, one.name))
    whole = total((_yearly(one) for one in chosen), currency)
    return [
        PaydayProposal(
            series=one,
            kind=kind_of(one),
            yearly=_yearly(one),
            why=(*one.why, f"{100 * _yearly(one).minor // whole.minor} % of the regular income"),
        )
        for one in chosen
        if _yearly(one).times(_SHARE) >= _yearly(chosen[0])
    ]


def kind_of(series: Series) -> IncomeKind:
    """Return what kind of income a series is, by its words."""
    text = " ".join((series.name, *series.match_texts)).casefold()
    if _UNIVERSAL_CREDIT.search(text):
        return IncomeKind.UNIVERSAL_CREDIT
    return IncomeKind.BENEFIT if _BENEFIT.search(text) else IncomeKind.WAGE


def _is_candidate(one: Series, currency: str) -> bool:
    return (
        one.direction is Direction.IN
        and one.state is not SeriesState.ENDED
        and one.amount.currency == currency
        and one.confidence >= _LEAST_CONFIDENCE
        and cadence_length_days(one.cadence) <= _LONGEST_DAYS
    )


def _yearly(one: Series) -> Money:
    """Return what the income brings in a year, at its present amount."""
    return Money(
        one.amount.minor * _DAYS_IN_YEAR // cadence_length_days(one.cadence), one.amount.currency
    )
