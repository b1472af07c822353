"""Takes changes back; what was done in one go is taken back in one go."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.errors import ConflictError, NotFoundError
from src.models.account import Account
from src.models.base import new_id, now
from src.models.change import Change
from src.models.project import Project
from src.models.task import Task
from src.schemas.changes import Actor
from src.schemas.task_values import PRIORITIES
from src.schemas.tasks import TaskPublic
from src.services import dues, project_undo
from src.services.records import Edit, record
from src.services.task_views import document
from src.services.tasks import find_task

UNDOABLE = 100
"""How many of the newest changes can be taken back."""
DUE = ("due_date", "due_time", "time_zone")
"""One value to a person: restoring a day without its time would make a third date."""
FIELDS = (
    "title",
    "notes",
    *DUE,
    "start_date",
    "recurrence",
    "recurs_from",
    "reminders",
    "estimate_minutes",
    "priority",
    "tags",
    "project_id",
    "parent_id",
    "rank",
    "completed_at",
    "archived_at",
)
"""What undo restores, by the names that clients see."""


class Undone(NamedTuple):
    """A change that was taken back, and the record of that."""

    task: Task | None
    change: Change


async def undo_change(
    session: AsyncSession, account: Account, change_id: UUID, *, actor: Actor
) -> Undone:
    """Take a change back, and all that was done in one go with it, as new changes.

    Raises:
        NotFoundError: There is no such change.
        ConflictError: It was undone already, is too long ago, or something newer touched the
            same fields.
    """
    query = select(Change).where(col(Change.id) == change_id, col(Change.account_id) == account.id)
    change = await session.scalar(query.with_for_update())
    if change is None:
        raise NotFoundError("There is no such change.")
    if change.undone_at is not None:
        raise ConflictError("This was undone already.")
    await _check_age(session, account, change)
    together = await _batch(session, change)
    edit = Edit("undo", actor, new_id() if len(together) > 1 else None)
    done = {one.id: await _undo(session, account, one, edit) for one in together}
    return done[change.id]


async def latest(session: AsyncSession, account: Account) -> UUID:
    """Return the newest change that was not undone and is not an undo itself.

    Raises:
        NotFoundError: There is nothing to undo.
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
    change_id: UUID | None = await session.scalar(query)
    if change_id is None:
        raise NotFoundError("There is nothing to undo.")
    return change_id


async def removes_what_others_made(
    session: AsyncSession, account: Account, change_id: UUID, *, actor: Actor
) -> bool:
    """Whether taking a change back would put things into the trash that this actor did not make."""
    change = await session.get(Change, change_id)
    if change is None or change.account_id != account.id:
        return False
    return any(
        one.action in {"create", "restore"} and one.actor != actor
        for one in await _batch(session, change)
    )


async def _check_age(session: AsyncSession, account: Account, change: Change) -> None:
    newer = (
        select(col(Change.id))
        .where(col(Change.account_id) == account.id, col(Change.id) > change.id)
        .order_by(col(Change.id))
        .offset(UNDOABLE - 1)
        .limit(1)
    )
    if change.batch_id is None and await session.scalar(newer) is not None:
        raise ConflictError(f"Only the last {UNDOABLE} changes can be undone.")


async def _batch(session: AsyncSession, change: Change) -> Sequence[Change]:
    """Return what belongs to a change, the last first: the opposite order is the way back."""
    if change.batch_id is None:
        return [change]
    query = (
        select(Change)
        .where(
            col(Change.batch_id) == change.batch_id,
            col(Change.account_id) == change.account_id,
            col(Change.undone_at).is_(None),
        )
        .order_by(col(Change.id).desc())
        .with_for_update()
    )
    return list(await session.scalars(query))


async def _undo(session: AsyncSession, account: Account, change: Change, edit: Edit) -> Undone:
    change.undone_at = now()
    session.add(change)
    if change.project_id is not None:
        return Undone(None, await project_undo.undo(session, account, change, edit))
    task = change.task_id and await find_task(session, account, change.task_id, lock=True)
    if not task:
        raise NotFoundError("The task is gone for good.")
    return Undone(task, await _undo_task(session, task, change, edit))


async def _undo_task(session: AsyncSession, task: Task, change: Change, edit: Edit) -> Change:
    was_there = task.deleted_at is None
    current = document(task)
    if was_there != (change.after is not None):
        raise ConflictError(f"“{task.title}” was {'restored' if was_there else 'deleted'} since.")
    before, after = _complete(change.before), _complete(change.after)
    if before is None:
        _refuse_newer(current, after or {}, FIELDS)
        task.deleted_at = now()
    else:
        touched = _touched(before, after or before)
        _refuse_newer(current, after or before, touched)
        await _restore(session, task, before, touched)
        task.deleted_at = None
    kept = current if was_there else None
    return (await record(session, task, edit, before=kept)).change


def _complete(kept: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return a kept document with the fields that tasks did not have when it was kept."""
    if kept is None:
        return None
    known = TaskPublic.model_validate(kept).model_dump(mode="json")
    return known if known["rank"] else known | {"rank": kept["id"]}


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


async def _restore(
    session: AsyncSession, task: Task, before: dict[str, Any], names: Sequence[str]
) -> None:
    old = TaskPublic.model_validate(before)
    for name in names:
        match name:
            case "priority":
                task.priority = PRIORITIES.index(old.priority)
            case "due_date" | "due_time" | "time_zone":
                dues.apply(task, dues.Due(old.due_date, old.due_time, old.time_zone or "UTC"))
            case "project_id":
                task.project_id = await _alive(session, Project, old.project_id)
            case "parent_id":
                task.parent_id = await _alive(session, Task, old.parent_id)
            case _:
                setattr(task, name, getattr(old, name))


async def _alive(
    session: AsyncSession, model: type[Project | Task], wanted: UUID | None
) -> UUID | None:
    """Return an id, or None when what it names is in the trash or gone for good."""
    found: Project | Task | None = await session.get(model, wanted) if wanted else None
    return found.id if found and found.deleted_at is None else None
