"""Which incomes look like a payday."""

from app.domain.commitments.payday import Income, proposals
from app.domain.commitments.schedule import (
    Cadence,
    MonthlyDay,
    MonthlyLastWorkingDay,
    Once,
    Weekly,
    Yearly,
)

MONTH = MonthlyLastWorkingDay()


def income(name: str, pounds: int, cadence: Cadence = MONTH) -> Income:
    return Income(id=name, amount_minor=100 * pounds, cadence=cadence, texts=(name,))


def recommended(*incomes: Income) -> list[object]:
    return [one.income.id for one in proposals(incomes) if one.is_recommended]


class TestProposals:
    def test_are_what_comes_at_least_monthly(self) -> None:
        found = proposals(
            [
                income("Bonus", 9_000, Yearly()),
                income("Refund", 9_000, Once()),
                income("Dividend", 900, MonthlyDay(1, 3)),
                income("Wage", 2_000),
            ]
        )

        assert [one.income.id for one in found] == ["Wage"]

    def test_compare_what_a_year_brings(self) -> None:
        found = proposals([income("Monthly", 2_000), income("Weekly", 600, Weekly())])

        assert [one.income.id for one in found] == ["Weekly", "Monthly"]

    def test_recommend_every_earner_s_wage_and_no_small_change(self) -> None:
        assert recommended(
            income("Wage", 2_900), income("Partner", 1_400, Weekly(4)), income("Interest", 5)
        ) == ["Wage", "Partner"]

    def test_recommend_a_benefit_only_where_there_is_no_wage(self) -> None:
        benefit = income("HMRC Child Benefit", 500, Weekly(4))

        assert recommended(income("Wage", 1_500), benefit) == ["Wage"]
        assert recommended(benefit) == ["HMRC Child Benefit"]

    def test_take_universal_credit_for_a_wage(self) -> None:
        credit = income("DWP UC", 900)

        assert credit.is_universal_credit
        assert not credit.is_benefit
        assert recommended(credit, income("DWP PIP", 400, Weekly(4))) == ["DWP UC"]

    def test_are_none_without_an_income(self) -> None:
        assert proposals([]) == []
