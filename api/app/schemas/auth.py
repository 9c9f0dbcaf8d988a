"""Bodies of signing up, in and out."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, EmailStr, Field

from app.core.bank_holidays import Nation
from app.schemas.common import Answer, Body, Moment, Name

type Email = Annotated[EmailStr, Field(max_length=254), AfterValidator(str.strip)]
# Its length is judged by the service, whose refusal names what to do.
type Password = Annotated[str, Field(max_length=4096)]


class RegisterIn(Body):
    """A new account."""

    email: Email
    password: Password
    name: Name | None = None


class RegisteredOut(Answer):
    """The person just signed up."""

    id: UUID
    email: str


class LoginIn(Body):
    """Address and password."""

    email: Annotated[str, Field(max_length=254)]
    password: Password


class TokenOut(Answer):
    """An access token for programs."""

    access_token: str
    token_type: Literal["bearer"]
    expires_in: int


class HouseholdOut(Answer):
    """The tenant."""

    id: UUID
    name: str
    currency: str
    nation: Nation


class HouseholdPatch(Body):
    """What is to change; fields left out stay."""

    name: Name | None = None
    nation: Nation | None = None


class MeOut(Answer):
    """Who is signed in."""

    id: UUID
    email: str
    name: str
    household: HouseholdOut
    is_demo: bool


class SessionOut(Answer):
    """One sign-in."""

    id: UUID
    user_agent: str
    created_at: Moment
    last_seen_at: Moment
    is_current: bool


class PasswordIn(Body):
    """A change of password."""

    current_password: Password
    new_password: Password


class MetaOut(Answer):
    """What a page needs before anybody has signed in."""

    version: str
    mode: Literal["demo", "development", "live"]
    today: str
    can_look_around: bool
    password_min_length: int


class HealthOut(Answer):
    """Whether the application can serve."""

    status: Literal["ok", "unavailable"]
    database: Literal["ok", "unavailable"]
    version: str
