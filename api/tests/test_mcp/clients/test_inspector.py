"""The MCP inspector's command line with a personal access token."""

import json
import shlex
from subprocess import CompletedProcess
from typing import Any

import pytest

from tests.test_agent.replicas import Replica
from tests.test_mcp.clients.documented import example
from tests.test_mcp.clients.node import npx, run

pytestmark = pytest.mark.anyio


async def inspect(replica: Replica, secret: str, *arguments: str) -> CompletedProcess[str]:
    """Run the documented command with other arguments at its end, if there are any."""
    command = example("The MCP inspector", "sh", replica.url).replace("$TODO_TOKEN", secret)
    argv = npx(shlex.split(command.replace("\\\n", "")))
    return await run(argv[: argv.index("--method")] + list(arguments) if arguments else argv)


def read(ended: CompletedProcess[str]) -> Any:  # noqa: ANN401 (any JSON)
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


async def test_the_documented_command_adds_a_task(replica: Replica, secret: str) -> None:
    added = read(await inspect(replica, secret))
    assert added["structuredContent"]["summary"] == "Added “Buy milk”."


async def test_it_finds_nothing_odd_in_the_schemas(replica: Replica, secret: str) -> None:
    listed = read(await inspect(replica, secret, "--method", "tools/list", "--strict"))
    assert len(listed["tools"]) == 23


async def test_lists_and_numbers_arrive_as_such(replica: Replica, secret: str) -> None:
    call = ("--method", "tools/call", "--tool-name", "add_task")
    said = ("--tool-arg", "title=Water", 'tags=["garden"]', "estimate_minutes=5")
    added = read(await inspect(replica, secret, *call, *said))
    task = added["structuredContent"]["task"]
    assert (task["title"], task["tags"], task["estimate_minutes"]) == ("Water", ["garden"], 5)


async def test_without_a_good_token_it_is_turned_away(replica: Replica) -> None:
    assert (await inspect(replica, "todo_pat_nobody")).returncode != 0
