"""The application: what is mounted where, and how it starts and stops."""

import asyncio
import contextlib
import gc
import sys
from collections.abc import AsyncIterator
from types import FrameType
from typing import Any

import uvicorn
from fastapi import FastAPI

from src.assembly import add_mcp, assistant_running, live_running
from src.database import Database
from src.error_handlers import add_error_handlers
from src.housekeeping import housekeeping
from src.logs import set_up_logs
from src.metrics import Metrics
from src.middleware.origin import OriginGuard
from src.middleware.request_log import RequestLog
from src.middleware.request_metrics import RequestMetrics
from src.routers import (
    auth,
    bulk,
    changes,
    conversations,
    credentials,
    events,
    filters,
    finding,
    health,
    me,
    metrics,
    projects,
    reminders,
    task_actions,
    tasks,
    transfer,
    turns,
)
from src.routers.dependencies import COOKIE
from src.schemas.problems import Problem
from src.services.callers import Callers
from src.services.rate_limits import RateLimits
from src.settings import VERSION, settings

LARGEST_BODY = 1024 * 1024
"""Bytes; a note may hold 20,000 characters, and nothing else comes near."""
OPEN = {"/api/v1/auth/login", "/api/v1/assistant"}
"""Routes that answer 401 or stand among those that do, and yet need nobody to be signed in."""
ROUTERS = (
    # First: routes are looked through in turn, and these are asked most.
    tasks.router,
    task_actions.router,
    auth.router,
    me.router,
    credentials.router,
    bulk.router,
    projects.router,
    reminders.router,
    transfer.router,
    changes.router,
    filters.router,
    finding.router,
    events.router,
    conversations.router,
    turns.router,
    health.router,
    metrics.router,
)


@contextlib.asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Open what requests need, and close it after the last one."""
    set_up_logs(settings().log_level)
    app.state.database = Database(settings().database_url.get_secret_value())
    app.state.callers = Callers()
    app.state.limits = RateLimits(app.state.database, is_on=settings().rate_limits == "on")
    app.state.draining = False
    # What was loaded stays: no collection has to look through it while requests wait.
    gc.collect()
    gc.freeze()
    try:
        async with (
            live_running(app, app.state.database),
            housekeeping(app.state.database),
            assistant_running(app, settings(), app.state.database),
        ):
            yield
    finally:
        await app.state.database.close()


def create_app() -> FastAPI:
    """Return the application; nothing is opened before it starts."""
    app = FastAPI(
        title="Todo Chatbot",
        version=VERSION,
        summary="Tasks, history, and an assistant that proves what it did.",
        lifespan=lifespan,
        separate_input_output_schemas=False,
        max_body_size=LARGEST_BODY,
    )
    for router in ROUTERS:
        app.include_router(router)
    app.state.metrics = Metrics(VERSION)
    add_mcp(app)
    _declare_problems(app)
    add_error_handlers(app)
    app.add_middleware(OriginGuard)
    app.add_middleware(RequestLog)
    app.add_middleware(RequestMetrics, metrics=app.state.metrics)  # the last one is the outermost
    return app


def _declare_problems(app: FastAPI) -> None:
    """Add the problem document to the OpenAPI document's schemas; every route refers to it."""
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        document = generate()
        schemas = document["components"]["schemas"]
        described = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas.update(described.pop("$defs", {}))
        schemas["Problem"] = described
        _declare_security(document)
        return document

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's own way to extend it


def _declare_security(document: dict[str, Any]) -> None:
    """Say how a request names its account; what needs none says so."""
    document["components"]["securitySchemes"] = {
        "session": {"type": "apiKey", "in": "cookie", "name": COOKIE},
        "token": {"type": "http", "scheme": "bearer", "description": "A personal access token."},
    }
    document["security"] = [{"session": []}, {"token": []}]
    for path, operations in document["paths"].items():
        for operation in operations.values():
            if "401" not in operation["responses"] or path in OPEN:
                operation["security"] = []


class Server(uvicorn.Server):
    """Turns readiness off and lets turns finish before it stops to listen.

    The assistant's tools are called over this very server, so it has to serve until the last turn
    has ended.
    """

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take SIGTERM or SIGINT; the second one does not wait."""
        if app.state.draining or not self.started:
            super().handle_exit(sig, frame)
            return
        app.state.draining = True
        self._draining = asyncio.ensure_future(self._drain(sig, frame))

    async def _drain(self, sig: int, frame: FrameType | None) -> None:
        app.state.live.streams.stop()
        await app.state.assistant.runner.drain(settings().drain_seconds)
        super().handle_exit(sig, frame)


app = create_app()


def main() -> None:
    """Serve until SIGTERM; requests under way may end first."""
    config = uvicorn.Config(
        app,
        # psycopg cannot use the loop that Windows has by default.
        loop="asyncio:SelectorEventLoop" if sys.platform == "win32" else "auto",
        host=settings().host,
        port=settings().port,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=settings().drain_seconds,
        proxy_headers=False,
    )
    Server(config).run()


if __name__ == "__main__":
    main()
