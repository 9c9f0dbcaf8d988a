"""Checking after each read that an account's rows are all there, once each, and saying so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.domain.completeness import (
    Chain,
    ChainRow,
    Gap,
    Opening,
    Standing,
    Sums,
    balance_up,
    join,
    judge,
    read_chain,
)
from app.domain.money import Money
from app.models.banking import Account
from app.repositories.feed import FeedRowRepository

_READ_AT_ONCE = timedelta(days=92)
# The worst first: one account's trouble is its bank's.
WORST_FIRST = (
    Standing.DOUBLES,
    Standing.GAPS,
    Standing.DIFFERS,
    Standing.SETTLING,
    Standing.UNPROVED,
    Standing.AGREES,
    Standing.PROVED,
)
TROUBLES = frozenset({Standing.DOUBLES, Standing.GAPS, Standing.DIFFERS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """How far an account's rows can be trusted, with what was found."""

    standing: Standing
    sentence: str
    complete_from: date
    """The first day the account's rows are known from."""
    difference: int
    differs_since: datetime | None
    gaps: Sequence[Gap]
    doubles: Sequence[str]
    checked_at: datetime


def check(session: Session, *, account: Account, read_from: date, now: datetime) -> None:
    """Check the account's rows, those before ``read_from`` by what was found of them before."""
    first_on = account.transactions_from
    if first_on is None:
        return
    ours = FeedRowRepository(session, account=account)
    known = _known_opening(account, ours, first_on=first_on)
    window_from = first_on if known is None else max(read_from, first_on)
    chain = _chain(ours, since=window_from, until=now.date())
    booked, pending = ours.sums(since=first_on)
    balanced = balance_up(
        Sums(booked=booked, pending=pending, balance=account.current_minor),
        opening=known,
        chain=chain if window_from == first_on else None,
    )
    opening = balanced.opening
    if chain is not None and known is not None and window_from > first_on:
        before = opening.booked + ours.booked_between(first_on, window_from)
        chain = _joined(chain, to=before, on=window_from)
    gaps = [*_gaps_before(account, window_from), *(chain.gaps if chain else ())]
    accepted = _accepted(account)
    accepted_difference = (account.quality or {}).get("accepted_difference", 0)
    if balanced.difference == 0:
        # What was missing came after all.
        accepted_difference = 0
    difference = balanced.difference - accepted_difference
    standing = judge(
        chain=_with_gaps(chain, [gap for gap in gaps if gap not in accepted]),
        balanced=replace(balanced, difference=difference),
        closing=opening.booked + booked + accepted_difference,
        differs_since=account.differs_since,
        now=now,
    )
    account.opening_minor = opening.booked
    account.opening_with_pending_minor = opening.with_pending
    account.opening_from = first_on
    account.balance_counts_pending = opening.counts_pending
    account.differs_since = (account.differs_since or now) if difference else None
    account.quality = {
        "standing": standing,
        "difference": difference,
        "accepted_difference": accepted_difference,
        "gaps": [_as_json(gap) for gap in gaps],
        "accepted": [_as_json(gap) for gap in gaps if gap in accepted],
        "doubles": [str(row_id) for row_id in chain.doubles] if chain else [],
        "checked_at": now.isoformat(),
    }


def accept(account: Account, *, now: datetime) -> None:
    """Take the balance as right from now on: what differs and what is missing is known to be."""
    found = account.quality
    if found is None:
        return
    account.differs_since = None
    account.quality = {
        **found,
        "standing": Standing.AGREES,
        "difference": 0,
        "accepted_difference": found["accepted_difference"] + found["difference"],
        "accepted": found["gaps"],
        "checked_at": now.isoformat(),
    }


def quality_of(account: Account) -> Quality | None:
    """Return what the last check found; ``None`` where there is no feed to check."""
    found = account.quality
    if found is None or account.opening_from is None:
        return None
    standing = Standing(found["standing"])
    gaps = [_gap(one) for one in found["gaps"]]
    return Quality(
        standing=standing,
        sentence=_sentence(account, standing=standing, gaps=gaps),
        complete_from=account.opening_from,
        difference=found["difference"],
        differs_since=account.differs_since,
        gaps=gaps,
        doubles=found["doubles"],
        checked_at=datetime.fromisoformat(found["checked_at"]),
    )


def worst(accounts: Sequence[Account]) -> tuple[Account, Quality] | None:
    """Return the account that can be trusted least, and why."""
    found = [(row, quality) for row in accounts if (quality := quality_of(row)) is not None]
    return min(found, key=lambda one: WORST_FIRST.index(one[1].standing), default=None)


def _sentence(account: Account, *, standing: Standing, gaps: Sequence[Gap]) -> str:
    since = _day(account.opening_from)
    difference = (account.quality or {}).get("difference", 0)
    size = _amount(abs(difference), account.currency)
    lack = "less" if difference > 0 else "more"
    around = ", ".join(_day(gap.on) for gap in gaps[:3])
    sentences = {
        Standing.PROVED: (
            f"Complete since {since}: each row leads to the next, and the last to the balance."
        ),
        Standing.AGREES: f"Complete since {since}: the rows add up to the balance.",
        Standing.UNPROVED: (
            f"Read since {since}. Whether its rows add up shows with the next update."
        ),
        Standing.SETTLING: (
            f"Rows and balance differ by {size} for now; banks often need a day or two."
        ),
        Standing.DIFFERS: (
            f"Since {_day(account.differs_since)} the rows come to {size} {lack} than the balance."
        ),
        Standing.GAPS: (
            f"Rows are missing around {around}: the bank's own balances do not join there."
        ),
        Standing.DOUBLES: ("The bank listed a row twice: its own balances show it happened once."),
    }
    return sentences[standing]


def _known_opening(account: Account, ours: FeedRowRepository, *, first_on: date) -> Opening | None:
    """Return the opening as of the first row, moved back if older rows came in since."""
    if account.opening_minor is None or account.opening_from is None:
        return None
    older = (
        ours.booked_between(first_on, account.opening_from)
        if first_on < account.opening_from
        else 0
    )
    with_pending = account.opening_with_pending_minor
    return Opening(
        booked=account.opening_minor - older,
        with_pending=(account.opening_minor if with_pending is None else with_pending) - older,
        counts_pending=account.balance_counts_pending,
    )


def _chain(ours: FeedRowRepository, *, since: date, until: date) -> Chain | None:
    """Return what the running balances prove, ``None`` unless each row has one.

    Read by the quarter, so that an account of any size takes the same memory.
    """
    whole: Chain | None = None
    begin = since
    while begin <= until:
        end = begin + _READ_AT_ONCE
        # The last days may hold rows the bank dates ahead.
        rows = ours.running_balances(since=begin, before=None if end > until else end)
        chained = [
            ChainRow(id=row_id, on=day, amount=amount, balance=balance, content=words)
            for row_id, day, amount, balance, words in rows
            if balance is not None
        ]
        if len(chained) < len(rows):
            return None
        if chained:
            part = read_chain(chained)
            whole = part if whole is None else join(whole, part, on=chained[0].on)
        begin = end
    return whole if whole is not None and whole.is_readable else None


def _joined(chain: Chain, *, to: int, on: date) -> Chain:
    """Return the chain with a gap where it does not go on from the rows before it."""
    before = Chain(gaps=(), doubles=(), closing=to, opening=None, is_readable=True)
    return join(before, chain, on=on)


def _with_gaps(chain: Chain | None, gaps: Sequence[Gap]) -> Chain | None:
    if chain is None:
        return None
    return Chain(
        gaps=tuple(gaps),
        doubles=chain.doubles,
        closing=chain.closing,
        opening=chain.opening,
        is_readable=chain.is_readable,
    )


def _gaps_before(account: Account, day: date) -> list[Gap]:
    found = [_gap(one) for one in (account.quality or {}).get("gaps", [])]
    return [gap for gap in found if gap.on < day]


def _accepted(account: Account) -> list[Gap]:
    return [_gap(one) for one in (account.quality or {}).get("accepted", [])]


def _gap(found: dict[str, Any]) -> Gap:
    return Gap(on=date.fromisoformat(found["on"]), amount=found["amount"])


def _as_json(gap: Gap) -> dict[str, Any]:
    return {"on": gap.on.isoformat(), "amount": gap.amount}


def _day(day: date | None) -> str:
    return "" if day is None else f"{day.day} {day:%b %Y}"


def _amount(minor: int, currency: str) -> str:
    return Money(minor, currency).in_words()
