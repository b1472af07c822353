"""Tasks."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from src.routers.dependencies import (
    AccountDep,
    ActorDep,
    IdempotencyKey,
    PageDep,
    SessionDep,
    VersionDep,
)
from src.routers.responses import CONFLICT, INVALID, NOT_FOUND, SIGNED_OUT, STALE
from src.schemas.base import Page
from src.schemas.tasks import TagPublic, TaskCreate, TaskPublic, TaskQuery, TaskUpdate
from src.services import hierarchy, idempotency, shelves, task_queries, tasks
from src.services.task_views import public

router = APIRouter(prefix="/api/v1", tags=["tasks"], responses={**SIGNED_OUT, **INVALID})
CHANGING = {**NOT_FOUND, **STALE}


@router.get("/tasks")
async def list_tasks(
    query: Annotated[TaskQuery, Query()], page: PageDep, account: AccountDep, session: SessionDep
) -> Page[TaskPublic]:
    """List tasks: open ones by due date, then priority, then age; done ones newest first."""
    return await task_queries.list_tasks(
        session, account, query, limit=page.limit, cursor=page.cursor
    )


@router.post("/tasks", status_code=201, responses=CONFLICT)
async def create_task(
    data: TaskCreate,
    account: AccountDep,
    session: SessionDep,
    actor: ActorDep,
    response: Response,
    idempotency_key: IdempotencyKey = None,
) -> TaskPublic:
    """Add a task."""

    async def create() -> TaskPublic:
        made = await tasks.create_task(session, account, data, actor=actor)
        return public(made.task, hierarchy.NO_SUBTASKS)

    task = await idempotency.once(session, account, idempotency_key, data, TaskPublic, create)
    response.headers["Location"] = f"/api/v1/tasks/{task.id}"
    return tagged(task, response)


@router.get("/tasks/{task_id}", responses=NOT_FOUND)
async def get_task(
    task_id: UUID, account: AccountDep, session: SessionDep, response: Response
) -> TaskPublic:
    """Return one task."""
    task = await tasks.get_task(session, account, task_id)
    return tagged(await hierarchy.rolled_up(session, task), response)


@router.patch("/tasks/{task_id}", responses=CHANGING)
async def update_task(  # noqa: PLR0913, PLR0917 - each is a dependency
    task_id: UUID,
    data: TaskUpdate,
    account: AccountDep,
    session: SessionDep,
    actor: ActorDep,
    version: VersionDep,
    response: Response,
) -> TaskPublic:
    """Change the fields that are sent; null clears a field."""
    changed = await tasks.update_task(session, account, task_id, data, actor=actor, version=version)
    return tagged(await hierarchy.rolled_up(session, changed.task), response)


@router.delete("/tasks/{task_id}", status_code=204, responses=CHANGING)
async def delete_task(
    task_id: UUID, account: AccountDep, session: SessionDep, actor: ActorDep, version: VersionDep
) -> None:
    """Put a task into the trash, where it stays for 30 days, with all that hangs below it."""
    await shelves.delete_task(session, account, task_id, actor=actor, version=version)


@router.get("/tags")
async def list_tags(account: AccountDep, session: SessionDep) -> Page[TagPublic]:
    """List the tags of open tasks, the most used first."""
    return Page(items=await task_queries.list_tags(session, account))


def tagged(task: TaskPublic, response: Response) -> TaskPublic:
    """Give the answer the task's version as ETag."""
    response.headers["ETag"] = f'"{task.version}"'
    return task
