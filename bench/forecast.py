"""How good the forecast is on real accounts: `make bench-forecast` (SHARED_DATA=../shared).

Runs the product's own code over the two development sets, cut-off by cut-off, with nothing but
what was known on the evening of each cut-off, and lets the sets' own scorer judge. Between the
rows and the everyday model stands the product's own detector: what it would
suggest is taken as confirmed, since nobody is there to confirm it.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from statistics import median_low
from typing import Any

import holidays

from app.domain.calendar import Period, WorkingDays
from app.domain.commitments.detection.detect import SUGGEST_FROM, detect
from app.domain.commitments.detection.values import Row, Series, SeriesState
from app.domain.commitments.schedule import Occurrence, cadence_length_days, occurrences
from app.domain.everyday.history import Ahead, History
from app.domain.everyday.model import DAYS_NEEDED, EverydayModel, learn
from app.domain.everyday.projection import Outlook
from app.domain.everyday.replay import AsOf, replay, stretch_of
from app.domain.money import Money
from app.domain.past import reaching_back

SETS = ("uk_bank", "berka")
# The Czech bank books on every day of the week; the British one on its working days.
NATION: Mapping[str, tuple[str, str] | None] = {"uk_bank": ("GB", "ENG"), "berka": None}
QUANTILES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
AHEAD = 365
LOW_DAYS = 30
REPLAYED = 98
"""Days of a replay: the ninety that are judged, and what lets a month's trend be seen."""
REPLAY_FIRST, REPLAY_LAST = 7, 366
SIGHTINGS, RARE_DAYS, LATE = 2, 300, 1.5
"""A series is known by its second payment, a yearly one by its first, until it is this late."""


@dataclass(frozen=True)
class Case:
    """One cut-off: rows up to it, in minor units."""

    name: str
    today: date
    horizon: int
    balance: int
    rows: Sequence[Row]


def case_of(told: Mapping[str, Any]) -> Case:
    """Return the case as the scorer's inputs tell it."""
    return Case(
        name=told["case"],
        today=date.fromisoformat(told["cutoff"]),
        horizon=told["horizon"],
        balance=round(100 * told["balance"]),
        rows=[
            Row(
                id=row["id"],
                account_id="a",
                booked_on=date.fromisoformat(row["date"]),
                amount=Money(round(100 * row["amount"])),
                text=row["text"],
            )
            for row in told["transactions"]
        ],
    )


@cache
def working_days(name: str) -> WorkingDays:
    """Return the working days of the set's nation."""
    nation = NATION[name]
    if nation is None:
        return WorkingDays()
    days = holidays.country_holidays(nation[0], subdiv=nation[1], years=range(2014, 2025))
    return WorkingDays(frozenset(days))


@dataclass(frozen=True)
class Known:
    """A series found, with the days and amounts of the rows that paid it, oldest first."""

    series: Series
    paid: Sequence[Row]

    def by(self, day: date) -> "Known | None":
        """Return what had been seen of it when that day ended; None before it could be known."""
        paid = [row for row in self.paid if row.booked_on <= day]
        length = cadence_length_days(self.series.schedule.cadence)
        enough = 1 if length >= RARE_DAYS else SIGHTINGS
        gone = bool(paid) and (day - paid[-1].booked_on).days > LATE * length
        return Known(self.series, paid) if len(paid) >= enough and not gone else None

    def amount_on(self, due: Occurrence, *, is_past: bool) -> int:
        """Return what is expected then: of past days no more than the last amounts are known."""
        if is_past:
            latest = [row.amount.minor for row in self.paid[-3:]]
            return median_low(latest) if self.series.variable else latest[-1]
        seasonal = dict(self.series.seasonal)
        return seasonal.get(due.nominal_on.month, self.series.amount).minor


def expected_flows(
    known: Sequence[Known], today: date, calendar: WorkingDays, *, days: int = AHEAD
) -> list[int]:
    """Return what the series bring in and take on each of the days ahead."""
    flows = [0] * days
    tomorrow = today + timedelta(days=1)
    is_past = days < AHEAD
    for one in known:
        # What should have come already and is still expected comes first thing; of past days
        # nothing tells what was late.
        anchor = one.series.schedule.anchor
        start = tomorrow if is_past else min(anchor, tomorrow) - timedelta(days=10)
        schedule = reaching_back(one.series.schedule, start=start - timedelta(days=RARE_DAYS))
        schedule = schedule if is_past else one.series.schedule
        period = Period(start, tomorrow + timedelta(days=days))
        for due in occurrences(schedule, period=period, working_days=calendar):
            day = max((due.due_on - tomorrow).days, 0)
            flows[day] += one.amount_on(due, is_past=is_past)
    return flows


def found_in(case: Case, calendar: WorkingDays) -> list[Known]:
    """Return what the product's detector would suggest."""
    by_id = {row.id: row for row in case.rows}
    return [
        Known(one, [by_id[member] for member in one.members])
        for one in detect(case.rows, today=case.today, working_days=calendar).series
        if one.confidence >= SUGGEST_FROM
    ]


def situation(case: Case, found: Sequence[Known], calendar: WorkingDays) -> AsOf:
    """Return the past and the days ahead as the product's detector divides them."""
    alive = [one for one in found if one.series.state is SeriesState.ACTIVE]
    return AsOf(
        history=history_of(case, found, alive, until=case.today),
        ahead=Ahead(modelled=expected_flows(alive, case.today, calendar)),
    )


def history_of(
    case: Case, found: Sequence[Known], alive: Sequence[Known], *, until: date
) -> History:
    """Return the days up to that one, divided by what was found."""
    modelled = {row.id for one in found for row in one.paid}
    first = min(row.booked_on for row in case.rows)
    length = (until - first).days + 1
    flows = {True: [0] * length, False: [0] * length}
    for row in case.rows:
        if row.booked_on <= until:
            flows[row.id in modelled][(row.booked_on - first).days] += row.amount.minor
    incomes = [one for one in alive if one.paid[-1].amount.minor > 0]
    wages = max(incomes, key=lambda one: one.paid[-1].amount.minor).paid if incomes else ()
    return History(
        first_day=first,
        everyday=flows[False],
        modelled=flows[True],
        balance=case.balance - sum(row.amount.minor for row in case.rows if row.booked_on > until),
        paydays=frozenset(row.booked_on for row in wages),
    )


def own_stretch(case: Case, found: Sequence[Known], calendar: WorkingDays) -> float:
    """Return how much wider its own past year says bands should be, as the product asks it.

    Every four weeks: what was known then, at the price paid by then. How often a series comes
    is known from today.
    """
    first = min(row.booked_on for row in case.rows)
    said = []
    for back in range(REPLAY_FIRST, REPLAY_LAST, 28):
        day = case.today - timedelta(days=back)
        if (day - first).days < DAYS_NEEDED:
            break
        known = [then for one in found if (then := one.by(day))]
        said.append(
            AsOf(
                history=history_of(case, known, known, until=day),
                ahead=Ahead(modelled=expected_flows(known, day, calendar, days=REPLAYED)),
            )
        )
    if not said:
        return 1.0
    balances, balance = {}, case.balance
    moved = Counter[date]()
    for row in case.rows:
        moved[row.booked_on] += row.amount.minor
    for back in range((case.today - first).days):
        day = case.today - timedelta(days=back)
        balances[day] = balance
        balance -= moved[day]
    return stretch_of(replay(said, balances))


def prediction(case: Case, calendar: WorkingDays, *, replays: bool) -> dict[str, Any]:
    """Return the forecast in the scorer's words."""
    found = found_in(case, calendar)
    said = situation(case, found, calendar)
    model = learn(said.history, stretch=own_stretch(case, found, calendar) if replays else 1.0)
    if not isinstance(model, EverydayModel):
        raise SystemExit(f"{case.name} is too short")
    ahead = said.ahead
    outlook = model.project(ahead).outlook(opening=case.balance, certain=ahead.modelled)
    lines = {quantile: pounds(outlook, quantile, case.horizon) for quantile in QUANTILES}
    low = outlook.likely_low(days=LOW_DAYS)
    return {
        "task": "forecast",
        "case": case.name,
        "median": lines[0.5],
        "quantiles": {str(quantile): line for quantile, line in lines.items()},
        "low30": {"amount": low.balance / 100, "date": low.on.isoformat()},
    }


def pounds(outlook: Outlook, quantile: float, days: int) -> list[float]:
    """Return a quantile's line in major units, as the scorer reads them."""
    return [minor / 100 for minor in outlook.quantile(quantile)[:days]]


def main() -> None:
    """Predict every case of the sets and let their scorer print its tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--no-replay", action="store_true", help="bands as on the first day")
    asked = parser.parse_args()
    names = asked.sets
    shared = Path(os.environ.get("SHARED_DATA", "../shared")).resolve()
    scorer = shared / "berka" / "score.py"
    if not scorer.exists():
        raise SystemExit(f"no scorer at {scorer}: say where the data is with SHARED_DATA=…")
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            inputs, predicted = Path(folder) / f"{name}.in", Path(folder) / f"{name}.out"
            data = ("--data", str(shared / name))
            run(scorer, "inputs", *data, "--out", str(inputs))
            with inputs.open() as told, predicted.open("w") as out:
                for line in told:
                    case = case_of(json.loads(line))
                    out.write(
                        json.dumps(
                            prediction(case, working_days(name), replays=not asked.no_replay)
                        )
                        + "\n"
                    )
            run(scorer, "score", *data, "--pred", str(predicted))


def run(scorer: Path, *arguments: str) -> None:
    """Run the sets' own scorer."""
    subprocess.run([sys.executable, str(scorer), *arguments], check=True)  # noqa: S603


if __name__ == "__main__":
    main()
