"""The MCP inspector's command line with a personal access token."""

import json
from subprocess import CompletedProcess
from typing import Any

import pytest

from tests.test_agent.replicas import Replica
from tests.test_mcp.clients.node import inspector, run

pytestmark = pytest.mark.anyio


async def inspect(replica: Replica, secret: str, *arguments: str) -> CompletedProcess[str]:
    folder, script = await inspector()
    header = f"Authorization: Bearer {secret}"
    target = ("--cli", f"{replica.url}/mcp", "--transport", "http", "--header", header)
    return await run(script, *target, *arguments, folder=folder)


def read(ended: CompletedProcess[str]) -> Any:  # noqa: ANN401 (any JSON)
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


async def test_it_lists_the_tools_and_finds_nothing_odd_in_them(
    replica: Replica, secret: str
) -> None:
    listed = read(await inspect(replica, secret, "--method", "tools/list", "--strict"))
    assert len(listed["tools"]) == 23


async def test_it_calls_a_tool(replica: Replica, secret: str) -> None:
    call = ("--method", "tools/call", "--tool-name", "add_task")
    said = ("--tool-arg", "title=Water the tomatoes", 'tags=["garden"]', "estimate_minutes=5")
    added = read(await inspect(replica, secret, *call, *said))
    task = added["structuredContent"]["task"]
    assert (task["title"], task["tags"], task["estimate_minutes"]) == (
        "Water the tomatoes",
        ["garden"],
        5,
    )


async def test_without_a_good_token_it_is_turned_away(replica: Replica) -> None:
    assert (await inspect(replica, "todo_pat_nobody", "--method", "tools/list")).returncode != 0
