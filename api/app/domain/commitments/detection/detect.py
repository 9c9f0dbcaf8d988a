"""Finds the recurring payments among bank rows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from app.domain.calendar import WorkingDays
from app.domain.commitments.detection import amounts as amount_rules
from app.domain.commitments.detection import words
from app.domain.commitments.detection.amounts import Paid
from app.domain.commitments.detection.confidence import Evidence, confidence
from app.domain.commitments.detection.descriptor import Descriptor, Means, is_council_tax, read
from app.domain.commitments.detection.mandates import fuse
from app.domain.commitments.detection.slots import Calendars, length_of
from app.domain.commitments.detection.standing import Standing, stand
from app.domain.commitments.detection.strands import Item, Strand, strands
from app.domain.commitments.detection.values import (
    Detection,
    Direction,
    Known,
    Mandate,
    PriceStep,
    Row,
    RowId,
    Series,
    SeriesState,
)
from app.domain.commitments.schedule import Schedule, Shift
from app.domain.money import Money

_DAYS_IN_YEAR = 365
_SHORT = 14


SUGGEST_FROM = 50
"""The confidence, in percent, from which a series is worth a person's time."""


def is_worth_asking(series: Series, *, least: int = SUGGEST_FROM) -> bool:
    """Return whether to suggest the series to a person.

    Cash paid in or out over the counter is nobody's commitment however regular it is.
    """
    is_cash = series.evidence is not None and series.evidence.is_cash
    return series.state is not SeriesState.ENDED and series.confidence >= least and not is_cash


def detect(
    rows: Iterable[Row],
    *,
    today: date,
    working_days: WorkingDays,
    mandates: Sequence[Mandate] = (),
    known: Known | None = None,
) -> Detection:
    """Return the recurring payments among the rows as they stand today, the surest first.

    Give all rows of the household's accounts, pending ones too, in any order, and the mandates
    the banks list. ``known`` is what an earlier detection kept: groups of rows that have not
    changed since are not fitted again, and the result is the same with or without it.
    Rows after today are ignored. Nothing is left out for a low confidence: the caller draws
    the line (``SUGGEST_FROM`` is where precision and recall balance).
    """
    groups = _grouped(row for row in rows if row.booked_on <= today)
    earlier = known.fitted if known else {}
    all_rows = [row for group in groups.values() for row in group]
    if not all_rows:
        fused, announced = fuse([], mandates, [], today=today, working_days=working_days)
        return Detection(_surest_first(fused), tuple(announced))
    calendars = Calendars(min(row.booked_on for row in all_rows), today, working_days)
    weekend_accounts = _booking_at_weekends(all_rows, working_days)

    fitted: dict[str, tuple[object, object]] = {}
    series: list[Series] = []
    for name, group in sorted(groups.items()):
        usual = _usual_shift(group, weekend_accounts)
        mark = (usual, working_days, tuple(group))
        held = earlier.get(name)
        if held is not None and held[0] == mark:
            found = held[1]
        else:
            found = strands(
                _items(group),
                calendars,
                usual=usual,
                is_council_tax=any(is_council_tax(row.text) for row in group),
            )
        fitted[name] = (mark, found)
        assert isinstance(found, list)  # noqa: S101
        by_id = {row.id: row for row in group}
        series += [_series(strand, by_id, name, calendars, today=today) for strand in found]
    fused, announced = fuse(series, mandates, all_rows, today=today, working_days=working_days)
    return Detection(_surest_first(fused), tuple(announced), Known(fitted))


def _surest_first(series: Iterable[Series]) -> tuple[Series, ...]:
    return tuple(
        sorted(series, key=lambda one: (-one.confidence, one.next_on, one.name, str(one.members)))
    )


def _grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Return the rows worth looking at by account, currency, direction and family of names."""
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        descriptor = descriptor_of(row)
        is_income = row.amount.minor > 0
        if not row.amount or (descriptor.means is Means.CASH_OUT and not is_income):
            continue
        if is_income and (row.is_own_transfer or row.is_refund):
            continue
        direction = Direction.IN if is_income else Direction.OUT
        groups[f"{row.account_id}|{row.amount.currency}|{direction}|{descriptor.stem}"].append(row)
    for group in groups.values():
        group.sort(key=lambda row: (row.booked_on, abs(row.amount.minor), str(row.id)))
    return groups


def descriptor_of(row: Row) -> Descriptor:
    """Return the row's text taken apart."""
    return read(row.text, row.category)


def _items(group: Sequence[Row]) -> list[Item]:
    return [
        Item(
            day=row.booked_on.toordinal(),
            amount=abs(row.amount.minor),
            key=descriptor_of(row).key,
            id=row.id,
        )
        for row in group
    ]


def _booking_at_weekends(
    rows: Sequence[Row], working_days: WorkingDays
) -> set[tuple[object, bool]]:
    """Return the accounts and directions that are booked on days off too."""
    every, off = Counter[tuple[object, bool]](), Counter[tuple[object, bool]]()
    for row in rows:
        way = row.account_id, row.amount.minor > 0
        every[way] += 1
        off[way] += not working_days.is_working(row.booked_on)
    return {way for way, count in every.items() if 20 * off[way] > count}


def _usual_shift(group: Sequence[Row], weekend_accounts: set[tuple[object, bool]]) -> Shift:
    last = group[-1]
    is_income = last.amount.minor > 0
    if descriptor_of(last).means in (Means.DIRECT_DEBIT, Means.STANDING_ORDER):
        return Shift.NEXT_WORKING_DAY
    if (last.account_id, is_income) in weekend_accounts:
        return Shift.NONE
    return Shift.PREVIOUS_WORKING_DAY if is_income else Shift.NEXT_WORKING_DAY


def _series(
    strand: Strand,
    by_id: Mapping[RowId, Row],
    group: str,
    calendars: Calendars,
    *,
    today: date,
) -> Series:
    rows = [by_id[item.id] for item in strand.items]
    last = rows[-1]
    standing = stand(strand, calendars, today=today.toordinal())
    sign = 1 if last.amount.minor > 0 else -1
    currency = last.amount.currency
    paid = [Paid(item.day, item.amount) for item in strand.items]
    amount = amount_rules.expected_amount(paid, standing.due, is_income=sign > 0)
    recent = [one.amount for one in paid[-6:]]
    variable = amount_rules.is_variable(paid)
    descriptor = descriptor_of(last)
    evidence = evidence_of(strand, standing, descriptor.means, is_income=sign > 0, today=today)
    return Series(
        name=_name(rows),
        direction=Direction.IN if sign > 0 else Direction.OUT,
        counterparty=descriptor.key,
        account_id=last.account_id,
        schedule=Schedule(
            strand.rule.cadence, date.fromordinal(standing.nominal), strand.rule.shift
        ),
        next_on=date.fromordinal(standing.due),
        amount=Money(sign * amount, currency),
        variable=variable,
        lowest=Money(sign * min(recent), currency),
        highest=Money(sign * max(recent), currency),
        state=standing.state,
        confidence=confidence(evidence),
        members=tuple(item.id for item in strand.items),
        first_on=rows[0].booked_on,
        last_on=last.booked_on,
        why=_why(strand, standing),
        group=group,
        price_steps=() if variable else _price_steps(paid, strand, currency),
        skipped=tuple(date.fromordinal(slot) for slot in strand.fit.misses),
        seasonal=() if variable else _seasonal(paid, sign, currency, today),
        missed=standing.missed,
        match_texts=tuple(sorted({descriptor_of(row).key for row in rows})),
        evidence=evidence,
    )


def evidence_of(
    strand: Strand, standing: Standing, means: Means, *, is_income: bool, today: date
) -> Evidence:
    """Return what the confidence of a strand rests on."""
    amounts = [item.amount for item in strand.items]
    pairs = list(pairwise(amounts))
    hits = strand.fit.hits
    return Evidence(
        hits=len(hits),
        misses=len(strand.fit.misses),
        exact_share=100 * strand.fit.exact // len(hits),
        same_share=100 * sum(a == b for a, b in pairs) // len(pairs),
        near_share=100 * sum(amount_rules.is_near(a, b) for a, b in pairs) // len(pairs),
        others=strand.others,
        missed_now=standing.missed,
        late_days=max(0, today.toordinal() - standing.due),
        length=length_of(strand.rule.cadence),
        is_income=is_income,
        means=means,
    )


def _name(rows: Sequence[Row]) -> str:
    merchants = Counter(row.merchant for row in rows if row.merchant)
    if merchants:
        return min(merchants, key=lambda name: (-merchants[name], name))
    return descriptor_of(rows[-1]).name


def _why(strand: Strand, standing: Standing) -> tuple[str, ...]:
    said = [f"{len(strand.items)} payments, {words.rhythm(strand.rule.cadence, strand.rule.shift)}"]
    if strand.fit.misses:
        said.append(f"{len(strand.fit.misses)} left out in between")
    if standing.missed:
        said.append(f"{standing.missed} expected since that did not come")
    return tuple(said)


def _seasonal(
    paid: Sequence[Paid], sign: int, currency: str, today: date
) -> tuple[tuple[int, Money], ...]:
    own = amount_rules.seasonal(paid, today=today.toordinal())
    return tuple((month, Money(sign * amount, currency)) for month, amount in sorted(own.items()))


def _price_steps(paid: Sequence[Paid], strand: Strand, currency: str) -> tuple[PriceStep, ...]:
    length = length_of(strand.rule.cadence)
    return tuple(
        PriceStep(
            on=date.fromordinal(step.day),
            old=Money(step.old, currency),
            new=Money(step.new, currency),
            yearly=Money((step.new - step.old) * round(_DAYS_IN_YEAR / length), currency),
        )
        for step in amount_rules.steps(paid)
    )


def series_from(
    marked: Row,
    rows: Iterable[Row],
    *,
    today: date,
    working_days: WorkingDays,
) -> Series | None:
    """Return the rest of the series a person marked one transaction of.

    The row is looked at among the rows of its counterparty, however unlikely the pattern; it is
    in the answer's ``members``. None if no other row goes with it: then only the person can
    say how often it comes.
    """
    found = detect(
        (row for row in (*rows, marked) if row.id == marked.id or _may_belong(marked, row)),
        today=max(today, marked.booked_on),
        working_days=working_days,
    )
    return next((one for one in found.series if marked.id in one.members), None)


def _may_belong(marked: Row, row: Row) -> bool:
    return (
        row.account_id == marked.account_id
        and row.amount.currency == marked.amount.currency
        and row.amount.minor * marked.amount.minor > 0
        and descriptor_of(row).stem == descriptor_of(marked).stem
    )
