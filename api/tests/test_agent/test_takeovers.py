"""An answer that stopped in the middle goes on elsewhere, word for word, and nothing twice."""

import asyncio

import pytest

from tests.test_agent.provider import Provider, Reply, calls, words
from tests.test_agent.replicas import Browser, Replica, Stream

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("provided")]


def hanging(reply: Reply, after: int) -> Reply:
    """The reply, of which nothing comes after some pieces."""
    return Reply(reply.chunks[:after], hang=True)


async def interrupted(browser: Browser, replica: Replica, said: str) -> Stream:
    """Ask for an answer, and end the replica as soon as so much of it is there."""
    reading = asyncio.create_task(browser.say("well?"))
    async with asyncio.timeout(20):
        while said not in await answer(browser):
            await asyncio.sleep(0.02)
    await replica.assistant.runner.drain(0)
    return await reading


async def answer(browser: Browser) -> str:
    messages = await browser.messages()
    parts = messages[-1]["parts"] if len(messages) > 1 else []
    return "".join(part.get("text", "") for part in parts)


async def test_a_sentence_goes_on_where_it_stopped(
    browser: Browser, replica: Replica, second_replica: Replica, provider: Provider
) -> None:
    provider.script = [hanging(words("You have", " two", " tas"), 3), words("ks", ".")]
    left = await interrupted(browser, replica, "tas")
    found = await browser.at(second_replica).read(left.turn_id, left.events[-1][0])
    assert (found.text, found.turn_status) == ("ks.", "complete")
    (part,) = (await browser.at(second_replica).messages())[-1]["parts"]
    assert part["text"] == "You have two tasks."
    system = provider.requests[-1][1]["messages"][0]
    assert "<<<You have two tas>>>" in system["content"]


async def test_a_model_that_begins_again_is_not_heard_twice(
    browser: Browser, replica: Replica, second_replica: Replica, provider: Provider
) -> None:
    provider.script = [hanging(words("You have two"), 1), words("You have", " two tasks.")]
    left = await interrupted(browser, replica, "two")
    found = await browser.at(second_replica).read(left.turn_id, left.events[-1][0])
    assert found.text == " tasks."


async def test_what_was_done_is_told_to_the_model_that_goes_on(
    browser: Browser, replica: Replica, second_replica: Replica, provider: Provider
) -> None:
    provider.script = [
        calls(("c1", "add_task", '{"title": "milk"}')),
        hanging(words("Well, ", "I've added"), 2),
        words("I've added milk."),
    ]
    left = await interrupted(browser, replica, "Well")
    found = await browser.at(second_replica).read(left.turn_id)
    assert (found.text, found.turn_status) == ("Well, I've added milk.", "complete")
    roles = [message["role"] for message in provider.requests[-1][1]["messages"]]
    assert roles == ["system", "user", "assistant", "tool"]
    assert len(found.of("data-receipt")) == 1
    assert [one["title"] for one in await browser.at(second_replica).tasks()] == ["milk"]
