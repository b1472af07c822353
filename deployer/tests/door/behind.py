"""Real HTTP servers on loopback to stand behind the door."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web


class Behind:
    """A service behind the door that keeps what it was asked, and notices who left."""

    def __init__(self) -> None:
        self.left = asyncio.Event()
        self.seen: list[web.Request] = []
        self.bodies: list[bytes] = []
        self.go_on = asyncio.Event()

    async def echo(self, request: web.Request) -> web.StreamResponse:
        self.seen.append(request)
        self.bodies.append(await request.read())
        response = web.Response(text=f"{request.method} {request.raw_path}", status=207)
        response.headers.add("Set-Cookie", "a=1; Path=/")
        response.headers.add("Set-Cookie", "b=2; Path=/")
        return response

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Send one event, and the next only when the test says so."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        try:
            await response.write(b"data: one\n\n")
            await self.go_on.wait()
            await response.write(b"data: two\n\n")
        except asyncio.CancelledError:
            self.left.set()
            raise
        return response

    def app(self) -> web.Application:
        app = web.Application(client_max_size=64 * 2**20)
        app.router.add_get("/api/stream", self.stream)
        app.router.add_route("*", "/{path:.*}", self.echo)
        return app


@asynccontextmanager
async def running(app: web.Application, port: int = 0) -> AsyncIterator[str]:
    """Serve an app on loopback; yields its URL."""
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
