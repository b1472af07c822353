"""One run of a turn, from its message to its end or to the next decision of the person."""

import asyncio
from typing import cast

import structlog
from agents import RunConfig, Runner, RunState, ToolErrorFormatterArgs
from agents.exceptions import AgentsException, MaxTurnsExceeded, ModelBehaviorError
from agents.items import ToolApprovalItem, TResponseInputItem
from agents.mcp import MCPServer
from agents.result import RunResultStreaming

from src.agent.edited_calls import call_edited
from src.agent.errors import TurnFailedError
from src.agent.fallback import FallbackModel
from src.agent.journal import Journal
from src.agent.kit import Kit
from src.agent.offline.model import NAME, OfflineModel
from src.agent.spending import Spending
from src.agent.todo_agent import build_agent
from src.agent.tools import tools_for
from src.agent.writer import Writer, read_call
from src.schemas import ui_parts
from src.schemas.tool_calls import DENIED, EXPIRED
from src.schemas.turns import InputItem, PendingCall, TurnInput

MOST_STEPS = 24

logger = structlog.get_logger()


async def run_turn(turn: TurnInput, journal: Journal, kit: Kit) -> None:
    """Run a turn until it is complete or waits for the person.

    Raises:
        TurnFailedError: It cannot be finished; its text is for the person.
        LeaseLostError: Another replica has taken the turn over.
    """
    try:
        async with asyncio.timeout(kit.settings.turn_seconds):
            await _run(turn, journal, kit)
    except TimeoutError as error:
        raise TurnFailedError("That took too long, so I stopped. Try again.") from error
    except MaxTurnsExceeded as error:
        raise TurnFailedError(
            "That took more steps than I may take at once. Try it in smaller pieces."
        ) from error
    except ModelBehaviorError as error:
        logger.warning("model_misbehaved", error=str(error)[:200])
        raise TurnFailedError("The AI model answered in a way I cannot use. Try again.") from error
    except AgentsException as error:
        logger.warning("run_failed", error=str(error)[:200])
        raise TurnFailedError("The assistant's tools did not answer. Try again.") from error


async def _run(turn: TurnInput, journal: Journal, kit: Kit) -> None:
    provider = kit.provider if turn.model != NAME else None
    model = FallbackModel(
        provider.models_for(turn.chosen) if provider else {},
        OfflineModel(turn.now),
        first_words=kit.settings.provider_seconds,
        used=turn.so_far.announced,
        own_key=turn.chosen.key is not None,
    )
    # Whoever goes on with an answer does not begin it again.
    if not turn.so_far.is_under_way:
        await journal.write(
            ui_parts.start(str(turn.answer_id)),
            ui_parts.turn(str(turn.id), "running", model.answering),
            model=model.answering,
        )
    # Each pass is one run of the SDK: to the end, or to the next calls that need a decision.
    while (interrupted := await _step(turn, journal, kit, model)) is not None:
        calls, state = interrupted
        async with journal.closed():
            waits = await kit.store.interrupt(turn.id, calls, state, model.answering)
        if waits:
            return
        # A decision came in while the run was being stored: go on at once.
        turn = await kit.store.load(turn.id)
    await journal.write(
        ui_parts.turn(str(turn.id), "complete", model.answering),
        ui_parts.finish(),
        status="complete",
        model=model.answering,
    )


async def _step(
    turn: TurnInput, journal: Journal, kit: Kit, model: FallbackModel
) -> tuple[list[PendingCall], str] | None:
    """Run to the end (None) or to the calls that need a decision, with the run's state."""
    writer = Writer(turn, kit.store, journal)
    spending = Spending(turn.usage, kit, journal)
    async with tools_for(turn, kit.settings, kit.listing) as server:
        agent = build_agent(turn, model, server)
        given: list[TResponseInputItem] | RunState[None]
        # The input of a resumed run is in its state, history included.
        if turn.run_state is None:
            given = _items(turn)
        else:
            given = await RunState.from_string(agent, turn.run_state)
            # Calls nobody has decided about yet stop the run again.
            await _decide(given, turn, server, writer)
        result = Runner.run_streamed(
            agent, given, max_turns=MOST_STEPS, run_config=_config(), hooks=spending
        )
        try:
            async for event in result.stream_events():
                await writer.take(event)
        finally:
            # A run that is left behind would go on calling tools.
            result.cancel()
        await writer.end()
        kit.metrics.claims_replaced(writer.unfounded)
        return _interruption(result)


def _config() -> RunConfig:
    return RunConfig(
        tracing_disabled=True,
        trace_include_sensitive_data=False,
        tool_error_formatter=_told_of_refusal,
    )


def _told_of_refusal(arguments: ToolErrorFormatterArgs[object]) -> str | None:
    return DENIED if arguments.kind == "approval_rejected" else None


def _items(turn: TurnInput) -> list[TResponseInputItem]:
    said: InputItem = {"role": "user", "content": turn.text}
    items: list[InputItem] = [*turn.history, said, *turn.so_far.items]
    return cast("list[TResponseInputItem]", items)  # ours are of the SDK's shapes


async def _decide(state: RunState[None], turn: TurnInput, tools: MCPServer, writer: Writer) -> None:
    """Tell the run what the person has decided about the calls it stopped at."""
    verdicts = {verdict.tool_call_id: verdict for verdict in turn.verdicts}
    for item in state.get_interruptions():
        verdict = verdicts.get(read_call(item.raw_item)[0])
        if verdict is None:
            continue
        if verdict.decision != "approve":
            refusal = DENIED if verdict.decision == "deny" else EXPIRED
            state.reject(item, rejection_message=refusal)
        elif verdict.arguments is None:
            state.approve(item)
        else:
            # The run would call with the model's arguments: the call is made here, in its place.
            told = await call_edited(verdict, tools, writer)
            state.reject(item, rejection_message=told)


def _interruption(result: RunResultStreaming) -> tuple[list[PendingCall], str] | None:
    if not result.interruptions:
        return None
    calls = [_pending(item) for item in result.interruptions]
    return calls, result.to_state().to_string()


def _pending(item: ToolApprovalItem) -> PendingCall:
    call_id, tool, arguments = read_call(item.raw_item)
    return PendingCall(tool_call_id=call_id, tool=tool, arguments=arguments)
