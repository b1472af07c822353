"""Answers that middleware gives itself, before any route is reached."""

from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from src.errors import AppError, TooManyRequestsError
from src.schemas.problems import FieldProblem, Problem

MEDIA_TYPE = "application/problem+json"


def problem_response(
    error: AppError, *, request_id: str | None, errors: list[FieldProblem] | None = None
) -> JSONResponse:
    """Return an error as a problem document (RFC 9457)."""
    problem = Problem(
        type=f"/problems/{error.slug}",
        title=error.title,
        status=error.status,
        detail=error.detail,
        request_id=request_id,
        **({"errors": errors} | error.extra),
    )
    headers = {"Retry-After": "2"} if error.status == 503 else {}  # noqa: PLR2004 - HTTP's own
    if isinstance(error, TooManyRequestsError):
        headers["Retry-After"] = str(error.seconds)
    content = problem.model_dump(mode="json", exclude_none=True)
    return JSONResponse(content, error.status, headers, media_type=MEDIA_TYPE)


async def refuse(error: AppError, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request with an error."""
    request_id = scope.get("state", {}).get("request_id")
    await problem_response(error, request_id=request_id)(scope, receive, send)
