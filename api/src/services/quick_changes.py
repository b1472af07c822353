"""The two commonest changes of a task, each in one statement that is its own transaction.

They do what services/tasks.py and services/completion.py do, where there is nothing beside the task
to look after; else they return None, and the long way is taken.
"""

from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import aliased
from sqlmodel import col

from src.models.base import new_id, now
from src.models.task import Task
from src.schemas.changes import Actor
from src.schemas.tasks import TaskCreate, TaskPublic
from src.services.callers import Caller
from src.services.hierarchy import NO_SUBTASKS
from src.services.task_views import public
from src.services.tasks import fill

_TABLE = Task.__table__  # type: ignore[attr-defined]  # SQLModel's own
_COLUMNS = [column.name for column in _TABLE.columns]
_CHANGE = """
INSERT INTO task_change (id, account_id, task_id, action, actor, title, before, after, created_at)
SELECT %(change_id)s, %(account_id)s, id, %(action)s, %(actor)s, %(title)s, %(before)s::jsonb,
       %(after)s::jsonb, %(updated_at)s
FROM changed RETURNING task_id
"""
_ADD = (
    f"WITH changed AS (INSERT INTO task ({', '.join(_COLUMNS)})"  # noqa: S608 - names of columns
    f" VALUES ({', '.join(f'%({name})s' for name in _COLUMNS)}) RETURNING id){_CHANGE}"
)
_COMPLETE = f"""
WITH changed AS (
    UPDATE task SET completed_at = %(updated_at)s, updated_at = %(updated_at)s,
        version = version + 1
    WHERE id = %(id)s AND version = %(version)s AND completed_at IS NULL AND deleted_at IS NULL
    RETURNING id
){_CHANGE}
"""  # noqa: S608 - our own text
_CHILD = aliased(Task)
_HAS_SUBTASKS = exists().where(col(_CHILD.parent_id) == col(Task.id)).label("has_subtasks")
_READ = select(*_TABLE.columns, _HAS_SUBTASKS)


async def create(
    connection: AsyncConnection, caller: Caller, data: TaskCreate, actor: Actor
) -> TaskPublic | None:
    """Add a task that has no place beside the inbox.

    Raises:
        InvalidError: The values contradict one another.
    """
    if data.project_id is not None or data.parent_id is not None:
        return None
    # Lists that are given spare the model a look at how its own defaults are made, on each request.
    task = Task(account_id=caller.id, title=data.title, tags=[], reminders=[])
    fill(task, data, caller)
    task.updated_at = task.created_at
    shown = public(task, NO_SUBTASKS)
    values = {name: getattr(task, name) for name in _COLUMNS}
    await _write(connection, _ADD, {**values, "action": "create", "actor": actor}, None, shown)
    return shown


async def complete(
    connection: AsyncConnection,
    caller: Caller,
    task_id: UUID,
    actor: Actor,
    version: int | None,
) -> TaskPublic | None:
    """Tick off an open task that does not recur and has nothing below it."""
    is_it = (col(Task.id) == task_id, col(Task.account_id) == caller.id)
    row = (await connection.execute(_READ.where(*is_it, col(Task.deleted_at).is_(None)))).first()
    if row is None or row.completed_at or row.recurrence or row.has_subtasks:
        return None
    if version is not None and version != row.version:
        return None
    before = public(cast("Task", row))
    moment = now()
    changed = {"completed_at": moment, "updated_at": moment, "version": row.version + 1}
    after = SimpleNamespace(**{**row._mapping, **changed})  # noqa: SLF001 - a row's public name
    shown = public(cast("Task", after), NO_SUBTASKS)
    values = {"id": task_id, "account_id": caller.id, "version": row.version, "updated_at": moment}
    named = {"title": row.title, "action": "complete", "actor": actor}
    done = await _write(connection, _COMPLETE, values | named, before, shown)
    return shown if done else None


async def _write(
    connection: AsyncConnection,
    statement: str,
    values: dict[str, Any],
    before: TaskPublic | None,
    after: TaskPublic,
) -> bool:
    """Change the task and write the change down; False when somebody was faster."""
    kept = {
        "change_id": new_id(),
        "before": before.model_dump_json(exclude={"subtasks"}) if before else None,
        "after": after.model_dump_json(exclude={"subtasks"}),
    }
    result = await connection.exec_driver_sql(statement, values | kept)
    return result.first() is not None
