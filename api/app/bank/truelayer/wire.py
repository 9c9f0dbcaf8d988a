"""Requests to TrueLayer: time-outs, retries and answers read with care."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from http import HTTPStatus
from typing import Any, Protocol
from uuid import uuid4

import httpx2
import stamina
import structlog

from app.bank.errors import BankError, BankUnavailableError, RateLimitedError
from app.bank.truelayer.errors import error_word, parse_retry_after

_log = structlog.get_logger(__name__)

# A year of rows can take a bank a quarter of a minute; a connection never does.
_TIMEOUT = httpx2.Timeout(75.0, connect=10.0)
_LONGEST_WAIT = timedelta(seconds=20)
# The demo bank runs on this very machine, where an office proxy cannot reach.
_NEVER_PROXIED = ("all://localhost", "all://127.0.0.1", "all://[::1]")


class ErrorReading(Protocol):
    """Says what a refusal means."""

    def __call__(
        self, *, status: int, body: object, retry_after: timedelta | None, resource: str
    ) -> BankError: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One request; ``resource`` is its name in messages and logs."""

    method: str
    url: str
    resource: str
    reads_error: ErrorReading
    headers: Mapping[str, str]
    params: Mapping[str, str] | None = None
    form: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back, when it was a success."""

    status: int
    body: object


class Wire:
    """The one place that talks to TrueLayer's hosts."""

    def __init__(
        self,
        *,
        now: Callable[[], datetime],
        attempts: int,
        transport: httpx2.BaseTransport | None,
    ) -> None:
        self._now = now
        self._attempts = attempts
        self._client = httpx2.Client(
            timeout=_TIMEOUT, transport=transport, mounts=dict.fromkeys(_NEVER_PROXIED)
        )

    def close(self) -> None:
        """Let go of the open connections."""
        self._client.close()

    def send(
        self,
        ask: Ask,
        *,
        retry_on: Callable[[Exception], bool | float],
        on_attempt: Callable[[], None] = lambda: None,
    ) -> Answer:
        """Return the answer, asking again where that is safe and likely to help.

        :raises BankError: what the last refusal or failure meant.
        """
        headers = {"X-Client-Correlation-Id": str(uuid4()), "Accept": "application/json"}
        headers.update(ask.headers)

        def attempt() -> Answer:
            on_attempt()
            return self._attempt(ask, headers)

        caller = stamina.RetryingCaller(
            attempts=self._attempts, timeout=None, wait_initial=1.0, wait_max=10.0, wait_jitter=1.0
        )
        return caller(retry_on, attempt)

    def _attempt(self, ask: Ask, headers: Mapping[str, str]) -> Answer:
        try:
            response = self._client.request(
                ask.method, ask.url, params=ask.params, data=ask.form, headers=headers
            )
        except httpx2.RequestError as failure:
            # The cause may repeat a header, and with it the token, so only its name goes on.
            raise BankUnavailableError(f"{ask.resource}: {type(failure).__name__}.") from None
        body = _read(response)
        if HTTPStatus.OK <= response.status_code < HTTPStatus.MULTIPLE_CHOICES:
            return Answer(status=response.status_code, body=body)
        _log.warning(
            "truelayer.refused",
            resource=ask.resource,
            status=response.status_code,
            error=error_word(body),
            correlation_id=headers["X-Client-Correlation-Id"],
            truelayer_correlation_id=response.headers.get("X-TL-Correlation-Id"),
        )
        raise ask.reads_error(
            status=response.status_code,
            body=body,
            retry_after=parse_retry_after(response.headers.get("Retry-After"), now=self._now()),
            resource=ask.resource,
        )


def worth_repeating(error: Exception) -> bool | float:
    """Return whether a request without effect should be sent again, or after how long."""
    if isinstance(error, RateLimitedError):
        if error.until_tomorrow:
            return False
        if error.retry_after is None:
            return True
        # Waiting longer is the job queue's business, not a held connection's.
        return error.retry_after <= _LONGEST_WAIT and error.retry_after.total_seconds()
    return isinstance(error, BankUnavailableError)


def failed_without_effect(error: Exception) -> bool:
    """Return whether the other side itself said it failed, so nothing was used up."""
    return isinstance(error, BankUnavailableError) and error.answered


def never(_error: Exception) -> bool:
    """Return that a request which may have worked is not to be repeated."""
    return False


def _read(response: httpx2.Response) -> object:
    """Return the JSON with exact numbers, or ``None`` for anything else."""
    try:
        return json.loads(response.content, parse_float=Decimal, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None


def _refuse(word: str) -> Any:
    raise ValueError(word)
