"""Why the figure moved, and how right past forecasts were."""

import datetime as dt
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from app.domain.errors import InvalidInputError
from app.routers.dependencies import ClockDep, SessionDep, SignedInDep, TodayDep
from app.routers.problems import problems
from app.routers.summaries import SOURCES
from app.schemas import records as bodies
from app.services.figures import accuracy, snapshots
from app.services.household.people import NotSignedInError

router = APIRouter(prefix="/analytics", tags=["analytics"])


@router.get(
    "/changes",
    responses=problems(NotSignedInError, snapshots.NothingKeptError, InvalidInputError),
)
def read_changes(
    session: SessionDep,
    signed_in: SignedInDep,
    today: TodayDep,
    clock: ClockDep,
    since: Annotated[dt.date | dt.datetime | None, Query(alias="from")] = None,
    until: Annotated[dt.date | dt.datetime | None, Query(alias="to")] = None,
) -> bodies.ChangesOut:
    """Why safe to spend moved between two moments: since yesterday unless others are named."""
    found = snapshots.moves(
        session,
        signed_in=signed_in,
        since=_in_utc(since),
        until=_in_utc(until),
        today=today,
        now=clock.now(),
    )
    return bodies.ChangesOut(
        currency=signed_in.household.currency,
        before=_kept(found.before),
        after=_kept(found.after),
        change=(found.after.figure - found.before.figure).minor,
        lines=[
            bodies.ChangeOut.model_validate(
                {
                    "kind": line.kind.value,
                    "label": line.label,
                    "amount": line.amount.minor,
                    "date": line.on,
                    "source": SOURCES.get(line.source, line.source),
                    "source_id": UUID(line.source_id) if line.source_id else None,
                    "account_id": line.account_id,
                }
            )
            for line in found.lines
        ],
    )


@router.get("/accuracy", responses=problems(NotSignedInError))
def read_accuracy(
    session: SessionDep, signed_in: SignedInDep, today: TodayDep
) -> bodies.AccuracyOut:
    """How often the bands held, and by how much past forecasts were off."""
    found = accuracy.read(session, of=signed_in, today=today)
    return bodies.AccuracyOut(
        currency=signed_in.household.currency,
        hit_rate=found.hit_rate,
        sentence=found.sentence,
        horizons=[bodies.HorizonOut.model_validate(one) for one in found.horizons],
        checks=[
            bodies.CheckOut(
                made_on=check.made_on,
                days=check.horizon,
                date=check.made_on + dt.timedelta(days=check.horizon),
                replayed=check.is_replayed,
                expected=check.expected_minor,
                p10=check.p10_minor,
                p90=check.p90_minor,
                actual=check.actual_minor,
                held=(
                    None
                    if check.actual_minor is None
                    else check.p10_minor <= check.actual_minor <= check.p90_minor
                ),
            )
            for check in found.checks
        ],
    )


def _in_utc(when: dt.date | dt.datetime | None) -> dt.date | dt.datetime | None:
    if isinstance(when, dt.datetime) and when.tzinfo is None:
        return when.replace(tzinfo=dt.UTC)
    return when


def _kept(moment: snapshots.Moment) -> bodies.KeptFigureOut:
    return bodies.KeptFigureOut(
        at=moment.at, date=moment.snapshot.today, safe_to_spend=moment.figure.minor
    )
