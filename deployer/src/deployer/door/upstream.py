"""Where requests go: an address that may change, or be away for a while."""

import asyncio


class Upstream:
    """One service behind the door.

    Args:
        name: What a person calls it.
        url: Its base address, or None while nothing answers there.
    """

    def __init__(self, name: str, url: str | None = None) -> None:
        self.name = name
        self._url = url
        self._there = asyncio.Event()
        self.point_to(url)

    def point_to(self, url: str | None) -> None:
        """Send new requests to another address; running ones stay where they are."""
        self._url = url
        if url is None:
            self._there.clear()
        else:
            self._there.set()

    @property
    def url(self) -> str | None:
        """The base address, without a slash at its end; None while it is away."""
        return self._url

    async def wait(self, seconds: float) -> str | None:
        """Return the address as soon as there is one, or None when that takes too long."""
        try:
            async with asyncio.timeout(seconds):
                await self._there.wait()
        except TimeoutError:
            return None
        return self._url
