"""Tasks below tasks: who is below whom, and what may be put where."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, Subquery, exists, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.errors import InvalidError
from src.models.account import Account
from src.models.project import Project
from src.models.task import Task
from src.schemas.tasks import SubtasksPublic, TaskFields, TaskPublic
from src.services.task_views import public

NO_SUBTASKS = SubtasksPublic(open=0, done=0, estimate_minutes=0)
_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:account, 0))")


async def lock_order(session: AsyncSession, account_id: UUID) -> None:
    """Let only one session at a time rearrange an account's tasks.

    Two moves at once could hang each task below the other, or put two in one place.
    """
    await session.execute(_LOCK, {"account": str(account_id)})


async def below(session: AsyncSession, task_ids: Sequence[UUID]) -> list[Task]:
    """Return what hangs below tasks, to any depth, locked; a deleted task ends its branch."""
    return await _below(session, task_ids, col(Task.deleted_at).is_(None))


async def deleted_below(session: AsyncSession, task_id: UUID) -> list[Task]:
    """Return what hangs below a task in the trash and is there too, locked."""
    return await _below(session, [task_id], col(Task.deleted_at).is_not(None))


async def _below(
    session: AsyncSession, task_ids: Sequence[UUID], wanted: ColumnElement[bool]
) -> list[Task]:
    first = select(col(Task.id)).where(col(Task.parent_id).in_(task_ids), wanted)
    found = first.cte("below", recursive=True)
    deeper = select(col(Task.id)).where(col(Task.parent_id) == found.c.id, wanted)
    ids = select(found.union(deeper).c.id)
    query = select(Task).where(col(Task.id).in_(ids)).order_by(col(Task.id)).with_for_update()
    return list(await session.scalars(query))


async def above(session: AsyncSession, task: Task) -> list[Task]:
    """Return the task's parent, that one's parent, and so on, locked."""
    found = select(col(Task.id), col(Task.parent_id)).where(col(Task.id) == task.parent_id)
    chain = found.cte("above", recursive=True)
    higher = select(col(Task.id), col(Task.parent_id)).where(col(Task.id) == chain.c.parent_id)
    ids = select(chain.union(higher).c.id)
    query = select(Task).where(col(Task.id).in_(ids)).order_by(col(Task.id)).with_for_update()
    return list(await session.scalars(query))


def sums_below(page: CTE) -> Subquery:
    """Return what hangs below each task of a page, to any depth.

    Args:
        page: Tasks; its column `id` counts.

    Returns:
        Columns top, open, done and minutes (the estimates of the open ones); no row for a task
        without subtasks.
    """
    first: Any = (  # SQLAlchemy's types cannot say what an optional column becomes
        select(col(Task.parent_id).label("top"), col(Task.id))
        .join(page, page.c.id == col(Task.parent_id))
        .where(col(Task.deleted_at).is_(None))
    )
    tree = first.cte("tree", recursive=True)
    deeper = select(tree.c.top, col(Task.id)).where(
        col(Task.parent_id) == tree.c.id, col(Task.deleted_at).is_(None)
    )
    tree = tree.union(deeper)
    is_open = col(Task.completed_at).is_(None)
    sums = select(
        tree.c.top,
        func.count().filter(is_open).label("open"),
        func.count().filter(~is_open).label("done"),
        func.sum(col(Task.estimate_minutes)).filter(is_open).label("minutes"),
    )
    return sums.join(Task, col(Task.id) == tree.c.id).group_by(tree.c.top).subquery()


def rollup(opened: int | None, done: int | None, minutes: int | None) -> SubtasksPublic:
    """Return a row of `sums_below` as clients see it; None where there was none."""
    return SubtasksPublic(open=opened or 0, done=done or 0, estimate_minutes=minutes or 0)


async def rolled_up(session: AsyncSession, task: Task) -> TaskPublic:
    """Return one task as everybody sees it, with the sums of what hangs below it."""
    sums = sums_below(select(col(Task.id)).where(col(Task.id) == task.id).cte("page"))
    found = (await session.execute(select(sums.c.open, sums.c.done, sums.c.minutes))).first()
    return public(task, rollup(*found) if found else NO_SUBTASKS)


async def place(session: AsyncSession, account: Account, task: Task, data: TaskFields) -> None:
    """Put a task into the project and below the parent that were sent.

    A subtask is in its parent's project; one that is sent elsewhere leaves its parent.

    Raises:
        InvalidError: There is no such project or parent, or the parent hangs below the task.
    """
    sent = data.model_fields_set
    if "project_id" in sent:
        await _check_project(session, account, data.project_id)
        if data.project_id != task.project_id:
            task.parent_id = None
        task.project_id = data.project_id
    if "parent_id" in sent:
        if data.parent_id is not None:
            # Before it is set: the query for it would flush the task, below a parent not there yet.
            task.project_id = await _project_of_parent(session, account, task, data.parent_id)
        task.parent_id = data.parent_id


async def _check_project(session: AsyncSession, account: Account, project_id: UUID | None) -> None:
    if project_id is None:
        return
    is_there = exists().where(
        col(Project.id) == project_id,
        col(Project.account_id) == account.id,
        col(Project.deleted_at).is_(None),
    )
    if not await session.scalar(select(is_there)):
        raise InvalidError("There is no such project.")


async def _project_of_parent(
    session: AsyncSession, account: Account, task: Task, parent_id: UUID
) -> UUID | None:
    await lock_order(session, account.id)
    query = select(Task).where(
        col(Task.id) == parent_id,
        col(Task.account_id) == account.id,
        col(Task.deleted_at).is_(None),
    )
    parent: Task | None = await session.scalar(query)
    if parent is None:
        raise InvalidError("There is no such parent task.")
    if task.id in {parent.id, *(one.id for one in await above(session, parent))}:
        raise InvalidError("A task cannot hang below itself.")
    return parent.project_id
