"""Extending a consent: without a visit to the bank where the service allows it."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from app.bank.errors import ExtensionRefusedError
from app.bank.protocol import Extension, Person
from app.models.banking import Connection
from app.repositories.banking import ConnectionRepository
from app.repositories.syncing import ReadingRepository
from app.services.feed import connecting
from app.services.feed.connecting import (
    BankAccess,
    ConnectionEndedError,
    ConnectionUnknownError,
)
from app.services.household.people import SignedIn

# What a person confirms again holds this long; the bank's own word replaces it when it comes.
_CONSENT_LIFE = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended:
    """What came of asking for more time."""

    outcome: Literal["extended", "authentication_needed", "sign_in_needed"]
    auth_url: str | None
    consent_expires_at: datetime | None


def extend(
    access: BankAccess, *, signed_in: SignedIn, connection_id: UUID, now: datetime
) -> Extended:
    """Extend the consent a person has just confirmed again.

    Where the service wants a visit to the bank, or does not extend for this installation at all,
    the link for that visit comes back; the accounts are the same ones afterwards.

    :raises ConnectionUnknownError: if the household has no such connection.
    :raises ConnectionEndedError: if it was disconnected.
    :raises BankUnavailableError: if nobody knows what came of it; asking again does no harm.
    """
    household_id = signed_in.household.id
    with access.unit_of_work() as session:
        found = ConnectionRepository(session, household_id=household_id).get(connection_id)
        if found is None:
            raise ConnectionUnknownError("There is no such connection.")
        if found.status == "revoked":
            raise ConnectionEndedError("This bank was disconnected. Connect it again.")
        provider_id = found.provider_id
    verifier = secrets.token_urlsafe(48)
    with access.unit_of_work() as session:
        state = connecting.open_attempt(
            session,
            access,
            signed_in=signed_in,
            provider_id=provider_id,
            connection_id=connection_id,
            verifier=verifier,
            now=now,
        )
    try:
        extension, expires_at = _ask(
            access,
            signed_in=signed_in,
            connection_id=connection_id,
            state=state,
            verifier=verifier,
            now=now,
        )
    except ExtensionRefusedError:
        with access.unit_of_work() as session:
            link = connecting.authorisation_link(
                session,
                access,
                signed_in=signed_in,
                provider_id=provider_id,
                connection_id=connection_id,
                now=now,
            )
        return Extended(outcome="sign_in_needed", auth_url=link, consent_expires_at=None)
    if extension.tokens is not None:
        return Extended(outcome="extended", auth_url=None, consent_expires_at=expires_at)
    return Extended(
        outcome="authentication_needed", auth_url=extension.link, consent_expires_at=None
    )


def _ask(
    access: BankAccess,
    *,
    signed_in: SignedIn,
    connection_id: UUID,
    state: str,
    verifier: str,
    now: datetime,
) -> tuple[Extension, datetime]:
    """Ask under the connection's row lock, for the refresh token may be spent by it."""
    with access.unit_of_work() as session:
        connection = ConnectionRepository(session, household_id=signed_in.household.id).get(
            connection_id, for_update=True
        )
        if connection is None or connection.refresh_token_encrypted is None:
            raise ExtensionRefusedError("There is no access left to extend.")
        extension = access.provider.extend(
            refresh_token=access.vault.decrypt(connection.refresh_token_encrypted),
            person=Person(
                user_id=str(signed_in.user.id),
                name=signed_in.user.name or signed_in.user.email,
                email=signed_in.user.email,
            ),
            redirect_uri=access.settings.redirect_uri,
            state=state,
            code_challenge=connecting.challenge(verifier),
        )
        expires_at = now + _CONSENT_LIFE
        if extension.tokens is not None:
            connecting.keep_tokens(connection, extension.tokens, vault=access.vault)
            _renew(connection, expires_at=expires_at)
            reading = ReadingRepository(session, connection_id=connection_id)
            reading.state().extended_at = now
    return extension, expires_at


def _renew(connection: Connection, *, expires_at: datetime) -> None:
    connection.status = "active"
    connection.last_error = None
    connection.consent_expires_at = expires_at
