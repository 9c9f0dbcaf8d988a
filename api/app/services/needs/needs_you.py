"""What only the person can settle, gathered from wherever it was found, most urgent first."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.money import Money
from app.repositories.banking import AccountRepository, ConnectionRepository
from app.services.accounts import joining
from app.services.feed import completeness, connecting, settlements
from app.services.household.people import SignedIn
from app.services.needs.commitment_needs import commitment_needs
from app.services.needs.need import Need, NeedKind

_RENEW_BY = {"expired", "expiring"}


def needs_you(session: Session, *, signed_in: SignedIn, today: date, now: datetime) -> list[Need]:
    """Return what waits for the person."""
    household_id = signed_in.household.id
    return [
        *_consents(session, household_id=household_id, now=now),
        *_questions(session, household_id=household_id),
        *_accounts(session, household_id=household_id),
        *_lookalikes(session, household_id=household_id),
        *commitment_needs(session, signed_in=signed_in, today=today),
    ]


def _consents(session: Session, *, household_id: UUID, now: datetime) -> list[Need]:
    found = []
    for row in ConnectionRepository(session, household_id=household_id).all():
        status = connecting.status_of(row, now=now)
        if status not in _RENEW_BY:
            continue
        ends = row.consent_expires_at
        if status == "expired":
            title = f"{row.display_name} has stopped sending news"
            detail = "Its consent has ended. Its figures stay as they were until you renew it."
        else:
            days = 0 if ends is None else (ends - now).days
            within = "today" if days < 1 else "tomorrow" if days == 1 else f"in {days} days"
            title = f"{row.display_name}'s consent ends {within}"
            detail = "Renew it at the bank to keep its figures up to date."
        found.append(
            Need(
                kind="renew_consent",
                subject_id=row.id,
                title=title,
                detail=detail,
                since=None if ends is None else ends.date(),
                connection=row,
            )
        )
    return sorted(found, key=lambda need: need.since or now.date())


def _questions(session: Session, *, household_id: UUID) -> list[Need]:
    needs = []
    for view in settlements.open_questions(session, household_id=household_id):
        row = view.transaction
        amount = Money(abs(row.amount_minor), row.currency).in_words()
        name = row.merchant or row.description
        if view.question.kind == settlements.POSSIBLE_DOUBLE:
            kind: NeedKind = "possible_double"
            title = f"Is this the same {amount} at {name}?"
            detail = (
                "The bank lists it as pending and as booked. If it is one payment, it counts once."
            )
        else:
            kind = "settled_as"
            title = f"What became of the {amount} at {name}?"
            detail = "It is no longer pending, and more than one booked payment could be it."
        needs.append(
            Need(
                kind=kind,
                subject_id=view.question.id,
                title=title,
                detail=detail,
                since=row.booked_on,
                account=view.account,
                transaction=row,
                candidates=view.candidates,
            )
        )
    return needs


def _accounts(session: Session, *, household_id: UUID) -> list[Need]:
    needs = []
    for row in AccountRepository(session, household_id=household_id).all():
        if row.is_closed:
            continue
        quality = completeness.quality_of(row)
        if quality is not None and quality.standing in completeness.TROUBLES:
            needs.append(
                Need(
                    kind="rows_differ",
                    subject_id=row.id,
                    title=f"{row.name}: the rows do not add up",
                    detail=quality.sentence,
                    since=quality.checked_at.date(),
                    account=row,
                )
            )
        if row.needs_review:
            needs.append(
                Need(
                    kind="check_account",
                    subject_id=row.id,
                    title=f"{row.name}: is this what you owe?",
                    detail=(
                        "The bank's figures for it contradict each other. Compare the amount owed "
                        "with the bank's own app."
                    ),
                    since=None,
                    account=row,
                )
            )
    return needs


def _lookalikes(session: Session, *, household_id: UUID) -> list[Need]:
    return [
        Need(
            kind="same_account",
            subject_id=one.by_hand.id,
            title=f"Are {one.by_hand.name} and {one.at_bank.name} one account?",
            detail=(
                f"{one.alike} payments are in both. As one account, each counts once; "
                "what you said of them stays."
            ),
            since=None,
            account=one.at_bank,
        )
        for one in joining.lookalikes(session, household_id=household_id)
    ]
