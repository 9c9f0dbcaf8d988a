"""The figure as its body: values in, names of the contract out."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from app.domain import cards
from app.domain.money import Money
from app.domain.safe_to_spend import Line, LowPoint, MovementSource, PaydayDue, TermKey
from app.schemas import summary as bodies
from app.schemas.analytics import PaydayDueOut, RepaymentDueOut
from app.services.expectations import CardOutlook, Expectation
from app.services.overview import Overview

_SOURCES: Mapping[str, bodies.LineSource] = {
    TermKey.CASH: "account",
    TermKey.BUFFER: "buffer",
    MovementSource.COMMITMENT: "commitment",
    MovementSource.CARD: "card_repayment",
    MovementSource.PLANNED: "planned_item",
    MovementSource.PLAN: "payment_plan",
    MovementSource.GOAL: "goal",
}


def summary_out(found: Overview) -> bodies.SummaryOut:
    """Return the summary's body."""
    figure = found.figure
    names = {account.id: account.name for account in found.outlook.accounts}
    estimates = _estimates(found)
    return bodies.SummaryOut(
        as_of=found.as_of,
        today=found.today,
        currency=found.currency,
        safe_to_spend=figure.amount.minor,
        per_day=figure.per_day.minor,
        as_usual=None,
        cautious=None,
        committed=figure.committed.minor,
        cash=figure.cash.minor,
        buffer=figure.buffer.minor,
        cushion=found.cushion.minor,
        cards_owed=found.cards_owed.minor,
        is_short=figure.is_short,
        first_short=_low_point(figure.first_short) if figure.first_short else None,
        window=bodies.WindowOut(
            start=figure.window.start, end=figure.window.end, days=figure.window.length
        ),
        payday=payday_out(figure.payday) if figure.payday else None,
        late_paydays=[payday_out(payday) for payday in figure.late_paydays],
        low_point=_low_point(figure.low_point),
        with_late_income=_minor(figure.with_late_income),
        with_payday=_minor(figure.with_payday_income),
        accounts=[
            bodies.AccountLowOut(
                id=low.account_id,
                name=names[low.account_id],
                own=low.own.minor,
                low_point=_low_point(low.low_point),
                reconciles=found.reconciles[low.account_id],
            )
            for low in figure.accounts
        ],
        equation=[
            bodies.TermOut(
                key=term.key.value,
                amount=term.amount.minor,
                lines=_lines(term.lines, estimates),
            )
            for term in figure.equation
        ],
        lines=_lines(figure.lines, estimates),
        after_trough=_lines(figure.after_trough, estimates),
        owed=sorted(
            [*_owed(found.owed, found, names, estimates), *_card_owed(found, names)],
            key=lambda one: (one.date, one.amount),
        ),
        missed=_owed(found.missed, found, names, estimates),
        cards=[card_out(card) for card in found.cards],
        feeds=[
            bodies.FeedOut(
                connection_id=feed.connection.id,
                display_name=feed.connection.display_name,
                age_hours=feed.age_hours,
                status=feed.status,
                quality=feed.quality,
            )
            for feed in found.feeds
        ],
        notes=list(found.notes),
    )


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


def _minor(amount: Money | None) -> int | None:
    return None if amount is None else amount.minor


def _low_point(low_point: LowPoint) -> bodies.LowPointOut:
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


def _lines(lines: Iterable[Line], estimates: set[UUID]) -> list[bodies.LineOut]:
    return [
        bodies.LineOut(
            label=line.label,
            amount=line.amount.minor,
            date=line.on,
            source=_SOURCES[line.source],
            source_id=UUID(line.source_id) if line.source_id else None,
            account_id=line.account_id,
            detail=None,
            estimate=bool(line.source_id) and UUID(line.source_id) in estimates,
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
            source=_SOURCES[one.source],
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
