"""Proof that no row of an account is missing and none is there twice.

Two proofs, each where the bank allows it. Its running balances form a chain: what one row
leaves is what the next one starts from. And what an account held before its first row, plus all
its rows, is its balance.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby
from uuid import UUID

# Balances and rows are two answers of a bank and may disagree for a while.
SETTLES_WITHIN = timedelta(days=3)
_TWO_PIECES = 2


class Standing(StrEnum):
    """How far an account's rows can be trusted to be all there are."""

    PROVED = "proved"
    """The bank's own running balances join every row to the next, up to the balance."""
    AGREES = "agrees"
    """Opening and rows make the balance."""
    UNPROVED = "unproved"
    """Nothing speaks against it, and nothing could yet be compared."""
    SETTLING = "settling"
    """Rows and balance differ, but only just now."""
    DIFFERS = "differs"
    """Rows and balance differ and go on differing."""
    GAPS = "gaps"
    """Running balances do not join: rows are missing."""
    DOUBLES = "doubles"
    """Running balances join only without rows that are there twice."""


@dataclass(frozen=True, slots=True)
class ChainRow:
    """A booked row with the balance the bank says it left; amounts in minor units."""

    id: UUID
    on: date
    amount: int
    balance: int
    content: Hashable


@dataclass(frozen=True, slots=True)
class Gap:
    """A day before or on which rows are missing; ``amount`` is their sum if it can be told."""

    on: date
    amount: int | None


@dataclass(frozen=True, slots=True)
class Chain:
    """What the running balances say."""

    gaps: tuple[Gap, ...]
    doubles: tuple[UUID, ...]
    """Rows whose twin left the very same balance: two payments would have left two."""
    closing: int | None
    """The balance after the last row; ``None`` where the order of the last day is lost."""
    opening: int | None
    """The balance before the first row."""
    is_readable: bool
    """The bank counts forward in time; some count down their list, and prove nothing."""


def read_chain(rows: Sequence[ChainRow]) -> Chain:
    """Return what the running balances prove; the order within a day is not needed."""
    gaps, closing = _walk(_by_day(rows))
    if gaps:
        backwards, _ = _walk(list(reversed(_by_day(rows))))
        if len(backwards) < len(gaps):
            return Chain(gaps=(), doubles=(), closing=None, opening=None, is_readable=False)
    doubles = _doubles(rows) if gaps else frozenset[UUID]()
    kept = [row for row in rows if row.id not in doubles]
    without_doubles, its_closing = _walk(_by_day(kept))
    if len(without_doubles) < len(gaps):
        gaps, closing = without_doubles, its_closing
    else:
        doubles, kept = frozenset(), list(rows)
    return Chain(
        gaps=tuple(gaps),
        doubles=tuple(row.id for row in rows if row.id in doubles),
        closing=closing,
        opening=_opening(kept),
        is_readable=True,
    )


def join(earlier: Chain, later: Chain, *, on: date) -> Chain:
    """Return one chain of two that follow each other, with a gap on that day if they do not meet.

    Where the one's end or the other's beginning is not known, nothing speaks against it.
    """
    meets = None in (earlier.closing, later.opening) or earlier.closing == later.opening
    between = () if meets else (Gap(on, (later.opening or 0) - (earlier.closing or 0)),)
    return Chain(
        gaps=(*earlier.gaps, *between, *later.gaps),
        doubles=(*earlier.doubles, *later.doubles),
        closing=later.closing,
        opening=earlier.opening,
        is_readable=earlier.is_readable and later.is_readable,
    )


def _opening(rows: Sequence[ChainRow]) -> int | None:
    days = _by_day(rows)
    return _single(_starts(days[0][1])) if days else None


def _by_day(rows: Sequence[ChainRow]) -> list[tuple[date, list[ChainRow]]]:
    in_order = sorted(rows, key=lambda row: row.on)
    return [(day, list(of_day)) for day, of_day in groupby(in_order, key=lambda row: row.on)]


def _doubles(rows: Iterable[ChainRow]) -> frozenset[UUID]:
    seen: set[Hashable] = set()
    doubles: set[UUID] = set()
    for row in rows:
        mark = (row.on, row.amount, row.balance, row.content)
        # A row of nothing leaves the balance as it was, however often it comes.
        if row.amount and mark in seen:
            doubles.add(row.id)
        seen.add(mark)
    return frozenset(doubles)


def _walk(days: Sequence[tuple[date, Sequence[ChainRow]]]) -> tuple[list[Gap], int | None]:
    """Return the gaps from day to day, and the balance after the last."""
    gaps: list[Gap] = []
    carried: int | None = None
    for day, rows in days:
        starts, ends = _starts(rows), _ends(rows)
        if not starts:
            # The day came back to where it began, by way of every balance in it.
            touched = {row.balance for row in rows}
            if carried is not None and carried not in touched:
                gaps.append(Gap(day, None))
                carried = None
            continue
        start, end = _single(starts), _single(ends)
        if start is None or end is None:
            missing, carried = _two_pieces(rows, starts=starts, ends=ends, begun=carried)
            gaps.append(Gap(day, missing))
            continue
        if carried is not None and carried != start:
            gaps.append(Gap(day, start - carried))
        carried = end
    return gaps, carried


def _two_pieces(
    rows: Sequence[ChainRow], *, starts: Counter[int], ends: Counter[int], begun: int | None
) -> tuple[int | None, int | None]:
    """Return what is missing between a day's two pieces, and where the second ended.

    ``begun`` is where the day before ended; with more pieces, or when it does not lead into
    one of them, neither can be told.
    """
    if begun is None or starts[begun] != 1 or starts.total() != _TWO_PIECES:
        return None, None
    first = _reached(rows, begin=begun)
    ends_of_first = [balance for balance in ends.elements() if balance in first]
    others = [balance for balance in ends.elements() if balance not in first]
    resumed = _single(starts - Counter([begun]))
    if len(ends_of_first) != 1 or resumed is None:
        return None, None
    return resumed - ends_of_first[0], others[0]


def _reached(rows: Sequence[ChainRow], *, begin: int) -> set[int]:
    """Return every balance that payments of the day lead to from the first."""
    reached, waiting = {begin}, list(rows)
    while True:
        joined = [row for row in waiting if row.balance - row.amount in reached]
        if not joined:
            return reached
        reached |= {row.balance for row in joined}
        waiting = [row for row in waiting if row not in joined]


def _starts(rows: Iterable[ChainRow]) -> Counter[int]:
    """Return the balances some row starts from and none of the day leaves."""
    before, after = _befores_and_afters(rows)
    return before - after


def _ends(rows: Iterable[ChainRow]) -> Counter[int]:
    before, after = _befores_and_afters(rows)
    return after - before


def _befores_and_afters(rows: Iterable[ChainRow]) -> tuple[Counter[int], Counter[int]]:
    before: Counter[int] = Counter()
    after: Counter[int] = Counter()
    for row in rows:
        before[row.balance - row.amount] += 1
        after[row.balance] += 1
    return before, after


def _single(balances: Counter[int]) -> int | None:
    return next(iter(balances)) if balances.total() == 1 else None


@dataclass(frozen=True, slots=True)
class Opening:
    """What an account held before its first row, in minor units."""

    booked: int
    """If the bank's balance is of booked rows only."""
    with_pending: int
    """If it moves with pending rows too."""
    counts_pending: bool | None = None
    """Which of the two this bank means; ``None`` until it showed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What an account's rows and its balance come to, in minor units."""

    booked: int
    pending: int
    balance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Balanced:
    """How rows and balance stand to each other."""

    opening: Opening
    difference: int
    """Balance less opening and rows: what the rows lack, or have too much of if negative."""
    was_compared: bool


def balance_up(sums: Sums, *, opening: Opening | None, chain: Chain | None) -> Balanced:
    """Compare opening and rows with the balance; at first sight, take the opening from a proof.

    Whether a bank's balance already holds what is pending is not said by the bank: it is
    learned from the first time the two readings differ and one of them is right.
    """
    was_compared = opening is not None
    if opening is None and chain is not None and chain.opening is not None:
        opening, was_compared = Opening(chain.opening, chain.opening), True
    if opening is None:
        booked = sums.balance - sums.booked
        opening = Opening(booked, booked - sums.pending)
    without = sums.balance - opening.booked - sums.booked
    with_pending = sums.balance - opening.with_pending - sums.booked - sums.pending
    counts = opening.counts_pending
    if counts is None and was_compared and (without == 0) != (with_pending == 0):
        counts = with_pending == 0
    return Balanced(
        opening=Opening(opening.booked, opening.with_pending, counts),
        difference=with_pending if counts else without,
        was_compared=was_compared,
    )


def judge(
    *,
    chain: Chain | None,
    balanced: Balanced,
    closing: int,
    differs_since: datetime | None,
    now: datetime,
) -> Standing:
    """Return how far the rows can be trusted.

    ``chain`` is ``None`` where the bank gives no running balances; ``closing`` is opening and
    booked rows together; ``differs_since`` is when rows and balance were first seen to differ.
    """
    if chain is not None and chain.gaps:
        return Standing.GAPS
    if chain is not None and chain.doubles:
        return Standing.DOUBLES
    if balanced.difference:
        has_settled = differs_since is not None and now - differs_since >= SETTLES_WITHIN
        return Standing.DIFFERS if has_settled else Standing.SETTLING
    if chain is not None and chain.closing == closing:
        return Standing.PROVED
    return Standing.AGREES if balanced.was_compared else Standing.UNPROVED
