"""Which incomes look like a payday."""

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from app.domain.commitments.schedule import Cadence, Once, cadence_length_days

# A window longer than this is no help; a month is at most 31 days, and two are not a payday.
_LONGEST = 45
_DAYS_IN_YEAR = 365
_SHARE = 5
_BENEFIT = re.compile(
    r"\bbenefit\b|\bchb\b|\bdwp\b|\bpension credit\b|\btax credits?\b|\bpip\b", re.IGNORECASE
)
_UNIVERSAL_CREDIT = re.compile(r"\buniversal credit\b|\bdwp uc\b|\buc dwp\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Income:
    """A recurring income: its magnitude, how often it comes, and the texts that name it."""

    id: Hashable
    amount_minor: int
    cadence: Cadence
    texts: tuple[str, ...] = ()

    @property
    def yearly_minor(self) -> int:
        return self.amount_minor * _DAYS_IN_YEAR // cadence_length_days(self.cadence)

    @property
    def is_universal_credit(self) -> bool:
        return any(_UNIVERSAL_CREDIT.search(text) for text in self.texts)

    @property
    def is_benefit(self) -> bool:
        """Universal Credit is what a household lives on, and none of these."""
        found = any(_BENEFIT.search(text) for text in self.texts)
        return found and not self.is_universal_credit


@dataclass(frozen=True, slots=True)
class Proposal:
    """An income that could be a payday; the recommended ones are what a household lives on."""

    income: Income
    is_recommended: bool


def proposals(incomes: Sequence[Income]) -> list[Proposal]:
    """Return the incomes that could be a payday, the largest of a year first.

    What comes once, or less often than monthly, ends no window. Recommended are the largest
    and those that bring at least a fifth of it: several earners have several paydays. A benefit
    is recommended only where there is no wage.
    """
    likely = [
        income
        for income in incomes
        if not isinstance(income.cadence, Once) and cadence_length_days(income.cadence) <= _LONGEST
    ]
    wages = [income for income in likely if not income.is_benefit] or likely
    most = max((income.yearly_minor for income in wages), default=0)
    ranked = sorted(likely, key=lambda income: (-income.yearly_minor, str(income.id)))
    return [
        Proposal(income, is_recommended=income in wages and _SHARE * income.yearly_minor >= most)
        for income in ranked
    ]
