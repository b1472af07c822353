"""Which tasks are wanted, in which order, page by page."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from src.models.account import Account
from src.models.base import now
from src.models.task import Task
from src.schemas.base import Page
from src.schemas.task_values import PRIORITIES, clean_tag
from src.schemas.tasks import TagPublic, TaskPublic, TaskQuery
from src.services import dues, hierarchy
from src.services.filters.compiler import Now, compile_filter, states
from src.services.filters.parser import parse
from src.services.patterns import containing
from src.services.task_orders import order_of
from src.services.task_views import public

_KEPT = col(Task.deleted_at).is_(None)
_IN_SIGHT = col(Task.archived_at).is_(None)
_STATES: dict[str, list[ColumnElement[bool]]] = {
    "open": [_KEPT, col(Task.completed_at).is_(None), _IN_SIGHT],
    "done": [_KEPT, col(Task.completed_at).is_not(None), _IN_SIGHT],
    "all": [_KEPT, _IN_SIGHT],
    "archived": [_KEPT, ~_IN_SIGHT],
    "deleted": [~_KEPT],
}


async def list_tasks(
    session: AsyncSession,
    account: Account,
    query: TaskQuery,
    *,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[TaskPublic]:
    """Return one page of an account's tasks, each with the sums of what hangs below it.

    Open tasks come by due date, then priority, then age; done ones newest first. It is one
    statement, however many tasks have subtasks.

    Raises:
        InvalidError: The cursor is not one of this list.
    """
    order = order_of(query)
    wanted = conditions(account, query, now())
    if cursor is not None:
        wanted.append(order.after(cursor))
    page = order.sort(select(Task).where(*wanted), Task).limit(limit + 1).cte("page")
    task, sums = aliased(Task, page), hierarchy.sums_below(page)
    statement = select(task, sums.c.open, sums.c.done, sums.c.minutes)
    statement = statement.outerjoin(sums, sums.c.top == task.id)
    rows = (await session.execute(order.sort(statement, task))).all()
    next_cursor = order.cursor(rows[limit - 1][0]) if len(rows) > limit else None
    items = [public(row, hierarchy.rollup(*sums)) for row, *sums in rows[:limit]]
    return Page(items=items, next_cursor=next_cursor)


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


def conditions(account: Account, query: TaskQuery, moment: datetime) -> list[ColumnElement[bool]]:
    """Return what holds for the tasks of an account that are asked for."""
    mine = col(Task.account_id) == account.id
    return [mine, *narrowing(query, account.time_zone, moment)]


def narrowing(query: TaskQuery, zone: str, moment: datetime) -> list[ColumnElement[bool]]:
    """Return what holds for the tasks that are asked for, whosoever they are.

    Args:
        query: Which ones.
        zone: Where the person is, whose days count.
        moment: What counts as now.

    Raises:
        InvalidError: The filter cannot be read.
    """
    found: list[ColumnElement[bool]] = []
    now = Now(moment, zone)
    if query.filter is not None:
        node = parse(query.filter).node
        # What a filter says about states goes before the list's own.
        kept = states(node, _STATES[query.state]) if query.state == "open" else None
        found += _STATES[query.state] if kept is None else kept
        found += [compile_filter(node, now)] if node else []
    else:
        found += _STATES[query.state]
    if query.q is not None:
        pattern = containing(query.q)
        found.append(or_(col(Task.title).ilike(pattern), col(Task.notes).ilike(pattern)))
    if query.tag is not None:
        found.append(col(Task.tags).contains([clean_tag(query.tag)]))
    if query.priority is not None:
        found.append(col(Task.priority) == PRIORITIES.index(query.priority))
    if query.project is not None:
        project = None if query.project == "inbox" else query.project
        found.append(col(Task.project_id).is_not_distinct_from(project))
    if query.parent is not None:
        parent = None if query.parent == "none" else query.parent
        found.append(col(Task.parent_id).is_not_distinct_from(parent))
    return found + _due_conditions(query, now)


def _due_conditions(query: TaskQuery, now: Now) -> list[ColumnElement[bool]]:
    found = []
    if query.due is not None:
        found.append(_due_condition(query.due, now))
    if query.due_before is not None:
        found.append(col(Task.due_date) < query.due_before)
    if query.due_after is not None:
        found.append(col(Task.due_date) > query.due_after)
    return found


def _due_condition(due: str, now: Now) -> ColumnElement[bool]:
    dated = col(Task.due_date).is_not(None)
    tomorrow = dues.start_of(dues.next_day(now.today), now.zone)
    match due:
        case "overdue":
            # An all-day task is late when its day is over, a timed one when its minute is.
            return dated & (col(Task.due_sort) < now.instant)
        case "today":
            begin = dues.start_of(now.today, now.zone)
            return dated & (col(Task.due_sort) >= begin) & (col(Task.due_sort) < tomorrow)
        case "upcoming":
            return dated & (col(Task.due_sort) >= tomorrow)
        case _:
            return ~dated
