"""An approval covers the tasks that the person saw, and no other."""

from typing import cast
from uuid import UUID

import pytest
from mcp import Client
from mcp_types import CallToolResult
from pydantic import JsonValue
from sqlalchemy import select

from src.database import Database
from src.models.tool_call import Approval
from src.models.turn import Turn
from src.schemas.approvals import KeptPreview
from src.schemas.turns import PendingCall
from src.services import approvals
from tests.test_mcp.calling import Json, add, call, error_of, in_turn, titles
from tests.test_mcp.conftest import Connect

pytestmark = pytest.mark.anyio


async def asked(database: Database, turn_id: UUID, tool: str, **arguments: object) -> KeptPreview:
    """Stop at a call, as a run does, and say what the person is shown."""
    given = cast("dict[str, JsonValue]", arguments)
    pending = PendingCall(tool_call_id="c1", tool=tool, arguments=given)
    async with database.session() as session:
        turn = await session.get_one(Turn, turn_id)
        return KeptPreview.model_validate((await approvals.ask(session, turn, pending)).preview)


async def approved(
    database: Database, client: Client, tool: str, **arguments: object
) -> CallToolResult:
    """Say yes to the call, and make it."""
    async with database.session() as session:
        approval = (await session.scalars(select(Approval))).one()
        approval.status = "approved"
    return await in_turn(client, tool, "c1", **arguments)


def answer_of(result: CallToolResult) -> Json:
    assert not result.is_error, result.content
    found: Json = result.structured_content
    return found


async def test_a_task_that_came_after_the_preview_is_not_touched(
    client: Client, connect: Connect, database: Database, person: UUID, turn_id: UUID
) -> None:
    wanted = {"action": "delete", "filter": "#old"}
    ids = [await add(client, title, tags=["old"]) for title in ("one", "two", "three")]
    shown = await asked(database, turn_id, "change_tasks", **wanted)
    assert (shown.summary, shown.count) == ("Delete 3 tasks.", 3)
    await add(client, "came later", tags=["old"])
    await call(client, "update_task", task_id=ids[-1], clear=["tags"])
    async with connect(person, turn_id) as assistant:
        done = answer_of(await approved(database, assistant, "change_tasks", **wanted))
        again = answer_of(await in_turn(assistant, "change_tasks", "c1", **wanted))
    assert done == again
    assert done["summary"] == (
        "Deleted 2 tasks. 1 task that came later stayed as before. 1 task shown before fit no more."
    )
    assert sorted(await titles(client)) == ["came later", "three"]
    await call(client, "undo", change_id=done["change_id"])
    assert len(await titles(client)) == 4


async def test_a_task_that_came_into_a_project_after_the_preview_goes_to_the_inbox(
    client: Client, connect: Connect, database: Database, person: UUID, turn_id: UUID
) -> None:
    wanted = {"project": "Garden", "tasks": "trash"}
    await call(client, "save_project", name="Garden")
    parent = await add(client, "seen", project="Garden")
    shown = await asked(database, turn_id, "delete_project", **wanted)
    assert shown.details == ["Its 1 task goes to the trash."]
    await add(client, "came later", project="Garden")
    await add(client, "part of what was seen", parent_id=parent)
    async with connect(person, turn_id) as assistant:
        answer_of(await approved(database, assistant, "delete_project", **wanted))
    assert await titles(client, project="inbox") == ["came later"]
    assert sorted(await titles(client, state="deleted")) == ["part of what was seen", "seen"]


async def test_many_tasks_are_not_changed_without_a_yes(
    client: Client, connect: Connect, person: UUID, turn_id: UUID
) -> None:
    task_id = await add(client, "keep me")
    async with connect(person, turn_id) as assistant:
        wanted: dict[str, Json] = {
            "change_tasks": {"action": "complete", "task_ids": [task_id]},
            "import_tasks": {"text": "one more"},
            "delete_project": {"project": "Garden"},
            "delete_filter": {"name": "Late"},
        }
        for tool, arguments in wanted.items():
            refused = await in_turn(assistant, tool, tool, **arguments)
            assert error_of(refused)["code"] == "forbidden", tool
    assert await titles(client) == ["keep me"]


async def test_the_yes_to_a_filter_is_not_one_to_another(
    client: Client, connect: Connect, database: Database, person: UUID, turn_id: UUID
) -> None:
    await add(client, "one", tags=["a"])
    await add(client, "two", tags=["b"])
    await asked(database, turn_id, "change_tasks", action="delete", filter="#a")
    async with connect(person, turn_id) as assistant:
        other = {"action": "delete", "filter": "#b"}
        assert (await approved(database, assistant, "change_tasks", **other)).is_error
    assert len(await titles(client)) == 2


async def test_an_import_takes_what_was_shown(
    client: Client, connect: Connect, database: Database, person: UUID, turn_id: UUID
) -> None:
    text = "- buy milk\n- water +Garden"
    shown = await asked(database, turn_id, "import_tasks", text=text)
    assert [one.title for one in shown.tasks] == ["buy milk", "water"]
    assert await titles(client) == []
    async with connect(person, turn_id) as assistant:
        done = answer_of(await approved(database, assistant, "import_tasks", text=text))
    assert (done["count"], done["summary"]) == (2, "Added 2 tasks.")
    assert sorted(await titles(client)) == ["buy milk", "water"]
