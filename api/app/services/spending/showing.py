"""What spending came to: by group, over months, against another period, and what was left out."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.calendar import Period
from app.domain.spending.categories import Category
from app.domain.spending.usual import Line, Usual, stands, usual_of
from app.repositories.categories import CategoryRepository
from app.repositories.sums import Group, GroupSum, SumFilter, SumRepository
from app.services.household.people import SignedIn

_NO_NAME = "No name"
# The usual is learned from these many whole months before the one looked at.
USUAL_MONTHS = 12


class GroupShown(NamedTuple):
    """A group of spending under the name a person reads."""

    key: str
    label: str
    cash: int
    credit: int
    lines: int

    @property
    def total(self) -> int:
        return self.cash + self.credit


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """Spending of a period in groups; the groups add up to the total."""

    period: Period
    groups: Sequence[GroupShown]
    cash: int
    credit: int
    count: int
    other_currencies: Sequence[tuple[str, int]]

    @property
    def total(self) -> int:
        return self.cash + self.credit


def spending(
    session: Session,
    *,
    signed_in: SignedIn,
    period: Period,
    group_by: Group,
    wanted: SumFilter,
) -> Spending:
    """Return what was spent in the period, transfers and repayments left out."""
    sums = SumRepository(session, household_id=signed_in.household.id)
    currency = signed_in.household.currency
    found = sums.spent(period, by=group_by, wanted=wanted)
    groups = [group for group in found if group.currency == currency]
    others: defaultdict[str, int] = defaultdict(int)
    for group in found:
        if group.currency != currency:
            others[group.currency] += group.total
    names = (
        _names_of(session, signed_in=signed_in, keys=[group.key or "" for group in groups])
        if group_by == "category"
        else {}
    )
    return Spending(
        period=period,
        groups=[
            GroupShown(
                group.key or "",
                _label(group, by=group_by, names=names),
                group.cash,
                group.credit,
                group.lines,
            )
            for group in groups
        ],
        cash=sum(group.cash for group in groups),
        credit=sum(group.credit for group in groups),
        count=sum(group.lines for group in groups),
        other_currencies=sorted(others.items()),
    )


def _label(group: GroupSum, *, by: Group, names: Mapping[str, str]) -> str:
    match by:
        case "category":
            return names.get(group.key or "", group.key or _NO_NAME)
        case "merchant" | "account":
            return group.label or _NO_NAME
        case "month":
            return group.key or _NO_NAME


def category_names(session: Session, *, household_id: UUID) -> dict[str, str]:
    """Return every category's name by its key."""
    own = CategoryRepository(session, household_id=household_id).all()
    return _NAMES | {row.key: row.name for row in own}


_NAMES = {category.value: category.label for category in Category}


def _names_of(session: Session, *, signed_in: SignedIn, keys: Collection[str]) -> Mapping[str, str]:
    """Return the names of these categories; the database is asked only where one is added."""
    if _NAMES.keys() >= set(keys):
        return _NAMES
    return category_names(session, household_id=signed_in.household.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthShown:
    """One month of a trend."""

    period: Period
    cash: int
    credit: int
    by_category: Mapping[str, int]
    standing: Line
    is_whole: bool

    @property
    def total(self) -> int:
        return self.cash + self.credit


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfLine:
    """A category whose latest whole month was out of its usual."""

    category: str
    label: str
    period: Period
    spent: int
    usual: Usual
    standing: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Spending month by month, and the usual."""

    months: Sequence[MonthShown]
    labels: Mapping[str, str]
    usual: Usual | None
    usual_by_category: Mapping[str, Usual]
    out_of_line: Sequence[OutOfLine]


def trend(
    session: Session,
    *,
    signed_in: SignedIn,
    periods: Sequence[Period],
    wanted: SumFilter,
    today: date,
) -> Trend:
    """Return spending over the periods, and what is usual for the whole ones of them."""
    rows = SumRepository(session, household_id=signed_in.household.id).by_period_and_category(
        periods, currency=signed_in.household.currency, wanted=wanted
    )
    by_category: list[dict[str, int]] = [{} for _ in periods]
    cash, credit = [0] * len(periods), [0] * len(periods)
    for number, category, in_cash, on_credit in rows:
        by_category[number][category] = in_cash + on_credit
        cash[number] += in_cash
        credit[number] += on_credit
    # Months before the first row are no months of nothing: they are unknown.
    first = next((number for number, spent in enumerate(by_category) if spent), len(periods))
    whole = [number for number, one in enumerate(periods) if one.end <= today and number >= first]
    usual = usual_of([cash[number] + credit[number] for number in whole])
    usual_by = _usual_by_category([by_category[number] for number in whole])
    names = _names_of(session, signed_in=signed_in, keys={row[1] for row in rows})
    return Trend(
        months=[
            MonthShown(
                period=period,
                cash=cash[number],
                credit=credit[number],
                by_category=by_category[number],
                standing=stands(cash[number] + credit[number], usual)
                if number in whole
                else Line.UNKNOWN,
                is_whole=period.end <= today,
            )
            for number, period in enumerate(periods)
        ],
        labels={
            category: names.get(category, category)
            for category in sorted({one for spent in by_category for one in spent})
        },
        usual=usual,
        usual_by_category=usual_by,
        out_of_line=_out_of_line(periods, by_category, whole, names),
    )


def _usual_by_category(months: Sequence[Mapping[str, int]]) -> dict[str, Usual]:
    past: defaultdict[str, list[int]] = defaultdict(list)
    for category in {category for month in months for category in month}:
        past[category] = [month.get(category, 0) for month in months]
    return {
        category: usual
        for category, spent in sorted(past.items())
        if (usual := usual_of(spent)) is not None
    }


def _out_of_line(
    periods: Sequence[Period],
    by_category: Sequence[Mapping[str, int]],
    whole: Sequence[int],
    names: Mapping[str, str],
) -> list[OutOfLine]:
    """Return what the latest whole month had out of line with the months before it."""
    if not whole:
        return []
    *before, latest = whole
    usual_by = _usual_by_category([by_category[number] for number in before])
    found = [
        OutOfLine(
            category=category,
            label=names.get(category, category),
            period=periods[latest],
            spent=by_category[latest].get(category, 0),
            usual=usual,
            standing=standing,
        )
        for category, usual in usual_by.items()
        if (standing := stands(by_category[latest].get(category, 0), usual))
        in {Line.HIGHER, Line.LOWER}
    ]
    return sorted(found, key=lambda one: -abs(one.spent - one.usual.middle))


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One group in two periods."""

    key: str
    label: str
    total: int
    before: int

    @property
    def change(self) -> int:
        return self.total - self.before


def compare(now: Spending, before: Spending) -> list[Compared]:
    """Return each group in both periods, the largest change first; changes add up."""
    totals = {group.key: group for group in now.groups}
    earlier = {group.key: group for group in before.groups}
    found = [
        Compared(
            key=key,
            label=(totals.get(key) or earlier[key]).label,
            total=totals[key].total if key in totals else 0,
            before=earlier[key].total if key in earlier else 0,
        )
        for key in dict.fromkeys((*totals, *earlier))
    ]
    return sorted(found, key=lambda one: (-abs(one.change), one.label))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What kind of row is no spending and no income, and what it came to."""

    kind: str
    category: str
    label: str
    out: int
    into: int
    count: int


def left_out(session: Session, *, signed_in: SignedIn, period: Period) -> list[LeftOut]:
    """Return what was left out of spending in the period."""
    found = SumRepository(session, household_id=signed_in.household.id).moved(
        period, currency=signed_in.household.currency
    )
    names = _names_of(session, signed_in=signed_in, keys={row[1] for row in found})
    return [
        LeftOut(kind, category, names.get(category, category), out, into, count)
        for kind, category, out, into, count in found
    ]


type NodeKind = Literal["income", "pool", "category", "saving", "kept", "drawn"]


@dataclass(frozen=True, slots=True)
class Flow:
    """Money that went from one node to another in the period."""

    source: str
    source_label: str
    source_kind: NodeKind
    target: str
    target_label: str
    target_kind: NodeKind
    amount: int


_POOL = "money"
_MOST_SOURCES = 8


def flows(session: Session, *, signed_in: SignedIn, period: Period) -> list[Flow]:
    """Return income into the pool and out of it again: what goes in is what comes out.

    More spent than came in is drawn from what there was; less is kept. A category with more given
    back than spent is a source.
    """
    sums = SumRepository(session, household_id=signed_in.household.id)
    currency = signed_in.household.currency
    incomes = sums.income(period, currency=currency)
    spent = spending(
        session, signed_in=signed_in, period=period, group_by="category", wanted=SumFilter()
    )
    found = [_into(one.key or "", one.label or "", one.cash) for one in incomes[:_MOST_SOURCES]]
    rest = sum(one.cash for one in incomes[_MOST_SOURCES:])
    if rest:
        found.append(_into("other_income", "Other income", rest))
    for group in spent.groups:
        if group.total > 0:
            found.append(_out(group.key, group.label, "category", group.total))
        elif group.total < 0:
            found.append(_into(group.key, f"{group.label}, given back", -group.total))
    left = sum(one.cash for one in incomes) - spent.total
    if left > 0:
        found.append(_out("kept", "Kept or put aside", "kept", left))
    elif left < 0:
        found.append(Flow("drawn", "From what there was", "drawn", _POOL, "Money", "pool", -left))
    return found


def _into(key: str, label: str, amount: int) -> Flow:
    return Flow(key or "income", label or _NO_NAME, "income", _POOL, "Money", "pool", amount)


def _out(key: str, label: str, kind: NodeKind, amount: int) -> Flow:
    return Flow(_POOL, "Money", "pool", key, label, kind, amount)
