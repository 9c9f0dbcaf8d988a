"""Wires the application together, and nothing else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import FileResponse, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from app.core.config import load_settings
from app.core.log import configure_logging
from app.core.version import VERSION
from app.routers import (
    accounts,
    analytics,
    arranging,
    auth,
    banking,
    by_hand,
    commitments,
    exports,
    forecasts,
    goals,
    imports,
    meta,
    needs_you,
    pace,
    payment_plans,
    problems,
    records,
    spending,
    syncs,
    telling,
    transactions,
)
from app.routers.dependencies import CSRF_HEADER
from app.routers.headers import SecurityHeaders
from app.routers.limits import BodyLimit
from app.routers.sync_events import Watchtower
from app.services.wiring import Wiring, wire

API = "/api/v1"


def create_app(wiring: Wiring | None = None) -> FastAPI:
    """Return the application; the settings come from the environment unless it is wired."""
    configure_logging()
    wired = wiring or wire(load_settings())

    @asynccontextmanager
    async def _lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        wired.close()

    app = FastAPI(
        title="Finance Tracker",
        version=VERSION,
        docs_url="/api/docs",
        redoc_url=None,
        openapi_url="/api/openapi.json",
        generate_unique_id_function=_operation_name,
        lifespan=_lifespan,
    )
    app.state.wiring = wired
    app.state.watchtower = Watchtower()
    problems.install(app)
    for router in (
        meta.router,
        auth.router,
        banking.router,
        syncs.router,
        # Before the transaction of an id: its address would be taken for one.
        exports.router,
        accounts.router,
        transactions.router,
        needs_you.router,
        by_hand.router,
        imports.router,
        analytics.router,
        forecasts.router,
        spending.router,
        arranging.router,
        goals.router,
        payment_plans.router,
        records.router,
        commitments.router,
        telling.router,
        pace.router,
    ):
        app.include_router(router, prefix=API)
    _describe_problems(app)
    app.add_middleware(BodyLimit, upload_path=f"{API}/banking/import")
    app.add_middleware(SecurityHeaders, settings=wired.settings, api_path=API)
    if wired.settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(wired.settings.cors_origins),
            allow_credentials=True,
            allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
            allow_headers=["Authorization", "Content-Type", CSRF_HEADER],
        )
    _serve_ui(app, wired.settings.ui_dir)
    return app


def _operation_name(route: APIRoute) -> str:
    """One name for the function, the operation and the generated client's function."""
    return route.name


def _describe_problems(app: FastAPI) -> None:
    """Say in OpenAPI how every route answers when it fails."""
    make = app.openapi

    def openapi() -> dict[str, object]:
        if app.openapi_schema is None:
            schema = make()
            problems.describe(schema)
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign] # FastAPI's documented way to extend it


def _serve_ui(app: FastAPI, folder: Path) -> None:
    """Serve the built pages beside the API; every address of the app is its one page."""
    index = folder / "index.html"
    if not index.is_file():
        return
    app.mount("/assets", StaticFiles(directory=folder / "assets"), name="assets")
    root = folder.resolve()

    @app.get("/{path:path}", include_in_schema=False)
    def page(path: str) -> Response:
        if path.startswith("api/"):
            raise HTTPException(404, "There is nothing at this address.")
        file = (root / path).resolve()
        if path and file.is_relative_to(root) and file.is_file():
            return FileResponse(file)
        # The page names its own hashed files: it must never be an old one.
        return FileResponse(index, headers={"Cache-Control": "no-cache"})
