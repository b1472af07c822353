"""Tasks."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from src.routers.dependencies import (
    AccountDep,
    IdempotencyKey,
    PageDep,
    SessionDep,
    VersionDep,
)
from src.routers.responses import CONFLICT, INVALID, NOT_FOUND, SIGNED_OUT, STALE
from src.schemas.base import Page
from src.schemas.tasks import TagPublic, TaskCreate, TaskPublic, TaskQuery, TaskUpdate
from src.services import idempotency, task_queries, tasks
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
    response: Response,
    idempotency_key: IdempotencyKey = None,
) -> TaskPublic:
    """Add a task."""

    async def create() -> TaskPublic:
        return public((await tasks.create_task(session, account, data, actor="web")).task)

    task = await idempotency.once(session, account, idempotency_key, data, TaskPublic, create)
    response.headers["Location"] = f"/api/v1/tasks/{task.id}"
    return _tagged(task, response)


@router.get("/tasks/{task_id}", responses=NOT_FOUND)
async def get_task(
    task_id: UUID, account: AccountDep, session: SessionDep, response: Response
) -> TaskPublic:
    """Return one task."""
    return _tagged(public(await tasks.get_task(session, account, task_id)), response)


@router.patch("/tasks/{task_id}", responses=CHANGING)
async def update_task(
    task_id: UUID,
    data: TaskUpdate,
    account: AccountDep,
    session: SessionDep,
    version: VersionDep,
    response: Response,
) -> TaskPublic:
    """Change the fields that are sent; null clears a field."""
    changed = await tasks.update_task(session, account, task_id, data, actor="web", version=version)
    return _tagged(public(changed.task), response)


@router.delete("/tasks/{task_id}", status_code=204, responses=CHANGING)
async def delete_task(
    task_id: UUID, account: AccountDep, session: SessionDep, version: VersionDep
) -> None:
    """Delete a task; undoing the change brings it back."""
    await tasks.delete_task(session, account, task_id, actor="web", version=version)


@router.post("/tasks/{task_id}/complete", responses=CHANGING)
async def complete_task(
    task_id: UUID,
    account: AccountDep,
    session: SessionDep,
    version: VersionDep,
    response: Response,
) -> TaskPublic:
    """Tick a task off."""
    changed = await tasks.complete_task(session, account, task_id, actor="web", version=version)
    return _tagged(public(changed.task), response)


@router.post("/tasks/{task_id}/reopen", responses=CHANGING)
async def reopen_task(
    task_id: UUID,
    account: AccountDep,
    session: SessionDep,
    version: VersionDep,
    response: Response,
) -> TaskPublic:
    """Take a task back from done."""
    changed = await tasks.reopen_task(session, account, task_id, actor="web", version=version)
    return _tagged(public(changed.task), response)


@router.get("/tags")
async def list_tags(account: AccountDep, session: SessionDep) -> Page[TagPublic]:
    """List the tags of open tasks, the most used first."""
    return Page(items=await task_queries.list_tags(session, account))


def _tagged(task: TaskPublic, response: Response) -> TaskPublic:
    response.headers["ETag"] = f'"{task.version}"'
    return task
