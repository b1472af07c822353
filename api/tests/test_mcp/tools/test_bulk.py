"""Many tasks in one go."""

import pytest
from mcp import Client

from tests.test_mcp.calling import add, call, failure, titles

pytestmark = pytest.mark.anyio


async def test_the_same_is_done_to_all_that_are_named(client: Client) -> None:
    await call(client, "save_project", name="Garden")
    ids = [await add(client, title, tags=["old"]) for title in ("one", "two", "three")]
    done = await call(
        client,
        "change_tasks",
        action="update",
        task_ids=ids[:2],
        due_date="2026-12-01",
        due_time="09:00",
        priority="high",
        add_tags=["new"],
        remove_tags=["old"],
        project="garden",
    )
    assert (done["action"], done["count"], done["summary"]) == ("update", 2, "Changed 2 tasks.")
    for task in done["tasks"]:
        shown = [task[name] for name in ("due_date", "due_time", "priority", "tags", "project")]
        assert shown == ["2026-12-01", "09:00", "high", ["new"], "Garden"]
    assert await titles(client, tag="old") == ["three"]
    undone = await call(client, "undo", change_id=done["change_id"])
    assert (undone["action"], undone["count"]) == ("undo", 2)
    assert len(await titles(client, tag="old")) == 3


@pytest.mark.parametrize(
    ("action", "filter_text", "before", "after"),
    [
        ("complete", "#x", "open", "done"),
        ("reopen", "#x", "done", "open"),
        ("archive", "#x", "open", "archived"),
        ("unarchive", "#x", "archived", "open"),
        ("delete", "#x", "open", "deleted"),
        ("delete", "#x is:done", "done", "deleted"),
    ],
)
async def test_a_filter_finds_what_an_action_can_mean(
    client: Client, action: str, filter_text: str, before: str, after: str
) -> None:
    task_id = await add(client, "this one", tags=["x"])
    await add(client, "another")
    if before == "done":
        await call(client, "complete_task", task_id=task_id)
    elif before == "archived":
        await call(client, "archive_task", task_id=task_id)
    done = await call(client, "change_tasks", action=action, filter=filter_text)
    assert (done["action"], done["count"]) == (action, 1)
    assert "this one" in await titles(client, state=after)
    assert "another" in await titles(client)


async def test_what_needs_no_change_is_counted_apart(client: Client) -> None:
    first, second = await add(client, "first"), await add(client, "second")
    await call(client, "complete_task", task_id=first)
    done = await call(client, "change_tasks", action="complete", task_ids=[first, second])
    assert done["summary"] == "Completed 1 task. 1 other needed no change."
    none = await call(client, "change_tasks", action="complete", filter="#nothing")
    assert (none["action"], none["change_id"]) == ("none", None)


async def test_the_trash_is_out_of_reach(client: Client) -> None:
    gone = await add(client, "gone")
    await call(client, "delete_task", task_id=gone)
    none = await call(client, "change_tasks", action="update", filter="is:deleted", priority="high")
    assert none["action"] == "none"


async def test_a_call_must_make_sense(client: Client) -> None:
    task_id = await add(client, "first")
    for arguments, told in (
        ({}, "send either task_ids or filter"),
        ({"task_ids": [task_id], "filter": "today"}, "send either task_ids or filter"),
        ({"task_ids": [task_id], "priority": "high"}, "priority: only for the action update"),
        ({"filter": "due:someday"}, "someday"),
    ):
        refused = await failure(client, "change_tasks", action="complete", **arguments)
        assert refused["code"] == "invalid"
        assert told in refused["message"]
    nothing = await failure(client, "change_tasks", action="update", task_ids=[task_id])
    assert "say what to update" in nothing["message"]
    missing = await failure(
        client, "change_tasks", action="update", task_ids=[task_id], project="Gardn"
    )
    assert missing["code"] == "not-found"


async def test_pasted_lines_become_tasks(client: Client) -> None:
    text = "- buy milk\n2. [ ] call Anna due:2026-12-01\n\n* [x] water +Garden @home\n(A) plain"
    taken = await call(client, "import_tasks", text=text)
    assert (taken["action"], taken["count"], taken["summary"]) == ("create", 4, "Added 4 tasks.")
    assert [one["title"] for one in taken["tasks"]] == ["buy milk", "call Anna", "water", "plain"]
    assert await titles(client, state="done") == ["water"]
    assert await titles(client, due_from="2026-12-01") == ["call Anna"]
    await call(client, "undo", change_id=taken["change_id"])
    assert await titles(client, state="all") == []
    assert (await call(client, "overview"))["projects"] == []


async def test_other_formats_are_recognised_and_what_is_not_taken_is_told(client: Client) -> None:
    text = "TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,DATE\ntask,Buy milk,,4,1,\ntask,,,4,1,\n"
    taken = await call(client, "import_tasks", text=text)
    assert taken["count"] == 1
    assert "1 line could not be taken (line 3:" in taken["summary"]
    nothing = await failure(client, "import_tasks", text="   ")
    assert nothing["code"] == "invalid"
