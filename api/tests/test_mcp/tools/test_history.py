"""What was done, and taking it back."""

from uuid import UUID

import pytest
from mcp import Client

from tests.test_mcp.calling import add, call, error_of, failure, in_turn, titles
from tests.test_mcp.conftest import Connect

pytestmark = pytest.mark.anyio


async def test_changes_come_newest_first_page_by_page(client: Client) -> None:
    task_id = await add(client, "water")
    await call(client, "complete_task", task_id=task_id)
    await call(client, "save_project", name="Garden")
    first = await call(client, "list_changes", limit=2)
    told = [(one["action"], one["title"], one["actor"]) for one in first["items"]]
    assert told == [("create", "Garden", "mcp"), ("complete", "water", "mcp")]
    rest = await call(client, "list_changes", limit=2, cursor=first["next_cursor"])
    assert [one["action"] for one in rest["items"]] == ["create"]
    assert rest["next_cursor"] is None


async def test_the_latest_change_is_undone_and_then_the_one_before(client: Client) -> None:
    task_id = await add(client, "buy milk")
    await call(client, "update_task", task_id=task_id, title="buy oats")
    back = await call(client, "undo")
    assert back["summary"] == "Undone: “buy milk” is as it was before."
    assert (back["action"], back["task"]["title"]) == ("undo", "buy milk")
    assert (await call(client, "undo"))["summary"] == (
        "Undone: “buy milk” is no longer in the list."
    )
    assert (await failure(client, "undo"))["code"] == "not-found"


async def test_a_change_is_undone_by_its_id(client: Client) -> None:
    first = await add(client, "first")
    gone = await call(client, "delete_task", task_id=first)
    await add(client, "second")
    back = await call(client, "undo", change_id=gone["change_id"])
    assert back["summary"] == "Undone: “first” is back."
    assert sorted(await titles(client)) == ["first", "second"]
    again = await failure(client, "undo", change_id=gone["change_id"])
    assert again["code"] == "conflict"
    changes = (await call(client, "list_changes"))["items"]
    assert [one["change_id"] for one in changes if one["undone"]] == [gone["change_id"]]


async def test_projects_are_undone_as_tasks_are(client: Client) -> None:
    made = await call(client, "save_project", name="Garden")
    renamed = await call(client, "save_project", name="Garden", new_name="Yard")
    back = await call(client, "undo", change_id=renamed["change_id"])
    assert back["summary"] == "Undone: “Garden” is as it was before."
    assert back["project"]["name"] == "Garden"
    gone = await call(client, "undo", change_id=made["change_id"])
    assert gone["summary"] == "Undone: “Garden” is no longer in the list."


async def test_the_assistant_does_not_delete_by_undoing_what_others_added(
    client: Client, connect: Connect, person: UUID, turn_id: UUID
) -> None:
    task_id = await add(client, "by hand")
    changed = await call(client, "update_task", task_id=task_id, title="by hand, later")
    created = (await call(client, "list_changes"))["items"][-1]["change_id"]
    async with connect(person, turn_id) as assistant:
        await in_turn(assistant, "undo", "c1", change_id=changed["change_id"])
        for call_id, arguments in (("c2", {}), ("c3", {"change_id": created})):
            refused = error_of(await in_turn(assistant, "undo", call_id, **arguments))
            assert refused["code"] == "forbidden"
        assert await titles(client) == ["by hand"]
        await in_turn(assistant, "add_task", "c4", title="its own")
        await in_turn(assistant, "undo", "c5")
    assert await titles(client) == ["by hand"]
