"""Projects by name."""

import pytest

from src.errors import NotFoundError
from src.schemas.projects import ProjectUpdate
from src.services import project_names, projects
from tests.test_services.planning import Person

pytestmark = pytest.mark.anyio


async def test_the_case_and_spaces_around_do_not_count(person: Person) -> None:
    garden = await person.project("Gärten")
    for name in ("gärten", "GÄRTEN", " Gärten "):
        assert await project_names.id_of(person.session, person.account, name) == garden.id
    assert await project_names.find(person.session, person.account, "Gärt") is None


async def test_no_sign_of_a_name_is_a_pattern(person: Person) -> None:
    await person.project("Garden")
    assert await project_names.find(person.session, person.account, "Gard%") is None


async def test_the_inbox_is_no_project(person: Person) -> None:
    await person.project("Inbox")
    assert await project_names.id_of(person.session, person.account, "INBOX") is None


async def test_of_the_same_name_the_one_in_use_is_meant(person: Person) -> None:
    old, new = await person.project("Garden"), await person.project("garden")
    data = ProjectUpdate(archived=True)
    await projects.update_project(person.session, person.account, old.id, data, actor="web")
    found = await project_names.need(person.session, person.account, "Garden")
    assert found.id == new.id
    await projects.delete_project(person.session, person.account, new.id, actor="web")
    found = await project_names.need(person.session, person.account, "Garden")
    assert found.id == old.id


async def test_the_error_names_the_first_twenty(person: Person) -> None:
    for number in range(21):
        await person.project(f"Project {number}")
    with pytest.raises(NotFoundError) as caught:
        await project_names.need(person.session, person.account, "Gardn")
    assert "“Project 19” and others, and the inbox." in caught.value.detail
    assert "“Project 20”" not in caught.value.detail


async def test_the_projects_of_others_have_no_name_here(
    person: Person, somebody_else: Person
) -> None:
    await somebody_else.project("Secret")
    with pytest.raises(NotFoundError) as caught:
        await project_names.need(person.session, person.account, "Secret")
    assert caught.value.detail.endswith("There are none yet, only the inbox.")


async def test_names_are_found_by_id_at_once(person: Person) -> None:
    garden = await person.project("Garden")
    named = await project_names.names_of(person.session, [garden.id, None, garden.id])
    assert named == {garden.id: "Garden"}
    assert await project_names.names_of(person.session, [None]) == {}
