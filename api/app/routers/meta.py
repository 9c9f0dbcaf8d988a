"""Whether the application can serve, and what a page needs before anybody has signed in."""

from http import HTTPStatus

import structlog
from fastapi import APIRouter, Response
from sqlalchemy.exc import SQLAlchemyError

from app.core.db import is_reachable
from app.core.version import VERSION
from app.routers.dependencies import WiringDep
from app.schemas import auth as bodies
from app.services.household import people

router = APIRouter(tags=["meta"])
_log = structlog.get_logger(__name__)


@router.get(
    "/health",
    responses={HTTPStatus.SERVICE_UNAVAILABLE: {"model": bodies.HealthOut}},
)
def read_health(wiring: WiringDep, response: Response) -> bodies.HealthOut:
    """Whether the database answers."""
    try:
        is_up = is_reachable(wiring.engine)
    except SQLAlchemyError as error:
        _log.warning("database away", kind=type(error).__name__)
        is_up = False
    if not is_up:
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    state = "ok" if is_up else "unavailable"
    return bodies.HealthOut.model_validate({"status": state, "database": state, "version": VERSION})


@router.get("/meta")
def read_meta(wiring: WiringDep) -> bodies.MetaOut:
    """The mode, the day, and what signing up asks for."""
    return bodies.MetaOut.model_validate(
        {
            "version": VERSION,
            "mode": wiring.settings.app_env.value,
            "today": wiring.clock.today().isoformat(),
            "can_look_around": wiring.settings.is_demo,
            "password_min_length": people.PASSWORD_LENGTH_MIN,
        }
    )
