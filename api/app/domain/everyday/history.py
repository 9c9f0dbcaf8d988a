"""What the everyday model is given: past days, and the days ahead as far as they are known."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.domain.errors import InvalidInputError


@dataclass(frozen=True, slots=True)
class History:
    """The cash pool day by day, oldest first; amounts in minor units, out negative.

    ``everyday`` is each day's net flow that nothing modelled accounts for; ``modelled`` the
    net flow of what commitments, card repayments, plans and transfers account for. The two
    sum to what the pool really moved, so ``balance``, the own money as the last day ends,
    tells every earlier day's balance too. A card has no balance people live from: None, and
    what is put on it goes on as it went, whatever is paid back.
    """

    first_day: date
    everyday: Sequence[int]
    modelled: Sequence[int]
    balance: int | None
    paydays: frozenset[date] = field(default_factory=frozenset)
    """The days a payday came in."""

    def __post_init__(self) -> None:
        if len(self.everyday) != len(self.modelled):
            raise InvalidInputError(
                f"{len(self.everyday)} days of everyday flows do not fit"
                f" {len(self.modelled)} days of modelled ones",
                field="history",
            )

    @property
    def length(self) -> int:
        """The number of days."""
        return len(self.everyday)

    @property
    def last_day(self) -> date:
        return self.first_day + timedelta(days=self.length - 1)


@dataclass(frozen=True, slots=True)
class Ahead:
    """The days after the history's last one, as far as they are certain.

    ``modelled`` is the expected net flow, in minor units, of what goes on as usual:
    commitments and card repayments, one figure for each day; for what it adds in the long run
    to be seen, give two months or more, even if fewer are asked about. One-off plans, planned items
    and what-ifs stay out: the household's everyday spending adapts to its usual bills, and
    a question asked must move the answer by its own amount and nothing else.
    """

    modelled: Sequence[int]


@dataclass(frozen=True, slots=True)
class TooShort:
    """Too little history for an everyday figure: commitments are shown alone."""

    days: int
    needed: int
