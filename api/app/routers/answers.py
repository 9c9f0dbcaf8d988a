"""Answers that stay the same until the household's spending changes: made once, kept encoded."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import orjson
from fastapi import Depends, Request, Response
from pydantic import BaseModel
from sqlalchemy.orm import Session

from app.routers.dependencies import WiringDep, find_who_is_asking
from app.services.household.people import SignedIn
from app.services.wiring import Wiring


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What an answer is made of: a session that reads, who is asking, and the day."""

    session: Session
    signed_in: SignedIn
    today: date


# Many rows come as they are encoded; a test holds them against the body they are promised as.
type Answer = BaseModel | Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """Answers a request from what is kept, finding out who is asking as it does.

    One thread, one connection and, while nothing changed, one question: whoever is asking, and
    at which revision their household is. So a session that was ended is refused at once.
    """

    request: Request
    wiring: Wiring

    def answer(self, make: Callable[[Asking], Answer]) -> Response:
        """Return the answer of this address at the household's present revision, or 304 if known.

        The revision was read before what the answer is made of, so an answer kept under it is
        never older than it.
        """
        with self.wiring.reading() as session:
            signed_in = find_who_is_asking(self.request, self.wiring, session)
            asking = Asking(session=session, signed_in=signed_in, today=self.wiring.clock.today())
            key = (
                signed_in.household.id,
                signed_in.household.spending_revision,
                # Payday months follow the rule and the bank holidays it is moved by.
                repr(signed_in.household.payday_rule),
                signed_in.household.nation,
                asking.today,
                self.request.url.path,
                self.request.url.query,
            )
            body = self.wiring.answers.get(key, lambda: _encoded(make(asking)))
        tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
        if self.request.headers.get("If-None-Match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(body, media_type="application/json", headers=headers)


def _encoded(answer: Answer) -> bytes:
    if isinstance(answer, BaseModel):
        return answer.model_dump_json().encode()
    return orjson.dumps(answer)


async def _answering(request: Request, wiring: WiringDep) -> Answering:
    return Answering(request=request, wiring=wiring)


AnsweringDep = Annotated[Answering, Depends(_answering)]
