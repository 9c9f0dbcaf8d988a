"""What a household remembers of its commitments, brought up to what was found anew.

What a person decided is never undone: what is found may fill in, follow and propose.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.calendar import WorkingDays
from app.domain.commitments.detection.detect import is_worth_asking
from app.domain.commitments.detection.values import Direction, Row, Series
from app.domain.commitments.recognition import (
    Remembered,
    is_covered,
    is_what_was_refused,
    recognise,
)
from app.domain.money import Money
from app.models.people import Household
from app.models.planning import Commitment
from app.repositories.commitments import CommitmentRepository
from app.repositories.planning import PlanningRepository
from app.services.commitments import following
from app.services.commitments.gathering import gather
from app.services.commitments.patterns import cadence_of, signature_of

SUGGESTED, CONFIRMED, REJECTED = "suggested", "confirmed", "rejected"
PAUSED, ENDED = "paused", "ended"
BY_HAND, DETECTED, MARKED = "by_hand", "detected", "marked"
# Payments after a commitment was ended that make it worth another question.
_GOES_ON = 2


@dataclass(slots=True)
class Outcome:
    """What finding anew changed."""

    found: int = 0
    suggested: int = 0
    offered_again: int = 0
    withdrawn: int = 0
    changed: int = 0


class Memory:
    """A household's commitments, while what was found anew is taken in."""

    def __init__(
        self,
        session: Session,
        *,
        household: Household,
        today: date,
        days: WorkingDays,
    ) -> None:
        self._session = session
        self._household = household
        self._today = today
        self._days = days
        self._evidence = CommitmentRepository(session, household_id=household.id)
        self._planning = PlanningRepository(session, household_id=household.id)

    def take_in(
        self,
        series: Sequence[Series],
        *,
        rows: Mapping[UUID, Row],
        is_of_interest: Callable[[Series], bool],
    ) -> Outcome:
        """Bring every commitment up to the series found, and suggest those that are new."""
        outcome = Outcome(found=len(series))
        commitments = {row.id: row for row in self._planning.commitments()}
        evidence = self._evidence.evidence()
        told = {
            commitment_id: frozenset(row_id for row_id, is_told in own.items() if is_told)
            for commitment_id, own in evidence.items()
            if any(own.values())
        }
        free, theirs = gather(series, told, rows=rows, today=self._today, days=self._days)
        others = [row for row in commitments.values() if row.id not in theirs]
        found = dict(theirs)
        free = self._recognised(free, others, evidence, found)

        for row in commitments.values():
            own = evidence.get(row.id, {})
            one = found.get(row.id)
            if one is None:
                outcome.withdrawn += self._miss(row, own)
                continue
            is_listed = row.status != SUGGESTED or row.origin != DETECTED or is_of_interest(one)
            if not is_listed or not self._still_holds(row, one):
                self._withdraw(row)
                outcome.withdrawn += 1
                continue
            outcome.offered_again += self._offer_again(row, one, rows)
            outcome.changed += following.follow(row, one, today=self._today)
            self._keep_evidence(row, one, own)
        for one in free:
            if is_worth_asking(one) and is_of_interest(one):
                self._suggest(one)
                outcome.suggested += 1
        self._session.flush()
        return outcome

    def _recognised(
        self,
        free: Sequence[Series],
        commitments: Sequence[Commitment],
        evidence: Mapping[UUID, Mapping[UUID, bool]],
        found: dict[UUID, Series],
    ) -> list[Series]:
        """Add to ``found`` which commitment each series is; return those that are new.

        What was decided comes first: where somebody enters by hand what was suggested, the
        suggestion gives way.
        """
        remembered = {row.id: _remembered(row, evidence.get(row.id, {})) for row in commitments}
        decided = [
            replace(remembered[row.id], is_refused=False)
            for row in commitments
            if row.status != SUGGESTED
        ]
        left = list(free)
        for known in (decided, list(remembered.values())):
            open_ones = [one for one in known if one.id not in found]
            recognised = recognise(left, open_ones)
            found.update({row_id: left[n] for n, row_id in _ids(recognised).items()})
            left = [one for n, one in enumerate(left) if n not in recognised]
        everything = list(remembered.values())
        return [one for one in left if not is_covered(one, everything)]

    def _miss(self, row: Commitment, own: Mapping[UUID, bool]) -> int:
        """Take back a suggestion whose pattern is gone; what was decided stays as it is."""
        if row.status == SUGGESTED and row.origin == DETECTED and not any(own.values()):
            if row.rejected:
                row.status = REJECTED
            else:
                self._withdraw(row)
            return 1
        return 0

    def _still_holds(self, row: Commitment, one: Series) -> bool:
        """Return whether a suggestion is still worth a decision."""
        if row.status != SUGGESTED or row.origin != DETECTED or row.edited or row.rejected:
            return True
        return is_worth_asking(one)

    def _withdraw(self, row: Commitment) -> None:
        self._planning.delete(row)

    def _offer_again(self, row: Commitment, one: Series, rows: Mapping[UUID, Row]) -> int:
        """Ask once more about what was refused or ended, if it is not what it was then."""
        if row.was_offered_again or not is_worth_asking(one):
            return 0
        if row.status == REJECTED:
            refused = [signature_of(kept) for kept in row.rejected]
            is_changed = bool(refused) and not is_what_was_refused(one, refused)
        elif row.status == ENDED and row.decided_on is not None:
            ended_on = row.decided_on
            since = [m for m in one.members if isinstance(m, UUID) and m in rows]
            later = [m for m in since if rows[m].booked_on > ended_on]
            is_changed = len(later) >= _GOES_ON
        else:
            return 0
        if is_changed:
            row.status, row.was_offered_again = SUGGESTED, True
        return int(is_changed)

    def _suggest(self, one: Series) -> None:
        row = following.commitment_of(
            one, household_id=self._household.id, status=SUGGESTED, origin=DETECTED
        )
        self._planning.add(row)
        self._keep_evidence(row, one, {})

    def _keep_evidence(self, row: Commitment, one: Series, own: Mapping[UUID, bool]) -> None:
        members = {member for member in one.members if isinstance(member, UUID)}
        self._evidence.keep(row.id, dict.fromkeys(members - own.keys(), False))
        self._evidence.drop(
            row.id, (r for r, is_told in own.items() if not is_told and r not in members)
        )


def _ids(same: Mapping[int, object]) -> dict[int, UUID]:
    return {n: found for n, found in same.items() if isinstance(found, UUID)}


def _remembered(row: Commitment, evidence: Mapping[UUID, bool]) -> Remembered:
    kept = [*row.rejected, *([row.signature] if row.signature else [])]
    return Remembered(
        id=row.id,
        names=(row.name, *row.match_texts),
        direction=Direction(row.direction),
        amount=Money(row.amount_minor, row.currency),
        variable=row.variable,
        cadence=cadence_of(row.cadence),
        evidence=frozenset(evidence),
        signatures=tuple(signature_of(one) for one in kept),
        mandate_id=row.mandate_id,
        is_refused=row.status == REJECTED,
    )


def refuse(row: Commitment) -> None:
    """Remember the pattern a person said no to."""
    if row.signature is not None and row.signature not in row.rejected:
        row.rejected = [*row.rejected, row.signature]
