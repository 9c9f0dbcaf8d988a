"""Moves between own accounts."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.spending import kinds
from app.domain.spending.entries import Entry, Household, Kind
from app.domain.spending.transfers import (
    Evidence,
    names_learned,
    pair_by_hand,
    pair_transfers,
)
from tests.unit.domain.spending.rows import ALEX, an_id, entry


def pairs_of(*entries: Entry) -> set[tuple[str, str]]:
    """Return the moves by the descriptions of their rows' names."""
    names = {one.id: one.description for one in entries}
    return {
        (names[pair.out_id], names[pair.in_id]) for pair in pair_transfers(entries, household=ALEX)
    }


class TestOneMove:
    @pytest.mark.parametrize("days", range(5))
    def test_is_found_up_to_four_days_apart(self, days: int) -> None:
        arrives = date(2026, 11, 2) + timedelta(days=days)
        out = entry("out", "2026-11-02", "-200", "TO RAINBOW SAVER")
        into = entry("in", f"{arrives}", "200", "FROM A MORGAN", account="saver")

        [pair] = pair_transfers([out, into], household=ALEX)

        assert (pair.out_id, pair.in_id) == (out.id, into.id)
        assert (pair.kind, pair.is_saving) == (Kind.TRANSFER, True)
        assert Evidence.NAMES_THE_ACCOUNT in pair.evidence
        assert Evidence.ONLY_CANDIDATE in pair.evidence
        assert pair.confidence > 80

    def test_is_not_found_five_days_apart(self) -> None:
        out = entry("out", "2026-11-02", "-200", "TO RAINBOW SAVER")

        assert not pairs_of(out, entry("in", "2026-11-07", "200", "FROM ME", account="saver"))

    def test_may_arrive_before_it_left(self) -> None:
        out = entry("out", "2026-11-03", "-200", "NORTHWAY JOINT")
        into = entry("in", "2026-11-02", "200", "A MORGAN", account="joint")

        assert pairs_of(out, into) == {("NORTHWAY JOINT", "A MORGAN")}

    def test_counts_no_weekend_between(self) -> None:
        out = entry("out", "2026-11-06", "-200", "TRANSFER")
        into = entry("in", "2026-11-09", "200", "TRANSFER", account="joint")

        assert pairs_of(out, into)

    def test_needs_two_accounts_two_signs_and_one_currency(self) -> None:
        out = entry("out", "2026-11-02", "-200", "TO RAINBOW SAVER")

        assert not pairs_of(out, entry("same", "2026-11-02", "200", "FROM ME"))
        assert not pairs_of(out, entry("too", "2026-11-02", "-200", "ME", account="saver"))
        assert not pairs_of(
            out, entry("eur", "2026-11-02", "200", "ME", account="saver", currency="EUR")
        )

    def test_through_a_pot_is_told_by_the_moment(self) -> None:
        out = entry("out", "2026-11-02", "-9.99", "Current", account="pot",
                    channel="uk_retail_pot", at="02:05:44")  # fmt: skip
        into = entry("in", "2026-11-02", "9.99", "Bills pot", channel="uk_retail_pot",
                     at="02:05:44.200000")  # fmt: skip
        bill = entry("bill", "2026-11-02", "-9.99", "Spotify", category="PURCHASE", at="02:05:45")

        [pair] = pair_transfers([out, into, bill], household=ALEX)

        assert (pair.out_id, pair.in_id) == (out.id, into.id)
        assert {Evidence.POT, Evidence.SAME_MOMENT} <= set(pair.evidence)

    def test_to_a_card_is_its_repayment(self) -> None:
        out = entry("out", "2026-11-25", "-420.55", "MERIDIAN AMEX", category="DIRECT_DEBIT")
        into = entry("in", "2026-11-27", "420.55", "PAYMENT RECEIVED - THANK YOU", account="card",
                     category="CREDIT")  # fmt: skip

        [pair] = pair_transfers([out, into], household=ALEX)

        assert pair.kind is Kind.CARD_REPAYMENT
        assert Evidence.REPAYMENT_WORDS in pair.evidence

    def test_to_a_card_may_look_like_a_purchase(self) -> None:
        out = entry("out", "2026-11-25", "-80", "AMERICAN EXPRESS", category="PURCHASE")
        into = entry("in", "2026-11-25", "80", "PAYMENT RECEIVED", account="card",
                     category="CREDIT")  # fmt: skip

        assert pairs_of(out, into)

    def test_names_both_accounts_once(self) -> None:
        out = entry("out", "2026-11-02", "-200", "TO RAINBOW SAVER")
        into = entry("in", "2026-11-02", "200", "FROM HARBOUR 5678", account="saver")

        [pair] = pair_transfers([out, into], household=ALEX)

        assert pair.evidence.count(Evidence.NAMES_THE_ACCOUNT) == 1

    def test_told_by_hand_is_beyond_doubt(self) -> None:
        out = entry("out", "2026-11-25", "-5", "X")
        to_card = pair_by_hand(out, entry("in", "2026-11-27", "5", "Y", account="card"))
        to_saver = pair_by_hand(out, entry("in", "2026-11-27", "5", "Y", account="saver"))

        assert (to_card.kind, to_card.confidence) == (Kind.CARD_REPAYMENT, 100)
        assert (to_saver.kind, to_saver.is_saving) == (Kind.TRANSFER, True)


class TestNoMove:
    @pytest.mark.parametrize(
        ("out", "into"),
        [
            # A purchase and a friend's money of the same size.
            (
                entry("o", "2026-11-02", "-50", "TESCO STORES 2041", category="PURCHASE"),
                entry("i", "2026-11-02", "50", "P SHAH", account="joint"),
            ),
            # A bill, and a wage of the same size.
            (
                entry("o", "2026-11-02", "-900", "OCTOPUS ENERGY", category="DIRECT_DEBIT"),
                entry("i", "2026-11-02", "900", "ACME LTD SALARY", account="joint"),
            ),
            # Two other people.
            (
                entry("o", "2026-11-02", "-50", "P SHAH"),
                entry("i", "2026-11-02", "50", "K JONES", account="joint"),
            ),
            # Bought on the card, while somebody paid the same in.
            (
                entry("o", "2026-11-02", "-50", "UNIQLO", account="card", category="DEBIT"),
                entry("i", "2026-11-02", "50", "P SHAH"),
            ),
            # Given back on the card, while somebody was paid the same.
            (
                entry("o", "2026-11-02", "-50", "P SHAH"),
                entry("i", "2026-11-02", "50", "UNIQLO REFUND", account="card", category="CREDIT"),
            ),
            # Saved where nothing is connected, while somebody paid the same in.
            (
                entry("o", "2026-11-02", "-50", "VANGUARD", category="BILL_PAYMENT"),
                entry("i", "2026-11-02", "50", "MR ALEX MORGAN", account="joint"),
            ),
            (
                entry("o", "2026-11-02", "-50", "MY ISA"),
                entry("i", "2026-11-03", "50", "P SHAH", account="joint"),
            ),
            # Into a pot that is no account, and from oneself elsewhere.
            (
                entry("o", "2026-11-02", "-50", "Holiday", channel="uk_retail_pot"),
                entry("i", "2026-11-02", "50", "MR ALEX MORGAN", account="joint"),
            ),
            # To a card that is not connected, while a friend paid the same in.
            (
                entry("o", "2026-11-02", "-50", "CAPITAL ONE", category="BILL_PAYMENT"),
                entry("i", "2026-11-02", "50", "P SHAH", account="joint"),
            ),
        ],
    )
    def test_is_made_of_equal_amounts_alone(self, out: Entry, into: Entry) -> None:
        assert not pairs_of(out, into)

    def test_forms_again_once_the_person_took_it_apart(self) -> None:
        out = entry("out", "2026-11-02", "-200", "TO RAINBOW SAVER")
        into = entry("in", "2026-11-02", "200", "FROM A MORGAN", account="saver")

        assert not pair_transfers([out, into], household=ALEX, refused={(out.id, into.id)})


class TestSeveralMoves:
    def test_are_settled_together(self) -> None:
        """The first outflow could take either inflow; the second only the nearer."""
        early = entry("o1", "2026-11-02", "-100", "TO RAINBOW SAVER")
        late = entry("o2", "2026-11-06", "-100", "TO RAINBOW SAVER")
        first = entry("i1", "2026-11-03", "100", "FROM CURRENT", account="saver")
        second = entry("i2", "2026-11-06", "100", "FROM CURRENT", account="saver")

        found = pair_transfers([late, second, first, early], household=ALEX)

        assert {(pair.out_id, pair.in_id) for pair in found} == {
            (early.id, first.id),
            (late.id, second.id),
        }

    def test_learn_a_name_from_the_sure_ones(self) -> None:
        texts = ["A MORGAN TOP UP", "FROM A MORGAN CURRENT", "B SMITH", "A 22", "A LI", "HARBOUR B"]

        assert names_learned(texts, household=ALEX) == ("a morgan",)
        assert names_learned(["A HARBOUR", "A HARBOUR"], household=ALEX) == ()

    def test_learn_who_shares_an_account(self) -> None:
        joint = ["FROM A & S MORGAN JOINT", "B & A MORGAN", "B&A MORGAN", "A & S MORGAN", "TO ME"]

        assert names_learned(joint, household=ALEX) == ("b morgan", "s morgan")
        assert names_learned(joint[:1], household=ALEX) == ()
        assert names_learned(["A & S BELL", "A & S BELL"], household=ALEX) == ()

    def test_prefer_the_own_name_to_the_partners(self) -> None:
        out = entry("o", "2026-11-02", "-350", "NORTHWAY JOINT BILLS", category="STANDING_ORDER")
        own = entry("own", "2026-11-02", "350", "A MORGAN BILLS", account="joint")
        other = entry("other", "2026-11-02", "350", "S MORGAN BILLS", account="joint")

        assert pairs_of(out, other, own) == {("NORTHWAY JOINT BILLS", "A MORGAN BILLS")}

    @settings(max_examples=40, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.integers(0, 12), st.sampled_from([10, 20]), st.booleans(),
                st.sampled_from(["current", "saver", "joint"]),
            ),
            max_size=14,
        ),
        st.randoms(use_true_random=False),
    )  # fmt: skip
    def test_use_each_row_once_whatever_their_order(self, rows: list, random: object) -> None:  # type: ignore[type-arg] # what hypothesis draws
        entries = [
            entry(
                f"{number}", f"{date(2026, 11, 1) + timedelta(days=day)}",
                f"{'-' if is_out else ''}{pounds}", "TRANSFER RAINBOW SAVER", account=account,
            )
            for number, (day, pounds, is_out, account) in enumerate(rows)
        ]  # fmt: skip
        shuffled = list(entries)
        random.shuffle(shuffled)  # type: ignore[attr-defined]

        found = pair_transfers(entries, household=ALEX)

        used = [row_id for pair in found for row_id in (pair.out_id, pair.in_id)]
        by_id = {one.id: one for one in entries}
        assert len(used) == len(set(used))
        for pair in found:
            out, into = by_id[pair.out_id], by_id[pair.in_id]
            assert out.amount == -into.amount
            assert out.account_id != into.account_id
            assert abs((out.booked_on - into.booked_on).days) <= 4
        again = pair_transfers(shuffled, household=ALEX)
        assert {(one.out_id, one.in_id) for one in again} == {
            (one.out_id, one.in_id) for one in found
        }


def test_a_text_may_name_nobody_at_all() -> None:
    assert not kinds.names_somebody(entry("x", "2026-11-02", "5", "FASTER PAYMENT"))
    assert kinds.names_somebody(entry("x", "2026-11-02", "5", "P SHAH"))


def test_a_household_of_no_names_pairs_all_the_same() -> None:
    nobody = Household(people=(), accounts=ALEX.accounts)
    out = entry("o", "2026-11-02", "-200", "TO RAINBOW SAVER")
    into = entry("i", "2026-11-02", "200", "FROM CURRENT", account="saver")

    assert [pair.in_id for pair in pair_transfers([out, into], household=nobody)] == [an_id("i")]
