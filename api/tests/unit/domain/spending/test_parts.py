"""Refunds, rules, plans and totals."""

from dataclasses import replace
from datetime import date, timedelta
from operator import attrgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidInputError
from app.domain.money import Money, total
from app.domain.spending.entries import Kind
from app.domain.spending.plan_payments import Outflow, PlanInstalment, payments_of_plans
from app.domain.spending.refunds import Trade, link_refunds
from app.domain.spending.rules import Rule, check_rule, holds, ruling_of
from app.domain.spending.totals import Decided, Part, check_split, cut, lines_of
from app.domain.spending.usual import Line, Usual, stands, usual_of
from tests.unit.domain.spending.rows import an_id, entry

DAY = date(2026, 11, 2)


def trade(name: str, pounds: int, *, days: int = 0, account: str = "card") -> Trade:
    return Trade(
        id=an_id(name), account_id=an_id(account), merchant="shop",
        on=DAY + timedelta(days=days), amount_minor=pounds * 100,
    )  # fmt: skip


class TestRefunds:
    def test_give_back_the_latest_purchase_of_their_size(self) -> None:
        bought = [trade("old", 80), trade("new", 80, days=5), trade("later", 80, days=30)]

        links = link_refunds([trade("back", 80, days=20)], purchases=bought)

        assert links == {an_id("back"): an_id("new")}

    def test_prefer_the_account_they_come_to(self) -> None:
        bought = [trade("here", 80), trade("there", 80, days=5, account="current")]

        links = link_refunds([trade("back", 80, days=20)], purchases=bought)

        assert links == {an_id("back"): an_id("here")}

    def test_give_back_a_part_only_where_one_purchase_is_meant(self) -> None:
        one, two = trade("one", 80), trade("two", 90, days=3)

        assert link_refunds([trade("back", 30, days=9)], purchases=[one]) == {an_id("back"): one.id}
        assert link_refunds([trade("back", 30, days=9)], purchases=[one, two]) == {}
        assert link_refunds([trade("back", 30, days=60)], purchases=[one]) == {}

    def test_give_each_purchase_back_once(self) -> None:
        backs = [trade("first", 80, days=2), trade("second", 80, days=3)]

        assert link_refunds(backs, purchases=[trade("bought", 80)]) == {
            an_id("first"): an_id("bought")
        }
        assert link_refunds(backs, purchases=[trade("bought", 80)], taken=[an_id("bought")]) == {}

    def test_need_a_purchase_not_too_long_ago(self) -> None:
        assert link_refunds([trade("back", 80, days=121)], purchases=[trade("bought", 80)]) == {}


class TestRules:
    rule = Rule(id=an_id("rule"), text="tesco", category="groceries")
    row = entry("x", "2026-11-02", "-20", "TESCO STORES", category="PURCHASE")

    @pytest.mark.parametrize(
        ("change", "is_met"),
        [
            ({}, True),
            ({"text": "asda"}, False),
            ({"merchant_id": an_id("m")}, True),
            ({"merchant_id": an_id("other")}, False),
            ({"account_id": an_id("current")}, True),
            ({"account_id": an_id("card")}, False),
            ({"amount_min": 20_00, "amount_max": 20_00}, True),
            ({"amount_min": 20_01}, False),
            ({"amount_max": 19_99}, False),
            ({"is_outflow": True}, True),
            ({"is_outflow": False}, False),
            ({"applies_from": date(2026, 11, 2)}, True),
            ({"applies_from": date(2026, 11, 3)}, False),
        ],
    )
    def test_hold_where_all_conditions_do(self, change: dict[str, object], *, is_met: bool) -> None:
        rule = replace(self.rule, **change)  # type: ignore[arg-type] # one field at a time

        assert holds(rule, self.row, merchant_id=an_id("m")) is is_met

    def test_of_which_the_latest_wins_word_by_word(self) -> None:
        first = replace(self.rule, kind=Kind.TRANSFER, to_merchant_id=an_id("m"))
        second = replace(self.rule, category="gifts_charity")

        another = Rule(id=an_id("another"), text="asda", category="other")

        ruling = ruling_of([first, second, another], self.row, merchant_id=None)

        assert (ruling.category, ruling.kind) == ("gifts_charity", Kind.TRANSFER)
        assert ruling.merchant_id == an_id("m")
        assert ruling_of([], self.row, merchant_id=None).category is None

    @pytest.mark.parametrize(
        "rule",
        [
            Rule(id=an_id("r"), category="other"),
            Rule(id=an_id("r"), text="x"),
            Rule(id=an_id("r"), text="x", category="other", amount_min=2, amount_max=1),
        ],
    )
    def test_need_a_condition_an_effect_and_sense(self, rule: Rule) -> None:
        with pytest.raises(InvalidInputError):
            check_rule(rule)

    def test_with_all_of_that_are_fine(self) -> None:
        check_rule(self.rule)
        check_rule(replace(self.rule, amount_min=1, amount_max=2))


class TestPlans:
    due = PlanInstalment(
        plan_id=an_id("plan"), on=DAY, amount_minor=100_00, account_id=None,
        purchase_id=an_id("bought"),
    )  # fmt: skip

    def outflow(self, name: str, *, days: int = 0, minor: int = 100_00) -> Outflow:
        on = DAY + timedelta(days=days)
        return Outflow(id=an_id(name), account_id=an_id("current"), on=on, amount_minor=minor)

    def test_are_paid_by_the_nearest_payment_of_their_amount(self) -> None:
        rows = [
            self.outflow("far", days=9),
            self.outflow("near", days=-1),
            self.outflow("too far", days=11),
            self.outflow("less", minor=99_00),
            self.outflow("bought"),
        ]

        assert payments_of_plans(rows, instalments=[self.due]) == {an_id("near")}

    def test_keep_the_payment_they_had(self) -> None:
        rows = [self.outflow("before", days=5), self.outflow("new")]

        paid = payments_of_plans(rows, instalments=[self.due], before={an_id("before")})

        assert paid == {an_id("before")}

    def test_of_another_account_are_not_met(self) -> None:
        due = replace(self.due, account_id=an_id("card"))

        assert payments_of_plans([self.outflow("x")], instalments=[due]) == set()

    def test_pay_one_instalment_each(self) -> None:
        second = replace(self.due, on=DAY + timedelta(days=7))

        paid = payments_of_plans(
            [self.outflow("a"), self.outflow("b", days=6)], instalments=[self.due, second]
        )

        assert paid == {an_id("a"), an_id("b")}


def decided(name: str, kind: Kind, minor: int, category: str = "shopping") -> Decided:
    return Decided(
        transaction_id=an_id(name), account_id=an_id(name[0]), is_on_card=name[0] == "c",
        counted_on=DAY, kind=kind, category=category, merchant=name, amount=Money(minor),
    )  # fmt: skip


class TestTotals:
    @given(
        st.lists(
            st.tuples(
                st.text("abc", min_size=1, max_size=2), st.sampled_from(list(Kind)),
                st.integers(-5_000, -1), st.sampled_from(["groceries", "shopping", "cash"]),
                st.integers(0, 3),
            ),
            max_size=30,
        )
    )  # fmt: skip
    def test_agree_to_the_penny_whichever_way_they_are_cut(
        self, rows: list[tuple[str, Kind, int, str, int]]
    ) -> None:
        lines = [
            line
            for name, kind, minor, category, parts in rows
            for line in lines_of(
                decided(name, kind, minor, category),
                [Part("travel", part) for part in Money(minor).split(parts)] if parts > 1 else (),
            )
        ]

        whole = total(line.amount for line in lines)
        for key in ("category", "merchant", "account_id", "is_on_card", "counted_on"):
            assert total(cut(lines, attrgetter(key)).values()) == whole
        counted = [minor for _, kind, minor, *_ in rows if kind in {Kind.SPENDING, Kind.REFUND}]
        assert whole == Money(-sum(counted))

    def test_leave_out_what_is_not_spent(self) -> None:
        assert lines_of(decided("x", Kind.TRANSFER, -5)) == []
        [back] = lines_of(decided("x", Kind.REFUND, 5))
        assert back.amount == Money(-5)

    def test_of_a_split_are_its_parts(self) -> None:
        parts = [Part("groceries", Money(-300)), Part("gifts_charity", Money(-200))]

        check_split(parts, whole=Money(-500))

        assert [line.amount.minor for line in lines_of(decided("x", Kind.SPENDING, -500), parts)]
        for wrong in (
            parts[:1],
            [Part("groceries", Money(-600)), Part("other", Money(100))],
            [Part("groceries", Money(-500)), Part("other", Money(0))],
            [Part("groceries", Money(-300)), Part("other", Money(-100))],
        ):
            with pytest.raises(InvalidInputError):
                check_split(wrong, whole=Money(-500))


class TestTheUsual:
    def test_is_the_middle_unmoved_by_one_wild_month(self) -> None:
        usual = usual_of([300_00, 310_00, 290_00, 1_400_00])

        assert usual == Usual(305_00, 15_00)
        assert usual_of([1, 2]) is None

    def test_says_what_is_out_of_line(self) -> None:
        usual = Usual(300_00, 15_00)

        assert stands(350_00, usual) is Line.AS_USUAL
        assert stands(360_01, usual) is Line.HIGHER
        assert stands(239_99, usual) is Line.LOWER
        assert stands(1, None) is Line.UNKNOWN
