"""Copies with all that hangs below."""

from src.services import completion, trees
from tests.test_services.planning import Person


async def test_a_copy_is_whole_and_open_and_one_undo_away(person: Person) -> None:
    top = await person.add("top", tags=["home"], priority="high", estimate_minutes=5)
    middle = await person.add("middle", parent_id=str(top.id))
    await person.add("low", parent_id=str(middle.id))
    await completion.complete_task(person.session, person.account, top.id, actor="web")
    made = await trees.duplicate_task(person.session, person.account, top.id, actor="web")
    copy = made.task
    assert (copy.title, copy.tags, copy.priority, copy.estimate_minutes) == ("top", ["home"], 0, 5)
    assert copy.completed_at is None
    (middle_copy,) = await person.below(copy.id)
    (low_copy,) = await person.below(middle_copy.id)
    assert (middle_copy.completed_at, low_copy.completed_at) == (None, None)
    assert low_copy.title == "low"
    await person.undo()
    assert await person.below(copy.id) == []
    assert copy.deleted_at is not None
