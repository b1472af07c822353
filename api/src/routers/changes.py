"""The history of tasks, and undo."""

from uuid import UUID

from fastapi import APIRouter

from src.routers.dependencies import AccountDep, ActorDep, PageDep, SessionDep
from src.routers.responses import CONFLICT, INVALID, NOT_FOUND, SIGNED_OUT
from src.schemas.base import Page
from src.schemas.changes import ChangePublic
from src.services import changes, undo

router = APIRouter(prefix="/api/v1/changes", tags=["history"], responses=SIGNED_OUT)


@router.get("", responses=INVALID)
async def list_changes(
    page: PageDep, account: AccountDep, session: SessionDep
) -> Page[ChangePublic]:
    """List changes of tasks, newest first."""
    return await changes.list_changes(session, account, limit=page.limit, cursor=page.cursor)


@router.post(
    "/{change_id}/undo",
    responses={**NOT_FOUND, **CONFLICT, **INVALID},
)
async def undo_change(
    change_id: UUID, account: AccountDep, session: SessionDep, actor: ActorDep
) -> ChangePublic:
    """Take a change back; refused when something newer touched the same fields."""
    undone = await undo.undo_change(session, account, change_id, actor=actor)
    return ChangePublic.of(undone.change)
