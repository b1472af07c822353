"""The dashboard's HTTP server: a page, its files, a stream of what changes, and fixes."""

import socket
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from importlib import resources
from typing import Final

from aiohttp import web

from deployer.dashboard.board import Board
from deployer.dashboard.guard import Guard, Handler
from deployer.dashboard.mending import handlers
from deployer.dashboard.repair import Repairs

LOOPBACK = "127.0.0.1"
CLOSE_SECONDS = 1.0
BODY_BYTES = 16_384
TYPES: Final = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}


@asynccontextmanager
async def serve(board: Board, port: int = 0, repairs: Repairs | None = None) -> AsyncIterator[str]:
    """Serve the page on loopback until the body ends.

    Args:
        board: What is shown.
        port: 0 takes any free one.
        repairs: Applies fixes; None where nothing can be changed.

    Yields:
        The link that opens it, once.

    Raises:
        OSError: The port is taken.
    """
    listening = socket.create_server((LOOPBACK, port))
    guard = Guard(listening.getsockname()[1])
    # A reader who leaves is not written to any longer.
    runner = web.AppRunner(
        _application(board, guard, repairs),
        access_log=None,
        handler_cancellation=True,
        shutdown_timeout=CLOSE_SECONDS,
    )
    await runner.setup()
    try:
        await web.SockSite(runner, listening).start()
        yield guard.link
    finally:
        await runner.cleanup()
        listening.close()


def _application(board: Board, guard: Guard, repairs: Repairs | None) -> web.Application:
    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        return await guard.check(request, handler)

    async def stream(request: web.Request) -> web.StreamResponse:
        return await _stream(board, request)

    async def recording(_request: web.Request) -> web.Response:
        return _recording(board)

    made = web.Application(client_max_size=BODY_BYTES, middlewares=[guarded])
    made.on_response_prepare.append(guard.sign)
    made.router.add_get("/api/stream", stream, allow_head=False)
    made.router.add_get("/api/recording", recording)
    for path, handler in handlers(repairs).items():
        made.router.add_post(path, handler)
    for path, (kind, body) in files().items():
        made.router.add_get(path, _file(kind, body))
    return made


def files() -> dict[str, tuple[str, bytes]]:
    """Return the page and its files: path to media type and content."""
    found = {}
    for one in resources.files("deployer.dashboard").joinpath("static").iterdir():
        kind = TYPES.get("." + one.name.rpartition(".")[2])
        if kind:
            path = "/" if one.name == "index.html" else f"/{one.name}"
            found[path] = (kind, one.read_bytes())
    # A browser that has not read the page's own link yet asks for this name.
    found["/favicon.ico"] = found["/icon.svg"]
    return found


def _file(kind: str, body: bytes) -> Handler:
    async def answer(_request: web.Request) -> web.Response:
        return web.Response(body=body, content_type=kind, charset="utf-8")

    return answer


def _recording(board: Board) -> web.Response:
    whole = board.whole()
    name = f"todo-dashboard-{whole.state.at:%Y%m%dT%H%M%S}.json"
    return web.Response(
        text=whole.model_dump_json(indent=1),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


async def _stream(board: Board, request: web.Request) -> web.StreamResponse:
    if board.full:
        return web.Response(status=503, text="Too many pages look at this at once.\n")
    answer = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await answer.prepare(request)
    async with aclosing(board.follow()) as messages:
        async for name, data in messages:
            await answer.write(f"event: {name}\ndata: {data}\n\n".encode())
    return answer
