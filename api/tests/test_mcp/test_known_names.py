"""Names that clients make up go nowhere."""

import httpx2
import pytest
from mcp import Client

from tests.test_agent.replicas import Replica
from tests.test_mcp.calling import add, ask, error_of

pytestmark = pytest.mark.anyio

MADE_UP = "call_mum_at_5550100"


async def test_a_tool_that_is_none_of_ours_is_counted_as_unknown(
    client: Client, replica: Replica
) -> None:
    error = error_of(await ask(client, MADE_UP))
    assert error["code"] == "invalid"
    assert "list_tasks" in error["message"]
    await add(client, "buy milk")
    await ask(client, "add_task", titel="x")
    async with httpx2.AsyncClient(base_url=replica.url) as http:
        counted = (await http.get("/metrics")).text
    assert 'todo_tool_calls_total{outcome="failed",tool="unknown"} 1.0' in counted
    assert 'todo_tool_calls_total{outcome="done",tool="add_task"} 1.0' in counted
    assert 'todo_tool_calls_total{outcome="failed",tool="add_task"} 1.0' in counted
    assert MADE_UP not in counted
