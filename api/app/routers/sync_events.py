"""The progress of syncs to whoever watches: each run is looked at once, however many watch it."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from uuid import UUID

from starlette.concurrency import run_in_threadpool

from app.schemas.banking import SyncOut

FINAL = frozenset({"succeeded", "partial", "failed"})
_LOOK_SECONDS = 0.3
_STILL_THERE_SECONDS = 15.0
_LONGEST_SECONDS = 15 * 60.0
# Browsers come back by themselves, to this or to a restarted server, and are told all there is.
_COME_BACK_MS = 1500

type Look = Callable[[], SyncOut | None]


@dataclass(slots=True)
class _Watched:
    """One run being looked at, and who waits for news of it."""

    waiting: set[asyncio.Event] = field(default_factory=set)
    latest: SyncOut | None = None
    is_gone: bool = False
    task: asyncio.Task[None] | None = None


class Watchtower:
    """Looks at the runs that are watched; no transaction is open between two looks."""

    def __init__(self) -> None:
        self._runs: dict[UUID, _Watched] = {}

    async def events(
        self, run_id: UUID, *, first: SyncOut, last_event_id: str | None, look: Look
    ) -> AsyncIterator[str]:
        """Yield the run's state now, unless it is known, and whenever it changes, to its end."""
        yield f"retry: {_COME_BACK_MS}\n\n"
        shown = event_id(first)
        if shown != last_event_id or first.status in FINAL:
            yield _event(first)
        if first.status in FINAL:
            return
        news, watched = asyncio.Event(), self._watch(run_id, look)
        watched.waiting.add(news)
        try:
            async with asyncio.timeout(_LONGEST_SECONDS):
                while not watched.is_gone:
                    latest = watched.latest
                    if latest is not None and event_id(latest) != shown:
                        shown = event_id(latest)
                        yield _event(latest)
                    if latest is not None and latest.status in FINAL:
                        return
                    try:
                        await asyncio.wait_for(news.wait(), _STILL_THERE_SECONDS)
                    except TimeoutError:
                        yield ": still at it\n\n"
                    news.clear()
        except TimeoutError:
            return
        finally:
            watched.waiting.discard(news)

    def _watch(self, run_id: UUID, look: Look) -> _Watched:
        watched = self._runs.get(run_id)
        if watched is None:
            watched = self._runs[run_id] = _Watched()
            watched.task = asyncio.create_task(self._keep_looking(run_id, watched, look))
        return watched

    async def _keep_looking(self, run_id: UUID, watched: _Watched, look: Look) -> None:
        try:
            while watched.waiting or watched.latest is None:
                found = await run_in_threadpool(look)
                watched.is_gone = found is None
                if watched.is_gone or found != watched.latest:
                    watched.latest = found or watched.latest
                    for waiting in watched.waiting:
                        waiting.set()
                if found is None or found.status in FINAL:
                    return
                await asyncio.sleep(_LOOK_SECONDS)
        finally:
            del self._runs[run_id]
            watched.is_gone |= watched.latest is None or watched.latest.status not in FINAL
            for waiting in watched.waiting:
                waiting.set()


def event_id(found: SyncOut) -> str:
    """Return what a browser that comes back says it was told last."""
    return hashlib.sha256(found.model_dump_json().encode()).hexdigest()[:16]


def _event(found: SyncOut) -> str:
    return f"id: {event_id(found)}\nevent: progress\ndata: {found.model_dump_json()}\n\n"
