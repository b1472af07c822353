"""The quick way to a change does what the long way does, and leaves to it what it cannot do."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.database import Database
from src.models.account import Account
from src.models.change import Change
from src.models.task import Task
from src.schemas.tasks import TaskCreate, TaskPublic
from src.services import completion, hierarchy, idempotency, quick_changes, sessions, tasks
from src.services.callers import Caller, Callers
from src.services.quick_changes import Shown
from tests.test_services.planning import Person

FULL = TaskCreate.model_validate(
    {
        "title": 'A "title" with \\ and ünïcödé\n🎉 100%',
        "notes": "two\nlines",
        "due_date": "2026-10-25",
        "due_time": "02:30",
        "time_zone": "America/New_York",
        "start_date": "2026-10-01",
        "reminders": [0, 30],
        "estimate_minutes": 45,
        "priority": "high",
        "tags": ["home", "two words"],
    }
)
OF_THE_MOMENT = {"id", "rank", "created_at", "updated_at", "completed_at"}


@pytest.fixture
async def known(database: Database) -> Caller:
    """A person, signed in."""
    async with database.session() as session:
        account = Account(time_zone="Europe/Berlin")
        session.add(account)
        await session.flush()
        token = await sessions.open_session(session, account.id)
    async with database.quick() as quick:
        found = await Callers().find(quick, token)
    assert found is not None
    return found


async def create(
    database: Database, caller: Caller, data: TaskCreate, key: str | None = None
) -> Shown | None:
    async with database.quick() as quick:
        return await quick_changes.create(quick, caller, data, "web", key)


async def complete(
    database: Database, caller: Caller, task_id: UUID, version: int | None = None
) -> Shown | None:
    async with database.quick() as quick:
        return await quick_changes.complete(quick, caller, task_id, "web", version)


async def add(database: Database, caller: Caller, **fields: object) -> UUID:
    """Add a task on the long way."""
    async with database.session() as session:
        person = Person(session, await session.get_one(Account, caller.id))
        return (await person.add(**fields)).id  # type: ignore[arg-type]


async def change_of(session: AsyncSession, task_id: UUID, action: str) -> Change:
    query = select(Change).where(col(Change.task_id) == task_id, col(Change.action) == action)
    return (await session.scalars(query)).one()


def lasting(document: dict[str, Any] | None) -> dict[str, Any] | None:
    return document and {
        name: value for name, value in document.items() if name not in OF_THE_MOMENT
    }


async def test_both_ways_make_the_same_task(
    known: Caller, database: Database, session: AsyncSession
) -> None:
    quick = await create(database, known, FULL)
    assert quick is not None
    account = await session.get_one(Account, known.id)
    slow = await tasks.create_task(session, account, FULL, actor="web")
    found = await session.get_one(Task, quick.id)
    assert lasting(found.model_dump()) == lasting(slow.task.model_dump())
    change = await change_of(session, quick.id, "create")
    assert lasting(change.after) == lasting(slow.change.after)
    assert (change.before, change.title, change.actor) == (None, FULL.title, "web")
    shown = await hierarchy.rolled_up(session, found)
    assert quick == (found.id, 1, shown.model_dump_json())


async def test_both_ways_tick_the_same_task_off(
    known: Caller, database: Database, session: AsyncSession
) -> None:
    fields = FULL.model_dump(mode="json", exclude_unset=True)
    one, other = [await add(database, known, **fields) for _ in range(2)]
    quick = await complete(database, known, one)
    assert quick is not None
    account = await session.get_one(Account, known.id)
    slow = await completion.complete_task(session, account, other, actor="web")
    found = await session.get_one(Task, one)
    assert lasting(found.model_dump()) == lasting(slow.task.model_dump())
    change = await change_of(session, one, "complete")
    assert lasting(change.before) == lasting(slow.change.before)
    assert lasting(change.after) == lasting(slow.change.after)
    made = await change_of(session, one, "create")
    assert change.before == made.after
    shown = await hierarchy.rolled_up(session, found)
    assert change.after == shown.model_dump(mode="json", exclude={"subtasks"})
    assert quick == (one, 2, shown.model_dump_json())


async def test_the_history_of_both_ways_is_the_same_to_the_letter(
    known: Caller, database: Database, session: AsyncSession
) -> None:
    id_ = await add(database, known, title="x")
    async with database.session() as other:
        task = await other.get_one(Task, id_)
        task.created_at = task.updated_at = datetime(2026, 1, 1, tzinfo=UTC)  # no fraction
    assert await complete(database, known, id_)
    before = (await change_of(session, id_, "complete")).before
    assert before is not None
    assert before["created_at"] == before["updated_at"] == "2026-01-01T00:00:00Z"


@pytest.mark.parametrize(
    "fields",
    [
        {"recurrence": "FREQ=DAILY", "due_date": "2026-12-01"},
        {"completed": True},
        {"deleted": True},
        {"child": True},
    ],
    ids=lambda one: next(iter(one)),
)
async def test_what_has_company_takes_the_long_way(
    known: Caller, database: Database, fields: dict[str, object]
) -> None:
    plain = {name: value for name, value in fields.items() if value is not True}
    id_ = await add(database, known, title="x", **plain)
    if "child" in fields:
        await add(database, known, title="below", parent_id=str(id_))
    async with database.session() as session:
        task = await session.get_one(Task, id_)
        task.completed_at = task.created_at if "completed" in fields else None
        task.deleted_at = task.created_at if "deleted" in fields else None
    assert await complete(database, known, id_) is None
    async with database.session() as session:
        assert (await session.get_one(Task, id_)).version == 1


async def test_what_hangs_somewhere_is_made_on_the_long_way(
    known: Caller, database: Database
) -> None:
    parent = await add(database, known, title="top")
    assert await create(database, known, TaskCreate(title="x", parent_id=parent)) is None
    assert await create(database, known, TaskCreate(title="x", project_id=parent)) is None


async def test_what_was_made_with_a_key_is_found_by_the_long_way(
    known: Caller, database: Database, session: AsyncSession
) -> None:
    made = await create(database, known, FULL, "k")
    assert made is not None
    assert await create(database, known, FULL, "k") is None
    assert await create(database, known, TaskCreate(title="other"), "k") is None
    account = await session.get_one(Account, known.id)

    async def never() -> TaskPublic:
        raise AssertionError

    again = await idempotency.once(session, account, "k", FULL, TaskPublic, never)
    assert again.model_dump_json() == made.json
    assert list(await session.scalars(select(col(Task.title)))) == [FULL.title]


async def test_only_the_version_that_was_read_is_ticked_off(
    known: Caller, database: Database
) -> None:
    id_ = await add(database, known, title="x")
    assert await complete(database, known, id_, 2) is None
    assert await complete(database, known, id_, 1)


async def test_nobody_else_changes_anything(
    known: Caller, database: Database, session: AsyncSession
) -> None:
    id_ = await add(database, known, title="x")
    async with database.session() as other:
        stranger = Account(time_zone="Europe/Berlin")
        other.add(stranger)
    signed_out = known._replace(token_hash="another")
    another = known._replace(id=stranger.id)
    for caller in (signed_out, another):
        assert await complete(database, caller, id_) is None
        assert await create(database, caller, TaskCreate(title="y")) is None
    assert (await session.get_one(Task, id_)).completed_at is None
    assert list(await session.scalars(select(col(Task.title)))) == ["x"]
