"""What holds for any ledger."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.commitments.detection.confidence import Evidence, confidence
from app.domain.commitments.detection.descriptor import Means, read
from app.domain.commitments.detection.detect import detect
from app.domain.commitments.detection.values import Row
from app.domain.money import Money
from tests.unit.domain.commitments.detection.ledgers import HOLIDAYS, TODAY

PAYEES = ("NETFLIX.COM", "TESCO STORES 31", "ACME LTD", "EE LIMITED", "APPLE.COM/BILL")


@st.composite
def ledgers(draw: st.DrawFn) -> list[Row]:
    """Return rows of a few payees: some by the month or week, some by chance."""
    rows: list[Row] = []
    for payee in draw(st.lists(st.sampled_from(PAYEES), min_size=1, max_size=4, unique=True)):
        gap = draw(st.sampled_from((7, 14, 28, 30, 31, 91)))
        first = draw(st.integers(0, 60))
        amount = draw(st.integers(-20_000, 20_000))
        for n in range(draw(st.integers(1, 9))):
            off = draw(st.integers(-1, 2))
            rows.append(
                Row(
                    id=f"{payee} {n}",
                    account_id="current",
                    booked_on=date(2026, 1, 5) + timedelta(days=first + gap * n + off),
                    amount=Money(amount + draw(st.sampled_from((0, 0, 0, 100, -700)))),
                    text=payee,
                )
            )
    return rows


@given(rows=ledgers(), data=st.data())
def test_looking_again_only_at_what_changed_finds_the_same(
    rows: list[Row], data: st.DataObject
) -> None:
    before = data.draw(st.lists(st.sampled_from(rows), unique_by=lambda row: row.id))
    day_before = TODAY - timedelta(days=data.draw(st.integers(0, 200)))
    known = detect(before, today=day_before, working_days=HOLIDAYS).known

    again = detect(rows, today=TODAY, working_days=HOLIDAYS, known=known)

    assert again == detect(rows, today=TODAY, working_days=HOLIDAYS)


@given(rows=ledgers(), data=st.data())
def test_the_order_of_the_rows_is_no_matter(rows: list[Row], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(rows))

    assert (
        detect(shuffled, today=TODAY, working_days=HOLIDAYS).series
        == detect(rows, today=TODAY, working_days=HOLIDAYS).series
    )


@given(rows=ledgers())
def test_a_row_is_in_one_series_at_most_and_what_is_next_lies_ahead(rows: list[Row]) -> None:
    series = detect(rows, today=TODAY, working_days=HOLIDAYS).series

    members = [member for one in series for member in one.members]
    assert len(members) == len(set(members))
    for one in series:
        assert one.next_on > TODAY - timedelta(days=8)
        assert one.next_on > one.first_on
        assert one.amount.minor * (1 if one.direction == "in" else -1) > 0
        assert 0 < one.confidence < 100


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    descriptor = read(text)

    assert descriptor.key.split(" ")[0] == "" or descriptor.stem in descriptor.key


@given(hits=st.integers(2, 40), misses=st.integers(0, 20), missed_now=st.integers(0, 3))
def test_a_missing_payment_never_makes_surer(hits: int, misses: int, missed_now: int) -> None:
    def sure(missed: int) -> int:
        return confidence(
            Evidence(
                hits=hits,
                misses=misses,
                exact_share=80,
                same_share=60,
                near_share=80,
                others=0,
                missed_now=missed,
                late_days=0,
                length=30,
                is_income=False,
                means=Means.UNKNOWN,
            )
        )

    assert sure(missed_now + 1) <= sure(missed_now)
