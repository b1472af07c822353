"""The live stream over HTTP: what a browser gets, and how it ends."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable

import httpx2
import pytest

from src.live.wakeups import MOST_STREAMS
from tests.conftest import Client
from tests.live import PATIENCE, Live, serve
from tests.test_agent.replicas import Replica, running_replica
from tests.test_live.people import until

pytestmark = pytest.mark.anyio

EVENTS = "/api/v1/events"
Event = dict[str, str]


@pytest.fixture
async def replica(database_url: str) -> AsyncIterator[Replica]:
    async with running_replica(database_url) as running:
        yield running


@pytest.fixture
async def browser(replica: Replica) -> AsyncIterator[Client]:
    async with new_browser(replica.url) as client:
        (await client.post("/api/v1/auth/guest", json={})).raise_for_status()
        yield client


def new_browser(url: str) -> Client:
    return Client(base_url=url, timeout=PATIENCE)


async def add(client: Client, title: str) -> None:
    (await client.post("/api/v1/tasks", json={"title": title})).raise_for_status()


async def events_of(response: httpx2.Response) -> AsyncIterator[Event]:
    """Read as a browser does: an event is what came since the last empty line."""
    event: Event = {}
    async for line in response.aiter_lines():
        if line:
            name, _, value = line.partition(": ")
            event[name] = value
        else:
            yield event
            event = {}


async def test_a_browser_follows_and_goes_on_where_it_stopped(browser: Client) -> None:
    async with browser.stream("GET", EVENTS) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        assert response.headers["cache-control"] == "no-store"
        events = events_of(response)
        begin = await anext(events)
        assert begin.keys() == {"retry", "id"}
        await add(browser, "milk")
        change = await anext(events)
        data = json.loads(change["data"])
        assert (change["event"], data["title"], data["action"]) == ("change", "milk", "create")
        assert data == (await browser.get("/api/v1/changes")).json()["items"][0]
        await events.aclose()  # type: ignore[attr-defined]
    await add(browser, "bread")
    for last_id, titles in ((begin["id"], ["milk", "bread"]), (change["id"], ["bread"])):
        headers = {"Last-Event-ID": last_id}
        async with browser.stream("GET", EVENTS, headers=headers) as response:
            again = events_of(response)
            await anext(again)
            told = [json.loads((await anext(again))["data"])["title"] for _ in titles]
            assert told == titles
            await again.aclose()  # type: ignore[attr-defined]


async def test_what_happens_before_the_stream_is_opened_is_told(browser: Client) -> None:
    position = (await browser.get("/api/v1/me")).headers["live-position"]
    await add(browser, "milk")
    async with browser.stream("GET", EVENTS, headers={"Last-Event-ID": position}) as response:
        events = events_of(response)
        assert "event" not in await anext(events)
        assert json.loads((await anext(events))["data"])["title"] == "milk"
        await events.aclose()  # type: ignore[attr-defined]


async def test_a_place_that_is_none_resets(browser: Client) -> None:
    headers = {"Last-Event-ID": "17"}
    async with browser.stream("GET", EVENTS, headers=headers) as response:
        events = events_of(response)
        assert (await anext(events))["event"] == "reset"
        await add(browser, "milk")
        assert (await anext(events))["event"] == "change"
        await events.aclose()  # type: ignore[attr-defined]


async def test_a_reader_that_goes_away_frees_its_place(browser: Client, replica: Replica) -> None:
    opened = [browser.stream("GET", EVENTS) for _ in range(MOST_STREAMS)]
    for one in opened:
        assert (await one.__aenter__()).status_code == 200
    refused = await browser.get(EVENTS)
    assert refused.status_code == 429
    assert refused.json()["type"] == "/problems/too-many-streams"
    for one in opened:
        await one.__aexit__(None, None, None)
    # Long before the next sign of life: the server sees that the connection is closed.
    await until(_nobody_reads(replica))
    assert replica.app.state.database.engine.pool.checkedout() == 0


def _nobody_reads(replica: Replica) -> Callable[[], bool]:
    return lambda: replica.app.state.live.wakeups.accounts == frozenset()


async def test_streams_end_when_the_process_is_asked_to_stop(database_url: str) -> None:
    starting = serve(database_url)
    live: Live = await asyncio.to_thread(starting.__enter__)
    try:
        async with new_browser(live.url) as client:
            (await client.post("/api/v1/auth/guest", json={})).raise_for_status()
            async with client.stream("GET", EVENTS) as response:
                events = events_of(response)
                await anext(events)
                live.terminate()
                assert [one async for one in events] == []
        await asyncio.to_thread(live.wait)
        assert "Application shutdown complete." in live.log.read_text()
        assert "Traceback" not in live.log.read_text()
    finally:
        await asyncio.to_thread(starting.__exit__, None, None, None)
