"""A file beside what is stored, and a feed beside what a file brought."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import Money
from app.domain.reconcile import FeedRow, StoredRow, reconcile
from app.domain.statements.overlap import Compared, Standing, adopt, compare

NEW, THERE, MAYBE = Standing.NEW, Standing.ALREADY_THERE, Standing.POSSIBLY_THE_SAME


def row(
    on: int, minor: int = -320, words: str = "HARBOUR BAKERY", *, identity: str | None = None
) -> FeedRow[None]:
    return FeedRow(
        normalised_id=None,
        provider_id=identity,
        booked_on=date(2026, 11, 1) + timedelta(days=on - 1),
        amount=Money(minor),
        description=words,
        fingerprint="",
        payload=None,
    )


def kept(*rows: FeedRow[None]) -> list[StoredRow[None]]:
    return [StoredRow(UUID(int=number), one) for number, one in enumerate(rows, start=1)]


def standings(stored: list[StoredRow[None]], rows: list[FeedRow[None]]) -> list[Standing]:
    return [one.standing for one in compare(stored=stored, rows=rows, known={})]


class TestCompare:
    def test_knows_equal_rows_one_for_one(self) -> None:
        assert standings(kept(row(2)), [row(2), row(2)]) == [THERE, NEW]

    def test_knows_an_id_whose_words_changed(self) -> None:
        stored = kept(row(2, identity="tx_1"))

        assert standings(stored, [row(3, words="BAKERY LTD", identity="tx_1")]) == [THERE]

    def test_asks_about_an_id_whose_amount_changed(self) -> None:
        stored = kept(row(2, identity="tx_1"))

        (said,) = compare(stored=stored, rows=[row(2, -999, identity="tx_1")], known={})

        assert said == Compared(MAYBE, UUID(int=1))

    def test_takes_another_wording_of_the_day_for_the_same_unless_told(self) -> None:
        (said,) = compare(stored=kept(row(2)), rows=[row(2, words="CARD 4411")], known={})

        assert said == Compared(MAYBE, UUID(int=1), is_likely=True)

    def test_takes_an_unlike_payment_some_days_off_for_another(self) -> None:
        stored = kept(row(1, -1), row(2), row(9, -2))

        said = compare(stored=stored, rows=[row(5, words="QUAY CINEMA")], known={})

        assert said == [Compared(MAYBE, UUID(int=2), is_likely=False)]

    def test_gives_each_row_its_nearest(self) -> None:
        stored = kept(row(3), row(5))

        said = compare(
            stored=stored, rows=[row(4, words="BAKERY"), row(6, words="BAKERY")], known={}
        )

        assert [one.stored_id for one in said] == [UUID(int=1), UUID(int=2)]

    def test_takes_equal_payments_for_two_where_one_side_ends_before_the_other_begins(
        self,
    ) -> None:
        assert standings(kept(row(1), row(15)), [row(16), row(20)]) == [NEW, NEW]

    def test_keeps_to_what_a_person_said_before(self) -> None:
        stored = kept(row(2), row(2, words="CARD 4411"))
        again = row(2, words="BAKERY 4411")

        said = compare(
            stored=stored, rows=[again, again], known={again.content: [UUID(int=2), UUID(int=99)]}
        )

        assert said[0] == Compared(THERE, UUID(int=2))
        assert said[1].standing is MAYBE

    def test_is_all_new_where_nothing_is_stored(self) -> None:
        assert standings([], [row(1)]) == [NEW]

    @given(
        st.lists(
            st.tuples(st.integers(1, 20), st.sampled_from([-320, -4_210, 120_00])), max_size=25
        )
    )
    def test_the_same_file_again_adds_nothing(self, given_rows: list[tuple[int, int]]) -> None:
        rows = [row(day, minor) for day, minor in given_rows]

        assert standings(kept(*rows), rows[::-1]) == [THERE] * len(rows)


class TestAdopt:
    def test_gives_the_feed_the_row_that_a_file_worded_otherwise(self) -> None:
        stored = kept(row(2), row(9, -999, "PARCEL POINT"))
        fetched = [row(4, words="HARBOUR BAKERY BRISTOL"), row(12, -50, "TEA")]

        changes = adopt(
            reconcile(stored=stored, fetched=fetched), brought={UUID(int=1), UUID(int=2)}
        )

        assert changes.update == [(stored[0], fetched[0])]
        assert changes.add == [fetched[1]]
        assert changes.remove == []

    def test_leaves_the_feeds_own_rows_to_the_feed(self) -> None:
        stored = kept(row(2))

        changes = adopt(reconcile(stored=stored, fetched=[row(3)]), brought=set())

        assert (changes.add, changes.remove) == ([row(3)], stored)
