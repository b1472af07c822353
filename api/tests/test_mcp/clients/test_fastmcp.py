"""FastMCP's client with a personal access token."""

import sys

import pytest
from fastmcp.client import Client
from fastmcp.client.transports import StreamableHttpTransport
from fastmcp.exceptions import ToolError

from tests.test_agent.replicas import Replica
from tests.test_mcp.clients.documented import example
from tests.test_mcp.clients.node import run

pytestmark = pytest.mark.anyio


async def test_the_documented_program_adds_a_task(
    replica: Replica, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TODO_TOKEN", secret)
    ended = await run([sys.executable, "-c", example("FastMCP", "python", replica.url)])
    assert ended.stdout == "Added “Buy milk”.\n", ended.stderr


async def test_it_reads_answers_by_their_schemas_and_errors(replica: Replica, secret: str) -> None:
    transport = StreamableHttpTransport(f"{replica.url}/mcp", auth=secret)
    async with Client(transport) as client:
        assert len(await client.list_tools()) == 23
        await client.call_tool("add_task", {"title": "Water", "due_date": "2026-12-01"})
        listed = await client.call_tool("list_tasks", {"due_from": "2026-12-01"})
        assert [task.title for task in listed.data.items] == ["Water"]
        with pytest.raises(ToolError, match='"code": "not-found"'):
            await client.call_tool("complete_task", {"task_id": "0" * 32})
