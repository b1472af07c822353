"""The agent of a turn: its instructions, its model, and the MCP server as its only hand."""

from agents import Model, ModelSettings, set_tracing_disabled

from src.agent.instructions import instructions
from src.agent.tools import TurnAgent, TurnTools
from src.schemas.turns import TurnInput

# Nothing about anybody's tasks goes to a tracing service.
set_tracing_disabled(disabled=True)


def build_agent(turn: TurnInput, model: Model, tools: TurnTools) -> TurnAgent:
    """The agent of a turn; built anew on whichever replica goes on with it."""
    return TurnAgent(
        name="todo",
        instructions=instructions(turn.now, turn.summary, turn.so_far.words),
        model=model,
        # Orders are to be carried out the same way every time.
        model_settings=ModelSettings(
            temperature=0,
            parallel_tool_calls=True,
            include_usage=True,
            preserve_raw_usage=True,  # the cost stands in it
        ),
        mcp_servers=[tools],
    )
