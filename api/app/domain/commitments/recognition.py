"""Which of the series found is which of the commitments a household already has."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

from app.domain.commitments.counterparty import Likeness, likeness
from app.domain.commitments.detection.memory import is_materially_same, is_same_counterparty
from app.domain.commitments.detection.values import Direction, RowId, Series, Signature
from app.domain.commitments.schedule import Cadence, cadence_length_days
from app.domain.money import Money

_FIFTH = 5
_SMALL = 2
_VARIABLE_FACTOR = 3

type CommitmentId = Hashable
type _Strength = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """A commitment as recognition sees it.

    ``amount`` is a magnitude. ``signatures`` are the patterns it had when it was found, or
    rejected. ``is_refused`` says the person said no to it.
    """

    id: CommitmentId
    names: tuple[str, ...]
    direction: Direction
    amount: Money
    variable: bool
    cadence: Cadence
    evidence: frozenset[RowId] = frozenset()
    signatures: tuple[Signature, ...] = ()
    mandate_id: Hashable | None = None
    is_refused: bool = False


def recognise(
    series: Sequence[Series], remembered: Sequence[Remembered]
) -> dict[int, CommitmentId]:
    """Return which series, by its place, is which commitment, one-to-one, the surest first.

    Sure is, in this order: they share rows, the bank's mandate, the pattern, the name. A
    refused one is also known by its counterparty alone, so that a changed pattern is still
    known as the one refused.
    """
    ranked = sorted(
        (
            (strength, n, m)
            for n, one in enumerate(series)
            for m, other in enumerate(remembered)
            if (strength := _strength(one, other)) is not None
        ),
        key=lambda found: (tuple(-part for part in found[0]), found[1], found[2]),
    )
    same: dict[int, CommitmentId] = {}
    taken: set[CommitmentId] = set()
    for _, n, m in ranked:
        if n not in same and remembered[m].id not in taken:
            same[n] = remembered[m].id
            taken.add(remembered[m].id)
    return same


def is_covered(one: Series, remembered: Iterable[Remembered]) -> bool:
    """Return whether most of the series' rows belong to one commitment already."""
    return any(2 * _shared(one, other) > len(one.members) for other in remembered)


def is_what_was_refused(one: Series, refused: Sequence[Signature]) -> bool:
    """Return whether the pattern is one the person said no to; what varies may vary."""
    signature = one.signature
    for other in refused:
        if is_materially_same(signature, other):
            return True
        low, high = sorted((signature.amount_minor, other.amount_minor))
        is_alike = replace(signature, amount_minor=other.amount_minor)
        if one.variable and high <= _VARIABLE_FACTOR * low and is_materially_same(is_alike, other):
            return True
    return False


def _strength(one: Series, other: Remembered) -> _Strength | None:
    if one.direction is not other.direction or one.amount.currency != other.amount.currency:
        return None
    shared = _shared(one, other)
    if 2 * shared >= min(len(one.members), len(other.evidence)) and shared:
        return 4, shared, 0
    if one.mandate_id is not None and one.mandate_id == other.mandate_id:
        return 3, 0, 0
    known_by = _by_pattern(one, other)
    if known_by:
        return known_by, 0, 0
    return None if other.evidence else _by_name(one, other)


def _by_pattern(one: Series, other: Remembered) -> int:
    """Return how well a series is known by a pattern the commitment had; 0 for not at all."""
    if any(is_materially_same(one.signature, pattern) for pattern in other.signatures):
        return 2
    is_of_the_refused = other.is_refused and any(
        is_same_counterparty(one.signature, pattern) for pattern in other.signatures
    )
    return int(is_of_the_refused)


def _by_name(one: Series, other: Remembered) -> _Strength | None:
    """Return how well a series fits what a person entered without knowing of any row."""
    alike = likeness(names=other.names, texts=(one.name, *one.match_texts))
    if alike is Likeness.NONE or not _is_like_amount(one, other):
        return None
    is_as_often = cadence_length_days(one.cadence) == cadence_length_days(other.cadence)
    if not is_as_often and alike is not Likeness.WHOLE:
        return None
    return 0, int(is_as_often), int(alike)


def _is_like_amount(one: Series, other: Remembered) -> bool:
    low, high = sorted((abs(one.amount), other.amount))
    if one.variable or other.variable:
        return high <= low.times(_VARIABLE_FACTOR)
    small = Money.from_major(_SMALL, low.currency)
    return high - low <= small or (high - low).times(_FIFTH) <= high


def _shared(one: Series, other: Remembered) -> int:
    return len(other.evidence.intersection(one.members))
