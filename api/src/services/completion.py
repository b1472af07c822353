"""Ticking tasks off and taking them back; a recurring one is followed by its next occurrence."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.models.account import Account
from src.models.base import now
from src.models.task import Task
from src.schemas.changes import Actor
from src.services import dues, hierarchy, recurrence, trees
from src.services.records import Changed, Edit, note_each, record
from src.services.task_views import document
from src.services.tasks import locked


async def complete_task(
    session: AsyncSession,
    account: Account,
    task_id: UUID,
    *,
    actor: Actor,
    version: int | None = None,
) -> Changed:
    """Tick a task off, with all that hangs below it; one that is done stays as it is.

    A recurring task gets exactly one successor, however often it is completed.

    Raises:
        NotFoundError: There is no such task.
        StaleError: `version` is given and the task has another one.
    """
    task = await locked(session, account, task_id, version)
    return await complete(session, account, task, Edit("complete", actor))


async def complete(session: AsyncSession, account: Account, task: Task, edit: Edit) -> Changed:
    """Tick off a task that is locked."""
    before = document(task)
    if task.completed_at is not None:
        return await record(session, task, edit, before=before)
    task.completed_at = now()
    left = [one for one in await hierarchy.below(session, [task.id]) if one.completed_at is None]
    if left or task.recurrence:
        edit = edit.in_one_go()
    note_each(session, left, edit, completed_at=task.completed_at)
    changed = await record(session, task, edit, before=before)
    if task.recurrence:
        await _succeed(session, account, task, edit)
    return changed


async def reopen_task(
    session: AsyncSession,
    account: Account,
    task_id: UUID,
    *,
    actor: Actor,
    version: int | None = None,
) -> Changed:
    """Take a task back from done, with what it hangs below; an open one stays as it is.

    The successor of a recurring task goes again, unless somebody has changed it.

    Raises:
        NotFoundError: There is no such task.
        StaleError: `version` is given and the task has another one.
    """
    task = await locked(session, account, task_id, version)
    return await reopen(session, task, Edit("reopen", actor))


async def reopen(session: AsyncSession, task: Task, edit: Edit) -> Changed:
    """Take back a task that is locked."""
    before = document(task)
    if task.completed_at is None:
        return await record(session, task, edit, before=before)
    task.completed_at = None
    closed = [one for one in await hierarchy.above(session, task) if one.completed_at]
    successor = await _successor(session, task)
    dropped = successor if successor and successor.version == 1 else None
    if closed or dropped:
        edit = edit.in_one_go()
    note_each(session, closed, edit, completed_at=None)
    if dropped:
        await _drop(session, dropped, edit)
    return await record(session, task, edit, before=before)


async def _drop(session: AsyncSession, successor: Task, edit: Edit) -> None:
    dropped = [successor, *await hierarchy.below(session, [successor.id])]
    note_each(session, dropped, edit._replace(action="delete"), deleted_at=now())


async def _succeed(session: AsyncSession, account: Account, task: Task, edit: Edit) -> None:
    """Make the next occurrence, unless it is there already or the rule has ended."""
    due = dues.of(task, account.time_zone)
    if due.date is None or not task.recurrence or await _successor(session, task):
        return
    today = dues.today(due.time_zone, task.completed_at or now())
    counted_from = today if task.recurs_from == "completion" else due.date
    found = recurrence.following(task.recurrence, counted_from, not_before=today)
    if found is None:
        return
    following = Task(account_id=task.account_id, title=task.title)
    dues.apply(following, due._replace(date=found.day))
    differing = {
        name: getattr(following, name) for name in ("due_date", "due_at", "due_sort", "time_zone")
    }
    differing |= {"recurrence": found.rule, "successor_of": task.id}
    differing["rank"] = task.rank or str(task.id)  # it takes the place of the one before
    await trees.copy(session, task, edit._replace(action="create"), differing)


async def _successor(session: AsyncSession, task: Task) -> Task | None:
    """Return the occurrence after this one, locked."""
    query = select(Task).where(col(Task.successor_of) == task.id, col(Task.deleted_at).is_(None))
    found: Task | None = await session.scalar(query.with_for_update())
    return found
