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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import holidays

from app.domain.calendar import Period, WorkingDays
from app.domain.commitments.detection.detect import SUGGEST_FROM, detect
from app.domain.commitments.detection.values import Row, Series, SeriesState
from app.domain.commitments.schedule import occurrences
from app.domain.everyday.history import Ahead, History
from app.domain.everyday.model import EverydayModel, learn
from app.domain.everyday.projection import Outlook
from app.domain.money import Money

SETS = ("uk_bank", "berka")
# The Czech bank books on every day of the week; the British one on its working days.
NATION: Mapping[str, tuple[str, str] | None] = {"uk_bank": ("GB", "ENG"), "berka": None}
QUANTILES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
AHEAD = 365
LOW_DAYS = 30


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


def expected_flows(series: Sequence[Series], case: Case, calendar: WorkingDays) -> list[int]:
    """Return what the series bring in and take on each of the days ahead."""
    flows = [0] * AHEAD
    tomorrow = case.today + timedelta(days=1)
    for one in series:
        seasonal = dict(one.seasonal)
        start = min(one.schedule.anchor, tomorrow) - timedelta(days=10)
        period = Period(start, tomorrow + timedelta(days=AHEAD))
        for due in occurrences(one.schedule, period=period, working_days=calendar):
            # What should have come already and is still expected comes first thing.
            day = max((due.due_on - tomorrow).days, 0)
            flows[day] += seasonal.get(due.nominal_on.month, one.amount).minor
    return flows


def situation(case: Case, calendar: WorkingDays) -> tuple[History, Ahead]:
    """Return the past and the days ahead as the product's detector divides them."""
    found = detect(case.rows, today=case.today, working_days=calendar).series
    believed = [one for one in found if one.confidence >= SUGGEST_FROM]
    alive = [one for one in believed if one.state is SeriesState.ACTIVE]
    modelled = {member for one in believed for member in one.members}
    first = min(row.booked_on for row in case.rows)
    length = (case.today - first).days + 1
    flows = {True: [0] * length, False: [0] * length}
    for row in case.rows:
        flows[row.id in modelled][(row.booked_on - first).days] += row.amount.minor
    incomes = [one for one in alive if one.amount.minor > 0]
    wages = max(incomes, key=lambda one: one.amount.minor).members if incomes else ()
    past = History(
        first_day=first,
        everyday=flows[False],
        modelled=flows[True],
        balance=case.balance,
        paydays=frozenset(row.booked_on for row in case.rows if row.id in wages),
    )
    return past, Ahead(modelled=expected_flows(alive, case, calendar))


def prediction(case: Case, calendar: WorkingDays) -> dict[str, Any]:
    """Return the forecast in the scorer's words."""
    past, ahead = situation(case, calendar)
    model = learn(past)
    if not isinstance(model, EverydayModel):
        raise SystemExit(f"{case.name} is too short")
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
    names = parser.parse_args().sets
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
                    out.write(json.dumps(prediction(case, working_days(name))) + "\n")
            run(scorer, "score", *data, "--pred", str(predicted))


def run(scorer: Path, *arguments: str) -> None:
    """Run the sets' own scorer."""
    subprocess.run([sys.executable, str(scorer), *arguments], check=True)  # noqa: S603


if __name__ == "__main__":
    main()
