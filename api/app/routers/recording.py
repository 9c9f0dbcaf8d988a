"""Keeping what the figure is made of whenever a request may have changed it."""

from collections.abc import Iterator

from fastapi import Depends, Request

from app.routers.dependencies import ClockDep, SessionDep, SignedInDep, TodayDep
from app.services.figures import snapshots

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_ASKING = ("/what-if", "/preview")


def _keep_figure(
    request: Request,
    session: SessionDep,
    signed_in: SignedInDep,
    today: TodayDep,
    clock: ClockDep,
) -> Iterator[None]:
    yield
    if request.method in _SAFE or request.url.path.endswith(_ASKING):
        return
    session.flush()
    snapshots.keep(session, of=signed_in, today=today, now=clock.now(), reason="decision")


# In the request's own transaction: a decision and what it did to the figure are kept together.
KEEPS_FIGURE = Depends(_keep_figure, scope="function")
