"""How large a request may be, refused before it is read to its end."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.routers.problems import problem_response
from app.services.files.importing import FILE_MAX, FileTooLargeError

# Enough for any request but a bank's file; what surrounds a file in its request is small.
BODY_MAX = 2**20
UPLOAD_MAX = FILE_MAX + 2**16
_TOO_LARGE = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class BodyLimit:
    """Refuses what says it is too large, and stops reading what turns out to be."""

    def __init__(self, app: ASGIApp, *, upload_path: str) -> None:
        self._app = app
        self._upload_path = upload_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = UPLOAD_MAX if scope["path"] == self._upload_path else BODY_MAX
        said = dict(scope["headers"]).get(b"content-length", b"0")
        if said.isdigit() and int(said) > limit:
            response = problem_response(
                status=_TOO_LARGE, code=FileTooLargeError.code, detail=_sentence(limit)
            )
            await response(scope, receive, send)
            return
        read = 0

        async def receive_some() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > limit:
                raise HTTPException(_TOO_LARGE, _sentence(limit))
            return message

        await self._app(scope, receive_some, send)


def _sentence(limit: int) -> str:
    return f"This is larger than {limit // 2**20} MB. Send less at a time."
