"""All that is stored of a household and that its figures are made of, read once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.calendar import WorkingDays
from app.domain.commitments.match import OccurrenceKey
from app.domain.ledger import AccountKind
from app.models.banking import Account, Connection, Transaction
from app.models.people import Household
from app.models.planning import CardRepayment
from app.repositories.banking import AccountRepository, ConnectionRepository
from app.repositories.planning import PlanningRepository
from app.repositories.transactions import TransactionRepository
from app.services.accounts import accounts
from app.services.commitments import commitments
from app.services.figures.card_outlooks import CARD_HISTORY
from app.services.figures.expected import LOOK_BACK, Told
from app.services.household.people import OfHousehold

PAID, LEFT_OUT = "paid", "left_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a household on a day, before anything is worked out."""

    today: date
    household: Household
    working_days: WorkingDays
    accounts: Sequence[Account]
    """Those that are open."""
    connections: Sequence[tuple[Connection, datetime | None]]
    pending_minor: Mapping[UUID, int]
    told: Told
    """What counts."""
    suggested: Told
    """What would, had the person said so."""
    skipped: frozenset[OccurrenceKey]
    paid: frozenset[OccurrenceKey]
    """What the person said was paid, whether or not a row shows it."""
    paid_by: Mapping[UUID, OccurrenceKey]
    """By row, what the person said it paid."""
    recent: Sequence[Transaction]
    """The rows that may pay something."""
    card_rows: Sequence[Transaction]
    card_settings: Mapping[UUID, CardRepayment]
    purchases: Mapping[UUID, Transaction]
    """The row of each payment plan's purchase, where one was named."""

    @property
    def cards(self) -> list[Account]:
        return [row for row in self.accounts if AccountKind(row.kind) in accounts.CARD_KINDS]


def read(session: Session, *, of: OfHousehold, today: date) -> Known:
    """Return what is stored of the household."""
    household = of.household
    repository = AccountRepository(session, household_id=household.id)
    transactions = TransactionRepository(session, household_id=household.id)
    planned = PlanningRepository(session, household_id=household.id)
    rows = [row for row in repository.all() if not row.is_closed]
    told, suggested = _told(planned)
    said = planned.told()
    card_ids = [row.id for row in rows if AccountKind(row.kind) in accounts.CARD_KINDS]
    return Known(
        today=today,
        household=household,
        working_days=commitments.days_of(of, around=today),
        accounts=rows,
        connections=ConnectionRepository(session, household_id=household.id).with_reads(),
        pending_minor=repository.pending_sums(),
        told=told,
        suggested=suggested,
        skipped=frozenset(
            {key for key, decided in planned.decisions().items() if decided == commitments.SKIPPED}
            | {(one.subject_id, one.nominal_on) for one in said if one.word == LEFT_OUT}
            | commitments.left_out(told.commitments)
        ),
        paid=frozenset((one.subject_id, one.nominal_on) for one in said if one.word == PAID),
        paid_by={
            one.transaction_id: (one.subject_id, one.nominal_on)
            for one in said
            if one.transaction_id is not None
        },
        recent=transactions.since(today - LOOK_BACK),
        card_rows=transactions.of_accounts(card_ids, since=today - CARD_HISTORY),
        card_settings=planned.card_repayments(),
        purchases=(
            planned.purchases_of_plans()
            if any(plan.purchase_transaction_id for plan in told.plans)
            else {}
        ),
    )


def _told(planned: PlanningRepository) -> tuple[Told, Told]:
    rows = planned.commitments()
    return (
        Told(
            commitments=[row for row in rows if row.status == commitments.CONFIRMED],
            items=planned.planned_items(),
            plans=planned.payment_plans(),
            goals=planned.goals(),
        ),
        Told(
            commitments=[row for row in rows if row.status == commitments.SUGGESTED],
            items=(),
            plans=(),
            goals=(),
        ),
    )
