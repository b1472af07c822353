"""Clients that other people wrote talk with the operations server over a real process."""

import json
import os
from pathlib import Path
from typing import Any

import fastmcp
import pytest
from agents import Agent, Runner, set_tracing_disabled
from agents.mcp import MCPServerStdio
from agents.testing import ScriptedModel, assistant_message, function_call
from fastmcp.client.transports import StdioTransport
from mcp import Client, StdioServerParameters, stdio_client

from tests.ai.conftest import SERVER, run
from tests.todo import ROOT

LOOKING = {"status", "diagnose", "logs", "doctor", "plan"}
CHANGING = {"build", "run", "chart", "deploy", "fix", "cleanup"}


def environment(tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "TODO_CACHE_DIR": str(tmp_path / "cache")}


def test_the_inspector_lists_the_tools(programs: Path, tmp_path: Path) -> None:
    said = run([programs / "mcp-inspector", "--cli", *SERVER, "--method", "tools/list"], tmp_path)
    assert said.returncode == 0, said.stderr
    tools = json.loads(said.stdout)["tools"]
    assert {tool["name"] for tool in tools} == LOOKING
    assert all(tool["annotations"]["readOnlyHint"] for tool in tools)


def test_the_inspector_calls_a_tool(programs: Path, tmp_path: Path) -> None:
    call = ["--method", "tools/call", "--tool-name", "plan", "--tool-arg", "verb=chart"]
    said = run([programs / "mcp-inspector", "--cli", *SERVER, *call], tmp_path)
    answer = json.loads(said.stdout)
    assert not answer["isError"]
    assert answer["structuredContent"]["facts"]["terminal"] == "./todo chart"
    assert json.loads(answer["content"][0]["text"]) == answer["structuredContent"]


async def test_fastmcp_uses_tools_resources_and_prompts(tmp_path: Path) -> None:
    transport = StdioTransport(
        SERVER[0], [*SERVER[1:], "--allow-changes"], env=environment(tmp_path), cwd=str(ROOT)
    )
    async with fastmcp.Client(transport) as client:
        tools = {tool.name for tool in await client.list_tools()}
        plan = await client.call_tool("plan", {"verb": "chart"})
        failures = await client.read_resource("todo://failures")
        prompts = {prompt.name for prompt in await client.list_prompts()}
    assert tools == LOOKING | CHANGING
    assert plan.structured_content
    assert plan.structured_content["facts"]["changes"] == []
    assert len(json.loads(failures[0].text)) > 5
    assert prompts == {"deploy", "repair", "health", "clean_up"}


async def test_the_agents_sdk_hands_results_to_a_model(tmp_path: Path) -> None:
    set_tracing_disabled(True)
    params: Any = {"command": SERVER[0], "args": list(SERVER[1:]), "env": environment(tmp_path)}
    async with MCPServerStdio(
        params=params, client_session_timeout_seconds=60, use_structured_content=True
    ) as server:
        model = ScriptedModel(
            [
                [function_call("status", {}, call_id="1")],
                [function_call("plan", {"verb": "chart"}, call_id="2")],
                [assistant_message("The charts are up to date.")],
            ]
        )
        agent = Agent(name="operator", model=model, mcp_servers=[server])
        ended = await Runner.run(agent, "Are the charts up to date?")
        model.assert_complete()
    answers = [one.output for one in ended.new_items if one.type == "tool_call_output_item"]
    assert "Nothing is running." in answers[0]
    assert "Nothing to do." in answers[1]


@pytest.mark.parametrize(("mode", "protocol"), [("auto", "2026-07-28"), ("legacy", "2025-11-25")])
async def test_speaks_the_new_and_the_old_protocol(
    mode: str, protocol: str, tmp_path: Path
) -> None:
    params = StdioServerParameters(
        command=SERVER[0], args=list(SERVER[1:]), env=environment(tmp_path), cwd=ROOT
    )
    async with Client(stdio_client(params), mode=mode) as client:
        assert client.protocol_version == protocol
        assert {tool.name for tool in (await client.list_tools()).tools} == LOOKING
