"""SIGTERM in the middle of a turn: it is finished, its reader gets all, then the process ends."""

import asyncio
import signal
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx2
import pytest

from tests.live import Live, serve
from tests.test_agent.provider import Provider, calls, running_provider, words
from tests.test_agent.replicas import SECONDS, Browser

pytestmark = pytest.mark.anyio

ADD = ("call_1", "add_task", '{"title": "buy milk"}')


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with running_provider() as running:
        yield running


@pytest.fixture
async def live(database_url: str, provider: Provider) -> AsyncIterator[Live]:
    environment = {
        "OPENROUTER_API_KEY": "key",
        "OPENROUTER_BASE_URL": provider.url,
        "TODO_DRAIN_SECONDS": "20",
    }
    starting = serve(database_url, **environment)
    live = await asyncio.to_thread(starting.__enter__)
    yield live
    await asyncio.to_thread(starting.__exit__, None, None, None)


async def test_a_running_turn_is_finished_before_the_process_ends(
    live: Live, provider: Provider
) -> None:
    slow = replace(calls(ADD), pause=0.3)
    provider.script = [slow, words("I've added buy milk.")]
    async with httpx2.AsyncClient(timeout=SECONDS) as client:
        browser = Browser(client, live.url)
        await browser.begin()
        reading = asyncio.create_task(browser.say("I am out of milk"))
        while not provider.requests:
            await asyncio.sleep(0.02)
        live.terminate()
        stream = await reading
    assert stream.turn_status == "complete"
    assert stream.text == "I've added buy milk."
    assert stream.done
    assert await asyncio.to_thread(live.wait) in {0, -signal.SIGTERM, 128 + signal.SIGTERM}


async def test_an_idle_process_ends_at_once(live: Live) -> None:
    live.terminate()
    code = await asyncio.to_thread(live.wait)
    assert code in {0, -signal.SIGTERM, 128 + signal.SIGTERM}
    assert "Traceback" not in live.log.read_text()
