"""Connecting a bank: the link, the return, the tokens, renewing and ending."""

import base64
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Literal
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from sqlalchemy.orm import Session

from app.bank.errors import BankError, ConsentEndedError, TokenRejectedError
from app.bank.protocol import BankProvider, Institution, Tokens
from app.core.config import Settings
from app.core.crypto import Vault, is_same, signature
from app.core.db import Alone, UnitOfWork
from app.core.job_queue import Queue
from app.domain.errors import FinanceError
from app.models.banking import Connection, ConnectionAttempt
from app.repositories.banking import AccountRepository, AttemptRepository, ConnectionRepository
from app.repositories.syncing import ReadingRepository
from app.services.feed import feed
from app.services.feed.evidence import Evidence
from app.services.household.people import SignedIn

LINK_LIFE = timedelta(minutes=15)
# A token about to expire would die half-way through a sync.
_TOKEN_MARGIN = timedelta(seconds=90)
_EXPIRING_WITHIN = timedelta(days=14)

Status = Literal["active", "expiring", "expired", "revoked", "error"]


class InvalidStateError(FinanceError):
    """The return from the bank does not belong to a link this person opened just now."""

    code: ClassVar[str] = "invalid_state"


class ConnectionUnknownError(FinanceError):
    """This household has no such connection."""

    code: ClassVar[str] = "connection_not_found"


class ConnectionEndedError(FinanceError):
    """The connection was ended: there is nothing to ask any more."""

    code: ClassVar[str] = "connection_ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class BankAccess:
    """What reaching a bank takes."""

    provider: BankProvider
    vault: Vault
    settings: Settings
    unit_of_work: UnitOfWork
    alone: Alone
    queue: Queue

    @property
    def evidence(self) -> Evidence:
        """Return how rows are kept as the bank wrote them."""
        return Evidence(
            vault=self.vault,
            provider=self.provider,
            keep_for=timedelta(days=self.settings.raw_retention_days),
        )


def authorisation_link(
    session: Session,
    access: BankAccess,
    *,
    signed_in: SignedIn,
    provider_id: str,
    connection_id: UUID | None,
    now: datetime,
) -> str:
    """Return where to send the person, good for one journey within ``LINK_LIFE``."""
    verifier = secrets.token_urlsafe(48)
    state = open_attempt(
        session,
        access,
        signed_in=signed_in,
        provider_id=provider_id,
        connection_id=connection_id,
        verifier=verifier,
        now=now,
    )
    return access.provider.authorisation_url(
        state=state,
        redirect_uri=access.settings.redirect_uri,
        provider_id=provider_id,
        code_challenge=challenge(verifier),
    )


def open_attempt(
    session: Session,
    access: BankAccess,
    *,
    signed_in: SignedIn,
    provider_id: str,
    connection_id: UUID | None,
    verifier: str,
    now: datetime,
) -> str:
    """Write down a journey to the bank; return the signed state it carries."""
    attempt = ConnectionAttempt(
        user_id=signed_in.user.id,
        provider_id=provider_id,
        connection_id=connection_id,
        code_verifier_encrypted=access.vault.encrypt(verifier),
        expires_at=now + LINK_LIFE,
    )
    AttemptRepository(session).add(attempt)
    return _signed_state(attempt.id, user_id=signed_in.user.id, settings=access.settings)


def state_of(link: str) -> str:
    """Return the state a link carries, as the bank hands it back."""
    return parse_qs(urlsplit(link).query)["state"][0]


def institution_named(access: BankAccess, *, provider_id: str) -> Institution:
    """Return the bank of that id, by its id alone where the list of banks does not have it.

    The list is TrueLayer's and may be away or shorter than what it connects; whether the bank
    exists is for its sign-in page to say.
    """
    nameless = Institution(
        provider_id=provider_id, display_name=provider_id, logo_url=None, scopes=frozenset()
    )
    try:
        offered = access.provider.institutions()
    except BankError:
        return nameless
    return next((bank for bank in offered if bank.provider_id == provider_id), nameless)


def take_attempt(
    session: Session, access: BankAccess, *, signed_in: SignedIn, state: str, now: datetime
) -> ConnectionAttempt:
    """Return the journey the state belongs to, and spend it.

    :raises InvalidStateError: if the state was made up, is old, was used, or is another user's.
    """
    attempt_id = _attempt_of(state, user_id=signed_in.user.id, settings=access.settings)
    attempt = AttemptRepository(session).take(attempt_id, user_id=signed_in.user.id, now=now)
    if attempt is None:
        raise InvalidStateError("This link was used before or has expired. Connect the bank again.")
    return attempt


def exchange(access: BankAccess, *, attempt: ConnectionAttempt, code: str) -> Tokens:
    """Return the tokens for the code the bank sent the person back with."""
    return access.provider.exchange(
        code=code,
        redirect_uri=access.settings.redirect_uri,
        code_verifier=access.vault.decrypt(attempt.code_verifier_encrypted),
    )


def save_connection(
    session: Session,
    access: BankAccess,
    *,
    signed_in: SignedIn,
    attempt: ConnectionAttempt,
    institution: Institution,
    tokens: Tokens,
) -> Connection:
    """Store a new connection, or the renewed consent of the one the journey was for."""
    connections = ConnectionRepository(session, household_id=signed_in.household.id)
    connection = (
        connections.get(attempt.connection_id, for_update=True) if attempt.connection_id else None
    )
    if connection is None:
        connection = Connection(
            household_id=signed_in.household.id,
            provider_id=attempt.provider_id,
            display_name=institution.display_name,
            logo_url=institution.logo_url,
            status="active",
        )
        connections.add(connection)
    connection.status = "active"
    connection.revoked_at = None
    connection.last_error = None
    # Until the bank tells the new consent's end, the old one's means nothing.
    connection.consent_expires_at = None
    keep_tokens(connection, tokens, vault=access.vault)
    session.flush()
    ReadingRepository(session, connection_id=connection.id).renew()
    return connection


def fresh_access_token(
    access: BankAccess,
    *,
    connection_id: UUID,
    household_id: UUID,
    now: datetime,
    rejected: str | None = None,
) -> str:
    """Return an access token that works, refreshed under the connection's row lock if need be.

    ``rejected`` is a token the bank just refused: it is replaced unless somebody already did.
    What comes back is committed before anybody uses it.

    :raises ConsentEndedError: if the consent is over.
    """
    with access.unit_of_work() as session:
        connection = ConnectionRepository(session, household_id=household_id).get(
            connection_id, for_update=True
        )
        if connection is None or connection.access_token_encrypted is None:
            raise ConnectionEndedError("This bank was disconnected.")
        token = access.vault.decrypt(connection.access_token_encrypted)
        expires_at = connection.access_token_expires_at
        is_live = expires_at is not None and expires_at - _TOKEN_MARGIN > now
        if is_live and token != rejected:
            return token
        if connection.refresh_token_encrypted is None:
            raise ConsentEndedError("The bank gave access once only. Renew the connection.")
        tokens = access.provider.refresh(
            refresh_token=access.vault.decrypt(connection.refresh_token_encrypted)
        )
        keep_tokens(connection, tokens, vault=access.vault)
    return tokens.access_token


def disconnect(
    access: BankAccess,
    *,
    signed_in: SignedIn,
    connection_id: UUID,
    history: Literal["keep", "delete"],
    now: datetime,
) -> None:
    """End the consent at the provider, then forget its tokens here.

    A consent that is already over at the bank has nothing left to end; a bank that does not
    answer leaves everything as it is, so that the person can try again.

    :raises ConnectionUnknownError: if the household has no such connection.
    """
    household_id = signed_in.household.id
    with access.unit_of_work() as session:
        connection = _known(session, household_id=household_id, connection_id=connection_id)
        is_revoked = connection.access_token_encrypted is None
    if not is_revoked:
        _revoke(access, connection_id=connection_id, household_id=household_id, now=now)
    with access.unit_of_work() as session:
        connections = ConnectionRepository(session, household_id=household_id)
        found = connections.get(connection_id, for_update=True)
        if found is None:
            return
        feed.hand_over(session, connection=found)
        if history == "delete":
            connections.delete(found)
            return
        found.access_token_encrypted = None
        found.refresh_token_encrypted = None
        found.access_token_expires_at = None
        found.status = "revoked"
        found.revoked_at = now
        AccountRepository(session, household_id=household_id).close_all(connection_id)


def _revoke(access: BankAccess, *, connection_id: UUID, household_id: UUID, now: datetime) -> None:
    rejected: str | None = None
    for _ in range(2):
        try:
            token = fresh_access_token(
                access,
                connection_id=connection_id,
                household_id=household_id,
                now=now,
                rejected=rejected,
            )
            access.provider.revoke(access_token=token)
        except TokenRejectedError:
            rejected = token
        except ConsentEndedError:
            return
        else:
            return


def connections(session: Session, *, signed_in: SignedIn) -> Sequence[Connection]:
    """Return the household's connections, oldest first."""
    return ConnectionRepository(session, household_id=signed_in.household.id).all()


def connection_to_renew(
    session: Session, *, signed_in: SignedIn, connection_id: UUID
) -> Connection:
    """Return the connection whose consent a person wants to renew.

    :raises ConnectionUnknownError: if the household has no such connection.
    """
    return _known(session, household_id=signed_in.household.id, connection_id=connection_id)


def status_of(connection: Connection, *, now: datetime) -> Status:
    """Return what to tell the person: the stored status, and how close consent's end is."""
    match connection.status:
        case "revoked":
            return "revoked"
        case "expired":
            return "expired"
        case "error":
            return "error"
        case _:
            ends = connection.consent_expires_at
            if ends is None or ends - now > _EXPIRING_WITHIN:
                return "active"
            return "expiring" if ends > now else "expired"


def note_failure(connection: Connection, error: BankError) -> None:
    """Remember why the bank could not be read; only an ended consent ends the connection."""
    connection.last_error = error.detail
    connection.status = "expired" if isinstance(error, ConsentEndedError) else "error"


def _known(session: Session, *, household_id: UUID, connection_id: UUID) -> Connection:
    found = ConnectionRepository(session, household_id=household_id).get(connection_id)
    if found is None:
        raise ConnectionUnknownError("There is no such connection.")
    return found


def keep_tokens(connection: Connection, tokens: Tokens, *, vault: Vault) -> None:
    """Store what came back, encrypted; the old refresh token stays where no new one came."""
    connection.access_token_encrypted = vault.encrypt(tokens.access_token)
    connection.access_token_expires_at = tokens.expires_at
    if tokens.refresh_token is not None:
        connection.refresh_token_encrypted = vault.encrypt(tokens.refresh_token)


def challenge(verifier: str) -> str:
    """Return PKCE's challenge of a verifier."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _signed_state(attempt_id: UUID, *, user_id: UUID, settings: Settings) -> str:
    return f"{attempt_id.hex}.{_state_signature(attempt_id, user_id=user_id, settings=settings)}"


def _state_signature(attempt_id: UUID, *, user_id: UUID, settings: Settings) -> str:
    return signature(
        key=settings.secret_key.get_secret_value(),
        purpose="bank link",
        text=f"{attempt_id.hex}:{user_id.hex}",
    )


def _attempt_of(state: str, *, user_id: UUID, settings: Settings) -> UUID:
    identifier, _, signed = state.partition(".")
    try:
        attempt_id = UUID(hex=identifier)
    except ValueError as error:
        raise InvalidStateError("This return from the bank is not one of ours.") from error
    if not is_same(signed, _state_signature(attempt_id, user_id=user_id, settings=settings)):
        raise InvalidStateError("This return from the bank is not one of ours.")
    return attempt_id
