"""What is worth telling a person about their spending, each with the rows that show it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median
from uuid import UUID

from app.domain.spending.usual import Line, stands, usual_of

# A month, give or take a weekend; a year likewise.
_MONTHLY, _YEARLY = (26, 35), (355, 376)
_STEADY_MIN = 2
_NEW_WITHIN = timedelta(days=75)
_LONG_MIN = timedelta(days=330)
_STILL_PAID = timedelta(days=45)
_SMALL = 60_00
_UNUSUAL_TIMES, _UNUSUAL_MIN, _UNUSUAL_SEEN = 3, 25_00, 4
_UNUSUAL_WITHIN = timedelta(days=45)
_RISE_MIN = 25
_TWICE_MIN = 10_00
_SUBSCRIPTION_CATEGORIES = frozenset(("subscriptions", "health", "entertainment"))


class InsightKind(StrEnum):
    """What an insight is about."""

    PRICE_RISE = "price_rise"
    NEW_SUBSCRIPTION = "new_subscription"
    FORGOTTEN_SUBSCRIPTION = "forgotten_subscription"
    UNUSUAL_CHARGE = "unusual_charge"
    CHARGED_TWICE = "charged_twice"
    CATEGORY_AHEAD = "category_ahead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """One payment to a merchant; ``amount_minor`` is what was spent, positive."""

    id: UUID
    on: date
    amount_minor: int
    account_id: UUID
    category: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Insight:
    """Something to tell; ``key`` stays the same as long as it is the same thing."""

    key: str
    kind: InsightKind
    merchant: str | None
    category: str
    amount_minor: int
    """What is paid or spent now."""
    usual_minor: int
    """What it was, or usually is."""
    yearly_minor: int
    """What it comes to in a year, or how much a year the change costs."""
    on: date
    transaction_ids: tuple[UUID, ...]


def insights_of_merchant(merchant: str, charges: Sequence[Charge], *, today: date) -> list[Insight]:
    """Return what the payments to one merchant say; ``merchant`` is its id or key."""
    ordered = sorted(charges, key=lambda one: (one.on, str(one.id)))
    period = _period(ordered)
    found: list[Insight | None] = [_charged_twice(merchant, ordered, today)]
    if period is not None:
        found += [
            _price_rise(merchant, ordered, period, today),
            _new(merchant, ordered, period, today),
            _forgotten(merchant, ordered, period, today),
        ]
    else:
        found.append(_unusual(merchant, ordered, today))
    return [insight for insight in found if insight is not None]


def _period(charges: Sequence[Charge]) -> int | None:
    """Return how many times a year it is paid, where it is paid regularly."""
    if len(charges) < _STEADY_MIN:
        return None
    gaps = [(later.on - earlier.on).days for earlier, later in pairwise(charges)]
    for (low, high), times in ((_MONTHLY, 12), (_YEARLY, 1)):
        regular = sum(low <= gap <= high for gap in gaps)
        if regular * 5 >= len(gaps) * 4:
            return times
    return None


def _price_rise(
    merchant: str, charges: Sequence[Charge], period: int, today: date
) -> Insight | None:
    """Return that the latest price is above one that had held twice, or a year."""
    last = charges[-1]
    rise_at = len(charges) - 1
    while rise_at and charges[rise_at - 1].amount_minor == last.amount_minor:
        rise_at -= 1
    before = charges[:rise_at]
    is_recent = today - charges[rise_at].on <= _NEW_WITHIN
    held = [one.amount_minor for one in before[-_STEADY_MIN:]]
    was_steady = len(set(held)) == 1 and (len(held) == _STEADY_MIN or period == 1)
    if not (is_recent and was_steady and last.amount_minor >= held[0] + _RISE_MIN):
        return None
    return Insight(
        key=f"price_rise:{merchant}:{last.amount_minor}",
        kind=InsightKind.PRICE_RISE,
        merchant=merchant,
        category=last.category,
        amount_minor=last.amount_minor,
        usual_minor=held[0],
        yearly_minor=(last.amount_minor - held[0]) * period,
        on=charges[rise_at].on,
        transaction_ids=tuple(one.id for one in (*before[-1:], *charges[rise_at:])),
    )


def _new(merchant: str, charges: Sequence[Charge], period: int, today: date) -> Insight | None:
    first, last = charges[0], charges[-1]
    is_steady = len({one.amount_minor for one in charges[-_STEADY_MIN:]}) == 1
    if today - first.on > _NEW_WITHIN or not is_steady:
        return None
    return Insight(
        key=f"new_subscription:{merchant}",
        kind=InsightKind.NEW_SUBSCRIPTION,
        merchant=merchant,
        category=last.category,
        amount_minor=last.amount_minor,
        usual_minor=0,
        yearly_minor=last.amount_minor * period,
        on=first.on,
        transaction_ids=tuple(one.id for one in charges),
    )


def _forgotten(
    merchant: str, charges: Sequence[Charge], period: int, today: date
) -> Insight | None:
    """Return that something small has been paid for about a year or longer without a word."""
    first, last = charges[0], charges[-1]
    is_old = last.on - first.on >= _LONG_MIN and today - last.on <= _STILL_PAID
    is_small = last.amount_minor <= _SMALL and last.category in _SUBSCRIPTION_CATEGORIES
    if not (is_old and is_small and period > 1):
        return None
    return Insight(
        key=f"forgotten_subscription:{merchant}",
        kind=InsightKind.FORGOTTEN_SUBSCRIPTION,
        merchant=merchant,
        category=last.category,
        amount_minor=last.amount_minor,
        usual_minor=last.amount_minor,
        yearly_minor=last.amount_minor * period,
        on=last.on,
        transaction_ids=tuple(one.id for one in charges[-_STEADY_MIN:]),
    )


def _unusual(merchant: str, charges: Sequence[Charge], today: date) -> Insight | None:
    """Return that the latest payment is a multiple of what this merchant usually takes."""
    if len(charges) <= _UNUSUAL_SEEN:
        return None
    last, before = charges[-1], [one.amount_minor for one in charges[:-1]]
    middle = round(median(before))
    is_far = last.amount_minor > max(_UNUSUAL_TIMES * middle, middle + _UNUSUAL_MIN, *before)
    if today - last.on > _UNUSUAL_WITHIN or not is_far:
        return None
    return Insight(
        key=f"unusual_charge:{last.id}",
        kind=InsightKind.UNUSUAL_CHARGE,
        merchant=merchant,
        category=last.category,
        amount_minor=last.amount_minor,
        usual_minor=middle,
        yearly_minor=0,
        on=last.on,
        transaction_ids=(last.id,),
    )


def _charged_twice(merchant: str, charges: Sequence[Charge], today: date) -> Insight | None:
    """Return that the same price was taken twice in a day, which this merchant never did before."""
    twins = [
        (one, two)
        for one, two in pairwise(charges)
        if one.on == two.on
        and one.account_id == two.account_id
        and one.amount_minor == two.amount_minor >= _TWICE_MIN
    ]
    if len(twins) != 1 or today - twins[0][0].on > _UNUSUAL_WITHIN:
        return None
    one, two = twins[0]
    return Insight(
        key=f"charged_twice:{one.id}",
        kind=InsightKind.CHARGED_TWICE,
        merchant=merchant,
        category=two.category,
        amount_minor=two.amount_minor,
        usual_minor=0,
        yearly_minor=0,
        on=two.on,
        transaction_ids=(one.id, two.id),
    )


def categories_ahead(
    spent: Mapping[str, int], *, before: Mapping[str, Sequence[int]], today: date
) -> list[Insight]:
    """Return the categories that ran ahead of their usual for this point of the month.

    ``spent`` is this month's so far; ``before`` what each of the past months had by its same day.
    """
    found = [
        (category, figure, usual)
        for category, figure in spent.items()
        if (usual := usual_of(before.get(category, ()))) is not None
        and stands(figure, usual) is Line.HIGHER
    ]
    return [
        Insight(
            key=f"category_ahead:{category}:{today:%Y-%m}",
            kind=InsightKind.CATEGORY_AHEAD,
            merchant=None,
            category=category,
            amount_minor=figure,
            usual_minor=usual.middle,
            yearly_minor=0,
            on=today,
            transaction_ids=(),
        )
        for category, figure, usual in found
    ]


def most_telling(insights: Iterable[Insight]) -> list[Insight]:
    """Return the insights, the most money first."""
    return sorted(
        insights,
        key=lambda one: (-(max(one.yearly_minor, one.amount_minor - one.usual_minor)), one.key),
    )
