"""Projects: what is recorded, what becomes of their tasks, and undo."""

import pytest

from src.errors import ConflictError, InvalidError, NotFoundError, StaleError
from src.models.project import Project
from src.schemas.projects import ProjectUpdate
from src.services import completion, projects, undo
from tests.test_services.planning import Person


async def update(person: Person, project: Project, **fields: object) -> None:
    data = ProjectUpdate.model_validate(fields)
    await projects.update_project(person.session, person.account, project.id, data, actor="web")


async def test_open_tasks_are_counted(person: Person) -> None:
    garden, empty = await person.project(), await person.project("Empty")
    done = await person.add(project_id=str(garden.id))
    await person.add(project_id=str(garden.id))
    await completion.complete_task(person.session, person.account, done.id, actor="web")
    found = await projects.list_projects(person.session, person.account)
    assert {one.id: one.open_count for one in found} == {garden.id: 1, empty.id: 0}


async def test_every_field_is_undone_on_its_own(person: Person) -> None:
    garden = await person.project()
    await update(person, garden, name="Yard")
    await update(person, garden, color="green")
    await update(person, garden, archived=True)
    assert [one.name for one in await projects.list_projects(person.session, person.account)] == []
    (created, renamed, *_) = await person.changes()
    await undo.undo_change(person.session, person.account, renamed.id, actor="web")
    assert (garden.name, garden.color) == ("Garden", "green")
    assert garden.archived_at is not None
    with pytest.raises(ConflictError, match="color"):
        await undo.undo_change(person.session, person.account, created.id, actor="web")


async def test_an_undone_creation_is_gone(person: Person) -> None:
    garden = await person.project()
    await person.undo()
    with pytest.raises(NotFoundError):
        await projects.get_project(person.session, person.account, garden.id)


@pytest.mark.parametrize("go", ["inbox", "trash"])
async def test_deleting_and_undo_keep_every_task(person: Person, go: projects.TasksGo) -> None:
    garden = await person.project()
    top = await person.add("top", project_id=str(garden.id))
    low = await person.add("low", parent_id=str(top.id))
    await projects.delete_project(person.session, person.account, garden.id, actor="web", tasks=go)
    if go == "inbox":
        assert (top.project_id, low.project_id, low.parent_id) == (None, None, top.id)
    assert await person.titles() == ({"top", "low"} if go == "inbox" else set())
    await person.undo()
    assert await person.titles() == {"top", "low"}
    assert (top.project_id, low.project_id, low.parent_id) == (garden.id, garden.id, top.id)


async def test_an_old_version_is_refused_with_the_current_project(person: Person) -> None:
    garden = await person.project()
    await update(person, garden, name="Yard")
    with pytest.raises(StaleError) as refused:
        await projects.locked(person.session, person.account, garden.id, 1)
    assert "Yard" in str(refused.value.extra)


async def test_a_project_needs_a_name(person: Person) -> None:
    garden = await person.project()
    with pytest.raises(InvalidError):
        await update(person, garden, name=None)


async def test_there_is_a_limit(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projects, "MOST_PROJECTS", 1)
    await person.project()
    with pytest.raises(ConflictError):
        await person.project("one too many")
