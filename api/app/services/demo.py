"""The household that "look around" opens, connected to the demo bank like any other."""

import secrets
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

import structlog
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.bank.demo_consent import consented_code
from app.bank.errors import BankError
from app.bank.protocol import Institution
from app.domain.errors import FinanceError
from app.domain.ledger import AccountKind
from app.models.banking import Account
from app.models.people import Household, User
from app.repositories.banking import AccountRepository, ConnectionRepository
from app.repositories.listing import Listed, ListingRepository, TransactionFilter
from app.repositories.people import PeopleRepository
from app.repositories.planning import PlanningRepository
from app.services.accounts import accounts
from app.services.commitments import commitments, detecting
from app.services.feed import connecting, syncing
from app.services.figures import card_repayments, goals
from app.services.household import people
from app.services.household.people import NewSession, SignedIn
from app.services.wiring import Wiring

_EMAIL = "demo@demo.invalid"
_ONE_AT_A_TIME = 7246022
_BANKS = "ob-demo-"
_TRIES = 30
_log = structlog.get_logger(__name__)


class NoDemoError(FinanceError):
    """There is no demo household outside demo mode."""

    code: ClassVar[str] = "no_demo"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A commitment as the household's owner would enter it, the amount read off the bank row."""

    name: str
    text: str
    cadence: dict[str, Any]
    anchor: date
    direction: str = "out"
    shift: str = "next_working_day"
    variable: bool = False


def _monthly(day: int, *, skip_months: tuple[int, ...] = ()) -> dict[str, Any]:
    return {"kind": "monthly_day", "day": day, "every": 1, "skip_months": list(skip_months)}


# Anchored in the past, so that they go on whatever day it is.
_ENTRIES = (
    _Entry(
        name="Brightwater Design salary",
        text="BRIGHTWATER DESIGN",
        cadence={"kind": "monthly_last_working_day"},
        anchor=date(2025, 1, 1),
        direction="in",
        shift="none",
    ),
    _Entry(
        name="HMRC Child Benefit",
        text="HMRC CHILD BENEFIT",
        cadence={"kind": "weekly", "every": 4},
        anchor=date(2021, 1, 5),
        direction="in",
        shift="previous_working_day",
    ),
    _Entry(
        name="S Morgan, share of bills",
        text="S MORGAN BILLS",
        cadence=_monthly(1),
        anchor=date(2025, 1, 1),
        direction="in",
    ),
    _Entry(
        name="Riverside Lettings rent",
        text="RIVERSIDE LETTINGS",
        cadence=_monthly(1),
        anchor=date(2025, 1, 1),
    ),
    _Entry(
        name="Harbour Saver standing order",
        text="TO HARBOUR SAVER",
        cadence=_monthly(2),
        anchor=date(2025, 1, 2),
    ),
    _Entry(
        name="Lambeth Council tax",
        text="LAMBETH COUNCIL TAX",
        cadence=_monthly(15, skip_months=(2, 3)),
        anchor=date(2025, 1, 15),
    ),
    _Entry(
        name="Octopus Energy",
        text="OCTOPUS ENERGY",
        cadence=_monthly(20),
        anchor=date(2025, 1, 20),
        variable=True,
    ),
    _Entry(name="Thames Water", text="THAMES WATER", cadence=_monthly(8), anchor=date(2025, 1, 8)),
    _Entry(name="Hyperoptic", text="HYPEROPTIC", cadence=_monthly(11), anchor=date(2025, 1, 11)),
    _Entry(name="TV Licence", text="TV LICENCE", cadence=_monthly(24), anchor=date(2025, 1, 24)),
    _Entry(
        name="Smarty mobile", text="SMARTY MOBILE", cadence=_monthly(27), anchor=date(2025, 1, 27)
    ),
    _Entry(name="PureGym", text="PUREGYM", cadence=_monthly(12), anchor=date(2025, 1, 12)),
    _Entry(
        name="Netflix",
        text="NETFLIX",
        cadence=_monthly(22),
        anchor=date(2025, 1, 22),
        shift="none",
    ),
    _Entry(
        name="Spotify", text="Spotify", cadence=_monthly(6), anchor=date(2025, 1, 6), shift="none"
    ),
    _Entry(
        name="Apple iCloud",
        text="APPLE.COM/BILL",
        cadence=_monthly(29),
        anchor=date(2025, 1, 29),
        shift="none",
    ),
)
_BUFFER_MINOR = 10_000
_FLEX_STATEMENT_DAY = 10
_OF_LATE = 8
_HOLIDAY = "Holiday"


def look_around(wiring: Wiring, *, user_agent: str) -> NewSession:
    """Sign the visitor in to the demo household, made on the first visit.

    :raises NoDemoError: outside demo mode.
    """
    if not wiring.settings.is_demo:
        raise NoDemoError("There is nothing to look around outside demo mode.")
    prepare(wiring)
    with wiring.bank.unit_of_work() as session:
        repository = PeopleRepository(session)
        user = repository.demo_user()
        if user is None:
            raise NoDemoError("The demo household is being made. Try again in a moment.")
        return people.begin_session(
            session,
            user=user,
            household=repository.household(user.household_id),
            user_agent=user_agent,
            now=wiring.clock.now(),
        )


def prepare_in_background(wiring: Wiring) -> None:
    """Make the demo household while the worker starts, so that the first visitor need not wait."""
    threading.Thread(target=_prepare_patiently, args=(wiring,), daemon=True).start()


def _prepare_patiently(wiring: Wiring) -> None:
    wait = threading.Event()
    for _ in range(_TRIES):
        try:
            prepare(wiring)
        except BankError as error:
            # The demo bank starts beside us and may need another moment.
            _log.info("demo household not ready", error_code=error.code)
            wait.wait(1)
        else:
            return


def prepare(wiring: Wiring) -> None:
    """Make the demo household, or finish what an earlier start left undone; one at a time."""
    with wiring.bank.unit_of_work() as lock:
        # Whoever comes while it is being made waits for it, longer than any query may.
        lock.execute(text("SET LOCAL lock_timeout = '60s'"))
        lock.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})
        signed_in = _household(wiring)
        if _is_ready(wiring, signed_in):
            return
        offered = [
            bank
            for bank in wiring.bank.provider.institutions()
            if bank.provider_id.startswith(_BANKS)
        ]
        for institution in offered:
            _connect(wiring, signed_in, institution)
        with wiring.bank.unit_of_work() as session:
            _enter_commitments(session, signed_in)
            _set_a_goal(session, signed_in, today=wiring.clock.today())
            # What its owner did not enter is found, and waits as a suggestion.
            detecting.detect(session, household=signed_in.household, today=wiring.clock.today())
            wiring.queue.keep_figures(session, household_id=signed_in.household.id, reason="sync")


def _household(wiring: Wiring) -> SignedIn:
    with wiring.bank.unit_of_work() as session:
        repository = PeopleRepository(session)
        user = repository.demo_user()
        if user is None:
            household = Household(
                name="The demo household", is_demo=True, buffer_minor=_BUFFER_MINOR
            )
            repository.add(household)
            user = User(
                household_id=household.id,
                email=_EMAIL,
                name="Demo",
                # Nobody knows it: the way in is the button.
                password_hash=people.hash_password(secrets.token_urlsafe(32)),
            )
            repository.add(user)
        return SignedIn(
            user=user, household=repository.household(user.household_id), session_id=user.id
        )


def _is_ready(wiring: Wiring, signed_in: SignedIn) -> bool:
    with wiring.bank.unit_of_work() as session:
        planned = PlanningRepository(session, household_id=signed_in.household.id)
        return any(row.status == commitments.CONFIRMED for row in planned.commitments())


def _connect(wiring: Wiring, signed_in: SignedIn, institution: Institution) -> None:
    access, now = wiring.bank, wiring.clock.now()
    household_id = signed_in.household.id
    connection_id = _connected(wiring, household_id, institution)
    if connection_id is None:
        with access.unit_of_work() as session:
            link = connecting.authorisation_link(
                session,
                access,
                signed_in=signed_in,
                provider_id=institution.provider_id,
                connection_id=None,
                now=now,
            )
        code = consented_code(link, redirect_uri=wiring.settings.redirect_uri)
        with access.unit_of_work() as session:
            attempt = connecting.take_attempt(
                session,
                access,
                signed_in=signed_in,
                state=connecting.state_of(link),
                now=now,
            )
        tokens = connecting.exchange(access, attempt=attempt, code=code)
        with access.unit_of_work() as session:
            connection_id = connecting.save_connection(
                session,
                access,
                signed_in=signed_in,
                attempt=attempt,
                institution=institution,
                tokens=tokens,
            ).id
    with access.unit_of_work() as session:
        part_id = syncing.record_request(
            session,
            household_id=household_id,
            kind=syncing.BACK_FILL,
            connection_ids=[connection_id],
            now=now,
            is_attended=True,
        )[1][0].id
    # Here and now, not by the queue: the first visitor waits for the figure.
    syncing.run_part(access, part_id=part_id, clock=wiring.clock)


def _connected(wiring: Wiring, household_id: UUID, institution: Institution) -> UUID | None:
    with wiring.bank.unit_of_work() as session:
        rows = ConnectionRepository(session, household_id=household_id).all()
        return next((row.id for row in rows if row.provider_id == institution.provider_id), None)


def _enter_commitments(session: Session, signed_in: SignedIn) -> None:
    rows = ListingRepository(session, household_id=signed_in.household.id)
    for entry in _ENTRIES:
        usual = _usual(rows, text=entry.text)
        if usual is not None:
            commitments.add_commitment(session, signed_in=signed_in, given=_given(entry, usual))
    _arrange_repayments(session, signed_in)


def _usual(rows: ListingRepository, *, text: str) -> Listed | None:
    """Return the latest row of the amount that such rows have most often of late."""
    found = rows.page(TransactionFilter(text=text), after=None, limit=_OF_LATE)
    if not found:
        return None
    counts = Counter((row.account_id, row.amount_minor) for row in found)
    most = max(counts.values())
    return next(row for row in found if counts[row.account_id, row.amount_minor] == most)


def _given(entry: _Entry, latest: Listed) -> dict[str, Any]:
    return {
        "name": entry.name,
        "direction": entry.direction,
        "amount": abs(latest.amount_minor),
        "variable": entry.variable,
        "cadence": entry.cadence,
        "next_date": entry.anchor,
        "shift": entry.shift,
        "account_id": UUID(latest.account_id),
        "status": commitments.CONFIRMED,
    }


def _arrange_repayments(session: Session, signed_in: SignedIn) -> None:
    owned = AccountRepository(session, household_id=signed_in.household.id).all()
    rows = ListingRepository(session, household_id=signed_in.household.id)
    for card in owned:
        if card.kind not in accounts.CARD_KINDS:
            continue
        given: dict[str, Any] = {"plan": "full", "pay_from_account_id": _main_account(owned)}
        if card.kind == AccountKind.INSTALMENT_CREDIT and (latest := _instalment(rows, card)):
            given = {
                "plan": "fixed",
                "amount": -latest.amount_minor,
                "statement_day": _FLEX_STATEMENT_DAY,
                "due_day": latest.booked_on.day,
                "pay_from_account_id": UUID(latest.account_id),
            }
        card_repayments.save_card_repayment(
            session, signed_in=signed_in, account_id=card.id, given=given
        )


def _set_a_goal(session: Session, signed_in: SignedIn, *, today: date) -> None:
    """Save towards next summer in the pot that is there for it; it changes no other figure."""
    owned = AccountRepository(session, household_id=signed_in.household.id).all()
    pot = next((account for account in owned if _HOLIDAY in account.name), None)
    if pot is None:
        return
    goals.save_goal(
        session,
        signed_in=signed_in,
        goal_id=None,
        given={
            "name": "Summer holiday",
            "target": 1_500_00,
            "saved": 0,
            "date": date(today.year + 1, 7, 15),
            "account_id": pot.id,
        },
    )


def _instalment(rows: ListingRepository, card: Account) -> Listed | None:
    """Return the latest instalment that left a cash account."""
    found = rows.page(TransactionFilter(text="Flex"), after=None, limit=_OF_LATE)
    return next(
        (one for one in found if one.account_id != str(card.id) and one.amount_minor < 0),
        None,
    )


def _main_account(owned: Sequence[Account]) -> UUID | None:
    pool = [account for account in owned if account.in_cash_pool and account.overdraft_minor]
    return pool[0].id if pool else None
