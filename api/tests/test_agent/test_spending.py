"""What models take is told, stored and limited."""

import pytest

from tests.test_agent.provider import FIELDS, Provider, Reply, calls, words
from tests.test_agent.replicas import Browser

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("provided")]


@pytest.fixture(autouse=True)
def limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TODO_TURN_TOOL_CALLS", "3")
    monkeypatch.setenv("TODO_TURN_TOKENS", "1000")


def costing(reply: Reply, sent: int, received: int, cost: float | None) -> Reply:
    """The reply with what the provider says that it took."""
    usage: dict[str, float] = {"prompt_tokens": sent, "completion_tokens": received}
    usage["total_tokens"] = sent + received
    usage |= {} if cost is None else {"cost": cost}
    return Reply([*reply.chunks, FIELDS | {"choices": [], "usage": usage}])


async def test_tokens_and_cost_are_told_and_kept(browser: Browser, provider: Provider) -> None:
    provider.script = [
        costing(calls(("c1", "list_tasks", "{}")), 100, 10, 0.002),
        costing(words("You have none."), 150, 5, 0.003),
    ]
    stream = await browser.say("what is there?")
    used = {"requests": 2, "input_tokens": 250, "output_tokens": 15, "tool_calls": 1}
    assert stream.of("data-usage")[-1]["data"] == used | {"cost_usd": 0.005}
    assert (await browser.messages())[-1]["usage"] == used | {"cost_usd": 0.005}
    assert provider.requests[0][1]["stream_options"] == {"include_usage": True}
    metrics = (await browser.client.get(f"{browser.base}/metrics")).text
    assert 'todo_model_tokens_total{direction="sent"} 250.0' in metrics


async def test_a_provider_that_names_no_cost_leaves_it_open(
    browser: Browser, provider: Provider
) -> None:
    provider.script = [costing(words("Hello."), 7, 2, None)]
    assert (await browser.say("hi")).of("data-usage")[-1]["data"]["cost_usd"] is None


async def test_of_too_many_calls_none_is_made(browser: Browser, provider: Provider) -> None:
    many = [(f"c{at}", "add_task", f'{{"title": "t{at}"}}') for at in range(4)]
    provider.script = [calls(*many), words("Added.")]
    stream = await browser.say("add a lot")
    assert stream.turn_status == "failed"
    assert "more than 3 actions" in stream.of("error")[0]["errorText"]
    assert await browser.tasks() == []


async def test_a_turn_that_takes_too_much_ends_and_says_so(
    browser: Browser, provider: Provider
) -> None:
    provider.script = [
        costing(calls(("c1", "list_tasks", "{}")), 900, 50, None),
        costing(calls(("c2", "add_task", '{"title": "too much"}')), 950, 50, None),
    ]
    stream = await browser.say("think hard")
    assert stream.turn_status == "failed"
    assert "more of the AI model" in stream.of("error")[0]["errorText"]
    assert await browser.tasks() == []
