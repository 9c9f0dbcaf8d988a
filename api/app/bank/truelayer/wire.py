"""Requests to TrueLayer: time-outs, retries and answers read with care."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
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
# A bank that drips can keep each read within its time-out for ever.
_WHOLE_ANSWER_SECONDS = 300.0
_PLAIN_ANSWER_BYTES = 32 * 2**20
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
    json: Mapping[str, Any] | None = None
    reads_body: Callable[[Iterator[bytes]], object] | None = None
    """Reads a large success as it comes; raises ``ValueError`` if it is not what it should be."""


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
        attempts: int | None = None,
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
            attempts=min(self._attempts, attempts or self._attempts),
            timeout=None,
            wait_initial=1.0,
            wait_max=10.0,
            wait_jitter=1.0,
        )
        return caller(retry_on, attempt)

    def _attempt(self, ask: Ask, headers: Mapping[str, str]) -> Answer:
        try:
            with self._client.stream(
                ask.method,
                ask.url,
                params=ask.params,
                data=ask.form,
                json=ask.json,
                headers=headers,
            ) as response:
                return self._read(ask, response, headers)
        except httpx2.RequestError as failure:
            # The cause may repeat a header, and with it the token, so only its name goes on.
            raise BankUnavailableError(f"{ask.resource}: {type(failure).__name__}.") from None

    def _read(self, ask: Ask, response: httpx2.Response, headers: Mapping[str, str]) -> Answer:
        chunks = _in_time(response.iter_bytes(), resource=ask.resource)
        is_success = HTTPStatus.OK <= response.status_code < HTTPStatus.MULTIPLE_CHOICES
        if is_success and ask.reads_body is not None and response.status_code == HTTPStatus.OK:
            try:
                return Answer(status=response.status_code, body=ask.reads_body(chunks))
            except (ValueError, RecursionError):
                raise BankUnavailableError(
                    f"{ask.resource}: the answer could not be read."
                ) from None
        body = _whole(chunks)
        if is_success:
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
    if not isinstance(error, BankUnavailableError):
        return False
    if error.retry_after is None:
        return True
    return error.retry_after <= _LONGEST_WAIT and error.retry_after.total_seconds()


def failed_without_effect(error: Exception) -> bool:
    """Return whether the other side itself said it failed, so nothing was used up."""
    return isinstance(error, BankUnavailableError) and error.answered


def never(_error: Exception) -> bool:
    """Return that a request which may have worked is not to be repeated."""
    return False


def _in_time(chunks: Iterator[bytes], *, resource: str) -> Iterator[bytes]:
    deadline = time.monotonic() + _WHOLE_ANSWER_SECONDS
    for chunk in chunks:
        if time.monotonic() > deadline:
            raise BankUnavailableError(f"{resource}: the answer did not end in time.")
        yield chunk


def _whole(chunks: Iterator[bytes]) -> object:
    """Return the JSON with exact numbers, or ``None`` for anything else or far too much."""
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > _PLAIN_ANSWER_BYTES:
            return None
    return exact_json(bytes(content))


def exact_json(content: bytes) -> object:
    """Return the JSON with exact numbers, or ``None`` if it is none."""
    try:
        return json.loads(content, parse_float=Decimal, parse_constant=refuse_constant)
    except (ValueError, RecursionError):
        return None


def refuse_constant(word: str) -> Any:
    """Refuse ``NaN`` and ``Infinity``: no amount is one.

    :raises ValueError: always.
    """
    raise ValueError(word)
