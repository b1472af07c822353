"""From the events of the Agents SDK to the parts of our stream."""

import json
from collections.abc import Mapping

from agents import RawResponsesStreamEvent, RunItemStreamEvent, StreamEvent
from agents.items import ToolCallItem, ToolCallOutputItem
from openai.types.responses import ResponseCompletedEvent, ResponseTextDeltaEvent
from pydantic import JsonValue

from src.agent.grounding import ClaimGate
from src.agent.journal import Journal, storable
from src.agent.outputs import read_output
from src.agent.store import Store
from src.schemas import ui_parts
from src.schemas.turns import TurnInput
from src.schemas.ui_parts import UiPart


class Writer:
    """Writes what a run does, and lets only words through that its results bear out."""

    def __init__(self, turn: TurnInput, store: Store, journal: Journal) -> None:
        self._turn, self._store, self._journal = turn, store, journal
        self._gate = ClaimGate(turn.actions)
        self._announced = set(turn.announced)

    async def take(self, event: StreamEvent) -> None:
        """Write one event of the run.

        Raises:
            LeaseLostError: Another replica has ended the turn.
        """
        if isinstance(event, RawResponsesStreamEvent):
            await self._raw(event)
        elif isinstance(event, RunItemStreamEvent):
            if isinstance(event.item, ToolCallItem):
                await self._called(event.item)
            elif isinstance(event.item, ToolCallOutputItem):
                await self._answered(event.item)

    async def end(self) -> None:
        """Write the words that waited, or the truth in their place."""
        await self._say(self._gate.end())

    async def _raw(self, event: RawResponsesStreamEvent) -> None:
        if isinstance(event.data, ResponseTextDeltaEvent):
            await self._say(self._gate.feed(event.data.delta))
        elif isinstance(event.data, ResponseCompletedEvent):
            await self._say(self._gate.pause())

    async def _say(self, words: str) -> None:
        if words:
            await self._journal.text(words)

    async def _called(self, item: ToolCallItem) -> None:
        call_id, name, arguments = read_call(item.raw_item)
        # A resumed run tells its pending calls again.
        if call_id not in self._announced:
            self._announced.add(call_id)
            await self._journal.write(ui_parts.tool_input(call_id, name, arguments))

    async def _answered(self, item: ToolCallOutputItem) -> None:
        call_id = str(item.call_id)
        output = read_output(item.output)
        parts: list[UiPart] = []
        if output.denied:
            parts.append(ui_parts.tool_denied(call_id))
        elif output.value is None:
            parts.append(ui_parts.tool_error(call_id, storable(output.error or "")))
        else:
            parts.append(ui_parts.tool_output(call_id, storable(output.value)))
        # From the database, not from the answer: a receipt must not rest on what a model saw.
        receipt = await self._store.receipt(self._turn.id, call_id) if output.value else None
        if receipt:
            parts.append(ui_parts.receipt(call_id, receipt))
        await self._journal.write(*parts)
        if receipt:
            # Words that waited for this result can go out now, after its receipt.
            await self._say(self._gate.did(receipt.action))


def read_call(raw: object) -> tuple[str, str, dict[str, JsonValue]]:
    """Id, name and arguments of a tool call; arguments that are no JSON object become empty."""
    values = raw if isinstance(raw, Mapping) else vars(raw)
    try:
        arguments = storable(json.loads(str(values.get("arguments") or "{}")))
    except ValueError:
        arguments = {}
    return (
        str(values.get("call_id")),
        str(values.get("name")),
        arguments if isinstance(arguments, dict) else {},
    )
