"""Tasks: every change is recorded, so that it can be shown and undone."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.database import announce
from src.errors import InvalidError, NotFoundError, StaleError
from src.models.account import Account
from src.models.base import now
from src.models.change import Change
from src.models.task import Task
from src.schemas.changes import Action, Actor
from src.schemas.task_values import PRIORITIES
from src.schemas.tasks import TaskCreate, TaskFields, TaskUpdate
from src.services import dues
from src.services.task_views import document


class Changed(NamedTuple):
    """A task after a change, and the record of that change."""

    task: Task
    change: Change


async def get_task(
    session: AsyncSession, account: Account, task_id: UUID, *, lock: bool = False
) -> Task:
    """Return one task of this account.

    Args:
        session: The open session.
        account: Whose task it must be.
        task_id: Which one.
        lock: Keep others from changing it until the session ends.

    Raises:
        NotFoundError: There is none, it is deleted, or it is somebody else's.
    """
    task = await find_task(session, account, task_id, lock=lock)
    if task is None or task.deleted_at is not None:
        raise NotFoundError("There is no such task.")
    return task


async def find_task(
    session: AsyncSession, account: Account, task_id: UUID, *, lock: bool
) -> Task | None:
    """Return one task of this account, a deleted one too, or None."""
    query = select(Task).where(col(Task.id) == task_id, col(Task.account_id) == account.id)
    found: Task | None = await session.scalar(query.with_for_update() if lock else query)
    return found


async def create_task(
    session: AsyncSession, account: Account, data: TaskCreate, *, actor: Actor
) -> Changed:
    """Add a task.

    Raises:
        InvalidError: The values contradict one another.
    """
    task = Task(account_id=account.id, title=data.title)
    _assign(task, data, account)
    session.add(task)
    await session.flush()
    return await record(session, task, "create", actor, before=None)


async def update_task(
    session: AsyncSession,
    account: Account,
    task_id: UUID,
    data: TaskUpdate,
    *,
    actor: Actor,
    version: int | None = None,
) -> Changed:
    """Change the fields that were sent.

    Raises:
        NotFoundError: There is no such task.
        StaleError: `version` is given and the task has another one.
        InvalidError: The values contradict one another.
    """
    task = await _locked(session, account, task_id, version)
    before = document(task)
    _assign(task, data, account)
    return await record(session, task, "update", actor, before=before)


async def complete_task(
    session: AsyncSession,
    account: Account,
    task_id: UUID,
    *,
    actor: Actor,
    version: int | None = None,
) -> Changed:
    """Tick a task off; one that is done stays as it is.

    Raises:
        NotFoundError: There is no such task.
        StaleError: `version` is given and the task has another one.
    """
    task = await _locked(session, account, task_id, version)
    before = document(task)
    task.completed_at = task.completed_at or now()
    return await record(session, task, "complete", actor, before=before)


async def reopen_task(
    session: AsyncSession,
    account: Account,
    task_id: UUID,
    *,
    actor: Actor,
    version: int | None = None,
) -> Changed:
    """Take a task back from done; an open one stays as it is.

    Raises:
        NotFoundError: There is no such task.
        StaleError: `version` is given and the task has another one.
    """
    task = await _locked(session, account, task_id, version)
    before = document(task)
    task.completed_at = None
    return await record(session, task, "reopen", actor, before=before)


async def delete_task(
    session: AsyncSession,
    account: Account,
    task_id: UUID,
    *,
    actor: Actor,
    version: int | None = None,
) -> Changed:
    """Delete a task; undo brings it back.

    Raises:
        NotFoundError: There is no such task.
        StaleError: `version` is given and the task has another one.
    """
    task = await _locked(session, account, task_id, version)
    before = document(task)
    task.deleted_at = now()
    return await record(session, task, "delete", actor, before=before)


async def record(
    session: AsyncSession,
    task: Task,
    action: Action,
    actor: Actor,
    *,
    before: dict[str, object] | None,
) -> Changed:
    """Count the task's version up and write the change beside it."""
    if action != "create":
        task.version += 1
        task.updated_at = now()
    after = None if task.deleted_at else document(task)
    change = Change(
        account_id=task.account_id,
        task_id=task.id,
        action=action,
        actor=actor,
        title=task.title,
        before=before,
        after=after,
    )
    session.add(task)
    session.add(change)
    announce(session, task.account_id)
    await session.flush()
    return Changed(task, change)


async def _locked(
    session: AsyncSession, account: Account, task_id: UUID, version: int | None
) -> Task:
    task = await get_task(session, account, task_id, lock=True)
    if version is not None and version != task.version:
        current = document(task)
        raise StaleError(
            f"You changed version {version}; the task is at version {task.version} now.",
            extra={"current": current},
        )
    return task


def _assign(task: Task, data: TaskFields, account: Account) -> None:
    """Set the fields that were sent; a field sent as null is cleared."""
    sent = data.model_fields_set
    if "title" in sent:
        if not data.title:
            raise InvalidError("A task needs a title.")
        task.title = data.title
    if "notes" in sent:
        task.notes = data.notes or ""
    if "priority" in sent:
        task.priority = PRIORITIES.index(data.priority or "none")
    if "tags" in sent:
        task.tags = data.tags or []
    if sent & {"due_date", "due_time", "time_zone"}:
        dues.apply(task, _due(task, data, account))


def _due(task: Task, data: TaskFields, account: Account) -> dues.Due:
    """Return the due date that a task has with what was sent laid over it."""
    sent, was = data.model_fields_set, dues.of(task, account.time_zone)
    day = data.due_date if "due_date" in sent else was.date
    at = data.due_time if "due_time" in sent else was.time
    if day is None and "due_time" not in sent:
        at = None  # clearing the day clears its time too
    zone = data.time_zone if "time_zone" in sent and data.time_zone else was.time_zone
    return dues.Due(day, at, zone)
