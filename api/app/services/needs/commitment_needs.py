"""What the person is asked about commitments: each one decision, with what it rests on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.cash_pool import MovementSource
from app.domain.commitments.match import Status
from app.domain.money import Money
from app.models.banking import Account, Mandate, Transaction
from app.models.planning import Commitment
from app.repositories.banking import AccountRepository
from app.repositories.commitments import CommitmentRepository
from app.repositories.planning import PlanningRepository
from app.services.commitments import commitments
from app.services.commitments.remembering import CONFIRMED, SUGGESTED
from app.services.figures import expectations, paydays
from app.services.figures.expectations import Expectation
from app.services.household.people import SignedIn
from app.services.needs.need import Need, NeedKind

# Rows shown beside a question: enough to judge a rhythm by.
_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    accounts: Mapping[UUID, Account]
    commitments: Sequence[Commitment]
    payments: Mapping[UUID, Sequence[Transaction]]
    """The latest payments of each commitment that is asked about, newest first."""

    def need(
        self, row: Commitment, kind: NeedKind, title: str, detail: str, *, on: date | None
    ) -> Need:
        account = self.accounts.get(row.account_id) if row.account_id else None
        return Need(
            kind=kind,
            subject_id=row.id,
            title=title,
            detail=detail,
            since=on,
            account=account,
            commitment=row,
            candidates=self.payments.get(row.id, ()),
        )


def commitment_needs(session: Session, *, signed_in: SignedIn, today: date) -> list[Need]:
    """Return what waits for the person about commitments, what touches the figure first."""
    household_id = signed_in.household.id
    rows = [
        row
        for row in PlanningRepository(session, household_id=household_id).commitments()
        if row.origin != commitments.FORGOTTEN
    ]
    known = _Known(
        accounts={
            row.id: row for row in AccountRepository(session, household_id=household_id).all()
        },
        commitments=rows,
        payments=_payments(session, signed_in, rows),
    )
    outlook = expectations.outlook(session, signed_in=signed_in, today=today)
    return [
        *_late(known, outlook.expectations),
        *_ended(known),
        *_price_rises(known),
        *_payday(session, known, signed_in=signed_in, today=today),
        *_suggestions(known),
        *_mandates(session, known, signed_in=signed_in),
    ]


def _payments(
    session: Session, signed_in: SignedIn, rows: Sequence[Commitment]
) -> dict[UUID, list[Transaction]]:
    repository = CommitmentRepository(session, household_id=signed_in.household.id)
    asked = {row.id for row in rows if row.status in {SUGGESTED, CONFIRMED}}
    shown = {
        commitment_id: [one.transaction_id for one in payments[-_SHOWN:]]
        for commitment_id, payments in repository.payments().items()
        if commitment_id in asked
    }
    by_id = {
        row.id: row
        for row in repository.transactions([row_id for ids in shown.values() for row_id in ids])
    }
    return {
        commitment_id: [by_id[row_id] for row_id in reversed(ids)]
        for commitment_id, ids in shown.items()
    }


def _late(known: _Known, found: Sequence[Expectation]) -> Iterator[Need]:
    by_id = {row.id: row for row in known.commitments}
    for one in found:
        row = by_id.get(one.expected.commitment_id)
        if one.source is not MovementSource.COMMITMENT or row is None:
            continue
        if one.status not in {Status.LATE, Status.MISSED}:
            continue
        since = row.decided_on or row.created_at.date()
        if one.expected.due_on < since and one.status is Status.MISSED:
            continue
        amount = abs(one.expected.amount).in_words()
        due = _day(one.expected.due_on)
        is_late = one.status is Status.LATE
        if is_late:
            title = f"{row.name} was due on {due}"
            detail = (
                f"{amount} has not come in yet and is not counted on."
                if row.direction == "in"
                else f"{amount} has not left yet and is still kept back."
            )
        else:
            title = f"{row.name} of {due} did not come"
            detail = f"{amount} is no longer counted. Was it left out this once, or has it ended?"
        kind: NeedKind = "late" if is_late else "missed"
        yield known.need(row, kind, title, detail, on=one.expected.nominal_on)


def _ended(known: _Known) -> Iterator[Need]:
    for row in known.commitments:
        if row.status != CONFIRMED or row.series_state != "ended":
            continue
        payments = known.payments.get(row.id, ())
        last_on = payments[0].booked_on if payments else None
        if row.goes_on_after is not None and (last_on is None or last_on <= row.goes_on_after):
            continue
        said = next((why for why in reversed(row.why) if "bank lists" in why), None)
        detail = f"Its last payment was on {_day(last_on)}." if last_on else "It stopped."
        if said:
            detail = f"{detail} {said[0].upper()}{said[1:]}."
        yield known.need(
            row,
            "series_ended",
            f"{row.name} seems to have ended",
            f"{detail} It is counted until you say that it has ended.",
            on=last_on,
        )


def _price_rises(known: _Known) -> Iterator[Need]:
    for row in known.commitments:
        if row.status != CONFIRMED:
            continue
        for step in row.price_steps:
            if step["is_told"]:
                continue
            old, new = Money(step["old"], row.currency), Money(step["new"], row.currency)
            yearly = Money(abs(step["yearly"]), row.currency).in_words()
            way = "more" if step["new"] > step["old"] else "less"
            follows = "expected from then on" if row.amount_minor == step["new"] else "not followed"
            yield known.need(
                row,
                "price_rise",
                f"{row.name} went from {old.in_words()} to {new.in_words()}",
                f"That is {yearly} {way} a year. The new amount is {follows}.",
                on=date.fromisoformat(step["on"]),
            )


def _suggestions(known: _Known) -> Iterator[Need]:
    asked = [row for row in known.commitments if row.status == SUGGESTED]
    for row in sorted(asked, key=lambda row: (-(row.confidence or 0), row.next_date)):
        amount = Money(row.amount_minor, row.currency).in_words()
        about = f"about {amount}, varies" if row.variable else amount
        what = "an income" if row.direction == "in" else "a bill"
        is_again = row.was_offered_again
        yield known.need(
            row,
            "offered_again" if is_again else "suggestion",
            f"Is {row.name} {what} that goes on?",
            ". ".join(
                [
                    f"{about[0].upper()}{about[1:]}",
                    *(f"{why[0].upper()}{why[1:]}" for why in row.why),
                    *(["You said no to it once, and it has changed since"] if is_again else []),
                ]
            )
            + ".",
            on=None,
        )


def _payday(session: Session, known: _Known, *, signed_in: SignedIn, today: date) -> Iterator[Need]:
    found = paydays.setting(session, signed_in=signed_in, today=today)
    if found.rule is not None or not found.is_default:
        return
    best = [proposal for proposal in found.proposals if proposal.is_recommended]
    if not best:
        return
    row = best[0].view.row
    yield known.need(
        row,
        "payday",
        f"Is {row.name} your payday?",
        f"{best[0].sentence} Until you choose, the largest confirmed income is taken.",
        on=best[0].view.next_due_date,
    )


def _mandates(session: Session, known: _Known, *, signed_in: SignedIn) -> Iterator[Need]:
    """Yield new mandates of which the bank says too little to expect anything."""
    taken = {row.mandate_id for row in known.commitments}
    repository = AccountRepository(session, household_id=signed_in.household.id)
    for mandate in repository.mandates():
        if _is_news(mandate) and mandate.id not in taken:
            yield Need(
                kind="new_mandate",
                subject_id=mandate.id,
                title=f"{mandate.name} may take money from now on",
                detail=(
                    "The bank lists a new direct debit that nothing has been paid by yet. "
                    "Enter it if you know how much and when."
                ),
                since=mandate.first_seen_on,
                account=known.accounts.get(mandate.account_id),
            )


def _is_news(mandate: Mandate) -> bool:
    return (
        mandate.first_seen_on is not None
        and mandate.dismissed_at is None
        and mandate.gone_on is None
        and mandate.is_active is not False
        and mandate.previous_on is None
        and mandate.next_on is None
    )


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"
