"""What commitments rest on: the rows detection reads, and which of them are whose evidence."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.models.banking import Transaction
from app.models.planning import Commitment, CommitmentEvidence
from app.repositories.banking import BOOKED, PENDING

_ONE_AT_A_TIME = 7_246_025


@dataclass(frozen=True, slots=True)
class DetectionRow:
    """A bank row, as little of it as detection reads."""

    id: UUID
    account_id: UUID
    status: str
    booked_on: date
    amount_minor: int
    currency: str
    description: str
    merchant: str | None
    bank_category: str
    kind: str | None
    """What spending took it for, if it has looked at it."""
    paired_with_id: UUID | None


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A payment of a commitment."""

    commitment_id: UUID
    transaction_id: UUID
    booked_on: date
    amount_minor: int
    description: str
    status: str


class CommitmentRepository:
    """What the commitments of one household rest on."""

    def __init__(self, session: Session, *, household_id: UUID) -> None:
        self._session = session
        self._household_id = household_id

    def take_turn(self) -> None:
        """Wait until no other transaction is finding this household's commitments."""
        self._session.execute(
            text("SELECT pg_advisory_xact_lock(:kind, hashtext(:household))"),
            {"kind": _ONE_AT_A_TIME, "household": str(self._household_id)},
        )

    def rows(self) -> list[DetectionRow]:
        """Return every row that counts, oldest first."""
        found = self._session.execute(
            select(
                Transaction.id,
                Transaction.account_id,
                Transaction.status,
                Transaction.booked_on,
                Transaction.amount_minor,
                Transaction.currency,
                Transaction.description,
                Transaction.merchant,
                Transaction.bank_category,
                Transaction.kind,
                Transaction.paired_with_id,
            )
            .where(
                Transaction.household_id == self._household_id,
                Transaction.status.in_((BOOKED, PENDING)),
            )
            .order_by(Transaction.booked_on, Transaction.id)
        )
        return [DetectionRow(*row) for row in found]

    def evidence(self) -> dict[UUID, dict[UUID, bool]]:
        """Return each commitment's rows, and whether the person said that they are its."""
        rows = self._session.execute(
            select(
                CommitmentEvidence.commitment_id,
                CommitmentEvidence.transaction_id,
                CommitmentEvidence.is_told,
            )
            .join(Commitment, Commitment.id == CommitmentEvidence.commitment_id)
            .where(Commitment.household_id == self._household_id)
        )
        found: defaultdict[UUID, dict[UUID, bool]] = defaultdict(dict)
        for commitment_id, transaction_id, is_told in rows:
            found[commitment_id][transaction_id] = is_told
        return dict(found)

    def payments(self, commitment_id: UUID | None = None) -> dict[UUID, list[EvidenceRow]]:
        """Return the payments of each commitment, or of that one, oldest first."""
        query = (
            select(
                CommitmentEvidence.commitment_id,
                Transaction.id,
                Transaction.booked_on,
                Transaction.amount_minor,
                Transaction.description,
                Transaction.status,
            )
            .join(Transaction, Transaction.id == CommitmentEvidence.transaction_id)
            .where(
                Transaction.household_id == self._household_id,
                Transaction.status.in_((BOOKED, PENDING)),
            )
            .order_by(Transaction.booked_on, Transaction.id)
        )
        if commitment_id is not None:
            query = query.where(CommitmentEvidence.commitment_id == commitment_id)
        found: defaultdict[UUID, list[EvidenceRow]] = defaultdict(list)
        for row in self._session.execute(query):
            found[row[0]].append(EvidenceRow(*row))
        return dict(found)

    def owner_of(self, transaction_id: UUID) -> Commitment | None:
        """Return the commitment a row is evidence of; one decided on before one suggested."""
        return self._session.scalar(
            select(Commitment)
            .join(CommitmentEvidence, CommitmentEvidence.commitment_id == Commitment.id)
            .where(
                Commitment.household_id == self._household_id,
                CommitmentEvidence.transaction_id == transaction_id,
            )
            .order_by(func.array_position(_PREFERRED, Commitment.status), Commitment.created_at)
            .limit(1)
        )

    def keep(self, commitment_id: UUID, rows: Mapping[UUID, bool]) -> None:
        """Add rows to a commitment's evidence; what a person said of a row stays said."""
        if not rows:
            return
        query = insert(CommitmentEvidence)
        self._session.execute(
            query.on_conflict_do_update(
                index_elements=["commitment_id", "transaction_id"],
                set_={"is_told": CommitmentEvidence.is_told | query.excluded["is_told"]},
            ),
            [
                {"commitment_id": commitment_id, "transaction_id": row_id, "is_told": is_told}
                for row_id, is_told in sorted(rows.items())
            ],
        )

    def drop(self, commitment_id: UUID, row_ids: Iterable[UUID]) -> None:
        """Take rows out of a commitment's evidence."""
        ids = list(row_ids)
        if ids:
            self._session.execute(
                delete(CommitmentEvidence).where(
                    CommitmentEvidence.commitment_id == commitment_id,
                    CommitmentEvidence.transaction_id.in_(ids),
                )
            )

    def transactions(self, ids: Sequence[UUID]) -> Sequence[Transaction]:
        """Return these rows, newest first."""
        if not ids:
            return []
        return self._session.scalars(
            select(Transaction)
            .where(Transaction.household_id == self._household_id, Transaction.id.in_(ids))
            .order_by(Transaction.booked_on.desc(), Transaction.id)
        ).all()


_PREFERRED = ["confirmed", "paused", "ended", "suggested", "rejected"]
