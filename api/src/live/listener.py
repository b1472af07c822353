"""Hears of changes that other replicas made, or looks for them where it cannot hear."""

import asyncio

import structlog

from src.database import Database
from src.live.announcer import CHANNEL, parse
from src.live.pace import Pace
from src.live.wakeups import Wakeups, brief, happens
from src.services import change_feed

LINGER = 15.0
"""Seconds that the connection is kept at most when the last reader has gone."""

logger = structlog.get_logger()


class Listener:
    """The ears of one process; they are open only while somebody reads.

    Args:
        database: Where changes are announced and stored.
        wakeups: The readers of this process.
        name: The name of this process, whose own announcements say nothing new.
        pace: How often it looks.
    """

    def __init__(self, database: Database, wakeups: Wakeups, name: str, pace: Pace) -> None:
        self._database, self._wakeups, self._name, self._pace = database, wakeups, name, pace
        self._floor: int | None = None
        self._look = asyncio.Event()
        self.hears = asyncio.Event()
        """Set while the database tells of changes."""

    async def run(self) -> None:
        """Wake readers until this is cancelled."""
        async with asyncio.TaskGroup() as both:
            both.create_task(self._poll(), name="poller")
            if not self._database.is_pooled:
                both.create_task(self._listen(), name="listener")

    async def _listen(self) -> None:
        first, longest = self._pace.reconnect
        delay = first
        while True:
            await self._wakeups.occupied.wait()
            try:
                await self._hear_while_read()
                delay = first
            except Exception as error:  # noqa: BLE001 (whatever it was, the poller goes on)
                logger.warning("listener_away", error=brief(error))
                delay = first if self.hears.is_set() else min(delay * 2, longest)
            finally:
                self.hears.clear()
                self._look.set()  # from now on it has to look more often
            await asyncio.sleep(delay)

    async def _hear_while_read(self) -> None:
        async with await self._database.connect_directly() as connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            self.hears.set()
            # What was announced before is not told again.
            self._look.set()
            while self._wakeups.occupied.is_set():
                async for told in connection.notifies(timeout=LINGER):
                    self.hear(told.payload)

    def hear(self, payload: str) -> None:
        """Wake the readers of the accounts that another process names."""
        name, accounts = parse(payload)
        if accounts is None:
            self._wakeups.wake_all()
        elif name != self._name:
            self._wakeups.wake(accounts)

    async def _poll(self) -> None:
        while True:
            await self._wakeups.occupied.wait()
            self._look.clear()
            try:
                await self._look_once()
            except Exception as error:  # noqa: BLE001 (readers must not stop being told)
                logger.warning("feed_away", error=brief(error))
            await happens(self._look, self._interval)

    @property
    def _interval(self) -> float:
        return self._pace.safety if self.hears.is_set() else self._pace.poll

    async def _look_once(self) -> None:
        async with self._database.session() as session:
            changed, self._floor = await change_feed.changed_since(
                session, self._wakeups.accounts, self._floor
            )
        self._wakeups.wake(changed)
