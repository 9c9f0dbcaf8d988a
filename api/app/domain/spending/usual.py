"""The usual: what a household's own past says is normal, unmoved by one wild month."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

_MONTHS_MIN = 3
# A median absolute deviation times 3/2 is about a standard deviation of everyday figures.
_SPREAD_NUMERATOR, _SPREAD_DENOMINATOR = 3, 2
_OUT_OF_LINE_SPREADS = 2
_SMALLEST_DIFFERENCE = 20_00
_SMALLEST_SHARE = 5


class Line(StrEnum):
    """Where a figure stands against the usual."""

    UNKNOWN = "unknown"
    AS_USUAL = "as_usual"
    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Usual:
    """The middle of the past and how far it strays, in minor units."""

    middle: int
    spread: int


def usual_of(past: Sequence[int]) -> Usual | None:
    """Return the usual of past figures, or None where there are too few to say."""
    if len(past) < _MONTHS_MIN:
        return None
    middle = round(median(past))
    deviation = round(median(abs(figure - middle) for figure in past))
    return Usual(middle, deviation * _SPREAD_NUMERATOR // _SPREAD_DENOMINATOR)


def stands(figure: int, usual: Usual | None) -> Line:
    """Return whether a figure is out of line: by two spreads, £20 and a fifth at least."""
    if usual is None:
        return Line.UNKNOWN
    difference = figure - usual.middle
    margin = max(
        _OUT_OF_LINE_SPREADS * usual.spread,
        _SMALLEST_DIFFERENCE,
        abs(usual.middle) // _SMALLEST_SHARE,
    )
    if abs(difference) <= margin:
        return Line.AS_USUAL
    return Line.HIGHER if difference > 0 else Line.LOWER
