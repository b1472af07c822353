"""Tells a stream that was cut off from one that ended."""

from collections.abc import AsyncIterator
from typing import override

import httpx2

_END = b"[DONE]"


class CompleteStreams(httpx2.AsyncBaseTransport):
    """An HTTP transport under which an event stream without its last event is an error.

    A proxy that gives up closes the connection as politely as one that is finished; half an
    answer must not pass for a whole one. Source: OpenAI's chat completions, streaming.
    """

    def __init__(self, transport: httpx2.AsyncBaseTransport) -> None:
        self._transport = transport

    @override
    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        response = await self._transport.handle_async_request(request)
        streams = response.headers.get("content-type", "").startswith("text/event-stream")
        if streams and isinstance(response.stream, httpx2.AsyncByteStream):
            response.stream = _Checked(response.stream)
        return response

    @override
    async def aclose(self) -> None:
        await self._transport.aclose()


class _Checked(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    @override
    async def __aiter__(self) -> AsyncIterator[bytes]:
        tail = b""
        async for chunk in self._stream:
            # The end may come in pieces, so a little of what came before is kept.
            tail = (tail + chunk)[-64:]
            yield chunk
        if _END not in tail:
            message = "the stream ended before its last event"
            raise httpx2.RemoteProtocolError(message)

    @override
    async def aclose(self) -> None:
        await self._stream.aclose()
