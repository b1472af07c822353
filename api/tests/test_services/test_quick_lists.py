"""The quick way to a list says what the long way says, and only to whoever is signed in."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from src.database import Database
from src.models.account import Account
from src.models.base import now
from src.schemas.tasks import TaskQuery
from src.services import completion, dues, quick_lists, sessions, task_queries
from src.services.callers import Caller, Callers
from tests.test_services.planning import Person

QUERIES = (
    TaskQuery(),
    TaskQuery(state="all"),
    TaskQuery(state="all", sort="manual"),
    TaskQuery(state="done"),
    TaskQuery(sort="title", q="L"),
    TaskQuery(sort="created"),
    TaskQuery(sort="priority", tag="home"),
    TaskQuery(priority="none", due="upcoming"),
    TaskQuery(due="overdue", due_before="2030-01-01", due_after="2020-01-01"),
    TaskQuery(due="today", project="inbox", parent="none"),
    TaskQuery(filter="overdue or due:week or #home or priority:none"),
    TaskQuery(filter="-@garden is:parent"),
)


async def fill(person: Person) -> None:
    project = await person.project()
    top = await person.add(
        'A "title" with \\ and ünïcödé\n🎉 100%',
        notes="two\nlines",
        due_date="2026-10-25",
        due_time="02:30",
        time_zone="America/New_York",
        start_date="2026-10-01",
        recurrence="FREQ=DAILY",
        reminders=[0, 30],
        estimate_minutes=45,
        priority="high",
        tags=["home", "two words"],
        project_id=str(project.id),
    )
    low = await person.add("low", parent_id=str(top.id), estimate_minutes=5, tags=["home"])
    await person.add("lowest", parent_id=str(low.id), estimate_minutes=7, due_date="2099-01-01")
    await person.add("plain", due_date="2021-01-01")
    far = await person.add("far", due_date="2099-01-01")
    await person.add("below", parent_id=str(far.id), estimate_minutes=3)
    today = dues.today("Europe/Berlin", now())
    await person.add("today", due_date=str(today), due_time="00:00")
    for number in range(5):
        await person.add(f"late {number}", due_date="2022-02-02", priority="high")
    done = await person.add("done")
    await completion.complete_task(person.session, person.account, low.id, actor="web")
    await completion.complete_task(person.session, person.account, done.id, actor="web")
    top.created_at = datetime(2026, 1, 1, tzinfo=UTC)  # no fraction of a second
    await person.session.flush()


@pytest.fixture
async def known(database: Database) -> Caller:
    """A person with tasks of every kind, signed in; all of it is committed."""
    async with database.session() as session:
        account = Account(time_zone="Europe/Berlin")
        session.add(account)
        await session.flush()
        await fill(Person(session, account))
        token = await sessions.open_session(session, account.id)
    async with database.quick() as quick:
        found = await Callers().find(quick, token)
    assert found is not None
    return found


@pytest.mark.parametrize("query", QUERIES, ids=lambda one: one.model_dump_json(exclude_unset=True))
async def test_both_ways_say_the_same(
    known: Caller, database: Database, session: AsyncSession, query: TaskQuery
) -> None:
    account, cursor, seen = await session.get_one(Account, known.id), None, 0
    for _ in range(3):
        slow = await task_queries.list_tasks(session, account, query, limit=2, cursor=cursor)
        async with database.quick() as quick:
            fast = await quick_lists.page(quick, known, query, limit=2, cursor=cursor)
        assert fast is not None
        assert fast == slow.model_dump_json().encode()
        cursor, seen = slow.next_cursor, seen + len(slow.items)
        if cursor is None:
            break
    assert seen > 0


async def test_nobody_else_is_answered(known: Caller, database: Database) -> None:
    async def ask(caller: Caller) -> bytes | None:
        async with database.quick() as quick:
            return await quick_lists.page(quick, caller, TaskQuery(), limit=1, cursor=None)

    assert await ask(known) is not None
    assert await ask(known._replace(id=uuid4())) is None
    assert await ask(known._replace(token_hash="another")) is None
    assert await ask(known._replace(time_zone="Asia/Tokyo")) is None
    async with database.session() as session:
        await sessions.revoke_others(session, await session.get_one(Account, known.id), None)
    assert await ask(known) is None


async def test_an_empty_list_is_a_list(known: Caller, database: Database) -> None:
    nothing = TaskQuery(q="no such words")
    async with database.quick() as quick:
        found = await quick_lists.page(quick, known, nothing, limit=50, cursor=None)
    assert found == b'{"items":[],"next_cursor":null}'


async def test_a_day_later_the_same_query_means_other_days(known: Caller) -> None:
    query, today = TaskQuery(due="today"), date(2026, 11, 24)
    written = [
        quick_lists._write(query, known.time_zone, day, is_first=True)
        for day in (today, today, today + timedelta(days=1))
    ]
    assert written[0] is written[1]
    assert written[0].values != written[2].values
