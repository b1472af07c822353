"""The archive and the trash, and the way back."""

import pytest

from src.errors import ConflictError, NotFoundError
from src.models.base import new_id
from src.models.task import Task
from src.schemas.tasks import TaskQuery
from src.services import shelves, task_queries
from tests.test_services.planning import Person


async def listed(person: Person, state: str) -> set[str]:
    query = TaskQuery.model_validate({"state": state})
    page = await task_queries.list_tasks(person.session, person.account, query)
    return {task.title for task in page.items}


async def family(person: Person) -> tuple[Task, Task]:
    top = await person.add("top")
    return top, await person.add("low", parent_id=str(top.id))


async def test_the_trash_takes_what_hangs_below_and_gives_it_back(person: Person) -> None:
    top, _ = await family(person)
    await shelves.delete_task(person.session, person.account, top.id, actor="web")
    assert await listed(person, "open") == set()
    assert await listed(person, "deleted") == {"top", "low"}
    await shelves.restore_task(person.session, person.account, top.id, actor="web")
    assert await listed(person, "open") == {"top", "low"}
    await person.undo()
    assert await listed(person, "deleted") == {"top", "low"}


async def test_what_went_earlier_stays_in_the_trash(person: Person) -> None:
    top, low = await family(person)
    await shelves.delete_task(person.session, person.account, low.id, actor="web")
    await shelves.delete_task(person.session, person.account, top.id, actor="web")
    await shelves.restore_task(person.session, person.account, top.id, actor="web")
    assert await listed(person, "deleted") == {"low"}


async def test_a_subtask_restored_alone_stands_on_its_own(person: Person) -> None:
    top, low = await family(person)
    await shelves.delete_task(person.session, person.account, top.id, actor="web")
    await shelves.restore_task(person.session, person.account, low.id, actor="web")
    assert low.parent_id is None
    assert await listed(person, "deleted") == {"top"}


async def test_the_archive_is_out_of_every_list_but_its_own(person: Person) -> None:
    top, _ = await family(person)
    await shelves.archive_task(person.session, person.account, top.id, actor="web")
    for state in ("open", "all", "done", "deleted"):
        assert await listed(person, state) == set()
    assert await listed(person, "archived") == {"top", "low"}
    await shelves.unarchive_task(person.session, person.account, top.id, actor="web")
    assert await listed(person, "open") == {"top", "low"}


async def test_only_what_is_in_the_trash_can_be_restored(person: Person) -> None:
    top, _ = await family(person)
    with pytest.raises(ConflictError):
        await shelves.restore_task(person.session, person.account, top.id, actor="web")
    with pytest.raises(NotFoundError):
        await shelves.restore_task(person.session, person.account, new_id(), actor="web")
