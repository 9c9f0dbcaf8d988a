"""The figures of a household, worked out one day after the other."""

# One rule after the other, as on paper: nothing here is to be clever.
# ruff: noqa: C901, PLR0912

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from tests.calculator.cards import payments_of
from tests.calculator.days import DAY, PRECISE, clamped, even, falls_on, length, level, moved, rate
from tests.calculator.days import split as in_parts
from tests.calculator.house import House, Place

BACK, AHEAD = timedelta(days=45), timedelta(days=400)
WINDOW = 30


@dataclass(frozen=True)
class Expected:
    """One expected thing as it was agreed."""

    key: str
    name: str
    nominal: date
    due: date
    amount: int
    days: int
    place: str | None
    variable: bool = False
    skipped: bool = False
    is_payday: bool = False


@dataclass(frozen=True)
class Flow:
    """Money that moves on a day."""

    on: date
    amount: int
    name: str
    place: str | None


@dataclass(frozen=True)
class Wage:
    """A payday that is not in yet."""

    on: date
    amount: int
    key: str
    late: bool


@dataclass
class Book:
    """All that is worked out."""

    own: dict[str, int] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)
    """What moves the pool, overdue incomes left out."""
    statuses: dict[tuple[str, date], str] = field(default_factory=dict)
    wages: list[Wage] = field(default_factory=list)
    repayments: dict[str, list[tuple[date, int, date]]] = field(default_factory=dict)


def own_money(place: Place) -> int:
    """Domain.md §3."""
    if place.available is None:
        return place.current + place.pending
    without = place.available - place.overdraft
    if abs(without - place.current) < abs(place.available - place.current):
        return without
    return place.available


def agreed(house: House) -> Iterator[Expected]:
    """Yield all that is expected from a while ago to a year on, whatever became of it."""
    first, last = house.today - BACK, house.today + AHEAD
    for thing in house.things:
        if thing.status != "confirmed":
            continue
        is_one = falls_on(thing.cadence, thing.anchor, house.holidays)
        day = first - 30 * DAY
        while day < last + 30 * DAY:
            day += DAY
            if not is_one(day) or (thing.ends_on is not None and day > thing.ends_on):
                continue
            due = moved(day, thing.shift, house.holidays)
            if first <= due < last:
                yield Expected(
                    thing.key, thing.name, day, due, thing.amount, length(thing.cadence),
                    thing.place, thing.variable, day in thing.skipped, thing.is_payday,
                )  # fmt: skip
    for item in house.items:
        if first <= item.on < last:
            yield Expected(item.key, item.name, item.on, item.on, item.amount, 30, item.place)
    for plan in house.plans:
        parts = (
            level(plan.total, plan.instalments, rate(plan.apr, months=plan.every))
            if plan.apr
            else in_parts(plan.total, plan.instalments)
        )
        for n, part in enumerate(parts):
            on = clamped(
                plan.first_on.year, plan.first_on.month + n * plan.every, plan.first_on.day
            )
            if first <= on < last:
                yield Expected(plan.key, plan.name, on, on, -part, 30 * plan.every, plan.place)
    for goal in house.goals:
        left = max(goal.target - goal.saved, 0)
        if goal.monthly is None or goal.first_on is None:
            continue
        for n in range(600):
            on = clamped(goal.first_on.year, goal.first_on.month + n, goal.first_on.day)
            if on > goal.by or left <= 0:
                break
            amount = goal.monthly if on < house.today else min(goal.monthly, left)
            left -= 0 if on < house.today else amount
            if first <= on < last:
                yield Expected(goal.key, goal.name, on, on, -amount, 30, goal.pay_from)


def settled(house: House, one: Expected) -> tuple[str, int, date, bool]:
    """Return how it stands (domain.md §4): status, what is owed, when, and whether it is late."""
    if one.skipped:
        return "skipped", 0, one.due, False
    reach = timedelta(days=min(10, one.days // 3))
    wanted, fifth = abs(one.amount), even(Decimal(abs(one.amount)) / 5)
    near = max(200, fifth)
    part = 0
    for row in house.rows:
        if row.text != one.name or not -reach <= row.on - one.due <= reach:
            continue
        paid = abs(row.amount)
        if (row.amount > 0) != (one.amount > 0):
            continue
        is_whole = wanted <= 3 * paid and paid <= 3 * wanted if one.variable else (
            abs(paid - wanted) <= near
        )  # fmt: skip
        if is_whole:
            return ("pending" if row.pending else "paid"), 0, one.due, False
        if one.amount < 0 and not one.variable and wanted - paid > near and 10 * paid >= wanted:
            part = paid
    grace = timedelta(days=3 if one.days <= 7 else 7)
    is_past, is_over = house.today > one.due, house.today > one.due + grace
    status = "part_paid" if part else "missed" if is_over else "late" if is_past else "expected"
    if is_over:
        return status, 0, one.due, False
    rest = one.amount + part
    return status, rest, max(one.due, house.today), is_past


def booked(house: House) -> Book:
    """Return everything that follows from the household, day by day."""
    book = Book(own={place.key: own_money(place) for place in house.places})
    outside = {place.key for place in house.places if not place.in_pool}
    outside |= {card.key for card in house.cards}
    on_cards: dict[str, list[tuple[date, int]]] = {card.key: [] for card in house.cards}
    paydays = _paydays(house)
    for one in agreed(house):
        status, owed, on, is_late = settled(house, one)
        book.statuses[one.key, one.nominal] = status
        if not owed:
            continue
        if one.key in paydays:
            book.wages.append(Wage(one.due, owed, one.key, is_late))
        if one.place in on_cards:
            on_cards[one.place].append((on, -owed))
        elif one.place not in outside and not (is_late and owed > 0):
            book.flows.append(Flow(on, owed, one.name, one.place))
    for card in house.cards:
        found = payments_of(
            card, spending=on_cards[card.key], today=house.today, holidays=house.holidays
        )
        book.repayments[card.key] = [(one.on, one.amount, one.statement_on) for one in found]
        if card.pay_from not in outside:
            book.flows += [Flow(one.on, -one.amount, card.key, card.pay_from) for one in found]
    return book


def _paydays(house: House) -> set[str]:
    incomes = [one for one in house.things if one.amount > 0 and one.status == "confirmed"]
    chosen = {one.key for one in incomes if one.is_payday}
    recurring = [one for one in incomes if one.cadence[0] != "once"]
    if not chosen and recurring:
        most = max(one.amount for one in recurring)
        chosen = {next(one.key for one in recurring if one.amount == most)}
    return chosen


@dataclass(frozen=True)
class Safe:
    """Safe to spend and what stands beside it."""

    amount: int
    per_day: int
    committed: int
    start: date
    end: date
    low_on: date
    low: int
    causes: frozenset[str]
    with_late: int | None
    with_payday: int | None
    first_short: date | None


def safe_to_spend(house: House, book: Book) -> Safe:
    """Domain.md §5."""
    today = house.today
    cash = sum(book.own[place.key] for place in house.places if place.in_pool)
    ahead = sorted({wage.on for wage in book.wages if not wage.late and wage.on >= today})
    end = today + WINDOW * DAY
    if ahead:
        end = max(ahead[0], today + DAY)
    low, low_on, causes = trough(cash, book.flows, start=today, end=end)
    late = [wage.amount for wage in book.wages if wage.late]
    with_payday = None
    due_now = [wage for wage in book.wages if not wage.late and wage.on == today]
    if due_now:
        after = [day for day in ahead if day > today]
        until = after[0] if after else today + WINDOW * DAY
        names = {one.name for one in house.things if one.key in {wage.key for wage in due_now}}
        rest = [
            flow
            for flow in book.flows
            if not (flow.on == today and flow.amount > 0 and flow.name in names)
        ]
        wages = sum(wage.amount for wage in due_now)
        with_payday = trough(cash + wages, rest, start=today, end=until)[0] - house.buffer
    amount = low - house.buffer
    days = (end - today).days
    return Safe(
        amount=amount,
        per_day=max(amount, 0) // days,
        committed=cash - house.buffer - amount,
        start=today,
        end=end,
        low_on=low_on,
        low=low,
        causes=causes,
        with_late=amount + sum(late) if late else None,
        with_payday=with_payday,
        first_short=first_under(house.buffer, cash, book.flows, start=today, end=end),
    )


def trough(
    cash: int, flows: list[Flow], *, start: date, end: date
) -> tuple[int, date, frozenset[str]]:
    """Return the lowest balance, its first day, and the largest items that leave that day."""
    balance = low = cash
    low_on, causes = start, frozenset[str]()
    for day in _days(start, end):
        out = [flow for flow in flows if flow.on == day and flow.amount < 0]
        balance += sum(flow.amount for flow in out)
        if balance < low:
            low, low_on = balance, day
            most = min(flow.amount for flow in out)
            causes = frozenset(flow.name for flow in out if flow.amount == most)
        balance += sum(flow.amount for flow in flows if flow.on == day and flow.amount > 0)
    return low, low_on, causes


def first_under(floor: int, cash: int, flows: list[Flow], *, start: date, end: date) -> date | None:
    """Return the first day the balance is under the floor before its incomes are in."""
    balance = cash
    for day in _days(start, end):
        balance += sum(flow.amount for flow in flows if flow.on == day and flow.amount < 0)
        if balance < floor or (day == start and cash < floor):
            return day
        balance += sum(flow.amount for flow in flows if flow.on == day and flow.amount > 0)
    return None


def day_ends(cash: int, flows: list[Flow], *, start: date, days: int) -> list[int]:
    """Return what there is as each day ends."""
    ends = []
    for day in _days(start, start + days * DAY):
        cash += sum(flow.amount for flow in flows if flow.on == day)
        ends.append(cash)
    return ends


def of_place(house: House, book: Book, key: str) -> list[Flow]:
    """Return what moves one account: what names it; all that names none if it is alone."""
    is_alone = [place.key for place in house.places if place.in_pool] == [key]
    return [flow for flow in book.flows if flow.place == key or (is_alone and flow.place is None)]


def with_interest(house: House, book: Book, *, days: int) -> list[Flow]:
    """Return the pool's flows and what overdrafts cost where a person said so (§6)."""
    found = list(book.flows)
    for place in house.places:
        if place.ear is None or not place.in_pool:
            continue
        daily = PRECISE.subtract(
            PRECISE.power(1 + place.ear, PRECISE.divide(Decimal(1), Decimal(365))), Decimal(1)
        )
        flows = of_place(house, book, place.key)
        balance, overdrawn = book.own[place.key], 0
        for day in _days(house.today, house.today + days * DAY):
            balance += sum(flow.amount for flow in flows if flow.on == day)
            overdrawn += max(-balance, 0)
            if (day + DAY).day == 1:
                charge = even(PRECISE.multiply(Decimal(overdrawn), daily))
                overdrawn = 0
                balance -= charge
                if charge:
                    found.append(Flow(day, -charge, "interest", place.key))
    return found


def cushion(house: House, book: Book) -> int:
    return sum(
        max(place.overdraft + min(book.own[place.key], 0), 0)
        for place in house.places
        if place.in_pool
    )


def _days(start: date, end: date) -> Iterator[date]:
    while start < end:
        yield start
        start += DAY
