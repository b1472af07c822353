"""Gives each request an id, writes one line about it, and answers what nobody foresaw."""

import re
import time
from uuid import uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from src.errors import InternalError
from src.middleware.problems import refuse

HEADER = "x-request-id"
SOUND = re.compile(r"[A-Za-z0-9._-]{8,64}")
QUIET = ("/health",)
"""Probes come every few seconds; their lines would bury the others."""
SECRET = re.compile(r"^(/api/v1/feeds/).+")
"""Whoever knows the rest of such a path reads somebody's calendar."""
UNFORESEEN = "This was not foreseen. The log tells more under this request's id."


class RequestLog:
    """Names each request, in its answer and in every log line that it causes.

    Args:
        app: What is watched.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._log = structlog.get_logger("http")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(HEADER, "")
        request_id = given if SOUND.fullmatch(given) else uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        structlog.contextvars.bind_contextvars(request_id=request_id)
        started, status = time.perf_counter(), 0

        async def named(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = request_id
            await send(message)

        try:
            await self._app(scope, receive, named)
        except Exception as error:
            self._log.exception("unforeseen error", exc_info=error)
            if status:  # half an answer is out: only a broken connection tells that it ends here
                raise
            await refuse(InternalError(UNFORESEEN), scope, receive, named)
        finally:
            if not scope["path"].startswith(QUIET):
                self._write(scope, status, time.perf_counter() - started)
            structlog.contextvars.unbind_contextvars("request_id")

    def _write(self, scope: Scope, status: int, seconds: float) -> None:
        self._log.info(
            "request",
            method=scope["method"],
            path=SECRET.sub(r"\1…", scope["path"]),
            status=status,
            milliseconds=round(seconds * 1000, 1),
        )
