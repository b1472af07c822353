"""Models after one another, and the offline assistant after all of them."""

import pytest

from tests.test_agent.provider import Provider, Reply, calls, words
from tests.test_agent.replicas import Browser

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("provided")]
REFUSED = Reply(status=401)


@pytest.fixture(autouse=True)
def others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENROUTER_FALLBACK_MODELS", "second/model, third/model")


async def test_the_next_model_answers_and_is_named(browser: Browser, provider: Provider) -> None:
    provider.script = [REFUSED, REFUSED, words("Third here.")]
    stream = await browser.say("hello")
    assert (stream.text, stream.turn_status) == ("Third here.", "complete")
    assert stream.of("data-turn")[-1]["data"]["model"] == "third/model"
    asked = [body["model"] for _, body in provider.requests]
    assert asked == ["test/model", "second/model", "third/model"]


async def test_a_model_that_failed_is_not_asked_again_in_the_turn(
    browser: Browser, provider: Provider
) -> None:
    provider.script = [
        REFUSED,
        calls(("c1", "add_task", '{"title": "milk"}')),
        words("I've added milk."),
    ]
    stream = await browser.say("add milk")
    assert stream.text == "I've added milk."
    asked = [body["model"] for _, body in provider.requests]
    assert asked == ["test/model", "second/model", "second/model"]


async def test_when_all_fail_the_offline_assistant_tells_why(
    browser: Browser, provider: Provider
) -> None:
    no_tools = Reply(status=404, message="No endpoints found that support tool use.")
    provider.script = [no_tools, Reply(status=402), Reply(status=402)]
    stream = await browser.say("add milk")
    assert "it cannot call tools: choose a model that can, and its credit is used up" in stream.text
    assert stream.of("data-turn")[-1]["data"]["model"] == "offline"
    assert [one["title"] for one in await browser.tasks()] == ["milk"]


async def test_after_a_failure_in_the_middle_the_offline_assistant_can_be_asked(
    browser: Browser, provider: Provider
) -> None:
    provider.script = [Reply(words("Let me see").chunks[:1], cut=True), words("never asked")]
    failed = await browser.say("add milk")
    assert failed.turn_status == "failed"
    path = f"/api/v1/turns/{failed.turn_id}/retry?offline=true"
    retried = await browser.stream("POST", path)
    assert retried.turn_status == "complete"
    assert retried.of("data-turn")[-1]["data"]["model"] == "offline"
    assert "did not answer" not in retried.text
    assert len(provider.requests) == 1
