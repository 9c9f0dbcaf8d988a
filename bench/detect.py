"""Runs the product's own detector over the shared data sets: ``make bench-detect``."""

import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

from app.domain.calendar import Period
from app.domain.commitments.detection.detect import detect, is_worth_asking
from app.domain.commitments.detection.values import Row, Series, SeriesState
from app.domain.commitments.schedule import cadence_length_days, occurrences
from app.domain.money import Money
from bench.households import households
from bench.shared import MEASURES, Case, Measure, cases, load_scorer, working_days

HOUSEHOLDS = Measure("invented households", "full", is_british=True)
_HOUSEHOLDS = 60
# Households of another seed than the confidence was fitted to.
_UNSEEN = 7
_WINDOW_DAYS = 60
_CADENCES = ((9, "weekly"), (16, "fortnightly"), (36, "monthly"), (102, "quarterly"))
_TYPES = {"DD": "DIRECT_DEBIT", "SO": "STANDING_ORDER", "CPT": "ATM", "DEB": "PURCHASE"}
_BINS = (0, 20, 40, 60, 70, 80, 90, 95, 101)
_KEPT = Path(__file__).parent / "detect.md"


@dataclass(frozen=True, slots=True)
class Judged:
    """A series found at a cut-off and what became of it; None where nobody can tell yet."""

    case: str
    series: Series
    is_right: bool | None
    is_as_told: bool | None


def found_in(case: Case, measure: Measure) -> tuple[Series, ...]:
    """Return what the product detects in a case."""
    rows = [
        Row(
            id=row["id"],
            account_id=case.account,
            booked_on=case.cutoff.fromisoformat(row["date"]),
            amount=Money.from_major(Decimal(str(row["amount"]))),
            text=row["text"],
            category=_TYPES.get(row.get("type", "")),
        )
        for row in case.transactions
    ]
    return detect(rows, today=case.cutoff, working_days=working_days(measure, case.cutoff)).series


def prediction(series: Series, case: Case, measure: Measure) -> dict[str, Any]:
    """Return a series in the scorer's words."""
    tomorrow = case.cutoff + timedelta(days=1)
    next_on = max(series.next_on, tomorrow)
    coming = occurrences(
        series.schedule,
        period=Period(tomorrow, tomorrow + timedelta(days=_WINDOW_DAYS)),
        working_days=working_days(measure, case.cutoff),
    )
    days = [next_on, *(one.due_on for one in coming if one.due_on > series.next_on)]
    return {
        "members": list(series.members),
        "amount": float(series.amount_on(days[0]).to_major()),
        "cadence": _cadence_name(series),
        "next_date": next_on.isoformat(),
        "occurrences": [[day.isoformat(), float(series.amount_on(day).to_major())] for day in days],
    }


def judge(
    case: Case, measure: Measure, series: Iterable[Series], scorer: ModuleType
) -> list[Judged]:
    """Return what became of each series by itself.

    Right is one the scorer finds. Where it is no labelled one, a purchase that happened to meet
    it does not make it right; but in the Czech accounts it is if all its payments came.
    """
    judged = []
    for one in series:
        score = scorer.score_recurring(case.later, case.cutoff, [prediction(one, case, measure)])
        came = score["occ_hit"]
        is_right: bool | None = None
        if score["found"]:
            is_right = True
        elif score["fp"] or (came and measure.is_british):
            is_right = False
        elif came and came == score["occ_pred"]:
            is_right = True
        is_as_told = None if is_right is None else is_right and bool(score["correct"] or came)
        judged.append(Judged(case.name, one, is_right, is_as_told))
    return judged


def scores_line(name: str, total: dict[str, Any]) -> str:
    """Return a line of the table of scores."""
    return (
        f"| {name} | {total['cases']} | {total['P']:.3f} | {total['R']:.3f} | "
        f"**{total['F1']:.3f}** | **{total['cF1']:.3f}** | {total['oP']:.3f} | "
        f"{total['oR']:.3f} | **{total['oF1']:.3f}** | {total['date_ok']:.2f} | "
        f"{total['amount_ok']:.2f} | {total['cadence_ok']:.2f} |"
    )


def reliability(judged: Sequence[Judged]) -> list[str]:
    """Return the lines of a reliability table: how often a called confidence was right."""
    bins: defaultdict[int, list[Judged]] = defaultdict(list)
    for one in judged:
        if one.is_right is not None and one.series.state is not SeriesState.ENDED:
            bins[max(least for least in _BINS if one.series.confidence >= least)].append(one)
    lines = []
    for least, above in pairwise(_BINS):
        held = bins.get(least, [])
        if held:
            called = sum(one.series.confidence for one in held) / len(held)
            right = 100 * sum(bool(one.is_right) for one in held) / len(held)
            told = 100 * sum(bool(one.is_as_told) for one in held) / len(held)
            lines.append(
                f"| {least}-{above - 1} | {len(held)} | {called:.0f} | {right:.0f} | {told:.0f} |"
            )
    return lines


def cases_of(measure: Measure, scorer: ModuleType, *, seed: int = _UNSEEN) -> Iterator[Case]:
    """Yield a measure's cases; the seed chooses among invented households."""
    if measure == HOUSEHOLDS:
        return households(_HOUSEHOLDS, seed=seed)
    return cases(measure, scorer)


def report(measures: Sequence[Measure] = (*MEASURES, HOUSEHOLDS)) -> list[str]:
    """Run every measure and return the report as Markdown lines."""
    scorer = load_scorer()
    scores: list[str] = []
    tables: list[str] = []
    for measure in measures:
        began = time.monotonic()
        per_case: list[dict[str, Any]] = []
        judged: list[Judged] = []
        for case in cases_of(measure, scorer):
            series = found_in(case, measure)
            judged += judge(case, measure, series, scorer)
            per_case.append(
                scorer.score_recurring(
                    case.later,
                    case.cutoff,
                    [prediction(one, case, measure) for one in series if is_worth_asking(one)],
                )
            )
        scores.append(scores_line(measure.title, scorer.sum_recurring(per_case)))
        tables += ["", f"{measure.title}:", "", *_RELIABILITY_HEAD, *reliability(judged)]
        print(f"{scores[-1]}  ({time.monotonic() - began:.0f} s)", flush=True)
    return [*_SCORES_HEAD, *scores, *tables]


_SCORES_HEAD = (
    "| data | cases | found P | R | F1 | all right F1 | 60 d P | R | F1 | date | sum | rhythm |",
    "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
)
_RELIABILITY_HEAD = (
    "| called % | series | mean called | right % | right, on the day and within 10 % |",
    "|---|---:|---:|---:|---:|",
)


def main(arguments: Sequence[str]) -> None:
    """Print the report; with ``--keep`` write it beside this file."""
    lines = report()
    if "--keep" in arguments:
        head = ["# Detection, measured", "", "Made by `make bench-detect`; see README.md.", ""]
        _KEPT.write_text("\n".join([*head, *lines, ""]))
    print("\n".join(lines))


def _cadence_name(series: Series) -> str:
    length = cadence_length_days(series.cadence)
    return next((name for most, name in _CADENCES if length <= most), "annual")


if __name__ == "__main__":
    main(sys.argv[1:])
