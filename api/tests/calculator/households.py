"""Random households: awkward days, every cadence, every repayment plan, half-paid bills."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from hypothesis import assume
from hypothesis import strategies as st

from app.core.bank_holidays import Nation, working_days
from tests.calculator.calculator import BACK, agreed
from tests.calculator.house import Card, Goal, House, Item, Place, Plan, Row, Thing

NAMES = (
    "ALDER", "BIRCH", "CEDAR", "DAMSON", "ELDER", "FENNEL", "GINGER", "HAZEL", "IVORY",
    "JUNIPER", "KUMQUAT", "LAUREL", "MAPLE", "NETTLE", "OLIVE", "POPLAR", "QUINCE", "ROWAN",
)  # fmt: skip
_APART = 20
"""Amounts of different things never agree: each keeps its own remainder."""
AWKWARD_DAYS = (
    date(2026, 11, 19), date(2026, 11, 30), date(2026, 12, 24), date(2026, 12, 25),
    date(2026, 12, 28), date(2027, 1, 1), date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 26),
    date(2027, 3, 30), date(2027, 5, 31), date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 31),
)  # fmt: skip

todays = st.one_of(
    st.sampled_from(AWKWARD_DAYS), st.dates(min_value=date(2026, 6, 1), max_value=date(2028, 8, 1))
)
shifts = st.sampled_from(["none", "next_working_day", "previous_working_day"])
aprs = st.sampled_from([None, Decimal("0.199"), Decimal("0.249"), Decimal("0.349")])
cadences: st.SearchStrategy[tuple[object, ...]] = st.one_of(
    st.just(("once",)),
    st.sampled_from([1, 1, 2, 4, 3, 5]).map(lambda every: ("weekly", every)),
    st.tuples(
        st.just("monthly_day"),
        st.one_of(st.integers(1, 31), st.sampled_from([28, 29, 30, 31])),
        st.sampled_from([1, 1, 1, 2, 3, 6, 12]),
        st.sampled_from([(), (), (2, 3), (12,), (1, 2)]),
    ),
    st.just(("monthly_last_working_day",)),
    st.tuples(
        st.just("monthly_weekday"), st.integers(0, 6), st.sampled_from([1, 2, 3, 4, -1])
    ),
    st.just(("yearly",)),
)  # fmt: skip


@lru_cache
def holidays_of(year: int) -> frozenset[date]:
    return working_days(Nation.ENGLAND_AND_WALES, around=date(year, 6, 1)).holidays


@st.composite
def houses(draw: st.DrawFn, *, is_by_hand: bool = False) -> House:
    """Return any household; by hand, one whose cards have no rows of their own."""
    today = draw(todays)
    places = draw(_places(today))
    keys = [place.key for place in places if place.in_pool]
    elsewhere = [place.key for place in places if not place.in_pool]
    cards = tuple(
        draw(_card(today, key, keys, is_by_hand=is_by_hand))
        for key in ("viburnum", "willow")[: draw(st.integers(0, 2))]
    )
    where = st.sampled_from([None, *keys, *keys, *elsewhere, *(card.key for card in cards)])
    names = iter(NAMES)
    things = tuple(
        draw(_thing(today, n, name, where))
        for n, name in zip(range(draw(st.integers(0, 6))), names, strict=False)
    )
    items = tuple(
        Item(
            key=name, name=name, on=today + timedelta(days=draw(st.integers(-9, 60))),
            amount=draw(_amount(n + 7)), place=draw(where),
        )
        for n, name in zip(range(draw(st.integers(0, 2))), names, strict=False)
    )  # fmt: skip
    plans = tuple(
        Plan(
            # From ten pounds: of less, some instalments come to nothing, and nothing pays them.
            key=name, name=name, total=draw(st.integers(1_000, 300_000)),
            instalments=draw(st.integers(1, 12)), every=draw(st.sampled_from([1, 1, 2, 3])),
            first_on=today + timedelta(days=draw(st.integers(-80, 40))), apr=draw(aprs),
            place=draw(where),
        )
        for _, name in zip(range(draw(st.integers(0, 2))), names, strict=False)
    )  # fmt: skip
    goals = tuple(
        Goal(
            key=name, name=name, target=draw(st.integers(1, 200_000)),
            saved=draw(st.integers(0, 100_000)),
            by=today + timedelta(days=draw(st.integers(1, 500))),
            monthly=draw(st.integers(1, 30_000)),
            first_on=today + timedelta(days=draw(st.integers(-20, 40))),
            pay_from=draw(st.sampled_from([None, *keys])),
        )
        for _, name in zip(range(draw(st.integers(0, 1))), names, strict=False)
    )  # fmt: skip
    house = House(
        today=today,
        holidays=holidays_of(today.year),
        buffer=draw(st.sampled_from([0, 0, 10_000, 1, 33_333])),
        places=places,
        cards=cards,
        things=things,
        items=items,
        plans=plans,
        goals=goals,
    )
    house = replace(house, things=tuple(draw(_skipping(house, one)) for one in things))
    house = replace(house, rows=draw(_rows(house, keys)))
    _require_unmistakable(house)
    return replace(
        house,
        places=tuple(
            replace(
                place,
                pending=sum(
                    row.amount for row in house.rows if row.place == place.key and row.pending
                ),
            )
            for place in places
        ),
    )  # fmt: skip


def _amount(n: int) -> st.SearchStrategy[int]:
    return st.tuples(st.integers(10, 8_000), st.sampled_from([-1, -1, -1, 1])).map(
        lambda drawn: drawn[1] * (drawn[0] * _APART + n)
    )


@st.composite
def _places(draw: st.DrawFn, today: date) -> tuple[Place, ...]:
    del today
    found = []
    for key in ("main", "bills", "second")[: draw(st.integers(1, 3))]:
        current = draw(st.integers(-60_000, 400_000))
        overdraft = draw(st.sampled_from([0, 0, 50_000]))
        available = draw(
            st.sampled_from([None, None, current, current + overdraft, current - 1_234])
        )
        found.append(
            Place(
                key=key, current=current, available=available, overdraft=overdraft,
                ear=draw(st.sampled_from([None, None, Decimal("0.399")])),
            )
        )  # fmt: skip
    if draw(st.booleans()):
        found.append(Place(key="saver", current=250_000, in_pool=False, kind="savings"))
    return tuple(found)


@st.composite
def _card(draw: st.DrawFn, today: date, key: str, keys: list[str], *, is_by_hand: bool) -> Card:
    plan = draw(st.sampled_from(["full", "full", "fixed", "minimum", "pay_down"]))
    owed = draw(st.one_of(st.just(0), st.integers(1, 300_000)))
    common = Card(
        key=key, owed=owed, plan=plan,
        amount=draw(st.integers(100, 40_000)) if plan == "fixed" else None,
        instalments=draw(st.integers(1, 12)) if plan == "pay_down" else None,
        apr=draw(aprs), pay_from=draw(st.sampled_from([None, *keys])),
    )  # fmt: skip
    way = draw(st.sampled_from(["told", "given"] if is_by_hand else ["told", "given", "rows"]))
    if way == "told":
        on = today - timedelta(days=draw(st.integers(0, 26)))
        return replace(
            common,
            statement=draw(st.integers(0, 320_000)),
            statement_on=on,
            due_on=on + timedelta(days=draw(st.integers(7, 31))),
            minimum=draw(st.sampled_from([None, 0, 1_234, 40_000])),
        )
    days = st.one_of(st.integers(1, 31), st.sampled_from([1, 28, 30, 31]))
    given = replace(common, statement_day=draw(days), due_day=draw(days))
    if way == "given":
        return given
    seen = [today - timedelta(days=n) for n in draw(st.lists(st.integers(0, 70), max_size=8))]
    return replace(
        given,
        owed=owed,
        pending=draw(st.sampled_from([0, 4_321])),
        bought=((today - timedelta(days=90), 5), *((day, 1_001 + n) for n, day in enumerate(seen))),
        paid=tuple(
            (today - timedelta(days=n), draw(st.integers(1, 60_000)))
            for n in draw(st.lists(st.integers(0, 60), max_size=1))
        ),
    )


@st.composite
def _thing(
    draw: st.DrawFn, today: date, n: int, name: str, where: st.SearchStrategy[str | None]
) -> Thing:
    cadence = draw(cadences)
    anchor = today + timedelta(
        days=draw(st.one_of(st.integers(-40, 40), st.integers(-800, 100), st.just(0)))
    )
    return Thing(
        key=name, name=name, amount=draw(_amount(n)), cadence=cadence, anchor=anchor,
        shift=draw(shifts), place=draw(where), variable=draw(st.sampled_from([False, False, True])),
        ends_on=draw(st.sampled_from([None, None, None, anchor + timedelta(days=100)])),
        status=draw(st.sampled_from(["confirmed"] * 8 + ["paused", "suggested", "ended"])),
        is_payday=draw(st.sampled_from([False, False, True])),
    )  # fmt: skip


@st.composite
def _skipping(draw: st.DrawFn, house: House, thing: Thing) -> Thing:
    due = [one.nominal for one in agreed(replace(house, things=(thing,))) if one.key == thing.key]
    if not due or draw(st.integers(0, 3)):
        return thing
    near = [day for day in due if abs((day - house.today).days) < 40] or due
    return replace(thing, skipped=frozenset({draw(st.sampled_from(near))}))


@st.composite
def _rows(draw: st.DrawFn, house: House, keys: list[str]) -> tuple[Row, ...]:
    """Return rows that pay some of what is expected: early, late, in part, too much."""
    found = []
    for one in agreed(house):
        if one.due > house.today + timedelta(days=12) or not draw(st.booleans()):
            continue
        reach = 3 if one.days <= 7 else 5 if one.days <= 14 else 12
        on = one.due + timedelta(days=draw(st.integers(-reach, reach)))
        if not house.today - BACK < on <= house.today:
            continue
        share = draw(
            st.sampled_from([100, 100, 100, 105, 119, 121, 95, 81, 79, 50, 11, 9, 300, 34])
        )
        minor = abs(one.amount) * share // 100
        minor = minor if share == 100 else minor // _APART * _APART + 19
        found.append(
            Row(
                place=one.place if one.place in keys else keys[0],
                on=on,
                amount=minor if one.amount > 0 else -minor,
                text=one.name,
                pending=on >= house.today - timedelta(days=2) and draw(st.booleans()),
            )
        )
    return tuple(found)


def _require_unmistakable(house: House) -> None:
    """Leave out households in which a row could be taken for something of another name."""
    told = {(one.name, one.amount) for one in agreed(house)}
    statements = {-(asked or 0) for card in house.cards for asked in (card.statement, card.minimum)}
    for row in house.rows:
        assume(all(name == row.text for name, amount in told if amount == row.amount))
        assume(row.amount not in statements and row.amount)
    named = [(row.text, row.on) for row in house.rows]
    assume(len(named) == len(set(named)))
