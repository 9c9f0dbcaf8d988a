"""A household in plain values: what a person would write on paper."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Place:
    """A cash account; ``pending`` is the signed sum of its pending rows."""

    key: str
    current: int
    available: int | None = None
    overdraft: int = 0
    pending: int = 0
    in_pool: bool = True
    kind: str = "current"
    ear: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Card:
    """A card: what it owes, its last statement where known, and how it is paid."""

    key: str
    owed: int
    """Pending purchases left out."""
    pending: int = 0
    """Pending purchases, positive."""
    statement: int | None = None
    statement_on: date | None = None
    due_on: date | None = None
    minimum: int | None = None
    """What the bank asks for at least, where it says so."""
    statement_day: int | None = None
    due_day: int | None = None
    plan: str = "full"
    amount: int | None = None
    instalments: int | None = None
    apr: Decimal | None = None
    pay_from: str | None = None
    bought: tuple[tuple[date, int], ...] = ()
    paid: tuple[tuple[date, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Thing:
    """A commitment; ``amount`` is signed."""

    key: str
    name: str
    amount: int
    cadence: tuple[object, ...]
    """``("weekly", n)``, ``("monthly_day", d, every, skipped)``, ``("monthly_weekday", w, n)`` …"""
    anchor: date
    shift: str = "none"
    ends_on: date | None = None
    place: str | None = None
    variable: bool = False
    status: str = "confirmed"
    is_payday: bool = False
    skipped: frozenset[date] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Item:
    """A planned item, signed."""

    key: str
    name: str
    amount: int
    on: date
    place: str | None = None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A purchase in instalments."""

    key: str
    name: str
    total: int
    instalments: int
    first_on: date
    every: int = 1
    apr: Decimal | None = None
    place: str | None = None


@dataclass(frozen=True, kw_only=True)
class Goal:
    """Money put aside each month."""

    key: str
    name: str
    target: int
    saved: int
    by: date
    monthly: int | None
    first_on: date | None
    pay_from: str | None = None


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a cash account's bank."""

    place: str
    on: date
    amount: int
    text: str
    pending: bool = False


@dataclass(frozen=True, kw_only=True)
class House:
    """All there is to know."""

    today: date
    holidays: frozenset[date]
    buffer: int = 0
    places: tuple[Place, ...] = ()
    cards: tuple[Card, ...] = ()
    things: tuple[Thing, ...] = ()
    items: tuple[Item, ...] = ()
    plans: tuple[Plan, ...] = ()
    goals: tuple[Goal, ...] = ()
    rows: tuple[Row, ...] = field(default=())
