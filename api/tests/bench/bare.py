"""The Agents SDK alone: its loop, the same model, the same tools as functions in the process."""

import json
import time
from typing import Any
from uuid import uuid4

import openai
from agents import Agent, FunctionTool, ModelSettings, OpenAIChatCompletionsModel, Runner
from agents import set_tracing_disabled as disable_tracing
from agents.tool_context import ToolContext

from src.mcp.registry import TOOLS
from src.mcp.tool import Tool

_TASKS: dict[str, str] = {}


async def _add_task(_: ToolContext[Any], arguments: str) -> str:
    task_id = uuid4().hex
    _TASKS[task_id] = json.loads(arguments)["title"]
    return json.dumps({"id": task_id, "title": _TASKS[task_id]})


def bare_agent(provider_url: str) -> Agent[None]:
    """An agent with tools described as ours are, and nothing else of ours."""
    disable_tracing(disabled=True)
    client = openai.AsyncOpenAI(api_key="key", base_url=provider_url)
    listed = [Tool(entry).listed for entry in TOOLS]
    return Agent(
        name="todo",
        instructions="You are the assistant of a todo list and work for one person.",
        model=OpenAIChatCompletionsModel("m", client),
        model_settings=ModelSettings(temperature=0, parallel_tool_calls=True),
        tools=[
            FunctionTool(
                name=tool.name,
                description=tool.description or "",
                params_json_schema=tool.input_schema,
                on_invoke_tool=_add_task,
                strict_json_schema=False,
            )
            for tool in listed
        ],
    )


async def bare_turn(agent: Agent[None]) -> float:
    """Run one turn; return how many seconds it took."""
    begin = time.perf_counter()
    result = Runner.run_streamed(agent, "act")
    async for _ in result.stream_events():
        pass
    return time.perf_counter() - begin
