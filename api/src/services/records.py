"""Writes the history: each change of a task beside the change itself, in one transaction."""

from collections.abc import Iterable
from typing import Any, NamedTuple, Self
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from src.database import announce
from src.models.base import new_id, now
from src.models.change import Change
from src.models.task import Task
from src.schemas.changes import Action, Actor
from src.services.task_views import document


class Changed(NamedTuple):
    """A task after a change, and the record of that change."""

    task: Task
    change: Change


class Edit(NamedTuple):
    """A change under way: what it is, who makes it, and what it belongs to."""

    action: Action
    actor: Actor
    batch_id: UUID | None = None
    """Shared by what is done in one go."""

    def in_one_go(self) -> Self:
        """Return it with a batch: the one it has, or a new one."""
        return self if self.batch_id else self._replace(batch_id=new_id())


async def record(
    session: AsyncSession, task: Task, edit: Edit, *, before: dict[str, Any] | None
) -> Changed:
    """Count the task's version up, and write it and its change."""
    if edit.action == "create":
        session.add(task)
        await session.flush()  # the change refers to it
    change = note(session, task, edit, before=before)
    await session.flush()
    return Changed(task, change)


def note(session: AsyncSession, task: Task, edit: Edit, *, before: dict[str, Any] | None) -> Change:
    """Do what `record` does, but leave the writing to the next flush: many go in one."""
    if edit.action != "create":
        task.version += 1
        task.updated_at = now()
    change = Change(
        account_id=task.account_id,
        task_id=task.id,
        batch_id=edit.batch_id,
        action=edit.action,
        actor=edit.actor,
        title=task.title,
        before=before,
        after=None if task.deleted_at else document(task),
    )
    session.add(task)
    session.add(change)
    announce(session, task.account_id)
    return change


def note_each(session: AsyncSession, tasks: Iterable[Task], edit: Edit, **values: object) -> None:
    """Set the same fields of tasks that go along with another one, and note each change."""
    for task in tasks:
        before = document(task)
        for name, value in values.items():
            setattr(task, name, value)
        note(session, task, edit, before=before)
