"""What routes are given: settings, clock, transaction, and who is asking."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from app.core.clock import Clock
from app.core.config import Settings
from app.core.crypto import is_same
from app.routers.problems import CsrfFailedError
from app.services.household import people
from app.services.household.people import SignedIn
from app.services.wiring import Wiring

SESSION_COOKIE, CSRF_COOKIE, CSRF_HEADER = "session", "csrf_token", "X-CSRF-Token"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


# What asks nothing of the database runs in the event loop: a thread costs more than it does.
async def _wiring(request: Request) -> Wiring:
    wiring: Wiring = request.app.state.wiring
    return wiring


WiringDep = Annotated[Wiring, Depends(_wiring)]


def _session(wiring: WiringDep) -> Iterator[Session]:
    with wiring.bank.unit_of_work() as session:
        yield session


# Committed before the answer leaves: an answer that says 200 is in the database.
SessionDep = Annotated[Session, Depends(_session, scope="function")]


async def _settings(wiring: WiringDep) -> Settings:
    return wiring.settings


async def _clock(wiring: WiringDep) -> Clock:
    return wiring.clock


async def _today(wiring: WiringDep) -> date:
    return wiring.clock.today()


SettingsDep = Annotated[Settings, Depends(_settings)]
ClockDep = Annotated[Clock, Depends(_clock)]
TodayDep = Annotated[date, Depends(_today)]


async def _address(request: Request, settings: SettingsDep) -> str:
    if settings.trust_proxy:
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if forwarded:
            return forwarded
    return request.client.host if request.client else "unknown"


AddressDep = Annotated[str, Depends(_address)]


def who_is_asking(request: Request, wiring: WiringDep) -> SignedIn:
    """Return who is asking: a program by its bearer token, a browser by its cookie.

    In no transaction, so that a refused change still counts as a sign of life and routes whose
    work spans several transactions hold none open meanwhile.
    """
    with wiring.reading() as session:
        return find_who_is_asking(request, wiring, session)


def find_who_is_asking(request: Request, wiring: Wiring, session: Session) -> SignedIn:
    """Return who is asking, found by a session that reads.

    :raises NotSignedInError: if nobody is signed in, as of now.
    """
    now = wiring.clock.now()
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return people.session_of_bearer(
            session, token=bearer.strip(), settings=wiring.settings, now=now
        )
    token = request.cookies.get(SESSION_COOKIE)
    if token is None:
        raise people.NotSignedInError("Sign in to go on.")
    if request.method not in _SAFE_METHODS:
        check_csrf(request, token=token, settings=wiring.settings)
    return people.session_of_cookie(session, token=token, now=now)


def check_csrf(request: Request, *, token: str, settings: Settings) -> None:
    """Refuse a change asked with a browser's cookie unless our own page asked for it.

    :raises CsrfFailedError: if the header that only our page can send is missing or wrong.
    """
    sent = request.headers.get(CSRF_HEADER, "")
    if not is_same(sent, people.csrf_token(token=token, settings=settings)):
        raise CsrfFailedError(
            f"Send the cookie {CSRF_COOKIE} back as the header {CSRF_HEADER}, "
            "or use a bearer token."
        )


SignedInDep = Annotated[SignedIn, Depends(who_is_asking)]
