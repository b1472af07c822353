"""The door passes everything on as it is, both ways, and says so kindly when it cannot."""

import asyncio
import io
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientPayloadError, ClientSession, web
from yarl import URL

from deployer.door.server import serve
from deployer.door.upstream import Upstream
from tests.door.behind import Behind, running

pytestmark = pytest.mark.anyio


@asynccontextmanager
async def door(
    frontend: str | None, backend: str | None, patience: float = 5
) -> AsyncIterator[str]:
    pages, api = Upstream("frontend", frontend), Upstream("backend", backend)
    async with serve(0, pages, api, patience=patience) as port:
        yield f"http://127.0.0.1:{port}"


async def test_api_goes_to_the_backend_and_the_rest_to_the_frontend(client: ClientSession) -> None:
    pages, api = Behind(), Behind()
    async with running(pages.app()) as front, running(api.app()) as back, door(front, back) as url:
        for path in ("/", "/apiary", "/mcp", "/healthz"):
            await client.get(url + path)
        for path in ("/api", "/api/v1/tasks?limit=2"):
            await client.post(url + path)
    assert [one.path for one in pages.seen] == ["/", "/apiary", "/mcp", "/healthz"]
    assert [one.raw_path for one in api.seen] == ["/api", "/api/v1/tasks?limit=2"]


async def test_status_body_and_every_cookie_come_back(
    client: ClientSession, behind: Behind
) -> None:
    async with running(behind.app()) as back, door(None, back) as url:
        answer = await client.patch(url + "/api/x", data=b"payload")
        assert (answer.status, await answer.text()) == (207, "PATCH /api/x")
    assert answer.headers.getall("Set-Cookie") == ["a=1; Path=/", "b=2; Path=/"]
    assert behind.bodies == [b"payload"]


async def test_an_escaped_path_arrives_as_it_was_written(
    client: ClientSession, behind: Behind
) -> None:
    async with running(behind.app()) as back, door(None, back) as url:
        await client.get(URL(url + "/api/a%2Fb%20c?q=%2B%26", encoded=True))
    assert behind.seen[0].raw_path == "/api/a%2Fb%20c?q=%2B%26"


async def test_the_service_learns_who_asked_and_cannot_be_told_lies(
    client: ClientSession, behind: Behind
) -> None:
    lies = {"X-Forwarded-For": "6.6.6.6", "X-Forwarded-Host": "evil.example", "Forwarded": "for=x"}
    async with running(behind.app()) as back, door(None, back) as url:
        await client.get(url + "/api/x", headers=lies)
    headers = behind.seen[0].headers
    assert headers["X-Forwarded-For"] == "127.0.0.1"
    assert headers["X-Forwarded-Host"] == headers["Host"] == url.removeprefix("http://")
    assert headers["X-Forwarded-Proto"] == "http"
    assert "Forwarded" not in headers


async def test_headers_about_one_connection_are_not_passed_on(
    client: ClientSession, behind: Behind
) -> None:
    hop = {"Connection": "X-Secret", "X-Secret": "1", "Keep-Alive": "9", "X-Kept": "yes"}
    async with running(behind.app()) as back, door(None, back) as url:
        await client.get(url + "/api/x", headers=hop)
    headers = behind.seen[0].headers
    assert headers["X-Kept"] == "yes"
    assert not {"X-Secret", "Keep-Alive"} & set(headers)


async def test_a_large_upload_is_passed_on_whole(client: ClientSession, behind: Behind) -> None:
    body = bytes(range(256)) * 40_000  # 10 MB: more than any buffer on the way
    async with running(behind.app()) as back, door(None, back) as url:
        await client.post(url + "/api/x", data=io.BytesIO(body))
    assert behind.bodies == [body]


async def test_an_event_arrives_before_the_next_one_is_written(
    client: ClientSession, behind: Behind
) -> None:
    async with running(behind.app()) as back, door(None, back) as url:
        answer = await client.get(url + "/api/stream")
        assert answer.headers["Content-Type"] == "text/event-stream"
        assert await answer.content.readany() == b"data: one\n\n"
        behind.go_on.set()
        assert await answer.content.readany() == b"data: two\n\n"


async def test_the_service_notices_when_the_reader_leaves(
    client: ClientSession, behind: Behind
) -> None:
    async with running(behind.app()) as back, door(None, back) as url:
        answer = await client.get(url + "/api/stream")
        await answer.content.readany()
        answer.close()
        async with asyncio.timeout(10):
            await behind.left.wait()


async def test_a_reader_is_not_told_that_a_broken_answer_was_whole(client: ClientSession) -> None:
    async def breaks(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b"half")
        assert request.transport is not None
        request.transport.abort()
        return response

    app = web.Application()
    app.router.add_get("/api/x", breaks)
    async with running(app) as back, door(None, back) as url:
        answer = await client.get(url + "/api/x")
        with pytest.raises(ClientPayloadError):
            await answer.read()


async def test_redirects_and_compressed_bodies_are_left_alone(client: ClientSession) -> None:
    async def compressed(_request: web.Request) -> web.StreamResponse:
        return web.Response(
            body=b"\x1f\x8bnot really", headers={"Content-Encoding": "gzip"}, status=302
        )

    app = web.Application()
    app.router.add_get("/api/x", compressed)
    async with (
        running(app) as back,
        door(None, back) as url,
        ClientSession(auto_decompress=False) as raw,
    ):
        answer = await raw.get(url + "/api/x", allow_redirects=False)
        assert (answer.status, await answer.read()) == (302, b"\x1f\x8bnot really")
    del client


async def test_a_service_that_comes_back_in_time_answers(
    client: ClientSession, behind: Behind
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    async with door(None, f"http://127.0.0.1:{port}", patience=30) as url:
        asked = asyncio.create_task(client.post(url + "/api/x", data=b"once"))
        await asyncio.sleep(0.3)
        assert not asked.done()
        async with running(behind.app(), port):
            assert (await asked).status == 207
    assert behind.bodies == [b"once"]


async def test_an_api_call_gets_a_problem_document_while_the_backend_is_away(
    client: ClientSession,
) -> None:
    async with door(None, None, patience=0.05) as url:
        answer = await client.get(url + "/api/v1/tasks")
        assert answer.status == 503
        assert answer.content_type == "application/problem+json"
        problem = json.loads(await answer.text())
    assert problem["status"] == 503
    assert "backend" in problem["detail"]


async def test_a_person_gets_a_page_that_tries_again_while_the_frontend_is_away(
    client: ClientSession,
) -> None:
    async with door(None, None, patience=0.05) as url:
        answer = await client.get(url + "/")
        assert (answer.status, answer.content_type) == (503, "text/html")
        assert 'http-equiv="refresh"' in await answer.text()
    assert answer.headers["Retry-After"] == "2"


async def test_a_write_is_not_sent_twice_when_the_connection_breaks(client: ClientSession) -> None:
    calls: list[str] = []

    async def hangs_up(request: web.Request) -> web.StreamResponse:
        calls.append(request.method)
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    app = web.Application()
    app.router.add_route("*", "/api/x", hangs_up)
    async with running(app) as back, door(None, back, patience=1) as url:
        answer = await client.post(url + "/api/x", data=b"once")
        assert answer.status == 503
        assert calls == ["POST"]
        await client.get(url + "/api/x")
    assert calls.count("GET") > 1
