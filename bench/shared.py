"""The shared data sets and the scorer that lies beside them."""

import importlib.util
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from app.core.bank_holidays import Nation
from app.core.bank_holidays import working_days as nation_working_days
from app.domain.calendar import WorkingDays

ROOT = Path(__file__).parents[1]
_YEAR_LONG = "365"


@dataclass(frozen=True, slots=True)
class Measure:
    """A data set seen in one way.

    The Czech one has no bank holidays of ours, and wages paid in cash that nobody labelled.
    """

    folder: str
    view: str
    is_british: bool

    @property
    def title(self) -> str:
        return f"{self.folder}, {self.view} text"


MEASURES = (
    Measure("uk_bank", "full", is_british=True),
    Measure("uk_bank", "typed", is_british=True),
    Measure("berka", "full", is_british=False),
    Measure("berka", "generic", is_british=False),
)


@dataclass(frozen=True, slots=True)
class Case:
    """What was known on the evening of a cut-off, and where to look up what came."""

    name: str
    cutoff: date
    account: str
    transactions: list[dict[str, Any]]
    later: list[dict[str, Any]]


def shared_data() -> Path:
    """Return the folder of the shared data, ``SHARED_DATA`` or the one beside the repository."""
    return Path(os.environ.get("SHARED_DATA", ROOT.parent / "shared"))


def load_scorer() -> ModuleType:
    """Return the shared scorer as a module."""
    path = shared_data() / "berka" / "score.py"
    spec = importlib.util.spec_from_file_location("shared_scorer", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cases(measure: Measure, scorer: ModuleType) -> Iterator[Case]:
    """Yield the cases: inputs as the scorer writes them, and the rows it judges by."""
    folder = str(shared_data() / measure.folder)
    by_account, listed = scorer.load(folder)
    account_of = {case["case"]: case for case in listed}
    with tempfile.NamedTemporaryFile("r", suffix=".jsonl") as file:
        scorer.write_inputs(folder, file.name, measure.view)
        for line in file:
            given = json.loads(line)
            case = account_of[given["case"]]
            # The year-long cases are the same accounts again, for forecasts.
            if case["set"].endswith(_YEAR_LONG):
                continue
            yield Case(
                name=given["case"],
                cutoff=date.fromisoformat(given["cutoff"]),
                account=case["account"],
                transactions=given["transactions"],
                later=by_account[case["account"]],
            )


def working_days(measure: Measure, around: date) -> WorkingDays:
    """Return the working days of the country the data set is of."""
    if not measure.is_british:
        return WorkingDays()
    return nation_working_days(Nation.ENGLAND_AND_WALES, around=around)
