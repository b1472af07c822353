"""Tasks."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from sqlalchemy.ext.asyncio import AsyncSession

from src.models.account import Account
from src.routers.dependencies import (
    AccountDep,
    ActorDep,
    IdempotencyKey,
    PageDep,
    SessionDep,
    VersionDep,
)
from src.routers.responses import CONFLICT, INVALID, NOT_FOUND, SIGNED_OUT, STALE
from src.routers.ways import WaysDep
from src.schemas.base import Page
from src.schemas.changes import Actor
from src.schemas.tasks import TagPublic, TaskCreate, TaskPublic, TaskQuery, TaskUpdate
from src.services import (
    hierarchy,
    idempotency,
    quick_changes,
    quick_lists,
    shelves,
    task_queries,
    tasks,
)
from src.services.quick_changes import Shown
from src.services.task_views import public

router = APIRouter(prefix="/api/v1", tags=["tasks"], responses={**SIGNED_OUT, **INVALID})
CHANGING = {**NOT_FOUND, **STALE}


@router.get("/tasks", response_model=Page[TaskPublic])
async def list_tasks(
    query: Annotated[TaskQuery, Query()], page: PageDep, ways: WaysDep
) -> Response:
    """List tasks: open ones by due date, then priority, then age; done ones newest first."""
    limit, cursor = page
    found = await ways.quickly(partial(quick_lists.page, query=query, limit=limit, cursor=cursor))
    if found is None:
        async with ways.slowly() as (session, account):
            listed = await task_queries.list_tasks(
                session, account, query, limit=limit, cursor=cursor
            )
        found = listed.model_dump_json().encode()
    return Response(found, media_type="application/json")


@router.post("/tasks", status_code=201, response_model=TaskPublic, responses=CONFLICT)
async def create_task(
    data: TaskCreate, ways: WaysDep, actor: ActorDep, idempotency_key: IdempotencyKey = None
) -> Response:
    """Add a task."""
    act = partial(quick_changes.create, data=data, actor=actor, key=idempotency_key)
    made = await ways.change_quickly(act)
    if made is None:
        async with ways.slowly() as (session, account):
            made = shown(await _create(session, account, data, actor, idempotency_key))
    return answered(made, status=201, location=f"/api/v1/tasks/{made.id}")


async def _create(
    session: AsyncSession, account: Account, data: TaskCreate, actor: Actor, key: str | None
) -> TaskPublic:
    async def create() -> TaskPublic:
        made = await tasks.create_task(session, account, data, actor=actor)
        return public(made.task, hierarchy.NO_SUBTASKS)

    return await idempotency.once(session, account, key, data, TaskPublic, create)


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


def shown(task: TaskPublic) -> Shown:
    """Return a task as the quick way would have."""
    return Shown(task.id, task.version, task.model_dump_json())


def answered(task: Shown, *, status: int = 200, location: str | None = None) -> Response:
    """Return a task as an answer, with its version as ETag."""
    headers = {"ETag": f'"{task.version}"'} | ({"Location": location} if location else {})
    return Response(task.json, status, headers, media_type="application/json")


def tagged(task: TaskPublic, response: Response) -> TaskPublic:
    """Give the answer the task's version as ETag."""
    response.headers["ETag"] = f'"{task.version}"'
    return task
