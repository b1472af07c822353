"""Whether the app answers at its URL: the page and the API behind it."""

import aiohttp
import anyio

PATHS = ("/healthz", "/api/v1/assistant")
"""One that the frontend answers, one that needs the backend."""
PAUSE_SECONDS = 0.2


async def wait_until_answered(url: str, seconds: float) -> bool:
    """Return whether every path answers well within some time."""
    with anyio.move_on_after(seconds):
        while True:
            if await does_answer(url):
                return True
            await anyio.sleep(PAUSE_SECONDS)
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
