"""Hands requests to the MCP server, which is loaded when the first one comes."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

from starlette.types import ASGIApp, Receive, Scope, Send

from src.database import Database
from src.loading import load
from src.metrics import Metrics
from src.settings import Settings

if TYPE_CHECKING:
    from mcp.server import Server


class McpDoor:
    """The MCP server as it looks from outside.

    Loading it takes half a second and 15 MB, which a process whose tools nobody calls is spared.

    Args:
        settings: Which hosts it answers to.
        database: Where tasks are.
        metrics: What is told of each call.
    """

    def __init__(self, settings: Settings, database: Database, metrics: Metrics) -> None:
        self._settings, self._database, self._metrics = settings, database, metrics
        self._wanted, self._closing = asyncio.Event(), asyncio.Event()
        self._serves: asyncio.Future[ASGIApp] = asyncio.Future()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        self.warm_up()
        serves = await asyncio.shield(self._serves)
        await serves(scope, receive, send)

    def warm_up(self) -> None:
        """Begin to load the server: it will be asked soon."""
        self._wanted.set()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Answer while the body runs."""
        # The server's sessions must be closed by the task that opened them.
        keeping = asyncio.create_task(self._keep(), name="mcp server")
        try:
            yield
        finally:
            self._closing.set()
            self._wanted.set()
            await keeping

    async def _keep(self) -> None:
        await self._wanted.wait()
        if self._closing.is_set():
            self._serves.cancel()
            return
        try:
            server, app = await load(self._build)
            async with server.session_manager.run():
                self._serves.set_result(app)
                await self._closing.wait()
        except Exception as error:
            # Each request says it; whoever waits for one must not wait for ever.
            if self._serves.done():
                raise
            self._serves.set_exception(error)

    def _build(self) -> "tuple[Server[dict[str, Any]], ASGIApp]":
        from src.mcp.server import build_server, http_app  # noqa: PLC0415 (it loads MCP's SDK)

        server = build_server(self._database, self._metrics)
        return server, http_app(server, self._settings, self._database)
