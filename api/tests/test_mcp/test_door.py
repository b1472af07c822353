"""The MCP server behind its door: loaded for the first request, closed with the process."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import httpx2
import pytest

from src.database import Database
from src.mcp.door import McpDoor
from src.metrics import Metrics
from src.settings import settings

UNSIGNED = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}


@contextlib.asynccontextmanager
async def opened(database: Database) -> AsyncIterator[tuple[McpDoor, httpx2.AsyncClient]]:
    door = McpDoor(settings(), database, Metrics("test"))
    transport = httpx2.ASGITransport(door)
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        yield door, client


async def test_all_who_come_first_are_answered(database: Database) -> None:
    async with opened(database) as (door, client), door.running():
        asked = (client.post("/mcp", json=UNSIGNED) for _ in range(20))
        assert {answer.status_code for answer in await asyncio.gather(*asked)} == {401}


async def test_one_who_leaves_while_it_loads_takes_nothing_with_them(database: Database) -> None:
    async with opened(database) as (door, client), door.running():
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(client.post("/mcp", json=UNSIGNED), 0.001)
        assert (await client.post("/mcp", json=UNSIGNED)).status_code == 401


async def test_nothing_is_loaded_when_nobody_comes(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("src.mcp.door.load", lambda _: pytest.fail("it was loaded"))
    async with opened(database) as (door, _), door.running():
        await asyncio.sleep(0)


async def test_when_it_cannot_be_loaded_everybody_hears_it(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_: object) -> None:
        raise ImportError("no MCP here")

    monkeypatch.setattr("src.mcp.door.load", fail)
    async with opened(database) as (door, client), door.running():
        for _ in range(2):
            with pytest.raises(ImportError, match="no MCP here"):
                await client.post("/mcp", json=UNSIGNED)
