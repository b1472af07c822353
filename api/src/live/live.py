"""The live stream of one process: what hears of changes, wakes readers and tells the others."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

from src.database import Database
from src.live.announcer import Announcer
from src.live.listener import Listener
from src.live.pace import Pace
from src.live.stream import Streams
from src.live.wakeups import Wakeups


class Live:
    """Everything about the live stream that there is once for each process.

    Args:
        database: Where changes are; it tells of those that this process commits.
        pace: How often things are done.
    """

    def __init__(self, database: Database, pace: Pace | None = None) -> None:
        pace, name = pace or Pace(), uuid4().hex
        self._database = database
        self.wakeups = Wakeups()
        self.streams = Streams(database, self.wakeups, pace)
        self.listener = Listener(database, self.wakeups, name, pace)
        self._announcer = Announcer(database, name, pace.notify)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Follow changes while the body runs."""
        listening = asyncio.create_task(self.listener.run(), name="live")
        self._database.on_commit = self._committed
        try:
            yield
        finally:
            self._database.on_commit = None
            self.streams.stop()
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
            await self._announcer.close()

    def _committed(self, accounts: frozenset[UUID]) -> None:
        self.wakeups.wake(accounts)
        self._announcer.announce(accounts)
