"""The hot queries go by an index that leads to the account: no list reads everybody's tasks."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.database import Database
from src.models.account import Account
from src.models.base import now
from src.schemas.tasks import TaskQuery
from src.services import agenda, dues, quick_lists, reminders, search, statistics, task_queries
from src.services.callers import Caller
from src.services.task_orders import order_of

FILL = """
INSERT INTO task (id, account_id, title, notes, due_date, due_sort, time_zone, priority, tags,
                  version, created_at, updated_at, completed_at, deleted_at)
SELECT gen_random_uuid(), accounts.id, 'Task ' || n || ' milk', '', current_date + n % 60,
       now() + (n % 60) * interval '1 day', 'UTC', n % 4, ARRAY['home'], 1, now(), now(),
       CASE WHEN n % 3 = 0 THEN now() END, CASE WHEN n % 10 = 0 THEN now() END
FROM (SELECT id FROM account) AS accounts, generate_series(1, 400) AS n
"""
PEOPLE = 50
type Node = dict[str, Any]
type Ask = Callable[[AsyncSession, Account], Awaitable[object]]


def listing(**query: str) -> Ask:
    wanted = TaskQuery.model_validate(query)
    return lambda session, account: task_queries.list_tasks(session, account, wanted)


ASKED: dict[str, Ask] = {
    "open": listing(),
    "filter": listing(filter="due:<2w priority:high #home milk"),
    "manual": listing(sort="manual", project="inbox"),
    "done": listing(state="done"),
    "trash": listing(state="deleted"),
    "search": lambda session, account: search.search(session, account, "milk"),
    "agenda": lambda session, account: agenda.agenda(session, account, days=7),
    "statistics": statistics.statistics,
    "tags": task_queries.list_tags,
    "reminders": lambda session, account: reminders.list_reminders(
        session, account, ahead=reminders.MISSED
    ),
}

QUICK = (
    TaskQuery(),
    TaskQuery(priority="high"),
    TaskQuery(filter="due:<2w priority:high #home milk"),
    TaskQuery(sort="manual", project="inbox"),
    TaskQuery(state="done"),
    TaskQuery(state="deleted"),
)


@pytest.fixture
async def crowd(database: Database) -> AsyncIterator[AsyncSession]:
    """Fifty people with four hundred tasks each."""
    async with database.session() as session:
        session.add_all(Account(time_zone="UTC") for _ in range(PEOPLE))
        await session.flush()
        await session.execute(text(FILL))
    async with database.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text("VACUUM ANALYZE task"))
    async with database.session() as session:
        yield session


async def test_no_hot_query_reads_the_whole_table(crowd: AsyncSession, database: Database) -> None:
    account = (await crowd.scalars(select(Account).order_by(col(Account.id)).limit(1))).one()
    read_whole: list[str] = []
    for name, ask in ASKED.items():
        plans = [
            await _plan(crowd, *one) for one in await _statements(crowd, database, ask, account)
        ]
        assert plans, name
        if any("Seq Scan on task" in plan for plan in plans):
            read_whole.append(name)
    assert read_whole == []


async def test_search_goes_by_the_words(crowd: AsyncSession, database: Database) -> None:
    account = (await crowd.scalars(select(Account).limit(1))).one()
    (one, *_) = await _statements(crowd, database, ASKED["search"], account)
    await crowd.execute(text("SET LOCAL enable_seqscan = off"))
    await crowd.execute(text("SET LOCAL enable_indexscan = off"))
    assert "task_own_words" in await _plan(crowd, *one)


@pytest.mark.parametrize("query", QUICK, ids=lambda one: one.model_dump_json(exclude_unset=True))
async def test_no_quick_list_reads_the_whole_table(
    crowd: AsyncSession, database: Database, query: TaskQuery
) -> None:
    account = (await crowd.scalars(select(Account).limit(1))).one()
    caller = Caller(account.id, "UTC", "")
    for is_first in (True, False):
        plan = await _explained(database, caller, query, is_first=is_first)
        scans = [node for node in _nodes(plan) if node.get("Relation Name") == "task"]
        assert scans
        assert "Seq Scan" not in {node["Node Type"] for node in scans}


async def _explained(
    database: Database, caller: Caller, query: TaskQuery, *, is_first: bool
) -> Node:
    today = dues.today("UTC", now())
    written = quick_lists._write(query, "UTC", today, is_first=is_first)
    given = caller.parameters() | written.values | {"limit": 50, "one_more": 51}
    key = {datetime: now(), int: 1, str: "m", UUID: caller.id}
    kinds = [] if is_first else order_of(query).kinds
    given |= {f"after_{nth}": key[kind] for nth, kind in enumerate(kinds)}
    async with database.quick() as quick:
        row = await quick.row(b"EXPLAIN (FORMAT JSON) " + written.text, given)
    assert row is not None
    plan: Node = row[0][0]["Plan"]
    return plan


def _nodes(plan: Node) -> Iterator[Node]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from _nodes(below)


async def _statements(
    session: AsyncSession, database: Database, ask: Ask, account: Account
) -> list[tuple[str, Any]]:
    """Return the statements on tasks that a service sends, with their parameters."""
    seen: list[tuple[str, Any]] = []

    def note(_: object, __: object, statement: str, parameters: Any, *___: object) -> None:  # noqa: ANN401 - the driver's own
        if "FROM task" in statement:
            seen.append((statement, parameters))

    engine = database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        await ask(session, account)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return seen


async def _plan(session: AsyncSession, statement: str, parameters: Any) -> str:  # noqa: ANN401 - the driver's own
    connection = await session.connection()
    rows = await connection.exec_driver_sql(f"EXPLAIN {statement}", parameters)
    return "\n".join(row[0] for row in rows)
