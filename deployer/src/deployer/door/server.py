"""The door itself: one HTTP server on loopback."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from aiohttp import web

from deployer.door.proxy import PATIENCE_SECONDS, Proxy, session
from deployer.door.upstream import Upstream

LOOPBACK = ("127.0.0.1", "::1")
"""Both, since a browser takes `localhost` to mean either."""
CLOSE_SECONDS = 2.0


@asynccontextmanager
async def serve(
    port: int, frontend: Upstream, backend: Upstream, *, patience: float = PATIENCE_SECONDS
) -> AsyncIterator[int]:
    """Serve until the body ends.

    Args:
        port: 0 takes any free one.
        frontend: Where pages come from.
        backend: Where /api is answered.
        patience: Seconds to go on trying while a service is away.

    Yields:
        The port.

    Raises:
        OSError: The port is taken.
    """
    async with session() as client:
        app = web.Application(client_max_size=0)
        app.router.add_route("*", "/{path:.*}", Proxy(frontend, backend, client, patience).handle)
        # Cancelled when the reader leaves, so that the service behind notices too.
        runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, shutdown_timeout=CLOSE_SECONDS
        )
        await runner.setup()
        try:
            yield await _listen(runner, port)
        finally:
            await runner.cleanup()


async def _listen(runner: web.AppRunner, port: int) -> int:
    await web.TCPSite(runner, LOOPBACK[0], port).start()
    taken = int(runner.addresses[0][1])
    # A machine without IPv6, or whose port there is somebody else's: the first is enough.
    with suppress(OSError):
        await web.TCPSite(runner, LOOPBACK[1], taken).start()
    return taken
