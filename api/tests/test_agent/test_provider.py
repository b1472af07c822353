"""The assistant with a provider: what it sends, and what becomes of each way to fail."""

from dataclasses import replace
from typing import Any

import pytest

from src.agent.turn import MOST_STEPS
from tests.test_agent.provider import Provider, Reply, calls, words
from tests.test_agent.replicas import Browser

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("provided")]

ADD = ("call_1", "add_task", '{"title": "buy milk"}')


async def test_a_turn_with_tools(browser: Browser, provider: Provider) -> None:
    provider.script = [calls(ADD), words("I've added ", "buy milk.")]
    stream = await browser.say("I am out of milk")
    assert stream.turn_status == "complete"
    assert stream.text == "I've added buy milk."
    assert [one["title"] for one in await browser.tasks()] == ["buy milk"]
    assert (await browser.messages())[-1]["model"] == "test/model"
    (headers, first), (_, second) = provider.requests
    assert headers["authorization"] == "Bearer the-key"
    assert "openai-organization" not in headers
    assert first["model"] == "test/model"
    assert first["messages"][0]["role"] == "system"
    assert "Europe/Berlin" in first["messages"][0]["content"]
    assert {one["function"]["name"] for one in first["tools"]} >= {"add_task", "delete_task"}
    assert second["messages"][-1]["role"] == "tool"
    assert "Added" in second["messages"][-1]["content"]


async def test_the_history_is_told_from_the_database(browser: Browser, provider: Provider) -> None:
    provider.script = [calls(ADD), words("I've added buy milk."), words("You asked for milk.")]
    await browser.say("I am out of milk")
    await browser.say("what did I ask for?")
    messages = provider.requests[-1][1]["messages"]
    assert [one["role"] for one in messages] == [
        "system",
        "user",
        "assistant",
        "tool",
        "assistant",
        "user",
    ]
    assert messages[1]["content"] == "I am out of milk"
    assert messages[2]["tool_calls"][0]["id"] == messages[3]["tool_call_id"] != "call_1"


async def test_a_deletion_waits_for_the_person(browser: Browser, provider: Provider) -> None:
    provider.script = [calls(ADD), words("I've added buy milk.")]
    await browser.say("I am out of milk")
    (task,) = await browser.tasks()
    delete = ("call_2", "delete_task", f'{{"task_id": "{task["id"]}"}}')
    provider.script = [calls(delete), words("I've deleted it.")]
    asked = await browser.say("forget the milk")
    assert asked.turn_status == "waiting"
    assert len(await browser.tasks()) == 1
    done = await browser.decide(asked.approval_id, "approve")
    assert done.text == "I've deleted it."
    assert await browser.tasks() == []


async def test_a_refusal_is_told_to_the_model(browser: Browser, provider: Provider) -> None:
    provider.script = [calls(ADD), words("Added.")]
    await browser.say("I am out of milk")
    (task,) = await browser.tasks()
    delete = ("call_2", "delete_task", f'{{"task_id": "{task["id"]}"}}')
    provider.script = [calls(delete), words("All right, it stays.")]
    asked = await browser.say("forget the milk")
    denied = await browser.decide(asked.approval_id, "deny")
    assert denied.text == "All right, it stays."
    assert denied.of("tool-output-denied")
    assert "said no" in provider.requests[-1][1]["messages"][-1]["content"]
    assert len(await browser.tasks()) == 1


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(status=401), "its key was refused"),
        (Reply(status=402), "its credit is used up"),
        (Reply(status=404), "no model of this name"),
        (Reply(status=429, headers={"retry-after": "0.01"}), "asked too often"),
        (Reply(status=500, headers={"retry-after": "0.01"}), "error 500"),
        (Reply(crash=True), "cut off"),
        (Reply(cut=True), "cut off"),
        (replace(calls(ADD), cut=True), "cut off"),
    ],
)
async def test_when_it_fails_the_offline_assistant_answers_and_says_so(
    browser: Browser, provider: Provider, reply: Reply, reason: str
) -> None:
    provider.script = [reply]
    stream = await browser.say("add buy bread")
    assert stream.turn_status == "complete"
    assert reason in stream.text
    assert "offline assistant" in stream.text
    assert stream.text.endswith("Added buy bread.")
    assert [one["title"] for one in await browser.tasks()] == ["buy bread"]
    assert (await browser.messages())[-1]["model"] == "offline"


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_passing_failure_is_tried_again(
    browser: Browser, provider: Provider, status: int
) -> None:
    failing = Reply(status=status, headers={"retry-after": "0.01"})
    provider.script = [failing, failing, words("Here I am.")]
    stream = await browser.say("hello?")
    assert stream.text == "Here I am."
    assert len(provider.requests) == 3


@pytest.mark.parametrize("ending", [{"cut": True}, {"crash": True}])
async def test_half_an_answer_is_no_answer(
    browser: Browser, provider: Provider, ending: dict[str, Any]
) -> None:
    whole = words("You have two tasks. ", "The first")
    provider.script = [replace(whole, chunks=whole.chunks[:-1], **ending)]
    stream = await browser.say("what is there?")
    assert stream.turn_status == "failed"
    assert "try again" in stream.of("error")[0]["errorText"]
    assert stream.text.startswith("You have two tasks.")
    provider.script = [words("You have two tasks.")]
    retried = await browser.stream("POST", f"/api/v1/turns/{stream.turn_id}/retry")
    assert retried.text == "You have two tasks."


async def test_after_a_failure_in_the_middle_nothing_is_done_again(
    browser: Browser, provider: Provider
) -> None:
    """The provider adds the task and then goes away: the offline model must not add it anew."""
    provider.script = [calls(ADD), Reply(status=500, headers={"retry-after": "0.01"})]
    stream = await browser.say("add buy milk")
    assert stream.turn_status == "complete"
    assert "Added “buy milk”." in stream.text
    assert len(await browser.tasks()) == 1


@pytest.mark.parametrize(
    "arguments", ['{"title": ', "[]", '{"title": 5}', '{"title": ""}', "{}", "null"]
)
async def test_arguments_that_make_no_sense_do_no_harm(
    browser: Browser, provider: Provider, arguments: str
) -> None:
    provider.script = [calls(("call_1", "add_task", arguments)), words("That did not work.")]
    stream = await browser.say("add something")
    assert stream.turn_status in {"complete", "failed"}
    assert await browser.tasks() == []


async def test_a_tool_that_does_not_exist_ends_the_turn_kindly(
    browser: Browser, provider: Provider
) -> None:
    provider.script = [calls(("call_1", "launch_rocket", "{}")), words("Hm.")]
    stream = await browser.say("launch it")
    assert stream.turn_status == "failed"
    assert "try again" in stream.of("error")[0]["errorText"].lower()


async def test_an_endless_loop_of_calls_is_bounded(browser: Browser, provider: Provider) -> None:
    provider.script = [calls((f"call_{at}", "list_tasks", "{}")) for at in range(40)]
    stream = await browser.say("go on forever")
    assert stream.turn_status == "failed"
    assert "more steps" in stream.of("error")[0]["errorText"]
    assert len(provider.requests) == MOST_STEPS


async def test_a_claim_without_a_result_is_replaced(browser: Browser, provider: Provider) -> None:
    provider.script = [words("Sure thing! ", "I've added ", "buy milk to your list. ", "Enjoy!")]
    stream = await browser.say("add buy milk")
    assert "I've added" not in stream.text
    assert "not changed anything" in stream.text
    assert await browser.tasks() == []


async def test_text_that_postgresql_cannot_hold_is_cleaned(
    browser: Browser, provider: Provider
) -> None:
    provider.script = [words("zero\x00byte and \ud800 half a pair")]
    stream = await browser.say("say something odd")
    assert stream.turn_status == "complete"
    assert stream.text == "zerobyte and ? half a pair"


async def test_arguments_that_postgresql_cannot_hold_are_cleaned(
    browser: Browser, provider: Provider
) -> None:
    odd = ("call_1", "add_task", '{"title": "zero\\u0000byte"}')
    provider.script = [calls(odd), words("Hm.")]
    assert (await browser.say("add something odd")).turn_status == "complete"


async def test_who_answers_is_told(browser: Browser) -> None:
    told = (await browser.client.get(f"{browser.base}/api/v1/assistant")).json()
    assert (told["model"], told["offline"]) == ("test/model", False)
