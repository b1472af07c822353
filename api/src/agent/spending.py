"""What a turn's models have used, and how much they may."""

from typing import override

from agents import Agent, ModelResponse, RunContextWrapper, RunHooks
from openai.types.responses import ResponseFunctionToolCall

from src.agent.errors import TurnFailedError
from src.agent.journal import Journal
from src.agent.kit import Kit
from src.schemas import ui_parts
from src.schemas.usage import Usage


class Spending(RunHooks[None]):
    """Adds up what each answer of a model took, before its tools are called.

    Args:
        used: What the turn had used before this replica went on with it.
        kit: The limits, and what counts.
        journal: Is told after each answer.
    """

    def __init__(self, used: Usage, kit: Kit, journal: Journal) -> None:
        self.used, self._kit, self._journal = used, kit, journal

    @override
    async def on_llm_end(
        self, context: RunContextWrapper[None], agent: Agent[None], response: ModelResponse
    ) -> None:
        """Take one answer into account.

        Raises:
            TurnFailedError: The turn would use more than it may; none of the answer's tools is
                called.
        """
        limits, took = self._kit.settings, response.usage
        self._kit.metrics.tokens_used(took.input_tokens, took.output_tokens)
        self.used = _with(self.used, response)
        # The offline assistant takes nothing that would be worth telling.
        if took.total_tokens or self.used.cost_usd:
            await self._journal.write(ui_parts.usage(self.used), usage=self.used)
        if self.used.tool_calls > limits.turn_tool_calls:
            raise TurnFailedError(
                f"That would take more than {limits.turn_tool_calls} actions, so I stopped. "
                "Try it in smaller pieces."
            )
        if self.used.tokens > limits.turn_tokens:
            raise TurnFailedError(
                "That took more of the AI model than one answer may, so I stopped. "
                "Try it in smaller pieces."
            )


def _with(used: Usage, response: ModelResponse) -> Usage:
    calls = sum(isinstance(item, ResponseFunctionToolCall) for item in response.output)
    cost = _cost(response)
    return Usage(
        requests=used.requests + 1,
        input_tokens=used.input_tokens + response.usage.input_tokens,
        output_tokens=used.output_tokens + response.usage.output_tokens,
        tool_calls=used.tool_calls + calls,
        cost_usd=used.cost_usd if cost is None else (used.cost_usd or 0.0) + cost,
    )


def _cost(response: ModelResponse) -> float | None:
    """What the provider says that it cost. Source: OpenRouter, usage accounting."""
    cost = (response.raw_usage or {}).get("cost")
    return float(cost) if isinstance(cost, int | float) and cost >= 0 else None
