"""Changing many tasks in one go."""

from fastapi import APIRouter

from src.routers.dependencies import AccountDep, ActorDep, IdempotencyKey, SessionDep
from src.routers.responses import CONFLICT, INVALID, NOT_FOUND, SIGNED_OUT
from src.schemas.bulk import BulkChange, BulkResult
from src.services import bulk, idempotency

router = APIRouter(prefix="/api/v1", tags=["tasks"], responses={**SIGNED_OUT, **INVALID})


@router.post("/bulk", responses={**NOT_FOUND, **CONFLICT})
async def change_tasks(
    data: BulkChange,
    account: AccountDep,
    session: SessionDep,
    actor: ActorDep,
    idempotency_key: IdempotencyKey = None,
) -> BulkResult:
    """Change many tasks in one go, all or none; one undo takes all of it back."""

    async def change() -> BulkResult:
        return await bulk.change_many(session, account, data, actor=actor)

    return await idempotency.once(session, account, idempotency_key, data, BulkResult, change)
