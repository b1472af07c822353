"""Turns as server-sent events: the AI SDK's UI message stream, version 1."""

import json
from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, Request
from fastapi.responses import StreamingResponse

from src.agent.assistant import Assistant
from src.agent.reader import Sign
from src.routers.responses import events
from src.schemas.turns import StoredEvent
from src.services.turn_store import TurnStore

_HEADERS = {
    "cache-control": "no-store",
    "x-accel-buffering": "no",
    "x-vercel-ai-ui-message-stream": "v1",
}
_LARGEST_SEQ = 2**31 - 1
_EXAMPLE = 'id: 2\ndata: {"type":"text-delta","id":"t1","delta":"Done."}\n\ndata: [DONE]\n\n'
STREAM_RESPONSE: dict[int | str, dict[str, object]] = {
    200: {
        "description": "The turn as it happens. Each event has an id to go on from.",
        "content": events(_EXAMPLE),
    }
}


async def get_assistant(request: Request) -> Assistant:
    """The process's assistant."""
    assistant: Assistant = request.app.state.assistant
    return assistant


async def get_turns(request: Request) -> TurnStore:
    """The turns in the database, under the name of this replica."""
    turns: TurnStore = request.app.state.turns
    return turns


AssistantDep = Annotated[Assistant, Depends(get_assistant)]


async def warm_assistant(assistant: AssistantDep) -> None:
    """Make the assistant ready for the message that may come next."""
    assistant.warm_up()


TurnsDep = Annotated[TurnStore, Depends(get_turns)]


async def get_last_event(
    last_event_id: Annotated[
        str,
        Header(max_length=20, description="The last event that was received.", examples=["0"]),
    ] = "0",
) -> int:
    """Where the reader stopped; what is no number of ours means the beginning."""
    text = last_event_id.strip()
    return min(int(text), _LARGEST_SEQ) if text.isascii() and text.isdigit() else 0


LastEventDep = Annotated[int, Depends(get_last_event)]


def stream(assistant: Assistant, turn_id: UUID, after: int = 0) -> StreamingResponse:
    """The turn's events after a place, until it ends or waits for the person."""
    return StreamingResponse(
        _lines(assistant, turn_id, after),
        media_type="text/event-stream",
        headers={**_HEADERS, "x-turn-id": str(turn_id)},
    )


async def _lines(assistant: Assistant, turn_id: UUID, after: int) -> AsyncIterator[str]:
    async for event in assistant.reader.follow(turn_id, after):
        if event is Sign.ALIVE:
            yield ": still here\n\n"
        elif isinstance(event, StoredEvent):
            data = json.dumps(event.part, ensure_ascii=False, separators=(",", ":"))
            yield f"id: {event.seq}\ndata: {data}\n\n"
        else:
            # Without it the client knows that it has to go on elsewhere.
            yield "data: [DONE]\n\n"
