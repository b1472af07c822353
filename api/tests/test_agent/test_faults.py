"""Whatever a provider does: the turn ends, once, in time, and the conversation can be used."""

import asyncio
from collections.abc import AsyncIterator
from random import Random

import httpx2
import pytest

from tests.conftest import rows
from tests.test_agent.faults import FAMILIES, Fault
from tests.test_agent.provider import Asked, Provider, Reply, running_provider, words
from tests.test_agent.replicas import Browser, Replica, Stream, running_replica

pytestmark = pytest.mark.anyio

VARIATIONS = 20
AT_ONCE = 5
SECONDS = 180
"""Until a turn counts as hung."""
PATIENCE = {
    # What only the clock ends must be short; what ends by itself must not hang on how fast it is.
    "silence": {"TODO_PROVIDER_SECONDS": "10", "TODO_TURN_SECONDS": "25"},
    "dripping": {"TODO_PROVIDER_SECONDS": "10", "TODO_TURN_SECONDS": "25"},
}
PATIENT = {"TODO_PROVIDER_SECONDS": "60", "TODO_TURN_SECONDS": "120"}
FOLLOW_UP = "are you there?"
ENDED = {"complete", "failed", "cancelled"}
LEFT = "SELECT count(*) FROM turn WHERE status = 'running' OR lease_until IS NOT NULL"


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with running_provider() as running:
        yield running


@pytest.fixture
async def replica(database_url: str, provider: Provider, family: str) -> AsyncIterator[Replica]:
    async with running_replica(
        database_url,
        OPENROUTER_API_KEY="key",
        OPENROUTER_MODEL="test/model",
        OPENROUTER_BASE_URL=provider.url,
        TODO_RATE_LIMITS="off",
        **PATIENCE.get(family, PATIENT),
    ) as running:
        yield running


def follow(faults: list[Fault], provider: Provider) -> None:
    """Have each conversation get its own script, the last reply again and again."""
    scripts = {fault.said: list(fault.replies) for fault in faults}

    def mind(request: Asked) -> Reply:
        if request.said == FOLLOW_UP:
            return words("Here I am.")
        script = scripts[request.said]
        return script.pop(0) if len(script) > 1 else script[0]

    provider.mind = mind


@pytest.mark.parametrize("family", FAMILIES)
async def test_a_turn_ends_once_and_leaves_the_conversation_usable(
    database_url: str, replica: Replica, provider: Provider, family: str
) -> None:
    faults = [FAMILIES[family](Random(f"{family} {nth}"), nth) for nth in range(VARIATIONS)]  # noqa: S311 - variety, no secret
    follow(faults, provider)
    # Who only waits takes no processor from the others.
    slots = asyncio.Semaphore(VARIATIONS if family in PATIENCE else AT_ONCE)
    async with asyncio.TaskGroup() as group:
        for fault in faults:
            group.create_task(go_through(replica, fault, slots))
    assert rows(database_url, LEFT) == [(0,)]


async def go_through(replica: Replica, fault: Fault, slots: asyncio.Semaphore) -> None:
    async with slots, httpx2.AsyncClient(timeout=SECONDS) as client, asyncio.timeout(SECONDS):
        browser = Browser(client, replica.url)
        await browser.begin()
        stream = await browser.say(fault.said)
        check_stream(stream, fault)
        await check_state(browser, stream, fault)
        again = await browser.say(FOLLOW_UP)
        assert (again.turn_status, again.text) == ("complete", "Here I am."), fault


def check_stream(stream: Stream, fault: Fault) -> None:
    assert stream.done, fault
    assert [seq for seq, _ in stream.events] == list(range(1, len(stream.events) + 1)), fault
    endings = [one for one in stream.of("data-turn") if one["data"]["status"] in ENDED]
    assert len(endings) == len(stream.of("finish")) == 1, fault
    assert stream.parts[-1]["type"] == "finish", fault
    assert fault.text in stream.text, fault
    if stream.turn_status == "failed":
        assert stream.of("error")[0]["errorText"], fault


async def check_state(browser: Browser, stream: Stream, fault: Fault) -> None:
    made = len(await browser.tasks())
    if fault.most_tasks:
        assert made <= fault.most_tasks, fault
        made = 0
    assert (stream.turn_status, made) in fault.outcomes, (fault, stream.parts)
    question, answer, *more = await browser.messages()
    assert question["parts"] == [{"type": "text", "text": fault.said}]
    assert (answer["status"], more) == (stream.turn_status, [])
