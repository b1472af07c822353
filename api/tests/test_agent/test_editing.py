"""A message that is edited: what it replaces is out of sight, and what was done stays done."""

import asyncio
import json
from uuid import UUID, uuid4

import pytest
from agents.testing import ScriptedModel, assistant_message

from src.database import Database
from src.services.turn_store import TurnStore
from tests.test_agent.models import Blocking
from tests.test_agent.replicas import Browser, Replica, browsing

pytestmark = pytest.mark.anyio


async def said(browser: Browser) -> list[str]:
    messages = [one for one in await browser.messages() if one["role"] == "user"]
    return [one["parts"][0]["text"] for one in messages]


async def test_the_old_message_and_all_after_it_are_gone_from_sight(browser: Browser) -> None:
    old, kept = str(uuid4()), str(uuid4())
    await browser.say("add tea", kept)
    await browser.say("add jam", old)
    await browser.say("add rice")
    edited = await browser.say("add bread", replaces=old)
    assert edited.turn_status == "complete"
    assert await said(browser) == ["add tea", "add bread"]
    assert [one["role"] for one in await browser.messages()] == ["user", "assistant"] * 2
    file = await browser.client.get(
        f"{browser.base}/api/v1/conversations/{browser.conversation_id}/export",
        params={"format": "json"},
    )
    assert [one["parts"] for one in json.loads(file.text)["messages"]] == [
        one["parts"] for one in await browser.messages()
    ]


async def test_what_was_done_stays_done_and_can_be_undone(browser: Browser) -> None:
    old = str(uuid4())
    done = (await browser.say("add jam", old)).of("data-receipt")[0]["data"]
    await browser.say("add bread", replaces=old)
    assert sorted(one["title"] for one in await browser.tasks()) == ["bread", "jam"]
    path = f"{browser.base}/api/v1/changes/{done['change_id']}/undo"
    assert (await browser.client.post(path)).status_code == 200
    assert [one["title"] for one in await browser.tasks()] == ["bread"]


async def test_the_same_words_again_do_the_same_again(browser: Browser) -> None:
    old = str(uuid4())
    await browser.say("add jam", old)
    await browser.say("add jam", replaces=old)
    assert [one["title"] for one in await browser.tasks()] == ["jam", "jam"]


async def test_the_model_is_told_only_what_is_in_sight(
    browser: Browser, database: Database
) -> None:
    old = str(uuid4())
    await browser.say("add tea")
    await browser.say("add jam", old)
    edited = await browser.say("add bread", replaces=old)
    told = await TurnStore(database, "me").load(UUID(edited.turn_id))
    assert [one["content"] for one in told.history if one.get("role") == "user"] == ["add tea"]


async def test_no_summary_tells_what_is_out_of_sight(browser: Browser, database: Database) -> None:
    kept, old = str(uuid4()), str(uuid4())
    await browser.say("add tea", kept)
    await browser.say("add jam", old)
    # With no room for a word, all that was said is summed up.
    store = TurnStore(database, "me", history_tokens=0)
    newest = await browser.say("add rice")
    assert "jam" in (await store.load(UUID(newest.turn_id))).summary
    edited = await browser.say("add bread", replaces=old)
    summary = (await store.load(UUID(edited.turn_id))).summary
    assert "tea" in summary
    assert "jam" not in summary


async def test_sent_twice_it_is_one_edit(browser: Browser, second_replica: Replica) -> None:
    old, new = str(uuid4()), str(uuid4())
    await browser.say("add jam", old)
    both = (browser, browser.at(second_replica))
    answers = await asyncio.gather(*(one.say("add bread", new, replaces=old) for one in both * 2))
    assert [one.status for one in answers] == [200] * 4
    assert len({one.turn_id for one in answers}) == 1
    assert await said(browser) == ["add bread"]


async def test_of_two_edits_at_once_one_counts(browser: Browser, second_replica: Replica) -> None:
    old = str(uuid4())
    await browser.say("add jam", old)
    both = (browser, browser.at(second_replica))
    answers = await asyncio.gather(
        *(one.say(f"add bread {at}", replaces=old) for at, one in enumerate(both * 3))
    )
    # Late ones find a turn that runs, or no message to replace any more.
    statuses = sorted(one.status for one in answers)
    assert statuses[0] == 200
    assert set(statuses[1:]) <= {404, 409}
    assert len(await said(browser)) == 1
    assert len(await browser.tasks()) == 2


async def test_a_running_turn_has_to_be_stopped_first(browser: Browser, replica: Replica) -> None:
    old = str(uuid4())
    model = Blocking(assistant_message("Too late."))
    replica.answer_with(model)
    running = asyncio.create_task(browser.say("add jam", old))
    await model.asked.wait()
    refused = await browser.say("add bread", replaces=old)
    assert (refused.status, refused.problem["type"]) == (409, "/problems/conflict")
    assert await said(browser) == ["add jam"]
    turn_id = (await browser.messages())[-1]["turn_id"]
    await browser.client.post(f"{browser.base}/api/v1/turns/{turn_id}/cancel")
    assert (await running).turn_status == "cancelled"
    replica.answer_with(ScriptedModel([[assistant_message("Here I am.")]]))
    assert (await browser.say("hello", replaces=old)).text == "Here I am."
    assert await said(browser) == ["hello"]


async def test_a_decision_that_is_out_of_sight_is_asked_no_more(browser: Browser) -> None:
    old = str(uuid4())
    await browser.say("add jam")
    asked = await browser.say("delete it", old)
    await browser.say("list my tasks", replaces=old)
    assert (await browser.decide(asked.approval_id, "approve")).status == 409
    assert [one["title"] for one in await browser.tasks()] == ["jam"]
    ended = await browser.read(asked.turn_id)
    assert ended.turn_status == "cancelled"
    assert [seq for seq, _ in ended.events] == list(range(1, len(ended.events) + 1))


async def test_a_turn_that_is_out_of_sight_is_not_tried_again(
    browser: Browser, replica: Replica
) -> None:
    old = str(uuid4())
    replica.answer_with(ScriptedModel([]))
    failed = await browser.say("hello", old)
    replica.answer_with(ScriptedModel([[assistant_message("Here I am.")]]))
    await browser.say("hello again", replaces=old)
    retry = f"/api/v1/turns/{failed.turn_id}/retry"
    assert (await browser.stream("POST", retry)).status == 409
    assert (await browser.regenerate(failed.turn_id)).status == 409


async def test_only_a_message_of_this_conversation_can_be_replaced(
    browser: Browser, replica: Replica
) -> None:
    mine, theirs, own = str(uuid4()), str(uuid4()), str(uuid4())
    await browser.say("add jam", mine)
    async with browsing(replica) as stranger:
        await stranger.say("add tea", theirs)
        for wrong in (mine, str(uuid4())):
            refused = await stranger.say("hello", replaces=wrong)
            assert (refused.status, refused.problem["type"]) == (404, "/problems/not-found")
        assert (await stranger.say("hello", own, replaces=own)).status == 404
        assert await said(stranger) == ["add tea"]
    assert await said(browser) == ["add jam"]
