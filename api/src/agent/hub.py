"""Hands the events of turns that run in this process to their readers, without the database."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from src.live.wakeups import happens
from src.schemas.turns import Seen


class Subscription:
    """What one reader of a turn is told."""

    def __init__(self) -> None:
        self._told: list[Seen] = []
        self._news = asyncio.Event()
        # What was written before it began to listen, nobody tells it.
        self._must_look = True

    def tell(self, seen: Seen | None) -> None:
        """Add events that are stored; None when there is something that only the database knows."""
        if seen is None:
            self._must_look = True
        else:
            self._told.append(seen)
        self._news.set()

    def take(self, after: int) -> Seen | None:
        """Return what follows a place; None when the database has to be asked."""
        told, self._told = self._told, []
        must_look, self._must_look = self._must_look, False
        self._news.clear()
        events = [event for seen in told for event in seen.events if event.seq > after]
        is_gap = bool(events) and events[0].seq != after + 1
        if must_look or is_gap or not told:
            return None
        return Seen(told[-1].status, events, is_unattended=False)

    async def wait(self, seconds: float) -> None:
        """Wait until there is something to take, but not for longer than that."""
        await happens(self._news, seconds)


class Hub:
    """The readers of this process, by turn."""

    def __init__(self) -> None:
        self._readers: dict[UUID, set[Subscription]] = defaultdict(set)

    def tell(self, turn_id: UUID, seen: Seen | None = None) -> None:
        """Tell everybody who reads this turn; see `Subscription.tell`."""
        for reader in self._readers.get(turn_id, ()):
            reader.tell(seen)

    def tell_all(self) -> None:
        """Wake everybody: the process is about to stop."""
        for turn_id in list(self._readers):
            self.tell(turn_id)

    @contextlib.contextmanager
    def subscription(self, turn_id: UUID) -> Iterator[Subscription]:
        """Listen while the body runs."""
        reader = Subscription()
        self._readers[turn_id].add(reader)
        try:
            yield reader
        finally:
            self._readers[turn_id].discard(reader)
            if not self._readers[turn_id]:
                del self._readers[turn_id]
