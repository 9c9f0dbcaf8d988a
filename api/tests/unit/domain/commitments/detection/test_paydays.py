"""Which incomes are proposed as paydays."""

from datetime import date

from app.domain.commitments.detection.paydays import IncomeKind, PaydayProposal, paydays
from app.domain.commitments.detection.values import Row
from tests.unit.domain.commitments.detection.ledgers import TODAY, every, found, monthly, paid


def proposed(rows: list[Row]) -> list[PaydayProposal]:
    return paydays(found(rows).series)


WAGE = monthly(31, "2300", "ACME LTD", first=(2026, 4), months=7, shift=-1)
CREDIT = monthly(9, "640", "DWP UC 4412", first=(2026, 4), months=8, shift=-1)
BENEFIT = every(28, "102.40", "HMRC CHILD BENEFIT", first=date(2026, 5, 5), times=7)


def test_the_wage_is_the_payday() -> None:
    (payday,) = proposed([*WAGE, *BENEFIT])

    assert payday.kind is IncomeKind.WAGE
    assert payday.series.name == "Acme"
    assert payday.why == (
        "7 payments, every month on the last working day",
        "100 % of the regular income",
    )


def test_several_earners_have_several_paydays() -> None:
    other = every(28, "1100", "CARE HOMES WAGES", first=date(2026, 5, 22), times=7)
    few = monthly(4, "40", "PAPER ROUND", first=(2026, 4), months=8, shift=-1)

    assert [(p.series.name, p.yearly.minor) for p in proposed([*few, *other, *WAGE])] == [
        ("Acme", 2798333),
        ("Care Homes Wages", 1433928),
    ]


def test_universal_credit_is_a_payday() -> None:
    assert [p.kind for p in proposed([*CREDIT, *BENEFIT])] == [IncomeKind.UNIVERSAL_CREDIT]


def test_a_benefit_is_one_where_nothing_else_comes() -> None:
    assert [p.kind for p in proposed(list(BENEFIT))] == [IncomeKind.BENEFIT]


def test_ended_rare_foreign_and_unsure_incomes_are_none() -> None:
    ended = monthly(1, "900", "OLD JOB", first=(2025, 1), months=8, shift=-1)
    rare = paid([date(2026, month, 12) for month in (2, 5, 8, 11)], "500", "DIVIDEND TRUST")
    series = found([*ended, *rare, *WAGE]).series

    assert [p.series.name for p in paydays(series)] == ["Acme"]
    assert paydays(series, currency="EUR") == []
    assert paydays([]) == []
    assert TODAY not in [one.next_on for one in series]
