"""What the household spends every day beside all that is modelled, learned once a change."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.calendar import ONE_DAY, Period
from app.domain.cash_pool import Movement, MovementSource, certain_movements
from app.domain.commitments.match import Assignment, Expected, Payment, assign
from app.domain.commitments.schedule import cadence_length_days, occurrences
from app.domain.everyday.history import Ahead, History, TooShort
from app.domain.everyday.model import DAYS_NEEDED, EverydayModel, learn
from app.domain.everyday.projection import Projection
from app.domain.everyday.replay import Held, stretch_of
from app.domain.forecast import Everyday, spending_on
from app.domain.money import Money
from app.domain.past import (
    PastRow,
    daily_spending,
    first_telling_day,
    history,
    pairs,
    reaching_back,
)
from app.domain.situation import Situation, pool_movements
from app.domain.spending.entries import Kind
from app.models.planning import Commitment
from app.models.records import ForecastCheck
from app.repositories.records import CheckRepository
from app.repositories.transactions import FlowRow, TransactionRepository
from app.services.commitments import commitments
from app.services.figures.card_rows import pays_card
from app.services.figures.expectations import Outlook
from app.services.household.people import OfHousehold

AHEAD = 366
_HISTORY = timedelta(days=3 * 366)
_LATELY = timedelta(days=90)
_USUAL = frozenset({MovementSource.COMMITMENT, MovementSource.CARD})
_KEPT = 64
_YEAR = timedelta(days=366)
_REPAYMENT = Kind.CARD_REPAYMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A household's rows, and which of them something modelled accounts for."""

    rows: Sequence[PastRow]
    """Those of the cash pool and of cards, oldest first."""
    stretch: float
    """How much wider bands have to be by how past ones held."""
    modelled: frozenset[UUID]
    within_pool: frozenset[UUID]
    """Of the modelled, what only went from one account of the pool to another."""
    repaid: frozenset[UUID]
    """Of the modelled, the payments that cards received."""
    paid: Sequence[Assignment]
    """Which rows paid what is known today, oldest first."""
    paydays: frozenset[date]
    models: dict[object, EverydayModel | TooShort] = field(default_factory=dict)
    projections: dict[object, Projection] = field(default_factory=dict)


class _Memo:
    """The pasts read last, by what they were read from; statistics run once a change."""

    def __init__(self) -> None:
        self._pasts: OrderedDict[object, Past] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: object, read: Callable[[], Past]) -> Past:
        with self._lock:
            if key in self._pasts:
                self._pasts.move_to_end(key)
                return self._pasts[key]
        past = read()
        with self._lock:
            self._pasts[key] = past
            while len(self._pasts) > _KEPT:
                self._pasts.popitem(last=False)
        return past


_memo = _Memo()


def everyday_of(
    session: Session,
    *,
    signed_in: OfHousehold,
    outlook: Outlook,
    now: datetime,
    account_id: UUID | None = None,
    include_suggested: bool = False,
) -> Everyday | TooShort:
    """Return what everyday spending is expected to be, of the pool or of one account of it."""
    past = past_of(
        session, signed_in=signed_in, outlook=outlook, include_suggested=include_suggested
    )
    situation = outlook.situation
    cards = {
        card.account_id: projection
        for card in situation.cards
        if not isinstance(
            # Nobody lives from what a card owes: it is drawn back to no level.
            projection := _projection(past, situation, {card.account_id}, opening=None, ahead=()),
            TooShort,
        )
    }
    pool = {opening.account_id for opening in situation.openings}
    chosen = pool if account_id is None else {account_id}
    own = sum(opening.own.minor for opening in situation.openings if opening.account_id in chosen)
    cash = _projection(
        past,
        situation,
        chosen,
        opening=own,
        ahead=_ahead(situation, chosen, cards, include_suggested=include_suggested),
    )
    if isinstance(cash, TooShort):
        return cash
    return Everyday(
        cash=cash,
        cards=cards,
        spent_today=sum(
            row.minor
            for row in past.rows
            if row.on == outlook.today and row.account_id in chosen and row.id not in past.modelled
        ),
        unseen=_unseen(outlook, past, chosen=chosen, now=now),
    )


def past_of(
    session: Session, *, signed_in: OfHousehold, outlook: Outlook, include_suggested: bool = False
) -> Past:
    """Return the household's past, read again only after something changed."""
    transactions = TransactionRepository(session, household_id=signed_in.household.id)
    since = outlook.today - _HISTORY
    known = [*outlook.commitments, *(outlook.suggested_commitments if include_suggested else ())]
    key = (
        signed_in.household.id,
        outlook.today,
        transactions.fingerprint(since=since),
        tuple(sorted(str(_told(row)) for row in known)),
        tuple(sorted(str(row.id) for row in outlook.accounts if row.in_cash_pool)),
        frozenset(outlook.paid_by.items()),
    )
    checks = CheckRepository(session, household_id=signed_in.household.id)
    return _memo.get(
        key,
        lambda: _read(
            transactions,
            outlook,
            known,
            since=since,
            stretch=_stretch(checks.all(since=outlook.today - _YEAR)),
        ),
    )


def _stretch(checks: Sequence[ForecastCheck]) -> float:
    """Return how much wider the bands should have been, by the replays kept."""
    return stretch_of(
        [
            Held(
                said_on=check.made_on,
                horizon=check.horizon,
                # Kept are the days up to the horizon's and itself, one more than its length.
                days=check.days_held * check.horizon // (check.horizon + 1),
            )
            for check in checks
            if check.days_held is not None
        ]
    )


def _moves(flows: Sequence[FlowRow], rows: Sequence[PastRow]) -> list[tuple[PastRow, PastRow]]:
    """Return what went from one account to another: as sorted, else by amount and day."""
    by_id = {row.id: row for row in rows}
    told = [
        (by_id[row.id], by_id[row.paired_with_id])
        for row in flows
        if row.amount_minor < 0 and row.paired_with_id in by_id
    ]
    unsorted = {row.id for row in flows if row.kind is None}
    return [*told, *pairs([row for row in rows if row.id in unsorted])]


def _told(row: Commitment) -> tuple[object, ...]:
    return (
        row.id, row.name, row.direction, row.amount_minor, row.variable, row.cadence,
        row.next_date, row.shift, row.ends_on, row.account_id, row.is_payday,
        tuple(row.match_texts),
    )  # fmt: skip


def _read(
    transactions: TransactionRepository,
    outlook: Outlook,
    known: Sequence[Commitment],
    *,
    since: date,
    stretch: float,
) -> Past:
    pool = {opening.account_id for opening in outlook.situation.openings}
    cards = {card.account_id for card in outlook.situation.cards}
    flows = transactions.flows(sorted(pool | cards, key=str), since=since)
    rows = [PastRow(row.id, row.account_id, row.booked_on, row.amount_minor) for row in flows]
    paid = assigned(known, flows, outlook=outlook, since=since)
    one_offs = {one.payment_id for one in outlook.expectations if one.payment_id}
    moved = [(out, into) for out, into in _moves(flows, rows) if out.account_id in pool]
    repaid = {row.id for row in flows if row.account_id in cards and pays_card(row)}
    # Of a card that is connected both sides of a repayment are known, however they are paired.
    left_for_card = {
        row.id for row in flows if cards and row.account_id in pool and row.kind == _REPAYMENT
    }
    return Past(
        rows=rows,
        stretch=stretch,
        modelled=frozenset(
            {one.payment.id for one in paid}
            | one_offs
            | {side.id for out, into in moved for side in (out, into)}
            | repaid
            | left_for_card
        ),
        within_pool=frozenset(
            side.id for out, into in moved if into.account_id in pool for side in (out, into)
        ),
        repaid=frozenset(repaid),
        paid=sorted(paid, key=lambda one: (one.payment.booked_on, str(one.payment.id))),
        paydays=frozenset(
            one.payment.booked_on
            for one in paid
            if one.expected.commitment_id in outlook.payday_ids
        ),
    )


def assigned(
    known: Sequence[Commitment], flows: Sequence[FlowRow], *, outlook: Outlook, since: date
) -> list[Assignment]:
    """Return which rows of the past paid which occurrences of what is known today."""
    period = Period(since, outlook.today + ONE_DAY)
    expected = [one for row in known for one in _expected_in(row, outlook=outlook, period=period)]
    payments = [
        Payment(
            id=row.id,
            account_id=row.account_id,
            booked_on=row.booked_on,
            amount=Money(row.amount_minor, outlook.currency),
            description=row.description,
            merchant=row.merchant,
            pending=False,
        )
        for row in flows
        if row.amount_minor
    ]
    return assign(expected=expected, payments=payments, decided=outlook.paid_by)


def _expected_in(row: Commitment, *, outlook: Outlook, period: Period) -> list[Expected]:
    schedule = reaching_back(commitments.schedule_of(row), start=period.start)
    sign = 1 if row.direction == "in" else -1
    return [
        Expected(
            commitment_id=row.id,
            nominal_on=one.nominal_on,
            due_on=one.due_on,
            amount=Money(sign * row.amount_minor, row.currency),
            variable=row.variable,
            cadence_days=cadence_length_days(schedule.cadence),
            name=row.name,
            match_texts=tuple(row.match_texts),
            account_id=row.account_id,
        )
        for one in occurrences(schedule, period=period, working_days=outlook.working_days)
    ]


def _projection(
    past: Past,
    situation: Situation,
    accounts: set[UUID],
    *,
    opening: int | None,
    ahead: Sequence[Movement],
) -> Projection | TooShort:
    """Return what the model says of the days from today on."""
    key = tuple(sorted(map(str, accounts)))
    mine = [row for row in past.rows if row.account_id in accounts]
    if (key, opening) not in past.models:
        found = history_until(
            past,
            mine,
            until=situation.today - ONE_DAY,
            now_holding=opening,
            is_one=len(accounts) == 1,
        )
        past.models[key, opening] = (
            found if isinstance(found, TooShort) else learn(found, stretch=past.stretch)
        )
    model = past.models[key, opening]
    if isinstance(model, TooShort):
        return model
    modelled = [0] * AHEAD
    for movement in ahead:
        modelled[(movement.on - situation.today).days] += movement.amount.minor
    asked = (key, opening, tuple(modelled))
    if asked not in past.projections:
        past.projections[asked] = model.project(Ahead(modelled=modelled))
    return past.projections[asked]


def history_until(
    past: Past, rows: Sequence[PastRow], *, until: date, now_holding: int | None, is_one: bool
) -> History | TooShort:
    """Return the history of some accounts as it was when that day ended."""
    seen = [row for row in rows if row.on <= until]
    first_day = first_telling_day(seen)
    if first_day is None:
        return TooShort(days=0, needed=DAYS_NEEDED)
    return history(
        seen,
        # Of a single account, what the others send it is no bill but a habit.
        modelled=past.modelled - past.within_pool if is_one else past.modelled,
        first_day=first_day,
        last_day=until,
        balance=(
            None
            if now_holding is None
            else now_holding - sum(row.minor for row in rows if row.on > until)
        ),
        paydays=frozenset(day for day in past.paydays if day <= until),
    )


def _ahead(
    situation: Situation,
    accounts: set[UUID],
    cards: Mapping[UUID, Projection],
    *,
    include_suggested: bool,
) -> list[Movement]:
    """Return what goes on as usual in the days ahead: bills, incomes and card repayments."""
    on_cards = spending_on(cards)
    is_pool = accounts == {opening.account_id for opening in situation.openings}
    return certain_movements(
        [
            movement
            for movement in pool_movements(
                situation, on_cards=on_cards, include_suggested=include_suggested
            )
            if movement.source in _USUAL and (is_pool or movement.account_id in accounts)
        ],
        window=Period(situation.today, situation.today + timedelta(days=AHEAD)),
    )


def _unseen(outlook: Outlook, past: Past, *, chosen: set[UUID], now: datetime) -> int:
    """Return what stale feeds are taken not to have told yet, in minor units, out negative."""
    silent_days = {id_: (now - read_at).days for id_, read_at in outlook.read_at.items()}
    usual = daily_spending(
        past.rows,
        modelled=past.modelled,
        first_day=outlook.today - _LATELY,
        last_day=outlook.today - ONE_DAY,
    )
    return sum(
        min(round(usual.get(row.id, 0) * silent_days[row.connection_id]), 0)
        for row in outlook.pool
        if row.connection_id in silent_days and row.id in chosen
    )
