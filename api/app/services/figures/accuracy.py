"""How right past forecasts were: replayed week by week, and kept up as days pass."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.domain.accuracy import HORIZONS, Came, Checked, Said, Standing, standing_of
from app.domain.calendar import Period
from app.domain.everyday.history import TooShort
from app.domain.forecast import forecast
from app.models.records import ForecastCheck
from app.repositories.commitments import CommitmentRepository
from app.repositories.records import CheckRepository
from app.services.figures import everyday, expectations, replay
from app.services.figures.everyday import Past
from app.services.figures.expectations import Outlook
from app.services.household.people import OfHousehold

_YEAR = timedelta(days=366)
_WEEK = timedelta(days=7)
_MONDAY = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """How right the app was, and every forecast that says so."""

    hit_rate: float | None
    sentence: str
    horizons: Sequence[Standing]
    checks: Sequence[ForecastCheck]


def read(session: Session, *, of: OfHousehold, today: date) -> Accuracy:
    """Return how right the forecasts of the past year were."""
    rows = CheckRepository(session, household_id=of.household.id).all(since=today - _YEAR)
    checked = [one for row in rows if (one := _checked(row)) is not None]
    horizons = [
        standing for days in HORIZONS if (standing := standing_of(days, checked)) is not None
    ]
    forecasts = sum(one.forecasts for one in horizons)
    hit_rate = (
        sum(one.days_held * one.forecasts for one in horizons) / forecasts if forecasts else None
    )
    return Accuracy(
        hit_rate=hit_rate,
        sentence=(
            "There is too little history yet to say how often the forecast was right."
            if hit_rate is None
            else f"Over the past year {round(hit_rate * 100)}% of days ended within the band "
            "that should hold 80%."
        ),
        horizons=horizons,
        checks=rows,
    )


def keep(session: Session, *, of: OfHousehold, today: date, now: datetime) -> int:
    """Keep what forecasts said and what came of them, as far as days have passed since.

    Returns how many were added. Running it twice adds nothing.
    """
    outlook = expectations.outlook(session, signed_in=of, today=today)
    if not outlook.situation.openings:
        return 0
    past = everyday.past_of(session, signed_in=of, outlook=outlook)
    checks = CheckRepository(session, household_id=of.household.id)
    with_ = _rests_on(outlook)
    if of.household.replayed_with != with_:
        # What is known of the household is another: its past is looked at anew.
        checks.forget_replays()
        of.household.replayed_with = with_
    kept = checks.all(since=today - _YEAR)
    _tell_what_came(kept, past, outlook)
    checks.flush()
    held = {(row.made_on, row.horizon) for row in kept}
    commitments = CommitmentRepository(session, household_id=of.household.id)
    ground = replay.ground_of(past, outlook, evidence=commitments.evidence())
    first = today - _YEAR
    origin = first + timedelta(days=-first.weekday() % 7)
    added = 0
    while origin < today:
        if any(
            (origin, horizon) not in held and origin + timedelta(days=horizon) < today
            for horizon in HORIZONS
        ):
            found = [
                _row(one.said, one.came, currency=outlook.currency, is_replayed=True)
                for one in replay.replayed(past, outlook, on=origin, ground=ground)
                if (origin, one.said.horizon) not in held
            ]
            checks.keep(found)
            added += len(found)
        origin += _WEEK
    if today.weekday() == _MONDAY:
        checks.keep(_said_today(session, of=of, outlook=outlook, now=now))
    return added


def _rests_on(outlook: Outlook) -> str:
    """Return a digest of what replays take from today: what is known to recur, and the cards."""
    known = [
        *(
            (str(row.id), row.name, row.direction, row.variable, str(row.account_id))
            for row in outlook.commitments
        ),
        *(
            (str(card.account_id), type(card.plan.kind).__name__)
            for card in outlook.situation.cards
        ),
        *((str(opening.account_id),) for opening in outlook.situation.openings),
    ]
    return hashlib.sha256(repr(sorted(known)).encode()).hexdigest()


def _tell_what_came(rows: Sequence[ForecastCheck], past: Past, outlook: Outlook) -> None:
    for row in rows:
        on = row.made_on + timedelta(days=row.horizon)
        if row.actual_minor is None and on < outlook.today:
            ends = replay.ends_of(past, outlook, period=Period(row.made_on, on + timedelta(days=1)))
            lowest = min(ends, key=lambda end: (end.balance.minor, end.on))
            row.actual_minor = ends[-1].balance.minor
            row.actual_low_minor, row.actual_low_on = lowest.balance.minor, lowest.on


def _said_today(
    session: Session, *, of: OfHousehold, outlook: Outlook, now: datetime
) -> list[dict[str, object]]:
    spent = everyday.everyday_of(session, signed_in=of, outlook=outlook, now=now)
    if isinstance(spent, TooShort):
        return []
    found = forecast(outlook.situation, days=replay.DAYS, everyday=spent)
    return [
        _row(
            replay.said_by(found, on=outlook.today, horizon=horizon),
            None,
            currency=outlook.currency,
            is_replayed=False,
        )
        for horizon in HORIZONS
    ]


def _row(said: Said, came: Came | None, *, currency: str, is_replayed: bool) -> dict[str, object]:
    return {
        "made_on": said.made_on,
        "horizon": said.horizon,
        "is_replayed": is_replayed,
        "currency": currency,
        "expected_minor": said.expected,
        "p10_minor": said.p10,
        "p90_minor": said.p90,
        "low_minor": said.low,
        "low_on": said.low_on,
        "actual_minor": came.actual if came else None,
        "actual_low_minor": came.low if came else None,
        "actual_low_on": came.low_on if came else None,
        "days_held": came.days_held if came else None,
    }


def _checked(row: ForecastCheck) -> Checked | None:
    if row.actual_minor is None or row.actual_low_minor is None or row.actual_low_on is None:
        return None
    is_held = row.p10_minor <= row.actual_minor <= row.p90_minor
    return Checked(
        said=Said(
            made_on=row.made_on,
            horizon=row.horizon,
            expected=row.expected_minor,
            p10=row.p10_minor,
            p90=row.p90_minor,
            low=row.low_minor,
            low_on=row.low_on,
        ),
        came=Came(
            actual=row.actual_minor,
            low=row.actual_low_minor,
            low_on=row.actual_low_on,
            # Of a forecast that was really made only its last day's band was kept.
            days_held=(row.days_held if row.days_held is not None else is_held * (row.horizon + 1)),
        ),
    )
