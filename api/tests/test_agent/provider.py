"""An OpenAI-compatible provider on loopback that follows a script, its failures included."""

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.test_agent.replicas import QuietServer

Chunk = dict[str, Any]
Call = tuple[str, str, str]
"""Id, name, arguments as text."""
FIELDS = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m"}
END = b"data: [DONE]\n\n"
PATIENCE = 60.0
"""Seconds until a provider that hangs gives up by itself: longer than any test waits."""


@dataclass(frozen=True)
class Reply:
    """One answer: an error status, or chunks; `cut` closes before the end, `crash` rudely."""

    chunks: Sequence[Chunk] = ()
    status: int = 200
    message: str = "scripted"
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    crash: bool = False
    hang: bool = False
    """Whether nothing more comes, and yet no end."""
    pause: float = 0
    """Seconds after each piece."""
    piece: int = 0
    """Bytes that are sent at a time; 0 sends chunk by chunk."""
    most: int | None = None
    """How many bytes are sent before it is cut, crashes or hangs."""
    is_silent: bool = False
    """Whether not even the headers come."""

    def pieces(self) -> list[bytes]:
        """What goes over the wire, piece by piece."""
        lines = [f"data: {json.dumps(chunk)}\n\n".encode() for chunk in self.chunks]
        if not (self.cut or self.crash or self.hang):
            lines.append(END)
        if self.most is not None:
            lines = [b"".join(lines)[: self.most]]
        if not self.piece:
            return lines
        return [bytes(piece) for piece in batched(b"".join(lines), self.piece, strict=False)]


def words(*pieces: str) -> Reply:
    """An answer in words, streamed piece by piece."""
    return Reply([*(_delta({"content": piece}) for piece in pieces), _finish("stop")])


def calls(*made: Call) -> Reply:
    """An answer of tool calls."""
    return saying((), *made)


def saying(pieces: Sequence[str], *made: Call, split: int = 0) -> Reply:
    """Words, and then tool calls.

    Args:
        pieces: The words.
        made: The calls.
        split: How many characters of the arguments come at a time; 0 sends them whole.
    """
    spoken = [_delta({"content": piece}) for piece in pieces]
    called = [delta for at, call in enumerate(made) for delta in _called(at, call, split)]
    return Reply([*spoken, *called, _finish("tool_calls")])


def _called(at: int, call: Call, split: int) -> list[Chunk]:
    call_id, name, arguments = call
    parts = [
        "".join(part) for part in batched(arguments, split or len(arguments) or 1, strict=False)
    ] or [""]
    first = {"name": name, "arguments": parts[0]}
    begun = {"index": at, "id": call_id, "type": "function", "function": first}
    more = [{"index": at, "function": {"arguments": part}} for part in parts[1:]]
    return [_delta({"tool_calls": [one]}) for one in (begun, *more)]


def _delta(delta: Chunk) -> Chunk:
    return FIELDS | {"choices": [{"index": 0, "delta": delta, "finish_reason": None}]}


def _finish(reason: str) -> Chunk:
    return FIELDS | {"choices": [{"index": 0, "delta": {}, "finish_reason": reason}]}


@dataclass(frozen=True)
class Asked:
    """What a request is about."""

    said: str
    """The newest words of the person."""
    results: tuple[str, ...]
    """What the tools have answered since."""
    told: str
    """What the assistant has said since."""
    tools: frozenset[str]
    """The names of those that it may call."""


def asked(body: Chunk) -> Asked:
    """Read a request as a model would."""
    messages = body["messages"]
    newest = max(at for at, one in enumerate(messages) if one["role"] == "user")
    since = messages[newest + 1 :]
    results = tuple(str(one["content"]) for one in since if one["role"] == "tool")
    told = (str(one.get("content") or "") for one in since if one["role"] == "assistant")
    tools = frozenset(one["function"]["name"] for one in body.get("tools", ()))
    return Asked(str(messages[newest]["content"]), results, "".join(told), tools)


class Provider:
    """Answers the requests in turn, the last reply again and again, and remembers them.

    What `mind` answers goes before the script.
    """

    def __init__(self) -> None:
        self.url = ""
        self.script: list[Reply] = []
        self.mind: Callable[[Asked], Reply | None] = lambda _: None
        self.requests: list[tuple[dict[str, str], Chunk]] = []

    async def answer(self, request: Request) -> Response:
        body = await request.json()
        self.requests.append((dict(request.headers), body))
        reply = self.mind(asked(body)) or self._next()
        if reply.is_silent:
            await _until_left(request)
        if reply.status != 200:
            problem = {"error": {"message": reply.message, "code": reply.status}}
            return JSONResponse(problem, reply.status, reply.headers)
        return StreamingResponse(_lines(reply, request), media_type="text/event-stream")

    def _next(self) -> Reply:
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]


async def _lines(reply: Reply, request: Request) -> AsyncIterator[bytes]:
    for piece in reply.pieces():
        yield piece
        await asyncio.sleep(reply.pause)
    if reply.crash:
        message = "scripted crash"
        raise ConnectionResetError(message)
    if reply.hang:
        await _until_left(request)


async def _until_left(request: Request) -> None:
    """Do nothing until the client gives up."""
    async with asyncio.timeout(PATIENCE):
        while not await request.is_disconnected():
            await asyncio.sleep(0.05)


@contextlib.asynccontextmanager
async def running_provider() -> AsyncIterator[Provider]:
    """Serve a provider on a free port of 127.0.0.1."""
    provider = Provider()
    app = Starlette(routes=[Route("/v1/chat/completions", provider.answer, methods=["POST"])])
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        provider.url = f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
        config = uvicorn.Config(
            app, log_config=None, log_level="critical", timeout_graceful_shutdown=1
        )
        server = QuietServer(config)
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        await server.until_started(serving)
        try:
            yield provider
        finally:
            server.should_exit = True
            await serving
