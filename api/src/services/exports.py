"""Writes tasks into a file, some hundred at a time."""

from collections.abc import AsyncIterator
from typing import Literal, cast

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.dialects.postgresql import array
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from src.database import Database
from src.models.account import Account
from src.models.project import Project
from src.models.task import Task
from src.schemas.task_values import PRIORITIES, Priority, RecursFrom
from src.services import dues
from src.services.transfer.records import Format, TaskRecord

BATCH = 500
State = Literal["all", "open", "done"]
_STATES: dict[State, list[ColumnElement[bool]]] = {
    "all": [],
    "open": [col(Task.completed_at).is_(None)],
    "done": [col(Task.completed_at).is_not(None)],
}


async def export_tasks(
    database: Database, account: Account, kind: Format, state: State = "all"
) -> AsyncIterator[bytes]:
    """Yield a file with an account's tasks; parents come before what hangs below them.

    It opens a session of its own, which lives as long as the file is read.
    """
    yield kind.head.encode()
    is_first = True
    async with database.session() as session:
        async for record in records(session, account, state):
            yield kind.write(record, is_first).encode()
            is_first = False
    yield kind.tail.encode()


async def records(
    session: AsyncSession, account: Account, state: State = "all"
) -> AsyncIterator[TaskRecord]:
    """Yield an account's tasks, depth first; the trash is left out."""
    mine = (col(Task.account_id) == account.id, col(Task.deleted_at).is_(None), *_STATES[state])
    parent = aliased(Task)
    has_parent = exists().where(
        col(parent.id) == col(Task.parent_id), col(parent.deleted_at).is_(None)
    )
    if state != "all":
        is_done = col(parent.completed_at).is_not(None)
        has_parent = has_parent.where(is_done if state == "done" else ~is_done)
    top = select(col(Task.id), array([col(Task.id)]).label("path")).where(
        *mine, or_(col(Task.parent_id).is_(None), ~has_parent)
    )
    tree = top.cte("tree", recursive=True)
    deeper = select(col(Task.id), tree.c.path + array([col(Task.id)])).where(
        *mine, col(Task.parent_id) == tree.c.id
    )
    tree = tree.union_all(deeper)
    query = (
        select(Task, col(Project.name), tree.c.path)
        .join(tree, tree.c.id == col(Task.id))
        .outerjoin(Project, col(Project.id) == col(Task.project_id))
        .order_by(tree.c.path)
        .execution_options(yield_per=BATCH)
    )
    rows = await session.stream(query)
    async for task, project, path in rows:
        yield _record(task, project, path)
        session.expunge(task)


def _record(task: Task, project: str | None, path: list[object]) -> TaskRecord:
    return TaskRecord(
        title=task.title,
        notes=task.notes,
        project=project,
        key=str(task.id),
        parent=str(path[-2]) if len(path) > 1 else None,
        due_date=task.due_date,
        due_time=dues.time_of_day(task),
        time_zone=task.time_zone,
        start_date=task.start_date,
        recurrence=task.recurrence,
        recurs_from=cast("RecursFrom | None", task.recurs_from),
        reminders=tuple(task.reminders),
        estimate_minutes=task.estimate_minutes,
        priority=cast("Priority", PRIORITIES[task.priority]),
        tags=tuple(task.tags),
        created_at=task.created_at,
        completed_at=task.completed_at,
        archived=task.archived_at is not None,
        depth=len(path),
    )
