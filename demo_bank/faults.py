"""Faults on demand: which calls go wrong, how, and how often."""

import asyncio
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from random import Random
from typing import Any

from fastapi.responses import HTMLResponse, JSONResponse, Response

from demo_bank.wire import STATUS_OF_CODE, data_headers

_HTML = "<html><head><title>{0}</title></head><body><h1>{0} Gateway</h1></body></html>"
_HALF_AN_ANSWER = b'{"results":[{"account_id":"0f'


@dataclass(slots=True)
class Fault:
    """What happens to calls whose "METHOD /path" fits the pattern."""

    match: str
    error: str | None = None
    status: int | None = None
    body: Any = None
    html: bool = False
    truncated: bool = False
    slow_seconds: float = 0
    retry_after: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    skip: int = 0
    count: int | None = None
    probability: float = 1
    seed: int = 0
    _dice: Random | None = None

    def strikes(self, method: str, path: str) -> bool:
        """Return whether this call goes wrong, and count it."""
        if self.count == 0 or not fnmatchcase(f"{method} {path}", self.match):
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        if self._dice is None:
            self._dice = Random(self.seed)
        if self.probability < 1 and self._dice.random() >= self.probability:
            return False
        if self.count is not None:
            self.count -= 1
        return True

    async def answer(self) -> Response | None:
        """Return what is sent instead, after the delay; nothing if the call was only slow."""
        await asyncio.sleep(self.slow_seconds)
        headers = {**data_headers(), **self.headers}
        if self.retry_after is not None:
            headers["Retry-After"] = self.retry_after
        status = self.status or STATUS_OF_CODE.get(self.error or "", 500)
        if self.html:
            return HTMLResponse(_HTML.format(status), status_code=status, headers=headers)
        if self.truncated:
            return Response(
                _HALF_AN_ANSWER,
                status_code=self.status or 200,
                headers=headers,
                media_type="application/json",
            )
        if self.body is not None:
            return JSONResponse(self.body, status_code=status, headers=headers)
        if self.error is not None or self.status is not None:
            code = self.error or "internal_server_error"
            body = {"error_description": "As asked.", "error": code, "error_details": {}}
            return JSONResponse(body, status_code=status, headers=headers)
        return None
