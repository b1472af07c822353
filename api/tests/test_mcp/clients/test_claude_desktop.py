"""Claude Desktop's way: a program on standard input and output, in front of HTTP."""

import json

import pytest
from mcp import Client, StdioServerParameters, stdio_client

from tests.test_agent.replicas import Replica
from tests.test_mcp.calling import call
from tests.test_mcp.clients.documented import example
from tests.test_mcp.clients.node import npx

pytestmark = pytest.mark.anyio


async def test_the_documented_configuration_starts_a_server(
    replica: Replica, secret: str, tmp_path: object
) -> None:
    configured = json.loads(example("Claude Desktop", "json", replica.url))["mcpServers"]["todo"]
    command, *arguments = npx([configured["command"], *configured["args"]])
    given = {name: value.replace("todo_pat_…", secret) for name, value in configured["env"].items()}
    # What it keeps of servers goes into a folder of this test's.
    environment = given | {"MCP_REMOTE_CONFIG_DIR": str(tmp_path)}
    parameters = StdioServerParameters(command=command, args=arguments, env=environment)
    async with Client(stdio_client(parameters)) as client:
        assert len((await client.list_tools()).tools) == 23
        added = await call(client, "add_task", title="Buy milk")
        assert added["summary"] == "Added “Buy milk”."
