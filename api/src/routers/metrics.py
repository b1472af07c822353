"""The metrics, for Prometheus."""

from fastapi import APIRouter, Request, Response

from src.metrics import MEDIA_TYPE

router = APIRouter()


@router.get("/metrics", include_in_schema=False)
async def get_metrics(request: Request) -> Response:
    """Return what Prometheus reads."""
    state = request.app.state
    page = state.metrics.page(state.database.engine.pool, len(state.live.wakeups.accounts))
    return Response(page, media_type=MEDIA_TYPE)
