"""Dragging: the order is what a list would have, and nobody else's place changes."""

import random

import pytest

from src.errors import InvalidError
from src.models.task import Task
from src.schemas.moves import ProjectMove, TaskMove
from src.schemas.tasks import TaskQuery
from src.services import moves, projects, task_queries
from tests.test_services.planning import Person


async def order(person: Person) -> list[str]:
    query = TaskQuery(sort="manual")
    page = await task_queries.list_tasks(person.session, person.account, query, limit=200)
    return [task.title for task in page.items]


async def move(person: Person, task: Task, after: Task | None, **where: object) -> None:
    data = TaskMove.model_validate({"after": after and after.id, **where})
    await moves.move_task(person.session, person.account, task.id, data, actor="web")


async def test_any_row_of_drags_gives_the_order_that_a_list_would_have(person: Person) -> None:
    made = [await person.add(f"task {number}") for number in range(12)]
    expected = list(made)
    dice = random.Random(7)  # noqa: S311 - the same drags each time
    for _ in range(60):
        task = expected.pop(dice.randrange(len(expected)))
        at = dice.randrange(len(expected) + 1)
        before = {one.id: one.version for one in expected}
        await move(person, task, expected[at - 1] if at else None)
        assert {one.id: one.version for one in expected} == before
        expected.insert(at, task)
        assert await order(person) == [one.title for one in expected]


async def test_a_drag_into_another_project_and_its_undo(person: Person) -> None:
    garden = await person.project()
    first = await person.add("first", project_id=str(garden.id))
    second = await person.add("second", project_id=str(garden.id))
    moved = await person.add("moved")
    await move(person, moved, first, project_id=str(garden.id))
    assert str(first.id) < str(moved.rank) < str(second.id)
    assert {one.project_id for one in (first, moved)} == {garden.id}
    await person.undo()
    assert {moved.project_id, moved.rank} == {None, str(moved.id)}


async def test_a_drag_below_another_task(person: Person) -> None:
    top, moved = await person.add("top"), await person.add("moved")
    await move(person, moved, None, parent_id=str(top.id))
    assert moved.parent_id == top.id


async def test_a_neighbour_has_to_be_there(person: Person) -> None:
    garden = await person.project()
    elsewhere = await person.add(project_id=str(garden.id))
    task = await person.add()
    for after in (task, elsewhere):
        with pytest.raises(InvalidError):
            await move(person, task, after)


async def test_projects_are_dragged_too(person: Person) -> None:
    made = [await person.project(name) for name in "abc"]
    data = ProjectMove(after=None)
    await moves.move_project(person.session, person.account, made[2].id, data, actor="web")
    found = await projects.list_projects(person.session, person.account)
    assert [one.name for one in found] == ["c", "a", "b"]
    await person.undo()
    found = await projects.list_projects(person.session, person.account)
    assert [one.name for one in found] == ["a", "b", "c"]
