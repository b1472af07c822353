"""One case tried on one model: the Agents SDK runs it over the tools of a fresh world."""

import json
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from agents import (
    Agent,
    FunctionTool,
    ItemHelpers,
    Model,
    ModelSettings,
    RunConfig,
    Runner,
    RunState,
)
from agents.exceptions import AgentsException
from agents.items import TResponseInputItem
from agents.result import RunResultStreaming
from agents.tool_context import ToolContext
from openai import OpenAIError

from src.agent.instructions import instructions
from src.evaluation.cases import Case
from src.evaluation.scoring import Call
from src.evaluation.timed import Timed
from src.evaluation.tools import Offer
from src.evaluation.world import World

MOST_STEPS = 12


@dataclass(slots=True)
class Trial:
    """What became of a case.

    `turns` and `answers` have a figure for each sentence, in seconds: of the whole turn with its
    tools, and of the model alone. `cost` is in the provider's credits, None where it tells none.
    `refused` counts calls whose arguments do not fit; `failure` is why a run broke off.
    """

    calls: list[Call] = field(default_factory=list)
    reply: str = ""
    turns: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    tokens: int = 0
    cost: float | None = None
    refused: int = 0
    failure: str = ""


async def try_case(case: Case, model: Model, offers: Sequence[Offer], now: datetime) -> Trial:
    """Say every sentence of the case, approve all that asks for it, and keep the last's calls."""
    world, trial, timed = World(), Trial(), Timed(model)
    agent: Agent[None] = Agent(
        name="todo",
        instructions=instructions(now),
        model=timed,
        model_settings=ModelSettings(
            temperature=0,
            parallel_tool_calls=True,
            include_usage=True,
            preserve_raw_usage=True,
        ),
        tools=[_tool(offer, world, trial) for offer in offers],
    )
    items: list[TResponseInputItem] = []
    for sentence in case.say:
        items.append({"role": "user", "content": sentence})
        world.calls.clear()
        timed.restart()
        try:
            items = await _turn(agent, items, trial)
        except (AgentsException, OpenAIError, OSError, ValueError) as error:
            trial.failure = f"{type(error).__name__}: {str(error)[:200]}"
            break
        trial.answers.append(timed.seconds)
    trial.calls = list(world.calls)
    return trial


async def _turn(
    agent: Agent[None], items: list[TResponseInputItem], trial: Trial
) -> list[TResponseInputItem]:
    begin = time.perf_counter()
    result = await _run(agent, items)
    while result.interruptions:
        state = result.to_state()
        for item in result.interruptions:
            state.approve(item)
        result = await _run(agent, state)
    _count(result, trial)
    trial.turns.append(time.perf_counter() - begin)
    trial.reply = ItemHelpers.text_message_outputs(result.new_items)
    return result.to_input_list()


async def _run(
    agent: Agent[None], given: list[TResponseInputItem] | RunState[None]
) -> RunResultStreaming:
    """One run, streamed as turns are."""
    config = RunConfig(tracing_disabled=True)
    result = Runner.run_streamed(agent, given, max_turns=MOST_STEPS, run_config=config)
    async for _ in result.stream_events():
        pass
    return result


def _count(result: RunResultStreaming, trial: Trial) -> None:
    """Add up what a turn took: a run that was resumed holds what came before, too."""
    for response in result.raw_responses:
        trial.tokens += response.usage.total_tokens
        cost = (response.raw_usage or {}).get("cost")
        if isinstance(cost, int | float):
            trial.cost = (trial.cost or 0.0) + cost


def _tool(offer: Offer, world: World, trial: Trial) -> FunctionTool:
    return FunctionTool(
        name=offer.name,
        description=offer.tool.listed.description or "",
        params_json_schema=offer.schema,
        on_invoke_tool=_carried_out(offer, world, trial),
        strict_json_schema=False,
        needs_approval=offer.tool.entry.asks,
    )


def _carried_out(
    offer: Offer, world: World, trial: Trial
) -> Callable[[ToolContext[Any], str], Awaitable[str]]:
    async def call(context: ToolContext[Any], arguments: str) -> str:
        del context
        given = json.loads(arguments or "{}")
        answer = world.call(offer.name, given)
        # A call that the server would refuse is a call all the same, and a wrong one.
        refusal = offer.refusal(given)
        trial.refused += refusal is not None
        return refusal or json.dumps(answer, ensure_ascii=False)

    return call
