"""Answers that stay the same until the household's spending changes: made once, kept encoded."""

import hashlib
from collections.abc import Callable

from fastapi import Request, Response
from pydantic import BaseModel

from app.services.household.people import SignedIn
from app.services.wiring import Wiring


def kept(
    request: Request, wiring: Wiring, signed_in: SignedIn, make: Callable[[], BaseModel]
) -> Response:
    """Return the answer of this address at the household's present revision, or 304 if known.

    The revision was read before what the answer is made of, so an answer kept under it is never
    older than it.
    """
    key = (
        signed_in.household.id,
        signed_in.household.spending_revision,
        # Payday months follow the rule and the bank holidays it is moved by.
        repr(signed_in.household.payday_rule),
        signed_in.household.nation,
        wiring.clock.today(),
        request.url.path,
        request.url.query,
    )
    body = wiring.answers.get(key, lambda: make().model_dump_json().encode())
    tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if request.headers.get("If-None-Match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)
