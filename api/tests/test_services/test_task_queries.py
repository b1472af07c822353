"""Which tasks a list holds, and in which order."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from src.models.account import Account
from src.models.base import now
from src.schemas.tasks import TaskCreate, TaskPublic, TaskQuery
from src.services import completion, shelves, task_queries, tasks

Add = Callable[..., Awaitable[TaskPublic]]
Find = Callable[..., Awaitable[list[str]]]


@pytest.fixture
def add(session: AsyncSession, account: Account) -> Add:
    async def add_one(title: str, **fields: object) -> TaskPublic:
        data = TaskCreate.model_validate({"title": title, **fields})
        made = await tasks.create_task(session, account, data, actor="web")
        return TaskPublic.model_validate(made.change.after)

    return add_one


@pytest.fixture
def find(session: AsyncSession, account: Account) -> Find:
    """Returns the titles of all pages of a list."""

    async def find_all(limit: int = 2, **query: object) -> list[str]:
        titles: list[str] = []
        cursor: str | None = None
        while True:
            wanted = TaskQuery.model_validate(query)
            page = await task_queries.list_tasks(
                session, account, wanted, limit=limit, cursor=cursor
            )
            assert len(page.items) <= limit
            titles += [one.title for one in page.items]
            cursor = page.next_cursor
            if cursor is None:
                return titles

    return find_all


def days(count: int) -> str:
    """Return a day counted from today in Berlin, where the account is."""
    return str(datetime.now(ZoneInfo("Europe/Berlin")).date() + timedelta(days=count))


async def test_relative_days_are_the_persons_own(add: Add, find: Find) -> None:
    await add("yesterday", due_date=days(-1))
    await add("this morning", due_date=days(0), due_time="00:00")
    await add("today", due_date=days(0))
    await add("tomorrow", due_date=days(1), due_time="00:00")
    await add("next year", due_date=days(365))
    await add("someday")
    assert await find(due="overdue") == ["yesterday", "this morning"]
    assert await find(due="today") == ["this morning", "today"]
    assert await find(due="upcoming") == ["tomorrow", "next year"]
    assert await find(due="none") == ["someday"]


async def test_today_in_another_zone_is_read_on_the_accounts_clock(add: Add, find: Find) -> None:
    here = datetime.now(ZoneInfo("Europe/Berlin")).replace(hour=12, minute=0)
    there = here.astimezone(ZoneInfo("Pacific/Apia"))
    await add(
        "noon in Berlin, told in Apia",
        due_date=str(there.date()),
        due_time=there.strftime("%H:%M"),
        time_zone="Pacific/Apia",
    )
    assert await find(due="today") == ["noon in Berlin, told in Apia"]


async def test_bounds_leave_their_own_day_out(add: Add, find: Find) -> None:
    for day in ("2026-12-01", "2026-12-02", "2026-12-03"):
        await add(day, due_date=day)
    await add("undated")
    assert await find(due_before="2026-12-02") == ["2026-12-01"]
    assert await find(due_after="2026-12-02") == ["2026-12-03"]
    assert await find(due_after="2026-12-01", due_before="2026-12-03") == ["2026-12-02"]


@pytest.mark.parametrize("text", ["100%", "a_b", "back\\slash", "it's", "Ünïcödé", '"'])
async def test_text_is_found_literally_whatever_the_case(add: Add, find: Find, text: str) -> None:
    await add(f"with {text.upper()} in the title")
    await add("only in the notes", notes=f"... {text.lower()} ...")
    await add("100 axb backslash its unicode")
    assert set(await find(q=text)) == {f"with {text.upper()} in the title", "only in the notes"}


async def test_filters_narrow_one_another(add: Add, find: Find) -> None:
    await add("both", tags=["home"], priority="high")
    await add("tag", tags=["home"])
    await add("priority", priority="high")
    assert await find(tag="#Home", priority="high") == ["both"]
    assert await find(tag="home") == ["both", "tag"]
    assert await find(tag="hom") == []


async def test_pages_hold_each_task_once_in_one_order(add: Add, find: Find) -> None:
    for number in range(3):
        for priority in ("none", "low", "medium", "high"):
            for due in (None, "2026-12-01", "2026-12-02"):
                await add(f"{due} {priority} {number}", priority=priority, due_date=due)
    whole = await find(limit=200)
    assert len(set(whole)) == 36
    for limit in (1, 5, 36):
        assert await find(limit=limit) == whole
    rank = {"high": 0, "medium": 1, "low": 2, "none": 3}
    keys = [(due == "None", due, rank[level], n) for due, level, n in map(str.split, whole)]
    assert all(earlier < later for earlier, later in pairwise(keys))


async def test_a_task_added_meanwhile_moves_no_page(
    add: Add, session: AsyncSession, account: Account
) -> None:
    for number in range(4):
        await add(f"{number}", due_date=f"2026-12-0{number + 2}")
    first = await task_queries.list_tasks(session, account, TaskQuery(), limit=2)
    await add("in front", due_date="2026-12-01")
    second = await task_queries.list_tasks(
        session, account, TaskQuery(), limit=2, cursor=first.next_cursor
    )
    assert [one.title for one in (*first.items, *second.items)] == ["0", "1", "2", "3"]
    assert second.next_cursor is None


async def test_done_tasks_come_newest_first(
    add: Add, find: Find, session: AsyncSession, account: Account
) -> None:
    made = [await add(f"{number}") for number in range(5)]
    for one in (made[2], made[0], made[4]):
        await completion.complete_task(session, account, one.id, actor="web")
    assert await find(state="done") == ["4", "0", "2"]
    assert await find(state="open") == ["1", "3"]
    assert sorted(await find(state="all")) == ["0", "1", "2", "3", "4"]


async def test_deleted_tasks_and_other_peoples_are_in_no_list(
    add: Add, find: Find, session: AsyncSession, account: Account
) -> None:
    gone = await add("gone", tags=["home"])
    await shelves.delete_task(session, account, gone.id, actor="web")
    stranger = Account(time_zone="UTC", created_at=now())
    session.add(stranger)
    await session.flush()
    theirs = TaskCreate(title="theirs", tags=["home"])
    await tasks.create_task(session, stranger, theirs, actor="web")
    assert await find(state="all") == []
    assert await task_queries.list_tags(session, account) == []


async def test_tags_are_counted_among_open_tasks(
    add: Add, session: AsyncSession, account: Account
) -> None:
    await add("a", tags=["work", "home"])
    await add("b", tags=["home"])
    done = await add("c", tags=["work", "done-only"])
    await completion.complete_task(session, account, done.id, actor="web")
    found = await task_queries.list_tags(session, account)
    assert [(tag.name, tag.open_count) for tag in found] == [("home", 2), ("work", 1)]
