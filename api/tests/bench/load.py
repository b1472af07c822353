"""A load that is cheap to make: raw HTTP/1.1 over kept connections; the servers are the limit."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Request:
    """One request, ready to be sent."""

    method: str
    path: str
    headers: str
    body: str = ""

    def bytes(self) -> bytes:
        """Return it as it goes over the wire."""
        length = len(self.body.encode())
        head = f"{self.method} {self.path} HTTP/1.1\r\nhost: bench\r\n{self.headers}"
        kind = f"content-type: application/json\r\ncontent-length: {length}\r\n"
        return f"{head}{kind}\r\n{self.body}".encode()


@dataclass(frozen=True)
class Measured:
    """What a load saw."""

    per_second: float
    p50: float
    """Milliseconds."""
    p99: float


async def drive(port: int, requests: Iterator[Request], count: int, connections: int) -> Measured:
    """Send requests over several connections, each as fast as it is answered.

    Args:
        port: Of 127.0.0.1.
        requests: What to send, in turn; the connections share it.
        count: How many.
        connections: How many at once.

    Raises:
        RuntimeError: An answer was not a success.
    """
    times: list[float] = []
    left = iter(range(count))

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in left:
            request = next(requests).bytes()
            begin = time.perf_counter()
            writer.write(request)
            await _answer(reader)
            times.append(time.perf_counter() - begin)
        writer.close()

    begin = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(connections)))
    seconds = time.perf_counter() - begin
    times.sort()
    return Measured(count / seconds, times[count // 2] * 1e3, times[count * 99 // 100] * 1e3)


async def _answer(reader: asyncio.StreamReader) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    length = next(
        int(line.partition(":")[2])
        for line in head.splitlines()
        if line.lower().startswith("content-length:")
    )
    body = await reader.readexactly(length)
    if not head.startswith("HTTP/1.1 2"):
        message = f"{head.splitlines()[0]}: {body[:300]!r}"
        raise RuntimeError(message)
