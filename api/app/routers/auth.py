"""Signing up, in and out."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Response

from app.bank.errors import BankUnavailableError
from app.core.config import Settings
from app.routers.dependencies import (
    CSRF_COOKIE,
    SESSION_COOKIE,
    AddressDep,
    ClockDep,
    SessionDep,
    SettingsDep,
    SignedInDep,
    WiringDep,
)
from app.routers.problems import problems
from app.routers.recording import KEEPS_FIGURE
from app.schemas import auth as bodies
from app.services import demo, leaving
from app.services.household import people
from app.services.household.people import NewSession, SignedIn

router = APIRouter(prefix="/auth", tags=["auth"])

UserAgent = Annotated[str, Header(alias="User-Agent")]


@router.post(
    "/register",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        people.EmailTakenError, people.PasswordTooShortError, people.PasswordTooLongError
    ),
)
def register(
    body: bodies.RegisterIn,
    response: Response,
    session: SessionDep,
    settings: SettingsDep,
    clock: ClockDep,
    user_agent: UserAgent = "",
) -> bodies.RegisteredOut:
    """Create an account with a household of its own, and sign in."""
    begun = people.register(
        session,
        email=str(body.email),
        password=body.password,
        name=body.name,
        user_agent=user_agent,
        now=clock.now(),
    )
    _set_cookies(response, begun, settings=settings)
    return bodies.RegisteredOut.model_validate(begun.signed_in.user)


@router.post(
    "/login", responses=problems(people.InvalidCredentialsError, people.TooManyAttemptsError)
)
def login(
    body: bodies.LoginIn,
    response: Response,
    wiring: WiringDep,
    address: AddressDep,
    user_agent: UserAgent = "",
) -> bodies.TokenOut:
    """Sign in: a cookie for browsers, an access token for programs."""
    now = wiring.clock.now()
    begin = wiring.bank.unit_of_work
    with begin() as session:
        people.check_throttle(session, email=body.email, address=address, now=now)
    try:
        with begin() as session:
            begun = people.login(
                session,
                email=body.email,
                password=body.password,
                user_agent=user_agent,
                now=now,
            )
    except people.InvalidCredentialsError:
        with begin() as session:
            people.record_failure(session, email=body.email, address=address, now=now)
        raise
    _set_cookies(response, begun, settings=wiring.settings)
    return _token(begun.signed_in, wiring=wiring)


@router.post("/demo", responses=problems(demo.NoDemoError))
def look_around(
    response: Response, wiring: WiringDep, user_agent: UserAgent = ""
) -> bodies.TokenOut:
    """Open the demo household, made on the first visit."""
    begun = demo.look_around(wiring, user_agent=user_agent)
    _set_cookies(response, begun, settings=wiring.settings)
    return _token(begun.signed_in, wiring=wiring)


@router.post(
    "/logout", status_code=HTTPStatus.NO_CONTENT, responses=problems(people.NotSignedInError)
)
def logout(response: Response, session: SessionDep, signed_in: SignedInDep) -> None:
    """End this session."""
    people.end_session(session, signed_in=signed_in, session_id=signed_in.session_id)
    response.delete_cookie(SESSION_COOKIE, path="/")
    response.delete_cookie(CSRF_COOKIE, path="/")


@router.post("/refresh", responses=problems(people.NotSignedInError))
def refresh_access_token(wiring: WiringDep, signed_in: SignedInDep) -> bodies.TokenOut:
    """Return a new access token for the session."""
    return _token(signed_in, wiring=wiring)


@router.get("/me", responses=problems(people.NotSignedInError))
def read_me(signed_in: SignedInDep) -> bodies.MeOut:
    """Who is signed in."""
    return bodies.MeOut(
        id=signed_in.user.id,
        email=signed_in.user.email,
        name=signed_in.user.name,
        household=bodies.HouseholdOut.model_validate(signed_in.household),
        is_demo=signed_in.household.is_demo,
    )


@router.patch(
    "/household", responses=problems(people.NotSignedInError), dependencies=[KEEPS_FIGURE]
)
def change_household(
    body: bodies.HouseholdPatch, session: SessionDep, signed_in: SignedInDep
) -> bodies.HouseholdOut:
    """Change the household's name, or the nation whose bank holidays move its payments."""
    return bodies.HouseholdOut.model_validate(
        people.change_household(session, signed_in=signed_in, name=body.name, nation=body.nation)
    )


@router.delete(
    "/me",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems(people.NotSignedInError, people.DemoHouseholdError, BankUnavailableError),
)
def delete_me(response: Response, wiring: WiringDep, signed_in: SignedInDep) -> None:
    """Tell the banks to stop sharing, then delete the person and, with the last, everything."""
    leaving.leave(wiring.bank, signed_in=signed_in, now=wiring.clock.now())
    response.delete_cookie(SESSION_COOKIE, path="/")
    response.delete_cookie(CSRF_COOKIE, path="/")


@router.post(
    "/password",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems(
        people.NotSignedInError,
        people.InvalidCredentialsError,
        people.PasswordTooShortError,
        people.PasswordTooLongError,
        people.DemoHouseholdError,
    ),
)
def change_password(body: bodies.PasswordIn, session: SessionDep, signed_in: SignedInDep) -> None:
    """Change the password; every other session ends."""
    people.change_password(
        session, signed_in=signed_in, current=body.current_password, new=body.new_password
    )


@router.get("/sessions", responses=problems(people.NotSignedInError))
def list_sessions(
    session: SessionDep, signed_in: SignedInDep, clock: ClockDep
) -> list[bodies.SessionOut]:
    """Where this person is signed in."""
    return [
        bodies.SessionOut(
            id=row.id,
            user_agent=row.user_agent,
            created_at=row.created_at,
            last_seen_at=row.last_seen_at,
            is_current=row.id == signed_in.session_id,
        )
        for row in people.sessions(session, signed_in=signed_in, now=clock.now())
    ]


@router.delete(
    "/sessions/{session_id}",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems(people.NotSignedInError, people.SessionUnknownError),
)
def end_session(session_id: UUID, session: SessionDep, signed_in: SignedInDep) -> None:
    """Sign out one session."""
    people.end_session(session, signed_in=signed_in, session_id=session_id)


def _token(signed_in: SignedIn, *, wiring: WiringDep) -> bodies.TokenOut:
    token, seconds = people.access_token(
        signed_in, settings=wiring.settings, now=wiring.clock.now()
    )
    return bodies.TokenOut(access_token=token, token_type="bearer", expires_in=seconds)  # noqa: S106 - a type, no secret


def _set_cookies(response: Response, begun: NewSession, *, settings: Settings) -> None:
    life = int(people.SESSION_LIFE.total_seconds())
    secure = settings.cookies_are_secure
    # Lax, not Strict: the way back from the bank is a link from another site.
    response.set_cookie(
        SESSION_COOKIE, begun.token, max_age=life, path="/", httponly=True, samesite="lax",
        secure=secure,
    )  # fmt: skip
    csrf = people.csrf_token(token=begun.token, settings=settings)
    response.set_cookie(
        CSRF_COOKIE, csrf, max_age=life, path="/", httponly=False, samesite="lax", secure=secure
    )
