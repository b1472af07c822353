"""A person who plans, for the tests of what can be done to tasks."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.models.account import Account
from src.models.change import Change
from src.models.project import Project
from src.models.task import Task
from src.schemas.changes import Actor
from src.schemas.projects import ProjectCreate
from src.schemas.tasks import TaskCreate, TaskUpdate
from src.services import projects, tasks, undo


@dataclass(frozen=True)
class Person:
    """Somebody with tasks."""

    session: AsyncSession
    account: Account

    async def add(self, title: str = "Buy milk", **fields: object) -> Task:
        """Add a task."""
        data = TaskCreate.model_validate({"title": title, **fields})
        return (await tasks.create_task(self.session, self.account, data, actor="web")).task

    async def change(self, task: Task, **fields: object) -> Task:
        """Change a task."""
        data = TaskUpdate.model_validate(fields)
        changed = await tasks.update_task(self.session, self.account, task.id, data, actor="web")
        return changed.task

    async def project(self, name: str = "Garden") -> Project:
        """Add a project."""
        data = ProjectCreate(name=name)
        return await projects.create_project(self.session, self.account, data, actor="web")

    async def changes(self) -> list[Change]:
        """Return the history, oldest first."""
        return list(await self.session.scalars(select(Change).order_by(col(Change.id))))

    async def titles(self) -> set[str]:
        """Return the titles of the tasks that are not in the trash."""
        query = select(col(Task.title)).where(col(Task.deleted_at).is_(None))
        return set(await self.session.scalars(query))

    async def below(self, parent: UUID) -> list[Task]:
        """Return the tasks right below one, oldest first."""
        query = select(Task).where(col(Task.parent_id) == parent, col(Task.deleted_at).is_(None))
        return list(await self.session.scalars(query.order_by(col(Task.id))))

    async def undo(self) -> undo.Undone:
        """Take the newest change back."""
        return await undo_latest(self.session, self.account, actor="web")


async def undo_latest(session: AsyncSession, account: Account, *, actor: Actor) -> undo.Undone:
    """Take the newest change back that can be."""
    change_id = await undo.latest(session, account)
    return await undo.undo_change(session, account, change_id, actor=actor)
