"""Writes a turn's events: each is a row before anybody sees it, and small ones are gathered."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import cast
from uuid import UUID

from pydantic import JsonValue

from src.agent.errors import LeaseLostError
from src.agent.hub import Hub
from src.agent.store import Store
from src.schemas import ui_parts
from src.schemas.turns import Progress, Seen, SoFar, Standing, StoredEvent, TurnStatus
from src.schemas.ui_parts import UiPart
from src.schemas.usage import Usage

GATHER_SECONDS = 0.05
"""Text that comes within this time is one event: fast for a reader, few rows for the database."""


class Journal:
    """The events of one running turn.

    Args:
        store: Where they go.
        hub: Whom to tell.
        turn_id: Whose they are.
        so_far: What stands there already: an open block of text goes on.
    """

    def __init__(self, store: Store, hub: Hub, turn_id: UUID, so_far: SoFar) -> None:
        self._store, self._hub, self._turn_id = store, hub, turn_id
        self._lock = asyncio.Lock()
        # The ids of blocks must be new in the turn.
        self._texts = so_far.last_seq
        self._open_text = so_far.open_text
        self._gathered = ""
        self._flush: asyncio.Task[None] | None = None
        self._failure: Exception | None = None

    async def text(self, delta: str) -> None:
        """Add words to the open block of text, or open one.

        Raises:
            LeaseLostError: Another replica has ended the turn.
        """
        self._raise_failure()
        self._gathered += storable(delta)
        # One timer at a time; words that come while it runs go with it.
        if self._flush is None or self._flush.done():
            self._flush = asyncio.create_task(self._flush_soon())

    async def write(
        self,
        *parts: UiPart,
        status: TurnStatus = "running",
        model: str | None = None,
        usage: Usage | None = None,
    ) -> Progress:
        """Write what was gathered, end the open block of text, and write these parts.

        Raises:
            LeaseLostError: Another replica has ended the turn.
        """
        self._raise_failure()
        async with self._lock:
            # Order is kept under the lock: what was gathered comes before what is written now.
            closing = [*self._take(), *self._close()]
            return await self._append([*closing, *parts], Standing(status, model, usage))

    @contextlib.asynccontextmanager
    async def closed(self) -> AsyncIterator[None]:
        """Write what was gathered, and nothing more while the body runs.

        Raises:
            LeaseLostError: Another replica has ended the turn.
        """
        await self.write()
        async with self._lock:
            yield
        self._hub.tell(self._turn_id)

    async def flush(self) -> Progress:
        """Write what was gathered and renew the lease; the block of text stays open.

        Raises:
            LeaseLostError: Another replica has ended the turn.
        """
        async with self._lock:
            return await self._append(self._take(), Standing())

    async def _flush_soon(self) -> None:
        await asyncio.sleep(GATHER_SECONDS)
        try:
            if self._gathered:
                await self.flush()
        except Exception as error:  # noqa: BLE001 (kept for the turn itself, which runs elsewhere)
            self._failure = error

    def _raise_failure(self) -> None:
        failure, self._failure = self._failure, None
        if failure is not None:
            raise failure

    def _take(self) -> list[UiPart]:
        delta, self._gathered = self._gathered, ""
        if not delta:
            return []
        if self._open_text is not None:
            return [ui_parts.text_delta(self._open_text, delta)]
        self._texts += 1
        self._open_text = f"text-{self._texts}"
        return [ui_parts.text_start(self._open_text), ui_parts.text_delta(self._open_text, delta)]

    def _close(self) -> list[UiPart]:
        text_id, self._open_text = self._open_text, None
        return [ui_parts.text_end(text_id)] if text_id is not None else []

    async def _append(self, parts: list[UiPart], standing: Standing) -> Progress:
        progress = await self._store.append(self._turn_id, parts, standing)
        if progress is None:
            # The database knows who goes on with it.
            self._hub.tell(self._turn_id)
            raise LeaseLostError(str(self._turn_id))
        first = progress.last_seq - len(parts) + 1
        events = [StoredEvent(seq, part) for seq, part in enumerate(parts, first)]
        self._hub.tell(self._turn_id, Seen(standing.status, events, is_unattended=False))
        return progress


def storable[T: JsonValue](value: T) -> T:
    """The value with all its texts freed of what PostgreSQL cannot hold: NUL, lone surrogates."""
    return cast("T", _storable(value))


def _storable(value: JsonValue) -> JsonValue:
    match value:
        case str():
            return value.replace("\x00", "").encode(errors="replace").decode()
        case list():
            return [_storable(one) for one in value]
        case dict():
            return {str(_storable(name)): _storable(one) for name, one in value.items()}
        case _:
            return value
