"""Follows a turn from any place in its stream, on any replica."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from src.agent.hub import Hub
from src.agent.runner import TurnRunner
from src.agent.store import Store
from src.schemas.turns import StoredEvent

POLL_SECONDS = 0.3
"""How late events of a turn that runs on another replica come at most."""
HEARTBEAT_SECONDS = 15.0
"""After so long without an event a reader is told that the turn goes on."""


class Sign(Enum):
    """What a reader is told beside the events."""

    ALIVE = "alive"
    """Nothing has happened for a while."""
    END = "end"
    """The turn has ended or waits for the person; nothing more comes."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads turns."""

    store: Store
    hub: Hub
    runner: TurnRunner
    """Goes on with turns whose replica is gone, and knows when readers should go elsewhere."""

    async def follow(self, turn_id: UUID, after: int) -> AsyncIterator[StoredEvent | Sign]:
        """Yield the events after a place, then `Sign.END`.

        Without that sign at the end the process stops; the client then goes on with its last id
        on another replica.
        """
        quiet_since = asyncio.get_running_loop().time()
        with self.hub.subscription(turn_id) as told:
            while True:
                # What is told while the database is asked is there for the next time.
                seen = told.take(after) or await self.store.events(turn_id, after)
                for event in seen.events:
                    after = event.seq
                    yield event
                if seen.is_unattended:
                    await self.runner.take_over(turn_id)
                # The status was read before the events, so nothing can be missing here.
                elif seen.status != "running":
                    yield Sign.END
                    return
                if self.runner.drained:
                    return
                now = asyncio.get_running_loop().time()
                if seen.events:
                    quiet_since = now
                elif now - quiet_since >= HEARTBEAT_SECONDS:
                    quiet_since = now
                    yield Sign.ALIVE
                # Of a turn that runs here all is told; of others the database is asked.
                is_near = self.runner.runs(turn_id)
                await told.wait(HEARTBEAT_SECONDS if is_near else POLL_SECONDS)
