"""Undo restores exactly what a change did, or refuses and says why."""

from datetime import date, time

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from src.errors import ConflictError, InvalidError, NotFoundError
from src.models.account import Account
from src.models.change import Change
from src.schemas.tasks import TaskCreate, TaskPublic, TaskUpdate
from src.services import changes, completion, shelves, tasks, undo
from src.services.task_views import public
from tests.test_services.planning import undo_latest

FULL = TaskCreate(
    title="Buy milk",
    notes="two litres",
    due_date=date(2026, 11, 25),
    due_time=time(17),
    time_zone="Asia/Tokyo",
    priority="high",
    tags=["home"],
)
IGNORED = {"version", "updated_at"}


class Person:
    """Does things to one task, and undoes them."""

    def __init__(self, session: AsyncSession, account: Account) -> None:
        self.session, self.account = session, account

    async def add(self, data: TaskCreate = FULL) -> Change:
        made = await tasks.create_task(self.session, self.account, data, actor="web")
        self.task = made.task
        return made.change

    async def update(self, **fields: object) -> Change:
        data = TaskUpdate.model_validate(fields)
        made = await tasks.update_task(
            self.session, self.account, self.task.id, data, actor="assistant"
        )
        return made.change

    async def complete(self) -> Change:
        made = await completion.complete_task(self.session, self.account, self.task.id, actor="web")
        return made.change

    async def delete(self) -> Change:
        made = await shelves.delete_task(self.session, self.account, self.task.id, actor="mcp")
        return made.change

    async def undo(self, change: Change) -> Change:
        made = await undo.undo_change(self.session, self.account, change.id, actor="web")
        return made.change

    def shown(self) -> dict[str, object]:
        return public(self.task).model_dump(exclude=IGNORED)


@pytest.fixture
def person(session: AsyncSession, account: Account) -> Person:
    return Person(session, account)


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Oat milk"},
        {"notes": None},
        {"priority": None, "tags": None},
        {"due_date": None},
        {"due_time": None},
        {"due_date": "2027-01-01", "due_time": "08:15", "time_zone": "America/New_York"},
        {"title": "a", "notes": "b", "priority": "low", "tags": ["c"], "due_date": "2027-01-01"},
    ],
)
async def test_any_update_is_taken_back_to_the_last_field(
    person: Person, fields: dict[str, object]
) -> None:
    await person.add()
    before, due_sort = person.shown(), person.task.due_sort
    change = await person.update(**fields)
    undone = await person.undo(change)
    assert person.shown() == before
    assert person.task.due_sort == due_sort
    assert undone.action == "undo"
    assert change.undone_at is not None


async def test_done_becomes_open_again(person: Person) -> None:
    await person.add()
    before = person.shown()
    await person.undo(await person.complete())
    assert person.shown() == before


async def test_undo_can_be_undone(person: Person) -> None:
    await person.add()
    change = await person.update(title="Oat milk")
    after = person.shown()
    await person.undo(await person.undo(change))
    assert person.shown() == after


async def test_a_deleted_task_comes_back_as_it_was(person: Person) -> None:
    await person.add()
    before = person.shown()
    undone = await person.undo(await person.delete())
    assert (person.shown(), person.task.deleted_at) == (before, None)
    assert undone.before is None


async def test_an_added_task_that_was_changed_since_is_not_thrown_away(person: Person) -> None:
    created = await person.add()
    await person.update(notes="three litres")
    with pytest.raises(ConflictError, match="notes"):
        await person.undo(created)
    assert person.task.deleted_at is None


async def test_a_change_of_a_task_that_was_deleted_since_is_refused(person: Person) -> None:
    await person.add()
    change = await person.update(title="Oat milk")
    await person.delete()
    with pytest.raises(ConflictError, match="deleted since"):
        await person.undo(change)


async def test_a_deletion_that_was_taken_back_is_not_taken_back_again(person: Person) -> None:
    await person.add()
    deleted = await person.delete()
    await person.undo(deleted)
    with pytest.raises(ConflictError, match="already"):
        await person.undo(deleted)


async def test_two_changes_are_undone_in_either_order_when_they_do_not_touch(
    person: Person,
) -> None:
    await person.add()
    before = person.shown()
    titled, noted = await person.update(title="a"), await person.update(notes="b")
    await person.undo(titled)
    await person.undo(noted)
    assert person.shown() == before


async def test_the_latest_undoable_change_is_found_past_undos(person: Person) -> None:
    created = await person.add()
    renamed = await person.update(title="a")
    first = await undo_latest(person.session, person.account, actor="assistant")
    assert renamed.undone_at is not None
    assert first.change.actor == "assistant"
    await undo_latest(person.session, person.account, actor="assistant")
    assert created.undone_at is not None
    with pytest.raises(NotFoundError, match="nothing to undo"):
        await undo_latest(person.session, person.account, actor="assistant")


async def test_nobody_elses_change_is_found(person: Person, session: AsyncSession) -> None:
    created = await person.add()
    stranger = Account(time_zone="UTC")
    session.add(stranger)
    await session.flush()
    with pytest.raises(NotFoundError):
        await undo.undo_change(session, stranger, created.id, actor="web")
    with pytest.raises(NotFoundError):
        await undo_latest(session, stranger, actor="web")
    assert (await changes.list_changes(session, stranger)).items == []


async def test_what_lies_more_than_a_hundred_changes_back_stays(person: Person) -> None:
    assert undo.UNDOABLE == 100
    await person.add()
    old, kept = await person.update(notes="a"), await person.update(priority="low")
    for number in range(undo.UNDOABLE - 1):
        await person.update(title=f"{number}")
    with pytest.raises(ConflictError, match="last 100"):
        await person.undo(old)
    await person.undo(kept)
    assert person.task.notes == "a"


async def test_history_is_paged_newest_first_without_gaps(person: Person) -> None:
    made = [(await person.add()).id] + [(await person.update(title=f"{n}")).id for n in range(6)]
    seen, cursor = [], None
    while True:
        page = await changes.list_changes(person.session, person.account, limit=3, cursor=cursor)
        seen += [change.id for change in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert seen == made[::-1]


async def test_a_cursor_of_another_list_is_refused(person: Person) -> None:
    with pytest.raises(InvalidError):
        await changes.list_changes(person.session, person.account, cursor="WyIxIl0")


async def test_what_history_holds_is_what_clients_saw(person: Person) -> None:
    created = await person.add()
    assert TaskPublic.model_validate(created.after) == public(person.task)
