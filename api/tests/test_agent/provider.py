"""An OpenAI-compatible provider on loopback that follows a script, its failures included."""

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.test_agent.replicas import QuietServer

Chunk = dict[str, Any]
FIELDS = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m"}


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
    """Whether nothing comes after the chunks, and yet no end."""
    pause: float = 0


def words(*pieces: str) -> Reply:
    """An answer in words, streamed piece by piece."""
    return Reply([*(_delta({"content": piece}) for piece in pieces), _finish("stop")])


def calls(*made: tuple[str, str, str]) -> Reply:
    """An answer of tool calls: id, name, arguments as text."""
    deltas = [
        _delta(
            {
                "tool_calls": [
                    {
                        "index": at,
                        "id": call_id,
                        "type": "function",
                        "function": {"name": name, "arguments": arguments},
                    }
                ]
            }
        )
        for at, (call_id, name, arguments) in enumerate(made)
    ]
    return Reply([*deltas, _finish("tool_calls")])


def _delta(delta: Chunk) -> Chunk:
    return FIELDS | {"choices": [{"index": 0, "delta": delta, "finish_reason": None}]}


def _finish(reason: str) -> Chunk:
    return FIELDS | {"choices": [{"index": 0, "delta": {}, "finish_reason": reason}]}


class Provider:
    """Answers the requests in turn, the last reply again and again, and remembers them."""

    def __init__(self) -> None:
        self.url = ""
        self.script: list[Reply] = []
        self.requests: list[tuple[dict[str, str], Chunk]] = []

    async def answer(self, request: Request) -> Response:
        self.requests.append((dict(request.headers), await request.json()))
        reply = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if reply.status != 200:
            body = {"error": {"message": reply.message, "code": reply.status}}
            return JSONResponse(body, reply.status, reply.headers)
        return StreamingResponse(_lines(reply), media_type="text/event-stream")


async def _lines(reply: Reply) -> AsyncIterator[str]:
    for chunk in reply.chunks:
        yield f"data: {json.dumps(chunk)}\n\n"
        await asyncio.sleep(reply.pause)
    if reply.hang:
        await asyncio.Event().wait()
    if reply.crash:
        message = "scripted crash"
        raise ConnectionResetError(message)
    if not reply.cut:
        yield "data: [DONE]\n\n"


@contextlib.asynccontextmanager
async def running_provider() -> AsyncIterator[Provider]:
    """Serve a provider on a free port of 127.0.0.1."""
    provider = Provider()
    app = Starlette(routes=[Route("/v1/chat/completions", provider.answer, methods=["POST"])])
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        provider.url = f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
        server = QuietServer(uvicorn.Config(app, log_config=None, log_level="critical"))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        await server.until_started(serving)
        try:
            yield provider
        finally:
            server.should_exit = True
            await serving
