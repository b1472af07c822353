"""Rides through an API server that goes away for a while, as one does that is restarted."""

import anyio
import httpx2

AGAIN_SECONDS = 0.5
SAFE_TO_REPEAT = frozenset({"GET", "HEAD", "PUT", "PATCH", "DELETE"})
"""Whatever became of the first attempt, a second one leads to the same state.

PUT carries the version that it replaces, and PATCH is only used to apply.
"""
STARTING = 503


class Patient(httpx2.AsyncBaseTransport):
    """Repeats requests that found no server, once there was one.

    Args:
        inner: What carries the requests.
        seconds: How long one request may take to find the server again; 0 repeats nothing.
    """

    def __init__(self, inner: httpx2.AsyncBaseTransport, seconds: float) -> None:
        self._inner = inner
        self._seconds = seconds
        self._answered = False

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request; a server that never answered is not waited for."""
        deadline = anyio.current_time() + (self._seconds if self._answered else 0.0)
        while True:
            try:
                response = await self._inner.handle_async_request(request)
            except httpx2.TransportError as error:
                if anyio.current_time() >= deadline or not _may_repeat(request, error):
                    raise
            else:
                self._answered = True
                if response.status_code != STARTING or anyio.current_time() >= deadline:
                    return response
                await response.aclose()
            await anyio.sleep(AGAIN_SECONDS)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()


def _may_repeat(request: httpx2.Request, error: httpx2.TransportError) -> bool:
    # Without a connection nothing was sent, whatever it was.
    return isinstance(error, httpx2.ConnectError) or request.method in SAFE_TO_REPEAT
