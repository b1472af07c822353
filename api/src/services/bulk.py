"""Many tasks changed in one go: all or none, and undone as one."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.errors import InvalidError, NotFoundError
from src.models.account import Account
from src.models.base import new_id, now
from src.models.task import Task
from src.schemas.bulk import LARGEST_BATCH, BulkChange, BulkResult
from src.schemas.changes import Actor
from src.schemas.task_values import MOST_TAGS
from src.schemas.tasks import TaskUpdate
from src.services import completion, shelves
from src.services.records import Edit
from src.services.task_queries import conditions
from src.services.task_views import public
from src.services.tasks import change_fields

SHOWN = 50


async def change_many(
    session: AsyncSession, account: Account, data: BulkChange, *, actor: Actor
) -> BulkResult:
    """Change every task that is named, or that a query finds.

    Raises:
        NotFoundError: One of the ids is none of this account's tasks.
        InvalidError: There are too many, or the values contradict one another.
    """
    found = await find(session, account, data)
    if data.dry_run:
        shown = [public(task) for task in found[:SHOWN]]
        return BulkResult(batch_id=None, matched=len(found), changed=0, tasks=shown)
    return await change_each(session, account, found, data, actor=actor)


async def change_each(
    session: AsyncSession,
    account: Account,
    found: Sequence[Task],
    data: BulkChange,
    *,
    actor: Actor,
) -> BulkResult:
    """Change tasks that `find` has locked.

    Raises:
        InvalidError: The values contradict one another.
    """
    edit = Edit(data.action, actor, new_id())
    changed = 0
    for task in found:
        changed += await _change(session, account, task, data, edit)
    return BulkResult(
        batch_id=edit.batch_id if changed else None,
        matched=len(found),
        changed=changed,
        tasks=[public(task) for task in found[:SHOWN]],
    )


async def find(session: AsyncSession, account: Account, data: BulkChange) -> Sequence[Task]:
    """Return the tasks that are named, or that a query finds, locked.

    Raises:
        NotFoundError: One of the ids is none of this account's tasks.
        InvalidError: There are too many, or the filter cannot be read.
    """
    if data.query is not None:
        wanted = conditions(account, data.query, now())
    else:
        wanted = [col(Task.account_id) == account.id, col(Task.id).in_(data.ids or [])]
    # What is in the trash is restored or stays as it is.
    kept = select(Task).where(*wanted, col(Task.deleted_at).is_(None))
    query = kept.order_by(col(Task.id)).limit(LARGEST_BATCH + 1)
    found = list(await session.scalars(query.with_for_update()))
    if data.ids is not None and len(found) < len(set(data.ids)):
        raise NotFoundError("One of these tasks is not there. Nothing was changed.")
    if len(found) > LARGEST_BATCH:
        message = f"These are more than {LARGEST_BATCH:,} tasks. Narrow the query."
        raise InvalidError(message)
    return found


async def _change(
    session: AsyncSession, account: Account, task: Task, data: BulkChange, edit: Edit
) -> bool:
    """Change one; False when it is so already, or when it went along with its parent."""
    match data.action:
        case "update":
            await change_fields(session, account, task, _update(task, data), edit)
        case "complete" if task.completed_at is None:
            await completion.complete(session, account, task, edit)
        case "reopen" if task.completed_at is not None:
            await completion.reopen(session, task, edit)
        case "archive" if task.archived_at is None:
            await shelves.shelve(session, task, edit)
        case "unarchive" if task.archived_at is not None:
            await shelves.shelve(session, task, edit)
        case "delete" if task.deleted_at is None:
            await shelves.shelve(session, task, edit)
        case _:
            return False
    return True


def _update(task: Task, data: BulkChange) -> TaskUpdate:
    sent = data.change.model_dump(exclude_unset=True) if data.change else {}
    if data.add_tags or data.remove_tags:
        given = sent.get("tags", task.tags) or []
        kept = {*given, *data.add_tags} - {*data.remove_tags}
        if len(kept) > MOST_TAGS:
            message = f"“{task.title}” would have more than {MOST_TAGS} tags. Nothing was changed."
            raise InvalidError(message)
        sent["tags"] = sorted(kept)
    return TaskUpdate.model_validate(sent)
