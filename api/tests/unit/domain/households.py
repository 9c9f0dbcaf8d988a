"""Random households, and builders shared by the tests of every forward figure."""

from datetime import date, timedelta
from uuid import UUID

import numpy as np
from hypothesis import strategies as st

from app.domain.calendar import WorkingDays
from app.domain.cards import CardState, Fixed, Full, Minimum, PayDown, PlanKind, RepaymentPlan
from app.domain.cash_pool import Movement, MovementSource, Opening
from app.domain.everyday.projection import Projection
from app.domain.forecast import Everyday
from app.domain.money import Money
from app.domain.safe_to_spend import PaydayDue
from app.domain.situation import Card, Situation

TODAY = date(2026, 11, 19)
DAYS = WorkingDays(frozenset({date(2026, 12, 25), date(2026, 12, 28)}))
MAIN, BILLS, AMEX, SAVINGS = (UUID(int=n) for n in range(1, 5))
WAGE = UUID(int=9)


def opening(minor: int, account_id: UUID = MAIN, *, overdraft: int = 0) -> Opening:
    names = {MAIN: "Main", BILLS: "Bills", SAVINGS: "Savings"}
    return Opening(account_id, names[account_id], Money(minor), Money(overdraft))


def move(
    on: date,
    minor: int,
    label: str = "Rent",
    *,
    account_id: UUID | None = None,
    late: bool = False,
    is_suggested: bool = False,
    source: MovementSource = MovementSource.COMMITMENT,
) -> Movement:
    return Movement(
        on=on,
        amount=Money(minor),
        label=label,
        account_id=account_id,
        source=source,
        source_id=str(UUID(int=100)),
        late=late,
        nominal_on=on,
        is_suggested=is_suggested,
    )


def amex(
    owed: int,
    *,
    statement: int,
    kind: Full | Fixed | Minimum | PayDown | None = None,
    pay_from: UUID | None = None,
) -> Card:
    return Card(
        account_id=AMEX,
        name="Amex",
        state=CardState(
            owed=Money(owed),
            last_statement_balance=Money(statement),
            last_statement_on=date(2026, 11, 5),
            payment_due=None,
            payment_due_on=date(2026, 11, 25),
            payments_since_statement=Money(0),
        ),
        plan=RepaymentPlan(kind or Full()),
        pay_from=pay_from,
    )


def situation(
    *movements: Movement,
    openings: tuple[Opening, ...] = (opening(100_000),),
    cards: tuple[Card, ...] = (),
    paydays: tuple[PaydayDue, ...] = (),
    buffer: int = 0,
) -> Situation:
    return Situation(
        today=TODAY,
        buffer=Money(buffer),
        openings=openings,
        movements=movements,
        cards=cards,
        paydays=paydays,
        working_days=DAYS,
        elsewhere=frozenset({AMEX, SAVINGS}),
    )


def payday(on: date, minor: int = 230_000) -> PaydayDue:
    return PaydayDue(on=on, amount=Money(minor), name="Wage", commitment_id=WAGE, late=False)


def spending(daily: int, *, days: int = 366, paths: int = 20, spread: int = 100) -> Projection:
    """Return so much a day, out negative, and ways around it that fan out evenly."""
    steps = np.arange(1, days + 1)
    tilt = np.linspace(-spread, spread, paths)[:, None]
    return Projection(
        first_day=TODAY,
        cumulative=np.asarray(daily * steps, dtype=np.float64),
        paths=np.asarray(daily * steps + tilt * steps, dtype=np.float64),
    )


def everyday(daily: int = -2_000, *, card: int | None = None, today: int = 0) -> Everyday:
    return Everyday(
        cash=spending(daily),
        cards={} if card is None else {AMEX: spending(card)},
        spent_today=today,
    )


amounts = st.integers(-200_000, 200_000)
days_ahead = st.integers(0, 120).map(lambda days: TODAY + timedelta(days=days))


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    """Return any household: some accounts, a card or none, things expected on all of them."""
    pool = draw(st.sampled_from([(MAIN,), (MAIN, BILLS)]))
    places = st.sampled_from([None, *pool, AMEX, SAVINGS])
    moves = draw(
        st.lists(
            st.builds(
                move,
                st.integers(-5, 120).map(lambda days: TODAY + timedelta(days=days)),
                amounts,
                st.sampled_from(["Rent", "Gym", "Refund"]),
                account_id=places,
                late=st.booleans(),
                is_suggested=st.booleans(),
            ),
            max_size=12,
        )
    )
    statement = draw(st.integers(0, 80_000))
    kinds: st.SearchStrategy[PlanKind] = st.sampled_from(
        [Full(), Fixed(Money(5_000)), Minimum(), PayDown(3)]
    )
    with_card = draw(st.booleans())
    return situation(
        *moves,
        openings=tuple(opening(draw(amounts), account_id, overdraft=50_000) for account_id in pool),
        cards=(
            (
                amex(
                    statement + draw(st.integers(0, 50_000)),
                    statement=statement,
                    kind=draw(kinds),
                    pay_from=draw(st.sampled_from([None, *pool])),
                ),
            )
            if with_card
            else ()
        ),
        paydays=tuple(payday(on) for on in draw(st.lists(days_ahead, max_size=2))),
        buffer=draw(st.integers(0, 30_000)),
    )
