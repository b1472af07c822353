"""A model's provider without any latency, as a process of its own: OpenAI's chat completions.

    python -m tests.bench.model PORT

What it answers depends on the last words of the person: `act` calls a tool once and then says so,
`stamp` says when it said it, and `slowly N` says N sentences, ten a second.
"""

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator
from typing import Any

BEAT_SECONDS = 0.1
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n"
_FIELDS = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m"}
_CALL = {
    "index": 0,
    "id": "call_1",
    "type": "function",
    "function": {"name": "add_task", "arguments": '{"title": "milk"}'},
}


async def main() -> None:
    """Serve until the process is ended."""
    server = await asyncio.start_server(_serve, "127.0.0.1", int(sys.argv[1]))
    await server.serve_forever()


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        lines = head.decode().lower().splitlines()
        lengths = [int(line[15:]) for line in lines if line.startswith("content-length:")]
        if not lengths:
            return  # it was only looked whether the port is open
        (length,) = lengths
        body = json.loads(await reader.readexactly(length))
        writer.write(HEAD)
        async for delta, reason in _answer(body["messages"]):
            choice = {"index": 0, "delta": delta, "finish_reason": reason}
            writer.write(f"data: {json.dumps(_FIELDS | {'choices': [choice]})}\n\n".encode())
            await writer.drain()
        writer.write(b"data: [DONE]\n\n")
        await writer.drain()
    except (ConnectionError, asyncio.IncompleteReadError):
        pass  # whoever asked has gone
    finally:
        writer.close()


async def _answer(
    messages: list[dict[str, Any]],
) -> AsyncIterator[tuple[dict[str, Any], str | None]]:
    newest = messages[-1]
    order, _, count = str(newest["content"]).partition(" ")
    if newest["role"] == "tool":
        yield {"content": "It is on the list."}, None
    elif order == "act":
        yield {"tool_calls": [_CALL]}, None
        yield {}, "tool_calls"
        return
    elif order == "stamp":
        yield {"content": f"{time.monotonic_ns()} was the time. "}, None
    else:
        for beat in range(int(count)):
            yield {"content": f"This is sentence {beat}. "}, None
            await asyncio.sleep(BEAT_SECONDS)
    yield {}, "stop"


if __name__ == "__main__":
    asyncio.run(main())
