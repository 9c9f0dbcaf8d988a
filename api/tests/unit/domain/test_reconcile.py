"""A window is replaced by the smallest edit, and our rows stay where they can."""

from collections import Counter
from dataclasses import replace
from datetime import date
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import Money
from app.domain.reconcile import Changes, FeedRow, StoredRow, reconcile

type Row = FeedRow[None]


def row(
    description: str = "COFFEE",
    minor: int = -320,
    *,
    on: date = date(2026, 11, 19),
    normalised: str | None = None,
    provider: str | None = None,
    fingerprint: str = "",
) -> Row:
    return FeedRow(
        normalised_id=normalised,
        provider_id=provider,
        booked_on=on,
        amount=Money(minor),
        description=description,
        fingerprint=fingerprint,
        payload=None,
    )


def kept(*rows: Row) -> list[StoredRow[None]]:
    return [StoredRow(UUID(int=number), one) for number, one in enumerate(rows, start=1)]


def edited(stored: list[StoredRow[None]], changes: Changes[None, None]) -> list[Row]:
    gone = {one.id for one in changes.remove}
    new = {one.id: fresh for one, fresh in changes.update}
    left = [new.get(one.id, one.row) for one in stored if one.id not in gone]
    return left + changes.add


class TestReconcile:
    def test_adds_what_is_new_and_removes_what_is_gone(self) -> None:
        coffee, tea = row("COFFEE"), row("TEA")

        changes = reconcile(stored=kept(coffee), fetched=[tea])

        assert changes.add == [tea]
        assert changes.remove == kept(coffee)
        assert changes.unchanged == 0
        assert not changes.is_empty

    def test_keeps_two_equal_coffees_two(self) -> None:
        changes = reconcile(stored=kept(row()), fetched=[row(), row()])

        assert changes.add == [row()]
        assert changes.unchanged == 1

    def test_counts_equal_coffees_down_too(self) -> None:
        changes = reconcile(stored=kept(row(), row()), fetched=[row()])

        assert [one.id for one in changes.remove] == [UUID(int=2)]

    def test_updates_the_row_a_stable_id_names(self) -> None:
        before, after = row("COFF", normalised="n"), row("COFFEE SHOP", -330, normalised="n")

        changes = reconcile(stored=kept(before), fetched=[after])

        assert changes.update == [(kept(before)[0], after)]
        assert not changes.add
        assert not changes.remove

    def test_updates_by_the_banks_own_id_where_there_is_no_normalised_one(self) -> None:
        before, after = row("COFF", provider="p"), row("COFFEE SHOP", provider="p")

        assert reconcile(stored=kept(before), fetched=[after]).update == [(kept(before)[0], after)]

    def test_follows_the_id_and_not_the_text_of_a_changed_coffee(self) -> None:
        first = row(normalised="a")
        with_tip, second = row(minor=-370, normalised="a"), row(normalised="b")

        changes = reconcile(stored=kept(first), fetched=[second, with_tip])

        assert changes.update == [(kept(first)[0], with_tip)]
        assert changes.add == [second]

    def test_matches_rows_under_new_ids_by_what_they_say(self) -> None:
        before = row("Card  Payment\tCOFFEE", normalised="old", provider="x")
        after = row("CARD PAYMENT COFFEE", normalised="new", provider="y")

        changes = reconcile(stored=kept(before), fetched=[after])

        assert changes.update == [(kept(before)[0], after)]
        assert not changes.add

    def test_does_not_hand_one_payments_history_to_another_when_ids_move_along(self) -> None:
        stored = kept(row("RENT", provider="1"), row("GYM", provider="2"))
        fetched = [row("NEW", provider="1"), row("RENT", provider="2"), row("GYM", provider="3")]

        changes = reconcile(stored=stored, fetched=fetched)

        assert Counter(edited(stored, changes)) == Counter(fetched)
        assert (stored[1], fetched[2]) in changes.update

    def test_does_not_trust_an_id_the_bank_repeats(self) -> None:
        stored = kept(row("RENT", provider="0"), row("GYM", provider="0"))
        fetched = [row("GYM", provider="0"), row("TAXI", provider="0"), row("BUS", provider="0")]

        changes = reconcile(stored=stored, fetched=fetched)

        assert changes.unchanged == 1
        assert changes.add == fetched[1:]
        assert changes.remove == stored[:1]

    def test_sees_any_change_of_the_rest(self) -> None:
        before, after = row(normalised="n"), row(normalised="n", fingerprint="another category")

        assert len(reconcile(stored=kept(before), fetched=[after]).update) == 1

    def test_takes_no_notice_of_what_belongs_to_the_row(self) -> None:
        stored = kept(row(normalised="n"))
        fetched: FeedRow[str] = FeedRow(
            "n", None, date(2026, 11, 19), Money(-320), "COFFEE", "", payload="as the bank sent it"
        )

        assert reconcile(stored=stored, fetched=[fetched]).is_empty

    def test_takes_a_window_of_20_000_rows_in_its_stride(self) -> None:
        rows = [row(str(n % 7), -n % 50, normalised=str(n)) for n in range(20_000)]

        changes = reconcile(stored=kept(*rows), fetched=rows[::-1])

        assert changes.is_empty
        assert changes.unchanged == 20_000


ids = st.one_of(st.none(), st.sampled_from(["", "a", "b", "c", "d", "e", "f"]))
windows = st.lists(
    st.builds(
        row,
        st.sampled_from(["COFFEE", "TEA", "RENT"]),
        st.sampled_from([-320, -330]),
        on=st.sampled_from([date(2026, 11, 18), date(2026, 11, 19)]),
        normalised=ids,
        provider=ids,
        fingerprint=st.sampled_from(["", "x"]),
    ),
    max_size=10,
)


class TestProperties:
    @given(windows, windows)
    def test_applying_the_edit_yields_the_fetched_window(
        self, old: list[Row], new: list[Row]
    ) -> None:
        stored = kept(*old)

        changes = reconcile(stored=stored, fetched=new)

        assert Counter(edited(stored, changes)) == Counter(new)
        assert changes.unchanged + len(changes.update) + len(changes.add) == len(new)

    @given(windows, st.randoms(use_true_random=False))
    def test_fetching_the_same_window_again_is_no_edit(
        self, window: list[Row], random: object
    ) -> None:
        again = list(window)
        random.shuffle(again)  # type: ignore[attr-defined] # Hypothesis hands over a Random

        assert reconcile(stored=kept(*window), fetched=again).is_empty

    @given(windows, st.lists(ids, min_size=10, max_size=10))
    def test_other_ids_on_the_same_rows_add_and_remove_nothing(
        self, window: list[Row], new_ids: list[str | None]
    ) -> None:
        fetched = [
            replace(one, normalised_id=new_id) for one, new_id in zip(window, new_ids, strict=False)
        ]

        changes = reconcile(stored=kept(*window), fetched=fetched)

        assert not changes.add
        assert not changes.remove
