"""Projects as clients see them, and their part of the history."""

from typing import Any, cast

from sqlalchemy.ext.asyncio import AsyncSession

from src.database import announce
from src.models.base import now
from src.models.change import Change
from src.models.project import Project
from src.schemas.projects import Color, ProjectPublic
from src.services.records import Edit


def public(project: Project, open_count: int | None = None) -> ProjectPublic:
    """Return a project as everybody sees it."""
    return ProjectPublic(
        id=project.id,
        name=project.name,
        color=cast("Color", project.color),
        rank=project.rank or str(project.id),
        version=project.version,
        created_at=project.created_at,
        updated_at=project.updated_at,
        archived_at=project.archived_at,
        open_count=open_count,
    )


def document(project: Project) -> dict[str, Any]:
    """Return a project as the history keeps it: JSON values only."""
    return public(project).model_dump(mode="json", exclude={"open_count"})


async def record(
    session: AsyncSession, project: Project, edit: Edit, *, before: dict[str, Any] | None
) -> Change:
    """Count the project's version up, and write it and its change."""
    if edit.action != "create":
        project.version += 1
        project.updated_at = now()
    session.add(project)
    await session.flush()  # the change refers to it
    change = Change(
        account_id=project.account_id,
        project_id=project.id,
        batch_id=edit.batch_id,
        action=edit.action,
        actor=edit.actor,
        title=project.name,
        before=before,
        after=None if project.deleted_at else document(project),
    )
    session.add(change)
    announce(session, project.account_id)
    await session.flush()
    return change
