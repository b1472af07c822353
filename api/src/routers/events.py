"""The account's changes as they happen, as server-sent events."""

import contextlib
from collections.abc import AsyncGenerator
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request
from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from src.live.live import Live
from src.live.stream import LiveEvent
from src.routers.dependencies import BearerDep, TokenDep
from src.routers.responses import INVALID, SIGNED_OUT, TOO_MANY, UNAVAILABLE, Responses, events

RETRY = "retry: 1000\n"
"""Milliseconds until a browser connects again, to another replica when this one stops."""
_EXAMPLE = (
    'id: 8842\nevent: change\ndata: {"action": "complete", "title": "Water the tomatoes", …}\n\n'
)
STREAM: Responses = {
    200: {
        "description": "Events `change` (a ChangePublic) and `reset` (fetch everything anew); "
        "each has an id to go on from.",
        "content": events(_EXAMPLE),
    }
}
_HEADERS = {"cache-control": "no-store", "x-accel-buffering": "no"}

router = APIRouter(prefix="/api/v1/events", tags=["history"], responses=SIGNED_OUT)


class EventStream(StreamingResponse):
    """A stream that ends in the moment in which its reader goes away."""

    def __init__(self, first: LiveEvent, events: AsyncGenerator[LiveEvent]) -> None:
        super().__init__(_lines(first, events), media_type="text/event-stream", headers=_HEADERS)
        self._events = events

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the events."""
        async with contextlib.aclosing(self._events):
            await super().__call__(scope, receive, send)


def get_live(request: Request) -> Live:
    """The process's live stream."""
    live: Live = request.app.state.live
    return live


LiveDep = Annotated[Live, Depends(get_live)]
LastEvent = Annotated[
    str | None, Header(description="The last event that was received.", examples=["8841"])
]


@router.get(
    "",
    response_class=StreamingResponse,
    responses={**STREAM, **INVALID, **TOO_MANY, **UNAVAILABLE},
)
async def follow_changes(
    live: LiveDep, token: TokenDep, bearer: BearerDep, last_event_id: LastEvent = None
) -> EventStream:
    """Follow the changes of tasks; begins now, or after the event that Last-Event-ID names."""
    # No session of the request's own: the stream would hold its connection while it opens another.
    return await _opened(live.streams.follow(token if bearer is None else bearer, last_event_id))


async def _opened(events: AsyncGenerator[LiveEvent]) -> EventStream:
    """Begin to read, so that what is wrong becomes a problem document and not a broken stream."""
    return EventStream(await anext(events), events)


async def _lines(first: LiveEvent, events: AsyncGenerator[LiveEvent]) -> AsyncGenerator[str]:
    yield RETRY + _text(first)
    async for event in events:
        yield _text(event)


def _text(event: LiveEvent) -> str:
    """Return an event as it is sent; `begin` only sets the id from which a browser goes on."""
    match event.kind:
        case "alive":
            return ": still here\n\n"
        case "begin":
            return f"id: {event.position}\n\n"
        case "reset":
            return f"id: {event.position}\nevent: reset\ndata: {{}}\n\n"
        case "change":
            data = event.change.model_dump_json() if event.change else ""
            return f"id: {event.position}\nevent: change\ndata: {data}\n\n"
