"""Takes changes of projects back."""

from sqlalchemy.ext.asyncio import AsyncSession

from src.errors import ConflictError, NotFoundError
from src.models.account import Account
from src.models.base import now
from src.models.change import Change
from src.models.project import Project
from src.schemas.projects import ProjectPublic
from src.services.project_records import document, record
from src.services.records import Edit

FIELDS = ("name", "color", "rank", "archived_at")


async def undo(session: AsyncSession, account: Account, change: Change, edit: Edit) -> Change:
    """Take one change of a project back, as a new change.

    Raises:
        NotFoundError: The project is gone for good.
        ConflictError: Something newer touched the same fields.
    """
    project = await session.get(Project, change.project_id, with_for_update=True)
    if project is None or project.account_id != account.id:
        raise NotFoundError("The project is gone for good.")
    was_there, current = project.deleted_at is None, document(project)
    if was_there != (change.after is not None):
        raise ConflictError(f"“{project.name}” was {'restored' if was_there else 'deleted'} since.")
    reference = change.after or change.before or {}
    touched = [one for one in FIELDS if (change.before or {}).get(one) != reference.get(one)]
    if change.before is None:
        touched = list(FIELDS)
    newer = [one for one in touched if current[one] != reference.get(one)]
    if newer:
        told = ", ".join(newer).replace("_", " ")
        raise ConflictError(f"Something newer changed the {told}. Undo that first.")
    if change.before is None:
        project.deleted_at = now()
    else:
        old = ProjectPublic.model_validate(change.before)
        project.sqlmodel_update({name: getattr(old, name) for name in touched})
        project.deleted_at = None
    return await record(session, project, edit, before=current if was_there else None)
