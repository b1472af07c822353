"""Another answer to the same message: nothing that was done is done twice."""

import asyncio

import pytest
from agents.items import TResponseOutputItem
from agents.testing import ScriptedModel, assistant_message, function_call

from tests.test_agent.models import Blocking
from tests.test_agent.replicas import Browser, Replica

pytestmark = pytest.mark.anyio


type Output = list[TResponseOutputItem]


def adding(call_id: str, *titles: str) -> Output:
    return [function_call("add_task", {"title": one}, call_id=call_id + one) for one in titles]


def script(*steps: Output) -> ScriptedModel:
    return ScriptedModel([*steps])


async def test_the_same_action_again_gives_what_it_did_before(
    browser: Browser, replica: Replica
) -> None:
    said = [assistant_message("I've added it.")]
    replica.answer_with(script(adding("a", "milk"), said, adding("b", "milk", "bread"), said))
    first = await browser.say("I am out of milk")
    again = await browser.regenerate(first.turn_id)
    assert again.turn_status == "complete"
    assert again.turn_id != first.turn_id
    (done,) = first.of("data-receipt")
    same, new = again.of("data-receipt")
    assert same["data"]["change_id"] == done["data"]["change_id"] != new["data"]["change_id"]
    assert sorted(one["title"] for one in await browser.tasks()) == ["bread", "milk"]


async def test_what_was_undone_meanwhile_is_done_again(browser: Browser) -> None:
    first = await browser.say("add buy milk")
    change_id = first.of("data-receipt")[0]["data"]["change_id"]
    await browser.client.post(f"{browser.base}/api/v1/changes/{change_id}/undo")
    assert await browser.tasks() == []
    await browser.regenerate(first.turn_id)
    assert len(await browser.tasks()) == 1


async def test_both_answers_stand_below_the_message(browser: Browser) -> None:
    first = await browser.say("list my tasks")
    again = await browser.regenerate(first.turn_id)
    messages = await browser.messages()
    assert [one["role"] for one in messages] == ["user", "assistant", "assistant"]
    assert [one["turn_id"] for one in messages[1:]] == [first.turn_id, again.turn_id]


async def test_only_the_newest_turn_can_be_made_anew(browser: Browser) -> None:
    first = await browser.say("add buy milk")
    again = await browser.regenerate(first.turn_id)
    refused = await browser.regenerate(first.turn_id)
    assert (refused.status, refused.problem["type"]) == (409, "/problems/conflict")
    await browser.say("list my tasks")
    assert (await browser.regenerate(again.turn_id)).status == 409
    assert len(await browser.messages()) == 5


async def test_of_many_wishes_at_once_one_counts(browser: Browser, second_replica: Replica) -> None:
    first = await browser.say("add buy milk")
    both = (browser, browser.at(second_replica))
    answers = await asyncio.gather(*(one.regenerate(first.turn_id) for one in both * 3))
    assert sorted(one.status for one in answers) == [200, *[409] * 5]
    assert len(await browser.tasks()) == 1


async def test_what_waits_or_runs_has_not_ended(browser: Browser, replica: Replica) -> None:
    await browser.say("add buy milk")
    asked = await browser.say("delete it")
    assert (await browser.regenerate(asked.turn_id)).status == 409
    await browser.decide(asked.approval_id, "deny")
    model = Blocking(assistant_message("Here I am."))
    replica.answer_with(model)
    running = asyncio.create_task(browser.say("hello"))
    await model.asked.wait()
    turn_id = (await browser.messages())[-1]["turn_id"]
    assert (await browser.regenerate(turn_id)).status == 409
    model.release.set()
    assert (await running).turn_status == "complete"


async def test_a_failed_one_can_be_made_anew_as_well(browser: Browser, replica: Replica) -> None:
    replica.answer_with(ScriptedModel([]))
    failed = await browser.say("hello")
    assert failed.turn_status == "failed"
    replica.answer_with(script([assistant_message("Here I am.")]))
    assert (await browser.regenerate(failed.turn_id)).text == "Here I am."
