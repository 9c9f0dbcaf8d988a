"""The authentication server's machine side: tokens, extension, deletion, the list of banks."""

import json
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from demo_bank.bank import Bank, bank_of
from demo_bank.clock import wire_moment
from demo_bank.connections import Connection
from demo_bank.providers import PROVIDERS, Provider, provider_named
from demo_bank.wire import Json, TokenError, WireError, data_headers

router = APIRouter()

_PROBLEM = "https://docs.truelayer.com/#connection-api-errors"


@router.post("/connect/token")
async def exchange_token(request: Request) -> Response:
    """Exchange a code or a refresh token; form and JSON are both welcome."""
    bank = bank_of(request)
    asked = await _fields(request)
    if not bank.knows_client(asked.get("client_id", ""), asked.get("client_secret", "")):
        raise TokenError("invalid_client")
    now = bank.clock.now()
    match asked.get("grant_type"):
        case "authorization_code":
            connection = bank.vault.redeem_code(
                asked.get("code", ""),
                redirect_uri=asked.get("redirect_uri", ""),
                verifier=asked.get("code_verifier"),
                now=now,
            )
            bank.vault.save()
            if connection is None or connection.is_deleted:
                raise TokenError("invalid_grant")
            body = _issue(bank, connection)
            body["scope"] = " ".join(connection.scopes)
        case "refresh_token":
            connection = bank.vault.by_refresh_token(asked.get("refresh_token", ""))
            if connection is None or not bank.vault.may_refresh(connection, now=now):
                raise TokenError("invalid_grant")
            body = _issue(bank, connection)
            if bank.vault.switches.omits_refresh_token:
                body.pop("refresh_token", None)
        case _:
            raise TokenError("unsupported_grant_type")
    return JSONResponse(body, headers={"Cache-Control": "no-store"})


@router.delete("/api/delete")
async def delete_connection(request: Request) -> Response:
    """End the connection of the access token."""
    bank = bank_of(request)
    token = request.headers.get("Authorization", "").partition(" ")[2]
    connection = bank.vault.holder(token)
    expired = connection and bank.clock.now().timestamp() >= connection.access_expires_at
    if connection is None or connection.is_deleted or connection.access_token != token or expired:
        raise WireError("unauthorized", "Not authorised.", {"reason": "Invalid token"})
    connection.is_deleted = True
    bank.vault.save()
    return Response(status_code=200)


@router.post("/api/debug")
async def debug_connection(request: Request) -> Response:
    """Return the ids a support desk asks for."""
    connection = bank_of(request).vault.holder((await _fields(request)).get("access_token", ""))
    if connection is None or connection.is_deleted:
        body = {"error": "invalid_request", "error_details": {"reason": "consent is gone"}}
        return JSONResponse(body, status_code=400)
    return JSONResponse(
        {
            "credentials_id": connection.credentials_id,
            "debug_id": f"{connection.provider_id}|{uuid4()}",
            "provider_id": connection.provider_id,
        }
    )


@router.get("/api/providers")
async def list_providers(request: Request) -> Response:
    """List the banks as a bare array; the mock bank is connected by its name, not chosen."""
    query = request.query_params
    country, wanted = query.get("country", "uk"), set(query.get("scopes", "").split())
    bank = bank_of(request)
    now = wire_moment(bank.clock.now())
    listed = [
        _provider_row(each, base=bank.base(request), now=now)
        for each in PROVIDERS
        if country == "uk" and wanted <= set(each.scopes) and not each.sandbox
    ]
    return JSONResponse(listed)


@router.get("/logos/{provider_id}.svg")
async def read_logo(provider_id: str) -> Response:
    """Draw the bank's logo."""
    provider = provider_named(provider_id)
    if provider is None:
        return Response(status_code=404)
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" role="img">'
        f'<rect width="48" height="48" rx="12" fill="{provider.colour}"/>'
        '<text x="24" y="32" text-anchor="middle" font-family="system-ui,sans-serif" '
        f'font-size="23" font-weight="600" fill="#fff">{provider.display_name[0]}</text></svg>'
    )
    headers = {"Cache-Control": "max-age=86400", "Access-Control-Allow-Origin": "*"}
    return Response(svg, media_type="image/svg+xml", headers=headers)


@router.post("/connections/extend")
@router.post("/data/v1/connections/extend", include_in_schema=False)
async def extend_connection(request: Request) -> Response:
    """Extend a consent the person has re-confirmed, or say what else it takes."""
    bank = bank_of(request)
    asked = await _fields(request)
    required = ("client_id", "client_secret", "user", "refresh_token", "redirect_uri")
    missing = {name: [f"{name} is missing."] for name in required if not asked.get(name)}
    if (
        asked.get("user_has_reconfirmed_consent") is not True
        or not bank.vault.switches.extend_enabled
    ):
        missing["user_has_reconfirmed_consent"] = ["Only true is supported, for enabled clients."]
    if missing:
        return _problem(400, "Validation failed.", errors=missing)
    if not bank.knows_client(asked["client_id"], asked["client_secret"]):
        return _problem(401, "Unauthorized", detail="The client is not known.")
    connection = bank.vault.by_refresh_token(asked["refresh_token"])
    if connection is None:
        return _problem(401, "Unauthorized", detail="The refresh token was not accepted.")
    provider = provider_named(connection.provider_id)
    if provider is None or connection.username.startswith("error."):
        return _problem(422, "Cannot extend", detail="This connection is not extendable.")
    usual = "no_action_needed" if connection.password == "eternal" else "authentication_needed"  # noqa: S105 -- a name of the mock bank
    outcome = bank.vault.switches.extend_outcome or usual
    if outcome == "no_action_needed":
        after = bank.vault.switches.extend_shown_after_seconds
        bank.vault.renew(connection, now=bank.clock.now(), shown_after=after)
        return JSONResponse({"action_needed": outcome, **_issue(bank, connection)})
    link = _reauth_link(bank, connection, asked, base=bank.base(request))
    return JSONResponse({"action_needed": outcome, "user_input_link": link})


def _issue(bank: Bank, connection: Connection) -> Json:
    bank.vault.issue_tokens(connection, client_id=bank.settings.client_id, now=bank.clock.now())
    bank.vault.save()
    left = int(connection.access_expires_at - bank.clock.now().timestamp() + 0.5)
    body: Json = {
        "access_token": connection.access_token,
        "expires_in": left,
        "token_type": "Bearer",
    }
    if connection.refresh_token is not None:
        body["refresh_token"] = connection.refresh_token
    return body


def _reauth_link(bank: Bank, connection: Connection, asked: Json, *, base: str) -> str:
    query = {
        "response_type": "code",
        "client_id": bank.settings.client_id,
        "redirect_uri": asked["redirect_uri"],
        "scope": " ".join(connection.scopes),
        "providers": connection.provider_id,
        "provider_id": connection.provider_id,
        "reauth": bank.vault.issue_link(connection),
    }
    for name in ("state", "code_challenge", "response_mode"):
        if asked.get(name):
            query[name] = asked[name]
    if "code_challenge" in query:
        query["code_challenge_method"] = "S256"
    bank.vault.save()
    return f"{base.rstrip('/')}/?{urlencode(query, quote_via=quote)}"


def _provider_row(provider: Provider, *, base: str, now: str) -> Json:
    return {
        "provider_id": provider.wire_id,
        "display_name": provider.display_name,
        "country": "uk",
        "logo_url": f"{base.rstrip('/')}{provider.logo_path}",
        "scopes": list(provider.scopes),
        "availability": {"recommended_status": "healthy", "updated_at": now},
    }


def _problem(status: int, title: str, **more: Any) -> Response:
    body = {
        "type": _PROBLEM,
        "title": title,
        "status": status,
        **more,
        "instance": "/connections/extend",
        "trace_id": str(uuid4()),
    }
    return JSONResponse(
        body, status_code=status, media_type="application/problem+json", headers=data_headers()
    )


async def _fields(request: Request) -> dict[str, Any]:
    if "json" not in request.headers.get("Content-Type", ""):
        return {name: str(value) for name, value in (await request.form()).items()}
    try:
        body = json.loads(await request.body())
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
