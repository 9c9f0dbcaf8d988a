"""Put the demo bank together."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

from demo_bank import consent_pages, control, data_api, tokens
from demo_bank.bank import Bank
from demo_bank.clock import Clock, wire_moment
from demo_bank.connections import Vault
from demo_bank.settings import Settings
from demo_bank.wire import TokenError, WireError, answer_wire_error


def create_app(
    settings: Settings | None = None,
    *,
    today: date | None = None,
    control_enabled: bool | None = None,
    state_path: Path | None = None,
) -> FastAPI:
    """Return a demo bank; keywords override the settings."""
    settings = settings or Settings()
    settings = replace(
        settings,
        today=today or settings.today,
        state_path=state_path or settings.state_path,
        control=settings.control if control_enabled is None else control_enabled,
    )
    vault = Vault.opened(settings.state_path)
    bank = Bank(settings=settings, clock=Clock(pinned=settings.today), vault=vault)
    app = FastAPI(title="Demo bank", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.bank = bank
    app.add_exception_handler(WireError, answer_wire_error)
    app.add_exception_handler(TokenError, answer_wire_error)
    app.include_router(consent_pages.router)
    app.include_router(tokens.router)
    app.include_router(data_api.router)
    if settings.control:
        app.include_router(control.router)

    @app.get("/health")
    async def read_health() -> Response:
        return JSONResponse({"status": "ok", "today": bank.clock.today().isoformat()})

    @app.middleware("http")
    async def _observe(
        request: Request, proceed: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        path = request.url.path
        if path.startswith("/_control") or path == "/health":
            return await proceed(request)
        response = await _faulty(bank, request) or await proceed(request)
        bank.calls.append(
            {
                "at": wire_moment(bank.clock.now()),
                "method": request.method,
                "path": path,
                "query": dict(request.query_params),
                "headers": dict(request.headers),
                "status": response.status_code,
            }
        )
        return response

    return app


async def _faulty(bank: Bank, request: Request) -> Response | None:
    for fault in bank.faults:
        if fault.strikes(request.method, request.url.path):
            return await fault.answer()
    return None
