"""Joins what the bank lists (standing orders, direct debits) with what history shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain.calendar import Period, WorkingDays
from app.domain.commitments.counterparty import Likeness, likeness
from app.domain.commitments.detection import words
from app.domain.commitments.detection.descriptor import read
from app.domain.commitments.detection.frequency import cadence_of
from app.domain.commitments.detection.values import (
    Announced,
    Direction,
    Mandate,
    MandateKind,
    Row,
    Series,
    SeriesState,
)
from app.domain.commitments.match import grace_days
from app.domain.commitments.schedule import (
    Cadence,
    MonthlyDay,
    Schedule,
    Shift,
    Yearly,
    cadence_length_days,
    occurrences,
)
from app.domain.money import Money

_LISTED = 97
_STANDING_ORDER = 95
# One payment of a direct debit: how long ago it was says how often it can come at most.
_FIRST_GUESSES = ((40, 1, 65), (100, 3, 50), (400, 12, 60))
_KIND = {
    MandateKind.DIRECT_DEBIT: "direct debit",
    MandateKind.STANDING_ORDER: "standing order",
}
_FAR = timedelta(days=800)


def fuse(
    series: Sequence[Series],
    mandates: Iterable[Mandate],
    rows: Sequence[Row],
    *,
    today: date,
    working_days: WorkingDays,
) -> tuple[list[Series], list[Announced]]:
    """Return the series as the bank's lists confirm, correct or end them, and what is new there.

    An active mandate makes its series sure, a cancelled one ends it before the first miss. A
    standing order without history is a series by itself; a direct debit with one payment is
    taken for the most frequent that its age allows; one without any is announced.
    """
    listed = sorted(mandates, key=lambda mandate: (not _is_live(mandate, today), str(mandate.id)))
    partner = _pairs(series, listed)
    by_mandate = {mandate.id: n for n, mandate in partner.items()}
    fused = [
        _confirmed(one, partner[n], today, working_days) if n in partner else one
        for n, one in enumerate(series)
    ]
    in_series = {member for one in series for member in one.members}
    announced: list[Announced] = []
    for mandate in listed:
        if mandate.id in by_mandate or not _is_live(mandate, today):
            continue
        payment = _only_payment(mandate, rows, in_series)
        fresh = _fresh(mandate, payment, today, working_days)
        if fresh is not None:
            fused.append(fresh)
        elif payment is None and mandate.previous_on is None:
            announced.append(_announced(mandate))
    return fused, announced


@dataclass(frozen=True, slots=True)
class _Payment:
    on: date
    amount: Money
    row: Row | None


def _is_live(mandate: Mandate, today: date) -> bool:
    has_passed = mandate.final_on is not None and mandate.final_on < today
    return mandate.is_active is not False and not has_passed


def _pairs(series: Sequence[Series], mandates: Sequence[Mandate]) -> dict[int, Mandate]:
    """Return which mandate is behind which series, one-to-one, the likeliest first."""
    ranked = sorted(
        (rank, n, m)
        for n, one in enumerate(series)
        for m, mandate in enumerate(mandates)
        if (rank := _rank(one, mandate)) is not None
    )
    found: dict[int, Mandate] = {}
    used: set[int] = set()
    for _, n, m in ranked:
        if n not in found and m not in used:
            found[n] = mandates[m]
            used.add(m)
    return found


def _rank(one: Series, mandate: Mandate) -> tuple[int, int, int] | None:
    """Return how badly they fit, smaller is better, or None if they cannot be the same."""
    if one.direction is Direction.IN or one.account_id != mandate.account_id:
        return None
    texts = (one.name, *one.match_texts)
    alike = likeness(names=(mandate.name,), texts=texts)
    off = 0
    if mandate.amount is not None and mandate.amount.currency == one.amount.currency:
        off = abs(abs(one.amount.minor) - mandate.amount.minor)
        if mandate.kind is MandateKind.STANDING_ORDER and 2 * off > mandate.amount.minor:
            return None
    if alike is Likeness.NONE:
        # A reference alone ("RENT") names nobody, unless the money agrees to the penny.
        reference = likeness(names=(mandate.reference or "",), texts=texts)
        if reference is not Likeness.WHOLE or off or mandate.amount is None:
            return None
    return -alike, int(one.state is SeriesState.ENDED), off


def _confirmed(one: Series, mandate: Mandate, today: date, working_days: WorkingDays) -> Series:
    kind = _KIND[mandate.kind]
    if not _is_live(mandate, today):
        return replace(
            one,
            mandate_id=mandate.id,
            state=SeriesState.ENDED,
            why=(*one.why, f"the bank lists its {kind} as ended"),
        )
    if one.state is SeriesState.ENDED:
        # Banks list direct debits nobody uses any more for over a year.
        return replace(one, mandate_id=mandate.id)
    fused = replace(
        one,
        mandate_id=mandate.id,
        state=SeriesState.ACTIVE,
        confidence=max(one.confidence, _LISTED),
        why=(*one.why, f"the bank lists a {kind} for it"),
    )
    ordered = _ordered(mandate, today, working_days)
    if ordered is None:
        return fused
    schedule, next_on, amount = ordered
    return replace(
        fused,
        schedule=schedule,
        next_on=next_on,
        amount=amount or fused.amount,
        variable=False if amount else fused.variable,
    )


def _ordered(
    mandate: Mandate, today: date, working_days: WorkingDays
) -> tuple[Schedule, date, Money | None] | None:
    """Return what a standing order's own words say of the next payment."""
    known = mandate.next_on or mandate.previous_on
    cadence = cadence_of(mandate.frequency, near=known)
    if mandate.kind is MandateKind.DIRECT_DEBIT or cadence is None or known is None:
        return None
    schedule, next_on = _next(
        cadence, known, today, working_days, after_known=mandate.next_on is None
    )
    amount = -mandate.amount if mandate.amount else None
    return replace(schedule, ends_on=mandate.final_on), next_on, amount


def _next(
    cadence: Cadence,
    known: date,
    today: date,
    working_days: WorkingDays,
    *,
    after_known: bool,
) -> tuple[Schedule, date]:
    """Return the schedule from the first payment that is due and not known to be made.

    Every cadence comes within the days looked ahead.
    """
    grace = timedelta(days=grace_days(cadence_length_days(cadence)))
    start = known + timedelta(days=1) if after_known else known
    start = max(start, today - grace)
    schedule = Schedule(cadence, _long_before(cadence, known), Shift.NEXT_WORKING_DAY)
    coming = occurrences(
        schedule, period=Period(start, max(start, today) + _FAR), working_days=working_days
    )
    return replace(schedule, anchor=coming[0].nominal_on), coming[0].due_on


def _long_before(cadence: Cadence, known: date) -> date:
    """Return an anchor in step with a known date, whose own shift it may carry."""
    if isinstance(cadence, MonthlyDay):
        return known.replace(day=1)
    return known


def _only_payment(mandate: Mandate, rows: Sequence[Row], in_series: set[object]) -> _Payment | None:
    """Return the payment a direct debit has made, from history or from the bank's list."""
    if mandate.kind is MandateKind.STANDING_ORDER:
        return None
    own = [
        row
        for row in rows
        if row.account_id == mandate.account_id
        and row.amount.minor < 0
        and row.id not in in_series
        and likeness(names=(mandate.name,), texts=(row.text, row.merchant or "")) is Likeness.WHOLE
    ]
    if own:
        last = max(own, key=lambda row: (row.booked_on, str(row.id)))
        return _Payment(last.booked_on, last.amount, last)
    if mandate.previous_on is not None and mandate.amount:
        return _Payment(mandate.previous_on, -mandate.amount, None)
    return None


def _fresh(
    mandate: Mandate, payment: _Payment | None, today: date, working_days: WorkingDays
) -> Series | None:
    """Return the series a mandate promises that history does not show yet."""
    ordered = _ordered(mandate, today, working_days)
    amount = ordered[2] if ordered else None
    if ordered is not None and amount is not None:
        schedule, next_on, _ = ordered
        if mandate.final_on is not None and next_on > mandate.final_on:
            return None
        why = f"the bank lists a standing order, {words.rhythm(schedule.cadence, schedule.shift)}"
        return _listed(mandate, None, schedule, next_on, amount, _STANDING_ORDER, why)
    if payment is None:
        return None
    age = (today - payment.on).days
    guess = next((guess for guess in _FIRST_GUESSES if age <= guess[0]), None)
    if guess is None:
        return None
    _, months, sure = guess
    cadence = Yearly() if months == 12 else MonthlyDay(payment.on.day, months)  # noqa: PLR2004
    schedule, next_on = _next(cadence, payment.on, today, working_days, after_known=True)
    why = f"the bank lists a direct debit with one payment so far, on {payment.on:%-d %B %Y}"
    return _listed(mandate, payment.row, schedule, next_on, payment.amount, sure, why)


def _listed(
    mandate: Mandate,
    row: Row | None,
    schedule: Schedule,
    next_on: date,
    amount: Money,
    sure: int,
    why: str,
) -> Series:
    first = row.booked_on if row else mandate.previous_on or next_on
    return Series(
        name=mandate.name,
        direction=Direction.OUT,
        counterparty=read(mandate.name).key,
        account_id=mandate.account_id,
        schedule=schedule,
        next_on=next_on,
        amount=amount,
        variable=False,
        lowest=amount,
        highest=amount,
        state=SeriesState.ACTIVE,
        confidence=sure,
        members=(row.id,) if row else (),
        first_on=first,
        last_on=first,
        why=(why,),
        group=f"mandate|{mandate.id}",
        mandate_id=mandate.id,
        match_texts=(read(mandate.name).key,),
    )


def _announced(mandate: Mandate) -> Announced:
    return Announced(
        mandate_id=mandate.id,
        account_id=mandate.account_id,
        name=mandate.name,
        counterparty=read(mandate.name).key,
        amount=-mandate.amount if mandate.amount else None,
        why=(f"the bank lists a {_KIND[mandate.kind]} that nothing has been paid by yet",),
    )
