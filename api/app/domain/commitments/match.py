"""Which payment pays which expected occurrence, and what that leaves owed."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from app.domain.commitments.counterparty import Likeness, likeness, words_shared
from app.domain.money import Money

type OccurrenceKey = tuple[UUID, date]
"""A commitment and the nominal day of one of its occurrences."""

_MOST_DAYS = 10
_SHARE = Fraction(1, 5)
_SMALL = 2
_VARIABLE_FACTOR = 3
_NAMELESS_DAYS = 3
_LEAST_PART = Fraction(1, 10)
_WEEK = 7
_WEEKLY_GRACE_DAYS = 3
_GRACE_DAYS = 7


@dataclass(frozen=True, slots=True)
class Expected:
    """An occurrence to be paid: its signed amount and what a payment of it looks like."""

    commitment_id: UUID
    nominal_on: date
    due_on: date
    amount: Money
    variable: bool
    cadence_days: int
    name: str
    match_texts: tuple[str, ...] = ()
    account_id: UUID | None = None

    @property
    def key(self) -> OccurrenceKey:
        return self.commitment_id, self.nominal_on

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.match_texts)


@dataclass(frozen=True, slots=True)
class Payment:
    """A bank row that may pay an occurrence."""

    id: UUID
    account_id: UUID
    booked_on: date
    amount: Money
    description: str
    merchant: str | None
    pending: bool

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.description, self.merchant or "")


@dataclass(frozen=True, slots=True)
class Assignment:
    """A payment that pays an occurrence."""

    expected: Expected
    payment: Payment
    is_exact: bool
    """To the penny."""
    is_part: bool
    """The rest stays owed."""
    is_decided: bool
    """A person said so."""


class Status(StrEnum):
    """Where an occurrence stands."""

    EXPECTED = "expected"
    PENDING = "pending"
    PAID = "paid"
    PART_PAID = "part_paid"
    LATE = "late"
    MISSED = "missed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class OccurrenceState:
    """What is still owed of an occurrence (signed), and on which day."""

    status: Status
    owed: Money
    owed_on: date
    is_late: bool
    """Its day is past and something is still owed; safe to spend leaves such incomes out."""


def assign(
    *,
    expected: Sequence[Expected],
    payments: Sequence[Payment],
    decided: Mapping[UUID, OccurrenceKey | None] | None = None,
) -> list[Assignment]:
    """Return who pays what, one-to-one, in the order of ``expected``.

    ``decided`` holds a person's word by payment: the occurrence it pays, or None for none.
    """
    decisions = decided or {}
    taken = _decided_assignments(expected, payments, decisions)
    paid_by = {assignment.payment.id for assignment in taken.values()}
    free = sorted(
        (
            payment
            for payment in payments
            if payment.id not in decisions and payment.id not in paid_by
        ),
        key=lambda payment: (payment.booked_on, str(payment.id)),
    )
    open_ones = [one for one in expected if one.key not in taken]
    candidates = _candidates(open_ones, free)

    for candidate in sorted(candidates, key=lambda candidate: candidate.rank):
        key, payment = candidate.expected.key, candidate.payment
        if candidate.is_named and key not in taken and payment.id not in paid_by:
            taken[key] = candidate.assignment()
            paid_by.add(payment.id)

    for candidate in _uncontested(candidates, taken.keys(), paid_by):
        taken[candidate.expected.key] = candidate.assignment()
    return [taken[one.key] for one in expected if one.key in taken]


def standing(
    *, expected: Expected, assignment: Assignment | None, skipped: bool, today: date
) -> OccurrenceState:
    """Return where the occurrence stands today and what it still takes."""
    nothing = Money.zero(expected.amount.currency)
    if skipped:
        return OccurrenceState(Status.SKIPPED, nothing, expected.due_on, is_late=False)
    if assignment is not None and not assignment.is_part:
        status = Status.PENDING if assignment.payment.pending else Status.PAID
        return OccurrenceState(status, nothing, expected.due_on, is_late=False)

    is_past = today > expected.due_on
    is_over = today > expected.due_on + timedelta(days=grace_days(expected.cadence_days))
    if assignment is not None:
        status = Status.PART_PAID
    elif is_over:
        status = Status.MISSED
    else:
        status = Status.LATE if is_past else Status.EXPECTED
    if is_over:
        return OccurrenceState(status, nothing, expected.due_on, is_late=False)
    rest = expected.amount - assignment.payment.amount if assignment else expected.amount
    return OccurrenceState(status, rest, max(expected.due_on, today), is_late=is_past)


def tolerance_days(cadence_days: int) -> int:
    """Return how many days early or late a payment may be."""
    return min(_MOST_DAYS, cadence_days // 3)


def grace_days(cadence_days: int) -> int:
    """Return how many days an unpaid occurrence stays owed after its due day."""
    return _WEEKLY_GRACE_DAYS if cadence_days <= _WEEK else _GRACE_DAYS


@dataclass(frozen=True, slots=True)
class _Candidate:
    expected: Expected
    payment: Payment
    likeness: Likeness
    is_part: bool

    @property
    def is_named(self) -> bool:
        return self.likeness is not Likeness.NONE

    @property
    def days_off(self) -> int:
        return abs((self.payment.booked_on - self.expected.due_on).days)

    @property
    def rank(self) -> tuple[object, ...]:
        """Best first: counterparty, account, date, amount, words; then an order that never varies.

        Of what is still alike the ids decide.
        """
        expected, payment = self.expected, self.payment
        return (
            self.is_part,
            -self.likeness,
            expected.account_id is not None and expected.account_id != payment.account_id,
            self.days_off,
            abs(payment.amount - expected.amount).minor,
            -words_shared(names=expected.names, texts=payment.texts),
            expected.due_on,
            str(expected.commitment_id),
            payment.booked_on,
            str(payment.id),
        )

    def assignment(self) -> Assignment:
        return Assignment(
            expected=self.expected,
            payment=self.payment,
            is_exact=self.payment.amount == self.expected.amount,
            is_part=self.is_part,
            is_decided=False,
        )


def _decided_assignments(
    expected: Sequence[Expected],
    payments: Sequence[Payment],
    decisions: Mapping[UUID, OccurrenceKey | None],
) -> dict[OccurrenceKey, Assignment]:
    by_key = {one.key: one for one in expected}
    taken: dict[OccurrenceKey, Assignment] = {}
    for payment in payments:
        key = decisions.get(payment.id)
        if key is None or key not in by_key or key in taken:
            continue
        one = by_key[key]
        taken[key] = Assignment(
            expected=one,
            payment=payment,
            is_exact=payment.amount == one.amount,
            is_part=_is_below_tolerance(one, payment.amount),
            is_decided=True,
        )
    return taken


def _candidates(expected: Sequence[Expected], payments: Sequence[Payment]) -> list[_Candidate]:
    days = [payment.booked_on for payment in payments]
    candidates: list[_Candidate] = []
    for one in expected:
        reach = timedelta(days=tolerance_days(one.cadence_days))
        near = payments[
            bisect_left(days, one.due_on - reach) : bisect_right(days, one.due_on + reach)
        ]
        candidates.extend(
            candidate for payment in near if (candidate := _candidate(one, payment)) is not None
        )
    return candidates


def _candidate(one: Expected, payment: Payment) -> _Candidate | None:
    if not _is_same_way(one.amount, payment.amount):
        return None
    alike = likeness(names=one.names, texts=payment.texts)
    if payment.amount == one.amount:
        candidate = _Candidate(one, payment, alike, is_part=False)
        is_close = candidate.rank[2] is False and candidate.days_off <= _NAMELESS_DAYS
        return candidate if candidate.is_named or is_close else None
    if alike is Likeness.NONE:
        return None
    if _is_within_tolerance(one, payment.amount, alike):
        return _Candidate(one, payment, alike, is_part=False)
    # Only a whole name makes a smaller payment a part of this and not another purchase.
    is_part = (
        alike is Likeness.WHOLE
        and one.amount.minor < 0
        and _is_below_tolerance(one, payment.amount)
        and abs(payment.amount) >= abs(one.amount).times(_LEAST_PART)
    )
    return _Candidate(one, payment, alike, is_part=True) if is_part else None


def _uncontested(
    candidates: Sequence[_Candidate], taken: Iterable[OccurrenceKey], paid_by: set[UUID]
) -> list[_Candidate]:
    """Return the pairs that no name supports, where neither side has another choice."""
    taken_keys = set(taken)
    left = [
        candidate
        for candidate in candidates
        if candidate.expected.key not in taken_keys and candidate.payment.id not in paid_by
    ]
    per_occurrence = Counter(candidate.expected.key for candidate in left)
    per_payment = Counter(candidate.payment.id for candidate in left)
    return [
        candidate
        for candidate in left
        if per_occurrence[candidate.expected.key] == 1 and per_payment[candidate.payment.id] == 1
    ]


def _is_same_way(one: Money, other: Money) -> bool:
    return one.currency == other.currency and one.minor * other.minor > 0


def _tolerance(one: Expected) -> Money:
    small = Money.from_major(_SMALL, one.amount.currency)
    return max(small, abs(one.amount).times(_SHARE))


def _is_within_tolerance(one: Expected, paid: Money, alike: Likeness) -> bool:
    wanted = abs(one.amount)
    if one.variable:
        return abs(paid).times(_VARIABLE_FACTOR) >= wanted and abs(paid) <= wanted.times(
            _VARIABLE_FACTOR
        )
    # Half a name is weak evidence, and a bill wrongly taken for paid is money spent twice.
    small = Money.from_major(_SMALL, wanted.currency)
    reach = _tolerance(one) if alike is Likeness.WHOLE else small
    return abs(abs(paid) - wanted) <= reach


def _is_below_tolerance(one: Expected, paid: Money) -> bool:
    if one.variable or not _is_same_way(one.amount, paid):
        return False
    return abs(one.amount) - abs(paid) > _tolerance(one)
