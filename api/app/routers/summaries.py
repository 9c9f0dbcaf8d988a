"""The figure as its body: values in, names of the contract out."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from app.domain import cards
from app.domain.money import Money
from app.domain.safe_to_spend import Line, LowPoint, MovementSource, PaydayDue, TermKey
from app.domain.shortfall import Shortfall
from app.schemas import summary as bodies
from app.schemas.analytics import CardCycleOut, PaydayDueOut, RepaymentDueOut
from app.services.figures.expectations import CardOutlook, Expectation
from app.services.figures.feeds import FeedAge
from app.services.figures.overview import Overview

SOURCES: Mapping[str, bodies.LineSource] = {
    TermKey.CASH: "account",
    TermKey.BUFFER: "buffer",
    MovementSource.COMMITMENT: "commitment",
    MovementSource.CARD: "card_repayment",
    MovementSource.PLANNED: "planned_item",
    MovementSource.PLAN: "payment_plan",
    MovementSource.GOAL: "goal",
    MovementSource.WHAT_IF: "what_if",
    MovementSource.OVERDRAFT: "overdraft",
    MovementSource.EVERYDAY: "everyday",
}


def summary_out(found: Overview) -> bodies.SummaryOut:
    """Return the summary's body."""
    figure = found.figure
    names = {account.id: account.name for account in found.outlook.accounts}
    estimates = _estimates(found)
    beside = found.companions
    return bodies.SummaryOut(
        as_of=found.as_of,
        today=found.today,
        currency=found.currency,
        safe_to_spend=figure.amount.minor,
        per_day=figure.per_day.minor,
        as_usual=beside.as_usual.amount.minor if beside.as_usual else None,
        cautious=beside.cautious.amount.minor if beside.cautious else None,
        as_usual_lines=lines_out(beside.as_usual.lines if beside.as_usual else (), estimates),
        cautious_lines=lines_out(beside.cautious.lines if beside.cautious else (), estimates),
        without_everyday=beside.without,
        committed=figure.committed.minor,
        cash=figure.cash.minor,
        buffer=figure.buffer.minor,
        cushion=found.cushion.minor,
        cards_owed=found.cards_owed.minor,
        is_short=figure.is_short,
        first_short=low_point_out(figure.first_short) if figure.first_short else None,
        window=bodies.WindowOut(
            start=figure.window.start, end=figure.window.end, days=figure.window.length
        ),
        payday=payday_out(figure.payday) if figure.payday else None,
        late_paydays=[payday_out(payday) for payday in figure.late_paydays],
        low_point=low_point_out(figure.low_point),
        with_late_income=minor_of(figure.with_late_income),
        with_payday=minor_of(figure.with_payday_income),
        accounts=[
            bodies.AccountLowOut(
                id=low.account_id,
                name=names[low.account_id],
                own=low.own.minor,
                low_point=low_point_out(low.low_point),
                reconciles=found.reconciles[low.account_id],
            )
            for low in figure.accounts
        ],
        shortfalls=[_shortfall(one, names) for one in found.shortfalls],
        equation=[
            bodies.TermOut(
                key=term.key.value,
                amount=term.amount.minor,
                lines=lines_out(term.lines, estimates),
            )
            for term in figure.equation
        ],
        lines=lines_out(figure.lines, estimates),
        after_trough=lines_out(figure.after_trough, estimates),
        owed=sorted(
            [*_owed(found.owed, found, names, estimates), *_card_owed(found, names)],
            key=lambda one: (one.date, one.amount),
        ),
        missed=_owed(found.missed, found, names, estimates),
        cards=[card_out(card) for card in found.cards],
        feeds=feeds_out(found.feeds),
        notes=list(found.notes),
    )


def feeds_out(feeds: Iterable[FeedAge]) -> list[bodies.FeedOut]:
    """Return how old each bank's news is."""
    return [
        bodies.FeedOut(
            connection_id=feed.connection.id,
            display_name=feed.connection.display_name,
            age_hours=feed.age_hours,
            status=feed.status,
            account_ids=list(feed.account_ids),
            sentence=feed.sentence,
            quality=feed.quality,
        )
        for feed in feeds
    ]


def payday_out(payday: PaydayDue) -> PaydayDueOut:
    """Return a payday's body."""
    return PaydayDueOut(
        commitment_id=payday.commitment_id,
        date=payday.on,
        amount=payday.amount.minor,
        name=payday.name,
        late=payday.late,
    )


def repayment_due_out(repayment: cards.Repayment) -> RepaymentDueOut:
    """Return a repayment's body."""
    return RepaymentDueOut(
        date=repayment.due_on,
        amount=repayment.amount.minor,
        statement_date=repayment.statement_on,
        is_estimate=repayment.is_estimate,
        carried=repayment.carried.minor,
        interest=repayment.interest.minor,
    )


def card_cycle_out(outlook: CardOutlook) -> CardCycleOut | None:
    """Return the statement all figures start from, and the card's days."""
    if outlook.card is None:
        return None
    state, plan = outlook.card.state, outlook.card.plan
    statement_on, due_on = state.last_statement_on, state.payment_due_on
    return CardCycleOut(
        statement_day=statement_on.day if statement_on else plan.statement_day,
        due_day=due_on.day if due_on else plan.due_day,
        statement_date=statement_on,
        statement_balance=minor_of(state.last_statement_balance),
        paid_since=state.payments_since_statement.minor,
        owed=state.owed.minor,
        is_reconstructed=state.is_reconstructed,
    )


def card_out(card: CardOutlook) -> bodies.CardOut:
    """Return a card's body."""
    return bodies.CardOut(
        account_id=card.account.id,
        name=card.account.name,
        owed=card.owed.minor,
        next_repayment=repayment_due_out(card.repayments[0]) if card.repayments else None,
        missing=card.missing,
    )


def _shortfall(one: Shortfall, names: Mapping[UUID, str]) -> bodies.ShortfallOut:
    return bodies.ShortfallOut(
        account_id=one.account_id,
        name=names[one.account_id],
        first=low_point_out(one.first),
        low_point=low_point_out(one.low_point),
        needed=one.needed.minor,
        transfers=[
            bodies.TransferOut(
                from_account_id=transfer.from_account_id,
                from_name=names[transfer.from_account_id],
                to_account_id=one.account_id,
                amount=transfer.amount.minor,
                by=transfer.by,
            )
            for transfer in one.transfers
        ],
        missing=one.missing.minor,
    )


def minor_of(amount: Money | None) -> int | None:
    """Return the amount's minor units, if there is an amount."""
    return None if amount is None else amount.minor


def low_point_out(low_point: LowPoint) -> bodies.LowPointOut:
    """Return a low point's body."""
    return bodies.LowPointOut(
        date=low_point.on,
        balance=low_point.balance.minor,
        cause=low_point.cause,
        account_id=low_point.account_id,
    )


def _estimates(found: Overview) -> set[UUID]:
    """Return the ids of what varies or is only guessed."""
    varying = {row.id for row in found.outlook.commitments if row.variable}
    guessed = {
        card.account.id
        for card in found.cards
        if any(repayment.is_estimate for repayment in card.repayments[:1])
    }
    return varying | guessed


def lines_out(lines: Iterable[Line], estimates: set[UUID]) -> list[bodies.LineOut]:
    """Return the lines of a figure."""
    return [
        bodies.LineOut(
            label=line.label,
            amount=line.amount.minor,
            date=line.on,
            source=SOURCES[line.source],
            source_id=UUID(line.source_id) if line.source_id else None,
            account_id=line.account_id,
            detail=None,
            estimate=line.source == MovementSource.EVERYDAY
            or (bool(line.source_id) and UUID(line.source_id) in estimates),
        )
        for line in lines
    ]


def _owed(
    expectations: Iterable[Expectation],
    found: Overview,
    names: Mapping[UUID, str],
    estimates: set[UUID],
) -> list[bodies.OwedOut]:
    return [
        bodies.OwedOut(
            label=one.expected.name,
            amount=one.owed.minor or one.expected.amount.minor,
            date=one.owed_on,
            nominal_date=one.expected.nominal_on,
            due_in_days=(one.owed_on - found.today).days,
            source=SOURCES[one.source],
            source_id=one.expected.commitment_id,
            account_id=one.expected.account_id,
            account_name=names.get(one.expected.account_id) if one.expected.account_id else None,
            status=one.status.value,
            estimate=one.expected.commitment_id in estimates,
        )
        for one in expectations
    ]


def _card_owed(found: Overview, names: Mapping[UUID, str]) -> list[bodies.OwedOut]:
    return [
        bodies.OwedOut(
            label=card.account.name,
            amount=-repayment.amount.minor,
            date=repayment.due_on,
            nominal_date=repayment.due_on,
            due_in_days=(repayment.due_on - found.today).days,
            source="card_repayment",
            source_id=card.account.id,
            account_id=card.pay_from_account_id,
            account_name=names.get(card.pay_from_account_id) if card.pay_from_account_id else None,
            status="expected",
            estimate=repayment.is_estimate,
        )
        for card in found.cards
        for repayment in card.repayments
        if repayment.due_on in found.figure.window
    ]
