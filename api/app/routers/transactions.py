"""One transaction: everything known of it, and the person's note on it."""

from uuid import UUID

from fastapi import APIRouter

from app.routers.dependencies import SessionDep, SignedInDep, WiringDep
from app.routers.problems import problems
from app.schemas import transactions as bodies
from app.services import transactions
from app.services.people import NotSignedInError
from app.services.transactions import TransactionView

router = APIRouter(prefix="/banking", tags=["banking"])


@router.get(
    "/transactions/{transaction_id}",
    responses=problems(NotSignedInError, transactions.TransactionUnknownError),
)
def read_transaction(
    transaction_id: UUID, session: SessionDep, signed_in: SignedInDep, wiring: WiringDep
) -> bodies.TransactionDetailOut:
    """One transaction with its note, how it came, and the row as the bank wrote it."""
    return _detail(
        transactions.read(
            session,
            wiring.bank.evidence,
            household_id=signed_in.household.id,
            transaction_id=transaction_id,
        )
    )


@router.patch(
    "/transactions/{transaction_id}",
    responses=problems(NotSignedInError, transactions.TransactionUnknownError),
)
def change_transaction(
    transaction_id: UUID,
    body: bodies.TransactionPatch,
    session: SessionDep,
    signed_in: SignedInDep,
    wiring: WiringDep,
) -> bodies.TransactionDetailOut:
    """Say something of a transaction; what is not named stays."""
    return _detail(
        transactions.change(
            session,
            wiring.bank.evidence,
            household_id=signed_in.household.id,
            transaction_id=transaction_id,
            changes=body.model_dump(exclude_unset=True),
        )
    )


def _detail(view: TransactionView) -> bodies.TransactionDetailOut:
    row = view.row
    return bodies.TransactionDetailOut.model_validate(
        {
            **transactions.values_of(row, account_name=view.account.name),
            "institution": view.account.institution,
            "occurred_at": row.occurred_at,
            "bank_category": row.bank_category,
            "classification": row.classification,
            "was_pending": row.was_pending,
            "first_seen_at": row.first_seen_at,
            "source": row.source,
            "evidence": view.evidence,
            "evidence_read_at": view.evidence_read_at,
        }
    )
