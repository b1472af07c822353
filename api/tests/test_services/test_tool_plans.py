"""From the arguments of a tool to what services take."""

import pytest
from pydantic import ValidationError

from src.schemas.bulk import BulkChange
from src.schemas.tool_arguments import ChangeTasks, ImportTasks
from src.services import tool_plans
from src.services.imports import Taken
from tests.test_services.planning import Person

pytestmark = pytest.mark.anyio


async def plan(person: Person, **arguments: object) -> BulkChange:
    wanted = ChangeTasks.model_validate(arguments)
    return await tool_plans.bulk_change(person.session, person.account, wanted)


async def test_what_is_given_and_cleared_is_given(person: Person) -> None:
    planned = await plan(
        person, action="update", filter="x", priority="high", clear=["priority", "due_time"]
    )
    assert planned.change is not None
    assert planned.change.model_dump(exclude_unset=True) == {"priority": "high", "due_time": None}


async def test_the_inbox_is_said_and_nothing_is_not(person: Person) -> None:
    there = await plan(person, action="update", filter="x", project="inbox")
    assert there.change is not None
    assert there.change.model_dump(exclude_unset=True) == {"project_id": None}
    assert (await plan(person, action="update", filter="x", add_tags=["y"])).change is None


@pytest.mark.parametrize(
    ("action", "state"),
    [("reopen", "done"), ("unarchive", "archived"), ("delete", "open"), ("complete", "open")],
)
async def test_a_filter_is_of_what_an_action_can_mean(
    person: Person, action: str, state: str
) -> None:
    planned = await plan(person, action=action, filter="x")
    assert planned.query is not None
    assert planned.query.state == state


async def test_either_tasks_or_a_filter(person: Person) -> None:
    for arguments in ({}, {"filter": "x", "task_ids": []}):
        with pytest.raises(ValidationError, match="either task_ids or filter"):
            await plan(person, action="complete", **arguments)


async def take(person: Person, text: str, **arguments: object) -> Taken:
    wanted = ImportTasks.model_validate({"text": text, **arguments})
    return await tool_plans.take_text(
        person.session, person.account, wanted, actor="mcp", dry_run=False
    )


async def test_an_import_is_written_under_the_name_of_who_made_it(person: Person) -> None:
    taken = await take(person, "- buy milk")
    assert [one.title for one in taken.tasks] == ["buy milk"]
    assert {change.actor for change in await person.changes()} == {"mcp"}


async def test_a_format_that_is_named_is_taken_at_its_word(person: Person) -> None:
    taken = await take(person, "- buy milk", format="todotxt")
    assert [one.title for one in taken.tasks] == ["- buy milk"]
