"""The person's side of a bank link: choose a bank, sign in, allow or cancel."""

import re
import secrets
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from demo_bank import page_markup as markup
from demo_bank.bank import Bank, bank_of
from demo_bank.connections import Connection
from demo_bank.providers import SCOPES, Provider, offered, provider_named
from demo_bank.wire import STATUS_OF_CODE

router = APIRouter()

_PERSON = re.compile(r"john(\d{0,3})")
_CARRIED = (
    "response_type",
    "client_id",
    "redirect_uri",
    "scope",
    "providers",
    "provider_id",
    "state",
    "nonce",
    "response_mode",
    "code_challenge",
    "code_challenge_method",
    "reauth",
)


@dataclass
class LinkError(Exception):
    """A link that cannot be followed, in plain words."""

    reason: str


@dataclass(frozen=True, slots=True)
class Link:
    """A checked link."""

    fields: dict[str, str]
    banks: tuple[Provider, ...]

    @property
    def redirect_uri(self) -> str:
        """Return where the answer goes."""
        return self.fields["redirect_uri"]

    @property
    def scopes(self) -> list[str]:
        """Return the known scopes asked for."""
        asked = set(self.fields.get("scope", "").split())
        return [scope for scope in SCOPES if scope in asked]


@router.get("/")
async def show_link(request: Request) -> Response:
    """Show the bank picker, or the consent page of the bank the link names."""
    bank = bank_of(request)
    try:
        link = _checked(bank, dict(request.query_params))
        provider = _chosen(link)
    except LinkError as error:
        return _page(markup.refusal(error.reason), status=400)
    if provider is None:
        return _page(markup.picker(link.fields, link.banks))
    return _page(markup.consent(link.fields, provider, link.scopes))


@router.post("/consent")
async def decide(request: Request) -> Response:
    """Take the person's decision back to the application."""
    bank = bank_of(request)
    form = {name: str(value) for name, value in (await request.form()).items()}
    try:
        link = _checked(bank, form)
        provider = _chosen(link)
    except LinkError as error:
        return _page(markup.refusal(error.reason), status=400)
    if provider is None:
        return _page(markup.picker(link.fields, link.banks))
    if form.get("decision") != "allow":
        return _return(link, {"error": "access_denied"})
    username, password = form.get("username", "").strip(), form.get("password", "").strip()
    if not _may_sign_in(username, password):
        page = markup.consent(link.fields, provider, link.scopes, username=username, is_wrong=True)
        return _page(page, status=422)
    connection = _connection(bank, link, provider, username, password)
    code = bank.vault.issue_code(
        connection,
        redirect_uri=link.redirect_uri,
        challenge=link.fields.get("code_challenge") or None,
        now=bank.clock.now(),
    )
    bank.vault.save()
    return _return(link, {"code": code, "scope": " ".join(connection.scopes)})


def _checked(bank: Bank, given: dict[str, str]) -> Link:
    fields = {name: given[name] for name in _CARRIED if given.get(name)}
    if fields.get("client_id") != bank.settings.client_id:
        raise LinkError("The application that sent you here is not known to this bank.")
    if not bank.settings.allows_redirect(fields.get("redirect_uri", "")):
        raise LinkError("The address to return to is not registered for this application.")
    if fields.get("response_type") != "code":
        raise LinkError("The link asks for a kind of answer that is not offered.")
    if fields.get("response_mode", "form_post") != "form_post":
        raise LinkError("The link asks for a way back that is not offered.")
    if "code_challenge" in fields and fields.get("code_challenge_method") != "S256":
        raise LinkError("The link's proof of origin uses a method that is not offered.")
    banks = offered(fields.get("providers", ""))
    if not banks:
        raise LinkError("The link names no bank that exists here.")
    return Link(fields=fields, banks=banks)


def _chosen(link: Link) -> Provider | None:
    if "provider_id" not in link.fields:
        return link.banks[0] if len(link.banks) == 1 else None
    provider = provider_named(link.fields["provider_id"])
    if provider is None or provider not in link.banks:
        raise LinkError("The link names a bank that it does not cover.")
    return provider


def _may_sign_in(username: str, password: str) -> bool:
    if username.startswith("error."):
        return password == "error" and username.removeprefix("error.") in STATUS_OF_CODE  # noqa: S105 -- published
    person = _PERSON.fullmatch(username)
    if person is None:
        return False
    number = person.group(1)
    return password in {f"doe{number}", f"iban{number}", "eternal"}


def _connection(
    bank: Bank, link: Link, provider: Provider, username: str, password: str
) -> Connection:
    known = bank.vault.links.pop(link.fields.get("reauth", ""), None)
    again = bank.vault.connections.get(known or "")
    now = bank.clock.now()
    if again is not None and not again.is_deleted and again.provider_id == provider.provider_id:
        again.authorised_at = now.timestamp()
        bank.vault.renew(again, now=now)
        return again
    return bank.vault.authorise(
        provider_id=provider.provider_id,
        scopes=link.scopes,
        username=username,
        password=password,
        now=now,
    )


def _return(link: Link, outcome: dict[str, str]) -> Response:
    if "state" in link.fields:
        outcome = {**outcome, "state": link.fields["state"]}
    if link.fields.get("response_mode") == "form_post":
        nonce = secrets.token_urlsafe(12)
        return _page(markup.post_back(link.redirect_uri, outcome, nonce), nonce=nonce)
    joint = "&" if urlsplit(link.redirect_uri).query else "?"
    return RedirectResponse(
        f"{link.redirect_uri}{joint}{urlencode(outcome, quote_via=quote)}",
        status_code=303,
        headers={"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"},
    )


def _page(html: str, *, status: int = 200, nonce: str | None = None) -> Response:
    # No form-action: browsers hold every later redirect of a form to it, and where the
    # application sends the person after its callback is not for a bank to know.
    script = f" script-src 'nonce-{nonce}';" if nonce else ""
    policy = (
        f"default-src 'none'; style-src 'sha256-{markup.STYLE_HASH}'; img-src 'self';{script} "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    headers = {
        "Cache-Control": "no-store",
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    return HTMLResponse(html, status_code=status, headers=headers)
