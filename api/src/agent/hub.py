"""Tells the readers in this process that a turn has new events, so that they need not poll."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID


class Hub:
    """Wakes the readers of a turn."""

    def __init__(self) -> None:
        self._waiting: dict[UUID, set[asyncio.Event]] = defaultdict(set)

    def notify(self, turn_id: UUID) -> None:
        """Wake everybody who reads this turn."""
        for event in self._waiting.get(turn_id, ()):
            event.set()

    def notify_all(self) -> None:
        """Wake everybody: the process is about to stop."""
        for turn_id in list(self._waiting):
            self.notify(turn_id)

    @contextlib.contextmanager
    def subscription(self, turn_id: UUID) -> Iterator[asyncio.Event]:
        """An event that is set whenever the turn has something new; the reader clears it."""
        event = asyncio.Event()
        self._waiting[turn_id].add(event)
        try:
            yield event
        finally:
            self._waiting[turn_id].discard(event)
            if not self._waiting[turn_id]:
                del self._waiting[turn_id]
