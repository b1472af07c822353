"""What happens to one task."""

from uuid import uuid4

import pytest
from mcp import Client

from src.database import Database
from tests.test_mcp.calling import add, call, failure, titles
from tests.test_mcp.conftest import Connect, new_person

pytestmark = pytest.mark.anyio


async def test_done_and_open_again(client: Client) -> None:
    task_id = await add(client, "buy milk")
    done = await call(client, "complete_task", task_id=task_id)
    assert (done["action"], done["task"]["state"]) == ("complete", "done")
    assert done["summary"] == "Completed “buy milk”."
    assert (await call(client, "reopen_task", task_id=task_id))["task"]["state"] == "open"


async def test_a_copy_has_its_own_subtasks(client: Client) -> None:
    task_id = await add(client, "move house", subtasks=["pack", "clean"])
    copy = await call(client, "duplicate_task", task_id=task_id)
    assert copy["task"]["id"] != task_id
    found = await call(client, "get_task", task_id=copy["task"]["id"])
    assert [one["title"] for one in found["subtasks"]] == ["pack", "clean"]
    assert found["task"]["subtasks"]["open"] == 2


async def test_into_the_archive_and_back(client: Client) -> None:
    task_id = await add(client, "tax 2025")
    put = await call(client, "archive_task", task_id=task_id)
    assert put["action"] == "archive"
    assert (await titles(client), await titles(client, state="archived")) == ([], ["tax 2025"])
    await call(client, "archive_task", task_id=task_id, archived=False)
    assert await titles(client) == ["tax 2025"]


async def test_into_the_trash_and_back(client: Client) -> None:
    task_id = await add(client, "buy milk")
    gone = await call(client, "delete_task", task_id=task_id)
    assert (gone["action"], gone["task"]) == ("delete", None)
    assert (await titles(client), await titles(client, state="deleted")) == ([], ["buy milk"])
    assert (await call(client, "restore_task", task_id=task_id))["action"] == "restore"
    assert await titles(client) == ["buy milk"]
    assert (await failure(client, "restore_task", task_id=task_id))["code"] == "conflict"


async def test_the_order_made_by_hand(client: Client) -> None:
    first, second, third = [await add(client, title) for title in ("first", "second", "third")]
    await call(client, "move_task", task_id=third)
    await call(client, "move_task", task_id=first, after_task_id=second)
    parent = await add(client, "parent")
    for task_id in (third, second, first):
        await call(client, "update_task", task_id=task_id, parent_id=parent)
    shown = (await call(client, "get_task", task_id=parent))["subtasks"]
    assert [one["title"] for one in shown] == ["third", "second", "first"]
    assert (await failure(client, "move_task", task_id=first, after_task_id=first))[
        "code"
    ] == "invalid"


async def test_nobody_reaches_the_tasks_of_another(
    client: Client, connect: Connect, database: Database
) -> None:
    task_id = await add(client, "secret")
    async with connect(await new_person(database), None) as stranger:
        assert await titles(stranger, state="all") == []
        for tool in (
            "get_task",
            "update_task",
            "complete_task",
            "reopen_task",
            "duplicate_task",
            "archive_task",
            "move_task",
            "delete_task",
            "restore_task",
        ):
            of_another = await failure(stranger, tool, task_id=task_id)
            of_nobody = await failure(stranger, tool, task_id=str(uuid4()))
            assert of_another == of_nobody, tool
            assert of_another["code"] == "not-found", tool
        many = await failure(stranger, "change_tasks", action="delete", task_ids=[task_id])
        assert many["code"] == "not-found"
        assert (await failure(stranger, "undo"))["code"] == "not-found"
    assert await titles(client) == ["secret"]


async def test_a_change_of_another_cannot_be_undone(
    client: Client, connect: Connect, database: Database
) -> None:
    change_id = (await call(client, "add_task", title="secret"))["change_id"]
    async with connect(await new_person(database), None) as stranger:
        assert (await failure(stranger, "undo", change_id=change_id))["code"] == "not-found"
