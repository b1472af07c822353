"""Tasks: every change is recorded, so that it can be shown and undone."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.errors import InvalidError, NotFoundError
from src.models.account import Account
from src.models.task import Task
from src.schemas.changes import Actor
from src.schemas.task_values import PRIORITIES
from src.schemas.tasks import TaskCreate, TaskFields, TaskUpdate
from src.services import dues, hierarchy, recurrence
from src.services.callers import Caller
from src.services.records import Changed, Edit, note_each, record
from src.services.task_views import document
from src.services.versions import check_version

DUE_FIELDS = frozenset({"due_date", "due_time", "time_zone"})
PLAIN_FIELDS: dict[str, Callable[[], object]] = {
    "notes": str,
    "tags": list,
    "reminders": list,
    "start_date": lambda: None,
    "estimate_minutes": lambda: None,
}
"""Fields that are stored as they are sent, and what null makes of them."""
RECURRENCE_FIELDS = frozenset({"recurrence", "recurs_from"})


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


async def locked(
    session: AsyncSession, account: Account, task_id: UUID, version: int | None
) -> Task:
    """Return a task that nobody else changes until the session ends.

    Raises:
        NotFoundError: There is no such task.
        StaleError: `version` is given and the task has another one.
    """
    task = await get_task(session, account, task_id, lock=True)
    check_version(task, version, name="task", show=document)
    return task


async def create_task(
    session: AsyncSession,
    account: Account,
    data: TaskCreate,
    *,
    actor: Actor,
    batch_id: UUID | None = None,
) -> Changed:
    """Add a task, perhaps as part of what is done in one go.

    Raises:
        InvalidError: The values contradict one another.
    """
    task = Task(account_id=account.id, title=data.title)
    fill(task, data, account)
    await hierarchy.place(session, account, task, data)
    return await record(session, task, Edit("create", actor, batch_id), before=None)


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
    task = await locked(session, account, task_id, version)
    return await change_fields(session, account, task, data, Edit("update", actor))


async def change_fields(
    session: AsyncSession,
    account: Account,
    task: Task,
    data: TaskUpdate,
    edit: Edit,
    *,
    rank: str | None = None,
) -> Changed:
    """Change a task that is locked; what hangs below it follows into another project.

    Args:
        session: The open session.
        account: Whose task it is.
        task: Which one.
        data: The fields to change.
        edit: What kind of change it is.
        rank: The new place in the manual order; None keeps it where it is.

    Raises:
        InvalidError: The values contradict one another.
    """
    before, project = document(task), task.project_id
    fill(task, data, account)
    await hierarchy.place(session, account, task, data)
    task.rank = rank or task.rank
    if task.project_id != project:
        followers = await hierarchy.below(session, [task.id])
        if followers:
            edit = edit.in_one_go()
            moved = edit._replace(action="move")
            note_each(session, followers, moved, project_id=task.project_id)
    return await record(session, task, edit, before=before)


def fill(task: Task, data: TaskFields, account: Account | Caller) -> None:
    """Set the fields that were sent; a field sent as null is cleared.

    Raises:
        InvalidError: The values contradict one another.
    """
    sent = data.model_fields_set
    if "title" in sent:
        if not data.title:
            raise InvalidError("A task needs a title.")
        task.title = data.title
    if "priority" in sent:
        task.priority = PRIORITIES.index(data.priority or "none")
    for name, empty in PLAIN_FIELDS.items():
        if name in sent:
            setattr(task, name, getattr(data, name) or empty())
    if sent & DUE_FIELDS:
        dues.apply(task, _due(task, data, account))
    if sent & (RECURRENCE_FIELDS | DUE_FIELDS):
        _recur(task, data)


def _recur(task: Task, data: TaskFields) -> None:
    if "recurrence" in data.model_fields_set:
        task.recurrence = recurrence.normalise(data.recurrence) if data.recurrence else None
    if "recurs_from" in data.model_fields_set:
        task.recurs_from = data.recurs_from
    task.recurs_from = (task.recurs_from or "due") if task.recurrence else None
    if task.recurrence and task.due_date is None:
        raise InvalidError("A recurring task needs a day to begin with: send due_date too.")


def _due(task: Task, data: TaskFields, account: Account | Caller) -> dues.Due:
    """Return the due date that a task has with what was sent laid over it."""
    sent, was = data.model_fields_set, dues.of(task, account.time_zone)
    day = data.due_date if "due_date" in sent else was.date
    at = data.due_time if "due_time" in sent else was.time
    if day is None and "due_time" not in sent:
        at = None  # clearing the day clears its time too
    zone = data.time_zone if "time_zone" in sent and data.time_zone else was.time_zone
    return dues.Due(day, at, zone)
