"""Signing up, in and out; who is asking."""

import base64
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import ClassVar, Protocol
from uuid import UUID

import bcrypt
import jwt
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.core.bank_holidays import Nation
from app.core.config import Settings
from app.core.crypto import fingerprint, signature
from app.domain.errors import FinanceError
from app.models.people import Household, LoginFailure, User, UserSession
from app.repositories.people import PeopleRepository

PASSWORD_LENGTH_MIN = 10
PASSWORD_LENGTH_MAX = 1024
SESSION_LIFE = timedelta(days=30)
_TOUCH_EVERY = timedelta(minutes=10)
_THROTTLE_WINDOW = timedelta(minutes=15)
_FAILURES_PER_ACCOUNT = 5
_FAILURES_PER_ADDRESS = 30
_JWT_ALGORITHM = "HS256"


class EmailTakenError(FinanceError):
    """Somebody signed up with this address before."""

    code: ClassVar[str] = "email_taken"


class PasswordTooShortError(FinanceError):
    """The password is shorter than is safe."""

    code: ClassVar[str] = "password_too_short"


class PasswordTooLongError(FinanceError):
    """The password is longer than anybody types or any manager makes."""

    code: ClassVar[str] = "password_too_long"


class InvalidCredentialsError(FinanceError):
    """Address and password do not belong together."""

    code: ClassVar[str] = "invalid_credentials"


class TooManyAttemptsError(FinanceError):
    """Too many wrong passwords of late."""

    code: ClassVar[str] = "too_many_attempts"

    def __init__(self, detail: str, *, retry_after: int) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class NotSignedInError(FinanceError):
    """Nobody is signed in, or the session is over."""

    code: ClassVar[str] = "not_signed_in"


class SessionUnknownError(FinanceError):
    """This user has no such session."""

    code: ClassVar[str] = "session_not_found"


class DemoHouseholdError(FinanceError):
    """Everybody who looks around shares this household, so nobody may take it over."""

    code: ClassVar[str] = "demo_household"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who is asking, and for which household: copies, as they were when the request began."""

    user: User
    household: Household
    session_id: UUID


class OfHousehold(Protocol):
    """Whatever says which household is meant: who is asking, or a job that looks after it."""

    @property
    def household(self) -> Household: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ForHousehold:
    """A household looked after by a job, with nobody asking."""

    household: Household


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSession:
    """A session just begun; the token is shown once and stored as a fingerprint."""

    signed_in: SignedIn
    token: str


def register(
    session: Session,
    *,
    email: str,
    password: str,
    name: str | None,
    user_agent: str,
    now: datetime,
) -> NewSession:
    """Make a household with its first user, and sign them in.

    :raises EmailTakenError: if the address is in use.
    :raises PasswordTooShortError: if the password is under ``PASSWORD_LENGTH_MIN`` characters.
    """
    check_password(password)
    people = PeopleRepository(session)
    if people.user_by_email(email) is not None:
        raise EmailTakenError("An account with this email address exists. Sign in instead.")
    display = (name or "").strip() or email.partition("@")[0]
    household = Household(name=f"{display}'s household")
    people.add(household)
    user = User(
        household_id=household.id, email=email, name=display, password_hash=hash_password(password)
    )
    try:
        people.add(user)
    except IntegrityError as error:
        # Two people pressed the button at once: the index decides.
        raise EmailTakenError(
            "An account with this email address exists. Sign in instead."
        ) from error
    return begin_session(session, user=user, household=household, user_agent=user_agent, now=now)


def login(
    session: Session, *, email: str, password: str, user_agent: str, now: datetime
) -> NewSession:
    """Sign a person in.

    The caller throttles first (``check_throttle``) and records a failure in a transaction of
    its own (``record_failure``), since this one is undone.

    :raises InvalidCredentialsError: if address and password do not belong together.
    """
    people = PeopleRepository(session)
    user = people.user_by_email(email)
    # Compare against something even when nobody is there: the time must not tell.
    stored = user.password_hash if user is not None else _nobodys_hash()
    if not _matches(password, stored) or user is None:
        raise InvalidCredentialsError("That email address and password do not match.")
    people.forget_failures(
        account_fingerprint=fingerprint(email.lower()), before=now - _THROTTLE_WINDOW
    )
    household = people.household(user.household_id)
    return begin_session(session, user=user, household=household, user_agent=user_agent, now=now)


def check_throttle(session: Session, *, email: str, address: str, now: datetime) -> None:
    """Refuse a try that follows too many wrong ones for the account or from the address.

    :raises TooManyAttemptsError: if so, with the seconds to wait.
    """
    of_account, of_address = PeopleRepository(session).failures(
        account_fingerprint=fingerprint(email.lower()),
        address=address,
        since=now - _THROTTLE_WINDOW,
    )
    if of_account >= _FAILURES_PER_ACCOUNT or of_address >= _FAILURES_PER_ADDRESS:
        raise TooManyAttemptsError(
            "Too many wrong passwords. Wait 15 minutes and try again.",
            retry_after=int(_THROTTLE_WINDOW.total_seconds()),
        )


def record_failure(session: Session, *, email: str, address: str, now: datetime) -> None:
    """Remember a wrong password, without the address typed."""
    PeopleRepository(session).add(
        LoginFailure(account_fingerprint=fingerprint(email.lower()), address=address, failed_at=now)
    )


def begin_session(
    session: Session, *, user: User, household: Household, user_agent: str, now: datetime
) -> NewSession:
    """Begin a session for a person whose identity is settled."""
    token = secrets.token_urlsafe(32)
    row = UserSession(
        user_id=user.id,
        token_fingerprint=fingerprint(token),
        user_agent=user_agent[:200],
        created_at=now,
        last_seen_at=now,
        expires_at=now + SESSION_LIFE,
    )
    PeopleRepository(session).add(row)
    signed_in = SignedIn(user=user, household=household, session_id=row.id)
    return NewSession(signed_in=signed_in, token=token)


def session_of_cookie(session: Session, *, token: str, now: datetime) -> SignedIn:
    """Return who the browser's cookie belongs to, and keep the session alive.

    :raises NotSignedInError: if the session is over or never was.
    """
    return _signed_in(session, session_id=None, token=token, now=now)


def session_of_bearer(
    session: Session, *, token: str, settings: Settings, now: datetime
) -> SignedIn:
    """Return who the program's access token belongs to.

    :raises NotSignedInError: if the token is wrong or expired, or its session was ended.
    """
    try:
        session_id, expires_at = _claims(token, settings.secret_key.get_secret_value())
    except (jwt.PyJWTError, ValueError) as error:
        raise NotSignedInError("The access token is wrong or has expired. Log in again.") from error
    if now.timestamp() >= expires_at:
        raise NotSignedInError("The access token is wrong or has expired. Log in again.")
    return _signed_in(session, session_id=session_id, token=None, now=now)


@lru_cache(maxsize=1_000)
def _claims(token: str, key: str) -> tuple[UUID, int]:
    """Return whose session a token is of, and until when it holds.

    A signature that was right once is right for ever; whether the token has expired and its
    session has ended is asked every time.
    """
    claims = jwt.decode(
        token, key, algorithms=[_JWT_ALGORITHM], options={"require": ["exp", "sub", "sid"]}
    )
    return UUID(claims["sid"]), int(claims["exp"])


def _signed_in(
    session: Session, *, session_id: UUID | None, token: str | None, now: datetime
) -> SignedIn:
    people = PeopleRepository(session)
    found = people.signed_in(
        session_id=session_id, token_fingerprint=fingerprint(token) if token else None, now=now
    )
    if found is None:
        raise NotSignedInError("Sign in to go on.")
    found_id, last_seen_at, user, household = found
    if now - last_seen_at > _TOUCH_EVERY:
        people.touch(found_id, now=now, expires_at=now + SESSION_LIFE)
    return SignedIn(user=user, household=household, session_id=found_id)


def access_token(signed_in: SignedIn, *, settings: Settings, now: datetime) -> tuple[str, int]:
    """Return a signed access token for programs and the seconds it lasts."""
    life = timedelta(minutes=settings.access_token_expire_minutes)
    claims = {
        "sub": str(signed_in.user.id),
        "sid": str(signed_in.session_id),
        "iat": now,
        "exp": now + life,
    }
    token = jwt.encode(claims, settings.secret_key.get_secret_value(), algorithm=_JWT_ALGORITHM)
    return token, int(life.total_seconds())


def csrf_token(*, token: str, settings: Settings) -> str:
    """Return what the browser must send back, tied to its session cookie."""
    return signature(key=settings.secret_key.get_secret_value(), purpose="csrf", text=token)


def change_password(session: Session, *, signed_in: SignedIn, current: str, new: str) -> None:
    """Change the password and end every other session.

    :raises InvalidCredentialsError: if the present password is wrong.
    """
    if signed_in.household.is_demo:
        raise DemoHouseholdError("The demo household has no password. Create an account instead.")
    if not _matches(current, signed_in.user.password_hash):
        raise InvalidCredentialsError("The present password is wrong.")
    check_password(new)
    people = PeopleRepository(session)
    people.user(signed_in.user.id).password_hash = hash_password(new)
    people.end_other_sessions(signed_in.user.id, keep=signed_in.session_id)


def sessions(session: Session, *, signed_in: SignedIn, now: datetime) -> Sequence[UserSession]:
    """Return where the person is signed in, last used first."""
    return PeopleRepository(session).sessions(signed_in.user.id, now=now)


def change_household(
    session: Session, *, signed_in: SignedIn, name: str | None, nation: Nation | None
) -> Household:
    """Change the household's name, or the nation whose bank holidays move its payments."""
    # Merging would write the revisions back that this person's request began with.
    household = PeopleRepository(session).household(signed_in.household.id)
    if name is not None:
        household.name = name
    if nation is not None:
        household.nation = nation
    session.flush()
    return household


def end_session(session: Session, *, signed_in: SignedIn, session_id: UUID) -> None:
    """Sign one of the user's sessions out.

    :raises SessionUnknownError: if the user has no such session.
    """
    if not PeopleRepository(session).end_session(session_id, user_id=signed_in.user.id):
        raise SessionUnknownError("There is no such session.")


def delete_me(session: Session, *, signed_in: SignedIn) -> None:
    """Delete the user, and with the last one the household and everything in it."""
    check_may_leave(signed_in)
    people = PeopleRepository(session)
    if people.user_count(signed_in.household.id) == 1:
        people.delete_household(signed_in.household.id)
    else:
        people.delete_user(signed_in.user.id)


def check_may_leave(signed_in: SignedIn) -> None:
    """Refuse to delete what everybody shares.

    :raises DemoHouseholdError: if it is the demo household.
    """
    if signed_in.household.is_demo:
        raise DemoHouseholdError("The demo household stays for the next person who looks around.")


def check_password(password: str) -> None:
    """Refuse a password nobody should use.

    :raises PasswordTooShortError: if it is under ``PASSWORD_LENGTH_MIN`` characters.
    :raises PasswordTooLongError: if it is over ``PASSWORD_LENGTH_MAX`` characters.
    """
    if len(password) < PASSWORD_LENGTH_MIN:
        raise PasswordTooShortError(
            f"Use at least {PASSWORD_LENGTH_MIN} characters.", field="password"
        )
    if len(password) > PASSWORD_LENGTH_MAX:
        raise PasswordTooLongError(
            f"Use at most {PASSWORD_LENGTH_MAX} characters.", field="password"
        )


def hash_password(password: str) -> str:
    """Return a salted bcrypt hash of the whole password."""
    return bcrypt.hashpw(_whole(password), bcrypt.gensalt(rounds=12)).decode()


def _matches(password: str, stored: str) -> bool:
    return bcrypt.checkpw(_whole(password), stored.encode())


def _whole(password: str) -> bytes:
    # bcrypt reads 72 bytes and stops at a zero byte: hand it a digest of everything typed.
    return base64.b64encode(hashlib.sha256(password.encode()).digest())


def _nobodys_hash() -> str:
    return "$2b$12$C6UzMDM.H6dfI/f/IKcEeO7ZkVf9dbPb0yXnQ3jUo0eXr6CfF2b5K"
