"""What can be done to a task, beside changing its fields."""

from collections.abc import Awaitable
from functools import partial
from typing import Protocol
from uuid import UUID

from fastapi import APIRouter, Response
from sqlalchemy.ext.asyncio import AsyncSession

from src.models.account import Account
from src.routers.dependencies import (
    AccountDep,
    ActorDep,
    IdempotencyKey,
    SessionDep,
    VersionDep,
)
from src.routers.responses import CONFLICT, INVALID, NOT_FOUND, SIGNED_OUT, STALE
from src.routers.tasks import answered, shown, tagged
from src.routers.ways import WaysDep
from src.schemas.changes import Actor
from src.schemas.moves import TaskMove
from src.schemas.tasks import TaskPublic
from src.services import (
    completion,
    hierarchy,
    idempotency,
    moves,
    quick_changes,
    shelves,
    trees,
)
from src.services.records import Changed

router = APIRouter(prefix="/api/v1/tasks", tags=["tasks"], responses={**SIGNED_OUT, **INVALID})
CHANGING = {**NOT_FOUND, **STALE}


class _Action(Protocol):
    """A service that does one thing to one task."""

    def __call__(
        self,
        session: AsyncSession,
        account: Account,
        task_id: UUID,
        *,
        actor: Actor,
        version: int | None = None,
    ) -> Awaitable[Changed]: ...


def _add(name: str, act: _Action, description: str, operation: str) -> None:
    """Add the route of one action; they differ in nothing but the service."""

    async def route(
        task_id: UUID,
        account: AccountDep,
        session: SessionDep,
        actor: ActorDep,
        version: VersionDep,
        response: Response,
    ) -> TaskPublic:
        changed = await act(session, account, task_id, actor=actor, version=version)
        return tagged(await hierarchy.rolled_up(session, changed.task), response)

    router.add_api_route(
        f"/{{task_id}}/{name}",
        route,
        methods=["POST"],
        name=operation,
        description=description,
        responses={**CHANGING, **CONFLICT},
    )


for _name, _act, _description in (
    ("reopen", completion.reopen_task, "Take a task back from done."),
    ("archive", shelves.archive_task, "Put a task out of sight, with all that hangs below it."),
    ("unarchive", shelves.unarchive_task, "Take a task out of the archive."),
    ("restore", shelves.restore_task, "Take a task out of the trash."),
):
    _add(_name, _act, _description, f"{_name}_task")


@router.post("/{task_id}/complete", response_model=TaskPublic, responses=CHANGING)
async def complete_task(
    task_id: UUID, ways: WaysDep, actor: ActorDep, version: VersionDep
) -> Response:
    """Tick a task off, with all that hangs below it. A recurring one gets its successor."""
    act = partial(quick_changes.complete, task_id=task_id, actor=actor, version=version)
    done = await ways.change_quickly(act)
    if done is None:
        async with ways.slowly() as (session, account):
            changed = await completion.complete_task(
                session, account, task_id, actor=actor, version=version
            )
            done = shown(await hierarchy.rolled_up(session, changed.task))
    return answered(done)


@router.post("/{task_id}/move", responses=CHANGING)
async def move_task(  # noqa: PLR0913, PLR0917 - each is a dependency
    task_id: UUID,
    data: TaskMove,
    account: AccountDep,
    session: SessionDep,
    actor: ActorDep,
    version: VersionDep,
    response: Response,
) -> TaskPublic:
    """Drag a task behind another one, perhaps into another project or below another task."""
    changed = await moves.move_task(session, account, task_id, data, actor=actor, version=version)
    return tagged(await hierarchy.rolled_up(session, changed.task), response)


@router.post("/{task_id}/duplicate", status_code=201, responses={**NOT_FOUND, **CONFLICT})
async def duplicate_task(
    task_id: UUID,
    account: AccountDep,
    session: SessionDep,
    actor: ActorDep,
    response: Response,
    idempotency_key: IdempotencyKey = None,
) -> TaskPublic:
    """Copy a task, with all that hangs below it; the copies are open."""

    async def create() -> TaskPublic:
        made = await trees.duplicate_task(session, account, task_id, actor=actor)
        return await hierarchy.rolled_up(session, made.task)

    request = idempotency.Named(what="duplicate", id=task_id)
    task = await idempotency.once(session, account, idempotency_key, request, TaskPublic, create)
    response.headers["Location"] = f"/api/v1/tasks/{task.id}"
    return tagged(task, response)
