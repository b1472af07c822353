"""Ticking off: what goes along, and what comes next."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from src.database import Database
from src.errors import StaleError
from src.models.account import Account
from src.models.task import Task
from src.schemas.tasks import TaskCreate
from src.services import completion, dues, tasks
from src.services.hierarchy import rolled_up
from tests.test_services.planning import Person


async def complete(person: Person, task: Task) -> None:
    await completion.complete_task(person.session, person.account, task.id, actor="web")


async def reopen(person: Person, task: Task) -> None:
    await completion.reopen_task(person.session, person.account, task.id, actor="web")


async def successors(person: Person, task: Task) -> list[Task]:
    query = select(Task).where(col(Task.successor_of) == task.id, col(Task.deleted_at).is_(None))
    return list(await person.session.scalars(query))


def today() -> date:
    return dues.today("Europe/Berlin", datetime.now(UTC))


async def test_what_hangs_below_is_done_too_and_comes_back_with_one_undo(person: Person) -> None:
    top = await person.add("top")
    middle = await person.add("middle", parent_id=top.id)
    low = await person.add("low", parent_id=middle.id, estimate_minutes=30)
    assert (await rolled_up(person.session, top)).subtasks.model_dump() == {  # type: ignore[union-attr]
        "open": 2,
        "done": 0,
        "estimate_minutes": 30,
    }
    await complete(person, top)
    assert top.completed_at == middle.completed_at == low.completed_at is not None
    await person.undo()
    assert {one.completed_at for one in (top, middle, low)} == {None}


async def test_what_is_so_already_stays_as_it_is(person: Person) -> None:
    task = await person.add(due_date=today().isoformat(), recurrence="FREQ=DAILY")
    low = await person.add("low", parent_id=task.id)
    await reopen(person, task)
    assert task.completed_at is None
    await complete(person, task)
    moment, touched = task.completed_at, low.version
    await complete(person, task)
    assert (task.completed_at, low.version) == (moment, touched)
    assert len(await successors(person, task)) == 1


@pytest.mark.parametrize("act", [completion.complete_task, completion.reopen_task])
async def test_a_version_that_was_overtaken_changes_nothing(
    person: Person, act: Callable[..., Awaitable[object]]
) -> None:
    task = await person.add()
    if act is completion.reopen_task:
        await complete(person, task)
    before, version = task.completed_at, task.version
    with pytest.raises(StaleError):
        await act(person.session, person.account, task.id, actor="web", version=version + 1)
    assert (task.completed_at, task.version) == (before, version)
    await act(person.session, person.account, task.id, actor="web", version=version)
    assert task.version == version + 1


@pytest.mark.parametrize("recurrence", [None, "FREQ=DAILY"])
async def test_each_answer_is_the_task_and_its_own_change(
    person: Person, recurrence: str | None
) -> None:
    task = await person.add(due_date=today().isoformat(), recurrence=recurrence)
    for act, action in (
        (completion.complete_task, "complete"),
        (completion.complete_task, "complete"),
        (completion.reopen_task, "reopen"),
        (completion.reopen_task, "reopen"),
    ):
        done = await act(person.session, person.account, task.id, actor="web")
        assert (done.task, done.change.task_id, done.change.action) == (task, task.id, action)


async def test_each_change_says_who_made_it_and_what_went_along(person: Person) -> None:
    top = await person.add("top")
    await person.add("low", parent_id=top.id)
    alone = await person.add("alone")
    await completion.complete_task(person.session, person.account, alone.id, actor="mcp")
    await completion.complete_task(person.session, person.account, top.id, actor="assistant")
    await completion.reopen_task(person.session, person.account, top.id, actor="token")
    found = [(one.action, one.actor, one.batch_id) for one in (await person.changes())[3:]]
    (first, by_mcp, no_batch), *both, (last, by_token, none) = found
    assert (first, by_mcp, no_batch) == ("complete", "mcp", None)
    assert [one[:2] for one in both] == [("complete", "assistant")] * 2
    assert both[0][2] == both[1][2] is not None
    assert (last, by_token, none) == ("reopen", "token", None)


async def test_a_dropped_successor_goes_with_what_hangs_below_it(person: Person) -> None:
    task = await person.add(due_date=today().isoformat(), recurrence="FREQ=DAILY")
    await person.add("part", parent_id=task.id)
    await complete(person, task)
    (following,) = await successors(person, task)
    (copied,) = await person.below(following.id)
    await reopen(person, task)
    assert following.deleted_at == copied.deleted_at is not None
    dropping = [one for one in await person.changes() if one.action == "delete"]
    assert {one.task_id for one in dropping} == {following.id, copied.id}
    await person.undo()
    assert {following.deleted_at, copied.deleted_at} == {None}
    assert task.completed_at is not None


async def test_the_next_one_takes_the_place_and_the_clock_of_the_one_before(
    person: Person,
) -> None:
    due = {"due_date": today().isoformat(), "due_time": "23:59", "time_zone": "Asia/Tokyo"}
    task = await person.add(**due, recurrence="FREQ=DAILY")
    await complete(person, task)
    (following,) = await successors(person, task)
    assert following.rank == (task.rank or str(task.id))
    assert following.time_zone == "Asia/Tokyo"
    assert following.due_date is not None
    assert following.due_date > today()
    assert dues.time_of_day(following) == time(23, 59)
    assert following.due_sort == following.due_at


async def test_a_subtask_done_before_keeps_its_own_moment(person: Person) -> None:
    top = await person.add("top")
    low = await person.add("low", parent_id=top.id)
    await complete(person, low)
    moment, version = low.completed_at, low.version
    await complete(person, top)
    assert (low.completed_at, low.version) == (moment, version)


async def test_reopening_a_subtask_reopens_what_it_is_a_part_of(person: Person) -> None:
    top = await person.add("top")
    low = await person.add("low", parent_id=top.id)
    await complete(person, top)
    await reopen(person, low)
    assert (top.completed_at, low.completed_at) == (None, None)


async def test_a_recurring_task_is_followed_by_the_next_one(person: Person) -> None:
    task = await person.add(
        "Water plants",
        due_date=today().isoformat(),
        due_time="09:00",
        recurrence="FREQ=DAILY;INTERVAL=2",
        start_date=(today() - timedelta(days=1)).isoformat(),
        tags=["home"],
        reminders=[10],
    )
    sub = await person.add("Fill the can", parent_id=task.id)
    await complete(person, sub)
    await complete(person, task)
    (following,) = await successors(person, task)
    assert following.due_date == today() + timedelta(days=2)
    assert dues.time_of_day(following) == time(9)
    assert following.start_date == today() + timedelta(days=1)
    assert (following.tags, following.reminders) == (["home"], [10])
    assert following.completed_at is None
    (copied,) = await person.below(following.id)
    assert (copied.title, copied.completed_at) == ("Fill the can", None)


async def test_from_completion_counts_from_today(person: Person) -> None:
    late = today() - timedelta(days=10)
    task = await person.add(
        due_date=late.isoformat(), recurrence="FREQ=DAILY;INTERVAL=7", recurs_from="completion"
    )
    await complete(person, task)
    (following,) = await successors(person, task)
    assert following.due_date == today() + timedelta(days=7)


async def test_from_due_passes_over_what_was_missed(person: Person) -> None:
    late = today() - timedelta(days=10)
    task = await person.add(due_date=late.isoformat(), recurrence="FREQ=DAILY;INTERVAL=7")
    await complete(person, task)
    (following,) = await successors(person, task)
    assert following.due_date == late + timedelta(days=14)


async def test_the_last_occurrence_has_no_successor(person: Person) -> None:
    task = await person.add(due_date=today().isoformat(), recurrence="FREQ=DAILY;COUNT=2")
    await complete(person, task)
    (last,) = await successors(person, task)
    assert last.recurrence == "FREQ=DAILY;COUNT=1"
    await complete(person, last)
    assert await successors(person, last) == []


async def test_undo_takes_the_successor_away_and_completing_again_brings_one(
    person: Person,
) -> None:
    task = await person.add(due_date=today().isoformat(), recurrence="FREQ=DAILY")
    await complete(person, task)
    await person.undo()
    assert task.completed_at is None
    assert await successors(person, task) == []
    await complete(person, task)
    assert len(await successors(person, task)) == 1


async def test_reopening_drops_an_untouched_successor_and_keeps_a_changed_one(
    person: Person,
) -> None:
    task = await person.add(due_date=today().isoformat(), recurrence="FREQ=DAILY")
    await complete(person, task)
    await reopen(person, task)
    assert await successors(person, task) == []
    await complete(person, task)
    (following,) = await successors(person, task)
    await person.change(following, title="changed")
    await reopen(person, task)
    assert await successors(person, task) == [following]
    await complete(person, task)
    assert await successors(person, task) == [following]


@pytest.mark.parametrize("rounds", [60])
async def test_two_replicas_that_race_make_one_successor_each_time(
    database_url: str, rounds: int
) -> None:
    """Each pair completes the same occurrence over connections of two processes' pools."""
    ours, theirs = Database(database_url), Database(database_url)
    async with ours.session() as session:
        account = Account(time_zone="UTC")
        session.add(account)
        await session.flush()
        data = TaskCreate(title="x", due_date=today(), recurrence="FREQ=DAILY")
        made = [
            (await tasks.create_task(session, account, data, actor="web")).task.id
            for _ in range(rounds)
        ]

    async def tick(database: Database, number: int) -> None:
        async with database.session() as session:
            await completion.complete_task(session, account, made[number], actor="web")

    await asyncio.gather(*(tick(one, number) for number in range(rounds) for one in (ours, theirs)))
    async with ours.session() as session:
        followed = select(col(Task.successor_of), func.count()).where(
            col(Task.successor_of).is_not(None)
        )
        counts = (await session.execute(followed.group_by(col(Task.successor_of)))).all()
    assert sorted((found, count) for found, count in counts) == sorted((one, 1) for one in made)
    await ours.close()
    await theirs.close()
