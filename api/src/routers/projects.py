"""Projects."""

from uuid import UUID

from fastapi import APIRouter, Response

from src.models.project import Project
from src.routers.dependencies import (
    AccountDep,
    ActorDep,
    IdempotencyKey,
    SessionDep,
    VersionDep,
)
from src.routers.responses import CONFLICT, INVALID, NOT_FOUND, SIGNED_OUT, STALE
from src.schemas.base import Page
from src.schemas.moves import ProjectMove
from src.schemas.projects import ProjectCreate, ProjectPublic, ProjectUpdate
from src.services import idempotency, moves, projects
from src.services.project_records import public
from src.services.projects import TasksGo

router = APIRouter(
    prefix="/api/v1/projects", tags=["projects"], responses={**SIGNED_OUT, **INVALID}
)
CHANGING = {**NOT_FOUND, **STALE}


@router.get("")
async def list_projects(
    account: AccountDep, session: SessionDep, *, archived: bool = False
) -> Page[ProjectPublic]:
    """List projects in the order in which they were dragged, with how many open tasks each has."""
    return Page(items=await projects.list_projects(session, account, archived=archived))


@router.post("", status_code=201, responses=CONFLICT)
async def create_project(
    data: ProjectCreate,
    account: AccountDep,
    session: SessionDep,
    actor: ActorDep,
    response: Response,
    idempotency_key: IdempotencyKey = None,
) -> ProjectPublic:
    """Add a project."""

    async def create() -> ProjectPublic:
        return public(await projects.create_project(session, account, data, actor=actor), 0)

    made = await idempotency.once(session, account, idempotency_key, data, ProjectPublic, create)
    response.headers["Location"] = f"/api/v1/projects/{made.id}"
    response.headers["ETag"] = f'"{made.version}"'
    return made


@router.get("/{project_id}", responses=NOT_FOUND)
async def get_project(
    project_id: UUID, account: AccountDep, session: SessionDep, response: Response
) -> ProjectPublic:
    """Return one project."""
    return _tagged(await projects.get_project(session, account, project_id), response)


@router.patch("/{project_id}", responses=CHANGING)
async def update_project(  # noqa: PLR0913, PLR0917 - each is a dependency
    project_id: UUID,
    data: ProjectUpdate,
    account: AccountDep,
    session: SessionDep,
    actor: ActorDep,
    version: VersionDep,
    response: Response,
) -> ProjectPublic:
    """Change the fields that are sent."""
    changed = await projects.update_project(
        session, account, project_id, data, actor=actor, version=version
    )
    return _tagged(changed, response)


@router.delete("/{project_id}", status_code=204, responses=CHANGING)
async def delete_project(
    project_id: UUID,
    account: AccountDep,
    session: SessionDep,
    actor: ActorDep,
    version: VersionDep,
    *,
    tasks: TasksGo = "inbox",
) -> None:
    """Delete a project; its tasks go to the inbox, or to the trash. Undo brings all back."""
    await projects.delete_project(
        session, account, project_id, actor=actor, tasks=tasks, version=version
    )


@router.post("/{project_id}/move", responses=CHANGING)
async def move_project(  # noqa: PLR0913, PLR0917 - each is a dependency
    project_id: UUID,
    data: ProjectMove,
    account: AccountDep,
    session: SessionDep,
    actor: ActorDep,
    version: VersionDep,
    response: Response,
) -> ProjectPublic:
    """Drag a project behind another one."""
    moved = await moves.move_project(
        session, account, project_id, data, actor=actor, version=version
    )
    return _tagged(moved, response)


def _tagged(project: Project, response: Response) -> ProjectPublic:
    response.headers["ETag"] = f'"{project.version}"'
    return public(project)
