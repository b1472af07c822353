"""The offline assistant as a model of the Agents SDK: no network, no memory, no own clock."""

import json
import re
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import override
from uuid import uuid4

from agents import AgentOutputSchemaBase, Handoff, Model, ModelSettings, Tool, Usage
from agents.items import (
    ModelResponse,
    TResponseInputItem,
    TResponseOutputItem,
    TResponseStreamEvent,
)
from agents.models.interface import ModelTracing
from openai.types.responses import (
    Response,
    ResponseCompletedEvent,
    ResponseFunctionToolCall,
    ResponseOutputMessage,
    ResponseOutputText,
    ResponseTextDeltaEvent,
)
from openai.types.responses.response_prompt_param import ResponsePromptParam

from src.agent.offline.answer import CALL_PREFIX, answer
from src.agent.offline.steps import Call
from src.agent.offline.talk import read_talk

NAME = "offline"

type _Output = ResponseOutputMessage | ResponseFunctionToolCall


class OfflineModel(Model):
    """Understands plain English about tasks.

    Args:
        now: The turn's instant in the person's time zone. It stays the same through the turn,
            a resumption on another replica included, so that "tomorrow" does not move.
    """

    def __init__(self, now: datetime) -> None:
        self._now = now

    @override
    async def get_response(
        self,
        system_instructions: str | None,
        input: str | list[TResponseInputItem],
        model_settings: ModelSettings,
        tools: list[Tool],
        output_schema: AgentOutputSchemaBase | None,
        handoffs: list[Handoff],
        tracing: ModelTracing,
        *,
        previous_response_id: str | None,
        conversation_id: str | None,
        prompt: ResponsePromptParam | None,
    ) -> ModelResponse:
        """Answer the last message of `input`, or go on where the turn's tool calls stand."""
        return ModelResponse(output=list(self._output(input)), usage=Usage(), response_id=None)

    @override
    async def stream_response(
        self,
        system_instructions: str | None,
        input: str | list[TResponseInputItem],
        model_settings: ModelSettings,
        tools: list[Tool],
        output_schema: AgentOutputSchemaBase | None,
        handoffs: list[Handoff],
        tracing: ModelTracing,
        *,
        previous_response_id: str | None,
        conversation_id: str | None,
        prompt: ResponsePromptParam | None,
    ) -> AsyncIterator[TResponseStreamEvent]:
        """Answer as `get_response` does, line by line."""
        # The same items as in one piece: only the words come line by line.
        output = self._output(input)
        sequence = 0
        for item in output:
            for delta in _lines(item):
                yield _delta(item.id or "", delta, sequence)
                sequence += 1
        yield ResponseCompletedEvent(
            type="response.completed", sequence_number=sequence, response=_response(output)
        )

    def _output(self, given: str | Sequence[TResponseInputItem]) -> list[_Output]:
        items: Sequence[object] = (
            [{"role": "user", "content": given}] if isinstance(given, str) else given
        )
        found = answer(read_talk([item for item in items if isinstance(item, dict)], self._now))
        calls: list[_Output] = [_function_call(call) for call in found.calls]
        return [_message(found.text), *calls] if found.text or not calls else calls


def _message(text: str) -> ResponseOutputMessage:
    part = ResponseOutputText(text=text, type="output_text", annotations=[], logprobs=[])
    return ResponseOutputMessage(
        id=f"msg_{uuid4().hex}",
        type="message",
        role="assistant",
        status="completed",
        content=[part],
    )


def _function_call(call: Call) -> ResponseFunctionToolCall:
    return ResponseFunctionToolCall(
        type="function_call",
        call_id=CALL_PREFIX + uuid4().hex,
        name=call.tool,
        arguments=json.dumps(dict(call.arguments), ensure_ascii=False),
    )


def _lines(item: _Output) -> list[str]:
    """The text in the pieces it is streamed in: lines, each with its line break."""
    if isinstance(item, ResponseFunctionToolCall):
        return []
    text = "".join(part.text for part in item.content if isinstance(part, ResponseOutputText))
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _delta(item_id: str, delta: str, sequence: int) -> ResponseTextDeltaEvent:
    return ResponseTextDeltaEvent(
        type="response.output_text.delta",
        item_id=item_id,
        output_index=0,
        content_index=0,
        delta=delta,
        logprobs=[],
        sequence_number=sequence,
    )


def _response(output: Sequence[TResponseOutputItem]) -> Response:
    return Response(
        id=f"resp_{uuid4().hex}",
        created_at=0,
        model=NAME,
        object="response",
        output=list(output),
        parallel_tool_calls=True,
        tool_choice="auto",
        tools=[],
    )
