"""Projects by name."""

import asyncio

import pytest
from mcp import Client

from tests.test_mcp.calling import add, call, failure, titles

pytestmark = pytest.mark.anyio


async def test_a_project_is_made_once_and_then_changed(client: Client) -> None:
    made = await call(client, "save_project", name="Garden", color="green")
    assert (made["action"], made["summary"]) == ("create", "Added the project “Garden”.")
    assert made["project"] == {"name": "Garden", "color": "green", "archived": False}
    again = await call(client, "save_project", name="garden")
    assert (again["action"], again["change_id"]) == ("none", None)
    changed = await call(client, "save_project", name="GARDEN", new_name="Yard", archived=True)
    assert changed["summary"] == "Changed the project “Yard”."
    assert changed["project"] == {"name": "Yard", "color": "green", "archived": True}
    back = await call(client, "save_project", name="yard", archived=False)
    assert back["project"]["archived"] is False


async def test_what_is_not_there_cannot_be_renamed(client: Client) -> None:
    missing = await failure(client, "save_project", name="Gardn", new_name="Yard")
    assert missing["code"] == "not-found"
    assert (await call(client, "overview"))["projects"] == []


async def test_the_same_project_is_not_made_twice_at_once(client: Client) -> None:
    await asyncio.gather(*(call(client, "save_project", name="Garden") for _ in range(5)))
    assert len((await call(client, "overview"))["projects"]) == 1


@pytest.mark.parametrize(("where", "state"), [("inbox", "open"), ("trash", "deleted")])
async def test_the_tasks_of_a_deleted_project_go_where_it_is_said(
    client: Client, where: str, state: str
) -> None:
    await call(client, "save_project", name="Garden")
    await add(client, "water", project="Garden")
    gone = await call(client, "delete_project", project="garden", tasks=where)
    assert (gone["action"], gone["project"]) == ("delete", None)
    assert gone["summary"] == "Deleted the project “Garden”."
    assert await titles(client, state=state) == ["water"]
    await call(client, "undo", change_id=gone["change_id"])
    assert await titles(client, project="Garden") == ["water"]
    missing = await failure(client, "delete_project", project="inbox")
    assert missing["code"] == "not-found"
