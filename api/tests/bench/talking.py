"""A guest who talks to the assistant, and notes when each part of an answer comes."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from uuid import uuid4

import httpx2

from tests.bench.load import Request


@dataclass
class Seen:
    """When the parts of one stream came, in seconds after the request."""

    events: list[float] = field(default_factory=list)
    words: list[float] = field(default_factory=list)
    after_provider: float = 0.0
    """From when the provider sent its first words to when they came."""


class Person:
    """A guest who talks to the backend, each time in a new conversation."""

    def __init__(self, url: str) -> None:
        self._client = httpx2.Client(base_url=url)
        self._port = int(url.rpartition(":")[2])
        self._client.post("/api/v1/auth/guest", json={}).raise_for_status()
        self._cookie = f"cookie: todo_session={self._client.cookies['todo_session']}\r\n"

    def conversations(self, count: int) -> list[str]:
        """Begin so many, before anything is measured."""
        made = (self._client.post("/api/v1/conversations", json={}) for _ in range(count))
        return [str(one.json()["id"]) for one in made]

    async def say(self, conversation: str, text: str, *, most: int | None = None) -> Seen:
        """Send a message and read the answer, or only so many events of it."""
        path = f"/api/v1/conversations/{conversation}/messages"
        body = f'{{"id": "{uuid4()}", "text": "{text}"}}'
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        begin = time.perf_counter()
        writer.write(Request("POST", path, self._cookie, body).bytes())
        seen = Seen()
        async for line in _lines(reader):
            _note(seen, line, begin)
            if most is not None and len(seen.events) >= most:
                break
        writer.close()
        return seen


async def _lines(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    """The lines of an answer until its end; those of the chunked encoding are among them."""
    if b" 200 " not in (status := await reader.readline()):
        raise RuntimeError(status + await reader.read(2_000))
    while (line := await reader.readline()) != b"data: [DONE]\n":
        if not line:
            message = "the stream broke off"
            raise RuntimeError(message)
        yield line


def _note(seen: Seen, line: bytes, begin: float) -> None:
    now = time.perf_counter() - begin
    if line.startswith(b"data: "):
        seen.events.append(now)
    if b'"text-delta"' in line:
        if not seen.words and (stamp := line.partition(b'"delta":"')[2].split()[0]).isdigit():
            seen.after_provider = (time.monotonic_ns() - int(stamp)) / 1e9
        seen.words.append(now)
