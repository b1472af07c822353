"""The Agents SDK alone: its loop, the same model, and a tool that is a function in the process."""

import time
from uuid import uuid4

import openai
from agents import Agent, ModelSettings, OpenAIChatCompletionsModel, Runner, function_tool
from agents import set_tracing_disabled as disable_tracing

_TASKS: dict[str, str] = {}


@function_tool
async def add_task(title: str) -> dict[str, str]:
    """Add one task. Call it once for each task the person wants."""
    task_id = uuid4().hex
    _TASKS[task_id] = title
    return {"id": task_id, "title": title}


def bare_agent(provider_url: str) -> Agent[None]:
    """An agent with that tool, and nothing of ours."""
    disable_tracing(disabled=True)
    client = openai.AsyncOpenAI(api_key="key", base_url=provider_url)
    return Agent(
        name="todo",
        instructions="You are the assistant of a todo list and work for one person.",
        model=OpenAIChatCompletionsModel("m", client),
        model_settings=ModelSettings(temperature=0, parallel_tool_calls=True),
        tools=[add_task],
    )


async def bare_turn(agent: Agent[None]) -> float:
    """Run one turn; return how many seconds it took."""
    begin = time.perf_counter()
    result = Runner.run_streamed(agent, "act")
    async for _ in result.stream_events():
        pass
    return time.perf_counter() - begin
