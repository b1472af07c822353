"""Where tasks go that are not to be done: the archive and the trash, and back."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from src.errors import ConflictError, NotFoundError
from src.models.account import Account
from src.models.base import new_id, now
from src.models.task import Task
from src.schemas.changes import Actor
from src.services import hierarchy
from src.services.records import Changed, Edit, note, record
from src.services.task_views import document
from src.services.tasks import find_task, locked
from src.services.versions import check_version


async def delete_task(
    session: AsyncSession,
    account: Account,
    task_id: UUID,
    *,
    actor: Actor,
    version: int | None = None,
) -> Changed:
    """Put a task into the trash, with all that hangs below it; undo and restore bring it back.

    Raises:
        NotFoundError: There is no such task.
        StaleError: `version` is given and the task has another one.
    """
    task = await locked(session, account, task_id, version)
    return await shelve(session, task, Edit("delete", actor))


async def restore_task(
    session: AsyncSession,
    account: Account,
    task_id: UUID,
    *,
    actor: Actor,
    version: int | None = None,
) -> Changed:
    """Take a task out of the trash, with what went there together with it.

    One whose parent is still there comes back on its own.

    Raises:
        NotFoundError: There is no such task.
        StaleError: `version` is given and the task has another one.
        ConflictError: It is not in the trash.
    """
    task = await find_task(session, account, task_id, lock=True)
    if task is None:
        raise NotFoundError("There is no such task.")
    if task.deleted_at is None:
        raise ConflictError("This task is not in the trash.")
    check_version(task, version, name="task", show=document)
    return await restore(session, account, task, Edit("restore", actor, new_id()))


async def restore(session: AsyncSession, account: Account, task: Task, edit: Edit) -> Changed:
    """Take a locked task out of the trash, with what went there in the same moment."""
    gone = task.deleted_at
    together = [
        one for one in await hierarchy.deleted_below(session, task.id) if one.deleted_at == gone
    ]
    for one in (task, *together):
        one.deleted_at = None
    if task.parent_id and not await find_alive(session, account, task.parent_id):
        task.parent_id = None
    for one in together:
        note(session, one, edit, before=None)
    return await record(session, task, edit, before=None)


async def find_alive(session: AsyncSession, account: Account, task_id: UUID) -> Task | None:
    """Return a task of this account that is not in the trash, or None."""
    found = await find_task(session, account, task_id, lock=False)
    return found if found and found.deleted_at is None else None


async def archive_task(
    session: AsyncSession,
    account: Account,
    task_id: UUID,
    *,
    actor: Actor,
    version: int | None = None,
) -> Changed:
    """Put a task out of sight without deleting it, with all that hangs below it.

    Raises:
        NotFoundError: There is no such task.
        StaleError: `version` is given and the task has another one.
    """
    task = await locked(session, account, task_id, version)
    return await shelve(session, task, Edit("archive", actor))


async def unarchive_task(
    session: AsyncSession,
    account: Account,
    task_id: UUID,
    *,
    actor: Actor,
    version: int | None = None,
) -> Changed:
    """Take a task out of the archive, with all that hangs below it.

    Raises:
        NotFoundError: There is no such task.
        StaleError: `version` is given and the task has another one.
    """
    task = await locked(session, account, task_id, version)
    return await shelve(session, task, Edit("unarchive", actor))


async def shelve(session: AsyncSession, task: Task, edit: Edit) -> Changed:
    """Delete, archive or unarchive a locked task and all that hangs below it."""
    moment = now()
    followers = await hierarchy.below(session, [task.id])
    if followers:
        edit = edit.in_one_go()
    for one in followers:
        was = document(one)
        _set(one, edit, moment)
        note(session, one, edit, before=was)
    before = document(task)
    _set(task, edit, moment)
    return await record(session, task, edit, before=before)


def _set(task: Task, edit: Edit, moment: datetime) -> None:
    match edit.action:
        case "delete":
            task.deleted_at = moment
        case "archive":
            task.archived_at = task.archived_at or moment
        case _:
            task.archived_at = None
