"""Leaving for good: the banks are told first, then everything goes."""

from datetime import datetime

import structlog

from app.bank.errors import BankError, BankUnavailableError
from app.repositories.people import PeopleRepository
from app.services.feed import connecting
from app.services.feed.connecting import BankAccess
from app.services.household import people
from app.services.household.people import SignedIn

_log = structlog.get_logger(__name__)


def leave(access: BankAccess, *, signed_in: SignedIn, now: datetime) -> None:
    """Delete the person, and with the last one the household, once its banks stopped sharing.

    A consent a bank will not end by our word does not hold anybody here: it lapses by itself.

    :raises people.DemoHouseholdError: if everybody shares the household.
    :raises BankUnavailableError: if a bank does not answer; nothing is deleted then.
    """
    people.check_may_leave(signed_in)
    with access.unit_of_work() as session:
        is_last = PeopleRepository(session).user_count(signed_in.household.id) == 1
        held = [row.id for row in connecting.connections(session, signed_in=signed_in)]
    for connection_id in held if is_last else []:
        try:
            connecting.disconnect(
                access,
                signed_in=signed_in,
                connection_id=connection_id,
                history="delete",
                now=now,
            )
        except BankUnavailableError:
            raise
        except BankError as error:
            _log.warning("consent left to lapse", error_code=error.code)
    with access.unit_of_work() as session:
        people.delete_me(session, signed_in=signed_in)
