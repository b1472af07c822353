"""The application: what is mounted where, and how it starts and stops."""

import asyncio
import contextlib
import gc
import socket
import sys
from collections.abc import AsyncIterator
from types import FrameType
from typing import override

import uvicorn
from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig

from src.assembly import add_mcp, assistant_running, live_running, tracing_running
from src.contract import DESCRIPTION, TAGS, complete_document
from src.database import Database
from src.error_handlers import add_error_handlers
from src.housekeeping import housekeeping
from src.logs import set_up_logs
from src.metrics import Metrics
from src.middleware.body_limit import BodyLimit
from src.middleware.origin import OriginGuard
from src.middleware.request_log import RequestLog
from src.middleware.request_metrics import RequestMetrics
from src.routers import (
    assistant,
    auth,
    bulk,
    changes,
    conversations,
    credentials,
    documents,
    events,
    filters,
    finding,
    health,
    me,
    metrics,
    projects,
    reminders,
    task_actions,
    task_drafts,
    tasks,
    transfer,
    turns,
)
from src.services.callers import Callers
from src.services.rate_limits import RateLimits
from src.settings import VERSION, settings

LARGEST_BODY = 1024 * 1024
"""Bytes; a note may hold 20,000 characters, and nothing else comes near."""
COUNTING_CONNECTIONS = 2
IDLE_SECONDS = 75
"""A connection may rest so long; nginx keeps those to its servers for 60 seconds."""
UNTRACED = ("/health", "/metrics", "/api/v1/events")
"""Probes, which would bury the rest, and a stream that is read for hours."""
TELEMETRY: TelemetryConfig = {
    # Where spans go is for src/telemetry to say; metrics are Prometheus's, and logs our own.
    "auto_configure": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "exclude": lambda scope: scope["path"].startswith(UNTRACED),
}
ROUTERS = (
    # First: routes are looked through in turn, and these are asked most.
    tasks.router,
    task_actions.router,
    task_drafts.router,
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
    assistant.router,
    health.router,
    documents.router,
    metrics.router,
)


@contextlib.asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Open what requests need, and close it after the last one."""
    set_up_logs(settings().log_level)
    url = settings().database_url.get_secret_value()
    app.state.database = Database(url)
    # Attempts are counted while a request holds a connection. If it then waited for another one of
    # the same pool, as many guesses at once as there are connections would bring all to a stop.
    counting = Database(url, pool_size=COUNTING_CONNECTIONS)
    app.state.callers = Callers()
    app.state.limits = RateLimits(counting, is_on=settings().rate_limits == "on")
    app.state.draining = False
    try:
        async with (
            tracing_running(settings(), app.state.database),
            live_running(app, app.state.database),
            housekeeping(app.state.database),
            assistant_running(app, settings(), app.state.database),
        ):
            yield
    finally:
        await counting.close()
        await app.state.database.close()


def create_app() -> FastAPI:
    """Return the application; nothing is opened before it starts."""
    app = FastAPI(
        title="Todo Chatbot",
        version=VERSION,
        summary="The HTTP API of the todo assistant.",
        description=DESCRIPTION,
        openapi_tags=TAGS,
        openapi_url=documents.OPENAPI_PATH,
        docs_url=None,  # its scripts would come from a foreign host
        redoc_url=None,
        lifespan=lifespan,
        separate_input_output_schemas=False,
        telemetry=TELEMETRY,
    )
    for router in ROUTERS:
        app.include_router(router)
    app.state.metrics = Metrics(VERSION)
    add_mcp(app)
    complete_document(app)
    add_error_handlers(app)
    app.add_middleware(BodyLimit, most=LARGEST_BODY, larger=transfer.LARGEST)
    app.add_middleware(OriginGuard)
    app.add_middleware(RequestLog)
    app.add_middleware(RequestMetrics, metrics=app.state.metrics)  # the last one is the outermost
    return app


class Server(uvicorn.Server):
    """Turns readiness off and lets turns finish before it stops to listen.

    The assistant's tools are called over this very server, so it has to serve until the last turn
    has ended.
    """

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Open what requests need, and listen."""
        await super().startup(sockets)
        # What was loaded stays: no collection has to look through it while requests wait.
        gc.collect()
        gc.freeze()

    @override
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


def main(sockets: list[socket.socket] | None = None) -> None:
    """Serve until SIGTERM; requests under way may end first.

    Args:
        sockets: Those that listen already, in place of the address of the settings.
    """
    config = uvicorn.Config(
        app,
        # psycopg cannot use the loop that Windows has by default.
        loop="asyncio:SelectorEventLoop" if sys.platform == "win32" else "auto",
        host=settings().host,
        port=settings().port,
        log_config=None,
        # Longer than a proxy keeps its connections, so that none is closed under a request.
        timeout_keep_alive=IDLE_SECONDS,
        ws="none",  # nothing here speaks it, and its library is large
        server_header=False,
        timeout_graceful_shutdown=settings().drain_seconds,
        proxy_headers=False,
    )
    Server(config).run(sockets)


if __name__ == "__main__":
    main()
