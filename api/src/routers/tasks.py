"""Tasks."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from src.database import Database
from src.routers.dependencies import (
    AccountDep,
    ActorDep,
    CallerDep,
    DatabaseDep,
    IdempotencyKey,
    PageDep,
    SessionDep,
    VersionDep,
)
from src.routers.responses import CONFLICT, INVALID, NOT_FOUND, SIGNED_OUT, STALE
from src.schemas.base import Page
from src.schemas.changes import Actor
from src.schemas.tasks import TagPublic, TaskCreate, TaskPublic, TaskQuery, TaskUpdate
from src.services import (
    accounts,
    hierarchy,
    idempotency,
    quick_changes,
    shelves,
    task_queries,
    tasks,
)
from src.services.task_views import public

router = APIRouter(prefix="/api/v1", tags=["tasks"], responses={**SIGNED_OUT, **INVALID})
CHANGING = {**NOT_FOUND, **STALE}


@router.get("/tasks", response_model=Page[TaskPublic])
async def list_tasks(
    query: Annotated[TaskQuery, Query()], page: PageDep, caller: CallerDep, database: DatabaseDep
) -> Response:
    """List tasks: open ones by due date, then priority, then age; done ones newest first."""
    async with database.single() as connection:
        found = await task_queries.list_json(
            connection, caller, query, limit=page.limit, cursor=page.cursor
        )
    return Response(found, media_type="application/json")


@router.post("/tasks", status_code=201, response_model=TaskPublic, responses=CONFLICT)
async def create_task(
    data: TaskCreate,
    caller: CallerDep,
    database: DatabaseDep,
    actor: ActorDep,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Add a task."""
    made = None
    if idempotency_key is None:
        async with database.single() as connection:
            made = await quick_changes.create(connection, caller, data, actor)
    if made is None:
        made = await _create(database, caller.id, data, actor, idempotency_key)
    else:
        database.tell(frozenset({caller.id}))
    return answered(made, status=201, location=f"/api/v1/tasks/{made.id}")


async def _create(
    database: Database, account_id: UUID, data: TaskCreate, actor: Actor, key: str | None
) -> TaskPublic:
    async with database.session() as session:
        account = await accounts.get_account(session, account_id)

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


def answered(task: TaskPublic, *, status: int = 200, location: str | None = None) -> Response:
    """Return a task as an answer, with its version as ETag."""
    headers = {"ETag": f'"{task.version}"'} | ({"Location": location} if location else {})
    return Response(task.model_dump_json(), status, headers, media_type="application/json")


def tagged(task: TaskPublic, response: Response) -> TaskPublic:
    """Give the answer the task's version as ETag."""
    response.headers["ETag"] = f'"{task.version}"'
    return task
