"""TrueLayer's refusals in our words: status and ``error`` decide, never the text."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from app.bank.errors import (
    AccessDeniedError,
    AccountLockedError,
    AccountUnknownError,
    BankError,
    BankRefusedError,
    BankUnavailableError,
    ClientMisconfiguredError,
    ConsentEndedError,
    DateRangeRefusedError,
    EndpointNotSupportedError,
    ExtensionRefusedError,
    ProviderGoneError,
    RateLimitedError,
    ScaExceededError,
    SignInNeededError,
    TokenRejectedError,
)

# Only a plain word is repeated in messages and logs; anything else could carry somebody's data.
_WORD = re.compile(r"[a-z][a-z0-9_]{1,60}")


def error_word(body: object) -> str | None:
    """Return the body's ``error`` if it is the plain word it should be."""
    word = body.get("error") if isinstance(body, dict) else None
    return word if isinstance(word, str) and _WORD.fullmatch(word) else None


def token_error(
    *, status: int, body: object, retry_after: timedelta | None, resource: str
) -> BankError:
    """Return what a refusal of the token endpoint means."""
    word = error_word(body)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        # Whatever the body says: a server that failed has not judged the consent.
        return _by_status(status=status, word=word, retry_after=retry_after, resource=resource)
    if word in {"invalid_grant", "invalid_authorization_code"}:
        return ConsentEndedError("The bank connection is over; it has to be made again.")
    if word in {"invalid_client", "unauthorized_client"}:
        return ClientMisconfiguredError(
            "TrueLayer does not accept this client id, secret or redirect address."
        )
    return _by_status(status=status, word=word, retry_after=retry_after, resource=resource)


def extension_error(
    *, status: int, body: object, retry_after: timedelta | None, resource: str
) -> BankError:
    """Return what a refusal to extend means: problem documents, told apart by status alone."""
    del body
    refusals = (
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.UNPROCESSABLE_ENTITY,
    )
    if status in refusals:
        return ExtensionRefusedError(f"{resource}: refused with {status}.")
    return _by_status(status=status, word=None, retry_after=retry_after, resource=resource)


def call_error(
    *, status: int, body: object, retry_after: timedelta | None, resource: str
) -> BankError:
    """Return what a refusal of any other endpoint means."""
    word = error_word(body)
    # Gateways answer for the bank in HTML; such a page says nothing about the consent, the
    # account or what the bank offers, so it must not be read as if it did.
    if status in _MEANINGS and not isinstance(body, dict):
        return BankUnavailableError(f"{resource}: answered {status} with an unreadable body.")
    meaning = _PLAIN_WORDS.get((status, word)) or _MEANINGS.get(status)
    if status == HTTPStatus.UNAUTHORIZED:
        meaning = TokenRejectedError
    if meaning is AccountLockedError:
        # The wait is the bank's to name; without a word of it a quarter of a day is modest.
        return AccountLockedError(
            f"{resource}: the bank has locked the account for now.",
            answered=True,
            retry_after=retry_after or _LOCKED_FOR,
        )
    if meaning is None:
        return _by_status(status=status, word=word, retry_after=retry_after, resource=resource)
    return meaning(f"{resource}: refused with {_said(status, word)}.")


_PLAIN_WORDS: dict[tuple[int, str | None], type[BankError]] = {
    (HTTPStatus.BAD_REQUEST, "invalid_date_range"): DateRangeRefusedError,
    (HTTPStatus.BAD_REQUEST, "invalid_grant"): ConsentEndedError,
    (HTTPStatus.BAD_REQUEST, "deprecated_provider"): ProviderGoneError,
    (HTTPStatus.FORBIDDEN, "sca_exceeded"): ScaExceededError,
    (HTTPStatus.FORBIDDEN, "invalid_credentials_key"): SignInNeededError,
    (HTTPStatus.FORBIDDEN, "wrong_credentials"): SignInNeededError,
    (HTTPStatus.FORBIDDEN, "user_input_required"): SignInNeededError,
    (HTTPStatus.FORBIDDEN, "mfa_required"): SignInNeededError,
    (HTTPStatus.FORBIDDEN, "account_permanently_locked"): SignInNeededError,
    (HTTPStatus.FORBIDDEN, "account_temporarily_locked"): AccountLockedError,
    (HTTPStatus.GONE, "wrong_bank"): ProviderGoneError,
}
_PASSING = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT)
_LOCKED_FOR = timedelta(hours=6)
_MEANINGS: dict[int, type[BankError]] = {
    HTTPStatus.BAD_REQUEST: BankRefusedError,
    HTTPStatus.FORBIDDEN: AccessDeniedError,
    HTTPStatus.NOT_FOUND: AccountUnknownError,
    HTTPStatus.NOT_IMPLEMENTED: EndpointNotSupportedError,
}


def _by_status(
    *, status: int, word: str | None, retry_after: timedelta | None, resource: str
) -> BankError:
    what = f"{resource}: refused with {_said(status, word)}."
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return RateLimitedError(
            what,
            retry_after=retry_after,
            until_tomorrow=word == "provider_request_limit_exceeded",
        )
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return BankUnavailableError(what, answered=True, retry_after=retry_after)
    # Another request of ours is still under way there, or the answer led nowhere.
    if status in _PASSING or status < HTTPStatus.BAD_REQUEST:
        return BankUnavailableError(what, retry_after=retry_after)
    return BankRefusedError(what)


def _said(status: int, word: str | None) -> str:
    return f"{status} {word}" if word else str(status)


def parse_retry_after(value: str | None, *, now: datetime) -> timedelta | None:
    """Return how long a ``Retry-After`` asks for, given as seconds or as a moment."""
    if value is None:
        return None
    if re.fullmatch(r"\d{1,7}", value.strip()):
        return timedelta(seconds=int(value))
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(moment - now, timedelta(0))
