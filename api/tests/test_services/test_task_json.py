"""Tasks as PostgreSQL writes them are tasks as our own code writes them."""

import json
from datetime import UTC, datetime

from src.schemas.base import Page
from src.schemas.tasks import TaskPublic, TaskQuery
from src.services import completion, task_queries
from src.services.callers import Caller
from tests.test_services.planning import Person


async def test_both_ways_to_a_list_say_the_same(person: Person) -> None:
    project = await person.project()
    top = await person.add(
        'A "title" with \\ and ünïcödé\n🎉',
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
    low = await person.add("low", parent_id=str(top.id), estimate_minutes=5)
    await person.add("lowest", parent_id=str(low.id), estimate_minutes=7)
    await person.add("plain")
    await completion.complete_task(person.session, person.account, low.id, actor="web")
    top.created_at = datetime(2026, 1, 1, tzinfo=UTC)  # no fraction of a second
    await person.session.flush()
    caller = Caller(person.account.id, person.account.time_zone, None)
    for query in (TaskQuery(state="all"), TaskQuery(state="all", sort="manual")):
        cursor = None
        for _ in range(2):
            slow = await task_queries.list_tasks(
                person.session, person.account, query, limit=2, cursor=cursor
            )
            connection = await person.session.connection()
            fast = await task_queries.list_json(connection, caller, query, limit=2, cursor=cursor)
            assert Page[TaskPublic].model_validate_json(fast) == slow
            assert set(json.loads(fast)["items"][0]) == set(TaskPublic.model_fields)
            cursor = slow.next_cursor
