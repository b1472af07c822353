"""Puts the assistant, the MCP server and the live stream together for one process."""

import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import uuid4

from fastapi import FastAPI
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from src.agent.assistant import Assistant
from src.database import Database
from src.live.live import Live
from src.mcp.door import McpDoor
from src.services.assistant_choices import Choosing
from src.services.turn_store import TurnStore
from src.settings import VERSION, Settings
from src.telemetry.statements import trace_statements, traced

MCP_PATH = "/mcp"


class _ToDoor:
    """Hands requests on to the door of the running process; a route takes an object for an app."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await scope["app"].state.mcp(scope, receive, send)


def add_mcp(app: FastAPI) -> None:
    """Serve MCP at `/mcp`: one exact path, so that no client is redirected to another."""
    app.router.routes.append(Route(MCP_PATH, endpoint=_ToDoor(), include_in_schema=False))


@contextlib.asynccontextmanager
async def assistant_running(
    app: FastAPI, settings: Settings, database: Database
) -> AsyncIterator[None]:
    """Serve tools and run turns while the body runs; then end the turns that are left."""
    app.state.mcp = McpDoor(settings, database, app.state.metrics)
    app.state.choosing = Choosing(
        offered=settings.offered,
        own_keys=settings.own_keys == "on",
        default=settings.openrouter_model,
        secret=settings.secret_key,
    )
    # A new name at every start: a restarted process must not take its old leases for its own.
    app.state.turns = TurnStore(
        database,
        owner=uuid4().hex,
        lease=timedelta(seconds=settings.lease_seconds),
        model=settings.answering,
        history_tokens=settings.history_tokens,
        choosing=app.state.choosing,
    )
    app.state.assistant = Assistant(app.state.turns, settings, app.state.metrics)
    async with app.state.mcp.running():
        try:
            yield
        finally:
            await app.state.assistant.close()


@contextlib.asynccontextmanager
async def live_running(app: FastAPI, database: Database) -> AsyncIterator[None]:
    """Follow changes while the body runs; then end the streams that are left."""
    app.state.live = Live(database)
    async with app.state.live.running():
        yield


@contextlib.asynccontextmanager
async def tracing_running(settings: Settings, database: Database) -> AsyncIterator[None]:
    """Send traces while the body runs, if the environment names a collector."""
    if not settings.are_traces_wanted:
        yield
        return
    from src.telemetry.tracing import Tracing  # noqa: PLC0415 (it loads OpenTelemetry's SDK)

    tracing = Tracing(VERSION)
    trace_statements(database.engine.sync_engine)
    database.around = traced
    try:
        yield
    finally:
        await tracing.close()
