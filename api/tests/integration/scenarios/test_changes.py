"""Whatever a household goes through, why its figure moved is told in lines that sum to it.

A few stories in each run; more with ``CHANGED_HOMES=100``.
"""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.bank.fake import FakeAccount
from app.domain.snapshot import figure_at, from_plain
from app.models.records import Snapshot
from app.services.figures import keeping
from app.services.wiring import Wiring
from tests.integration.scenarios.house import House, last_friday, monthly
from tests.integration.stories import account, balance, row

START = date(2026, 11, 19)
KINDS = {"spent", "arrived", "moved", "repriced", "decided", "corrected"}
minors = st.integers(1, 90_000)
steps = st.one_of(
    st.tuples(st.just("spend"), minors),
    st.tuples(st.just("earn"), minors),
    st.tuples(st.just("pay the rent"), st.integers(28_000, 33_000)),
    st.tuples(st.just("put in the rent"), minors),
    st.tuples(st.just("buffer"), minors),
    st.tuples(st.just("plan"), st.integers(-60_000, 60_000).filter(bool)),
    st.tuples(st.just("split"), minors),
    st.tuples(st.just("skip"), st.just(0)),
    st.tuples(st.just("say it was paid"), st.just(0)),
    st.tuples(st.just("pause"), st.just(0)),
    st.tuples(st.just("confirm"), st.just(0)),
    st.tuples(st.just("owe"), minors),
    st.tuples(st.just("repay in part"), st.just(0)),
    st.tuples(st.just("savings"), st.booleans().map(int)),
    st.tuples(st.just("correct"), minors),
    st.tuples(st.just("days"), st.integers(1, 12)),
)


class Life:
    """A household that lives on; after each step the moment and its figure are written down."""

    def __init__(self, house: House, wiring: Wiring) -> None:
        self.house, self.wiring = house, wiring
        self.day = START
        house.today(START.isoformat())
        self.held: FakeAccount = account(
            held=balance(150_000), identity=f"a{uuid4()}", number=f"uk:{uuid4()}"
        )
        house.shares(self.held, credentials=uuid4().hex)
        self.rent = house.expects("Rent", -30_000, "2026-11-25", monthly(25))
        house.expects("Gym", -2_499, "2026-11-22", monthly(22))
        house.earns(230_000, "2026-11-27", last_friday())
        self.savings = house.keeps(50_000, name="Saver", kind="savings")
        self.by_hand = house.keeps(9_000, name="Purse")
        self.card = house.keeps_card(
            70_000, statement=40_000, statement_on="2026-11-03", due_on="2026-11-28"
        )
        self.moments: list[tuple[str, int]] = []
        self.write_down()

    def write_down(self) -> None:
        now = datetime.now(UTC)  # noqa: TID251 - the API's own clock
        self.moments.append((now.isoformat().replace("+00:00", "Z"), self.house.safe()))

    def live(self, step: str, minor: int) -> None:
        house = self.house
        first = (self.day + timedelta(days=2)).isoformat()
        sofa = {"name": "Sofa", "total": minor, "instalments": 3, "first_date": first}
        card = f"/banking/accounts/{self.card}"
        repayment = f"/analytics/cards/{self.card}/repayment"
        savings = {"in_cash_pool": bool(minor)}
        does: dict[str, Callable[[], object]] = {
            "spend": lambda: self._bank(-minor, "TESCO STORES 2041"),
            "earn": lambda: self._bank(minor, "VINTED SALE"),
            "pay the rent": lambda: self._bank(-minor, "RENT"),
            "put in the rent": lambda: house.says(self.rent, amount=minor),
            "buffer": lambda: house.keeps_back(minor),
            "plan": lambda: house.plans("Thing", minor, first),
            "split": lambda: house.call("POST", "/analytics/payment-plans", sofa),
            "skip": lambda: self._rent(step),
            "say it was paid": lambda: self._rent(step),
            "pause": lambda: house.says(self.rent, status="paused"),
            "confirm": lambda: house.says(self.rent, status="confirmed"),
            "owe": lambda: house.call("PATCH", card, {"balance": -minor}),
            "repay in part": lambda: house.call("PUT", repayment, {"plan": "fixed", "amount": 50}),
            "savings": lambda: house.call("PATCH", f"/banking/accounts/{self.savings}", savings),
            "correct": lambda: house.call(
                "PATCH", f"/banking/accounts/{self.by_hand}", {"balance": minor}
            ),
            "days": lambda: self._wait(minor),
        }
        does[step]()
        self.write_down()

    def _rent(self, step: str) -> None:
        due = [
            day
            for day, one in self.house.stands(self.rent).items()
            if one["status"] in {"expected", "late"}
        ]
        if not due:
            return
        if step == "skip":
            path = f"/analytics/commitments/{self.rent}/occurrences/{due[0]}/skip"
            self.house.call("POST", path)
        else:
            path = f"/analytics/expected/{self.rent}/{due[0]}"
            self.house.call("PUT", path, {"word": "paid"})

    def _bank(self, minor: int, words: str) -> None:
        self.held.transactions.append(row(uuid4().hex, self.day.isoformat(), minor, words))
        current = self.held.balance.current.minor + minor
        self.held.balance = balance(current)
        self.house.sync()

    def _wait(self, days: int) -> None:
        self.day += timedelta(days=days)
        self.house.today(self.day.isoformat())
        keeping.ask_for_the_day(self.wiring.bank, self.wiring.queue, clock=self.wiring.clock)
        self.house.run_jobs()


@settings(
    max_examples=int(os.environ.get("CHANGED_HOMES", "6")),
    deadline=None,
    # Each example has a person of its own.
    suppress_health_check=list(HealthCheck),
)
@given(story=st.lists(steps, min_size=2, max_size=9), data=st.data())
def test_lines_sum_to_the_difference_between_any_two_moments(
    house: House,
    wiring: Wiring,
    sign_up: Callable[[str], dict[str, str]],
    story: list[tuple[str, int]],
    data: st.DataObject,
) -> None:
    house.headers = sign_up(f"{uuid4()}@example.com")
    life = Life(house, wiring)
    for step, minor in story:
        life.live(step, minor)

    last = len(life.moments) - 1
    pairs = [(0, last), *((n, n + 1) for n in range(last))]
    pairs += [sorted(data.draw(st.tuples(st.integers(0, last), st.integers(0, last))))]  # type: ignore[list-item]
    for early, late in pairs:
        (since, before), (until, after) = life.moments[early], life.moments[late]
        told = house.get(f"/analytics/changes?from={since}&to={until}")
        # What was kept is what was shown at that moment: no step goes unkept.
        assert told["before"]["safe_to_spend"] == before, story[:early]
        assert told["after"]["safe_to_spend"] == after, story[:late]
        assert told["change"] == after - before == sum(one["amount"] for one in told["lines"])
        assert {one["kind"] for one in told["lines"]} <= KINDS
        if early + 1 == late:
            _is_told_as_what_it_was(story[early], told["lines"])
    with wiring.bank.unit_of_work() as session:
        for kept in session.scalars(select(Snapshot)):
            assert figure_at(from_plain(kept.inputs)).amount.minor == kept.figure_minor


_OF_STEP = {
    "spend": {"spent"},
    "earn": {"arrived"},
    "put in the rent": {"repriced"},
    "buffer": {"decided"},
    "plan": {"decided"},
    "split": {"decided"},
    "skip": {"decided"},
    "say it was paid": {"decided"},
    "pause": {"decided"},
    "confirm": {"decided"},
    "savings": {"decided"},
    "correct": {"corrected"},
}


def _is_told_as_what_it_was(step: tuple[str, int], lines: list[dict[str, object]]) -> None:
    """Check that a single step is told as one kind of thing, where it can be only one."""
    kinds = {str(one["kind"]) for one in lines}
    # A payday that came in, or a bill that a row paid, is told by its difference.
    assert kinds <= _OF_STEP.get(step[0], KINDS) | {"repriced", "moved"}, (step, lines)
