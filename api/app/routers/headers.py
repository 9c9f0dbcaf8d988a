"""The security headers on every answer."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.config import Settings

_ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
)


class SecurityHeaders:
    """Adds what an answer does not say itself.

    It passes messages on as they are: Starlette's own way to do this costs each request a task
    and a queue.
    """

    def __init__(self, app: ASGIApp, *, settings: Settings, api_path: str) -> None:
        self._app = app
        self._api_path = api_path
        self._policy = (b"content-security-policy", _policy(settings).encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        wanted = list(_ALWAYS)
        # The API's own documentation page loads its viewer from elsewhere.
        if scope["path"] != "/api/docs":
            wanted.append(self._policy)
        if scope["path"].startswith(self._api_path):
            wanted.append((b"cache-control", b"no-store"))

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *(header for header in wanted if header[0] not in said),
                ]
            await send(message)

        await self._app(scope, receive, send_secured)


def _policy(settings: Settings) -> str:
    # Banks' logos come from anywhere by https; the demo bank's from this machine without it.
    logos = f"https: {settings.auth_url}" if settings.is_demo else "https:"
    return (
        f"default-src 'self'; img-src 'self' data: {logos}; style-src 'self' 'unsafe-inline'; "
        "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
    )
