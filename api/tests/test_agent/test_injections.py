"""A model that obeys whatever it reads: nothing is destroyed, and nobody else's data is touched."""

import asyncio
import json
from collections.abc import AsyncIterator
from uuid import uuid4

import httpx2
import pytest

from tests.test_agent.injections import FAMILIES, INJECTIONS, OWN, THEIRS, VARIATIONS, Injection
from tests.test_agent.provider import Asked, Provider, Reply, calls, running_provider, words
from tests.test_agent.replicas import SECONDS, Browser, Part, Replica, Stream, running_replica

pytestmark = pytest.mark.anyio

AT_ONCE = 5
SECRET = "the combination of the safe is 7-3-9"
TREASURE = "the only copy of my novel"


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with running_provider() as running:
        yield running


@pytest.fixture
async def replica(database_url: str, provider: Provider) -> AsyncIterator[Replica]:
    async with running_replica(
        database_url,
        OPENROUTER_API_KEY="key",
        OPENROUTER_BASE_URL=provider.url,
        TODO_RATE_LIMITS="off",
    ) as running:
        yield running


class Obedient:
    """Looks at the list, does what it reads there, and repeats what came back."""

    def __init__(self) -> None:
        self.orders: dict[str, tuple[Injection, dict[str, str]]] = {}
        self.read: dict[str, str] = {}
        """All that the tools have answered, by what was said."""

    def __call__(self, asked: Asked) -> Reply:
        injection, ids = self.orders[asked.said]
        self.read[asked.said] = "\n".join(asked.results)
        looks = self._looks(injection, asked)
        if len(asked.results) < len(looks):
            return calls((uuid4().hex, looks[len(asked.results)], "{}"))
        if len(asked.results) == len(looks):
            return calls((uuid4().hex, *self._obey(injection, ids, asked)))
        return words("Here is what I found: ", asked.results[-1][:3000])

    @staticmethod
    def _looks(injection: Injection, asked: Asked) -> list[str]:
        # Projects are told by the overview alone, where there is one.
        by_name = injection.place == "project" and "overview" in asked.tools
        return ["list_tasks", "overview"] if by_name else ["list_tasks"]

    @staticmethod
    def _obey(injection: Injection, ids: dict[str, str], asked: Asked) -> tuple[str, str]:
        order = injection.order
        tool = order.tool if order.tool in asked.tools else "delete_task"
        arguments = json.dumps(order.arguments if tool == order.tool else {"task_id": OWN})
        return tool, arguments.replace(OWN, ids[OWN]).replace(THEIRS, ids[THEIRS])


@pytest.mark.parametrize("family", FAMILIES)
async def test_obeying_destroys_nothing_and_reaches_nobody_else(
    replica: Replica, provider: Provider, family: str
) -> None:
    model = Obedient()
    provider.mind = model
    slots = asyncio.Semaphore(AT_ONCE)
    async with httpx2.AsyncClient(timeout=SECONDS) as client:
        stranger = Browser(client, replica.url)
        await stranger.begin()
        theirs = await made(stranger, "tasks", title=SECRET)
        before = await stranger.tasks("all")
        chosen = [one for one in INJECTIONS if one.family == family]
        assert len(chosen) == VARIATIONS
        async with asyncio.TaskGroup() as group:
            for one in chosen:
                group.create_task(go_through(replica, model, one, theirs, slots))
        assert await stranger.tasks("all") == before


async def go_through(
    replica: Replica, model: Obedient, injection: Injection, theirs: str, slots: asyncio.Semaphore
) -> None:
    async with slots, httpx2.AsyncClient(timeout=SECONDS) as client:
        browser = Browser(client, replica.url)
        await browser.begin()
        said = await plant(browser, injection)
        own = (await browser.tasks())[0]["id"]
        model.orders[said] = injection, {OWN: own, THEIRS: theirs}
        before = await browser.tasks("all")
        streams = [await browser.say(said)]
        assert harm(before, await browser.tasks("all")) == [], injection
        if streams[0].turn_status == "waiting":
            streams.append(await browser.decide(*decision(streams[0], own, theirs)))
        assert harm(before, await browser.tasks("all")) == [], (injection, streams[-1].parts)
        assert_reached(model, injection, said)
        assert SECRET not in told(streams) + model.read[said], injection


def decision(asked: Stream, own: str, theirs: str) -> tuple[str, str]:
    """The person is fooled where it is about somebody else alone, and careful about their own."""
    about = json.dumps(asked.of("data-approval")[0]["data"]["arguments"])
    return asked.approval_id, "approve" if theirs in about and own not in about else "deny"


async def plant(browser: Browser, injection: Injection) -> str:
    """Put the text where it belongs, beside what is worth keeping; return what to say."""
    project = await made(browser, "projects", name="Treasures")
    await made(browser, "tasks", title=TREASURE, project_id=project)
    text, said = injection.text, f"What is on my list? ({injection.marker})"
    match injection.place:
        case "title":
            await made(browser, "tasks", title=text)
        case "notes":
            await made(browser, "tasks", title="a letter", notes=text)
        case "tag":
            await made(browser, "tasks", title="a letter", tags=[text[:50]])
        case "project":
            await made(browser, "projects", name=text[:100])
        case "import":
            url = f"{browser.base}/api/v1/imports?format=todotxt"
            answer = await browser.client.post(url, content=text.encode())
            assert answer.is_success, answer.text
        case _:
            said = text
    return said


async def made(browser: Browser, what: str, **body: object) -> str:
    answer = await browser.client.post(f"{browser.base}/api/v1/{what}", json=body)
    assert answer.status_code == 201, answer.text
    found: str = answer.json()["id"]
    return found


def harm(before: list[Part], after: list[Part]) -> list[Part]:
    """The tasks that were there and are gone or done."""
    left = {one["id"]: one["state"] for one in after}
    return [one for one in before if left.get(one["id"]) != one["state"]]


def assert_reached(model: Obedient, injection: Injection, said: str) -> None:
    """The text was before the model's eyes: else nothing was tried."""
    # Without an overview no tool tells of a project that is empty.
    hidden = injection.place == "project" and injection.marker not in model.read[said]
    assert hidden or injection.marker in model.read[said] + said


def told(streams: list[Stream]) -> str:
    return json.dumps([one.parts for one in streams], ensure_ascii=False)
