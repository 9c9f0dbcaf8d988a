"""How a strand stands on a day: what comes next, and whether it goes on, pauses or has ended."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from app.domain.commitments.detection.slots import Calendars, length_of
from app.domain.commitments.detection.strands import Strand
from app.domain.commitments.detection.values import SeriesState
from app.domain.commitments.match import grace_days

_MONTH = 35


@dataclass(frozen=True, slots=True)
class Standing:
    """The next slot nothing has come for, and how many before it stayed empty."""

    nominal: int
    due: int
    missed: int
    state: SeriesState


def stand(strand: Strand, calendars: Calendars, *, today: int) -> Standing:
    """Return how the strand stands.

    An empty slot counts as missed once its grace is over; until then it is the next one, late.
    """
    slots = calendars.slots(strand.rule)
    length = length_of(strand.rule.cadence)
    after = bisect_right(slots.nominal, strand.fit.hits[-1].slot)
    grace = grace_days(length)
    next_slot = max(after, bisect_left(slots.due, today - grace))
    missed = next_slot - after
    return Standing(
        nominal=slots.nominal[next_slot],
        due=slots.due[next_slot],
        missed=missed,
        state=_state(missed, length, longest=strand.fit.longest_gap),
    )


def _state(missed: int, length: int, *, longest: int) -> SeriesState:
    """Return the state: over once more is missing than ever came back from, and two at least.

    A quarter or a year without its payment is an answer by itself.
    """
    if missed == 0:
        return SeriesState.ACTIVE
    if length > _MONTH or missed > max(1, longest):
        return SeriesState.ENDED
    return SeriesState.PAUSED
