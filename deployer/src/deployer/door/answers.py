"""Whether the app answers at its URL: the page and the API behind it."""

from collections.abc import Awaitable, Callable
from functools import partial

import aiohttp
import anyio

PATHS = ("/healthz", "/api/v1/assistant")
"""One that the frontend answers, one that needs the backend."""
PAUSE_SECONDS = 0.2


async def wait_until_answered(url: str, seconds: float) -> bool:
    """Return whether every path answers well within some time."""
    return await _within(seconds, partial(does_answer, url))


async def wait_for_page(url: str, seconds: float) -> bool:
    """Return whether the first page comes within some time; making it may take most of that."""
    return await _within(seconds, partial(_gives_page, url))


async def _within(seconds: float, asks: Callable[[], Awaitable[bool]]) -> bool:
    with anyio.move_on_after(seconds):
        while not await asks():
            await anyio.sleep(PAUSE_SECONDS)
        return True
    return False


async def does_answer(url: str) -> bool:
    """Return whether every path answers well right now."""
    timeout = aiohttp.ClientTimeout(total=10)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        try:
            for path in PATHS:
                async with session.get(url + path) as answer:
                    if not answer.ok:
                        return False
        except (aiohttp.ClientError, TimeoutError, OSError):
            return False
    return True


async def _gives_page(url: str) -> bool:
    """Return whether the page came, however long it took to make."""
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None)) as session,
            session.get(url) as answer,
        ):
            return answer.ok
    except (aiohttp.ClientError, OSError):
        return False  # whoever forwards may be starting
