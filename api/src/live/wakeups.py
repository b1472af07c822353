"""Tells the readers in this process that their account has changes."""

import asyncio
import contextlib
from collections.abc import Collection, Iterator
from uuid import UUID

from src.errors import TooManyStreamsError

MOST_STREAMS = 20
"""Readers that one account may have in one process."""


class Wakeups:
    """The readers of this process, by account."""

    def __init__(self) -> None:
        self._readers: dict[UUID, set[asyncio.Event]] = {}
        self.occupied = asyncio.Event()
        """Set while there is any reader."""

    @property
    def accounts(self) -> frozenset[UUID]:
        """The accounts that somebody reads."""
        return frozenset(self._readers)

    def wake(self, accounts: Collection[UUID]) -> None:
        """Wake all readers of these accounts."""
        for account_id in accounts:
            for news in self._readers.get(account_id, ()):
                news.set()

    def wake_all(self) -> None:
        """Wake everybody."""
        self.wake(self.accounts)

    @contextlib.contextmanager
    def subscription(self, account_id: UUID) -> Iterator[asyncio.Event]:
        """An event that is set whenever the account may have changes; the reader clears it.

        Raises:
            TooManyStreamsError: The account has as many readers as it may have.
        """
        readers = self._readers.get(account_id, set())
        if len(readers) >= MOST_STREAMS:
            raise TooManyStreamsError(
                f"{MOST_STREAMS} windows follow this account already. Close one of them."
            )
        news = asyncio.Event()
        self._readers.setdefault(account_id, readers).add(news)
        self.occupied.set()
        try:
            yield news
        finally:
            readers.discard(news)
            if not readers:
                del self._readers[account_id]
            if not self._readers:
                self.occupied.clear()


async def happens(event: asyncio.Event, seconds: float) -> bool:
    """Wait for an event, but not for longer than that; tell whether it came."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(max(seconds, 0)):
            await event.wait()
    return event.is_set()


def brief(error: Exception) -> str:
    """Return an error's kind and first line, for the log."""
    return f"{type(error).__name__}: {str(error).partition('\n')[0]}"
