"""Probes."""

from fastapi import APIRouter, Request, Response

from src.errors import UnavailableError
from src.health import examine
from src.routers.responses import UNAVAILABLE
from src.schemas.health import Health, Live

router = APIRouter(tags=["probes"])


@router.get("/health/live")
async def live() -> Live:
    """Answer as long as the process serves."""
    return Live()


@router.get("/health/ready", responses=UNAVAILABLE)
async def ready(request: Request) -> Live:
    """Answer 200 only when requests can be served: database there, schema current, not draining."""
    if request.app.state.draining:
        raise UnavailableError("The backend is shutting down.")
    health = await examine(request.app.state.database)
    if health.database == "unreachable":
        raise UnavailableError("The database does not answer.")
    if health.database == "outdated":
        raise UnavailableError(
            f"The database is at revision {health.schema_revision}, not at the newest. "
            "Run: python -m alembic upgrade head"
        )
    return Live()


@router.get("/health")
async def health(request: Request, response: Response) -> Health:
    """Describe how the backend is, for people."""
    found = await examine(request.app.state.database)
    if request.app.state.draining:
        found.status = "draining"
    if found.status != "ok":
        response.status_code = 503
    return found
