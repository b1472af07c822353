"""Turns every foreseen error into a problem document; the request log answers the others."""

from http import HTTPStatus

import psycopg
import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match

from src.errors import (
    AppError,
    HttpError,
    InvalidError,
    MethodNotAllowedError,
    NotFoundError,
    TooLargeError,
    UnavailableError,
)
from src.middleware.problems import problem_response
from src.schemas.problems import FieldProblem

OF_STATUS = {kind.status: kind for kind in (NotFoundError, MethodNotAllowedError, TooLargeError)}
"""What the framework itself answers with."""
METHODS = ("DELETE", "GET", "PATCH", "POST", "PUT")
log = structlog.get_logger("errors")


def add_error_handlers(app: FastAPI) -> None:
    """Make the app answer every foreseen error as a problem document."""
    app.add_exception_handler(AppError, _app_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(HTTPException, _http_error)
    # The driver's own errors come from requests that take the quick way (database.quick).
    for away in (OperationalError, PoolTimeoutError, psycopg.OperationalError):
        app.add_exception_handler(away, _database_away)
    app.add_exception_handler(DBAPIError, _database_error)


async def _app_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, AppError)  # noqa: S101 - registered for this class
    return problem_response(error, request_id=_id(request))


async def _validation_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class
    errors = [
        FieldProblem(pointer=_pointer(one["loc"]), detail=one["msg"].removeprefix("Value error, "))
        for one in error.errors()
    ]
    problem = InvalidError("; ".join(f"{one.pointer}: {one.detail}" for one in errors[:3]))
    return problem_response(problem, request_id=_id(request), errors=errors)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class
    response = problem_response(_problem_of(error), request_id=_id(request))
    response.headers.update(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        response.headers["Allow"] = ", ".join(_methods_of(request))
    return response


def _problem_of(error: HTTPException) -> AppError:
    if error.status_code == HTTPStatus.BAD_REQUEST:
        # FastAPI tells bytes that are no text from text that is no JSON; to a client it is one.
        return InvalidError("The body is not JSON in UTF-8.")
    problem = OF_STATUS.get(error.status_code, HttpError)(str(error.detail))
    problem.status = error.status_code
    return problem


def _methods_of(request: Request) -> list[str]:
    """Return all methods of a path; Starlette knows those of the first route that matches."""

    def is_served(method: str) -> bool:
        scope = {**request.scope, "method": method}
        return any(route.matches(scope)[0] == Match.FULL for route in request.app.routes)

    return [method for method in METHODS if is_served(method)]


async def _database_away(request: Request, error: Exception) -> Response:
    log.warning("database away", error=str(error).partition("\n")[0])
    problem = UnavailableError("The database does not answer. Please try again in a moment.")
    return problem_response(problem, request_id=_id(request))


async def _database_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, DBAPIError)  # noqa: S101 - registered for this class
    if error.connection_invalidated:
        return await _database_away(request, error)
    raise error  # a mistake of ours: the request log tells and answers it


def _id(request: Request) -> str | None:
    return getattr(request.state, "request_id", None)


def _pointer(location: tuple[int | str, ...]) -> str:
    """Return a JSON pointer into the body, or the parameter's name."""
    where, *path = location
    if where == "body":
        return "/" + "/".join(_step(part) for part in path)
    return str(path[-1]) if path else str(where)


def _step(part: int | str) -> str:
    """Return one step of a JSON pointer (RFC 6901), as text that can be sent."""
    text = str(part).encode(errors="replace").decode()
    return text.replace("~", "~0").replace("/", "~1")
