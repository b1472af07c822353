"""Copies of tasks with all that hangs below them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from src.models.account import Account
from src.models.base import new_id
from src.models.task import Task
from src.schemas.changes import Actor
from src.services import dues, hierarchy
from src.services.records import Changed, Edit, note, record
from src.services.tasks import get_task

KEPT = (
    "account_id",
    "project_id",
    "parent_id",
    "title",
    "notes",
    "start_date",
    "due_date",
    "due_at",
    "time_zone",
    "due_sort",
    "recurrence",
    "recurs_from",
    "reminders",
    "estimate_minutes",
    "priority",
    "tags",
)
"""What a copy has from its original; it is open, and its history begins anew."""


async def duplicate_task(
    session: AsyncSession, account: Account, task_id: UUID, *, actor: Actor
) -> Changed:
    """Make an open copy of a task, with open copies of all that hangs below it.

    Raises:
        NotFoundError: There is no such task.
    """
    original = await get_task(session, account, task_id)
    return await copy(session, original, Edit("create", actor, new_id()), {})


async def copy(
    session: AsyncSession, original: Task, edit: Edit, differing: dict[str, Any]
) -> Changed:
    """Copy a task and what hangs below it.

    Args:
        session: The open session.
        original: What is copied.
        edit: Under which change the copies are recorded.
        differing: Columns of the topmost copy that are not the original's.
    """
    shift = _shift(original.due_date, differing.get("due_date", original.due_date))
    descendants = await hierarchy.below(session, [original.id])
    top = _copied(original, shift)
    top.sqlmodel_update(differing)
    made = await record(session, top, edit, before=None)
    await _copy_below(session, original.id, top.id, descendants, edit, shift)
    return made


async def _copy_below(
    session: AsyncSession,
    old: UUID,
    new: UUID,
    originals: Sequence[Task],
    edit: Edit,
    shift: timedelta,
) -> None:
    level = {old: new}
    while level:
        made: dict[UUID, Task] = {}
        for original in originals:
            if original.parent_id in level:
                made[original.id] = _copied(original, shift)
                made[original.id].parent_id = level[original.parent_id]
        session.add_all(made.values())
        await session.flush()  # level by level: what refers to a row comes after it
        for one in made.values():
            note(session, one, edit, before=None)
        level = {original: one.id for original, one in made.items()}


def _copied(original: Task, shift: timedelta) -> Task:
    made = Task(**{name: getattr(original, name) for name in KEPT})
    if shift:
        due = dues.of(original, original.time_zone or "UTC")
        dues.apply(made, due._replace(date=due.date and due.date + shift))
        made.start_date = made.start_date and made.start_date + shift
    return made


def _shift(before: date | None, after: date | None) -> timedelta:
    return after - before if before and after else timedelta()
