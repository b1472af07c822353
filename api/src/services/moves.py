"""Dragging tasks and projects to another place; nothing else is renumbered."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, String, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.errors import InvalidError
from src.models.account import Account
from src.models.project import Project
from src.models.task import Task
from src.schemas.changes import Actor
from src.schemas.moves import ProjectMove, TaskMove
from src.schemas.tasks import TaskUpdate
from src.services import hierarchy, project_records, projects, ranks
from src.services.records import Changed, Edit
from src.services.tasks import change_fields, locked


def place_of(model: type[Task | Project]) -> ColumnElement[str]:
    """Return the expression that the manual order sorts by, as the index has it."""
    return func.coalesce(col(model.rank), cast(col(model.id), String))


async def move_task(
    session: AsyncSession,
    account: Account,
    task_id: UUID,
    data: TaskMove,
    *,
    actor: Actor,
    version: int | None = None,
) -> Changed:
    """Put a task behind another one, perhaps in another project or below another task.

    Raises:
        NotFoundError: There is no such task.
        StaleError: `version` is given and the task has another one.
        InvalidError: There is no such neighbour, project or parent.
    """
    task = await locked(session, account, task_id, version)
    sent = data.model_dump(include=data.model_fields_set - {"after"})
    update = TaskUpdate.model_validate(sent)
    await hierarchy.lock_order(session, account.id)
    project = data.project_id if "project_id" in data.model_fields_set else task.project_id
    if data.parent_id is not None:
        project = None  # the parent says which; its neighbours are those of the account
    is_near = [col(Task.account_id) == account.id, col(Task.deleted_at).is_(None)]
    if data.parent_id is None:
        is_near.append(col(Task.project_id).is_not_distinct_from(project))
    rank = await _rank(session, Task, task.id, data.after, is_near)
    return await change_fields(session, account, task, update, Edit("move", actor), rank=rank)


async def move_project(
    session: AsyncSession,
    account: Account,
    project_id: UUID,
    data: ProjectMove,
    *,
    actor: Actor,
    version: int | None = None,
) -> Project:
    """Put a project behind another one.

    Raises:
        NotFoundError: There is no such project.
        StaleError: `version` is given and the project has another one.
        InvalidError: There is no such neighbour.
    """
    project = await projects.locked(session, account, project_id, version)
    await hierarchy.lock_order(session, account.id)
    before = project_records.document(project)
    is_near = [col(Project.account_id) == account.id, col(Project.deleted_at).is_(None)]
    project.rank = await _rank(session, Project, project.id, data.after, is_near)
    await project_records.record(session, project, Edit("move", actor), before=before)
    return project


async def _rank(
    session: AsyncSession,
    model: type[Task | Project],
    moved: UUID,
    after: UUID | None,
    is_near: list[Any],
) -> str:
    """Return a place behind a neighbour and before the next one; None as neighbour is the top."""
    place = place_of(model)
    low = ""
    if after is not None:
        found = await session.scalar(select(place).where(col(model.id) == after, *is_near))
        if found is None or after == moved:
            raise InvalidError("There is no such neighbour to put it after.")
        low = found
    # The one that moves is no neighbour of its own.
    beyond = select(func.min(place)).where(place > low, col(model.id) != moved, *is_near)
    return ranks.between(low, await session.scalar(beyond))
