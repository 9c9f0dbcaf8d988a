"""What is kept of the figures after each sync and as days pass."""

from uuid import UUID

from app.core.clock import Clock
from app.core.job_queue import Queue
from app.repositories.records import (
    household_of,
    household_of_part,
    household_of_sorting,
    households_to_keep,
)
from app.services.feed.connecting import BankAccess
from app.services.figures import accuracy, snapshots
from app.services.household.people import ForHousehold


def keep_figures(
    access: BankAccess, queue: Queue, *, household_id: UUID, reason: str, clock: Clock
) -> None:
    """Keep what the household's figure is made of now, and ask for its forecasts to be checked.

    Running it twice, or again after it was killed half-way, has the effect of running it once.
    """
    with access.unit_of_work() as session:
        household = household_of(session, household_id)
        if household is None:
            return
        snapshots.keep(
            session,
            of=ForHousehold(household=household),
            today=clock.today(),
            now=clock.now(),
            reason=reason,
        )
        queue.check_forecasts(session, household_id=household_id)


def check_forecasts(access: BankAccess, *, household_id: UUID, clock: Clock) -> None:
    """Keep how right past forecasts were; running it twice adds nothing."""
    with access.unit_of_work() as session:
        household = household_of(session, household_id)
        if household is not None:
            accuracy.keep(
                session,
                of=ForHousehold(household=household),
                today=clock.today(),
                now=clock.now(),
            )


def ask_after_sync(access: BankAccess, queue: Queue, *, part_id: UUID) -> None:
    """Ask for the figures to be kept once a bank was read."""
    with access.unit_of_work() as session:
        household_id = household_of_part(session, part_id)
        if household_id is not None:
            queue.keep_figures(session, household_id=household_id, reason="sync")


def ask_after_sorting(access: BankAccess, queue: Queue, *, run_id: UUID) -> None:
    """Ask for the figures to be kept once rows were sorted: some may pay a card now."""
    with access.unit_of_work() as session:
        household_id = household_of_sorting(session, run_id)
        if household_id is not None:
            queue.keep_figures(session, household_id=household_id, reason="decision")


def ask_for_the_day(access: BankAccess, queue: Queue, *, clock: Clock) -> int:
    """Ask for the figures of every household that has none of today yet; return how many."""
    with access.unit_of_work() as session:
        found = households_to_keep(session, day=clock.today())
        for household_id in found:
            queue.keep_figures(session, household_id=household_id, reason="day")
    return len(found)
