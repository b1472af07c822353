"""A backend that is killed in the middle of its turns: another one goes on with them.

SIGKILL of a real process, 50 turns in all, each at another place of its answer.
"""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from uuid import uuid4

import httpx2
import pytest

from tests.conftest import TEMPLATE, rows
from tests.live import Live, serve
from tests.postgres import create_database, drop_database
from tests.test_agent.provider import Asked, Provider, Reply, running_provider, saying, words
from tests.test_agent.replicas import SECONDS, Browser, Stream

pytestmark = pytest.mark.anyio

ROUNDS, TALKS = 10, 5
SAID = "tea and jam are missing"
TEXT = "Let me look what is there. Both are there now. Enjoy them."
MOST_EVENTS = 14 * TALKS
"""About as many as all the turns of a round have."""
LEFT = "SELECT count(*) FROM turn WHERE status = 'running' OR lease_until IS NOT NULL"


@dataclass
class Talk:
    """One conversation that is cut off."""

    browser: Browser
    message_id: str = field(default_factory=lambda: str(uuid4()))
    seen: Stream = field(default_factory=lambda: Stream(0))

    async def say(self) -> None:
        path = f"/api/v1/conversations/{self.browser.conversation_id}/messages"
        body = {"id": self.message_id, "text": SAID}
        with contextlib.suppress(httpx2.TransportError):
            await self.browser.follow(self.seen, "POST", path, body)

    async def go_on(self, survivor: Live) -> Stream:
        """Read on at the other backend, as the web app does; or send again what may be lost."""
        elsewhere = self.browser.at(survivor)
        if not self.seen.turn_id:
            return await elsewhere.say(SAID, self.message_id)
        newest = self.seen.events[-1][0] if self.seen.events else 0
        return await elsewhere.read(self.seen.turn_id, newest)


def answer(request: Asked) -> Reply:
    """Two tasks, one after the other; each call has an id that no other has."""
    if request.said != SAID:
        return words("Here I am.")
    add = uuid4().hex, "add_task"
    match len(request.results):
        case 0:
            # Whoever is asked anew does not say again what stands there.
            before = () if request.told else ("Let me look ", "what is there. ")
            reply = saying(before, (*add, '{"title": "tea"}'))
        case 1:
            reply = saying((), (*add, '{"title": "jam"}'))
        case _:
            reply = words("Both are ", "there now. ", "Enjoy ", "them.")
    # Slower than words are gathered, so that an answer is many events.
    return Reply(reply.chunks, pause=0.06)


@pytest.fixture(scope="module")
def database_of_all(server: str) -> Iterator[str]:
    yield create_database(server, "test_killed", TEMPLATE)
    drop_database(server, "test_killed")


@pytest.fixture(scope="module")
async def provider() -> AsyncIterator[Provider]:
    async with running_provider() as running:
        running.mind = answer
        yield running


@contextlib.asynccontextmanager
async def serving(database_url: str, provider: Provider) -> AsyncIterator[Live]:
    """A backend as a process; it starts and stops in a thread, because the provider runs here."""
    starting = serve(
        database_url,
        OPENROUTER_API_KEY="key",
        OPENROUTER_BASE_URL=provider.url,
        TODO_LEASE_SECONDS="2",
        TODO_RATE_LIMITS="off",
    )
    live = await asyncio.to_thread(starting.__enter__)
    try:
        yield live
    finally:
        await asyncio.to_thread(starting.__exit__, None, None, None)


@pytest.fixture(scope="module")
async def survivor(database_of_all: str, provider: Provider) -> AsyncIterator[Live]:
    async with serving(database_of_all, provider) as live:
        yield live


@contextlib.asynccontextmanager
async def talking(live: Live) -> AsyncIterator[list[Talk]]:
    async with contextlib.AsyncExitStack() as stack:
        talks = []
        for _ in range(TALKS):
            client = await stack.enter_async_context(httpx2.AsyncClient(timeout=SECONDS))
            browser = Browser(client, live.url)
            await browser.begin()
            talks.append(Talk(browser))
        yield talks


async def kill_after(live: Live, talks: list[Talk], events: int) -> None:
    """Let all speak, and kill their backend when they have seen so many events together."""
    async with asyncio.TaskGroup() as group:
        for one in talks:
            group.create_task(one.say())
        async with asyncio.timeout(SECONDS):
            while sum(len(one.seen.events) for one in talks) < events:
                await asyncio.sleep(0.005)
        live.process.kill()


@pytest.mark.parametrize("seed", range(ROUNDS))
async def test_every_turn_goes_on_elsewhere_and_does_each_thing_once(
    database_of_all: str, provider: Provider, survivor: Live, seed: int
) -> None:
    events = random.Random(seed).randrange(1, MOST_EVENTS)  # noqa: S311 - where to kill, no secret
    async with serving(database_of_all, provider) as victim, talking(victim) as talks:
        await kill_after(victim, talks, events)
        for talk, rest in zip(
            talks, await asyncio.gather(*(one.go_on(survivor) for one in talks)), strict=True
        ):
            await check(talk, rest, talk.browser.at(survivor))
    assert rows(database_of_all, LEFT) == [(0,)]


async def check(talk: Talk, rest: Stream, browser: Browser) -> None:
    whole = await browser.read(rest.turn_id)
    # What was read is kept, and what follows goes on from it.
    assert [seq for seq, _ in whole.events] == list(range(1, len(whole.events) + 1))
    assert talk.seen.events + rest.events == whole.events
    assert rest.done
    assert whole.turn_status == "complete", whole.parts
    assert len(whole.of("finish")) == 1
    assert whole.text == TEXT
    assert sorted(one["title"] for one in await browser.tasks()) == ["jam", "tea"]
    assert (await browser.messages())[0]["parts"] == [{"type": "text", "text": SAID}]
    assert (await browser.say("and now?")).text == "Here I am."
