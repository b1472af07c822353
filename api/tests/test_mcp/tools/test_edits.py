"""Making tasks, and changing their fields."""

import pytest
from mcp import Client

from tests.test_mcp.calling import add, call, failure, titles

pytestmark = pytest.mark.anyio

EVERYTHING = {
    "notes": "the small ones",
    "due_date": "2026-11-27",
    "due_time": "17:00",
    "start_date": "2026-11-20",
    "priority": "high",
    "tags": ["home"],
    "recurrence": "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
    "recurs_from": "completion",
    "reminders": [30],
    "estimate_minutes": 20,
}


async def test_a_task_has_every_field_that_was_said(client: Client) -> None:
    await call(client, "save_project", name="Garden")
    added = await call(client, "add_task", title="Water", project="garden", **EVERYTHING)
    assert added["summary"] == "Added “Water”, due 2026-11-27 17:00, high priority, #home."
    shown = added["task"]
    assert {name: shown[name] for name in EVERYTHING} == EVERYTHING
    assert (shown["project"], shown["time_zone"]) == ("Garden", "Europe/Berlin")


async def test_what_is_cleared_is_empty_and_the_rest_stays(client: Client) -> None:
    parent = await add(client, "parent")
    task_id = await add(client, "Water", parent_id=parent, **EVERYTHING)
    cleared = [name for name in EVERYTHING if name != "recurs_from"]
    bare = await call(client, "update_task", task_id=task_id, clear=[*cleared, "parent_id"])
    shown = bare["task"]
    assert [shown[name] for name in cleared] == ["", None, None, None, "none", [], None, [], None]
    assert (shown["parent_id"], shown["recurs_from"], shown["title"]) == (None, None, "Water")


async def test_an_update_touches_only_what_is_given(client: Client) -> None:
    task_id = await add(client, "buy milk", due_date="2026-11-25", due_time="17:00", tags=["#Home"])
    moved = await call(
        client, "update_task", task_id=task_id, due_date="2026-11-30", add_tags=["shop"]
    )
    assert (moved["task"]["due_time"], moved["task"]["tags"]) == ("17:00", ["home", "shop"])
    fewer = await call(client, "update_task", task_id=task_id, remove_tags=["home"], title="oats")
    assert (fewer["task"]["tags"], fewer["task"]["title"]) == (["shop"], "oats")


async def test_what_is_given_and_cleared_is_given(client: Client) -> None:
    task_id = await add(client, "buy milk", priority="low")
    kept = await call(client, "update_task", task_id=task_id, priority="high", clear=["priority"])
    assert kept["task"]["priority"] == "high"


async def test_subtasks_are_made_and_undone_with_their_task(client: Client) -> None:
    added = await call(client, "add_task", title="move house", subtasks=["pack", "clean"])
    assert added["summary"] == "Added “move house”, with 2 subtasks."
    assert [one["title"] for one in added["tasks"]] == ["pack", "clean"]
    assert {one["parent_id"] for one in added["tasks"]} == {added["task"]["id"]}
    undone = await call(client, "undo", change_id=added["change_id"])
    assert undone["summary"] == "Undone: “move house” and 2 other changes."
    assert await titles(client) == []


async def test_a_project_that_is_not_there_is_not_found_but_those_there_are_are_named(
    client: Client,
) -> None:
    none = await failure(client, "add_task", title="x", project="Gardn")
    assert none["message"] == "There is no project “Gardn”. There are none yet, only the inbox."
    await call(client, "save_project", name="Garden")
    task_id = await add(client, "x", project="GARDEN")
    missing = await failure(client, "update_task", task_id=task_id, project="Gardn")
    assert missing["code"] == "not-found"
    assert "“Garden”" in missing["message"]
    back = await call(client, "update_task", task_id=task_id, project="Inbox")
    assert back["task"]["project"] is None


async def test_values_that_contradict_one_another_change_nothing(client: Client) -> None:
    timeless = await failure(client, "add_task", title="x", due_time="17:00")
    assert (timeless["code"], "day" in timeless["message"]) == ("invalid", True)
    dayless = await failure(client, "add_task", title="x", recurrence="FREQ=DAILY")
    assert "due_date" in dayless["message"]
    unreadable = await failure(
        client, "add_task", title="x", recurrence="FREQ=SOMETIMES", due_date="2026-11-27"
    )
    assert unreadable["code"] == "invalid"
    # A subtask that cannot be made takes its task with it.
    await failure(client, "add_task", title="x", subtasks=["fine", "   "])
    assert await titles(client) == []
