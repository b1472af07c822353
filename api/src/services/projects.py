"""Projects: lists of tasks with an order of their own."""

from collections.abc import Collection
from typing import Literal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from src.errors import ConflictError, InvalidError, NotFoundError
from src.models.account import Account
from src.models.base import new_id, now
from src.models.project import Project
from src.models.task import Task
from src.schemas.changes import Actor
from src.schemas.projects import ProjectCreate, ProjectPublic, ProjectUpdate
from src.services import hierarchy
from src.services.project_records import document, public, record
from src.services.records import Edit, note_each
from src.services.versions import check_version

MOST_PROJECTS = 500
TasksGo = Literal["inbox", "trash"]


async def list_projects(
    session: AsyncSession, account: Account, *, archived: bool = False
) -> list[ProjectPublic]:
    """Return an account's projects in the order in which they were dragged, with open tasks."""
    is_open = (
        col(Task.project_id) == col(Project.id),
        col(Task.account_id) == account.id,
        col(Task.deleted_at).is_(None),
        col(Task.completed_at).is_(None),
        col(Task.archived_at).is_(None),
    )
    count = select(func.count()).select_from(Task).where(*is_open).scalar_subquery()
    is_archived = col(Project.archived_at).is_not(None)
    query = select(Project, count).where(
        col(Project.account_id) == account.id,
        col(Project.deleted_at).is_(None),
        is_archived if archived else ~is_archived,
    )
    found = [public(project, number) for project, number in (await session.execute(query)).all()]
    return sorted(found, key=lambda project: (project.rank, project.id))


async def count_inbox(session: AsyncSession, account: Account) -> int:
    """Return how many open tasks are in no project."""
    query = select(func.count()).where(
        col(Task.account_id) == account.id,
        col(Task.project_id).is_(None),
        col(Task.deleted_at).is_(None),
        col(Task.completed_at).is_(None),
        col(Task.archived_at).is_(None),
    )
    return await session.scalar(query) or 0


async def get_project(
    session: AsyncSession, account: Account, project_id: UUID, *, lock: bool = False
) -> Project:
    """Return one project of this account.

    Raises:
        NotFoundError: There is none, it is deleted, or it is somebody else's.
    """
    query = select(Project).where(
        col(Project.id) == project_id,
        col(Project.account_id) == account.id,
        col(Project.deleted_at).is_(None),
    )
    found: Project | None = await session.scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NotFoundError("There is no such project.")
    return found


async def create_project(
    session: AsyncSession, account: Account, data: ProjectCreate, *, actor: Actor
) -> Project:
    """Add a project.

    Raises:
        ConflictError: There are too many.
        InvalidError: The name is empty.
    """
    counted = select(func.count()).where(
        col(Project.account_id) == account.id, col(Project.deleted_at).is_(None)
    )
    if (await session.scalar(counted) or 0) >= MOST_PROJECTS:
        raise ConflictError(f"There are {MOST_PROJECTS} projects already. Delete one first.")
    project = Project(account_id=account.id, name=_named(data.name), color=data.color)
    await record(session, project, Edit("create", actor), before=None)
    return project


async def update_project(
    session: AsyncSession,
    account: Account,
    project_id: UUID,
    data: ProjectUpdate,
    *,
    actor: Actor,
    version: int | None = None,
) -> Project:
    """Change the fields that were sent.

    Raises:
        NotFoundError: There is no such project.
        StaleError: `version` is given and the project has another one.
        InvalidError: The name is empty.
    """
    project = await locked(session, account, project_id, version)
    before, sent = document(project), data.model_fields_set
    if "name" in sent:
        project.name = _named(data.name)
    if "color" in sent:
        project.color = data.color or "grey"
    if "archived" in sent:
        project.archived_at = (project.archived_at or now()) if data.archived else None
    await record(session, project, Edit("update", actor), before=before)
    return project


async def delete_project(  # noqa: PLR0913 (whose, which, by whom, and where its tasks go)
    session: AsyncSession,
    account: Account,
    project_id: UUID,
    *,
    actor: Actor,
    tasks: TasksGo = "inbox",
    only: Collection[UUID] | None = None,
    version: int | None = None,
) -> Project:
    """Delete a project; its tasks go to the inbox or to the trash. Undo brings all back.

    Args:
        session: The open session.
        account: Whose project it is.
        project_id: Which one.
        actor: Who does it.
        tasks: Where its tasks go.
        only: The tasks that may go to the trash, with what hangs below them; None is all. The
            others go to the inbox.
        version: The one that the client saw; None when it does not care.

    Raises:
        NotFoundError: There is no such project.
        StaleError: `version` is given and the project has another one.
    """
    project = await locked(session, account, project_id, version)
    edit, moment = Edit("delete", actor, new_id()), now()
    query = select(Task).where(col(Task.project_id) == project.id, col(Task.deleted_at).is_(None))
    held = list(await session.scalars(query.order_by(col(Task.id)).with_for_update()))
    going = {one.id for one in held if tasks == "trash" and (only is None or one.id in only)}
    if only is not None:
        going |= {one.id for one in await hierarchy.below(session, list(going))}
    gone, kept = (
        [one for one in held if one.id in going],
        [one for one in held if one.id not in going],
    )
    note_each(session, gone, edit, deleted_at=moment)
    note_each(session, kept, edit._replace(action="move"), project_id=None)
    before = document(project)
    project.deleted_at = moment
    # The last of the batch is the first that undo takes back: tasks need their project.
    await record(session, project, edit, before=before)
    return project


async def locked(
    session: AsyncSession, account: Account, project_id: UUID, version: int | None
) -> Project:
    """Return a project that nobody else changes until the session ends.

    Raises:
        NotFoundError: There is no such project.
        StaleError: `version` is given and the project has another one.
    """
    project = await get_project(session, account, project_id, lock=True)
    check_version(project, version, name="project", show=document)
    return project


def _named(name: str | None) -> str:
    if not name:
        raise InvalidError("A project needs a name.")
    return name
