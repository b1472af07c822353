"""FastMCP's client with a personal access token."""

import pytest
from fastmcp.client import Client
from fastmcp.client.transports import StreamableHttpTransport
from fastmcp.exceptions import ToolError

from tests.test_agent.replicas import Replica

pytestmark = pytest.mark.anyio


async def test_it_lists_calls_and_reads_errors(replica: Replica, secret: str) -> None:
    transport = StreamableHttpTransport(f"{replica.url}/mcp", auth=secret)
    async with Client(transport) as client:
        assert len(await client.list_tools()) == 23
        added = await client.call_tool(
            "add_task", {"title": "Water the tomatoes", "due_date": "2026-12-01"}
        )
        assert added.data.summary == "Added “Water the tomatoes”, due 2026-12-01."
        # Made by the client from the tool's output schema.
        listed = await client.call_tool("list_tasks", {"due_from": "2026-12-01"})
        assert [task.title for task in listed.data.items] == ["Water the tomatoes"]
        with pytest.raises(ToolError, match='"code": "not-found"'):
            await client.call_tool("complete_task", {"task_id": "0" * 32})
