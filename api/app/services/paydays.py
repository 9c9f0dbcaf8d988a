"""Which incomes end the window, and what is never to be spent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.errors import InvalidInputError
from app.domain.safe_to_spend import PaydayDue
from app.repositories.people import PeopleRepository
from app.repositories.planning import PlanningRepository
from app.services import commitments, expectations
from app.services.commitments import CommitmentView
from app.services.people import SignedIn


@dataclass(frozen=True, slots=True, kw_only=True)
class PaydaySetting:
    """The paydays chosen, or taken by default, and what could be one."""

    commitment_ids: Sequence[UUID]
    is_default: bool
    rule: Mapping[str, Any] | None
    next: PaydayDue | None
    candidates: Sequence[CommitmentView]


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
    )


def choose(
    session: Session,
    *,
    signed_in: SignedIn,
    commitment_ids: Sequence[UUID] | None,
    rule: Mapping[str, Any] | None,
    buffer_minor: int | None,
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
        PlanningRepository(session, household_id=signed_in.household.id).mark_paydays(
            commitment_ids
        )
    if buffer_minor is not None:
        household.buffer_minor = buffer_minor
    session.flush()
    signed_in.household.buffer_minor = household.buffer_minor
    signed_in.household.payday_rule = household.payday_rule
