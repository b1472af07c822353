"""Which tasks are wanted, in which order, page by page."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.models.account import Account
from src.models.base import now
from src.models.task import Task
from src.schemas.base import Page
from src.schemas.task_values import PRIORITIES, clean_tag
from src.schemas.tasks import TagPublic, TaskPublic, TaskQuery
from src.services import cursors, dues
from src.services.task_views import public

ORDER = (col(Task.due_sort), col(Task.priority), col(Task.id))
DONE_ORDER = (col(Task.completed_at), col(Task.id))


async def list_tasks(
    session: AsyncSession,
    account: Account,
    query: TaskQuery,
    *,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[TaskPublic]:
    """Return one page of an account's tasks.

    Open tasks come by due date, then priority, then age; done ones newest first.

    Raises:
        InvalidError: The cursor is not one of this list.
    """
    statement = select(Task).where(*_conditions(account, query, now()))
    statement = _ordered(statement, cursor, done=query.state == "done").limit(limit + 1)
    rows = list((await session.scalars(statement)).all())
    more = len(rows) > limit
    last = rows[limit - 1] if more else None
    next_cursor = cursors.encode(_key(last, done=query.state == "done")) if last else None
    return Page(items=[public(row) for row in rows[:limit]], next_cursor=next_cursor)


async def list_tags(session: AsyncSession, account: Account) -> list[TagPublic]:
    """Return the tags of an account's open tasks, the most used first."""
    tag = func.unnest(Task.tags).label("tag")
    tags = (
        select(tag)
        .where(
            col(Task.account_id) == account.id,
            col(Task.deleted_at).is_(None),
            col(Task.completed_at).is_(None),
        )
        .subquery()
    )
    counted = select(tags.c.tag, func.count()).group_by(tags.c.tag)
    rows = await session.execute(counted.order_by(func.count().desc(), tags.c.tag))
    return [TagPublic(name=name, open_count=count) for name, count in rows.all()]


def _ordered(statement: Select[Any], cursor: str | None, *, done: bool) -> Select[Any]:
    if done:
        if cursor is not None:
            after = tuple_(*cursors.decode(cursor, datetime, UUID))
            statement = statement.where(tuple_(*DONE_ORDER) < after)
        return statement.order_by(*(column.desc() for column in DONE_ORDER))
    if cursor is not None:
        after = tuple_(*cursors.decode(cursor, datetime, int, UUID))
        statement = statement.where(tuple_(*ORDER) > after)
    return statement.order_by(*ORDER)


def _key(task: Task, *, done: bool) -> list[datetime | UUID | int]:
    if done and task.completed_at is not None:
        return [task.completed_at, task.id]
    return [task.due_sort, task.priority, task.id]


def _conditions(account: Account, query: TaskQuery, moment: datetime) -> list[ColumnElement[bool]]:
    found = [col(Task.account_id) == account.id, col(Task.deleted_at).is_(None)]
    if query.state != "all":
        is_open = col(Task.completed_at).is_(None)
        found.append(is_open if query.state == "open" else ~is_open)
    if query.q is not None:
        pattern = f"%{_literal(query.q)}%"
        found.append(or_(col(Task.title).ilike(pattern), col(Task.notes).ilike(pattern)))
    if query.tag is not None:
        found.append(col(Task.tags).contains([clean_tag(query.tag)]))
    if query.priority is not None:
        found.append(col(Task.priority) == PRIORITIES.index(query.priority))
    return found + _due_conditions(account, query, moment)


def _due_conditions(
    account: Account, query: TaskQuery, moment: datetime
) -> list[ColumnElement[bool]]:
    today = dues.today(account.time_zone, moment)
    found = []
    if query.due is not None:
        found.append(_due_condition(query.due, account.time_zone, today, moment))
    if query.due_before is not None:
        found.append(col(Task.due_date) < query.due_before)
    if query.due_after is not None:
        found.append(col(Task.due_date) > query.due_after)
    return found


def _due_condition(due: str, zone: str, today: date, moment: datetime) -> ColumnElement[bool]:
    dated = col(Task.due_date).is_not(None)
    match due:
        case "overdue":
            # An all-day task is late when its day is over, a timed one when its minute is.
            return dated & (col(Task.due_sort) < moment)
        case "today":
            begin, end = dues.start_of(today, zone), dues.start_of(dues.next_day(today), zone)
            return dated & (col(Task.due_sort) >= begin) & (col(Task.due_sort) < end)
        case "upcoming":
            return dated & (col(Task.due_sort) >= dues.start_of(dues.next_day(today), zone))
        case _:
            return ~dated


def _literal(text: str) -> str:
    """Escape what LIKE would take for a wildcard."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
