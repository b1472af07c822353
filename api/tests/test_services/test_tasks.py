"""Rules of tasks: what is recorded, who may touch what, and what an update leaves alone."""

from datetime import date, time
from itertools import pairwise
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.database import Database
from src.errors import InvalidError, NotFoundError, StaleError
from src.models.account import Account
from src.models.change import Change
from src.models.task import Task
from src.schemas.changes import Actor
from src.schemas.tasks import TaskCreate, TaskUpdate
from src.services import completion, shelves, tasks
from src.services.task_views import document, public


@pytest.fixture
async def stranger(session: AsyncSession) -> Account:
    found = Account(time_zone="UTC")
    session.add(found)
    await session.flush()
    return found


@pytest.fixture
async def task(session: AsyncSession, account: Account) -> Task:
    data = TaskCreate(title="Buy milk", due_date=date(2026, 11, 25), due_time=time(17))
    return (await tasks.create_task(session, account, data, actor="web")).task


async def history(session: AsyncSession) -> list[Change]:
    return list(await session.scalars(select(Change).order_by(col(Change.id))))


@pytest.mark.parametrize("actor", ["web", "assistant", "mcp"])
async def test_each_change_is_recorded_with_before_and_after(
    session: AsyncSession, account: Account, actor: Actor
) -> None:
    created = await tasks.create_task(session, account, TaskCreate(title="x"), actor=actor)
    one = created.task.id
    await tasks.update_task(session, account, one, TaskUpdate(title="y"), actor=actor)
    await completion.complete_task(session, account, one, actor=actor)
    await completion.reopen_task(session, account, one, actor=actor)
    await shelves.delete_task(session, account, one, actor=actor)
    found = await history(session)
    assert [change.action for change in found] == [
        "create",
        "update",
        "complete",
        "reopen",
        "delete",
    ]
    assert {change.actor for change in found} == {actor}
    assert found[0].before is None
    assert found[-1].after is None
    for earlier, later in pairwise(found):
        assert later.before == earlier.after


async def test_each_change_counts_the_version_up(
    session: AsyncSession, account: Account, task: Task
) -> None:
    assert task.version == 1
    await completion.complete_task(session, account, task.id, actor="web")
    assert task.version == 2
    assert task.updated_at > task.created_at


async def test_a_field_left_out_stays(session: AsyncSession, account: Account, task: Task) -> None:
    before = public(task).model_dump(exclude={"title", "version", "updated_at"})
    await tasks.update_task(session, account, task.id, TaskUpdate(title="Oat milk"), actor="web")
    after = public(task).model_dump(exclude={"title", "version", "updated_at"})
    assert after == before


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"due_date": None}, (None, None, None)),
        ({"due_time": None}, (date(2026, 11, 25), None, "Europe/Berlin")),
        ({"due_time": "09:30"}, (date(2026, 11, 25), time(9, 30), "Europe/Berlin")),
        ({"due_date": "2026-12-24"}, (date(2026, 12, 24), time(17), "Europe/Berlin")),
        ({"time_zone": "Asia/Tokyo"}, (date(2026, 11, 25), time(17), "Asia/Tokyo")),
    ],
)
async def test_a_due_date_is_changed_in_parts(
    session: AsyncSession,
    account: Account,
    task: Task,
    sent: dict[str, str | None],
    expected: tuple[date | None, time | None, str | None],
) -> None:
    data = TaskUpdate.model_validate(sent)
    await tasks.update_task(session, account, task.id, data, actor="web")
    found = public(task)
    assert (found.due_date, found.due_time, found.time_zone) == expected


@pytest.mark.parametrize("sent", [{"title": None}, {"due_date": None, "due_time": "17:00"}])
async def test_values_that_contradict_one_another_change_nothing(
    database: Database, sent: dict[str, str | None]
) -> None:
    async with database.session() as session:
        account = Account(time_zone="UTC")
        session.add(account)
        await session.flush()
        created = await tasks.create_task(session, account, TaskCreate(title="x"), actor="web")

    async def change() -> None:
        async with database.session() as session:
            data = TaskUpdate.model_validate(sent)
            await tasks.update_task(session, account, created.task.id, data, actor="web")

    with pytest.raises(InvalidError):
        await change()
    async with database.session() as session:
        assert public(await tasks.get_task(session, account, created.task.id)).version == 1
        assert len(await history(session)) == 1


async def test_an_old_version_is_refused_with_the_current_task(
    session: AsyncSession, account: Account, task: Task
) -> None:
    await completion.complete_task(session, account, task.id, actor="web", version=1)
    with pytest.raises(StaleError) as refused:
        await shelves.delete_task(session, account, task.id, actor="web", version=1)
    assert refused.value.extra == {"current": document(task)}
    assert task.deleted_at is None


async def test_nobody_elses_task_is_ever_found(
    session: AsyncSession, task: Task, stranger: Account
) -> None:
    data = TaskUpdate(title="mine now")
    for attempt in (
        tasks.get_task(session, stranger, task.id),
        tasks.update_task(session, stranger, task.id, data, actor="mcp"),
        completion.complete_task(session, stranger, task.id, actor="mcp"),
        completion.reopen_task(session, stranger, task.id, actor="mcp"),
        shelves.delete_task(session, stranger, task.id, actor="mcp"),
    ):
        with pytest.raises(NotFoundError):
            await attempt
    assert task.version == 1


async def test_a_deleted_task_and_none_look_the_same(
    session: AsyncSession, account: Account, task: Task
) -> None:
    await shelves.delete_task(session, account, task.id, actor="web")
    messages = []
    for one in (task.id, uuid4()):
        with pytest.raises(NotFoundError) as missing:
            await completion.complete_task(session, account, one, actor="web")
        messages.append(missing.value.detail)
    assert messages[0] == messages[1]


async def test_what_is_done_stays_done_since_the_first_time(
    session: AsyncSession, account: Account, task: Task
) -> None:
    first = (
        await completion.complete_task(session, account, task.id, actor="web")
    ).task.completed_at
    again = (
        await completion.complete_task(session, account, task.id, actor="web")
    ).task.completed_at
    assert first == again
    assert first is not None
