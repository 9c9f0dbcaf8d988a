"""What the app would have said on a day of the past, from what was known on that day alone."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median_low
from uuid import UUID

from app.domain.accuracy import HORIZONS, Came, Said, what_came
from app.domain.calendar import ONE_DAY, Period
from app.domain.card_cycle import CardRow, owed_at_end_of, up_to_date
from app.domain.cards import CardState
from app.domain.cash_pool import DayEnd, Movement, MovementSource, Opening
from app.domain.commitments.detection.rhythm import rhythm
from app.domain.commitments.detection.slots import Calendars
from app.domain.commitments.match import tolerance_days
from app.domain.commitments.schedule import Schedule, Shift, cadence_length_days, occurrences
from app.domain.everyday.history import Ahead, TooShort
from app.domain.everyday.model import learn
from app.domain.everyday.projection import Projection
from app.domain.forecast import Everyday, Forecast, forecast, spending_on
from app.domain.money import Money, total
from app.domain.past import PastRow
from app.domain.safe_to_spend import PaydayDue
from app.domain.situation import Card, Situation, pool_movements
from app.models.planning import Commitment
from app.services.figures.everyday import AHEAD, Past, history_until
from app.services.figures.expectations import Outlook

DAYS = max(HORIZONS) + 1
# More payments than these say no more of a rhythm, and an old rhythm is no longer one.
_SIGHTINGS = 24
_LATEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """A forecast of the past, and what came of it as far as the days have passed."""

    said: Said
    came: Came


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What all replays of a household stand on."""

    paid: Mapping[UUID, Sequence[PastRow]]
    """Each commitment's payments, oldest first: which rows belong together, and no more."""
    calendars: Calendars


def ground_of(past: Past, outlook: Outlook, *, evidence: Mapping[UUID, Collection[UUID]]) -> Ground:
    """Return it; ``evidence`` is each commitment's rows, whatever their days and amounts."""
    by_id = {row.id: row for row in past.rows}
    ids: dict[UUID, set[UUID]] = defaultdict(set)
    for one in past.paid:
        ids[one.expected.commitment_id].add(one.payment.id)
    for row in outlook.commitments:
        ids[row.id] |= by_id.keys() & evidence.get(row.id, ())
    return Ground(
        paid={
            commitment_id: sorted(
                (by_id[row_id] for row_id in members if row_id in by_id),
                key=lambda row: (row.on, str(row.id)),
            )
            for commitment_id, members in ids.items()
        },
        calendars=Calendars(
            past.rows[0].on if past.rows else outlook.today, outlook.today, outlook.working_days
        ),
    )


def replayed(past: Past, outlook: Outlook, *, on: date, ground: Ground) -> list[Replayed]:
    """Return what would have been said on that day of each horizon that has passed since."""
    found = _forecast_on(past, outlook, on=on, ground=ground)
    if found is None:
        return []
    ends = _ends(past, outlook, period=Period(on, min(on + timedelta(days=DAYS), outlook.today)))
    return [
        Replayed(said=said, came=what_came(ends[: horizon + 1], bands=_bands(found, horizon)))
        for horizon in HORIZONS
        if horizon < len(ends)
        for said in (said_by(found, on=on, horizon=horizon),)
    ]


def said_by(found: Forecast, *, on: date, horizon: int) -> Said:
    """Return what a forecast with bands says of the day so many days on."""
    day = found.days[horizon]
    lowest = min(found.days[: horizon + 1], key=lambda one: (one.expected.minor, one.on))
    nothing = Money.zero(day.expected.currency)
    return Said(
        made_on=on,
        horizon=horizon,
        expected=day.expected.minor,
        p10=(day.p10 or nothing).minor,
        p90=(day.p90 or nothing).minor,
        low=lowest.expected.minor,
        low_on=lowest.on,
    )


def _bands(found: Forecast, horizon: int) -> list[tuple[int, int]]:
    nothing = Money.zero(found.opening.currency)
    return [
        ((day.p10 or nothing).minor, (day.p90 or nothing).minor)
        for day in found.days[: horizon + 1]
    ]


def ends_of(past: Past, outlook: Outlook, *, period: Period) -> list[DayEnd]:
    """Return what the pool held as each day of the past ended."""
    return _ends(past, outlook, period=period)


def _ends(past: Past, outlook: Outlook, *, period: Period) -> list[DayEnd]:
    pool = {opening.account_id for opening in outlook.situation.openings}
    moved: dict[date, int] = defaultdict(int)
    balance = _own(outlook)
    for row in past.rows:
        if row.account_id in pool and row.on >= period.start:
            moved[row.on] += row.minor
            balance -= row.minor
    ends: list[DayEnd] = []
    for day in period.days():
        balance += moved[day]
        ends.append(DayEnd(on=day, balance=Money(balance, outlook.currency)))
    return ends


def _own(outlook: Outlook) -> int:
    return total((opening.own for opening in outlook.situation.openings), outlook.currency).minor


def _forecast_on(past: Past, outlook: Outlook, *, on: date, ground: Ground) -> Forecast | None:
    known = _known_by(ground, outlook.commitments, on=on)
    told = {one.id for seen in known for one in seen.paid}
    then = replace(
        past,
        modelled=(past.modelled - {one.payment.id for one in past.paid}) | told,
        models={},
        projections={},
    )
    situation = _situation_on(then, outlook, known, on=on)
    pool = {opening.account_id for opening in outlook.situation.openings}
    cards = {
        card.account_id: projection
        for card in situation.cards
        if (projection := _projection(then, {card.account_id}, situation, on=on, holding=None))
    }
    cash = _projection(
        then,
        pool,
        situation,
        on=on,
        holding=situation.openings[0].own.minor,
        cards=cards,
    )
    if cash is None:
        return None
    return forecast(situation, days=DAYS, everyday=Everyday(cash=cash, cards=cards))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A commitment as its payments had told of it by a day."""

    row: Commitment
    paid: Sequence[PastRow]
    """Oldest first."""
    schedule: Schedule


def _known_by(ground: Ground, rows: Sequence[Commitment], *, on: date) -> list[_Seen]:
    """Return the commitments seen often enough by then to have a rhythm of their own.

    Neither their cadence nor their price is today's: both are what the days before told.
    """
    found: list[_Seen] = []
    for row in rows:
        paid = [one for one in ground.paid.get(row.id, ()) if one.on < on]
        schedule = rhythm(
            [one.on for one in paid[-_SIGHTINGS:]],
            usual=Shift.NEXT_WORKING_DAY if row.direction == "out" else Shift.PREVIOUS_WORKING_DAY,
            calendars=ground.calendars,
        )
        if schedule is not None and _goes_on(schedule, paid[-1].on, on=on):
            found.append(_Seen(row=row, paid=paid, schedule=schedule))
    return found


def _goes_on(schedule: Schedule, last_on: date, *, on: date) -> bool:
    """Return whether it was still to be expected: no more than two of its days unpaid."""
    length = cadence_length_days(schedule.cadence)
    return (on - last_on).days <= 2 * length + tolerance_days(length)


def _situation_on(past: Past, outlook: Outlook, known: Sequence[_Seen], *, on: date) -> Situation:
    now = outlook.situation
    [end] = _ends(past, outlook, period=Period(on - ONE_DAY, on))
    movements = [movement for seen in known for movement in _movements_of(seen, outlook, on=on)]
    return Situation(
        today=on,
        buffer=now.buffer,
        openings=(
            Opening(
                account_id=now.openings[0].account_id,
                name="",
                own=end.balance,
                overdraft=Money.zero(outlook.currency),
            ),
        ),
        movements=tuple(movements),
        cards=tuple(_card_on(card, past, outlook, on=on) for card in now.cards),
        paydays=tuple(
            PaydayDue(
                on=movement.on,
                amount=movement.amount,
                name=movement.label,
                commitment_id=UUID(movement.source_id),
                late=False,
            )
            for movement in movements
            if movement.source_id and UUID(movement.source_id) in outlook.payday_ids
        ),
        working_days=now.working_days,
        elsewhere=now.elsewhere,
    )


def _movements_of(seen: _Seen, outlook: Outlook, *, on: date) -> list[Movement]:
    """Return what the commitment would have been expected to do, at the price paid by then."""
    row = seen.row
    amounts = [one.minor for one in seen.paid[-_LATEST:]]
    minor = median_low(amounts) if row.variable else amounts[-1]
    last_on = seen.paid[-1].on
    reach = tolerance_days(cadence_length_days(seen.schedule.cadence))
    return [
        Movement(
            on=one.due_on,
            amount=Money(minor, outlook.currency),
            label=row.name,
            account_id=row.account_id,
            source=MovementSource.COMMITMENT,
            source_id=str(row.id),
            nominal_on=one.nominal_on,
        )
        for one in occurrences(
            seen.schedule,
            # As far as the model looks: it takes from the year ahead what everyday life adapts to.
            period=Period(on, on + timedelta(days=AHEAD)),
            working_days=outlook.working_days,
        )
        # The last payment may have come early for the first of them.
        if (one.due_on - last_on).days > reach
    ]


def _card_on(card: Card, past: Past, outlook: Outlook, *, on: date) -> Card:
    """Return the card as its rows tell it stood that day."""
    rows = [
        CardRow(
            on=row.on,
            amount=Money(row.minor, outlook.currency),
            is_payment=row.id in past.repaid,
        )
        for row in past.rows
        if row.account_id == card.account_id
    ]
    nothing = Money.zero(outlook.currency)
    seen = [row for row in rows if row.on < on]
    owed = max(owed_at_end_of(on - ONE_DAY, owed=card.state.owed, rows=rows), nothing)
    told = card.state
    plan = replace(
        card.plan,
        statement_day=told.last_statement_on.day
        if told.last_statement_on
        else card.plan.statement_day,
        due_day=told.payment_due_on.day if told.payment_due_on else card.plan.due_day,
    )
    state, plan = up_to_date(
        CardState(
            owed=owed,
            last_statement_balance=None,
            last_statement_on=None,
            payment_due=None,
            payment_due_on=None,
            payments_since_statement=nothing,
        ),
        plan,
        rows=seen,
        known_since=seen[0].on if seen else None,
        working_days=outlook.working_days,
        today=on,
    )
    return replace(card, state=state, plan=plan)


def _projection(
    past: Past,
    accounts: set[UUID],
    situation: Situation,
    *,
    on: date,
    holding: int | None,
    cards: Mapping[UUID, Projection] | None = None,
) -> Projection | None:
    rows = [row for row in past.rows if row.account_id in accounts and row.on < on]
    found = history_until(
        past, rows, until=on - ONE_DAY, now_holding=holding, is_one=len(accounts) == 1
    )
    model = found if isinstance(found, TooShort) else learn(found)
    if isinstance(model, TooShort):
        return None
    modelled = [0] * AHEAD
    for movement in (
        pool_movements(situation, on_cards=spending_on(cards)) if cards is not None else ()
    ):
        day = (movement.on - on).days
        if 0 <= day < AHEAD:
            modelled[day] += movement.amount.minor
    return model.project(Ahead(modelled=modelled))
