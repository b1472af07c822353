"""Chat turns through a real server: the acceptance story, and each promise about the stream."""

import asyncio
import contextlib
from uuid import uuid4

import pytest

from tests.test_agent.replicas import Browser, Replica, browsing

pytestmark = pytest.mark.anyio


async def test_the_acceptance_story(browser: Browser) -> None:
    added = await browser.say("add buy milk tomorrow at 5pm #home")
    assert added.turn_status == "complete"
    (task,) = await browser.tasks()
    assert (task["title"], task["due_time"], task["tags"]) == ("buy milk", "17:00", ["home"])
    (receipt,) = added.of("data-receipt")
    assert receipt["data"]["action"] == "create"
    asked = await browser.say("delete it")
    assert asked.turn_status == "waiting"
    assert [one["title"] for one in await browser.tasks()] == ["buy milk"]
    denied = await browser.decide(asked.approval_id, "deny")
    assert denied.of("tool-output-denied")
    assert denied.turn_status == "complete"
    assert "buy milk" in (await browser.say("list my tasks")).text
    await browser.say("complete the milk one")
    assert await browser.tasks() == []
    assert [one["title"] for one in await browser.tasks("done")] == ["buy milk"]


async def test_an_approved_deletion_is_carried_out_and_can_be_undone(browser: Browser) -> None:
    await browser.say("add buy milk")
    asked = await browser.say("delete it")
    approval = asked.of("data-approval")[0]["data"]
    assert approval["status"] == "pending"
    assert approval["preview"]["summary"] == "Delete “buy milk”."
    assert [one["title"] for one in approval["preview"]["tasks"]] == ["buy milk"]
    done = await browser.decide(asked.approval_id, "approve")
    assert done.text == "Deleted “buy milk”."
    assert await browser.tasks() == []
    change_id = done.of("data-receipt")[0]["data"]["change_id"]
    undone = await browser.client.post(f"{browser.base}/api/v1/changes/{change_id}/undo")
    assert undone.status_code == 200
    assert [one["title"] for one in await browser.tasks()] == ["buy milk"]
    receipts = [
        part["receipt"] for part in (await browser.messages())[-1]["parts"] if "receipt" in part
    ]
    assert [one["undone"] for one in receipts] == [True]


async def test_the_stream_is_the_wire_format_of_the_ai_sdk(browser: Browser) -> None:
    stream = await browser.say("add buy milk")
    kinds = [part["type"] for part in stream.parts]
    assert kinds == [
        "start",
        "data-turn",
        "tool-input-available",
        "tool-output-available",
        "data-receipt",
        "text-start",
        "text-delta",
        "text-end",
        "data-turn",
        "finish",
    ]
    assert [seq for seq, _ in stream.events] == list(range(1, len(kinds) + 1))
    assert stream.done


async def test_headers_keep_proxies_from_holding_the_stream_back(browser: Browser) -> None:
    path = f"{browser.base}/api/v1/conversations/{browser.conversation_id}/messages"
    answer = await browser.client.post(path, json={"id": str(uuid4()), "text": "hello"})
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-accel-buffering"] == "no"
    assert answer.headers["x-vercel-ai-ui-message-stream"] == "v1"


async def test_the_same_message_sent_again_is_the_same_turn(browser: Browser) -> None:
    message_id = str(uuid4())
    both = await asyncio.gather(
        browser.say("add buy milk", message_id), browser.say("add buy milk", message_id)
    )
    again = await browser.say("add buy milk", message_id)
    assert {one.turn_id for one in (*both, again)} == {again.turn_id}
    assert both[0].events == both[1].events == again.events
    assert len(await browser.tasks()) == 1


async def test_an_id_used_for_another_text_is_refused(browser: Browser) -> None:
    message_id = str(uuid4())
    await browser.say("add buy milk", message_id)
    assert (await browser.say("add buy bread", message_id)).status == 409


async def test_a_reader_goes_on_where_it_stopped(browser: Browser) -> None:
    whole = await browser.say("add buy milk")
    rest = await browser.read(whole.turn_id, after=4)
    assert rest.events == whole.events[4:]
    assert rest.done
    nothing = await browser.read(whole.turn_id, after=2**40)
    assert nothing.events == []
    assert nothing.done


async def test_messages_show_what_was_said_and_done(browser: Browser) -> None:
    await browser.say("add buy milk")
    question, answer = await browser.messages()
    assert (question["role"], question["parts"]) == (
        "user",
        [{"type": "text", "text": "add buy milk"}],
    )
    assert (answer["role"], answer["status"], answer["model"]) == (
        "assistant",
        "complete",
        "offline",
    )
    tool, text = answer["parts"]
    assert (tool["tool_name"], tool["state"]) == ("add_task", "output-available")
    assert tool["receipt"]["title"] == "buy milk"
    assert text["text"] == "Added buy milk."


@pytest.mark.parametrize("order", ["oldest", "newest"])
async def test_pages_of_messages_join_without_gap_or_double(browser: Browser, order: str) -> None:
    for name in ("tea", "jam", "rice"):
        await browser.say(f"add {name}")
    path = f"{browser.base}/api/v1/conversations/{browser.conversation_id}/messages"
    found, cursor = [], None
    while True:
        params = {"limit": "2", "order": order} | ({"cursor": cursor} if cursor else {})
        page = (await browser.client.get(path, params=params)).json()
        found += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    whole = await browser.messages()
    assert found == (whole if order == "oldest" else whole[::-1])
    assert [one["role"] for one in whole] == ["user", "assistant"] * 3


async def test_a_conversation_gets_its_title_from_the_first_message(browser: Browser) -> None:
    await browser.say("add buy milk")
    await browser.say("list my tasks")
    page = (await browser.client.get(f"{browser.base}/api/v1/conversations")).json()
    assert [one["title"] for one in page["items"]] == ["add buy milk"]


async def test_nothing_of_somebody_else_can_be_reached(browser: Browser, replica: Replica) -> None:
    await browser.say("add buy milk")
    asked = await browser.say("delete it")
    async with browsing(replica) as stranger:
        at = f"{stranger.base}/api/v1"
        get, post, delete = stranger.client.get, stranger.client.post, stranger.client.delete
        theirs = f"{at}/conversations/{browser.conversation_id}"
        answers = [
            await get(theirs),
            await get(f"{theirs}/messages"),
            await delete(theirs),
            await post(f"{theirs}/messages", json={"id": str(uuid4()), "text": "hi"}),
            await get(f"{at}/turns/{asked.turn_id}/events"),
            await post(f"{at}/turns/{asked.turn_id}/cancel"),
            await post(f"{at}/turns/{asked.turn_id}/retry"),
            await get(f"{at}/approvals/{asked.approval_id}"),
            await post(f"{at}/approvals/{asked.approval_id}", json={"decision": "approve"}),
        ]
    assert [one.status_code for one in answers] == [404] * len(answers)
    assert len(await browser.tasks()) == 1


async def test_a_deleted_conversation_leaves_its_tasks(browser: Browser) -> None:
    await browser.say("add buy milk")
    path = f"{browser.base}/api/v1/conversations/{browser.conversation_id}"
    assert (await browser.client.delete(path)).status_code == 204
    assert (await browser.client.get(path)).status_code == 404
    assert [one["title"] for one in await browser.tasks()] == ["buy milk"]


async def test_more_speak_at_once_than_there_are_connections(replica: Replica) -> None:
    """A request that holds one connection and waits for another one would wait for ever."""
    pool = replica.app.state.database.engine.pool
    async with contextlib.AsyncExitStack() as stack:
        browsers = [await stack.enter_async_context(browsing(replica)) for _ in range(30)]
        assert len(browsers) > pool.size()
        streams = await asyncio.gather(*(one.say("add buy milk") for one in browsers))
    assert {one.status for one in streams} == {200}
    assert {one.turn_status for one in streams} == {"complete"}
