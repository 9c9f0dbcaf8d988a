"""A commitment follows its series: dates and prices go with it, a person's words stay."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from app.domain.commitments.detection.values import PriceStep, Series
from app.domain.commitments.match import tolerance_days
from app.domain.commitments.rebase import counted_from
from app.domain.commitments.schedule import cadence_length_days
from app.domain.money import Money
from app.models.planning import Commitment
from app.services.commitments.patterns import cadence_as_kept, cadence_of, signature_as_kept

_SUGGESTED, _REJECTED, _ENDED = "suggested", "rejected", "ended"
_BY_HAND = "by_hand"
# Fields that say when it comes: one of them set by hand holds them all.
WHEN = frozenset({"cadence", "next_date"})
_NEAR = timedelta(days=3)


def commitment_of(series: Series, *, household_id: UUID, status: str, origin: str) -> Commitment:
    """Return a new commitment as its series says it."""
    row = Commitment(
        household_id=household_id,
        name=series.name[:120],
        direction=series.direction.value,
        amount_minor=abs(series.amount.minor),
        currency=series.amount.currency,
        variable=series.variable,
        cadence=cadence_as_kept(series.cadence),
        next_date=series.schedule.anchor,
        shift=series.shift.value,
        account_id=series.account_id,
        status=status,
        origin=origin,
        is_payday=False,
        edited=[],
        match_texts=[],
        price_steps=[],
        rejected=[],
        was_offered_again=False,
    )
    _all_of_it(row, series)
    _evidence_of(row, series)
    return row


def follow(row: Commitment, series: Series, *, today: date) -> int:
    """Bring a commitment up to its series; return 1 if anything a person would see changed."""
    before = _seen(row)
    if row.status == _SUGGESTED:
        _all_of_it(row, series)
    elif row.status not in {_REJECTED, _ENDED}:
        _decided(row, series, today=today)
    _evidence_of(row, series)
    return int(_seen(row) != before)


def amount_on(row: Commitment, day: date) -> int:
    """Return the magnitude to expect on a day: its month's own, or the price of its time."""
    if row.variable:
        of_month = dict(row.seasonal)
        return int(of_month.get(day.month, row.amount_minor))
    amount = row.amount_minor
    steps = sorted(row.price_steps, key=lambda step: str(step["on"]), reverse=True)
    for step in steps:
        if day >= date.fromisoformat(step["on"]) or amount != step["new"]:
            break
        amount = step["old"]
    return int(amount)


def yearly_change(row: Commitment, *, old: int, new: int) -> int:
    """Return what a change of the amount comes to in a year."""
    length = cadence_length_days(cadence_of(row.cadence))
    return (new - old) * max(1, round(365 / length)) if row.cadence["kind"] != "once" else 0


def _seen(row: Commitment) -> tuple[object, ...]:
    return (
        row.name, row.amount_minor, row.variable, row.cadence, row.next_date, row.shift,
        row.ends_on, row.account_id, row.status, row.series_state, row.price_steps,
    )  # fmt: skip


def _all_of_it(row: Commitment, series: Series) -> None:
    """Take over everything but what the person set."""
    given: dict[str, Any] = {
        "name": series.name[:120],
        "amount_minor": abs(series.amount.minor),
        "variable": series.variable,
        "account_id": series.account_id,
        "shift": series.shift.value,
        "ends_on": series.schedule.ends_on,
    }
    edited = set(row.edited)
    for name, value in given.items():
        if name.removesuffix("_minor") not in edited:
            setattr(row, name, value)
    if not WHEN & edited:
        row.cadence = cadence_as_kept(series.cadence)
        _move_on(row, series)
    # What varies has no price to step.
    steps = () if row.variable else series.price_steps
    row.price_steps = [_kept_step(step, is_told=True) for step in steps]
    _season(row, series)


def _decided(row: Commitment, series: Series, *, today: date) -> None:
    """Follow dates and prices of what the person confirmed; change nothing else."""
    edited = set(row.edited)
    is_by_hand = row.origin == _BY_HAND
    is_same_rhythm = cadence_length_days(cadence_of(row.cadence)) == cadence_length_days(
        series.cadence
    )
    if not is_by_hand and not WHEN & edited and is_same_rhythm:
        row.cadence = cadence_as_kept(series.cadence)
        if "shift" not in edited:
            row.shift = series.shift.value
        if "ends_on" not in edited:
            row.ends_on = series.schedule.ends_on
        _move_on(row, series)
    _follow_price(row, series, today=today)
    if not is_by_hand:
        _season(row, series)


def _move_on(row: Commitment, series: Series) -> None:
    row.next_date = series.schedule.anchor
    # Its past days stay its days, from its first payment on.
    reach = min(_NEAR, timedelta(days=tolerance_days(cadence_length_days(series.cadence))))
    begins = counted_from(series.schedule, series.first_on + reach).anchor
    row.anchor_on = min(begins, series.schedule.anchor) if series.members else None


def _follow_price(row: Commitment, series: Series, *, today: date) -> None:
    """Note each new step, and expect its price from its day on."""
    known = {(step["on"], step["new"]): step for step in row.price_steps}
    decided_on = row.decided_on or row.created_at.date()
    amount = row.amount_minor
    is_followed = "amount" not in row.edited
    steps: list[dict[str, Any]] = []
    for step in _steps_of(row, series, today=today):
        kept = known.get((step.on.isoformat(), step.new.minor))
        is_news = step.on > decided_on or step.old.minor == amount
        if kept is None:
            kept = _kept_step(step, is_told=not is_news)
            amount = step.new.minor if is_news else amount
        steps.append(kept)
    row.price_steps = steps
    if is_followed and row.variable and row.origin != _BY_HAND:
        row.amount_minor = abs(series.amount.minor)
    elif is_followed:
        row.amount_minor = amount


def _steps_of(row: Commitment, series: Series, *, today: date) -> Sequence[PriceStep]:
    """Return the series' steps, and the one its mandate announces ahead of its day."""
    if row.variable or series.variable:
        return ()
    steps = list(series.price_steps)
    told = abs(series.amount)
    last = steps[-1].new.minor if steps else row.amount_minor
    is_announced = (
        series.mandate_id is not None
        and series.next_on >= today
        and told.minor not in {last, row.amount_minor}
        and abs(series.highest) != told
        and abs(series.lowest) != told
    )
    if is_announced:
        old = Money(row.amount_minor, row.currency)
        yearly = Money(yearly_change(row, old=old.minor, new=told.minor), row.currency)
        steps.append(PriceStep(on=series.next_on, old=old, new=told, yearly=yearly))
    known = [
        step for step in row.price_steps
        if step["on"] > series.last_on.isoformat() and step["new"] == told.minor
    ]  # fmt: skip
    if not is_announced and known:
        steps += [
            PriceStep(
                on=date.fromisoformat(step["on"]),
                old=Money(step["old"], row.currency),
                new=Money(step["new"], row.currency),
                yearly=Money(step["yearly"], row.currency),
            )
            for step in known
        ]
    return steps


def _kept_step(step: PriceStep, *, is_told: bool) -> dict[str, Any]:
    return {
        "on": step.on.isoformat(),
        "old": step.old.minor,
        "new": step.new.minor,
        "yearly": step.yearly.minor,
        "is_told": is_told,
    }


def _season(row: Commitment, series: Series) -> None:
    row.seasonal = [[month, abs(amount.minor)] for month, amount in series.seasonal]


def _evidence_of(row: Commitment, series: Series) -> None:
    """Take over what is known of the series, whatever was decided about it."""
    row.confidence = series.confidence
    row.why = list(series.why)
    low, high = sorted((abs(series.lowest.minor), abs(series.highest.minor)))
    row.lowest_minor, row.highest_minor = low, high
    row.left_out = [day.isoformat() for day in series.skipped]
    row.series_state = series.state.value
    row.signature = signature_as_kept(series.signature)
    row.mandate_id = series.mandate_id if isinstance(series.mandate_id, UUID) else None
    # Names once known stay known: an old spelling may come back.
    row.match_texts = sorted({*row.match_texts, *(text for text in series.match_texts if text)})
