"""What may hang where."""

import pytest

from src.errors import InvalidError
from src.models.account import Account
from src.models.base import new_id
from tests.test_services.planning import Person


async def test_a_subtask_is_in_its_parents_project(person: Person) -> None:
    garden = await person.project()
    top = await person.add("top", project_id=str(garden.id))
    low = await person.add("low", parent_id=str(top.id))
    assert low.project_id == garden.id


async def test_what_hangs_below_follows_into_another_project_and_back(person: Person) -> None:
    garden = await person.project()
    top = await person.add("top")
    low = await person.add("low", parent_id=str(top.id))
    lowest = await person.add("lowest", parent_id=str(low.id))
    await person.change(top, project_id=str(garden.id))
    assert {one.project_id for one in (top, low, lowest)} == {garden.id}
    await person.undo()
    assert {one.project_id for one in (top, low, lowest)} == {None}


async def test_a_subtask_that_goes_elsewhere_leaves_its_parent(person: Person) -> None:
    garden = await person.project()
    top = await person.add("top")
    low = await person.add("low", parent_id=str(top.id))
    await person.change(low, project_id=str(garden.id))
    assert (low.project_id, low.parent_id) == (garden.id, None)


async def test_no_task_hangs_below_itself(person: Person) -> None:
    top = await person.add("top")
    low = await person.add("low", parent_id=str(top.id))
    for parent in (top, low):
        with pytest.raises(InvalidError):
            await person.change(top, parent_id=str(parent.id))
        person.session.expire(top)
        await person.session.refresh(top)


async def test_what_is_not_there_and_what_is_somebody_elses_cannot_be_a_place(
    person: Person,
) -> None:
    stranger = Account(time_zone="UTC")
    person.session.add(stranger)
    await person.session.flush()
    other = Person(person.session, stranger)
    theirs, their_project = await other.add(), await other.project()
    messages = set()
    for wanted in (theirs.id, new_id()):
        with pytest.raises(InvalidError) as refused:
            await person.add(parent_id=str(wanted))
        messages.add(refused.value.detail)
    for wanted in (their_project.id, new_id()):
        with pytest.raises(InvalidError) as refused:
            await person.add(project_id=str(wanted))
        messages.add(refused.value.detail)
    assert messages == {"There is no such parent task.", "There is no such project."}


async def test_a_task_is_not_put_below_what_is_not_there(person: Person) -> None:
    task = await person.add()
    with pytest.raises(InvalidError, match="no such parent"):
        await person.change(task, parent_id=str(new_id()))
