# ruff: noqa: ANN401 - what tools answer is JSON
"""A model without a mind of its own that operates the deployment as an agent's page tells it to."""

import json
import os
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import anyio
import yaml
from agents import Agent, Model, ModelResponse, Runner, Usage, set_tracing_disabled
from agents.mcp import MCPServerStdio, create_static_tool_filter
from agents.testing import assistant_message, function_call

from tests.todo import ROOT

PREFIX = "mcp__todo__"
PATIENCE = 3.0
"""Seconds before it looks again."""
TURNS = 60

type Call = tuple[str, dict[str, Any]]
type Decide = Callable[[list[Any]], Call | str]
"""Given what the tools answered so far, the next call, or the last word."""

set_tracing_disabled(disabled=True)


class Follower(Model):
    """Asks a function what comes next.

    Args:
        decide: The function.
    """

    def __init__(self, decide: Decide) -> None:
        self._decide = decide

    async def get_response(  # noqa: PLR0913, PLR0917 - the SDK's signature
        self,
        system_instructions: Any,
        input: Any,  # noqa: A002 - the same
        model_settings: Any,
        tools: Any,
        output_schema: Any,
        handoffs: Any,
        tracing: Any,
        **_: Any,
    ) -> ModelResponse:
        """Return the next call or the last word."""
        del system_instructions, model_settings, output_schema, handoffs, tracing
        items = [] if isinstance(input, str) else input
        answers = [
            answer(one["output"]) for one in items if one.get("type") == "function_call_output"
        ]
        decided = self._decide(answers)
        if isinstance(decided, str):
            said = assistant_message(decided)
        else:
            name, arguments = decided
            assert name in {tool.name for tool in tools}, f"{name} is not a tool of this agent"
            if name == "status" and answers:
                await anyio.sleep(PATIENCE)
            said = function_call(name, arguments, call_id=f"call-{len(answers)}")
        return ModelResponse(output=[said], usage=Usage(), response_id=None)

    def stream_response(self, *_: Any, **__: Any) -> AsyncIterator[Any]:
        """Refuse: nobody streams here."""
        raise NotImplementedError


def answer(output: Any) -> Any:
    """Return what a tool answered: its result, or the text of its error."""
    part = output[0] if isinstance(output, list) else output
    text = part["text"] if isinstance(part, dict) else part
    try:
        return json.loads(text)
    except ValueError:
        return text


def page(name: str) -> tuple[str, list[str]]:
    """Return an agent's instructions, its skill's included, and its tools of ours."""
    path = ROOT / f".claude/agents/{name}.md"
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    fields = yaml.safe_load(front)
    skills = [Path(ROOT, ".claude/skills", one, "SKILL.md") for one in fields["skills"]]
    tools = [one for one in fields["tools"].split(", ") if one.startswith(PREFIX)]
    texts = [body, *(one.read_text(encoding="utf-8") for one in skills)]
    return "\n".join(texts), [one.removeprefix(PREFIX) for one in tools]


def operate(name: str, task: str, decide: Decide, cluster: str) -> tuple[str, list[Any]]:
    """Let an agent do a task on a cluster.

    Args:
        name: The agent, with the tools that its page gives it and no others.
        task: What it is asked.
        decide: What it thinks.
        cluster: Where.

    Returns:
        Its last word, and what the tools answered.
    """
    return anyio.run(_operate, name, task, decide, cluster)


async def _operate(name: str, task: str, decide: Decide, cluster: str) -> tuple[str, list[Any]]:
    instructions, tools = page(name)
    params: Any = {
        "command": sys.executable,
        "args": ["-m", "deployer", "mcp", "--on", cluster, "--allow-changes"],
        "env": dict(os.environ),
    }
    async with MCPServerStdio(
        params=params,
        use_structured_content=True,
        client_session_timeout_seconds=900,
        tool_filter=create_static_tool_filter(allowed_tool_names=tools),
    ) as server:
        agent = Agent(
            name=name, instructions=instructions, model=Follower(decide), mcp_servers=[server]
        )
        ended = await Runner.run(agent, task, max_turns=TURNS)
    answers = [answer(one.output) for one in ended.new_items if one.type == "tool_call_output_item"]
    return str(ended.final_output), answers
