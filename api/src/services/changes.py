"""The history of tasks, and undo."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.errors import ConflictError, NotFoundError
from src.models.account import Account
from src.models.base import now
from src.models.change import Change
from src.models.task import Task
from src.schemas.base import Page
from src.schemas.changes import Actor, ChangePublic
from src.schemas.task_values import PRIORITIES
from src.schemas.tasks import TaskPublic
from src.services import cursors, dues
from src.services.task_views import document
from src.services.tasks import Changed, find_task, record

FIELDS = (
    "title",
    "notes",
    "due_date",
    "due_time",
    "time_zone",
    "priority",
    "tags",
    "completed_at",
)
"""What undo restores, by the names that clients see."""
DUE = ("due_date", "due_time", "time_zone")
"""One value to a person: restoring a day without its time would make a third date."""


async def list_changes(
    session: AsyncSession, account: Account, *, limit: int = 50, cursor: str | None = None
) -> Page[ChangePublic]:
    """Return one page of an account's changes, newest first.

    Raises:
        InvalidError: The cursor is not one of this list.
    """
    query = select(Change).where(col(Change.account_id) == account.id)
    if cursor is not None:
        query = query.where(col(Change.id) < cursors.decode(cursor, UUID)[0])
    rows = list(await session.scalars(query.order_by(col(Change.id).desc()).limit(limit + 1)))
    next_cursor = cursors.encode([rows[limit - 1].id]) if len(rows) > limit else None
    items = [ChangePublic.of(row) for row in rows[:limit]]
    return Page(items=items, next_cursor=next_cursor)


async def undo_change(
    session: AsyncSession, account: Account, change_id: UUID, *, actor: Actor
) -> Changed:
    """Take one change back, as a new change.

    Raises:
        NotFoundError: There is no such change.
        ConflictError: It was undone already, or something newer touched the same fields.
    """
    query = select(Change).where(col(Change.id) == change_id, col(Change.account_id) == account.id)
    change = await session.scalar(query.with_for_update())
    if change is None or change.task_id is None:
        raise NotFoundError("There is no such change.")
    if change.undone_at is not None:
        raise ConflictError("This was undone already.")
    task = await find_task(session, account, change.task_id, lock=True)
    if task is None:
        raise NotFoundError("The task is gone for good.")
    return await _undo(session, task, change, actor)


async def undo_latest(session: AsyncSession, account: Account, *, actor: Actor) -> Changed:
    """Take back the newest change that was not undone and is not an undo itself.

    Raises:
        NotFoundError: There is nothing to undo.
        ConflictError: Something newer touched the same fields.
    """
    query = (
        select(col(Change.id))
        .where(
            col(Change.account_id) == account.id,
            col(Change.undone_at).is_(None),
            col(Change.action) != "undo",
        )
        .order_by(col(Change.id).desc())
        .limit(1)
    )
    change_id = await session.scalar(query)
    if change_id is None:
        raise NotFoundError("There is nothing to undo.")
    return await undo_change(session, account, change_id, actor=actor)


async def _undo(session: AsyncSession, task: Task, change: Change, actor: Actor) -> Changed:
    was_there = task.deleted_at is None
    current = document(task)
    if was_there != (change.after is not None):
        raise ConflictError(f"“{task.title}” was {'restored' if was_there else 'deleted'} since.")
    if change.before is None:
        _refuse_newer(current, change.after or {}, FIELDS)
        task.deleted_at = now()
    else:
        reference = change.after if change.after is not None else change.before
        touched = _touched(change.before, reference)
        _refuse_newer(current, reference, touched)
        _restore(task, change.before, touched)
        task.deleted_at = None
    change.undone_at = now()
    session.add(change)
    return await record(session, task, "undo", actor, before=current if was_there else None)


def _touched(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    differing = {name for name in FIELDS if before[name] != after[name]}
    if differing.intersection(DUE):
        differing.update(DUE)
    return [name for name in FIELDS if name in differing]


def _refuse_newer(current: dict[str, Any], expected: dict[str, Any], names: Sequence[str]) -> None:
    newer = [name for name in names if current[name] != expected.get(name)]
    if newer:
        fields = ", ".join(name.replace("_", " ") for name in newer)
        raise ConflictError(f"Something newer changed the {fields}. Undo that first.")


def _restore(task: Task, before: dict[str, Any], names: list[str]) -> None:
    old = TaskPublic.model_validate(before)
    for name in names:
        match name:
            case "priority":
                task.priority = PRIORITIES.index(old.priority)
            case "due_date" | "due_time" | "time_zone":
                dues.apply(task, dues.Due(old.due_date, old.due_time, old.time_zone or "UTC"))
            case _:
                value: str | list[str] | date | datetime | None = getattr(old, name)
                setattr(task, name, value)
