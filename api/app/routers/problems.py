"""Errors as RFC 9457 problem details; only here does a failure get its HTTP status."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from app.bank import errors as bank
from app.bank.files import FileUnreadableError
from app.domain.errors import FinanceError, InvalidInputError
from app.domain.money import CurrencyMismatchError
from app.schemas.common import Problem
from app.services import demo
from app.services.accounts import accounts, hand_accounts, joining, transactions
from app.services.commitments import commitments
from app.services.feed import connecting, mandates, settlements, syncing
from app.services.figures import goals, plans, snapshots, telling
from app.services.files import import_commits, importing
from app.services.household import people
from app.services.spending import arranging, correcting, periods

_log = structlog.get_logger(__name__)
_PROBLEM_TYPE = "application/problem+json"
_VALIDATION_ERROR = "validation_error"

STATUS: Mapping[type[FinanceError], HTTPStatus] = {
    InvalidInputError: HTTPStatus.UNPROCESSABLE_ENTITY,
    CurrencyMismatchError: HTTPStatus.UNPROCESSABLE_ENTITY,
    people.EmailTakenError: HTTPStatus.CONFLICT,
    people.PasswordTooShortError: HTTPStatus.UNPROCESSABLE_ENTITY,
    people.PasswordTooLongError: HTTPStatus.UNPROCESSABLE_ENTITY,
    people.InvalidCredentialsError: HTTPStatus.UNAUTHORIZED,
    people.NotSignedInError: HTTPStatus.UNAUTHORIZED,
    people.TooManyAttemptsError: HTTPStatus.TOO_MANY_REQUESTS,
    people.SessionUnknownError: HTTPStatus.NOT_FOUND,
    people.DemoHouseholdError: HTTPStatus.FORBIDDEN,
    connecting.InvalidStateError: HTTPStatus.BAD_REQUEST,
    connecting.ConnectionUnknownError: HTTPStatus.NOT_FOUND,
    connecting.ConnectionEndedError: HTTPStatus.CONFLICT,
    joining.AccountsNotJoinableError: HTTPStatus.CONFLICT,
    settlements.QuestionUnknownError: HTTPStatus.NOT_FOUND,
    syncing.SyncUnknownError: HTTPStatus.NOT_FOUND,
    syncing.NothingToSyncError: HTTPStatus.CONFLICT,
    syncing.ConnectionBusyError: HTTPStatus.CONFLICT,
    accounts.AccountUnknownError: HTTPStatus.NOT_FOUND,
    accounts.AccountNotByHandError: HTTPStatus.CONFLICT,
    transactions.InvalidCursorError: HTTPStatus.UNPROCESSABLE_ENTITY,
    transactions.TransactionUnknownError: HTTPStatus.NOT_FOUND,
    commitments.CommitmentUnknownError: HTTPStatus.NOT_FOUND,
    plans.PlannedItemUnknownError: HTTPStatus.NOT_FOUND,
    plans.PaymentPlanUnknownError: HTTPStatus.NOT_FOUND,
    snapshots.NothingKeptError: HTTPStatus.NOT_FOUND,
    goals.GoalUnknownError: HTTPStatus.NOT_FOUND,
    plans.PurchaseUnknownError: HTTPStatus.NOT_FOUND,
    plans.PaymentPlanEndedError: HTTPStatus.CONFLICT,
    commitments.NoSuchOccurrenceError: HTTPStatus.NOT_FOUND,
    telling.NothingExpectedError: HTTPStatus.NOT_FOUND,
    correcting.CategoryUnknownError: HTTPStatus.NOT_FOUND,
    correcting.MerchantUnknownError: HTTPStatus.NOT_FOUND,
    arranging.CategoryTakenError: HTTPStatus.CONFLICT,
    arranging.OwnCategoryUnknownError: HTTPStatus.NOT_FOUND,
    arranging.RuleUnknownError: HTTPStatus.NOT_FOUND,
    arranging.SortingUnknownError: HTTPStatus.NOT_FOUND,
    periods.NoPaydayError: HTTPStatus.CONFLICT,
    commitments.NoSuchStepError: HTTPStatus.NOT_FOUND,
    mandates.MandateUnknownError: HTTPStatus.NOT_FOUND,
    demo.NoDemoError: HTTPStatus.NOT_FOUND,
    FileUnreadableError: HTTPStatus.UNPROCESSABLE_ENTITY,
    importing.FileTooLargeError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    importing.ImportUnknownError: HTTPStatus.NOT_FOUND,
    importing.ImportGoneError: HTTPStatus.CONFLICT,
    import_commits.ImportUndoneError: HTTPStatus.CONFLICT,
    import_commits.NothingToImportError: HTTPStatus.CONFLICT,
    import_commits.DateOrderUnclearError: HTTPStatus.CONFLICT,
    hand_accounts.BalanceUnknownError: HTTPStatus.NOT_FOUND,
    hand_accounts.LastBalanceError: HTTPStatus.CONFLICT,
    hand_accounts.HandRowUnknownError: HTTPStatus.NOT_FOUND,
    bank.BankError: HTTPStatus.BAD_GATEWAY,
    bank.ConsentEndedError: HTTPStatus.CONFLICT,
    bank.RateLimitedError: HTTPStatus.SERVICE_UNAVAILABLE,
    bank.BankUnavailableError: HTTPStatus.SERVICE_UNAVAILABLE,
}


class CsrfFailedError(FinanceError):
    """A browser asked for a change without proof that our own page did."""

    code = "csrf_failed"


class BadRequestError(FinanceError):
    """The request itself is wrong."""

    code = "bad_request"


def status_of(error: type[FinanceError]) -> HTTPStatus:
    """Return the status of an error, or of the nearest kind it belongs to."""
    for kind in error.__mro__:
        if kind in STATUS:
            return STATUS[kind]
    return _EDGE[error]


_EDGE: Mapping[type[FinanceError], HTTPStatus] = {
    CsrfFailedError: HTTPStatus.FORBIDDEN,
    BadRequestError: HTTPStatus.BAD_REQUEST,
}


def problems(*errors: type[FinanceError]) -> dict[int | str, dict[str, Any]]:
    """Return OpenAPI's word on how a route may fail, the codes as literals."""
    by_status: dict[int, list[str]] = {}
    for error in errors:
        by_status.setdefault(int(status_of(error)), []).append(error.code)
    return {status: _described(status, codes) for status, codes in sorted(by_status.items())}


def describe(schema: dict[str, Any]) -> None:
    """Add to OpenAPI what every route has in common when it fails, and the body all share."""
    parts = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    named = parts.pop("$defs", {})
    schemas = schema.setdefault("components", {}).setdefault("schemas", {})
    schemas.update({"Problem": parts, **named})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    for path in schema["paths"].values():
        for method, operation in path.items():
            responses = operation["responses"]
            if "parameters" in operation or "requestBody" in operation:
                _may_also(responses, HTTPStatus.UNPROCESSABLE_ENTITY, _VALIDATION_ERROR)
            if "requestBody" in operation:
                _may_also(responses, HTTPStatus.BAD_REQUEST, BadRequestError.code)
            if method != "get" and str(int(HTTPStatus.UNAUTHORIZED)) in responses:
                _may_also(responses, HTTPStatus.FORBIDDEN, CsrfFailedError.code)


def _may_also(responses: dict[str, Any], status: HTTPStatus, code: str) -> None:
    """Add a code to those of that status; the framework's own word on it is not what we send."""
    known = responses.get(str(int(status)), {}).get("content", {}).get(_PROBLEM_TYPE)
    codes = known["schema"]["properties"]["code"]["enum"] if known else []
    responses[str(int(status))] = _described(status, [*codes, code])


def _described(status: int, codes: list[str]) -> dict[str, Any]:
    return {
        "description": HTTPStatus(status).phrase,
        "content": {
            _PROBLEM_TYPE: {
                "schema": {
                    "allOf": [{"$ref": "#/components/schemas/Problem"}],
                    "properties": {"code": {"enum": sorted(set(codes))}},
                }
            }
        },
    }


def problem_response(
    *,
    status: int,
    code: str,
    detail: str,
    errors: list[dict[str, str]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return the error as a problem body."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail,
        "errors": errors or [],
    }
    return JSONResponse(
        body,
        status_code=status,
        media_type=_PROBLEM_TYPE,
        headers=dict(headers or {}),
    )


def install(app: FastAPI) -> None:
    """Answer every failure as a problem."""
    app.add_exception_handler(FinanceError, _finance_problem)
    app.add_exception_handler(RequestValidationError, _validation_problem)
    app.add_exception_handler(HTTPException, _http_problem)
    app.add_exception_handler(Exception, _bug)


def _finance_problem(_request: Request, error: Exception) -> Response:
    assert isinstance(error, FinanceError)  # noqa: S101 - the handler is registered for it
    headers: dict[str, str] = {}
    if isinstance(error, people.NotSignedInError):
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, people.TooManyAttemptsError):
        headers["Retry-After"] = str(error.retry_after)
    field = error.field
    return problem_response(
        status=status_of(type(error)),
        code=error.code,
        detail=error.detail,
        errors=[{"field": field, "message": error.detail}] if field else [],
        headers=headers,
    )


def _validation_problem(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for it
    errors = [
        {"field": _field_name(problem["loc"]), "message": str(problem["msg"])}
        for problem in error.errors()
    ]
    named = ", ".join(dict.fromkeys(problem["field"] for problem in errors))
    return problem_response(
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
        code=_VALIDATION_ERROR,
        detail=f"Check {named}: {errors[0]['message']}." if errors else "Check the request.",
        errors=errors,
    )


def _field_name(location: tuple[Any, ...]) -> str:
    named = [str(part) for part in location if part not in ("body", "query", "path")]
    return ".".join(named) or "body"


def _http_problem(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for it
    return problem_response(
        status=error.status_code,
        code=HTTPStatus(error.status_code).name.lower(),
        detail=str(error.detail),
        headers=error.headers,
    )


def _bug(request: Request, error: Exception) -> Response:
    _log.error("unhandled", path=request.url.path, kind=type(error).__name__, exc_info=error)
    return problem_response(
        status=HTTPStatus.INTERNAL_SERVER_ERROR,
        code="internal_error",
        detail="Something went wrong here, and it has been logged. Nothing was changed.",
    )


__all__ = ["Problem", "install", "problem_response", "problems", "status_of"]
