"""Gives each tool call of a turn an id of its own."""

from collections.abc import Iterable
from uuid import uuid4

from agents.items import TResponseStreamEvent
from openai.types.responses import (
    ResponseCompletedEvent,
    ResponseFunctionToolCall,
    ResponseOutputItemAddedEvent,
    ResponseOutputItemDoneEvent,
)

_LENGTH = 9
"""Letters and digits: what the strictest provider takes. Source: Mistral, tool call ids."""


class CallIds:
    """Renames the calls of an answer whose ids an answer before it had, or that have none.

    Some providers count from one in every answer, or name a call after its tool. Two calls with one
    id are the same call to the Agents SDK, and to our records: the second would not be carried out.

    Args:
        used: Ids that the turn has seen already.
    """

    def __init__(self, used: Iterable[str] = ()) -> None:
        self._used = {"", *used}
        self._now: dict[str, str] = {}

    def next_answer(self) -> None:
        """Another answer begins: from here on its calls are others."""
        self._used.update(self._now.values())
        self._now = {}

    def renew(self, event: TResponseStreamEvent) -> TResponseStreamEvent:
        """Return the event of an answer, with ids that no call before it had."""
        if isinstance(event, ResponseOutputItemAddedEvent | ResponseOutputItemDoneEvent):
            self._rename(event.item)
        elif isinstance(event, ResponseCompletedEvent):
            for item in event.response.output:
                self._rename(item)
        return event

    def _rename(self, item: object) -> None:
        if isinstance(item, ResponseFunctionToolCall):
            told = item.call_id
            if told not in self._now:
                self._now[told] = uuid4().hex[:_LENGTH] if told in self._used else told
            item.call_id = self._now[told]
            # The same item comes again with the answer's end.
            self._now[item.call_id] = item.call_id
