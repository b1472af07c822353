"""Counts requests by their route, until the last byte of the answer."""

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from src.metrics import Metrics


class RequestMetrics:
    """Tells the metrics of each request.

    Args:
        app: What is watched.
        metrics: What is told.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status = time.perf_counter(), 0

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        self._metrics.request_begins()
        try:
            await self._app(scope, receive, noted)
        finally:
            seconds = time.perf_counter() - started
            self._metrics.request_ends(scope["method"], route_of(scope), status, seconds)


def route_of(scope: Scope) -> str:
    """Return the template of the route that answered, or `other`."""
    route = scope.get("route")
    return getattr(route, "path", None) or "other"
