"""Many at once: all or none, and one undo."""

import pytest

from src.errors import InvalidError, NotFoundError
from src.models.base import new_id
from src.schemas.bulk import BulkChange, BulkResult
from src.services import bulk
from tests.test_services.planning import Person


async def change(person: Person, **fields: object) -> BulkResult:
    data = BulkChange.model_validate(fields)
    return await bulk.change_many(person.session, person.account, data, actor="web")


async def test_what_a_query_finds_is_changed_and_taken_back_in_one_go(person: Person) -> None:
    made = [await person.add(f"task {number}", tags=["home", "old"]) for number in range(5)]
    other = await person.add("other")
    done = await change(
        person,
        query={"tag": "home"},
        action="update",
        change={"priority": "high"},
        add_tags=["new"],
        remove_tags=["old"],
    )
    assert (done.matched, done.changed) == (5, 5)
    assert {(one.priority, tuple(one.tags)) for one in made} == {(0, ("home", "new"))}
    assert other.version == 1
    await person.undo()
    assert {(one.priority, tuple(one.tags)) for one in made} == {(3, ("home", "old"))}


@pytest.mark.parametrize("action", ["complete", "archive", "delete"])
async def test_parents_and_children_together_are_changed_once(person: Person, action: str) -> None:
    top = await person.add("top")
    low = await person.add("low", parent_id=str(top.id))
    done = await change(person, ids=[top.id, low.id], action=action)
    assert done.matched == 2
    assert (top.version, low.version) == (2, 2)
    await person.undo()
    assert (low.completed_at, low.archived_at, low.deleted_at) == (None, None, None)


async def test_a_dry_run_tells_and_changes_nothing(person: Person) -> None:
    task = await person.add()
    told = await change(person, query={}, action="delete", dry_run=True)
    assert (told.matched, told.changed, told.batch_id) == (1, 0, None)
    assert [one.id for one in told.tasks] == [task.id]
    assert task.version == 1


async def test_what_is_so_already_is_no_change(person: Person) -> None:
    await person.add()
    done = await change(person, query={}, action="reopen")
    assert (done.matched, done.changed, done.batch_id) == (1, 0, None)


@pytest.mark.parametrize(
    ("there", "back"), [("complete", "reopen"), ("archive", "unarchive"), ("delete", None)]
)
async def test_each_action_has_its_way_back_and_is_done_once(
    person: Person, there: str, back: str | None
) -> None:
    task = await person.add()
    assert (await change(person, ids=[task.id], action=there)).changed == 1
    moments = (task.completed_at, task.archived_at, task.deleted_at)
    assert len([one for one in moments if one]) == 1
    if back:
        assert (await change(person, ids=[task.id], action=there)).changed == 0
        assert (await change(person, ids=[task.id], action=back)).changed == 1
        assert (task.completed_at, task.archived_at) == (None, None)
        assert (await change(person, ids=[task.id], action=back)).changed == 0


async def test_tags_are_added_to_those_that_are_set_even_to_none(person: Person) -> None:
    task = await person.add(tags=["old"])
    await change(person, query={}, action="update", change={"tags": []}, add_tags=["new", "newer"])
    assert task.tags == ["new", "newer"]
    await change(person, query={}, action="update", change={"tags": None}, add_tags=["a", "b"])
    assert task.tags == ["a", "b"]
    await change(person, query={}, action="update", change={"tags": ["a"]}, remove_tags=["a"])
    assert task.tags == []


async def test_more_tags_than_a_task_may_have_change_nothing(person: Person) -> None:
    few, full = await person.add("few"), await person.add("full", tags=[f"t{n}" for n in range(20)])
    with pytest.raises(InvalidError, match="“full” would have more than 20 tags"):
        await change(person, ids=[full.id], action="update", add_tags=["one more"])
    done = await change(person, query={}, action="update", add_tags=["t1"], remove_tags=["t2"])
    assert done.matched == 2
    assert (few.tags, len(full.tags)) == (["t1"], 19)


async def test_one_unknown_id_changes_nothing(person: Person) -> None:
    task = await person.add()
    with pytest.raises(NotFoundError):
        await change(person, ids=[task.id, new_id()], action="delete")
    assert task.deleted_at is None


async def test_too_many_are_refused(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "LARGEST_BATCH", 1)
    for _ in range(2):
        await person.add()
    with pytest.raises(InvalidError, match="more than 1 tasks"):
        await change(person, query={}, action="delete")


@pytest.mark.parametrize(
    "fields",
    [
        {"action": "delete"},
        {"action": "delete", "ids": [], "query": {}},
        {"action": "delete", "query": {}, "add_tags": ["x"]},
    ],
)
def test_what_makes_no_sense_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"send either|belong to"):
        BulkChange.model_validate(fields)
