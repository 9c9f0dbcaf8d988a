"""Which series is which commitment."""

from dataclasses import replace
from datetime import date

from app.domain.commitments.detection.values import Direction, Series, SeriesState
from app.domain.commitments.recognition import (
    Remembered,
    is_covered,
    is_what_was_refused,
    recognise,
)
from app.domain.commitments.schedule import MonthlyDay, Schedule, Shift, Weekly
from app.domain.money import Money


def series(
    name: str = "Netflix",
    minor: int = -999,
    members: tuple[int, ...] = (1, 2, 3, 4),
    *,
    mandate_id: int | None = None,
    variable: bool = False,
    weekly: bool = False,
) -> Series:
    money = Money(minor)
    on = date(2026, 11, 22)
    return Series(
        name=name,
        direction=Direction.IN if minor > 0 else Direction.OUT,
        counterparty=name.casefold(),
        account_id="a",
        schedule=Schedule(Weekly() if weekly else MonthlyDay(22), on, Shift.NONE),
        next_on=on,
        amount=money,
        variable=variable,
        lowest=money,
        highest=money,
        state=SeriesState.ACTIVE,
        confidence=97,
        members=members,
        first_on=on,
        last_on=on,
        why=(),
        group="g",
        mandate_id=mandate_id,
        match_texts=(name.casefold(),),
    )


def known(
    one: Series | None = None,
    name: str = "Netflix",
    minor: int = 999,
    evidence: tuple[int, ...] = (),
    **more: object,
) -> Remembered:
    given = Remembered(
        id=name,
        names=(name,),
        direction=Direction.OUT,
        amount=Money(minor),
        variable=False,
        cadence=MonthlyDay(22),
        evidence=frozenset(evidence),
        signatures=(one.signature,) if one else (),
    )
    return replace(given, **more)  # type: ignore[arg-type]


class TestRecognising:
    def test_by_the_rows_they_share(self) -> None:
        found = recognise([series(members=(3, 4, 5))], [known(evidence=(1, 2, 3, 4))])

        assert found == {0: "Netflix"}

    def test_not_by_one_row_of_many(self) -> None:
        found = recognise([series("Other", members=(4, 5, 6, 7))], [known(evidence=(1, 2, 3, 4))])

        assert found == {}

    def test_by_the_bank_s_mandate(self) -> None:
        found = recognise([series("New name", -5_000, mandate_id=7)], [known(mandate_id=7)])

        assert found == {0: "Netflix"}

    def test_by_the_pattern_it_had(self) -> None:
        one = series(members=(9,))

        assert recognise([one], [known(one, evidence=(1, 2))]) == {0: "Netflix"}

    def test_never_the_other_way_or_in_another_currency(self) -> None:
        one = series(minor=999)
        foreign = replace(series(), amount=Money(-999, "EUR"))

        assert recognise([one, foreign], [known(evidence=(1, 2, 3, 4))]) == {}

    def test_two_of_one_merchant_stay_two(self) -> None:
        """S19."""
        small, large = series(members=(1, 2, 3)), series(minor=-1_799, members=(4, 5, 6))

        found = recognise([small, large], [known(small, evidence=(1, 2, 3))])

        assert found == {0: "Netflix"}

    def test_what_a_person_entered_is_known_by_its_name_and_amount(self) -> None:
        assert recognise([series()], [known()]) == {0: "Netflix"}
        assert recognise([series("Spotify")], [known()]) == {}
        assert recognise([series(minor=-2_999)], [known()]) == {}

    def test_a_varying_amount_is_known_within_a_factor_of_three(self) -> None:
        assert recognise([series(minor=-2_900, variable=True)], [known()]) == {0: "Netflix"}
        assert recognise([series(minor=-3_100, variable=True)], [known()]) == {}

    def test_another_rhythm_needs_the_whole_name(self) -> None:
        whole, part = series(weekly=True), series("Netflix", weekly=True)
        entered = known(name="Netflix Family Extra", names=("Netflix Family",))

        assert recognise([whole], [known()]) == {0: "Netflix"}
        assert recognise([part], [entered]) == {}

    def test_a_part_of_what_is_known_is_nothing_new(self) -> None:
        first, second = series(members=(1, 2, 3, 4)), series(minor=-1_200, members=(5, 6))

        whole = known(evidence=(1, 2, 3, 4, 5, 6))

        found = recognise([first, second], [whole])

        assert found == {0: "Netflix"}
        assert is_covered(second, [whole])
        assert not is_covered(series(members=(7, 8)), [whole])

    def test_a_refused_one_is_known_by_its_counterparty(self) -> None:
        changed = series(minor=-2_500, members=(8, 9))
        before = known(series(), evidence=(1, 2))

        assert recognise([changed], [before]) == {}
        assert recognise([changed], [replace(before, is_refused=True)]) == {0: "Netflix"}


class TestWhatWasRefused:
    def test_is_the_same_pattern(self) -> None:
        refused = [series().signature]

        assert is_what_was_refused(series(minor=-1_099), refused)
        assert not is_what_was_refused(series(minor=-1_999), refused)
        assert not is_what_was_refused(series(weekly=True), refused)
        assert not is_what_was_refused(series("Spotify"), refused)

    def test_may_vary_where_it_varies(self) -> None:
        refused = [series().signature]

        assert is_what_was_refused(series(minor=-1_999, variable=True), refused)
        assert not is_what_was_refused(series(minor=-3_999, variable=True), refused)
        assert not is_what_was_refused(series(minor=-1_999, variable=True, weekly=True), refused)
