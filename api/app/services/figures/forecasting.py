"""The forecast, what-if questions and every figure beside safe to spend."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.calendar import Period, london_day
from app.domain.cash_pool import Movement, Opening
from app.domain.commitments.match import Status
from app.domain.companions import Companion, as_usual, cautious
from app.domain.elsewhere import forecast_elsewhere
from app.domain.errors import InvalidInputError
from app.domain.everyday.history import TooShort
from app.domain.forecast import Everyday, Forecast, day_lines, forecast
from app.domain.ledger import AccountKind
from app.domain.money import Money
from app.domain.safe_to_spend import Line, SafeToSpend, cash_line
from app.domain.shortfall import Shortfall, shortfalls
from app.domain.situation import pool_movements
from app.domain.what_if import Asked, Way, WhatIf, ways, what_if
from app.models.banking import Account
from app.services.accounts import accounts
from app.services.accounts.rates import fraction_of, percent_of
from app.services.figures import everyday, expectations
from app.services.figures.expectations import Outlook
from app.services.household.people import SignedIn

# An account's warning looks past payday: it is no use to hear of it the day before.
_WARNED_AHEAD = timedelta(days=35)
_NO_BANDS = "Nothing here is spent day by day: only what is certain is counted."
_SAVINGS = frozenset({AccountKind.SAVINGS, AccountKind.POT})


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastView:
    """The forecast and what it lacks."""

    found: Forecast
    outlook: Outlook
    without_bands: str | None
    """Why there are no bands, in words; None where there are."""
    history_days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Companions:
    """What stands beside safe to spend, as far as the household's history tells."""

    as_usual: Companion | None
    cautious: Companion | None
    without: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to a what-if question."""

    found: WhatIf
    ways: Sequence[Way]
    asked: Sequence[Asked]


def read_forecast(
    session: Session,
    *,
    signed_in: SignedIn,
    today: date,
    now: datetime,
    days: int,
    account_id: UUID | None,
    include_suggested: bool,
) -> ForecastView:
    """Return the days ahead of the pool, or of one account: of it, of savings, or a card.

    :raises accounts.AccountUnknownError: if the household has no such account.
    :raises InvalidInputError: if the account is in another currency, or its balance unknown.
    """
    outlook = expectations.outlook(session, signed_in=signed_in, today=today)
    if account_id is not None:
        accounts.check_account(session, household_id=signed_in.household.id, account_id=account_id)
        if all(opening.account_id != account_id for opening in outlook.situation.openings):
            return _read_elsewhere(
                session,
                signed_in=signed_in,
                outlook=outlook,
                now=now,
                days=days,
                account=_elsewhere(outlook, account_id),
                include_suggested=include_suggested,
            )
    spent = everyday.everyday_of(
        session,
        signed_in=signed_in,
        outlook=outlook,
        now=now,
        account_id=account_id,
        include_suggested=include_suggested,
    )
    found = forecast(
        outlook.situation,
        days=days,
        everyday=_known(spent),
        account_id=account_id,
        include_suggested=include_suggested,
    )
    return ForecastView(
        found=found,
        outlook=outlook,
        without_bands=why_without(spent),
        history_days=spent.days if isinstance(spent, TooShort) else None,
    )


def _elsewhere(outlook: Outlook, account_id: UUID) -> Opening:
    """Return an account outside the pool as its forecast opens: a card with what it owes.

    :raises InvalidInputError: if it is closed or in another currency.
    """
    row = next((one for one in outlook.accounts if one.id == account_id), None)
    if row is None or row.currency != outlook.currency:
        raise InvalidInputError(
            "An account that is closed or in another currency has no forecast.", field="account_id"
        )
    for card in outlook.situation.cards:
        if card.account_id == account_id:
            nothing = Money.zero(outlook.currency)
            return Opening(account_id, row.name, -card.state.owed, nothing)
    return _savings(row, outlook)


def _read_elsewhere(
    session: Session,
    *,
    signed_in: SignedIn,
    outlook: Outlook,
    now: datetime,
    days: int,
    account: Opening,
    include_suggested: bool,
) -> ForecastView:
    """Return the days ahead of an account outside the pool."""
    spent = everyday.everyday_of(
        session,
        signed_in=signed_in,
        outlook=outlook,
        now=now,
        include_suggested=include_suggested,
    )
    found = forecast_elsewhere(
        outlook.situation,
        account,
        days=days,
        everyday=_known(spent),
        include_suggested=include_suggested,
    )
    has_bands = found.days[0].p10 is not None
    return ForecastView(
        found=found,
        outlook=outlook,
        without_bands=None if has_bands else why_without(spent) or _NO_BANDS,
        history_days=spent.days if isinstance(spent, TooShort) else None,
    )


def read_day(
    session: Session,
    *,
    signed_in: SignedIn,
    today: date,
    now: datetime,
    on: date,
    account_id: UUID | None,
) -> tuple[ForecastView, Sequence[Line]]:
    """Return the forecast up to a day, and the lines its expected balance is the sum of.

    :raises InvalidInputError: if the day is not within the year ahead.
    """
    days = (on - today).days + 1
    if not 1 <= days <= everyday.AHEAD - 1:
        raise InvalidInputError("A forecast is for a day of the year ahead.", field="date")
    view = read_forecast(
        session,
        signed_in=signed_in,
        today=today,
        now=now,
        days=days,
        account_id=account_id,
        include_suggested=False,
    )
    lines = day_lines(view.outlook.situation, view.found, on=on, account_id=account_id)
    pool = {opening.account_id for opening in view.outlook.situation.openings}
    if account_id is not None and account_id not in pool:
        lines = (cash_line(_elsewhere(view.outlook, account_id), today), *lines)
    return view, lines


def companions(
    session: Session, *, signed_in: SignedIn, outlook: Outlook, figure: SafeToSpend, now: datetime
) -> Companions:
    """Return safe to spend as usual and cautiously."""
    spent = everyday.everyday_of(session, signed_in=signed_in, outlook=outlook, now=now)
    if isinstance(spent, TooShort):
        return Companions(as_usual=None, cautious=None, without=why_without(spent))
    return Companions(
        as_usual=as_usual(outlook.situation, figure, spent),
        cautious=cautious(
            outlook.situation,
            figure,
            spent,
            unseen=_unseen_bills(outlook, now=now),
        ),
        without=None,
    )


def answer(
    session: Session,
    *,
    signed_in: SignedIn,
    today: date,
    now: datetime,
    items: Sequence[Mapping[str, Any]],
) -> Answer:
    """Return what the items would change, and what each way to pay would take.

    :raises accounts.AccountUnknownError: if an account is not the household's.
    :raises InvalidInputError: if an item lies in the past or beyond the year ahead.
    """
    outlook = expectations.outlook(session, signed_in=signed_in, today=today)
    asked = [_asked(session, signed_in=signed_in, given=given, today=today) for given in items]
    spent = _known(everyday.everyday_of(session, signed_in=signed_in, outlook=outlook, now=now))
    first = items[0]
    return Answer(
        found=what_if(outlook.situation, asked, everyday=spent),
        asked=asked,
        ways=(
            ways(
                outlook.situation,
                asked[0],
                everyday=spent,
                instalments=max(first["instalments"], 2) if first["instalments"] > 1 else 3,
                apr=fraction_of(percent_of(first.get("apr"))),
            )
            if len(asked) == 1 and asked[0].amount.minor < 0
            else ()
        ),
    )


def warnings(outlook: Outlook, figure: SafeToSpend) -> list[Shortfall]:
    """Return the accounts that run dry though the pool need not, and what would prevent it."""
    situation = outlook.situation
    return shortfalls(
        openings=situation.openings,
        movements=pool_movements(situation),
        window=Period(situation.today, max(figure.window.end, situation.today + _WARNED_AHEAD)),
        working_days=situation.working_days,
        also_from=[
            _savings(row, outlook)
            for row in outlook.accounts
            if not row.in_cash_pool
            and AccountKind(row.kind) in _SAVINGS
            and row.currency == outlook.currency
        ],
    )


def why_without(spent: Everyday | TooShort) -> str | None:
    """Return in words why there is no everyday figure."""
    if isinstance(spent, Everyday):
        return None
    if spent.days == 0:
        return "No bank history yet: only what is certain is counted."
    return (
        f"{spent.days} days of history so far; everyday spending is learned from "
        f"{spent.needed} days on. Only what is certain is counted."
    )


def _known(spent: Everyday | TooShort) -> Everyday | None:
    return spent if isinstance(spent, Everyday) else None


def _asked(
    session: Session, *, signed_in: SignedIn, given: Mapping[str, Any], today: date
) -> Asked:
    household = signed_in.household
    account_id = given.get("account_id")
    accounts.check_account(session, household_id=household.id, account_id=account_id)
    on = given.get("date") or today
    if not today <= on < today + timedelta(days=everyday.AHEAD):
        raise InvalidInputError("Ask for a day of the year ahead.", field="items.date")
    return Asked(
        amount=Money(given["amount"], household.currency),
        on=on,
        label=given.get("name") or "What if",
        account_id=account_id,
        instalments=given["instalments"],
        interval_months=given["interval_months"],
        apr=fraction_of(percent_of(given.get("apr"))),
    )


def _savings(row: Account, outlook: Outlook) -> Opening:
    return Opening(
        account_id=row.id,
        name=row.name,
        own=accounts.own_of(row, pending_minor=outlook.pending_minor.get(row.id, 0)).own,
        overdraft=Money(row.overdraft_minor, row.currency),
    )


def _unseen_bills(outlook: Outlook, *, now: datetime) -> list[Movement]:
    """Return bills taken for missed that fell due only after their bank was last heard."""
    silent_for = {id_: now.date() - london_day(read_at) for id_, read_at in outlook.read_at.items()}
    heard_until = {
        row.id: outlook.today - silent_for[row.connection_id]
        for row in outlook.pool
        if row.connection_id in silent_for
    }
    return [
        Movement(
            on=outlook.today,
            amount=one.expected.amount,
            label=f"{one.expected.name}, not seen since its bank went silent",
            account_id=one.expected.account_id,
            source=one.source,
            source_id=str(one.expected.commitment_id),
        )
        for one in outlook.expectations
        if one.status is Status.MISSED
        and one.expected.amount.minor < 0
        and one.expected.account_id in heard_until
        and one.expected.due_on > heard_until[one.expected.account_id]
    ]
