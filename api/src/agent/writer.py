"""From the events of the Agents SDK to the parts of our stream."""

import json
from collections.abc import Mapping

from agents import RawResponsesStreamEvent, RunItemStreamEvent, StreamEvent
from agents.items import ToolCallItem, ToolCallOutputItem
from openai.types.responses import ResponseCompletedEvent, ResponseTextDeltaEvent
from pydantic import JsonValue

from src.agent.echo import Echo
from src.agent.fallback import APOLOGY
from src.agent.grounding import ClaimGate
from src.agent.journal import Journal, storable
from src.agent.listings import names_in
from src.agent.outputs import ToolOutput, read_output, text_of
from src.agent.store import Store
from src.schemas import ui_parts
from src.schemas.receipts import Receipt
from src.schemas.turns import TurnInput
from src.schemas.ui_parts import UiPart


class Writer:
    """Writes what a run does, and lets only words through that its results bear out.

    Args:
        turn: What the run is about, and what was shown of it before.
        store: Where results are looked up.
        journal: Where all goes.
    """

    def __init__(self, turn: TurnInput, store: Store, journal: Journal) -> None:
        self._turn, self._store, self._journal = turn, store, journal
        self._gate = ClaimGate(turn.so_far.deeds, _told(turn))
        self._echo = Echo(turn.so_far.words)
        self._announced = set(turn.so_far.announced)
        self._answers = set(turn.so_far.answered)

    @property
    def unfounded(self) -> int:
        """How many claims were not let through."""
        return self._gate.unfounded

    async def take(self, event: StreamEvent) -> None:
        """Write one event of the run.

        Raises:
            LeaseLostError: Another replica has taken the turn over.
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
            if event.data.item_id == APOLOGY:
                # A block of its own: whoever goes on with the turn does not repeat it.
                await self._journal.text(event.data.delta)
                await self._journal.write()
            else:
                await self._say(self._gate.feed(event.data.delta))
        elif isinstance(event.data, ResponseCompletedEvent):
            await self._say(self._gate.pause())

    async def _say(self, words: str) -> None:
        if fresh := self._echo.new(words) if words else "":
            await self._journal.text(fresh)

    async def _called(self, item: ToolCallItem) -> None:
        call_id, name, arguments = read_call(item.raw_item)
        # A resumed run tells its pending calls again.
        if call_id not in self._announced:
            self._announced.add(call_id)
            await self._journal.write(ui_parts.tool_input(call_id, name, arguments))

    async def _answered(self, item: ToolCallOutputItem) -> None:
        await self.answered(str(item.call_id), read_output(item.output))

    async def answered(self, call_id: str, output: ToolOutput) -> None:
        """Write what came of a call, once, with its receipt."""
        if call_id in self._answers:
            return
        self._answers.add(call_id)
        receipt: Receipt | None = None
        if output.value is not None:
            self._gate.know(output.value)
            # From the database, not from the answer: a receipt must not rest on what a model saw.
            receipt = await self._store.receipt(self._turn.id, call_id)
        parts = [_outcome(call_id, output)]
        parts += [ui_parts.receipt(call_id, receipt)] if receipt else []
        await self._journal.write(*parts)
        if receipt:
            # Words that waited for this result can go out now, after its receipt.
            await self._say(self._gate.did(receipt.deed))


def _outcome(call_id: str, output: ToolOutput) -> UiPart:
    if output.denied:
        return ui_parts.tool_denied(call_id)
    if output.value is None:
        return ui_parts.tool_error(call_id, storable(output.error or ""))
    return ui_parts.tool_output(call_id, storable(output.value))


def _told(turn: TurnInput) -> list[str]:
    """What may be named in this turn because it was told before."""
    items = (*turn.history, *turn.so_far.items)
    outputs = [name for item in items if "output" in item for name in names_in(str(item["output"]))]
    said = [text_of(item["content"]) for item in items if "content" in item]
    return [turn.text, turn.summary, *outputs, *said]


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
