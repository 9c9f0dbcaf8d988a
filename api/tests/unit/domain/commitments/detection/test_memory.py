"""When a decided series is offered again."""

from dataclasses import replace

import pytest

from app.domain.commitments.detection.memory import is_materially_same, is_same_counterparty
from app.domain.commitments.detection.values import Direction, Signature
from app.domain.commitments.schedule import MonthlyDay, Weekly

REJECTED = Signature("netflix", Direction.OUT, "current", MonthlyDay(22), 999, "GBP")


@pytest.mark.parametrize(
    "now",
    [
        REJECTED,
        replace(REJECTED, amount_minor=1099),
        replace(REJECTED, cadence=MonthlyDay(25)),
        replace(REJECTED, account_id="joint"),
    ],
)
def test_a_rejection_survives_new_hits(now: Signature) -> None:
    assert is_materially_same(REJECTED, now)


@pytest.mark.parametrize(
    "now",
    [
        replace(REJECTED, amount_minor=1599),
        replace(REJECTED, cadence=Weekly(1)),
        replace(REJECTED, counterparty="disney"),
        replace(REJECTED, direction=Direction.IN),
        replace(REJECTED, currency="EUR"),
    ],
)
def test_a_pattern_that_changes_materially_is_another(now: Signature) -> None:
    assert not is_materially_same(REJECTED, now)


def test_the_same_counterparty_at_another_price() -> None:
    assert is_same_counterparty(REJECTED, replace(REJECTED, amount_minor=1599))
