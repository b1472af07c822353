"""Passes WebSockets on: a development server tells pages over one that they changed."""

from typing import Final

import aiohttp
import anyio
from aiohttp import web
from multidict import CIMultiDict
from yarl import URL

type Socket = web.WebSocketResponse | aiohttp.ClientWebSocketResponse
OF_ONE_CONNECTION: Final = frozenset(
    {"sec-websocket-key", "sec-websocket-version", "sec-websocket-extensions"}
)
"""What both ends of a connection agree on, and so do ours on each side."""
PROTOCOLS: Final = "Sec-WebSocket-Protocol"
CLOSE_SECONDS: Final = 2.0


def wants_socket(request: web.Request) -> bool:
    """Return whether a request asks to become a WebSocket."""
    return request.headers.get("Upgrade", "").lower() == "websocket"


async def relay_socket(
    request: web.Request, session: aiohttp.ClientSession, url: URL, headers: CIMultiDict[str]
) -> web.StreamResponse:
    """Connect a browser with the service, until one of the two closes.

    Args:
        request: What the browser asked.
        session: Connects to the service.
        url: Where, with path and query.
        headers: Those of the request that may be passed on.

    Returns:
        The closed socket, or 502 when the service did not take it.
    """
    protocols = [one.strip() for one in headers.pop(PROTOCOLS, "").split(",") if one.strip()]
    for name in OF_ONE_CONNECTION & {name.lower() for name in headers}:
        del headers[name]
    try:
        behind = await session.ws_connect(
            url, headers=headers, protocols=protocols, max_msg_size=0, autoclose=False
        )
    except aiohttp.ClientError as error:
        return web.Response(status=502, text=f"The service did not take the socket: {error}")
    async with behind:
        agreed = [behind.protocol] if behind.protocol else []
        browser = web.WebSocketResponse(
            protocols=agreed, max_msg_size=0, timeout=CLOSE_SECONDS, autoclose=False
        )
        await browser.prepare(request)
        await _until_one_ends(browser, behind)
        await browser.close()
    return browser


async def _until_one_ends(browser: Socket, behind: Socket) -> None:
    async with anyio.create_task_group() as group:

        async def pass_on(source: Socket, sink: Socket) -> None:
            async for message in source:
                if message.type is aiohttp.WSMsgType.TEXT:
                    await sink.send_str(message.data)
                elif message.type is aiohttp.WSMsgType.BINARY:
                    await sink.send_bytes(message.data)
                else:
                    break
            group.cancel_scope.cancel()

        group.start_soon(pass_on, browser, behind)
        group.start_soon(pass_on, behind, browser)
