"""The reverse proxy: /api to the backend, the rest to the frontend, streamed both ways."""

import asyncio
from collections.abc import Mapping
from typing import Final

import aiohttp
from aiohttp import web
from multidict import CIMultiDict
from yarl import URL

from deployer.door import away
from deployer.door.sockets import relay_socket, wants_socket
from deployer.door.upstream import Upstream

HOP_BY_HOP: Final = frozenset(
    {
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
"""Headers about one connection, which a proxy must not pass on (RFC 9110, 7.6.1)."""
FORWARDED: Final = frozenset({"forwarded", "x-forwarded-for", "x-forwarded-host"})
"""Said by the door alone: nobody stands in front of it."""
UNASKED: Final = ("User-Agent", "Accept", "Accept-Encoding", "Content-Type")
"""What the client library would add where the browser said nothing."""
SAFE_TO_REPEAT: Final = frozenset({"GET", "HEAD", "OPTIONS"})
PATIENCE_SECONDS: Final = 8.0
PAUSE_SECONDS: Final = 0.2
IDLE_SECONDS: Final = 3.0
"""A connection that rests longer is not used again: servers close theirs after five seconds, and a
request that is on its way just then is lost."""


class Proxy:
    """Handles every request that comes through the door.

    Args:
        frontend: Where pages come from.
        backend: Where /api is answered.
        session: Connects to both.
        patience: Seconds to go on trying while a service is away.
    """

    def __init__(
        self,
        frontend: Upstream,
        backend: Upstream,
        session: aiohttp.ClientSession,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._frontend = frontend
        self._backend = backend
        self._session = session
        self._patience = patience

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request with what its service answers, or say that it is away."""
        upstream = self._backend if away.is_api(request.path) else self._frontend
        if wants_socket(request):
            return await self._socket(request, upstream)
        answered = await self._connect(request, upstream)
        if answered is None:
            return away.answer(upstream.name, request.path)
        try:
            return await _relay(request, answered)
        finally:
            # Closed, not released: when the reader has left, the service must notice.
            answered.close()

    async def _socket(self, request: web.Request, upstream: Upstream) -> web.StreamResponse:
        base = await upstream.wait(self._patience)
        if base is None:
            return away.answer(upstream.name, request.path)
        url = URL(base + request.raw_path, encoded=True)
        return await relay_socket(request, self._session, url, _onward(request))

    async def _connect(
        self, request: web.Request, upstream: Upstream
    ) -> aiohttp.ClientResponse | None:
        """Return the service's answer, its body unread, trying again while that is safe."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._patience
        while (left := deadline - loop.time()) > 0:
            base = await upstream.wait(left)
            if base is None:
                return None
            try:
                return await self._send(request, base)
            except aiohttp.ClientConnectorError:
                pass  # nothing was sent: any request can be tried again
            except (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError):
                if request.method not in SAFE_TO_REPEAT or request.body_exists:
                    return None
            await asyncio.sleep(PAUSE_SECONDS)
        return None

    async def _send(self, request: web.Request, base: str) -> aiohttp.ClientResponse:
        return await self._session.request(
            request.method,
            # Byte for byte as the browser wrote it: decoding may change its meaning.
            URL(base + request.raw_path, encoded=True),
            headers=_onward(request),
            data=request.content if request.body_exists else None,
            allow_redirects=False,
            skip_auto_headers=UNASKED,
        )


def session() -> aiohttp.ClientSession:
    """Return a client that passes bodies on untouched, keeps no cookies, and sets no time limit."""
    return aiohttp.ClientSession(
        auto_decompress=False,
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=5),
        connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=IDLE_SECONDS),
    )


async def _relay(request: web.Request, answered: aiohttp.ClientResponse) -> web.StreamResponse:
    response = web.StreamResponse(
        status=answered.status, reason=answered.reason, headers=_end_to_end(answered.headers)
    )
    await response.prepare(request)
    # Each piece goes out as it comes in: an event stream is read while it is written.
    async for piece in answered.content.iter_any():
        await response.write(piece)
    await response.write_eof()
    return response


def _onward(request: web.Request) -> CIMultiDict[str]:
    headers = _end_to_end(request.headers)
    for name in FORWARDED & {name.lower() for name in headers}:
        del headers[name]
    headers["X-Forwarded-For"] = request.remote or "unknown"
    headers["X-Forwarded-Host"] = request.host
    headers.setdefault("X-Forwarded-Proto", request.scheme)
    return headers


def _end_to_end(headers: Mapping[str, str]) -> CIMultiDict[str]:
    named = {name.strip().lower() for name in headers.get("Connection", "").split(",")}
    dropped = HOP_BY_HOP | named
    return CIMultiDict(
        (name, value) for name, value in headers.items() if name.lower() not in dropped
    )
