"""Over HTTP the server answers to those who bring its token, on this machine's names, alone."""

import contextlib
import stat
import sys
from collections.abc import AsyncIterator

import anyio
import httpx2
import pytest
import uvicorn
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from deployer.operations.desk import Options
from deployer.operations.http import bearer, http_app, token_file
from deployer.operations.server import LOOKING
from deployer.settings import settings
from tests.operations.conftest import client_of, planned, text_of
from tests.operations.world import World

TOKEN = "t0ken-t0ken-t0ken"
PORT = 7090
ASK = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
ACCEPT = {"Accept": "application/json, text/event-stream"}


@contextlib.asynccontextmanager
async def asking(**headers: str) -> AsyncIterator[httpx2.AsyncClient]:
    app = http_app(Options(on="local"), TOKEN, port=PORT)
    async with app.router.lifespan_context(app):
        transport = httpx2.ASGITransport(app=app)
        base = f"http://127.0.0.1:{PORT}"
        async with httpx2.AsyncClient(transport=transport, base_url=base, headers=headers) as one:
            yield one


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"Authorization": "Bearer wrong-wrong-wrong"}, 401),
        ({"Authorization": f"Basic {TOKEN}"}, 401),
        ({"Authorization": f"Bearer {TOKEN}", "Host": "evil.example"}, 421),
        ({"Authorization": f"Bearer {TOKEN}", "Origin": "https://evil.example"}, 403),
    ],
)
async def test_refuses_strangers(headers: dict[str, str], status: int) -> None:
    async with asking() as client:
        answer = await client.post("/mcp", json=ASK, headers={**ACCEPT, **headers})
    assert answer.status_code == status


async def test_probes_need_no_token_and_learn_nothing() -> None:
    async with asking() as client:
        answer = await client.get("/healthz", headers={"Host": "10.244.0.9:7090"})
    assert (answer.status_code, answer.text) == (200, "alive")


def test_a_token_of_the_environment_is_taken_and_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TODO_MCP_TOKEN", TOKEN)
    settings.cache_clear()
    said: list[str] = []
    assert bearer(said.append, "here") == TOKEN
    assert TOKEN not in "".join(said)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_answers_to_whoever_brings_the_token(mode: str) -> None:
    async with (
        asking(Authorization=f"Bearer {TOKEN}") as http,
        Client(
            streamable_http_client(f"http://127.0.0.1:{PORT}/mcp", http_client=http), mode=mode
        ) as client,
    ):
        tools = (await client.list_tools()).tools
    assert {tool.name for tool in tools} == set(LOOKING)


@contextlib.asynccontextmanager
async def listening() -> AsyncIterator[str]:
    """The server on a port of its own, with changes allowed."""
    app = http_app(Options(on="local", allow_changes=True), TOKEN, port=PORT)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    async with anyio.create_task_group() as group:
        group.start_soon(server.serve)
        while not server.started:
            await anyio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}/mcp"
        server.should_exit = True


async def test_asks_the_person_over_http_too(world: World, mode: str) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    async with listening() as url, httpx2.AsyncClient(headers=headers, timeout=30) as http:
        transport = streamable_http_client(url, http_client=http)
        async with client_of(transport, mode, "yes") as client:
            token = (await planned(client))["token"]
            answer = await client.call_tool("cleanup", {"token": token})
    assert not answer.is_error, text_of(answer)
    assert len(world.done) == 1


def test_makes_a_token_that_only_its_owner_can_read() -> None:
    file = token_file()
    token = file.read_text()
    assert len(token) >= 40
    assert token_file().read_text() == token
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
