"""The person allows other arguments than the ones the model asked for."""

import pytest

from tests.test_agent.replicas import Browser, Part, Stream

pytestmark = pytest.mark.anyio


async def asked_to_delete_milk(browser: Browser) -> tuple[Stream, Part, Part]:
    """A deletion of milk that waits, and the tasks milk and eggs."""
    await browser.say("add milk, eggs and bread")
    tasks = {one["title"]: one for one in await browser.tasks()}
    return await browser.say("delete milk"), tasks["milk"], tasks["eggs"]


async def edit(browser: Browser, approval_id: str, arguments: Part | None) -> Stream:
    body = {"decision": "edit", "arguments": arguments}
    return await browser.stream("POST", f"/api/v1/approvals/{approval_id}", body)


async def titles(browser: Browser) -> list[str]:
    return sorted(one["title"] for one in await browser.tasks())


async def test_what_was_allowed_is_done_and_nothing_else(browser: Browser) -> None:
    asked, _, eggs = await asked_to_delete_milk(browser)
    ended = await edit(browser, asked.approval_id, {"task_id": eggs["id"]})
    assert ended.turn_status == "complete"
    assert await titles(browser) == ["bread", "milk"]
    whole = await browser.read(asked.turn_id)
    assert whole.of("tool-input-available")[-1]["input"] == {"task_id": eggs["id"]}
    assert whole.of("data-approval")[-1]["data"]["preview"]["summary"] == "Delete “eggs”."
    tool = next(
        part
        for part in (await browser.messages())[-1]["parts"]
        if part["type"] == "tool" and part["tool_name"] == "delete_task"
    )
    assert tool["input"] == {"task_id": eggs["id"]}
    assert tool["receipt"]["title"] == "eggs"
    assert ended.text == "Deleted “eggs”."


async def test_what_the_person_took_out_stays_and_the_answer_says_so(browser: Browser) -> None:
    _, milk, eggs = await asked_to_delete_milk(browser)
    asked = await browser.say("delete all tasks")
    arguments = {"action": "delete", "task_ids": [milk["id"], eggs["id"]]}
    ended = await edit(browser, asked.approval_id, arguments)
    assert await titles(browser) == ["bread"]
    (receipt,) = ended.of("data-receipt")
    assert receipt["data"]["count"] == 2
    assert ended.text == "Deleted 2 tasks."


async def test_arguments_that_the_tool_refuses_do_no_harm(browser: Browser) -> None:
    asked, _, _ = await asked_to_delete_milk(browser)
    ended = await edit(browser, asked.approval_id, {"task_id": "everything"})
    assert ended.turn_status == "complete"
    assert await titles(browser) == ["bread", "eggs", "milk"]


@pytest.mark.parametrize("arguments", [None, "text"])
async def test_an_edit_needs_arguments(browser: Browser, arguments: Part | None) -> None:
    asked, milk, _ = await asked_to_delete_milk(browser)
    assert (await edit(browser, asked.approval_id, arguments)).status == 422
    body = {"decision": "approve", "arguments": {"task_id": milk["id"]}}
    path = f"/api/v1/approvals/{asked.approval_id}"
    assert (await browser.stream("POST", path, body)).status == 422
    assert await titles(browser) == ["bread", "eggs", "milk"]


async def test_the_task_of_somebody_else_is_out_of_reach(browser: Browser) -> None:
    await browser.say("add milk")
    foreign = (await browser.tasks())[0]["id"]
    await browser.begin()
    asked, _, _ = await asked_to_delete_milk(browser)
    ended = await edit(browser, asked.approval_id, {"task_id": foreign})
    assert ended.turn_status == "complete"
    assert not ended.of("data-receipt")
    assert await titles(browser) == ["bread", "eggs", "milk"]
