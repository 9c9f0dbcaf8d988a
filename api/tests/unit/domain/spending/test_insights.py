"""What is worth telling."""

from datetime import date, timedelta

from app.domain.spending.insights import (
    Charge,
    InsightKind,
    categories_ahead,
    insights_of_merchant,
    most_telling,
)
from tests.unit.domain.spending.rows import an_id

TODAY = date(2026, 11, 19)


def charges(
    *amounts: int, every: int = 30, ends: int = 3, category: str = "subscriptions"
) -> list[Charge]:
    """Return payments so many days apart, the last so many days ago."""
    last = TODAY - timedelta(days=ends)
    return [
        Charge(
            id=an_id(f"{number}"),
            on=last - timedelta(days=every * (len(amounts) - 1 - number)),
            amount_minor=amount,
            account_id=an_id("current"),
            category=category,
        )
        for number, amount in enumerate(amounts)
    ]


def kinds(paid: list[Charge]) -> list[InsightKind]:
    return [one.kind for one in insights_of_merchant("m", paid, today=TODAY)]


class TestAPriceRise:
    def test_is_told_once_a_price_held_and_rose(self) -> None:
        [rise] = insights_of_merchant("m", charges(999, 999, 999, 1099), today=TODAY)

        assert rise.kind is InsightKind.PRICE_RISE
        assert (rise.usual_minor, rise.amount_minor, rise.yearly_minor) == (999, 1099, 1200)

    def test_is_told_of_a_yearly_price_too(self) -> None:
        [rise] = insights_of_merchant("m", charges(7_900, 9_500, every=365), today=TODAY)

        assert rise.yearly_minor == 1_600

    def test_is_none_where_prices_vary_or_fell_or_rose_long_ago(self) -> None:
        assert InsightKind.PRICE_RISE not in kinds(charges(900, 950, 1000, 1100))
        assert InsightKind.PRICE_RISE not in kinds(charges(999, 999, 899))
        assert InsightKind.PRICE_RISE not in kinds(charges(900, 900, 999, 999, 999, 999, 999))
        assert kinds(charges(999)) == []


class TestANewSubscription:
    def test_is_told_from_its_second_payment(self) -> None:
        [new] = insights_of_merchant("m", charges(599, 599), today=TODAY)

        assert (new.kind, new.yearly_minor) == (InsightKind.NEW_SUBSCRIPTION, 7_188)

    def test_is_none_where_amounts_differ(self) -> None:
        assert kinds(charges(599, 899)) == []


class TestAForgottenOne:
    def test_is_small_and_has_been_paid_for_about_a_year(self) -> None:
        [old] = insights_of_merchant("m", charges(*[499] * 13), today=TODAY)

        assert old.kind is InsightKind.FORGOTTEN_SUBSCRIPTION
        assert old.yearly_minor == 5_988

    def test_is_not_what_ended_or_is_no_subscription(self) -> None:
        assert kinds(charges(*[499] * 13, ends=60)) == []
        assert kinds(charges(*[499] * 13, category="utilities")) == []


class TestAnUnusualCharge:
    def test_is_a_multiple_of_what_is_usual_there(self) -> None:
        paid = charges(1000, 1200, 900, 1100, 9_000, every=4, category="groceries")

        [odd] = insights_of_merchant("m", paid, today=TODAY)

        assert (odd.kind, odd.usual_minor) == (InsightKind.UNUSUAL_CHARGE, 1050)

    def test_is_none_among_few_or_alike_or_long_ago(self) -> None:
        assert kinds(charges(1000, 9_000, every=4)) == []
        assert kinds(charges(1000, 1200, 900, 1100, 1300, every=4)) == []
        assert kinds(charges(1000, 1200, 900, 1100, 9_000, every=4, ends=50)) == []


class TestChargedTwice:
    def test_is_one_price_twice_in_a_day(self) -> None:
        one, two = charges(2_000, 2_000, every=0)

        assert kinds([one, two]) == [InsightKind.CHARGED_TWICE]
        assert kinds(charges(340, 340, every=0)) == []
        assert kinds(charges(2_000, 2_000, every=0, ends=60)) == []
        assert kinds(charges(2_000, 2_000, 2_000, every=0)) == []


class TestACategory:
    def test_runs_ahead_of_its_usual_for_the_day(self) -> None:
        found = categories_ahead(
            {"groceries": 300_00, "travel": 50_00, "new": 900_00},
            before={"groceries": [150_00, 160_00, 140_00], "travel": [45_00, 50_00, 55_00]},
            today=TODAY,
        )

        [ahead] = found
        assert (ahead.category, ahead.usual_minor) == ("groceries", 150_00)
        assert ahead.key == "category_ahead:groceries:2026-11"


def test_the_most_money_comes_first() -> None:
    rise = insights_of_merchant("a", charges(999, 999, 1099), today=TODAY)
    new = insights_of_merchant("b", charges(1_999, 1_999), today=TODAY)

    assert [one.merchant for one in most_telling([*rise, *new])] == ["b", "a"]
