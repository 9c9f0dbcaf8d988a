"""Fits the weights of a series' confidence to what became of the series found.

``SHARED_DATA=… python -m bench.calibrate`` prints the weights, for ``confidence.py``, and how they
did on folds they were not fitted to. Every series found, at whatever confidence, is an example. A
fold leaves out whole accounts, whole households and, in the one British account, whole payees.
"""

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from app.domain.commitments.detection.confidence import Evidence, features
from app.domain.commitments.detection.values import SeriesState
from bench.detect import HOUSEHOLDS, cases_of, found_in, judge
from bench.shared import MEASURES, load_scorer

type Numbers = NDArray[np.float64]

_TRAINING_SEED = 1
_FOLDS = 5
_PENALTY = 30.0
_STEPS = 60
# How much each data set counts in all, however many series it has.
_SHARES = {
    "uk_bank, full text": 1000.0,
    "uk_bank, typed text": 500.0,
    "berka, full text": 500.0,
    "berka, generic text": 500.0,
    HOUSEHOLDS.title: 1500.0,
}
# Brings shares and crowds, which run to a hundred and more, to the size of the rest. What is
# missing now is made larger, so that the penalty weighs little on the strongest sign there is.
_SCALE = np.array([1, 1, 10, 10, 10, 10, 10, 50, 0.1, 1, 1, 1, 1, 1, 1, 10, 10], dtype=np.float64)
_BINS = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)


@dataclass(frozen=True, slots=True)
class Example:
    """A series found, where and among which it is left out, and whether it was right."""

    data: str
    fold: int
    evidence: Evidence
    is_right: bool


def examples() -> Iterator[Example]:
    """Yield what was found in every data set that is fitted to."""
    scorer = load_scorer()
    for measure in (*MEASURES, HOUSEHOLDS):
        if measure.title not in _SHARES:
            continue
        for case in cases_of(measure, scorer, seed=_TRAINING_SEED):
            for one in judge(case, measure, found_in(case, measure), scorer):
                series = one.series
                if one.is_right is None or series.state is SeriesState.ENDED:
                    continue
                if series.evidence is None:
                    raise ValueError("a series found in rows has its evidence")
                is_one_account = measure.folder == "uk_bank"
                owner = series.counterparty if is_one_account else case.name
                yield Example(
                    measure.title,
                    zlib.crc32(owner.encode()) % _FOLDS,
                    series.evidence,
                    one.is_right,
                )


def fitted(inputs: Numbers, right: Numbers, weights: Numbers) -> Numbers:
    """Return the weights of a logistic regression, held small, by Newton's method."""
    with_start = np.c_[np.ones(len(inputs)), inputs]
    found = np.zeros(with_start.shape[1])
    penalty = np.eye(len(found)) * _PENALTY
    penalty[0, 0] = 0.01
    for _ in range(_STEPS):
        chance = foretold(found, inputs)
        slope = with_start.T @ (weights * (right - chance)) - penalty @ found
        spread = (with_start * (weights * chance * (1 - chance))[:, None]).T @ with_start
        found = found + np.linalg.solve(spread + penalty, slope)
    return np.asarray(found, dtype=np.float64)


def foretold(weights: Numbers, inputs: Numbers) -> Numbers:
    """Return the chance of being right for each row of inputs."""
    odds = weights[0] + inputs @ weights[1:]
    return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float64)


def reliability(listed: Sequence[Example], chances: Numbers) -> None:
    """Print how often what was called a chance was right, by data set."""
    by_data: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
    for example, chance in zip(listed, chances, strict=True):
        by_data[example.data].append((float(chance), example.is_right))
    for data, called in by_data.items():
        print(data)
        for low, high in pairwise(_BINS):
            held = [right for chance, right in called if low <= chance < high]
            if held:
                print(f"  {low:.2f}-{high:.2f}: {len(held)} series, {np.mean(held):.2f} right")


def main() -> None:
    """Fit, print the weights and their reliability on unseen folds."""
    listed = list(examples())
    inputs = np.array([features(one.evidence) for one in listed], dtype=np.float64) / _SCALE
    right = np.array([one.is_right for one in listed], dtype=np.float64)
    count = Counter(one.data for one in listed)
    weights = np.array([_SHARES[one.data] / count[one.data] for one in listed])
    fold = np.array([one.fold for one in listed])

    chances = np.zeros(len(listed))
    for left_out in range(_FOLDS):
        seen = fold != left_out
        found = fitted(inputs[seen], right[seen], weights[seen])
        chances[~seen] = foretold(found, inputs[~seen])
    reliability(listed, chances)

    whole = fitted(inputs, right, weights)
    print("start, in hundredths:", round(100 * float(whole[0])))
    scaled = np.round(10_000 * whole[1:] / _SCALE).astype(int)
    print("weights, in ten-thousandths:", scaled.tolist())


if __name__ == "__main__":
    main()
