"""A span for each HTTP request that this process makes, and its name for the one who is asked."""

from collections.abc import AsyncIterator
from typing import override

import httpx2
from opentelemetry import propagate, trace
from opentelemetry.trace import Span, SpanKind, Status, StatusCode


class Traced(httpx2.AsyncBaseTransport):
    """An HTTP transport that times each exchange until the last byte of the answer.

    Args:
        transport: Makes the requests.
    """

    def __init__(self, transport: httpx2.AsyncBaseTransport) -> None:
        self._transport = transport

    @override
    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        span = trace.get_tracer("todo").start_span(
            request.method,
            kind=SpanKind.CLIENT,
            attributes={
                "http.request.method": request.method,
                "server.address": request.url.host,
                "url.scheme": request.url.scheme,
            },
        )
        # W3C Trace Context: without a collector there is nothing to inject.
        propagate.inject(request.headers, trace.set_span_in_context(span))
        try:
            response = await self._transport.handle_async_request(request)
        except BaseException as error:
            _end(span, error)
            raise
        span.set_attribute("http.response.status_code", response.status_code)
        if response.is_error:
            span.set_status(Status(StatusCode.ERROR))
        if isinstance(response.stream, httpx2.AsyncByteStream):
            response.stream = _Timed(response.stream, span)
        return response

    @override
    async def aclose(self) -> None:
        await self._transport.aclose()


class _Timed(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream, span: Span) -> None:
        self._stream, self._span = stream, span

    @override
    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._stream:
                yield chunk
        except Exception as error:
            _fail(self._span, error)
            raise

    @override
    async def aclose(self) -> None:
        try:
            await self._stream.aclose()
        finally:
            self._span.end()


def _end(span: Span, error: BaseException) -> None:
    _fail(span, error)
    span.end()


def _fail(span: Span, error: BaseException) -> None:
    span.set_attribute("error.type", type(error).__name__)
    span.set_status(Status(StatusCode.ERROR))
