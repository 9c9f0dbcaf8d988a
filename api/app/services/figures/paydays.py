"""Which incomes end the window, and what is never to be spent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.commitments.detection import words
from app.domain.commitments.payday import Income, Proposal, proposals
from app.domain.commitments.schedule import Shift
from app.domain.errors import InvalidInputError
from app.domain.money import Money
from app.domain.safe_to_spend import PaydayDue
from app.repositories.people import PeopleRepository
from app.repositories.planning import PlanningRepository
from app.services.commitments import commitments
from app.services.commitments.commitments import CommitmentView
from app.services.commitments.patterns import cadence_of
from app.services.figures import expectations
from app.services.household.people import SignedIn


@dataclass(frozen=True, slots=True, kw_only=True)
class PaydayProposal:
    """An income that could be the payday, confirmed already or still a suggestion."""

    view: CommitmentView
    is_recommended: bool
    is_universal_credit: bool
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaydaySetting:
    """The paydays chosen, or taken by default, and what could be one."""

    commitment_ids: Sequence[UUID]
    is_default: bool
    rule: Mapping[str, Any] | None
    next: PaydayDue | None
    candidates: Sequence[CommitmentView]
    proposals: Sequence[PaydayProposal]


def setting(session: Session, *, signed_in: SignedIn, today: date) -> PaydaySetting:
    """Return the paydays of the household."""
    views = commitments.commitments(session, signed_in=signed_in, today=today)
    incomes = [
        view
        for view in views
        if view.row.direction == "in" and view.row.status == commitments.CONFIRMED
    ]
    chosen = expectations.payday_ids([view.row for view in incomes])
    due = expectations.outlook(session, signed_in=signed_in, today=today).paydays()
    return PaydaySetting(
        commitment_ids=[view.row.id for view in incomes if view.row.id in chosen],
        is_default=not any(view.row.is_payday for view in incomes),
        rule=signed_in.household.payday_rule,
        next=next((payday for payday in due if not payday.late), None),
        candidates=incomes,
        proposals=_proposals(views),
    )


def _proposals(views: Sequence[CommitmentView]) -> list[PaydayProposal]:
    """Return what could be the payday, with the rhythm it was seen to have."""
    could_be = {
        view.row.id: view
        for view in views
        if view.row.direction == "in"
        and view.row.status in {commitments.CONFIRMED, commitments.SUGGESTED}
        and view.row.series_state != "ended"
    }
    found = proposals(
        [
            Income(
                id=view.row.id,
                amount_minor=view.row.amount_minor,
                cadence=cadence_of(view.row.cadence),
                texts=(view.row.name, *view.row.match_texts),
            )
            for view in could_be.values()
        ]
    )
    return [
        _proposal(view, proposal)
        for proposal in found
        for view in could_be.values()
        if view.row.id == proposal.income.id
    ]


def _proposal(view: CommitmentView, proposal: Proposal) -> PaydayProposal:
    row = view.row
    amount = Money(row.amount_minor, row.currency).in_words()
    about = f"About {amount}" if row.variable else amount
    seen = f", seen {len(view.payments)} times" if len(view.payments) > 1 else ""
    rhythm = words.rhythm(proposal.income.cadence, Shift(row.shift))
    return PaydayProposal(
        view=view,
        is_recommended=proposal.is_recommended,
        is_universal_credit=proposal.income.is_universal_credit,
        sentence=f"{about} {rhythm}{seen}.",
    )


def choose(
    session: Session,
    *,
    signed_in: SignedIn,
    commitment_ids: Sequence[UUID] | None,
    rule: Mapping[str, Any] | None,
    buffer_minor: int | None,
    today: date,
) -> None:
    """Make exactly these incomes the paydays, or the days of a rule, and keep the buffer.

    ``None`` leaves a thing as it is; naming incomes ends a rule.

    :raises commitments.CommitmentUnknownError: if one of them is not the household's.
    :raises InvalidInputError: if one of them is not an income.
    """
    # Merging would write the revisions back that this person's request began with.
    household = PeopleRepository(session).household(signed_in.household.id)
    if rule is not None:
        commitments.schedule_from(rule)
        household.payday_rule = dict(rule)
    if commitment_ids is not None:
        household.payday_rule = None
        for commitment_id in commitment_ids:
            row = commitments.commitment(session, signed_in=signed_in, commitment_id=commitment_id)
            if row.direction != "in":
                raise InvalidInputError("A payday is an income.", field="commitment_ids")
            # Nobody ends a window with an income they do not believe in.
            commitments.decide(row, status=commitments.CONFIRMED, today=today)
        PlanningRepository(session, household_id=signed_in.household.id).mark_paydays(
            commitment_ids
        )
    if buffer_minor is not None:
        household.buffer_minor = buffer_minor
    session.flush()
    signed_in.household.buffer_minor = household.buffer_minor
    signed_in.household.payday_rule = household.payday_rule
