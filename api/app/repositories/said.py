"""What a person said of rows, and the moves found among them; always within one household."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import (
    CollectionAggregate,
    Uuid,
    any_,
    delete,
    literal,
    or_,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.orm import Session

from app.domain.spending.transfers import Pair
from app.models.spending import TransactionDecision, TransactionSplit, Transfer

FOUND, TOLD, REFUSED = "found", "told", "refused"


def _any_of(ids: Collection[UUID]) -> CollectionAggregate[bool]:
    """Return the ids as one array: thousands of parameters cost more than the question."""
    return any_(literal(list(ids), ARRAY(Uuid)))


class SaidRepository:
    """Decisions, splits and transfers."""

    def __init__(self, session: Session, *, household_id: UUID) -> None:
        self._session = session
        self._household_id = household_id

    def decisions(self, ids: Collection[UUID]) -> dict[UUID, TransactionDecision]:
        found = self._session.scalars(
            select(TransactionDecision)
            .where(TransactionDecision.transaction_id == _any_of(ids))
            .execution_options(populate_existing=True)
        )
        return {row.transaction_id: row for row in found}

    def split_ids(self, ids: Collection[UUID]) -> set[UUID]:
        found = self._session.execute(
            select(TransactionSplit.transaction_id)
            .where(TransactionSplit.transaction_id == _any_of(ids))
            .distinct()
        )
        return set(found.scalars())

    def transfers(self, ids: Collection[UUID]) -> list[Transfer]:
        """Return the moves, found, told and refused, that any of these rows is half of."""
        wanted = _any_of(ids)
        return list(
            self._session.scalars(
                select(Transfer)
                .where(or_(Transfer.out_id == wanted, Transfer.in_id == wanted))
                .execution_options(populate_existing=True)
            )
        )

    def replace_found(self, *, gone: Collection[tuple[UUID, UUID]], new: Sequence[Pair]) -> None:
        if gone:
            self._session.execute(
                delete(Transfer)
                .where(
                    tuple_(Transfer.out_id, Transfer.in_id).in_(list(gone)),
                    Transfer.state == FOUND,
                )
                .execution_options(synchronize_session=False)
            )
        if new:
            self._session.execute(
                insert(Transfer).on_conflict_do_nothing(),
                [
                    {
                        "out_id": pair.out_id,
                        "in_id": pair.in_id,
                        "household_id": self._household_id,
                        "state": FOUND,
                        "kind": pair.kind,
                        "is_saving": pair.is_saving,
                        "confidence": pair.confidence,
                        "evidence": list(pair.evidence),
                    }
                    for pair in new
                ],
            )

    def texts_of_only_candidates(self, *, limit: int) -> list[str]:
        """Return the texts of moves that could be nothing else."""
        rows = self._session.execute(
            text("""
                SELECT t.description FROM transfers m
                JOIN transactions t ON t.id = m.out_id OR t.id = m.in_id
                WHERE m.household_id = :household_id AND m.state = 'found'
                  AND m.evidence @> '["only_candidate"]'
                LIMIT :limit
            """),
            {"household_id": self._household_id, "limit": limit},
        )
        return list(rows.scalars())

    def tell(self, pair: Pair) -> None:
        """Keep two rows as the move a person says they are."""
        self._session.execute(
            insert(Transfer)
            .values(
                out_id=pair.out_id,
                in_id=pair.in_id,
                household_id=self._household_id,
                state=TOLD,
                kind=pair.kind,
                is_saving=pair.is_saving,
                confidence=pair.confidence,
                evidence=list(pair.evidence),
            )
            .on_conflict_do_update(
                index_elements=[Transfer.out_id, Transfer.in_id], set_={"state": TOLD}
            )
        )

    def refuse(self, row_id: UUID) -> list[UUID]:
        """Keep that the row's present pairs are none; return the other halves."""
        rows = self._session.execute(
            update(Transfer)
            .where(
                or_(Transfer.out_id == row_id, Transfer.in_id == row_id),
                Transfer.state != REFUSED,
            )
            .values(state=REFUSED)
            .returning(Transfer.out_id, Transfer.in_id)
            .execution_options(synchronize_session=False)
        )
        return [one for row in rows for one in row if one != row_id]

    def replace_splits(self, transaction_id: UUID, parts: Sequence[TransactionSplit]) -> None:
        self._session.execute(
            delete(TransactionSplit)
            .where(TransactionSplit.transaction_id == transaction_id)
            .execution_options(synchronize_session=False)
        )
        self._session.add_all(parts)
        self._session.flush()

    def splits(self, ids: Collection[UUID]) -> dict[UUID, list[TransactionSplit]]:
        """Return the parts of the rows that are split."""
        found: dict[UUID, list[TransactionSplit]] = {}
        for part in self._session.scalars(
            select(TransactionSplit)
            .where(TransactionSplit.transaction_id.in_(ids))
            .order_by(TransactionSplit.transaction_id, TransactionSplit.position)
        ):
            found.setdefault(part.transaction_id, []).append(part)
        return found
