"""The shapes that leave the demo bank: errors, headers and answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from fastapi import Request
from fastapi.responses import JSONResponse, Response

Json = dict[str, Any]

SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none';",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "deny",
    "X-XSS-Protection": "1; mode=block",
    "Referrer-Policy": "no-referrer",
}
STATUS_OF_CODE = {
    "validation_error": 400,
    "invalid_date_range": 400,
    "deprecated_provider": 400,
    "invalid_token": 401,
    "unauthorized": 401,
    "wrong_credentials": 401,
    "access_denied": 403,
    "sca_exceeded": 403,
    "invalid_credentials_key": 403,
    "account_permanently_locked": 403,
    "account_temporarily_locked": 403,
    "user_input_required": 403,
    "mfa_required": 403,
    "account_not_found": 404,
    "request_conflict": 409,
    "wrong_bank": 410,
    "provider_request_limit_exceeded": 429,
    "provider_too_many_requests": 429,
    "internal_server_error": 500,
    "internal_error": 500,
    "endpoint_not_supported": 501,
    "provider_error": 503,
    "temporarily_unavailable": 503,
    "connector_overload": 503,
    "provider_timeout": 504,
    "connector_timeout": 504,
}


@dataclass
class WireError(Exception):
    """An answer in the service's error shape."""

    code: str
    description: str
    details: Json | None = field(default_factory=dict)

    @property
    def status(self) -> int:
        """Return the HTTP status the code travels with."""
        return STATUS_OF_CODE[self.code]

    def body(self) -> Json:
        """Return the JSON body."""
        body: Json = {"error_description": self.description, "error": self.code}
        if self.details is not None:
            body["error_details"] = self.details
        return body


@dataclass
class TokenError(Exception):
    """A refusal of the token endpoint."""

    code: str
    status: int = 400


def data_headers(credentials_id: str | None = None, *, max_age: int = 0) -> dict[str, str]:
    """Return the headers every data answer carries."""
    correlation = str(uuid4())
    headers = {
        "X-TL-Correlation-Id": correlation,
        "X-Request-Id": correlation,
        "Cache-Control": f"max-age={max_age}",
        **SECURITY_HEADERS,
    }
    if credentials_id is not None:
        headers["X-Credentials-Id"] = credentials_id
    return headers


def results(rows: Sequence[Json], headers: Mapping[str, str]) -> Response:
    """Return a successful data answer."""
    body = {"results": list(rows), "status": "Succeeded"}
    return JSONResponse(body, headers=dict(headers), media_type="application/json; charset=utf-8")


def money(minor: int) -> float:
    """Return minor units as the JSON number the service sends."""
    return round(minor / 100, 2)


async def answer_wire_error(_request: Request, error: Exception) -> Response:
    """Turn a raised refusal into its answer."""
    if isinstance(error, TokenError):
        return JSONResponse({"error": error.code}, status_code=error.status)
    assert isinstance(error, WireError)  # noqa: S101 -- registered for these two only
    return JSONResponse(error.body(), status_code=error.status, headers=data_headers())
