"""WebSockets go through the door, both ways, and end on both sides."""

import asyncio

import aiohttp
import pytest
from aiohttp import ClientSession, web
from yarl import URL

from deployer.door.server import serve
from deployer.door.upstream import Upstream
from tests.door.behind import running

pytestmark = pytest.mark.anyio
PATIENCE = 30


class Echo:
    """A service that says back what it hears, and notices who left."""

    def __init__(self) -> None:
        self.left = asyncio.Event()
        self.asked: list[web.Request] = []

    async def socket(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        socket = web.WebSocketResponse(protocols=["second"])
        await socket.prepare(request)
        async for message in socket:
            if message.type is aiohttp.WSMsgType.BINARY:
                await socket.send_bytes(message.data)
            elif message.data == "end":
                await socket.close()
            else:
                await socket.send_str(f"heard {message.data}")
        self.left.set()
        return socket

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/_next/hmr", self.socket)
        return app


async def test_both_say_and_hear(client: ClientSession) -> None:
    echo = Echo()
    async with (
        running(echo.app()) as pages,
        serve(0, Upstream("frontend", pages), Upstream("backend")) as port,
        client.ws_connect(
            URL(f"http://127.0.0.1:{port}/_next/hmr?id=a%2Fb", encoded=True),
            protocols=["first", "second"],
        ) as socket,
    ):
        await socket.send_str("one")
        assert (await socket.receive_str(timeout=PATIENCE)) == "heard one"
        await socket.send_bytes(b"\x00two")
        assert (await socket.receive_bytes(timeout=PATIENCE)) == b"\x00two"
        assert socket.protocol == "second"
    assert echo.asked[0].raw_path == "/_next/hmr?id=a%2Fb"


async def test_who_leaves_is_noticed_on_the_other_side(client: ClientSession) -> None:
    echo = Echo()
    async with (
        running(echo.app()) as pages,
        serve(0, Upstream("frontend", pages), Upstream("backend")) as port,
    ):
        url = f"http://127.0.0.1:{port}/_next/hmr"
        async with client.ws_connect(url) as socket:
            await socket.send_str("end")
            ended = await socket.receive(timeout=PATIENCE)
        assert ended.type is aiohttp.WSMsgType.CLOSE
        echo.left.clear()
        async with client.ws_connect(url) as socket:
            await socket.send_str("hello")
            await socket.receive_str(timeout=PATIENCE)
        async with asyncio.timeout(PATIENCE):
            await echo.left.wait()


async def test_a_service_without_sockets_is_said(client: ClientSession) -> None:
    async with (
        running(web.Application()) as pages,
        serve(0, Upstream("frontend", pages), Upstream("backend")) as port,
    ):
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await client.ws_connect(f"http://127.0.0.1:{port}/_next/hmr")
    assert refused.value.status == 502
